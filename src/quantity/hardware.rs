//! Numbers of hardware: chips, nodes of several chips each, and parts of chips that papers count.
//!
//! `16 nodes × 8 GPUs` are 128 chips. How many chips 128 cores are depends on the chip: this module
//! only returns that they are cores.

use super::grammar::{Part, Shape};
use super::normalize::normalize;
use super::read::{parse, value};
use super::{Dimension, ReadError, Rules, Uncertain, doubt};

/// A part of a chip that is counted in place of chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipPart {
    /// Cores of a TPU, or of another accelerator with few large ones.
    Cores,
    /// Dies that software lists as devices: the two GCDs of an MI250X, the two GPUs of a K80.
    Dies,
}

impl ChipPart {
    /// Returns the plural for a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cores => "cores",
            Self::Dies => "dies",
        }
    }
}

/// A number, or hours, of chips or of their parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HardwareCount {
    /// The number, in the base unit of the field's dimension.
    pub value: Uncertain,
    /// The part of a chip that is counted; none for chips.
    pub part: Option<ChipPart>,
}

/// A noun after a number of hardware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Chips,
    Parts(ChipPart),
    /// A node or another machine, which has several chips.
    Node,
}

const CORES: [&str; 6] = [
    "core",
    "tpu-core",
    "tensor-core",
    "tensorcore",
    "neuron-core",
    "neuroncore",
];
const DIES: [&str; 6] = ["gcd", "die", "gpu-die", "compute-die", "tile", "stack"];
const NODES: [&str; 14] = [
    "node",
    "gpu-node",
    "compute-node",
    "server",
    "machine",
    "host",
    "instance",
    "vm",
    "box",
    "blade",
    "rack",
    "pod",
    "cloud-tpu",
    "dgx",
];
/// Nouns for chips.
pub(super) const CHIPS: [&str; 8] = [
    "chip",
    "gpu",
    "tpu",
    "accelerator",
    "device",
    "card",
    "tpu-chip",
    "gpu-card",
];

/// Returns whether a word says node, or another machine with several chips.
pub(super) fn is_node(word: &str) -> bool {
    NODES.contains(&word.strip_suffix('s').unwrap_or(word))
}

/// Reads a number of chips or of their parts, or hours of either.
pub(super) fn read(
    text: &str,
    dimension: Dimension,
    rules: Rules,
) -> Result<HardwareCount, ReadError> {
    let plain = parse(text, dimension, rules).and_then(|(_, shape)| one(shape, dimension, rules));
    if plain.is_ok() || dimension != Dimension::Chips {
        return plain.map(|(counted, _)| counted);
    }
    match factors(text).as_slice() {
        [] | [_] => plain.map(|(counted, _)| counted),
        several => product(several, plain, rules),
    }
}

/// Reads one number without its noun. Nodes alone are refused: nobody knows how many chips they have.
fn one(
    mut shape: Shape,
    dimension: Dimension,
    rules: Rules,
) -> Result<(HardwareCount, Option<Noun>), ReadError> {
    let noun = take_nouns(&mut shape, dimension);
    let value = value(&shape, dimension, rules)?;
    match noun {
        Some(Noun::Node) => Err(ReadError::Nodes),
        Some(Noun::Parts(part)) => Ok((
            HardwareCount {
                value,
                part: Some(part),
            },
            noun,
        )),
        _ => Ok((HardwareCount { value, part: None }, noun)),
    }
}

/// Reads a product such as `16 nodes × 8 GPUs`: whole numbers, one of chips or their parts, the others
/// of nodes. Any other text is read as if it had no signs, which gives the error of a number.
fn product(
    factors: &[String],
    plain: Result<(HardwareCount, Option<Noun>), ReadError>,
    rules: Rules,
) -> Result<HardwareCount, ReadError> {
    let mut product = HardwareCount {
        value: Uncertain::point(1.0),
        part: None,
    };
    let (mut chips, mut nodes) = (0, 0);
    for factor in factors {
        let (_, mut shape) = parse(factor, Dimension::Chips, rules)?;
        let noun = take_nouns(&mut shape, Dimension::Chips);
        let value = value(&shape, Dimension::Chips, rules)?;
        if value.low().fract() != 0.0 || value.high().fract() != 0.0 {
            return plain.map(|(counted, _)| counted);
        }
        product.value = product.value.times(value);
        match noun {
            Some(Noun::Node) => nodes += 1,
            Some(Noun::Chips) => chips += 1,
            Some(Noun::Parts(part)) if product.part.is_none() => product.part = Some(part),
            Some(Noun::Parts(_)) => return plain.map(|(counted, _)| counted),
            None => {}
        }
    }
    if chips > 1 {
        return plain.map(|(counted, _)| counted);
    }
    if nodes == factors.len() {
        return Err(ReadError::Nodes);
    }
    if !product.value.is_positive_and_finite() {
        return Err(ReadError::TooLarge);
    }
    if rules.asks() {
        doubt::check_chips(product.value)?;
    }
    Ok(product)
}

/// Splits a product at its signs, and returns the factors as typed. The signs are `×`, `*`, an `x` by
/// itself or after a whole number (`8x H100`), `of` and `with`. A power of ten is one factor with its
/// base, and `*/` is not a product.
pub fn factors(text: &str) -> Vec<String> {
    let chars = normalize(text);
    let piece = |chars: &[char]| chars.iter().collect::<String>().trim().to_owned();
    let mut factors = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        let length = sign(&chars, start, at);
        if length == 0 {
            at += 1;
            continue;
        }
        factors.push(piece(&chars[start..at]));
        at += length;
        start = at;
    }
    factors.push(piece(&chars[start.min(chars.len())..]));
    factors
}

/// Returns how many characters the sign at `at` takes, after a factor from `start`; 0 if there is no
/// sign.
fn sign(chars: &[char], start: usize, at: usize) -> usize {
    let before = at.checked_sub(1).map(|at| chars[at]);
    let rest = &chars[at..];
    let next = |i: usize| rest.get(i).copied();
    let is_word = |word: &str| {
        rest.iter().take(word.len()).copied().eq(word.chars())
            && before == Some(' ')
            && next(word.len()) == Some(' ')
    };
    let length = match rest[0] {
        '*' if before == Some('*') || matches!(next(1), Some('/' | '*')) => 0,
        '×' if next(1) == Some('/') => 0,
        '*' | '×' => 1,
        'x' | 'X' => {
            // Between numbers x is a sign, `16x8` or `nodes x 8`; at the end of a name it is none:
            // MI250X, TITAN X.
            let is_apart = before == Some(' ') && next(1) == Some(' ');
            let number = if is_apart { next(2) } else { next(1) };
            let follows = is_apart || before.is_some_and(|c| c == ' ' || c.is_ascii_digit());
            let is_between = follows && number.is_some_and(|c| c.is_ascii_digit());
            // Directly after a whole number it is a sign before a name as well: `8x H100`, but not
            // `7900XTX`.
            let is_joined = before.is_some_and(|c| c.is_ascii_digit());
            let is_times =
                (is_apart || is_joined) && is_whole(&chars[start..at]) && is_name(&rest[1..]);
            usize::from(is_between || is_times)
        }
        'o' if is_word("of") => 2,
        'w' if is_word("with") => 4,
        _ => 0,
    };
    let after: Vec<char> = rest[length..]
        .iter()
        .copied()
        .filter(|c| *c != ' ')
        .take(3)
        .collect();
    let is_power = length == 1 && after == ['1', '0', '^'];
    if is_power { 0 } else { length }
}

/// Returns whether a name or a number follows an x: the x of `7900 XT` and of `7900XTX` belongs
/// to the name.
fn is_name(chars: &[char]) -> bool {
    let word: String = chars.iter().skip_while(|c| **c == ' ').collect();
    let word = word.split(|c: char| !c.is_ascii_alphanumeric()).next();
    word.is_some_and(|word| !matches!(word, "" | "T" | "TX" | "t" | "tx"))
}

/// Returns whether the characters are a whole number and nothing else.
fn is_whole(chars: &[char]) -> bool {
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '_' | ' ');
    chars.iter().all(is_part) && chars.iter().any(char::is_ascii_digit)
}

/// Removes the sign after a number that stands alone: `8x` of chips are 8.
pub(super) fn leave_out_sign(chars: &mut Vec<char>) {
    if let Some(('x' | 'X' | '×', number)) = chars.split_last()
        && is_whole(number)
    {
        chars.pop();
    }
}

/// Removes the noun after every number, and returns it.
fn take_nouns(shape: &mut Shape, dimension: Dimension) -> Option<Noun> {
    let (first, second): (&mut [Part], &mut [Part]) = match shape {
        Shape::Point(end) => (end, &mut []),
        Shape::Between(low, high, _) => (low, high),
    };
    let mut found = None;
    for part in first.iter_mut().chain(second) {
        let taken = match dimension {
            Dimension::ChipHours => take_part_of_hours(&mut part.words),
            _ => take_noun(&mut part.words),
        };
        found = found.or(taken);
    }
    found
}

/// Removes the noun from words: of `k TPU cores` the k stays, of `GPUs per node` or `GPUs each`
/// nothing.
fn take_noun(words: &mut Vec<String>) -> Option<Noun> {
    let joined = words.join("-").to_ascii_lowercase();
    let mut pieces: Vec<&str> = joined.split('-').collect();
    if let Some(per) = pieces.iter().position(|piece| *piece == "per") {
        pieces.truncate(per);
    }
    if pieces.last() == Some(&"each") {
        pieces.pop();
    }
    let (at, noun) = (0..pieces.len()).find_map(|at| Some((at, noun(&pieces[at..])?)))?;
    *words = pieces[..at].iter().map(|piece| (*piece).into()).collect();
    Some(noun)
}

/// Removes the part from hours of it, the core of `M core-hours`. Hours of chips and of nodes are
/// units.
fn take_part_of_hours(words: &mut Vec<String>) -> Option<Noun> {
    let joined = words.join("-").to_ascii_lowercase();
    let pieces: Vec<&str> = joined.split('-').collect();
    let (unit, of) = pieces.split_last()?;
    let (at, noun) = (0..of.len()).find_map(|at| Some((at, noun(&of[at..])?)))?;
    if !matches!(noun, Noun::Parts(_)) {
        return None;
    }
    *words = of[..at]
        .iter()
        .chain([unit])
        .map(|piece| (*piece).into())
        .collect();
    Some(noun)
}

fn noun(pieces: &[&str]) -> Option<Noun> {
    let joined = pieces.join("-");
    let one = joined.strip_suffix('s').unwrap_or(&joined);
    let among = |names: &[&str]| names.contains(&one);
    if among(&CORES) {
        Some(Noun::Parts(ChipPart::Cores))
    } else if among(&DIES) {
        Some(Noun::Parts(ChipPart::Dies))
    } else if among(&NODES) {
        Some(Noun::Node)
    } else {
        among(&CHIPS).then_some(Noun::Chips)
    }
}
