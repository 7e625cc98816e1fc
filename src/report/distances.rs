//! Thresholds of compute in words: the law's from the table, and where the figure stands.

use super::record::Distance;
use crate::catalog::thresholds::Begins;
use crate::quantity::write;

/// Writes a line on a threshold: `More than 1 × 10²³ FLOP: an indicative criterion … (EU,
/// general-purpose AI, in force since …); the estimate is 0.752 times this, below it.`
pub(super) fn line(distance: &Distance) -> String {
    let threshold = distance.threshold;
    let says = threshold.says.trim_end_matches('.');
    let flop = write::people(threshold.flop);
    let mut text = format!(
        "{} {flop} FLOP: {says} ({}, {}); ",
        threshold.begins.words(),
        threshold.name,
        threshold.standing()
    );
    if distance.lacks_base {
        return text + &without_unknown(distance);
    }
    text.push_str(&format!("the estimate is {}", distance.of_total.words()));
    if let Some(without) = distance.without_base {
        text.push_str(&format!(
            "; without the base model, which may not count, {}",
            without.words()
        ));
    }
    text + "."
}

/// The reason why it cannot be told whether a model meets a threshold, if its base model is
/// unknown.
pub(super) const UNKNOWN_BASE: &str =
    "the base model, whose compute is not known, is not in the estimate";

/// Writes where a figure without its unknown base model stands. If it meets the threshold, the
/// whole does; otherwise nothing can be told.
fn without_unknown(distance: &Distance) -> String {
    let [already, whether] = match distance.threshold.begins {
        Begins::AtLeast => ["has reached this", "reaches"],
        Begins::MoreThan => ["is already above", "is above"],
    };
    if distance.of_total.is_met() {
        let words = distance.of_total.words();
        format!("{UNKNOWN_BASE}, which {already} without it: {words}.")
    } else {
        format!("whether the model {whether} this is not known, because {UNKNOWN_BASE}.")
    }
}
