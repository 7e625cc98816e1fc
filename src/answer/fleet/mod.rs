//! The field `fleet`: several periods with different counts or kinds of chip.
//!
//! Each period is on a line, or between semicolons: `54 d × 1,024 A100 80GB bf16 at 40%`.
//! docs/gpu-time.md is the grammar. [`lines`] reads the text, and [`StageFields`] has the fields of the stage
//! that periods may use.

mod count;
mod doubt;
mod hardware;
mod hours;
mod period;
mod problem;
mod stage;

pub(crate) use count::read_named_count;
pub(crate) use doubt::{Doubted, doubted};
pub use hardware::{HardwareName, HardwareText};
pub use period::{Amount, TypedPeriod};
pub use problem::HardwareProblem;
pub(super) use problem::list_chips;
pub(super) use stage::takes_peak;
pub use stage::{StageFields, WholePeriod};

use crate::catalog::Edition;
use crate::quantity::{invisible_to_spaces, narrow};

/// The most periods that are read: more than any run had. All are read at every keystroke.
pub const MOST_PERIODS: usize = 200;

/// A period as typed and as read.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodLine {
    /// Number from 1; lines without text are not counted.
    pub number: usize,
    /// The text as typed, without spaces around it.
    pub text: String,
    /// The period, or its problem.
    pub period: Result<TypedPeriod, HardwareProblem>,
}

/// Reads the periods of a text, at most [`MOST_PERIODS`].
pub fn lines(text: &str, edition: Edition) -> Vec<PeriodLine> {
    // Read it as a link would have it: invisible characters, which may separate words here, are not in
    // a link.
    let text: String = invisible_to_spaces(text).chars().map(narrow).collect();
    pieces(&text)
        .take(MOST_PERIODS)
        .enumerate()
        .map(|(index, text)| PeriodLine {
            number: index + 1,
            text: text.into(),
            period: period::read_period(text, edition)
                .map_err(|wrong| wrong.with_question(edition)),
        })
        .collect()
}

/// Puts periods as a link spells them, between semicolons, on the lines on which they were typed.
#[cfg(any(feature = "app", test))]
pub(crate) fn on_lines(typed: &str, spelled: &str) -> String {
    let is_sign = |c: char| matches!(c, '\n' | '\r' | ';');
    let mut periods = spelled.split(is_sign).map(str::trim);
    let mut text = String::new();
    for line in typed.split_inclusive(is_sign) {
        let sign = line.chars().last().filter(|c| is_sign(*c));
        let is_blank = line.trim_end_matches(is_sign).trim().is_empty();
        if !is_blank {
            text.push_str(periods.next().unwrap_or_default());
        }
        text.extend(sign);
    }
    match periods.next() {
        None => text,
        Some(_) => spelled.into(),
    }
}

/// Returns whether there are more periods than are read.
pub(super) fn is_too_long(text: &str) -> bool {
    pieces(text).nth(MOST_PERIODS).is_some()
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n', '\r'])
        .flat_map(|line| split_at_word(line, "plus"))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// Splits a text at a word with spaces around it.
fn split_at_word<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(word) {
        let (before, after) = (&text[start..at], &text[at + word.len()..]);
        if before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace) {
            pieces.push(before);
            start = at + word.len();
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_stand_on_lines_or_between_signs() {
        let lines = |text: &str| lines(text, Edition::PRESENT);
        let texts = |text| lines(text).into_iter().map(|l| l.text).collect::<Vec<_>>();
        assert_eq!(texts("a; b\n\n c plus d;\r\n"), ["a", "b", "c", "d"]);
        assert_eq!(texts("surplus plusses"), ["surplus plusses"]);
        assert!(texts(" ;\n").is_empty());
        assert_eq!(lines("a;;b")[1].number, 2);
        assert_eq!(lines(&"a;".repeat(1_000)).len(), MOST_PERIODS);
    }

    #[test]
    fn an_answer_stays_on_the_lines_that_were_typed() {
        for (typed, spelled, text) in [
            ("a\nb", "a;c", "a\nc"),
            (" a ;\n\nb\r\n", "a;c", "a;\n\nc\r\n"),
            ("a", "c", "c"),
            // Not the same periods: as they are spelled.
            ("a", "a;b", "a;b"),
        ] {
            assert_eq!(on_lines(typed, spelled), text, "{typed}");
        }
    }
}
