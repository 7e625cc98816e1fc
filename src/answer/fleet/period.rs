//! Reader of one period: a time and chips, or chip-hours; the hardware; the utilization.

use super::count::{beginnings, chips};
use super::hardware::{HardwareName, HardwareText, TWO_FORMATS, peak};
use super::hours::{hours, hours_of_chip};
use super::{HardwareProblem, split_at_word};
use crate::catalog::{Edition, Format, is_shaped_slice};
use crate::quantity::{
    Dimension, FlopPerSecond, HardwareCount, MAX_CHARS, Ratio, ReadError, Rules, Seconds,
    Uncertain, factors, short_excerpt,
};

/// A period, with the values that its own text gives.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedPeriod {
    /// The time and the chips.
    pub amount: Amount,
    /// The name of its hardware; none if the stage’s is used.
    pub hardware: Option<HardwareName>,
    /// The number format; none if the stage’s is used.
    pub format: Option<Format>,
    /// The peak of one chip, in place of hardware and format.
    pub peak: Option<FlopPerSecond>,
    /// The utilization; none if the stage’s is used.
    pub utilization: Option<Ratio>,
}

/// Time and chips: two numbers, or their product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Time, and chips or parts of chips.
    Apart {
        /// Wall-clock time.
        time: Seconds,
        /// Chips at once.
        chips: HardwareCount,
    },
    /// Their product, in hours.
    Hours(HardwareCount),
}

/// Reads `TIME × CHIPS [HARDWARE [FORMAT]] [at UTILIZATION]`, or chip-hours in place of the first
/// two.
pub(super) fn read_period(text: &str, edition: Edition) -> Result<TypedPeriod, HardwareProblem> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err(HardwareProblem::error(
            "More than 1,000 characters: type each period on a line of its own.",
        ));
    }
    let rules = edition.rules();
    // The “at” of `for at least 3 days` is not before a utilization.
    let text = text.replace(" at least ", " ≥ ");
    let mut details = text
        .split('@')
        .flat_map(|piece| split_at_word(piece, "at"))
        .map(str::trim);
    let mut factors = factors_of(details.next().unwrap_or_default());
    let first = factors.remove(0);
    let mut hardware = HardwareText::default();
    let mut share: Option<Ratio> = None;
    if let Some(percentage) = factors.pop_if(|last| last.contains('%')) {
        share = Some(utilization(&percentage, rules).map_err(HardwareProblem::error)?);
    }
    let of_chip = match factors.is_empty() {
        true => hours_of_chip(&first, &mut hardware, edition),
        false => None,
    };
    let amount = match (of_chip, time(&first, rules)) {
        // `2,788K H800 hours` must not be read as a time of 800 hours.
        (Some(hours), _) => Amount::Hours(hours),
        (None, Ok(time)) => Amount::Apart {
            time: Seconds(time),
            chips: chips(factors, &mut hardware, edition)?,
        },
        (None, Err(error)) => {
            let hours = hours(&first, factors, &mut hardware, edition)?;
            Amount::Hours(
                hours.ok_or_else(|| HardwareProblem::error(not_apart(&first, error, rules)))?,
            )
        }
    };
    for detail in details {
        if let Ok(format) = detail.parse::<Format>() {
            if hardware.format.replace(format).is_some_and(|f| f != format) {
                return Err(HardwareProblem::error(TWO_FORMATS));
            }
        } else if let Some(peak) = peak(detail, rules) {
            if hardware.peak.replace(peak).is_some() {
                return Err(HardwareProblem::error("Two peaks are given: keep one."));
            }
        } else if share
            .replace(utilization(detail, rules).map_err(HardwareProblem::error)?)
            .is_some()
        {
            return Err(HardwareProblem::error(
                "Two utilizations are given: keep one.",
            ));
        }
    }
    if hardware.peak.is_some() && (hardware.is_named() || hardware.format.is_some()) {
        return Err(HardwareProblem::error(
            "Type either a peak or the hardware and its format, not both.",
        ));
    }
    Ok(TypedPeriod {
        amount,
        hardware: hardware.name,
        format: hardware.format,
        peak: hardware.peak,
        utilization: share,
    })
}

/// Splits a period at its signs of multiplication, and puts the time first, also where it was typed last:
/// `1,024 A100 for 54 d`.
pub(super) fn factors_of(text: &str) -> Vec<String> {
    let mut factors: Vec<String> = Vec::new();
    for piece in split_at_word(text, "for").into_iter().rev() {
        for piece in split_at_word(piece, "on") {
            let piece = with_shapes_whole(piece);
            factors.extend(self::factors(&piece).iter().map(|f| f.trim().to_owned()));
        }
    }
    factors
}

/// The sign between the sides of a slice, in place of an x that would be read as multiplication: `TPU
/// v4 4x4x8`.
const SIDE: char = '⨯';

/// Writes [`SIDE`] for the x in the names of slices.
fn with_shapes_whole(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_shape = |at: usize| {
        let names = (at.saturating_sub(2)..=at).map(|start| words[start..=at].join(" "));
        names.into_iter().any(|name| is_shaped_slice(&name))
    };
    let whole = words
        .iter()
        .enumerate()
        .map(|(at, word)| match is_shape(at) {
            true => word.replace(['x', 'X', '×'], &SIDE.to_string()),
            false => (*word).to_owned(),
        });
    whole.collect::<Vec<_>>().join(" ")
}

/// Writes x for [`SIDE`] again.
pub(super) fn with_shapes(text: &str) -> String {
    text.replace(SIDE, "x")
}

/// Reads a time, or the time between two dates.
pub(super) fn time(text: &str, rules: Rules) -> Result<Uncertain, ReadError> {
    rules
        .read_counted(text, Dimension::Time)
        .map(|counted| counted.value)
}

/// Reads a utilization, with or without its name: `40%`, `40% MFU`.
fn utilization(text: &str, rules: Rules) -> Result<Ratio, String> {
    let names = ["MFU", "utilization", "utilisation"];
    let bare = names
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .map(str::trim_end);
    let read_share = |text: &str| rules.read(text, Dimension::Share).ok().map(Ratio);
    let found = read_share(text).or_else(|| read_share(bare?));
    found.ok_or_else(|| match rules.read(text, Dimension::Share) {
        Err(error @ ReadError::AboveOne(_)) => error.explain(Dimension::Share),
        _ => format!(
            "“{}” is neither a number format nor a utilization: type a line such as A100 80GB bf16 at 40%.",
            short_excerpt(text)
        ),
    })
}

/// Returns the message for a text that is neither a time nor chip-hours. Where it begins with a time, the
/// `×` before the chips is missing.
fn not_apart(text: &str, error: ReadError, rules: Rules) -> String {
    let has_time = |(start, _): (&str, &str)| time(start, rules).is_ok();
    if beginnings(text).any(has_time) {
        "Type × between the time and the chips, such as 54 d × 1,024 A100 80GB.".into()
    } else {
        error.explain(Dimension::Time)
    }
}

pub(super) fn message(error: ReadError) -> String {
    error.explain(Dimension::Chips)
}
