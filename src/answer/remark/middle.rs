//! The note on a range that was typed by its middle: `7B ± 1B` is read as its two ends, whose median is a little lower.

use super::SIGNS;
use crate::answer::{Choice, Problem, Severity};
use crate::draft::Field;
use crate::quantity::{Dimension, Uncertain, read, write};

/// The difference of middle and median, as a share, from which the note stands.
const NOTABLE: f64 = 0.005;

/// Says which median such a range has, and offers the text of a range with its median in the middle.
pub(super) fn note(field: Field, text: &str, value: Uncertain) -> Option<Problem> {
    let dimension = field.key.dimension()?;
    let (before, behind) = SIGNS.iter().find_map(|sign| text.split_once(sign))?;
    let middle = (value.low() + value.high()) / 2.0;
    if middle / value.median() <= 1.0 + NOTABLE {
        return None;
    }
    let shown = |value| write::reading(Uncertain::point(value), dimension);
    let meant = around(before.trim(), behind.trim(), value, middle, dimension);
    let choices = meant.iter().map(|text| Choice::of(text, field, text));
    Some(Problem {
        field,
        severity: Severity::Note,
        message: format!(
            "The ends of ± are read as a 90% range: its median is {}, not {}.",
            shown(value.median()),
            shown(middle)
        ),
        choices: choices.collect(),
    })
}

/// Spells a range of the same width around its middle, as `7B ×/÷ 1.15`.
fn around(
    before: &str,
    behind: &str,
    value: Uncertain,
    middle: f64,
    dimension: Dimension,
) -> Option<String> {
    let factor = write::digits((value.high() / value.low()).sqrt(), 3);
    let unit = behind.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '%');
    let is_bare = before.ends_with(|c: char| c.is_ascii_digit());
    // `15 ± 5 days`, `300 ± 60B`
    let unit = match unit.len() {
        _ if !is_bare => String::new(),
        0 | 1 => unit.to_owned(),
        _ => format!(" {unit}"),
    };
    let texts = [
        format!("{before}{unit} ×/÷ {factor}"),
        format!("{before} ×/÷ {factor}"),
    ];
    let is_around = |text: &String| {
        read(text, dimension).is_ok_and(|read| (read.median() / middle - 1.0).abs() < 1e-9)
    };
    texts.into_iter().find(is_around)
}

#[cfg(test)]
mod tests {
    use crate::answer::{Severity, answer};
    use crate::draft::{Draft, Field, Key};

    /// Returns the notes of a field, with the text that their button would put there.
    fn notes(key: Key, text: &str) -> Vec<(String, Option<String>)> {
        let mut draft = Draft::default();
        draft.set(Field::new(1, key), text);
        let answer = answer(&draft);
        let notes = answer.problems_of(Field::new(1, key));
        let notes = notes.filter(|problem| problem.severity == Severity::Note);
        let said = notes.map(|note| {
            let choice = note.choices.first();
            (
                note.message.clone(),
                choice.map(|choice| choice.label.clone()),
            )
        });
        said.collect()
    }

    #[test]
    fn the_median_of_a_range_around_its_middle_is_said() {
        let said = notes(Key::Parameters, "7B ± 1B");
        assert_eq!(
            said,
            [(
                "The ends of ± are read as a 90% range: its median is 6.93 × 10⁹, not 7 × 10⁹."
                    .to_owned(),
                Some("7B ×/÷ 1.15".to_owned())
            )]
        );
        for (key, text, meant) in [
            (Key::Tokens, "300 ± 60B", "300B ×/÷ 1.22"),
            (Key::Time, "15 ± 5 days", "15 days ×/÷ 1.41"),
            (Key::Time, "15 days ± 5", "15 days ×/÷ 1.41"),
            (Key::Time, "15 d +/- 30%", "15 d ×/÷ 1.36"),
            (Key::Utilization, "40% ± 10%", "40% ×/÷ 1.29"),
            (Key::Utilization, "40 ± 10%", "40% ×/÷ 1.29"),
        ] {
            let said = notes(key, text);
            let offered: Vec<_> = said.iter().filter_map(|(_, meant)| meant.clone()).collect();
            assert_eq!(offered, [meant], "{text}: {said:?}");
        }
    }

    #[test]
    fn a_median_in_the_middle_is_not_spoken_of() {
        for text in ["7B ± 1%", "7B ×/÷ 1.2", "6B to 8B", "6..8 B", "7B"] {
            assert_eq!(notes(Key::Parameters, text), [], "{text}");
        }
    }
}
