//! Thresholds of laws: amounts of compute from which they require something of those who train a
//! model.
//!
//! These are summaries with their sources, not advice. A figure indicates or lets something be
//! presumed. It does not say what a model is in law.

mod modification;

pub use modification::{
    MODIFICATION_CITATION, MODIFICATION_LINK, MODIFICATION_OF_OTHERS,
    MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OTHERWISE, MODIFICATION_SAYS, MODIFICATION_SHARE,
};

use crate::quantity::MONTHS;

/// An amount of compute, and the duties that begin there.
#[derive(Debug, PartialEq)]
pub struct Threshold {
    /// The name in the table, for lists and tests.
    pub slug: &'static str,
    /// The amount in FLOP. If the law says “integer or floating-point operations”, both count.
    pub flop: f64,
    /// Whether the duties begin at this amount or above it.
    pub begins: Begins,
    /// The name in a list.
    pub name: &'static str,
    /// The text that sets it.
    pub law: &'static str,
    /// The meaning, in words that continue “More than 10^25 FLOP:”.
    pub says: &'static str,
    /// Whether it applied on the day of the check.
    pub status: Status,
    /// The day from which it applies: `2025-08-02`.
    pub since: &'static str,
    /// The day on which it was rescinded.
    pub until: Option<&'static str>,
    /// The day on which the row was compared with its sources.
    pub checked: &'static str,
    /// The place in the text of the law.
    pub citation: &'static str,
    /// The address of the text.
    pub link: &'static str,
    /// The compute that is compared with it.
    pub counts: Counts,
}

/// Whether the duties of a law begin at an amount or above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// At the amount itself: the law says “at least”.
    AtLeast,
    /// Above the amount: the law says “greater than”.
    MoreThan,
}

/// Whether a threshold applied when it was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In force.
    InForce,
    /// Applied: a guideline, or a part of a law that applied later than the law came into force.
    Applied,
    /// Enacted: to apply from a fixed day on.
    Enacted,
    /// Rescinded: no longer applied.
    Rescinded,
}

/// The compute that is compared with a threshold. It is always the sum over stages of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// The compute that trained the model. For the EU that is what contributes directly to updates of
    /// parameters (guidelines, points 118 and 119); Executive Order 14110 says no more.
    Training,
    /// All compute that contributes to the model’s capabilities, including that of synthetic data that
    /// are not public and of the weights that it started from (guidelines, points 119 to 121).
    Cumulative,
    /// The original run, and later fine-tuning, reinforcement learning and other material modification
    /// of a preceding model. Whether somebody else’s base is to be added is disputed: the stage alone
    /// and the sum should both be shown.
    WithModifications,
}

impl Begins {
    /// Returns the spelling in the table and the JSON.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
        }
    }

    /// Returns the words before the amount.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "At least",
            Self::MoreThan => "More than",
        }
    }

    /// Returns the words for where the duties begin, seen from the amount.
    pub const fn side(self) -> &'static str {
        match self {
            Self::AtLeast => "at or above it",
            Self::MoreThan => "above",
        }
    }
}

impl Status {
    /// Returns the words for the status of a law.
    pub const fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Applied => "applied",
            Self::Enacted => "enacted but not yet in force",
            Self::Rescinded => "rescinded",
        }
    }
}

impl Counts {
    /// Returns the words that continue “Compared is”.
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
    /// Returns the status with its day: `in force since 2 August 2025`. The words stay true when the
    /// day of an enacted law has come.
    pub fn standing(&self) -> String {
        match (self.status, self.until) {
            (Status::InForce, _) => format!("in force since {}", written_out(self.since)),
            (Status::Applied, _) => format!("applied since {}", written_out(self.since)),
            (Status::Enacted, _) => format!("enacted, in force from {}", written_out(self.since)),
            (Status::Rescinded, day) => {
                format!("rescinded on {}", written_out(day.unwrap_or_default()))
            }
        }
    }
}

/// Spells `2027-01-01` as 1 January 2027.
fn written_out(day: &str) -> String {
    let mut parts = day.splitn(3, '-');
    let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let number: usize = month.parse().unwrap_or_default();
    let month = MONTHS.get(number.wrapping_sub(1)).unwrap_or(&month);
    format!("{} {month} {year}", day.trim_start_matches('0'))
}

static THRESHOLDS: &[Threshold] = include!(concat!(env!("OUT_DIR"), "/thresholds.rs"));

/// Returns every threshold, the least first; also rescinded ones, which are still quoted.
pub fn thresholds() -> &'static [Threshold] {
    THRESHOLDS
}

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
                ("south-korea-ai-basic-act", 1e26),
                ("california-sb-53", 1e26),
                ("new-york-raise", 1e26),
                ("illinois-sb-315", 1e26),
                ("us-eo-14110", 1e26),
            ]
        );
    }

    #[test]
    fn how_they_stand_can_be_said() {
        for (slug, standing) in [
            ("eu-general-purpose", "applied since 2 August 2025"),
            ("eu-systemic-risk", "applied since 2 August 2025"),
            ("south-korea-ai-basic-act", "in force since 22 January 2026"),
            ("illinois-sb-315", "enacted, in force from 1 January 2027"),
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
                None if row.since > row.checked => Status::Enacted,
                None if row.slug.starts_with("eu-") => Status::Applied,
                None => Status::InForce,
            };
            assert_eq!(row.status, expected, "{}", row.slug);
            assert!(row.until.is_none_or(|until| until <= row.checked));
            assert_eq!(row.checked, "2026-11-28");
        }
    }

    /// The texts say that a figure alone settles nothing, and so does the program.
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
        assert_eq!(of("illinois-sb-315").counts, Counts::WithModifications);
        let korea = of("south-korea-ai-basic-act");
        assert_eq!(korea.counts, Counts::Training);
        assert!(korea.says.contains("three conditions"), "{}", korea.says);
    }

    /// Each against the text that it cites.
    #[test]
    fn rows_cite_the_article_that_has_the_figure() {
        for (slug, since, says, citation) in [
            (
                "eu-systemic-risk",
                "2025-08-02",
                "within two weeks",
                "points 28 and 30 to 32",
            ),
            (
                "eu-systemic-risk",
                "2025-08-02",
                "is presumed",
                "Regulation (EU) 2026/1744",
            ),
            (
                "south-korea-ai-basic-act",
                "2026-01-22",
                "state-of-the-art technology, and its risk",
                "Act No. 20676, Article 32(1); its Enforcement Decree, Presidential Decree No. 36053, Article 24",
            ),
            (
                "illinois-sb-315",
                "2027-01-01",
                "third parties audit from 2028",
                "430 ILCS 185/5, by SB 315, Public Act 104-0538",
            ),
        ] {
            let row = of(slug);
            assert_eq!(row.since, since, "{slug}");
            assert!(row.says.contains(says), "{slug}: {}", row.says);
            assert!(row.citation.contains(citation), "{slug}: {}", row.citation);
        }
    }

    /// Enforcement Decree of Korea’s AI Basic Act, Article 24: “이상”. All others say “greater than”.
    #[test]
    fn one_law_begins_at_its_amount() {
        let at_least = thresholds()
            .iter()
            .filter(|row| row.begins == Begins::AtLeast);
        let at_least: Vec<&str> = at_least.map(|row| row.slug).collect();
        assert_eq!(at_least, ["south-korea-ai-basic-act"]);
    }
}
