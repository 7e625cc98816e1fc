//! Explains what cannot be read in the key `inference`, and offers the chips that a name may be.

use super::{InferenceItem, InferenceTexts, unclear_chip};
use crate::answer::{Choice, Problem, Severity};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, plain_excerpt, read};

/// Returns the problems of the key: entries that are not items, and numbers that cannot be read.
pub(in crate::answer) fn problems(draft: &Draft) -> Vec<Problem> {
    let texts = InferenceTexts::of(draft);
    let problem = |message| Problem {
        field: Field::new(0, Key::Inference),
        severity: Severity::Error,
        message,
        choices: Vec::new(),
    };
    let unknown = texts.unknown.iter().map(|text| {
        let text = plain_excerpt(text);
        problem(format!(
            "The inference says what is no item of it: “{}”. It is left out.",
            text.trim()
        ))
    });
    let unread = InferenceItem::ALL.into_iter().filter_map(|item| {
        let why = explain_unreadable(item, texts.get(item))?;
        Some(problem(format!("{} cannot be read: {why}", item.label())))
    });
    let unclear = unclear_chip(draft).map(|unclear| {
        let choice = |(label, chip): (String, &str)| {
            let mut texts = texts.clone();
            texts.set(InferenceItem::Hardware, chip);
            Choice::of(label, Field::new(0, Key::Inference), texts.spell())
        };
        let choices: Vec<Choice> = unclear.choices().into_iter().map(choice).collect();
        Problem {
            // A name of several chips is a question, as in the form.
            severity: match unclear.chips.is_empty() {
                true => Severity::Error,
                false => Severity::Missing,
            },
            choices,
            ..problem(unclear.message())
        }
    });
    unknown.chain(unread).chain(unclear).collect()
}

/// Explains why the text of an item cannot be read.
pub fn explain_unreadable(item: InferenceItem, text: &str) -> Option<String> {
    let dimension = item.dimension()?;
    if text.is_empty() || (item == InferenceItem::Seconds && read(text, Dimension::Ratio).is_ok()) {
        return None;
    }
    read(text, dimension)
        .err()
        .map(|error| error.explain(dimension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    #[test]
    fn what_is_spelled_is_read_again() {
        let text = "task:sums;; and more: here;prompt:1024;generated:128;cache:no;soup:1";
        let mut draft = Draft::default();
        draft.set(Field::new(0, Key::Inference), text);
        let texts = InferenceTexts::of(&draft);
        assert_eq!(texts.get(InferenceItem::Task), "sums; and more: here");
        assert_eq!(texts.unknown, ["soup:1"]);
        assert_eq!(texts.spell(), text);
        assert_eq!(problems(&draft).len(), 1);
        draft.set(
            Field::new(0, Key::Inference),
            "prompt:many;seconds:25.6;seconds:1_h",
        );
        let said = problems(&draft);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(
            said[0].message.starts_with("Prompt tokens cannot be read"),
            "{said:?}"
        );
    }

    #[test]
    fn an_unclear_chip_is_a_problem_with_choices() {
        let mut draft = decode("v=1&parameters=7e9&tokens=1e12").draft;
        let field = Field::new(0, Key::Inference);
        draft.set(field, "prompt:9;hardware:H100;format:bf16");
        let said = problems(&draft);
        assert_eq!(said.len(), 1, "{said:?}");
        let choice = said[0].choices.first().expect("a choice");
        choice.apply(&mut draft);
        assert_eq!(problems(&draft), []);
        assert!(
            draft
                .get(field)
                .expect("a text")
                .starts_with("prompt:9;hardware:")
        );
    }
}
