//! Amounts of compute at which laws begin to ask something of whoever trains a model.
//!
//! Summaries with their sources, not advice: a figure is an indication or lets something be presumed;
//! what a model is in law it does not say.

use crate::quantity::MONTHS;

/// An amount of compute, and what begins above it.
#[derive(Debug, PartialEq)]
pub struct Threshold {
    /// Its name in the table, for lists and tests.
    pub slug: &'static str,
    /// What is asked begins above it: the law says “greater than”. Where it says “integer or
    /// floating-point operations”, both are counted.
    pub flop: f64,
    /// What it is called in a list.
    pub name: &'static str,
    /// The text that sets it.
    pub law: &'static str,
    /// What it means, in words that go on after “More than 10^25 FLOP:”.
    pub says: &'static str,
    /// Whether it applied on the day of the check.
    pub status: Status,
    /// The day from which it applies: `2025-08-02`.
    pub since: &'static str,
    /// The day on which it was rescinded.
    pub until: Option<&'static str>,
    /// The day on which the row was compared with its sources.
    pub checked: &'static str,
    /// Where it is in the text.
    pub citation: &'static str,
    /// Where the text is.
    pub link: &'static str,
    /// Which compute is compared with it.
    pub counts: Counts,
}

/// Whether a threshold applied when it was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It did.
    InForce,
    /// It was to, from a day that was fixed.
    Enacted,
    /// It no longer did.
    Rescinded,
}

/// Which compute is compared with a threshold. In each case we take the sum of all stages of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// What the model was trained with. For the EU that is what contributes directly to updates of
    /// parameters (guidelines, points 118 and 119); Executive Order 14110 says no more.
    Training,
    /// All that contributes to the model’s capabilities: synthetic data that are not public and the
    /// weights that it started from as well (guidelines, points 119 to 121).
    Cumulative,
    /// The original run, and later fine-tuning, reinforcement learning and other material modification
    /// of a preceding model. Whether somebody else’s base is to be added is disputed: the stage alone
    /// and the sum should both be shown.
    WithModifications,
}

impl Status {
    /// As it is said of a law.
    pub const fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Enacted => "enacted but not yet in force",
            Self::Rescinded => "rescinded",
        }
    }
}

impl Counts {
    /// What goes on after “Compared is”.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Training => "the compute that the model was trained with, the sum of all stages",
            Self::Cumulative => {
                "the cumulative compute: all that contributed or will contribute to the model’s \
                 capabilities, the compute of a base model and of synthetic data that are not public \
                 included"
            }
            Self::WithModifications => {
                "the original run with any later fine-tuning, reinforcement learning or other material \
                 modification of a preceding model; whether somebody else’s base model counts is disputed"
            }
        }
    }
}

impl Threshold {
    /// The status with its day: `in force since 2 August 2025`. It stays true when the day of an
    /// enacted one has come.
    pub fn standing(&self) -> String {
        match (self.status, self.until) {
            (Status::InForce, _) => format!("in force since {}", written_out(self.since)),
            (Status::Enacted, _) => format!("enacted, in force from {}", written_out(self.since)),
            (Status::Rescinded, day) => {
                format!("rescinded on {}", written_out(day.unwrap_or_default()))
            }
        }
    }
}

/// `2027-01-01` as 1 January 2027.
fn written_out(day: &str) -> String {
    let mut parts = day.splitn(3, '-');
    let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let number: usize = month.parse().unwrap_or_default();
    let month = MONTHS.get(number.wrapping_sub(1)).unwrap_or(&month);
    format!("{} {month} {year}", day.trim_start_matches('0'))
}

static THRESHOLDS: &[Threshold] = include!(concat!(env!("OUT_DIR"), "/thresholds.rs"));

/// Every threshold, the least first; also those that no longer apply, which are still quoted.
pub fn thresholds() -> &'static [Threshold] {
    THRESHOLDS
}

/// Whoever modifies another’s general-purpose AI model is treated as the provider of a new one in the
/// EU if the modification takes more than this share of the compute of the original: an indicative
/// criterion, see [`MODIFICATION_CITATION`].
pub const MODIFICATION_SHARE: f64 = 1.0 / 3.0;

/// The same in words, for whoever modifies.
pub const MODIFICATION_SAYS: &str = "Whoever modifies another’s general-purpose AI model is treated as \
    the provider of a new one if the modification takes more than a third of the training compute of \
    the original: an indicative criterion";

/// What holds where that compute is not known.
pub const MODIFICATION_OTHERWISE: &str = "Where it can neither be known nor be estimated, a third of a \
    threshold stands in for a third of it:";

/// FLOP of a modification that stand in for the share of an original with systemic risk whose compute
/// can neither be known nor be estimated: a third of the threshold for systemic risk, 10^25.
pub const MODIFICATION_OF_SYSTEMIC_RISK: f64 = 1e25 / 3.0;

/// The same for any other original: a third of the threshold for general-purpose models, 10^23.
pub const MODIFICATION_OF_OTHERS: f64 = 1e23 / 3.0;

/// Where the rule on modifications is. Other points of the same text call it point 60: what they refer
/// to by number is behind.
pub const MODIFICATION_CITATION: &str = "European Commission, guidelines on general-purpose AI models \
    under the AI Act, C(2025) 7719 final of 19 November 2025, section 3.2, points 63 and 64";

/// Where that text is.
pub const MODIFICATION_LINK: &str = "https://digital-strategy.ec.europa.eu/en/library/\
    guidelines-scope-obligations-providers-general-purpose-ai-models-under-ai-act";

#[cfg(test)]
mod tests {
    use super::*;

    fn of(slug: &str) -> &'static Threshold {
        let mut all = thresholds().iter();
        all.find(|row| row.slug == slug).expect("in the table")
    }

    #[test]
    fn the_least_comes_first() {
        assert!(thresholds().is_sorted_by_key(|threshold| threshold.flop));
        let figures: Vec<(&str, f64)> = thresholds().iter().map(|t| (t.slug, t.flop)).collect();
        assert_eq!(
            figures,
            [
                ("eu-general-purpose", 1e23),
                ("us-eo-14110-biological", 1e23),
                ("eu-systemic-risk", 1e25),
                ("california-sb-53", 1e26),
                ("new-york-raise", 1e26),
                ("us-eo-14110", 1e26),
            ]
        );
    }

    #[test]
    fn how_they_stand_can_be_said() {
        for (slug, standing) in [
            ("eu-general-purpose", "in force since 2 August 2025"),
            ("eu-systemic-risk", "in force since 2 August 2025"),
            ("california-sb-53", "in force since 1 January 2026"),
            ("new-york-raise", "enacted, in force from 1 January 2027"),
            ("us-eo-14110", "rescinded on 20 January 2025"),
            ("us-eo-14110-biological", "rescinded on 20 January 2025"),
        ] {
            assert_eq!(of(slug).standing(), standing);
        }
    }

    #[test]
    fn a_status_is_that_of_the_day_of_the_check() {
        for row in thresholds() {
            let expected = match row.until {
                Some(_) => Status::Rescinded,
                None if row.since <= row.checked => Status::InForce,
                None => Status::Enacted,
            };
            assert_eq!(row.status, expected, "{}", row.slug);
            assert!(row.until.is_none_or(|until| until <= row.checked));
            assert_eq!(row.checked, "2026-11-22");
        }
    }

    /// A figure alone settles nothing: the texts say so, and so do we.
    #[test]
    fn the_words_are_those_of_the_texts() {
        let general = of("eu-general-purpose");
        assert!(general.says.starts_with("an indicative criterion"));
        assert!(general.says.contains("language (text or audio)"));
        assert!(of("eu-systemic-risk").says.contains("is presumed to have"));
        assert_eq!(general.counts, Counts::Training);
        assert_eq!(of("eu-systemic-risk").counts, Counts::Cumulative);
        assert_eq!(of("california-sb-53").counts, Counts::WithModifications);
        assert_eq!(of("new-york-raise").counts, Counts::WithModifications);
    }

    #[test]
    fn a_modification_is_held_against_a_third() {
        assert_eq!(format!("{MODIFICATION_OF_SYSTEMIC_RISK:.2e}"), "3.33e24");
        assert_eq!(format!("{MODIFICATION_OF_OTHERS:.2e}"), "3.33e22");
        for (substitute, slug) in [
            (MODIFICATION_OF_SYSTEMIC_RISK, "eu-systemic-risk"),
            (MODIFICATION_OF_OTHERS, "eu-general-purpose"),
        ] {
            let ratio = substitute / of(slug).flop;
            assert!((ratio - MODIFICATION_SHARE).abs() < 1e-15, "{slug}");
        }
        assert_eq!(MODIFICATION_LINK, of("eu-general-purpose").link);
    }
}
