//! A figure compared with a threshold of a law, in words.

use crate::catalog::thresholds::Begins;
use crate::quantity::{full, write};
use std::cmp::Ordering;

/// Ratios closer to 1 than this differ only by the rounding of doubles.
const SAME: f64 = 1e-12;

/// Returns the side of a threshold that a figure is on. The ratio is the figure over the threshold.
pub fn side(ratio: f64) -> Ordering {
    if (ratio - 1.0).abs() < SAME {
        Ordering::Equal
    } else {
        ratio.total_cmp(&1.0)
    }
}

/// Returns whether a figure meets a threshold. The ratio is the figure over the threshold.
pub fn is_met(ratio: f64, begins: Begins) -> bool {
    match begins {
        Begins::AtLeast => side(ratio).is_ge(),
        Begins::MoreThan => side(ratio).is_gt(),
    }
}

/// Writes the ratio, `0.752 times this, below it`, with enough digits to tell it from the
/// threshold.
pub fn position(ratio: f64, begins: Begins) -> String {
    let side = match side(ratio) {
        Ordering::Equal if begins == Begins::AtLeast => return "equal to this".into(),
        Ordering::Equal => return "equal to this, not above it".into(),
        Ordering::Greater => "above",
        Ordering::Less => "below",
    };
    format!("{} times this, {side} it", apart(ratio, 1.0))
}

/// Writes a figure with three digits, or with as many as tell it from another figure.
pub fn apart(figure: f64, from: f64) -> String {
    let short = write::people(figure);
    if short != write::people(from) {
        return short;
    }
    let mut more = (4..=15).map(|keep| [figure, from].map(|value| full::digits(value, keep)));
    more.find(|[figure, from]| figure != from)
        .map_or(short, |[figure, _]| figure)
}

/// Writes a probability as exactly as ranges are known. Values near 0 and 1 become “less than 1%”
/// and “more than 99%”.
pub fn share_words(share: f64) -> String {
    match share {
        share if share > 0.99 => "more than 99%".into(),
        share if share < 0.01 => "less than 1%".into(),
        share => write::percent((100.0 * share).round() / 100.0),
    }
}
