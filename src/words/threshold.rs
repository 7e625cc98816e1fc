//! A figure held against a threshold of a law, in words.

use crate::catalog::thresholds::Begins;
use crate::quantity::{full, write};
use std::cmp::Ordering;

/// What differs by less differs by how a double rounds.
const SAME: f64 = 1e-12;

/// On which side of a threshold a figure lies, by how many times that it is.
pub fn side(ratio: f64) -> Ordering {
    if (ratio - 1.0).abs() < SAME {
        Ordering::Equal
    } else {
        ratio.total_cmp(&1.0)
    }
}

/// Whether a figure, by how many times the threshold that it is, is where the law asks something.
pub fn is_met(ratio: f64, begins: Begins) -> bool {
    match begins {
        Begins::AtLeast => side(ratio).is_ge(),
        Begins::MoreThan => side(ratio).is_gt(),
    }
}

/// `0.752 times this, below it`; beside the threshold in so many digits that it is not the threshold.
pub fn position(ratio: f64, begins: Begins) -> String {
    let side = match side(ratio) {
        Ordering::Equal if begins == Begins::AtLeast => return "equal to this".into(),
        Ordering::Equal => return "equal to this, not above it".into(),
        Ordering::Greater => "above",
        Ordering::Less => "below",
    };
    format!("{} times this, {side} it", apart(ratio, 1.0))
}

/// A figure in three digits, or in as many as set it apart from another.
pub fn apart(figure: f64, from: f64) -> String {
    let shown = write::people(figure);
    if shown != write::people(from) {
        return shown;
    }
    let mut more = (4..=15).map(|keep| [figure, from].map(|value| full::digits(value, keep)));
    more.find(|[figure, from]| figure != from)
        .map_or(shown, |[figure, _]| figure)
}

/// A probability in words, no more exact than ranges are; next to none and next to all are said as that.
pub fn share_words(share: f64) -> String {
    match share {
        share if share > 0.99 => "more than 99%".into(),
        share if share < 0.01 => "less than 1%".into(),
        share => write::percent((100.0 * share).round() / 100.0),
    }
}
