//! Corrections of a text that cannot be read, if it is plain what may have been meant.

use super::between;
use super::hedge::without_bound;
use super::mixtures::mixture;
use super::normalize::normalize;
use super::per_node::nodes_times;
use super::{Dimension, ReadError, error, misspelled, read};

/// Returns the texts that may have been meant, the likeliest first. Each of them can be read. Mostly
/// there are none.
pub fn remedies(error: &ReadError, typed: &str, dimension: Dimension) -> Vec<String> {
    let meant = match error {
        ReadError::LostPower { power, product, .. } => vec![power.clone(), product.clone()],
        ReadError::Clock(_, hours, minutes) => vec![hours.clone(), minutes.clone()],
        ReadError::AboveOne(Some(percent)) => vec![percent.clone()],
        // A decimal comma.
        ReadError::Comma(_) if typed.matches(',').count() == 1 => vec![typed.replace(',', ".")],
        ReadError::LeadingZero(number) => error::decimal(number)
            .map(|decimal| plain(typed).replacen(number.as_str(), &decimal, 1))
            .into_iter()
            .collect(),
        ReadError::Experts { name, product } => {
            let known = mixture(name).map(|(all, active)| vec![active.into(), all.into()]);
            [known.unwrap_or_default(), vec![product.clone()]].concat()
        }
        ReadError::Alternatives => between::of_alternatives(typed).into_iter().collect(),
        ReadError::Bound(bound) => without_bound(typed, bound).into_iter().collect(),
        ReadError::Hexadecimal(digits) => u64::from_str_radix(digits, 16)
            .map(|number| number.to_string())
            .into_iter()
            .collect(),
        // Points between thousands.
        ReadError::TwoPoints(_) => vec![typed.replace('.', ",")],
        _ => Vec::new(),
    };
    let points = misspelled(typed, dimension).map(|(meant, _)| meant);
    let of_nodes = Some(typed).filter(|_| dimension == Dimension::Chips);
    let of_nodes = of_nodes.and_then(nodes_times);
    let readable = |text: &String| read(text, dimension).is_ok();
    let all = meant.into_iter().chain(points).filter(readable);
    // A product of nodes is read as a number of chips.
    all.chain(of_nodes).collect()
}

/// Returns the text in the characters that numbers are read in.
fn plain(typed: &str) -> String {
    normalize(typed).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_meant_is_offered() {
        const TOKENS: Dimension = Dimension::Count(&["token"]);
        const PARAMETERS: Dimension = Dimension::Count(&["parameter"]);
        for (typed, dimension, meant) in [
            ("1,5", TOKENS, vec!["1.5"]),
            ("1,5 days", Dimension::Time, vec!["1.5 days"]),
            ("1.024.000", TOKENS, vec!["1,024,000"]),
            ("1.5 × 1024", TOKENS, vec!["1.5e24", "1536"]),
            ("5:30", Dimension::Time, vec!["5 h 30 min", "5 min 30 s"]),
            ("40", Dimension::Share, vec!["40%"]),
            ("30-50", Dimension::Share, vec!["30% to 50%"]),
            ("0,345B", TOKENS, vec!["0.345B"]),
            ("00,123 tokens", TOKENS, vec!["0.123 tokens"]),
            ("0 345", TOKENS, vec!["0.345"]),
            ("012'345", TOKENS, vec!["12.345"]),
            ("0,345,678", TOKENS, vec![]),
            ("up to 3 days", Dimension::Time, vec!["3 days"]),
            ("5 or 6 days", Dimension::Time, vec!["5 to 6 days"]),
            (
                "five days OR a week",
                Dimension::Time,
                vec!["five days to a week"],
            ),
            ("8 or 16 GPUs", Dimension::Chips, vec!["8 to 16 GPUs"]),
            ("30% or 40%", Dimension::Share, vec!["30% to 40%"]),
            ("6 or 5 days", Dimension::Time, vec![]),
            ("8x7B", PARAMETERS, vec!["12.9B", "46.7B", "56B"]),
            ("16 × 3B", PARAMETERS, vec!["48B"]),
            ("8 per node, 4 nodes", Dimension::Chips, vec!["4 nodes × 8"]),
            ("0x10", TOKENS, vec!["16"]),
            ("1,5,7", TOKENS, vec![]),
            ("parsecs", TOKENS, vec![]),
        ] {
            let error = read(typed, dimension).expect_err(typed);
            assert_eq!(remedies(&error, typed, dimension), meant, "{typed}");
        }
    }
}
