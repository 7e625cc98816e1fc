//! Reader of a number of chips and of the hardware after it.

use super::HardwareProblem;
use super::doubt::name_in_factors;
use super::hardware::{HardwareText, read_hardware};
use super::period::{factors_of, message, time};
use super::problem::list_chips;
use crate::catalog::{Edition, resolve_name};
use crate::quantity::{Dimension, HardwareCount, ReadError, Rules, Uncertain, short_excerpt};

/// The most words that a name or a number has.
const MOST_WORDS: usize = 12;

/// Reads a number of chips with their name, in either order: `8x H100 SXM`, `4 nodes × 8 V100`, `DGX
/// A100`.
///
/// # Errors
///
/// As [`chips`].
pub(crate) fn read_named_count(
    text: &str,
    edition: Edition,
) -> Result<(HardwareCount, HardwareText), HardwareProblem> {
    let mut hardware = HardwareText::default();
    let counted = chips(factors_of(text), &mut hardware, edition);
    let counted = counted.map_err(|wrong| wrong.with_question(edition))?;
    Ok((counted, hardware))
}

/// Splits `A100 80GB (8x)` into name and number.
fn number_behind(text: &str) -> Option<(String, String)> {
    let at = text.bytes().rposition(|byte| byte == b' ')?;
    let (name, last) = (text.get(..at)?.trim(), text.get(at + 1..)?);
    let number = last
        .trim_matches(['(', ')'])
        .strip_suffix(['x', 'X', '×'])?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (name.into(), number.into()))
}

/// Multiplies a number of machines by the chips that each of them has.
pub(super) fn times(counted: HardwareCount, holds: Option<f64>) -> HardwareCount {
    let holds = Uncertain::point(holds.unwrap_or(1.0));
    HardwareCount {
        value: counted.value.times(holds),
        ..counted
    }
}

/// Reads a number of chips, as a product if there are nodes, and the hardware. The hardware stands
/// after the last number, or is a factor of its own.
///
/// # Errors
///
/// A number cannot be read or is missing, or no chip has the name.
pub(super) fn chips(
    counts: Vec<String>,
    hardware: &mut HardwareText,
    edition: Edition,
) -> Result<HardwareCount, HardwareProblem> {
    let rules = edition.rules();
    if let Some(doubted) = name_in_factors(&counts, edition) {
        return Err(doubted.wrong());
    }
    let (counts, last) = part_name(counts, rules);
    if let Some(error) = counts.iter().find_map(|number| misread(number, rules)) {
        return Err(HardwareProblem::error(message(error)));
    }
    if time(&last, rules).is_ok() && !is_count(&last, rules) && !names_chips(&last, edition) {
        return Err(HardwareProblem::error(
            "Type the time first, such as 54 d × 1,024.",
        ));
    }
    let mut found: Option<(HardwareText, HardwareCount)> = None;
    let (mut no_count, mut no_hardware) = (None, None);
    for (number, rest) in beginnings(&last) {
        if !number.is_empty() && !is_count(number, rules) {
            continue;
        }
        if number.is_empty() {
            no_count = no_count.or_else(|| misread_start(&last, rules).map(message));
        }
        let read = match read_hardware(rest, edition) {
            Ok(read) => read,
            // Keep the error of the shortest number: the whole name follows it.
            Err(error) => {
                if !number.is_empty() || no_hardware.is_none() {
                    no_hardware = Some(error);
                }
                continue;
            }
        };
        let Some(product) = product_of(&counts, number, &read) else {
            no_count = no_count.or(Some("How many chips ran in this time? Type them after it, such as 54 d × 1,024, or type chip-hours.".into()));
            continue;
        };
        match (count(&product, rules), &found) {
            (Ok(counted), None) => {
                let counted = times(counted, read.holds());
                found = Some((read, counted));
            }
            (Ok(_), Some((first, _))) => {
                if let Some(wrong) = two_readings(&counts, &last, [first, &read], edition) {
                    return Err(wrong);
                }
            }
            (Err(error), _) => no_count = no_count.or(Some(message(error))),
        }
    }
    if let Some((read, counted)) = found {
        *hardware = read;
        return Ok(counted);
    }
    Err(match (no_count, no_hardware) {
        (Some(message), _) => HardwareProblem::error(message),
        (None, Some(wrong)) => wrong,
        (None, None) => HardwareProblem::error(""),
    })
}

/// Splits the factors into the numbers and the one that may contain a name.
fn part_name(mut counts: Vec<String>, rules: Rules) -> (Vec<String>, String) {
    // `A100 80GB × 8`: the name may stand first.
    if let [first, .., last] = counts.as_slice()
        && !is_count(first, rules)
        && is_count(last, rules)
    {
        counts.rotate_left(1);
    }
    let mut last = counts.pop().unwrap_or_default();
    if let Some((name, number)) = number_behind(&last) {
        counts.push(number);
        last = name;
    }
    (counts, last)
}

/// Returns the error of a number with a mistake at the start of a text: such a number is not a name of
/// hardware.
fn misread_start(text: &str, rules: Rules) -> Option<ReadError> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = text.split(' ').next().unwrap_or_default();
    // `910B` is the name of a chip.
    let error = count(first, rules).err();
    error.filter(|error| *error != ReadError::ManyChips)
}

/// Spells the product of all numbers, with the part of a chip that is counted. Returns `None` if there
/// is not a number; a single machine needs none.
fn product_of(counts: &[String], number: &str, read: &HardwareText) -> Option<String> {
    let mut numbers: Vec<&str> = counts.iter().map(String::as_str).collect();
    if !number.is_empty() {
        numbers.push(number);
    }
    if numbers.is_empty() && read.holds().is_some() {
        numbers.push("1");
    }
    if numbers.is_empty() {
        return None;
    }
    let product = numbers.join(" × ");
    Some(match read.part {
        Some(part) => format!("{product} {}", part.name()),
        None => product,
    })
}

/// Returns the question about a text that can be one number, or a number before a name: `8 910B` may be
/// 8,910 billion, or eight of the Ascend 910B.
fn two_readings(
    counts: &[String],
    last: &str,
    [first, second]: [&HardwareText; 2],
    edition: Edition,
) -> Option<HardwareProblem> {
    if first.is_named() {
        return None;
    }
    let name = second.name.as_ref()?;
    let mut factors = counts.to_vec();
    factors.push(name.typed.clone());
    if let Some(doubted) = name_in_factors(&factors, edition) {
        return Some(doubted.wrong());
    }
    Some(HardwareProblem::error(format!(
        "“{}” could be one number, or a number of {}: type it without the space, or with × before the name.",
        short_excerpt(last),
        list_chips(&name.named.chips, "or")
    )))
}

fn count(text: &str, rules: Rules) -> Result<HardwareCount, ReadError> {
    rules.read_counted(text, Dimension::Chips)
}

/// Returns whether a number stands before a name: `8 H100s`, which could be 8 hours and 100 seconds.
fn names_chips(text: &str, edition: Edition) -> bool {
    beginnings(text).any(|(number, name)| {
        let is_counted = !number.is_empty() && is_count(number, edition.rules());
        is_counted && !resolve_name(name, edition).chips.is_empty()
    })
}

/// Returns why the text is neither a number of chips nor of nodes.
fn misread(text: &str, rules: Rules) -> Option<ReadError> {
    let error = count(text, rules).err();
    error.filter(|error| *error != ReadError::Nodes)
}

/// Returns whether the text is a number of chips or of nodes.
pub(super) fn is_count(text: &str, rules: Rules) -> bool {
    misread(text, rules).is_none()
}

/// Splits the text before each of its first words. The split with the most words in front comes first.
pub(super) fn beginnings(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut starts = Vec::new();
    let mut after_space = true;
    for (at, c) in text.char_indices() {
        if after_space && !c.is_whitespace() && starts.len() <= MOST_WORDS {
            starts.push(at);
        }
        after_space = c.is_whitespace();
    }
    if starts.len() <= MOST_WORDS {
        starts.push(text.len());
    }
    let parted = move |at: usize| (text[..at].trim_end(), text[at..].trim_end());
    starts.into_iter().rev().map(parted)
}
