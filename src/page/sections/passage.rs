//! The box for a passage of a paper. The part that reads it is loaded when the box is first used.

use crate::page::lazy::NOT_LOADED;
use crate::page::parts::part;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The box, and what was read in it.
#[component]
pub(super) fn Passage() -> impl IntoView {
    let page = use_page();
    let read = part(move || {
        page.is_passage_open.get().then(|| {
            page.passage_view()
                .unwrap_or_else(|| match page.has_passage_failed() {
                    true => view! { <p class="problem error">{NOT_LOADED}</p> }.into_any(),
                    false => view! { <p class="busy">"Loading the reader…"</p> }.into_any(),
                })
        })
    });
    view! {
        <section class="passage" aria-label="From a passage">
            <label for="passage" class="visually-hidden">
                "Paste what the paper says, or describe the run"
            </label>
            <textarea
                id="passage"
                rows="1"
                placeholder="Paste what the paper says, or describe the run"
                autocomplete="off"
                spellcheck="false"
                prop:value=page.passage
                on:focus=move |_| page.open_passage()
                on:input:target=move |event| page.type_passage(event.target().value())
            ></textarea>
            {read}
        </section>
    }
}
