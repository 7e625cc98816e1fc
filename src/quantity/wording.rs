//! Quick check whether a time or a number of chips may be more than a number: dates, nodes, cores, or a
//! name of hardware.
//!
//! The readers of those are not in the first download, and this check says when to load them. It
//! accepts too many texts, which does no harm: they are then read as numbers after all.

use super::{Dimension, read};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const HOLDERS: [&str; 24] = [
    "core", "gcd", "die", "tile", "stack", "node", "server", "machine", "host", "instance", "vm",
    "box", "blade", "rack", "pod", "cloud", "dgx", "each", "×", "*", "x", " of ", " with ", "per",
];

/// Returns whether the text may need more than [`read`](super::read).
pub fn is_worded(text: &str, dimension: Dimension) -> bool {
    match dimension {
        Dimension::Time => is_dated(text.as_bytes()),
        // `1.5×10^3` has a sign within, and is a number.
        Dimension::Chips => {
            let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
            (has_holder(text) || has_letter) && read(text, dimension).is_err()
        }
        Dimension::ChipHours => has_holder(text),
        _ => false,
    }
}

/// Returns whether the text has a year before a dash, two slashes, two dates with points, a day of
/// eight digits, or the name of a month.
fn is_dated(text: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let is_point = |w: &&[u8]| w[0] == b'.' && w[1].is_ascii_digit();
    let is_day = |w: &[u8]| digits(w) && (w.starts_with(b"19") || w.starts_with(b"20"));
    text.windows(5).any(|w| digits(&w[..4]) && w[4] == b'-')
        || text.iter().filter(|byte| **byte == b'/').count() > 1
        || text.windows(2).filter(is_point).count() > 3
        || text.windows(8).any(is_day)
        || MONTHS.iter().any(|month| has_bytes(text, month.as_bytes()))
}

fn has_holder(text: &str) -> bool {
    let text = text.as_bytes();
    HOLDERS.iter().any(|word| has_bytes(text, word.as_bytes()))
}

fn has_bytes(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len())
        .any(|part| part.eq_ignore_ascii_case(word))
}
