//! The sources of an estimate's methods and tables, for a bibliography.

use crate::catalog::{self, Chip, Edition};
use crate::words::text::anchor;

/// A source to cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key in a bibliography.
    pub key: String,
    /// The kind of source.
    pub kind: Kind,
    /// Persons, each with the family name last, or one organization.
    pub authors: Vec<&'static str>,
    /// The title.
    pub title: String,
    /// The publisher, if it is not the author.
    pub publisher: &'static str,
    /// The year. `None` if the source is kept up to date.
    pub year: Option<&'static str>,
    /// The address.
    pub url: String,
    /// A remark.
    pub note: String,
}

/// The kind of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A work on a method, by persons, who are sorted by their family names.
    Work,
    /// A work on energy, by persons as well.
    OfEnergy,
    /// A table of utilizations by an organization, whose name is kept as it is.
    Utilizations,
    /// Figures of a chip.
    Chip,
    /// Figures of a grid.
    Grid,
    /// This program.
    Program,
}

impl Source {
    /// Writes `Amodei and Hernandez 2018, “AI and Compute”, OpenAI, https://…`.
    pub fn citation(&self) -> String {
        let title = format!("“{}”", self.title);
        let parts = [self.who(), title, self.rest(), self.url.clone()];
        join_parts(&parts)
    }

    /// Writes publisher and note.
    pub fn rest(&self) -> String {
        join_parts(&[self.publisher.to_owned(), self.note.clone()])
    }

    /// Writes authors and year.
    pub fn who(&self) -> String {
        let family = |name: &&'static str| name.rsplit(' ').next().unwrap_or(name).to_owned();
        let names: Vec<String> = match self.kind {
            Kind::Work | Kind::OfEnergy => self.authors.iter().map(family).collect(),
            _ => self.authors.iter().map(|name| (*name).into()).collect(),
        };
        let who = match names.as_slice() {
            [a, b] => format!("{a} and {b}"),
            [a, _, _, ..] => format!("{a} et al."),
            [a] => a.clone(),
            [] => String::new(),
        };
        match self.year {
            Some(year) => format!("{who} {year}").trim_start().to_owned(),
            None => who,
        }
    }
}

/// Joins the parts that are not empty with commas.
fn join_parts(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    parts.join(", ")
}

/// Returns the sources of both methods: counting operations, and the utilization to assume.
pub(super) fn methods() -> [Source; 2] {
    [
        Source {
            key: "sevilla2022estimating".into(),
            kind: Kind::Work,
            authors: vec![
                "Jaime Sevilla",
                "Lennart Heim",
                "Marius Hobbhahn",
                "Tamay Besiroglu",
                "Anson Ho",
                "Pablo Villalobos",
            ],
            title: "Estimating Training Compute of Deep Learning Models".into(),
            publisher: "Epoch AI",
            year: Some("2022"),
            url: "https://epoch.ai/blog/estimating-training-compute".into(),
            note: String::new(),
        },
        Source {
            key: "amodei2018ai".into(),
            kind: Kind::Work,
            authors: vec!["Dario Amodei", "Danny Hernandez"],
            title: "AI and Compute".into(),
            publisher: "OpenAI",
            year: Some("2018"),
            url: "https://openai.com/index/ai-and-compute/".into(),
            note: String::new(),
        },
    ]
}

/// Returns the source for backward passes where not everything is trained.
pub(super) fn backward() -> Source {
    Source {
        key: "hobbhahn2021backward".into(),
        kind: Kind::Work,
        authors: vec!["Marius Hobbhahn", "Jaime Sevilla"],
        title: "What’s the backward-forward FLOP ratio for neural networks?".into(),
        publisher: "Epoch AI",
        year: Some("2021"),
        url: "https://epoch.ai/blog/backward-forward-FLOP-ratio".into(),
        note: String::new(),
    }
}

/// Returns the source of the utilizations that an unusual one is compared with.
pub(super) fn utilizations() -> Source {
    Source {
        key: "epoch-notable-models".into(),
        kind: Kind::Utilizations,
        authors: vec!["Epoch AI"],
        title: "Notable AI Models".into(),
        publisher: "",
        year: None,
        url: "https://epoch.ai/data/notable-ai-models".into(),
        note: "CC BY 4.0".into(),
    }
}

/// Returns the source for computing energy from hours.
pub(super) fn energy() -> Source {
    Source {
        key: "patterson2021carbon".into(),
        kind: Kind::OfEnergy,
        authors: vec![
            "David Patterson",
            "Joseph Gonzalez",
            "Quoc Le",
            "Chen Liang",
            "Lluis-Miquel Munguia",
            "Daniel Rothchild",
            "David So",
            "Maud Texier",
            "Jeff Dean",
        ],
        title: "Carbon Emissions and Large Neural Network Training".into(),
        publisher: "",
        year: Some("2021"),
        url: "https://arxiv.org/abs/2104.10350".into(),
        note: String::new(),
    }
}

/// Returns the entry of this program, with the estimate's link and its edition.
pub(super) fn petaday(title: &str, link: &str, edition: Edition) -> Source {
    let of = if title.is_empty() {
        "Petaday: training compute".into()
    } else {
        format!("Petaday: training compute of {title}")
    };
    Source {
        key: format!("petaday-{}", anchor(title, link)),
        kind: Kind::Program,
        authors: vec!["Petaday contributors"],
        title: of,
        publisher: "",
        year: Some("2026"),
        url: link.into(),
        note: format!("version {}, data of {edition}", env!("CARGO_PKG_VERSION")),
    }
}

/// Returns the sources of a chip. The table has them as text, `Who, what, https://… ; Who, what,
/// https://…`.
pub(super) fn chip_sources(chip: &Chip) -> Vec<Source> {
    let about = catalog::about(chip.slug);
    let sources = about.map_or("", |about| about.source);
    let several = sources.split("; ").enumerate();
    several
        .map(|(index, source)| {
            let key = match index {
                0 => format!("chip-{}", chip.slug),
                more => format!("chip-{}-{}", chip.slug, more + 1),
            };
            table_source(Kind::Chip, key, source, chip.name)
        })
        .collect()
}

/// Returns the source of a grid's emissions.
pub(super) fn grid_source(source: &'static str) -> Source {
    table_source(
        Kind::Grid,
        "grid-carbon".into(),
        source,
        "carbon intensity of electricity",
    )
}

/// Parses a source of a table. `of` says which figures are taken from it.
fn table_source(kind: Kind, key: String, source: &'static str, of: &str) -> Source {
    let (who, url) = match source.find("http") {
        Some(at) => source.split_at(at),
        None => (source, ""),
    };
    let who = who.trim_end_matches([' ', ',']);
    let host = url.split('/').nth(2).unwrap_or_default();
    let (author, title) = match who.split_once(", ") {
        Some((author, title)) => (author, title),
        // A page without a name is titled by what is taken from it.
        None if who.is_empty() => (host, of),
        None => ("", who),
    };
    let note = match kind {
        Kind::Chip => format!("figures of {of}"),
        _ => of.to_owned(),
    };
    Source {
        key,
        kind,
        authors: vec![author].into_iter().filter(|a| !a.is_empty()).collect(),
        title: title.into(),
        publisher: "",
        year: None,
        url: url.into(),
        note: if title == of { String::new() } else { note },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_names_who_what_and_where() {
        let [sevilla, amodei] = methods();
        assert_eq!(
            amodei.citation(),
            "Amodei and Hernandez 2018, “AI and Compute”, OpenAI, https://openai.com/index/ai-and-compute/"
        );
        assert!(sevilla.citation().starts_with("Sevilla et al. 2022, “"));
        let chip = catalog::chip("nvidia-gtx-580").expect("in the table");
        let sources: Vec<String> = chip_sources(chip).iter().map(Source::citation).collect();
        assert_eq!(
            sources,
            [
                "Epoch AI, “Machine Learning Hardware (CC BY 4.0)”, figures of NVIDIA GeForce GTX 580, https://epoch.ai/data/machine-learning-hardware",
                "www.techpowerup.com, “NVIDIA GeForce GTX 580”, https://www.techpowerup.com/gpu-specs/geforce-gtx-580.c270",
            ]
        );
    }
}
