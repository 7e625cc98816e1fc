//! Thresholds of compute in words: the law’s from the table, ours the figure beside them.

use super::record::Distance;
use crate::quantity::write;

/// `More than 1 × 10²³ FLOP: an indicative criterion … (EU, general-purpose AI, in force since …); the
/// estimate is 0.752 times this, below it.`
pub(super) fn line(distance: &Distance) -> String {
    let threshold = distance.threshold;
    let says = threshold.says.trim_end_matches('.');
    let flop = write::people(threshold.flop);
    let mut text = format!(
        "More than {flop} FLOP: {says} ({}, {}); the estimate is {}",
        threshold.name,
        threshold.standing(),
        distance.of_total.words()
    );
    if let Some(without) = distance.without_base {
        text.push_str(&format!(
            "; without the base model, which may not count, {}",
            without.words()
        ));
    }
    text + "."
}
