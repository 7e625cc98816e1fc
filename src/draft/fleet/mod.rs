//! The field `fleet`: several periods with different counts or kinds of chip.
//!
//! One is on a line, or between semicolons: `54 d × 1,024 A100 80GB bf16 at 40%`. docs/gpu-time.md
//! is the grammar. [`lines`] reads the text, [`canonical`] spells it as a link does, and [`Stage`]
//! has what the periods leave to the other fields of their stage.

mod hardware;
mod hours;
mod period;
mod spell;
mod stage;

pub use period::{Amount, Period};
pub(super) use stage::takes_peak;
pub use stage::{Resolved, Stage};

/// More than any run had; as many are read at every keystroke.
pub const MOST_PERIODS: usize = 200;

/// A period as typed, and as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Counted from 1, lines without text left out.
    pub number: usize,
    /// As typed, without spaces around it.
    pub text: String,
    /// What it says, or what to type instead.
    pub period: Result<Period, String>,
}

/// The periods of a text. Of more than [`MOST_PERIODS`] the rest is not read.
pub fn lines(text: &str) -> Vec<Line> {
    pieces(text)
        .take(MOST_PERIODS)
        .enumerate()
        .map(|(index, text)| Line {
            number: index + 1,
            text: text.into(),
            period: period::read_period(text),
        })
        .collect()
}

/// Whether there are more than are read.
pub(super) fn is_too_long(text: &str) -> bool {
    pieces(text).nth(MOST_PERIODS).is_some()
}

/// The text as a link spells it: a period that can be read in short, any other as typed.
pub(super) fn canonical(text: &str) -> String {
    let lines = lines(text);
    if lines.is_empty() || is_too_long(text) {
        return text.into();
    }
    let spelled = lines.into_iter().map(|line| match line.period {
        Ok(period) => period.spelled,
        Err(_) => line.text,
    });
    spelled.collect::<Vec<_>>().join(";")
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n', '\r'])
        .flat_map(|line| split_at_word(line, "plus"))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// Splits at a word that has spaces around it.
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
        let texts = |text| lines(text).into_iter().map(|l| l.text).collect::<Vec<_>>();
        assert_eq!(texts("a; b\n\n c plus d;\r\n"), ["a", "b", "c", "d"]);
        assert_eq!(texts("surplus plusses"), ["surplus plusses"]);
        assert!(texts(" ;\n").is_empty());
        assert_eq!(lines("a;;b")[1].number, 2);
        assert_eq!(lines(&"a;".repeat(1_000)).len(), MOST_PERIODS);
    }

    #[test]
    fn what_cannot_be_read_stays_as_typed() {
        for text in ["", ";", "1,5 d × 2", "3 d", "54 d × 8 A100"] {
            assert_eq!(canonical(text), text);
        }
        assert_eq!(canonical(" 3 d × 8 ;\n foo  bar\n"), "3d*8;foo  bar");
        let many = "1d*1;\n".repeat(MOST_PERIODS + 1);
        assert_eq!(canonical(&many), many);
    }
}
