//! The phrases as the source of the figures, for the note that reports print.

use super::item::{Item, Standing};
use crate::draft::alternatives::Form;
use crate::draft::{Field, Key};
use crate::quantity::excerpt;

/// The words that a quotation begins with.
const START: &str = "From the text: ";

/// Returns the form with the phrases in the note of each stage, after what was noted there. An earlier
/// quotation is replaced.
pub fn quote(form: &Form, items: &[Item]) -> Form {
    let mut new = form.clone();
    for stage in form.draft.stages() {
        let is_quoted = |item: &&Item| {
            item.field.stage == stage && item.field.key.is_input() && item.standing == Standing::In
        };
        let phrases: Vec<String> = items.iter().filter(is_quoted).map(phrase).collect();
        if phrases.is_empty() {
            continue;
        }
        let field = Field::new(stage, Key::Note);
        let noted = form.draft.get(field).unwrap_or_default();
        let own = noted.split(START).next().unwrap_or_default().trim();
        let space = if own.is_empty() { "" } else { " " };
        let text = format!("{own}{space}{START}{}.", phrases.join(", "));
        new.draft.set(field, text);
    }
    new
}

fn phrase(item: &Item) -> String {
    let words: Vec<&str> = item.phrase.split_whitespace().collect();
    let words = words.join(" ");
    let quoted = excerpt(&words);
    let more = if quoted.len() < words.len() {
        " …"
    } else {
        ""
    };
    format!("{} “{quoted}{more}”", item.field.key.phrase())
}

#[cfg(test)]
mod tests {
    use super::super::fill::Filling;
    use super::super::item::look;
    use super::super::read;
    use super::*;

    #[test]
    fn the_phrases_stand_behind_what_was_noted_and_only_once() {
        let reading = read("A 7B model, trained on 2T\n tokens.");
        let mut filling = Filling::default();
        let mut form = filling.fill(&Form::default(), &reading, None);
        let note = Field::new(1, Key::Note);
        form.draft.set(note, "Table 2.");
        let items = look(&form.draft, &reading, &filling);
        let form = quote(&form, &items);
        let expected = "Table 2. From the text: parameters “7B”, training tokens “2T tokens”.";
        assert_eq!(form.draft.get(note), Some(expected));
        assert_eq!(quote(&form, &items), form);
    }

    #[test]
    fn a_phrase_that_was_taken_back_is_not_quoted() {
        let reading = read("7B on 2T tokens");
        let mut filling = Filling::default();
        let form = filling.fill(&Form::default(), &reading, None);
        let items = look(&form.draft, &reading, &filling);
        for item in &items {
            filling.take_back(item, &form.draft);
        }
        let form = filling.fill(&form, &reading, None);
        let items = look(&form.draft, &reading, &filling);
        assert_eq!(quote(&form, &items), form);
    }
}
