//! Systems whose compute is known well: altered copies of Epoch AI’s table are told by them.

use super::Point;
use crate::quantity::write;

/// The relative difference at which an anchor differs.
const ANCHOR_ERROR: f64 = 0.01;

/// The systems, by names of letters and digits alone, and their compute.
const ANCHORS: [(&str, &[&str], f64); 3] = [
    ("GPT-3", &["gpt3", "gpt3175b", "gpt3175bdavinci"], 3.14e23),
    ("PaLM 540B", &["palm540b"], 2.5272e24),
    ("AlexNet", &["alexnet"], 4.7e17),
];

/// Returns a warning if a system whose compute is known has another here.
pub(super) fn altered(point: &Point) -> Option<String> {
    let letters: String = point
        .name
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let (name, _, known) = ANCHORS
        .into_iter()
        .find(|(_, names, _)| names.contains(&letters.as_str()))?;
    ((point.flop / known - 1.0).abs() > ANCHOR_ERROR).then(|| {
        format!(
            "{name} has {} FLOP in this table, and {} in Epoch AI’s. Altered copies of it are in circulation: take the file from epoch.ai.",
            write::digits(point.flop, 5),
            write::digits(known, 5)
        )
    })
}
