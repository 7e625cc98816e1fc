//! A figure beside well-known systems and thresholds of laws, in one sentence.

use super::power::round_figure;
use crate::catalog::marks::{LIMITS, MILESTONES, Mark, about};
use crate::quantity::{Flop, write};

/// A ratio this near to 1 is “about as much”.
const EQUAL: f64 = 1.07;

/// Fractions that have a word, the largest first. A ratio gets the word of the nearest one within
/// [`FRACTION_ERROR`].
const FRACTIONS: [(f64, &str); 11] = [
    (3.0 / 4.0, "three quarters of"),
    (2.0 / 3.0, "two thirds of"),
    (1.0 / 2.0, "half of"),
    (1.0 / 3.0, "a third of"),
    (1.0 / 4.0, "a quarter of"),
    (1.0 / 5.0, "a fifth of"),
    (1.0 / 6.0, "a sixth of"),
    (1.0 / 7.0, "a seventh of"),
    (1.0 / 8.0, "an eighth of"),
    (1.0 / 9.0, "a ninth of"),
    (1.0 / 10.0, "a tenth of"),
];

/// The greatest error of a fraction in words, as a factor.
const FRACTION_ERROR: f64 = 1.06;

/// Compares a figure with the nearest systems below and above it, or with the chosen one:
/// `About 1.7 × GPT-3 and a sixth of DeepSeek-V3.`
pub fn systems(flop: Flop, chosen: Option<&Mark>) -> String {
    let figure = flop.median();
    let times = |mark: &Mark| times(figure / mark.flop, mark.name);
    if let Some(mark) = chosen {
        return format!("About {}.", times(mark));
    }
    let above = MILESTONES.partition_point(|mark| mark.flop <= figure);
    let below = above.checked_sub(1).map(|below| &MILESTONES[below]);
    let mut near: Vec<&Mark> = below.into_iter().chain(MILESTONES.get(above)).collect();
    // A system of the same size comes first.
    if near.len() == 2 && ratio_is_one(figure / near[1].flop) {
        near.swap(0, 1);
    }
    let all: Vec<String> = near.into_iter().map(times).collect();
    format!("About {}.", all.join(" and "))
}

/// Compares a figure with the thresholds of laws: the nearest one below it, all inside its 90% range, and
/// the nearest one above: `Above the EU’s 10²³ mark, below its 10²⁵.`
///
/// A figure that lacks its base model may be too low: it is said to be above a mark, never below one.
pub fn laws(flop: Flop, lacks_base: bool) -> String {
    let (low, high) = (flop.low(), flop.high());
    let amounts: Vec<&[Mark]> = LIMITS.chunk_by(|a, b| a.flop == b.flop).collect();
    let first_inside = amounts.partition_point(|marks| marks[0].flop < low);
    let first_above = amounts.partition_point(|marks| marks[0].flop <= high);
    let inside = if low < high {
        "perhaps above"
    } else {
        "exactly at"
    };
    let mut clauses = Vec::new();
    let mut last_owner = String::new();
    for (index, marks) in amounts.iter().enumerate() {
        let word = match index {
            index if index + 1 == first_inside => "above",
            index if (first_inside..first_above).contains(&index) => inside,
            index if index == first_above && !lacks_base => "below",
            _ => continue,
        };
        let owner = owners(marks);
        let amount = round_figure(marks[0].flop);
        clauses.push(match (clauses.is_empty(), owner == last_owner) {
            (true, _) => format!("{word} {owner} {amount} mark"),
            (false, true) => format!("{word} its {amount}"),
            (false, false) => format!("{word} {owner} {amount}"),
        });
        last_owner = owner;
    }
    if clauses.is_empty() {
        return "The marks of laws count the base model, whose compute is not known.".into();
    }
    let mut text = clauses.join(", ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
        text.push('.');
    }
    text
}

/// Returns whose laws name an amount: `South Korea’s, California’s and New York’s`.
fn owners(marks: &[Mark]) -> String {
    let all: Vec<&str> = marks.iter().map(about).collect();
    let all = all.join(", ");
    match all.rsplit_once(", ") {
        Some((others, last)) => format!("{others} and {last}"),
        None => all,
    }
}

/// Writes a multiple or a share of something: `1.7 × GPT-3`, `a sixth of GPT-3`, `as much as GPT-3`.
pub fn times(ratio: f64, name: &str) -> String {
    if ratio_is_one(ratio) {
        return format!("as much as {name}");
    }
    let is_near = |(fraction, _): &&(f64, &str)| {
        let error = ratio / fraction;
        error < FRACTION_ERROR && error > 1.0 / FRACTION_ERROR
    };
    if let Some((_, words)) = FRACTIONS.iter().find(is_near) {
        return format!("{words} {name}");
    }
    match ratio {
        ratio if ratio > 0.1 => format!("{} × {name}", write::digits(ratio, 2)),
        ratio if ratio > 0.001 => format!("{} of {name}", share(ratio)),
        ratio => format!("1/{} of {name}", write::digits(1.0 / ratio, 2)),
    }
}

/// Writes a share in percent, in two digits.
fn share(ratio: f64) -> String {
    format!("{}%", write::digits(ratio * 100.0, 2))
}

fn ratio_is_one(ratio: f64) -> bool {
    (1.0 / EQUAL..EQUAL).contains(&ratio)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Uncertain;

    fn about(flop: f64) -> String {
        systems(Flop::point(flop), None)
    }

    #[test]
    fn a_figure_is_told_by_its_neighbours() {
        assert_eq!(
            about(5.48e23),
            "About as much as Chinchilla and 1.7 × GPT-3."
        );
        assert_eq!(about(1.0e24), "About 1.7 × Chinchilla and 0.4 × PaLM.");
        assert_eq!(about(8.6e24), "About 2.6 × DeepSeek-V3 and 0.41 × GPT-4.");
        assert_eq!(
            about(3.16e23),
            "About as much as GPT-3 and 0.55 × Chinchilla."
        );
        assert_eq!(
            about(3.12e23),
            "About as much as GPT-3 and 6.2 × Stable Diffusion."
        );
        assert_eq!(about(1.05e26), "About 2.8 × Llama 3.1 and 0.3 × Grok 3.");
    }

    #[test]
    fn figures_beyond_all_systems_have_one_neighbour() {
        assert_eq!(about(7e27), "About 20 × Grok 3.");
        assert_eq!(about(1.0), "About 1/700,000 of Perceptron.");
    }

    #[test]
    fn shares_are_said_as_people_say_them() {
        let says = |ratio: f64| times(ratio, "X");
        assert_eq!(says(1.05), "as much as X");
        assert_eq!(says(1.0 / 6.0), "a sixth of X");
        assert_eq!(says(0.51), "half of X");
        assert_eq!(says(0.0999), "a tenth of X");
        assert_eq!(says(0.031), "3.1% of X");
        assert_eq!(says(2.5e-6), "1/400,000 of X");
        assert_eq!(says(1234.0), "1,200 × X");
        assert_eq!(says(0.58), "0.58 × X");
    }

    #[test]
    fn every_ratio_is_said_within_its_rounding() {
        for exponent in -80..80 {
            let ratio = 1.1f64.powi(exponent) * 1.013;
            let said = times(ratio, "X");
            let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
            let value = if said == "as much as X" {
                1.0
            } else if let Some((value, _)) = FRACTIONS.iter().find(|f| said.starts_with(f.1)) {
                *value
            } else if let Some(percent) = said.strip_suffix("% of X") {
                number(percent).expect("a number") / 100.0
            } else if let Some(part) = said
                .strip_prefix("1/")
                .and_then(|s| s.strip_suffix(" of X"))
            {
                1.0 / number(part).expect("a number")
            } else {
                number(said.trim_end_matches(" × X")).expect("a number")
            };
            let error = (value / ratio).max(ratio / value);
            assert!(error < 1.071, "{ratio}: {said}");
        }
    }

    #[test]
    fn laws_are_named_once() {
        let says = |low: f64, high: f64| laws(Flop(Uncertain::range(low, high)), false);
        assert_eq!(
            laws(Flop::point(5.48e23), false),
            "Above the EU’s 10²³ mark, below its 10²⁵."
        );
        assert_eq!(laws(Flop::point(1e18), false), "Below the EU’s 10²³ mark.");
        assert_eq!(
            says(6e22, 2e23),
            "Perhaps above the EU’s 10²³ mark, below its 10²⁵."
        );
        let states = "South Korea’s, California’s, New York’s and Illinois’s";
        assert_eq!(
            says(6e22, 6e26),
            format!(
                "Perhaps above the EU’s 10²³ mark, perhaps above its 10²⁵, perhaps above {states} 10²⁶."
            )
        );
        assert_eq!(
            laws(Flop::point(1e25), false),
            format!("Above the EU’s 10²³ mark, exactly at its 10²⁵, below {states} 10²⁶.")
        );
        assert_eq!(
            laws(Flop::point(4e25), false),
            format!("Above the EU’s 10²⁵ mark, below {states} 10²⁶.")
        );
        assert_eq!(
            laws(Flop::point(1e27), false),
            format!("Above {states} 10²⁶ mark.")
        );
        let part = |flop: f64| laws(Flop::point(flop), true);
        assert_eq!(part(5.48e23), "Above the EU’s 10²³ mark.");
        assert_eq!(
            part(2e18),
            "The marks of laws count the base model, whose compute is not known."
        );
    }
}
