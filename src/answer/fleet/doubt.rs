//! Numbers of chips that are also names of chips: the 4090 of `2x 4090`, and `910B`.

use super::{HardwareName, HardwareProblem, list_chips};
use crate::catalog::{Edition, Format, Named, chips_with_digits, numbered, resolve_name};
use crate::quantity::{Dimension, ReadError, factors, write};

/// A text for a number of chips, in which a number may be a name.
pub(crate) struct Doubted {
    /// The text as typed.
    text: String,
    /// The number of chips if the name is meant; none if no number stands beside it.
    pub(crate) number: Option<f64>,
    /// The name, and the chips that it fits.
    pub(crate) name: HardwareName,
    /// The number of chips if a number is meant.
    pub(crate) product: Option<f64>,
}

impl Doubted {
    /// Returns the question which of the two is meant.
    pub(crate) fn message(&self) -> String {
        let names = list_chips(&self.name.named.chips, "or");
        match (self.number, self.product) {
            (Some(number), Some(product)) => format!(
                "Does “{}” mean {} × {names}, or {} chips?",
                self.text,
                write::typed(number),
                write::typed(product)
            ),
            _ => format!(
                "“{}” is not a number of chips. Is it the hardware, {names}?",
                self.text
            ),
        }
    }

    /// Returns the question as the problem of a period, with the chips to choose from.
    pub(super) fn wrong(&self) -> HardwareProblem {
        HardwareProblem {
            message: self.message(),
            ..HardwareProblem::which(&self.name.typed, &self.name.named.chips, None)
        }
    }
}

/// Finds a number that may be a name. Returns `None` for an edition that read it as a number.
pub(crate) fn doubted(text: &str, edition: Edition) -> Option<Doubted> {
    name_in_factors(&factors(text), edition).or_else(|| name_in_number(text, edition))
}

/// Finds a name in a product of whole numbers: the last, as in `2x 4090`, or the first.
pub(super) fn name_in_factors(factors: &[String], edition: Edition) -> Option<Doubted> {
    let factors: Vec<String> = factors
        .iter()
        .map(|factor| without_format(factor))
        .collect();
    let numbers = factors.iter().map(|factor| whole(factor));
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    let ([first, .., last], true) = (factors.as_slice(), edition.rules().asks()) else {
        return None;
    };
    // A name such as A100 is shortened to its number only after a count: `8x 100`.
    let behind = chips_with_digits(last, edition).or_else(|| numbered(last, edition));
    let (typed, index, named) = match behind {
        Some(named) => (last, numbers.len() - 1, named),
        // `100 x 8` are a hundred nodes.
        None if first.len() < 4 => return None,
        None => (first, 0, numbered(first, edition)?),
    };
    let product: f64 = numbers.iter().product();
    Some(Doubted {
        text: factors.join(" × "),
        number: Some(product / numbers[index]),
        name: name_of(typed, named),
        product: Some(product),
    })
}

/// Finds a name that is a number as well, larger than that of all chips: `910B`.
fn name_in_number(text: &str, edition: Edition) -> Option<Doubted> {
    let read = edition.rules().read_counted(text, Dimension::Chips);
    let named = resolve_name(text, edition);
    let is_name = read == Err(ReadError::ManyChips) && !named.chips.is_empty();
    is_name.then(|| Doubted {
        text: text.trim().into(),
        number: None,
        name: name_of(text.trim(), named),
        product: None,
    })
}

fn name_of(typed: &str, named: Named) -> HardwareName {
    HardwareName {
        typed: typed.into(),
        named,
    }
}

/// Removes the format after a factor of a period.
fn without_format(factor: &str) -> String {
    let is_format = |word: &&str| word.trim_matches(['(', ')', ',']).parse::<Format>().is_ok();
    let words = factor.split_whitespace().filter(|word| !is_format(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Reads a whole number of at most six digits.
fn whole(text: &str) -> Option<f64> {
    let is_number = text.len() < 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = text.parse().ok().filter(|_| is_number)?;
    (number > 0).then(|| f64::from(number))
}
