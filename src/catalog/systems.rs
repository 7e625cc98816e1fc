//! Published systems and the compute that trained them, as base models and for comparison.

use super::unpack::Cells;
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// The credit that must stand wherever figures of the table are shown, as their licence asks, with a
/// note on the changes.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; a selection, some figures rounded and \
    names spelled out.";

/// A system and an estimate of the compute that trained it.
#[derive(Debug, PartialEq)]
pub struct System {
    /// The name in the table, for lists and links. It never changes its meaning.
    pub slug: &'static str,
    /// The common name.
    pub name: &'static str,
    /// The date of publication: `2022-04-04`.
    pub date: &'static str,
    /// The organizations that trained it, joined by commas; empty if unknown.
    pub organization: &'static str,
    /// The domain: Language, Vision, Games.
    pub domain: &'static str,
    /// Operations of its final training run. An addition and a multiplication count one each, whatever
    /// the number format.
    pub flop: f64,
    /// Parameters as Epoch AI lists them; not always published by the developers.
    pub parameters: Option<f64>,
    /// Epoch AI's confidence in the operations, if it says so.
    pub confidence: Option<Confidence>,
    /// The method by which the operations were found.
    pub method: ComputeMethod,
    /// Title of the paper or announcement.
    pub title: &'static str,
    /// Address of the paper or announcement.
    pub link: &'static str,
    /// The table that the figures are from, with its licence and address.
    pub source: &'static str,
}

enum_with_all! {
    /// Epoch AI's labels for its confidence in a figure.
    // The order is that of the build's CONFIDENCES.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Confidence {
        /// The surest.
        Confident,
        /// Less sure.
        Likely,
        /// The least sure.
        Speculative,
    }
}

enum_with_all! {
    /// The method by which the compute of a system was found, read from Epoch AI's notes.
    // The order is that of the build's METHODS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ComputeMethod {
        /// By counting operations.
        Operations,
        /// From chips, time, peak and a utilization that was measured or assumed.
        GpuTime,
        /// Reported by those who trained it.
        Reported,
        /// Read off a chart, a mean of two methods, taken from another estimate, from cost or comparison.
        Other,
        /// The notes do not say.
        Unknown,
    }
}

impl Confidence {
    /// Returns the words after a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Confident => "confident",
            Self::Likely => "likely",
            Self::Speculative => "speculative",
        }
    }
}

impl ComputeMethod {
    /// Returns the words after a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Operations => "counted",
            Self::GpuTime => "from GPU time",
            Self::Reported => "reported by the developers",
            Self::Other => "estimated in another way",
            Self::Unknown => "by an unknown method",
        }
    }
}

impl System {
    /// Returns the year of publication.
    pub fn year(&self) -> &'static str {
        self.date.get(..4).unwrap_or_default()
    }

    /// Returns the method and the confidence: `counted, confident`.
    pub fn standing(&self) -> String {
        standing(self.method, self.confidence)
    }
}

/// Joins method and confidence: `counted, confident`.
pub(super) fn standing(method: ComputeMethod, confidence: Option<Confidence>) -> String {
    match confidence {
        Some(confidence) => format!("{}, {}", method.words(), confidence.words()),
        None => method.words().into(),
    }
}

/// The table, a line for each system.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/systems.tsv"));

/// The sources, a line for each: nearly all systems share one.
static SOURCES: &str = include_str!(concat!(env!("OUT_DIR"), "/systems_sources.txt"));

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| TABLE.lines().map(unpack).collect());

/// Returns the source at a place in the list.
pub(super) fn source(place: Option<usize>) -> &'static str {
    (place.and_then(|place| SOURCES.lines().nth(place))).unwrap_or_default()
}

fn unpack(line: &'static str) -> System {
    let mut cells = Cells::of(line);
    System {
        slug: cells.text(),
        name: cells.text(),
        date: cells.text(),
        organization: cells.text(),
        domain: cells.text(),
        flop: cells.number(),
        parameters: cells.optional(),
        confidence: cells.member(&Confidence::ALL),
        method: cells
            .member(&ComputeMethod::ALL)
            .unwrap_or(ComputeMethod::Unknown),
        title: cells.text(),
        link: cells.text(),
        source: source(cells.index()),
    }
}

/// Returns all systems, the oldest first.
pub fn systems() -> &'static [System] {
    &SYSTEMS
}

/// Returns the system of a slug, spelled exactly so.
pub fn system(slug: &str) -> Option<&'static System> {
    systems().iter().find(|system| system.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_found_by_its_slug() {
        for row in systems() {
            assert!(system(row.slug).is_some_and(|found| std::ptr::eq(found, row)));
        }
        assert_eq!(system("AlexNet"), None);
        assert_eq!(system(""), None);
    }

    #[test]
    fn how_sure_a_figure_is_can_be_said() {
        let of = |slug| system(slug).expect("in the table");
        let llama = of("llama-3.1-405b");
        assert_eq!((llama.year(), llama.flop), ("2024", 3.8e25));
        assert_eq!(llama.standing(), "reported by the developers, confident");
        let with_play = of("alphazero-with-self-play");
        assert_eq!(with_play.standing(), "estimated in another way");
        assert_eq!(with_play.parameters, None);
    }

    #[test]
    fn the_credit_is_the_one_that_is_asked_for() {
        for part in [
            "Parameter, Compute and Data Trends in Machine Learning",
            "Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models",
            "CC BY 4.0",
        ] {
            assert!(ATTRIBUTION.contains(part), "{part}");
        }
        assert!(systems().iter().all(|s| s.source.contains("CC BY 4.0")));
    }
}
