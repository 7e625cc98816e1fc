//! The view of what was read: the sentence on it, the passage with its marks, and the lists.

use super::state::PassageBox;
use super::{lists, marked, questions};
use crate::import::passage::item::{Item, Standing};
use crate::import::passage::marks::{Entry, summary};
use crate::page::browser;
use crate::page::parts::{follow, part, text};
use crate::page::state::Page;
use leptos::prelude::*;

/// Makes the view, and begins to read.
pub(super) fn view(page: Page) -> AnyView {
    let this = PassageBox::new(page);
    let said = text(move || {
        this.read.with(|read| {
            if read.text.trim().is_empty() {
                return String::new();
            }
            this.filling.with(|filling| {
                this.items
                    .with(|items| summary(items, &read.reading, filling))
            })
        })
    });
    let is_empty = move || this.read.with(|read| read.text.trim().is_empty());
    follow(move || browser::mark_reading(!is_empty()));
    view! {
        <p class="problem" role="status">
            {page.passage_note}
        </p>
        <p class="hint" hidden=move || !is_empty()>
            "A paragraph of a paper, a model card, LaTeX, a table, or a line such as “7B on 2T tokens, 512 H100 for 12 days at 40% MFU”. It stays in this browser."
        </p>
        <p class="said" role="status">
            {said}
        </p>
        <div class="reading" hidden=is_empty>
            <div class="presses">
                {part(move || use_all(this))} {part(move || quote_phrases(this))}
                <button type="button" class="link" on:click=move |_| this.empty()>
                    "Empty the box, and take its values out"
                </button>
            </div>
            {part(move || problems(this))}
            <div class="marked" role="group" aria-label="The passage as read" tabindex="0">
                {marked::view(this)}
            </div>
            {part(move || questions::view(this))}
            {part(move || recipe(this))}
            {part(move || lists::items(this))}
            {lists::unused(this)}
        </div>
    }
    .into_any()
}

/// Returns whether the form does not have a phrase that nobody took back.
fn is_held(item: &&Item) -> bool {
    matches!(item.standing, Standing::Typed(..) | Standing::Absent)
}

/// Draws the button that puts in all phrases that the form does not have.
fn use_all(this: PassageBox) -> Option<AnyView> {
    let held = this
        .items
        .with(|items| items.iter().filter(is_held).cloned().collect::<Vec<_>>());
    let many = held.len();
    let press = move |_| {
        this.press(
            "Filled in from the passage".into(),
            "passage".into(),
            |filling, _| {
                for item in held.iter().rev() {
                    filling.put_in(item);
                }
            },
        );
    };
    (many > 1).then(|| {
        view! {
            <button type="button" class="button" on:click=press>
                {format!("Use all {many}")}
            </button>
        }
        .into_any()
    })
}

/// Draws the button that puts the phrases into the note, which reports print.
fn quote_phrases(this: PassageBox) -> Option<AnyView> {
    let is_in = |item: &Item| item.standing == Standing::In && item.field.key.is_input();
    let press = move |_| this.quote();
    this.items.with(|items| items.iter().any(is_in)).then(|| {
        view! {
            <button type="button" class="link" on:click=press>
                "Quote the phrases in reports"
            </button>
        }
        .into_any()
    })
}

/// Draws the recipe of reinforcement learning that the passage gives numbers of, with a button that fills it in; or one for
/// each answer to what the passage leaves open.
fn recipe(this: PassageBox) -> Option<AnyView> {
    let recipe = this.read.with(|read| read.reading.recipe.clone())?;
    let said: Vec<_> = recipe
        .given
        .iter()
        .map(|given| format!("“{}”", given.phrase))
        .collect();
    let said = match said.as_slice() {
        [] => "Open the recipe in Studies".to_owned(),
        said => format!("Open the recipe in Studies with {}", said.join(", ")),
    };
    let open = |class: &'static str, label: String, link: String| {
        let open = move |_| this.page.unfold_beside(link.clone());
        view! {
            <button type="button" class=class on:click=open>
                {label}
            </button>
        }
        .into_any()
    };
    let (question, buttons) = match recipe.question {
        None => (None, vec![open("link", said, recipe.link)]),
        Some(question) => {
            let choices = question.choices.into_iter();
            let choices = choices.map(|choice| open("suggestion", choice.text, choice.link));
            let message = format!("{} {said}:", question.message);
            (Some(message), choices.collect())
        }
    };
    Some(
        view! {
            <div
                class="question"
                id=Entry::Recipe.id()
                tabindex="-1"
                role="group"
                aria-labelledby="passage-recipe"
            >
                <p id="passage-recipe">{recipe.message} " " {question}</p>
                <div class="suggestions">{buttons}</div>
            </div>
        }
        .into_any(),
    )
}

/// Figures that do not fit together.
fn problems(this: PassageBox) -> Option<AnyView> {
    let problems = this.problems.get().into_iter();
    let lines: Vec<_> = problems
        .map(|problem| view! { <p class="problem warning">{problem}</p> })
        .collect();
    (!lines.is_empty()).then(|| lines.into_any())
}
