//! Numbers of chips that are names of chips as well: the 4090 of `2x 4090`, and `910B`.

use super::{Name, Wrong, listed};
use crate::catalog::{Edition, Format, Named, digits_of, name, numbered};
use crate::quantity::{Dimension, ReadError, factors, write};

/// A text in place of a number of chips, in which a number may be a name.
pub(crate) struct Doubted {
    /// As typed.
    text: String,
    /// How many chips there are of that name; none if no number stands beside it.
    pub(crate) number: Option<f64>,
    /// The name and its chips.
    pub(crate) name: Name,
    /// How many chips there are if it is a number.
    pub(crate) product: Option<f64>,
}

impl Doubted {
    /// The question what is meant.
    pub(crate) fn message(&self) -> String {
        let names = listed(&self.name.named.chips, "or");
        match (self.number, self.product) {
            (Some(number), Some(product)) => format!(
                "Does “{}” mean {} × {names}, or {} chips?",
                self.text,
                write::typed(number),
                write::typed(product)
            ),
            _ => format!(
                "“{}” is no number of chips. Is it the hardware, {names}?",
                self.text
            ),
        }
    }

    /// The question in a period, which an answer puts the name into.
    pub(super) fn wrong(&self) -> Wrong {
        Wrong {
            message: self.message(),
            ..Wrong::which(&self.name.typed, &self.name.named.chips, None)
        }
    }
}

/// Says which number of chips may be a name; none of an edition in which it was read as a number.
pub(crate) fn doubted(text: &str, edition: Edition) -> Option<Doubted> {
    of_factors(&factors(text), edition).or_else(|| of_number(text, edition))
}

/// A product of whole numbers of which the last is a name, as in `2x 4090`, or the first.
pub(super) fn of_factors(factors: &[String], edition: Edition) -> Option<Doubted> {
    let factors: Vec<String> = factors
        .iter()
        .map(|factor| without_format(factor))
        .collect();
    let numbers = factors.iter().map(|factor| whole(factor));
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    let ([first, .., last], true) = (factors.as_slice(), edition.rules().asks()) else {
        return None;
    };
    // A name of letters and a number is cut short only behind its count: `8x 100`.
    let behind = digits_of(last, edition).or_else(|| numbered(last, edition));
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

/// `910B`, which is more chips than there are.
fn of_number(text: &str, edition: Edition) -> Option<Doubted> {
    let read = edition.rules().read_counted(text, Dimension::Chips);
    let named = name(text, edition);
    let is_name = read == Err(ReadError::ManyChips) && !named.chips.is_empty();
    is_name.then(|| Doubted {
        text: text.trim().into(),
        number: None,
        name: name_of(text.trim(), named),
        product: None,
    })
}

fn name_of(typed: &str, named: Named) -> Name {
    Name {
        typed: typed.into(),
        named,
    }
}

/// A factor of a period without the format behind it.
fn without_format(factor: &str) -> String {
    let is_format = |word: &&str| word.trim_matches(['(', ')', ',']).parse::<Format>().is_ok();
    let words = factor.split_whitespace().filter(|word| !is_format(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A whole number of at most six digits, and nothing with it.
fn whole(text: &str) -> Option<f64> {
    let is_number = text.len() < 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = text.parse().ok().filter(|_| is_number)?;
    (number > 0).then(|| f64::from(number))
}
