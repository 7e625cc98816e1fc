//! The peak of a chip of which only the year is known, from the chips of that year.

use super::{HardwareAction, field};
use crate::catalog::year::{Arithmetic, Average, average};
use crate::draft::{Key, Provenance};
use crate::panel::parts::set;
use crate::panel::piece::{Element, Piece, fold, pieces};
use crate::quantity::write;
use maud::html;

/// The years that are searched for chips of the catalog.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2050;

pub(super) fn draw(typed: &str) -> Box<Element> {
    let year = field(
        "chip-year",
        "Year of the chip’s announcement",
        "The peak is taken from the chips that were announced then.",
        typed,
        HardwareAction::Year,
    );
    fold(
        "chip-of-year",
        "Only the year is known",
        pieces![year, answer(typed.trim())],
    )
}

fn answer(typed: &str) -> Vec<Piece> {
    let kinds = [
        (Arithmetic::Fp32, "FP32, on vector units"),
        (Arithmetic::Matrix16, "FP16 or BF16, on matrix units"),
    ];
    let year = typed.parse::<u16>().ok().filter(|_| typed.len() == 4);
    let averages = |year| kinds.map(|(kind, name)| (name, average(year, kind)));
    match year.map(averages) {
        None if typed.is_empty() => Vec::new(),
        None => pieces![html! {
            p.problem.error { "Type a year of four digits, such as 2019." }
        }],
        Some(found) if found.iter().all(|(_, average)| average.is_none()) => pieces![html! {
            p.problem.missing { "The catalog has no chip of " (typed) ". It has chips of " (years()) "." }
        }],
        Some([first, second]) => pieces![
            average_of(first),
            average_of(second),
            html! {
                p.hint {
                    "The average is over the server accelerators that were announced that year; where the catalog has fewer than three, cards for games and workstations are included. Versions of the same speed count once; CPUs and wafer-scale chips are left out. "
                    "The range is the 90% interval of a lognormal with their geometric mean and spread."
                }
            }
        ],
    }
}

fn average_of((name, average): (&str, Option<Average>)) -> Box<Element> {
    let figures = match average {
        Some(average) => figures(&average),
        None => pieces!["no chip of that year has a figure."],
    };
    Element::new("p").holding(pieces![html! { strong { (name) } }, ": ", figures])
}

fn figures(average: &Average) -> Vec<Piece> {
    let tera = |value: f64| write::people(value / 1e12);
    let (low, high) = (average.peak.low(), average.peak.high());
    // A range this wide warrants two digits at most.
    let text = match average.peak.0.is_range() {
        true => write::rounded(low, 2) + ".." + &write::rounded(high, 2),
        false => write::rounded(low, 2),
    };
    let words = match average.n {
        1 => format!("one chip, {} TFLOP/s. ", tera(average.mean)),
        n => format!(
            "{n} chips, mean {}, median {}, range {} to {} TFLOP/s. ",
            tera(average.mean),
            tera(average.median),
            tera(low),
            tera(high)
        ),
    };
    pieces![
        words,
        set(
            Key::Peak,
            &text,
            &(String::from("Use ") + &text),
            Some(Provenance::Recommended)
        )
    ]
}

/// Lists the years that have chips, with runs joined: `2010, 2012 to 2026`.
fn years() -> String {
    let has = |year: &u16| {
        average(*year, Arithmetic::Fp32).is_some() || average(*year, Arithmetic::Matrix16).is_some()
    };
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for year in YEARS.filter(has) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let runs: Vec<String> = runs
        .iter()
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first} to {last}"),
        })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_with_chips_are_listed() {
        assert_eq!(years(), "2010, 2012 to 2026");
    }
}
