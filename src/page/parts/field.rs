//! A text field: label, hint, input, an echo of the value as read, and its problem.

use super::{part, text};
use crate::answer::{Choice, Severity};
use crate::draft::{Entry, Key};
use crate::page::browser;
use crate::page::state::{Page, use_page};
use crate::words::echo::echo;
use leptos::prelude::*;

/// Returns the id of a key's input. The factors of a formula link to it.
pub(crate) fn input_id(key: Key) -> String {
    format!("field-{}", key.name())
}

/// A field for a number or a text of the draft. Input and draft mirror each other, and nothing else
/// changes the text that the visitor typed.
#[component]
pub(crate) fn TextField(
    /// The key, in the stage that is shown.
    key: Key,
) -> impl IntoView {
    let page = use_page();
    let Entry {
        label,
        hint,
        when_empty,
        ..
    } = *key.entry();
    let typed = page.text(key);
    let echo = text(move || {
        typed.with(|typed| {
            let echo = echo(key, typed, page.edition().rules());
            match page.origin(key, typed.trim()) {
                Some(source) => format!("{echo} · from {source}"),
                None => echo,
            }
        })
    });
    let id = input_id(key);
    view! {
        <div class="field" class:filled=is_filled(key)>
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id.clone()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=format!("{id}-hint {id}-echo {id}-problem")
                aria-invalid=invalid(key)
                prop:value=typed
                on:input:target=move |event| page.set_text(key, event.target().value())
            />
            <p class="echo" id=format!("{id}-echo")>
                {echo}
            </p>
            // Makes way for the echo, which says how the text was read.
            <p class="hint" id=format!("{id}-hint")>
                {hint}
                " "
                {when_empty}
            </p>
            <ProblemText key />
        </div>
    }
}

/// Returns whether a field has a text. Its hint makes way then.
pub(crate) fn is_filled(key: Key) -> Signal<bool> {
    let typed = use_page().text(key);
    Signal::derive(move || typed.with(|typed| !typed.trim().is_empty()))
}

/// A field for a text of several lines.
#[component]
pub(crate) fn TextArea(
    /// The key, in the stage that is shown.
    key: Key,
    /// The text as it was read.
    #[prop(into)]
    echo: Signal<String>,
) -> impl IntoView {
    let page = use_page();
    let Entry { label, hint, .. } = *key.entry();
    let id = input_id(key);
    view! {
        <div class="field" class:filled=is_filled(key)>
            <label for=id.clone()>{label}</label>
            <textarea
                id=id.clone()
                rows="4"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=format!("{id}-hint {id}-echo {id}-problem")
                aria-invalid=invalid(key)
                prop:value=page.text(key)
                on:input:target=move |event| page.set_text(key, event.target().value())
            ></textarea>
            <p class="echo" id=format!("{id}-echo")>
                {echo}
            </p>
            <p class="hint" id=format!("{id}-hint")>
                {hint}
            </p>
            <ProblemText key />
        </div>
    }
}

/// Returns the value of `aria-invalid`: true where the typed text cannot be used.
pub(crate) fn invalid(key: Key) -> Signal<String> {
    let problem = use_page().problem(key);
    text(move || {
        problem.with(|p| {
            p.as_ref()
                .is_some_and(|p| p.severity == Severity::Error)
                .to_string()
        })
    })
}

/// The problem of a field in words, such as an error or a missing value, with buttons that mend it.
#[component]
pub(crate) fn ProblemText(
    /// The field's key.
    key: Key,
) -> impl IntoView {
    let page = use_page();
    let problem = page.problem(key);
    let class = text(move || {
        let severity = problem.with(|p| p.as_ref().map(|p| p.severity));
        let class = match severity {
            Some(Severity::Error) => "problem error",
            Some(Severity::Warning) => "problem warning",
            Some(Severity::Missing) => "problem missing",
            Some(Severity::Note) => "problem note",
            None => "problem",
        };
        class.into()
    });
    let message =
        text(move || problem.with(|p| p.as_ref().map_or(String::new(), |p| p.message.clone())));
    let choices = part(move || {
        let choices = problem.with(|p| p.as_ref().map_or(Vec::new(), |p| p.choices.clone()));
        presses(page, key, choices)
    });
    view! {
        <p class=class id=format!("{}-problem", input_id(key))>
            {message}
        </p>
        {choices}
    }
}

/// Buttons that mend a problem or answer its question, and then move the focus to the next field.
pub(crate) fn presses(page: Page, key: Key, choices: Vec<Choice>) -> Option<impl IntoView> {
    let press = |choice: Choice| {
        let label = choice.label.clone();
        let choose = move |_| {
            page.mend(&choice);
            browser::focus(input_id(page.next_after(key)));
        };
        view! {
            <button type="button" class="suggestion" on:click=choose>
                {label}
            </button>
        }
    };
    let buttons: Vec<_> = choices.into_iter().map(press).collect();
    (!buttons.is_empty()).then(|| {
        view! {
            <div class="suggestions choices" role="group" aria-label="What was meant">
                {buttons}
            </div>
        }
    })
}
