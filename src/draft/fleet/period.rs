//! One period: a time and chips, or chip-hours; the hardware; the utilization.

use super::hardware::{Hardware, NoHardware, TWO_FORMATS, excerpt, peak, read_hardware};
use super::hours::hours;
use super::split_at_word;
use crate::catalog::{Chip, Format};
use crate::quantity::{
    Counted, Dimension, FlopPerSecond, MAX_CHARS, Ratio, ReadError, Seconds, Uncertain, factors,
    read, read_counted,
};

/// No name and no number has more words: as many are tried.
const MOST_WORDS: usize = 12;

/// What a period says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// How long and how many.
    pub amount: Amount,
    /// Its own hardware, or the stage’s.
    pub chip: Option<&'static Chip>,
    /// Its own number format, or the stage’s.
    pub format: Option<Format>,
    /// The peak of one chip, in place of both.
    pub peak: Option<FlopPerSecond>,
    /// Its own utilization, or the stage’s.
    pub utilization: Option<Ratio>,
}

/// How much hardware for how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Time and chips, or parts of chips, apart.
    Apart {
        /// Wall-clock time.
        time: Seconds,
        /// At once.
        chips: Counted,
    },
    /// Their product, in hours.
    Hours(Counted),
}

/// Reads `TIME × CHIPS [HARDWARE [FORMAT]] [at UTILIZATION]`, or chip-hours in place of the first
/// two.
pub(super) fn read_period(text: &str) -> Result<Period, String> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err("More than 1,000 characters: type each period on a line of its own.".into());
    }
    let mut details = text
        .split('@')
        .flat_map(|piece| split_at_word(piece, "at"))
        .map(str::trim);
    let mut factors = factors_of(details.next().unwrap_or_default());
    let first = factors.remove(0);
    let mut hardware = Hardware::default();
    let mut share: Option<Ratio> = None;
    if let Some(percentage) = factors.pop_if(|last| last.contains('%')) {
        share = Some(utilization(&percentage)?);
    }
    let amount = match time(&first) {
        Ok(time) => Amount::Apart {
            time: Seconds(time),
            chips: chips(factors, &mut hardware)?,
        },
        Err(error) => {
            let hours = hours(&first, factors, &mut hardware)?;
            Amount::Hours(hours.ok_or_else(|| not_apart(&first, error))?)
        }
    };
    for detail in details {
        if let Ok(format) = detail.parse::<Format>() {
            if hardware.format.replace(format).is_some_and(|f| f != format) {
                return Err(TWO_FORMATS.into());
            }
        } else if let Some(peak) = peak(detail) {
            if hardware.peak.replace(peak).is_some() {
                return Err("Two peaks are given: keep one.".into());
            }
        } else if share.replace(utilization(detail)?).is_some() {
            return Err("Two utilizations are given: keep one.".into());
        }
    }
    if hardware.peak.is_some() && (hardware.chip.is_some() || hardware.format.is_some()) {
        return Err(
            "A peak stands in place of the hardware and its format: keep one of them.".into(),
        );
    }
    Ok(Period {
        amount,
        chip: hardware.chip,
        format: hardware.format,
        peak: hardware.peak,
        utilization: share,
    })
}

/// What stands between the signs of multiplication, the time first: `1,024 A100 for 54 d` has it
/// last.
fn factors_of(text: &str) -> Vec<String> {
    let mut factors: Vec<String> = Vec::new();
    for piece in split_at_word(text, "for").into_iter().rev() {
        for piece in split_at_word(piece, "on") {
            factors.extend(self::factors(piece).iter().map(|f| f.trim().to_owned()));
        }
    }
    factors
}

/// The number of chips, as a product where there are nodes; behind the last number, or
/// as a factor of its own, the hardware.
fn chips(mut counts: Vec<String>, hardware: &mut Hardware) -> Result<Counted, String> {
    let last = counts.pop().unwrap_or_default();
    if let Some(Err(error)) = counts.iter().find(|c| !is_count(c)).map(|c| count(c)) {
        return Err(said(error));
    }
    if time(&last).is_ok() && !is_count(&last) {
        return Err("Type the time first, such as 54 d × 1,024.".into());
    }
    let mut found: Option<(Hardware, Counted)> = None;
    let (mut no_count, mut no_hardware) = (None, None);
    for (number, rest) in beginnings(&last) {
        if !number.is_empty() && !is_count(number) {
            continue;
        }
        // A number with a mistake is no name of hardware.
        if number.is_empty() && last.starts_with(|c: char| c.is_ascii_digit()) {
            let first = last.split(' ').next().unwrap_or_default();
            no_count = no_count.or(count(first).err().map(said));
        }
        let read = match read_hardware(rest) {
            Ok(read) => read,
            // Of the shortest number, behind which the whole name stands.
            Err(error) => {
                if !number.is_empty() || no_hardware.is_none() {
                    no_hardware = Some(error);
                }
                continue;
            }
        };
        let mut numbers = counts.clone();
        if !number.is_empty() {
            numbers.push(number.to_owned());
        }
        if numbers.is_empty() {
            no_count = no_count.or(Some("How many chips ran in this time? Type them behind it, such as 54 d × 1,024, or type chip-hours.".into()));
            continue;
        }
        let mut product = numbers.join(" x ");
        if let Some(part) = read.part {
            product = format!("{product} {}", part.name());
        }
        match count(&product) {
            // `8 910B`: thousands apart, or eight of the Ascend 910B?
            Ok(_) if found.is_some() => {
                let is_bare = found
                    .as_ref()
                    .is_some_and(|(first, _)| first.chip.is_none());
                if let Some(chip) = read.chip.filter(|_| is_bare) {
                    return Err(format!(
                        "“{}” can be one number, or a number of {}: type it without a space, or × between the number and the name.",
                        excerpt(&last),
                        chip.short_name()
                    ));
                }
            }
            Ok(counted) => found = Some((read, counted)),
            Err(error) => no_count = no_count.or(Some(said(error))),
        }
    }
    if let Some((read, counted)) = found {
        *hardware = read;
        return Ok(counted);
    }
    let no_hardware = || no_hardware.map_or(String::new(), NoHardware::message);
    Err(no_count.unwrap_or_else(no_hardware))
}

/// A time, also by its dates.
fn time(text: &str) -> Result<Uncertain, ReadError> {
    read_counted(text, Dimension::Time).map(|counted| counted.value)
}

fn count(text: &str) -> Result<Counted, ReadError> {
    read_counted(text, Dimension::Chips)
}

/// Of chips, or of nodes that hold them.
pub(super) fn is_count(text: &str) -> bool {
    matches!(count(text), Ok(_) | Err(ReadError::Nodes))
}

/// The text parted before each of its first words, the most words in front first.
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

/// A share, with or without a word for it.
fn utilization(text: &str) -> Result<Ratio, String> {
    let said_so = ["MFU", "utilization", "utilisation"];
    let bare = said_so
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .map(str::trim_end);
    let read_share = |text: &str| read(text, Dimension::Share).ok().map(Ratio);
    let found = read_share(text).or_else(|| read_share(bare?));
    found.ok_or_else(|| match read(text, Dimension::Share) {
        Err(error @ ReadError::AboveOne(_)) => error.explain(Dimension::Share),
        _ => format!(
            "“{}” is no number format and no utilization: type such as A100 80GB bf16 at 40%.",
            excerpt(text)
        ),
    })
}

/// What is neither a time nor chip-hours; it may be a time with the chips too close behind it.
fn not_apart(text: &str, error: ReadError) -> String {
    let has_time = |(start, _): (&str, &str)| time(start).is_ok();
    if beginnings(text).any(has_time) {
        "Type × between the time and the chips, such as 54 d × 1,024 A100 80GB.".into()
    } else {
        error.explain(Dimension::Time)
    }
}

fn said(error: ReadError) -> String {
    error.explain(Dimension::Chips)
}
