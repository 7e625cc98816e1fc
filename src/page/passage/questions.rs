//! The questions that the passage leaves open, with their answers as buttons.

use super::state::{Asked, PassageBox};
use crate::draft::Field;
use crate::import::passage::item::asked;
use crate::import::passage::marks::Entry;
use crate::import::passage::shown::shown;
use leptos::prelude::*;

/// Draws all questions.
pub(super) fn view(this: PassageBox) -> AnyView {
    let questions = this.questions.get().into_iter().enumerate();
    let views = questions.filter_map(|(number, asked)| one(this, number, asked));
    views.collect::<Vec<_>>().into_any()
}

/// Draws a question, unless it is about a field that is unknown.
fn one(this: PassageBox, number: usize, asked_now: Asked) -> Option<AnyView> {
    let Asked { question, answer } = asked_now;
    let field = asked(&question)?;
    let id = Entry::Question(number).id();
    let first = question.choices.first().map(|choice| choice.start);
    let is_one_phrase = question
        .choices
        .iter()
        .all(|choice| Some(choice.start) == first);
    let mut buttons = Vec::new();
    for (at, choice) in question.choices.iter().enumerate() {
        let label = shown(field.key, &choice.text);
        let label = match question.choices.len() {
            1 => format!("Yes, {label}"),
            _ => label,
        };
        let phrase = (!is_one_phrase).then(|| format!(" “{}”", choice.phrase));
        let text = Some(choice.text.clone());
        buttons.push(button(this, field, &id, at, label, phrase, text, &answer));
    }
    let none = match question.choices.len() {
        1 => "No, leave it empty",
        _ => "None of these",
    };
    let last = buttons.len();
    buttons.push(button(
        this,
        field,
        &id,
        last,
        none.into(),
        None,
        None,
        &answer,
    ));
    let class = match answer {
        Some(_) => "question answered",
        None => "question",
    };
    let stage = (field.stage > 1).then(|| format!("Stage {}: ", field.stage));
    Some(
        view! {
            <div
                class=class
                id=id.clone()
                tabindex="-1"
                role="group"
                aria-labelledby=format!("{id}-says")
            >
                <p id=format!("{id}-says")>{stage} {question.message}</p>
                <div class="suggestions">{buttons}</div>
            </div>
        }
        .into_any(),
    )
}

#[expect(
    clippy::too_many_arguments,
    reason = "all that a button of a question says"
)]
fn button(
    this: PassageBox,
    field: Field,
    question: &str,
    at: usize,
    label: String,
    phrase: Option<String>,
    text: Option<String>,
    answer: &Option<Option<String>>,
) -> AnyView {
    let id = format!("{question}-{at}");
    let is_pressed = *answer == Some(text.clone());
    let focus = id.clone();
    let what = format!("{}: {label}", field.key.entry().heading());
    let press = move |_| {
        let text = text.clone();
        this.press(what.clone(), focus.clone(), |filling, _| {
            filling.answer(field, text);
        });
    };
    view! {
        <button
            type="button"
            class="suggestion"
            id=id
            aria-pressed=is_pressed.to_string()
            on:click=press
        >
            <strong>{label}</strong>
            {phrase}
        </button>
    }
    .into_any()
}
