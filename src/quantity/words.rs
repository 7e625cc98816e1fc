//! The words that may follow a number: scales (k, million, B) and the units of each dimension.

use super::money;
use super::units::FLOP_PER_PFS_DAY;

/// The effect of a unit on the number before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// A factor to the base unit.
    Factor(f64),
    /// A power of ten and then the base unit. They are kept apart so that `312 TFLOP/s` stays exact.
    Prefixed(i64),
    /// A unit of another dimension, and what to do instead.
    Wrong(&'static str),
}

/// Reads a power of ten that stands alone: `175B`, `300 k`, `2 billion`. Case does not matter, unless
/// the dimension has a unit of the same letter; the unit is looked up first.
pub(super) fn scale(word: &str) -> Option<i64> {
    Some(match word.to_ascii_lowercase().as_str() {
        "k" | "thousand" => 3,
        "m" | "mn" | "million" | "millions" => 6,
        "b" | "bn" | "g" | "billion" | "billions" => 9,
        "t" | "tn" | "trillion" | "trillions" => 12,
        "p" | "quadrillion" | "quadrillions" => 15,
        _ => return None,
    })
}

/// Reads an SI prefix in front of a unit: `TFLOP/s`, `GMACs`.
fn prefix(letter: char) -> Option<i64> {
    Some(match letter {
        'k' | 'K' => 3,
        'M' | 'm' => 6,
        'G' | 'g' => 9,
        'T' | 't' => 12,
        'P' | 'p' => 15,
        'E' | 'e' => 18,
        'Z' | 'z' => 21,
        'Y' | 'y' => 24,
        _ => return None,
    })
}

/// SI prefixes spelled out: `teraFLOPs`, `petaFLOP/s`.
const PREFIX_WORDS: [(&str, i64); 8] = [
    ("kilo", 3),
    ("mega", 6),
    ("giga", 9),
    ("tera", 12),
    ("peta", 15),
    ("exa", 18),
    ("zetta", 21),
    ("yotta", 24),
];

/// Reads the base unit alone, or after an SI prefix.
fn prefixed(word: &str, bases: &[&str]) -> Option<Unit> {
    let lower = word.to_ascii_lowercase();
    if bases.contains(&lower.as_str()) {
        return Some(Unit::Prefixed(0));
    }
    let spelled = PREFIX_WORDS.iter().find_map(|(name, power)| {
        Some((lower.strip_prefix(name)?.trim_start_matches('-'), *power))
    });
    let lettered = || {
        let mut rest = lower.chars();
        let first = rest.next()?;
        Some((rest.as_str(), prefix(first)?))
    };
    let (base, power) = spelled.or_else(lettered)?;
    bases.contains(&base).then_some(Unit::Prefixed(power))
}

const OPERATIONS: [&str; 8] = [
    "flop",
    "flops",
    "fp",
    "op",
    "ops",
    "operations",
    "operation",
    "fpo",
];
const SPEEDS: [&str; 14] = [
    "flop/s",
    "flops/s",
    "flop/sec",
    "flops/sec",
    "flop/second",
    "flops",
    "flop-per-second",
    "op/s",
    "ops/s",
    "ops",
    "fp/s",
    "flops/second",
    "flop-s",
    "top/s",
];
const MULTIPLY_ADDS: [&str; 12] = [
    "mac",
    "macs",
    "madd",
    "madds",
    "multadd",
    "multadds",
    "multiply-add",
    "multiply-adds",
    "multiply-accumulates",
    "mult-adds",
    "fma",
    "fmas",
];

pub(super) fn operations(word: &str) -> Option<Unit> {
    if is_pfs_days(word) {
        return Some(Unit::Factor(FLOP_PER_PFS_DAY));
    }
    if prefixed(word, &MULTIPLY_ADDS).is_some() {
        return Some(Unit::Wrong(
            "these are multiply-adds, 2 FLOP each; choose multiply-adds as what you count",
        ));
    }
    if word.contains('/') && prefixed(word, &SPEEDS).is_some() {
        return Some(Unit::Wrong(
            "this is a speed; type the operations of one forward pass, such as 11.4 GFLOP",
        ));
    }
    prefixed(word, &OPERATIONS)
}

/// Returns whether the word is `pfs-days`, `petaFLOP/s-day` or alike.
fn is_pfs_days(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let days = lower.strip_suffix('s').unwrap_or(&lower);
    days.strip_suffix("-day")
        .is_some_and(|speed| speed == "pfs" || prefixed(speed, &SPEEDS) == Some(Unit::Prefixed(15)))
}

pub(super) fn multiply_adds(word: &str) -> Option<Unit> {
    if prefixed(word, &OPERATIONS).is_some() || prefixed(word, &SPEEDS).is_some() {
        return Some(Unit::Wrong(
            "papers write FLOPs for multiply-adds and for FLOP; if these are multiply-adds leave the unit out (11.4e9), if they are FLOP choose FLOP as what you count",
        ));
    }
    prefixed(word, &MULTIPLY_ADDS)
}

pub(super) fn speed(word: &str) -> Option<Unit> {
    let lower = word.to_ascii_lowercase();
    // Without “per second” this would be an amount, but people use FLOPS and FLOPs for the speed, too.
    if lower.ends_with("flop") {
        return Some(Unit::Wrong(
            "a peak is a speed; type it per second, such as 312 TFLOP/s",
        ));
    }
    prefixed(word, &SPEEDS)
}

pub(super) fn time(word: &str) -> Option<Unit> {
    const DAY: f64 = 86_400.0;
    const YEAR: f64 = 365.25 * DAY;
    Some(Unit::Factor(match word {
        "m" | "M" => {
            return Some(Unit::Wrong(
                "this could be minutes or months; type min or mo",
            ));
        }
        _ => match word.to_ascii_lowercase().as_str() {
            "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            "min" | "mins" | "minute" | "minutes" => 60.0,
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
            "d" | "day" | "days" => DAY,
            "w" | "wk" | "wks" | "week" | "weeks" => 7.0 * DAY,
            "mo" | "mos" | "month" | "months" => YEAR / 12.0,
            "y" | "yr" | "yrs" | "year" | "years" => YEAR,
            "gpu-hours" | "chip-hours" | "tpu-hours" | "device-hours" => {
                return Some(Unit::Wrong(
                    "time × chips goes into chip-hours; type the wall-clock time here",
                ));
            }
            _ => return None,
        },
    }))
}

pub(super) fn chip_hours(word: &str) -> Option<Unit> {
    let lower = word.to_ascii_lowercase().replace(' ', "-");
    // A search from the end for a text is half a kilobyte of code.
    let at = lower.bytes().rposition(|byte| byte == b'-');
    let device = at.and_then(|at| lower.get(..at)).unwrap_or_default();
    let unit = at.and_then(|at| lower.get(at + 1..)).unwrap_or(&lower);
    if !matches!(
        device,
        "" | "chip" | "gpu" | "tpu" | "device" | "accelerator" | "card"
    ) {
        return matches!(device, "node" | "core" | "cpu").then_some(Unit::Wrong(
            "count chips, not nodes or cores: multiply by the chips in one",
        ));
    }
    Some(Unit::Factor(match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" => 1.0,
        "d" | "day" | "days" => 24.0,
        "w" | "wk" | "week" | "weeks" => 24.0 * 7.0,
        "mo" | "month" | "months" => 2.0 * 365.25,
        "y" | "yr" | "year" | "years" => 24.0 * 365.25,
        _ => return None,
    }))
}

/// Reads the name of the things that are counted, which has no effect on the number.
pub(super) fn noun(word: &str, nouns: &[&str]) -> Option<Unit> {
    let lower = word.to_ascii_lowercase();
    let known = nouns.iter().any(|noun| {
        lower == *noun
            || lower.strip_suffix('s') == Some(noun)
            || noun
                .strip_suffix('y')
                .is_some_and(|n| lower == format!("{n}ies"))
    });
    known.then_some(Unit::Prefixed(0))
}

/// MFU over HFU if every activation is computed twice: of a forward pass, its repetition and a backward
/// pass of twice its cost the model needs (1 + 2) / (1 + 1 + 2).
pub(super) const MFU_OVER_HFU: f64 = 0.75;

/// Reads the convention of a share: the operations that the model needs (MFU), or all that the hardware
/// does (HFU).
pub(super) fn share(word: &str) -> Option<Unit> {
    Some(match convention(word)? {
        "HFU" => Unit::Factor(MFU_OVER_HFU),
        _ => Unit::Prefixed(0),
    })
}

/// Returns the convention of a share as a link spells it.
pub(super) fn convention(word: &str) -> Option<&'static str> {
    ["MFU", "HFU"]
        .into_iter()
        .find(|name| word.eq_ignore_ascii_case(name))
}

/// Returns whether a word may also stand in front of its number.
pub(super) fn may_lead(word: &str) -> bool {
    convention(word).is_some() || money::is_currency(word)
}

pub(super) fn power(word: &str) -> Option<Unit> {
    prefixed(word, &["w", "watt", "watts"])
}

/// Reads a mass over an energy; the gas has been removed from the unit before.
pub(super) fn intensity(word: &str) -> Option<Unit> {
    let bare = word.to_ascii_lowercase().replace('-', "");
    let per = || {
        let (mass, energy) = bare.split_once('p')?;
        Some((mass, energy.strip_prefix("er")?))
    };
    let (mass, energy) = per().or_else(|| bare.split_once('/'))?;
    // American authorities count the carbon of a kilowatt-hour in pounds.
    const POUND: f64 = 453.592_37;
    let energy = match energy {
        "kwh" => 0,
        "mwh" => -3,
        "gwh" => -6,
        _ => return None,
    };
    Some(match (mass, energy) {
        ("g", power) => Unit::Prefixed(power),
        ("kg", power) => Unit::Prefixed(power + 3),
        ("t", power) => Unit::Prefixed(power + 6),
        ("lb" | "lbs", 0) => Unit::Factor(POUND),
        ("lb" | "lbs", -3) => Unit::Factor(POUND / 1000.0),
        _ => return None,
    })
}
