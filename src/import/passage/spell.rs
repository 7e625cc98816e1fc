//! Texts of fields: short numbers that the form reads as the same values.

use crate::quantity::{self, Dimension, write};

/// Units of time that are chosen, from the longest.
const UNITS: [(&str, f64); 4] = [("d", 86_400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0)];

/// Units that are kept where a passage has them.
const KEPT: [(&str, f64); 3] = [("w", 604_800.0), ("mo", 2_629_800.0), ("y", 31_557_600.0)];

/// Scales of counts, from the largest.
const SCALES: [(&str, f64); 4] = [("T", 1e12), ("B", 1e9), ("M", 1e6), ("k", 1e3)];

/// Spells a time or a range of times, in the longest unit in which its digits are few.
pub(super) fn time(low: f64, high: f64) -> String {
    time_in(None, low, high)
}

/// Spells a time in the unit that a passage has, if its digits are few in it.
pub(super) fn time_in(wanted: Option<f64>, low: f64, high: f64) -> String {
    let digits = |value: f64| write::exact(value).len();
    let fits = |unit: f64| low >= 0.5 * unit && digits(low / unit) <= 6 && digits(high / unit) <= 6;
    let all = || UNITS.into_iter().chain(KEPT);
    let kept = all().find(|(_, unit)| Some(*unit) == wanted && fits(*unit));
    let (name, unit) = kept
        .or_else(|| UNITS.into_iter().find(|(_, unit)| fits(*unit)))
        .unwrap_or(("s", 1.0));
    let number = |value: f64| {
        let text = write::exact(value / unit);
        // A product such as 1,228,070.1754 s: more digits than anyone typed.
        if text.len() > 10 {
            write::rounded(value / unit, 6).replace(',', "")
        } else {
            text
        }
    };
    match low == high {
        true => format!("{} {name}", number(low)),
        false => format!("{}..{} {name}", number(low), number(high)),
    }
}

/// Spells a count: `1.4T`, `300k`, `1234567`.
pub(super) fn count(low: f64, high: f64) -> String {
    let one = |value: f64| {
        let short = SCALES.into_iter().find_map(|(name, scale)| {
            let digits = write::exact(value / scale);
            let text = format!("{digits}{name}");
            let same = quantity::read(&text, Dimension::Count(&[]))
                .is_ok_and(|read| read.median() == value);
            (value >= scale && digits.len() <= 6 && same && value >= 10_000.0).then_some(text)
        });
        short.unwrap_or_else(|| plain(value))
    };
    range(low, high, one)
}

/// Spells a plain number.
pub(super) fn number(low: f64, high: f64) -> String {
    range(low, high, plain)
}

/// Spells a whole number in digits.
fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value < 1e9 {
        format!("{value:.0}")
    } else {
        write::exact(value)
    }
}

/// Spells a speed in TFLOP/s.
pub(super) fn speed(low: f64, high: f64) -> String {
    let one = |value: f64| {
        let text = write::exact(value / 1e12);
        match text.len() > 8 {
            true => write::rounded(value / 1e12, 4).replace(',', ""),
            false => text,
        }
    };
    format!("{} TFLOP/s", range(low, high, one))
}

/// Spells a share from 0 to 1.
pub(super) fn share(low: f64, high: f64, hfu: bool) -> String {
    let one = |value: f64| {
        let text = write::exact(value);
        if text.len() > 8 {
            write::rounded(value, 4)
        } else {
            text
        }
    };
    format!("{}{}", range(low, high, one), if hfu { "HFU" } else { "" })
}

fn range(low: f64, high: f64, one: impl Fn(f64) -> String) -> String {
    match low == high {
        true => one(low),
        false => format!("{}..{}", one(low), one(high)),
    }
}
