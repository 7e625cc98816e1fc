//! Where a table comes from: a file, the clipboard, or the example.

use super::save::download;
use super::state::{self, MOST_IN_BOX, Table};
use crate::batch::TEMPLATE;
use crate::page::browser;
use crate::page::parts::erased::{Derived, Kept};
use crate::page::parts::{part, text};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, ClipboardEvent};

/// The pause in typing, in milliseconds, after which the text in the box is read.
const PAUSE_MS: u32 = 300;
/// Draws the box and the buttons. A file that is dropped on the view is read as well.
pub(super) fn view(table: Table) -> impl IntoView {
    let page = table.page;
    page.view_drop
        .set(Some(Box::new(|files| state::open_files(&files))));
    on_cleanup(move || page.view_drop.set(None));
    let pending: Kept<Option<Timeout>> = Kept::new(None);
    let in_box = text(move || table.with(|_| state::pasted()));
    let has_content = Derived::new(move || table.with(|_| state::has_content()));
    let read = move || {
        pending.set(None);
        state::read_box();
    };
    let paste = move |event: web_sys::Event| {
        let data = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data);
        let pasted = data.and_then(|data| data.get_data("text/plain").ok());
        if let Some(pasted) = pasted.filter(|text| text.len() > MOST_IN_BOX) {
            event.prevent_default();
            state::open_long(&pasted);
        }
    };
    let empty = part(move || {
        has_content.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button quiet"
                    on:click=move |_| {
                        pending.set(None);
                        state::empty();
                        browser::return_focus("table-text".into());
                    }
                >
                    "Empty"
                </button>
            }
        })
    });
    view! {
        <div class="table-input">
            <label for="table-text">
                "Paste a table, with the names of the columns in its first line"
            </label>
            <textarea
                id="table-text"
                rows="4"
                spellcheck="false"
                autocapitalize="off"
                placeholder="title,parameters,tokens\u{a}Llama 3.1 405B,405B,15.6T"
                prop:value=in_box
                on:paste=move |event| paste(event.into())
                on:input:target=move |event| {
                    state::put_text(event.target().value());
                    pending.set(Some(Timeout::new(PAUSE_MS, read)));
                }
            ></textarea>
            <div class="buttons-of-table">
                <label class="button pick">
                    "Choose a file"
                    <input
                        type="file"
                        class="visually-hidden"
                        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
                        on:change=move |event| {
                            if let Some(files) = browser::take_picked_files(&event) {
                                state::open_files(&files);
                            }
                        }
                    />
                </label>
                <button
                    type="button"
                    class="button quiet"
                    on:click=move |_| {
                        pending.set(None);
                        state::replace_by(TEMPLATE);
                    }
                >
                    "Try the example"
                </button>
                <button
                    type="button"
                    class="button quiet"
                    on:click=|_| save_text("petaday-template.csv", template())
                >
                    "Download a template"
                </button>
                <button
                    type="button"
                    class="button quiet"
                    on:click=|_| save_text("petaday-example.csv", TEMPLATE)
                >
                    "Download the example"
                </button>
                {empty}
            </div>
        </div>
    }
}

/// Returns the header of the example, to be filled in.
fn template() -> &'static str {
    TEMPLATE.split_inclusive('\n').next().unwrap_or_default()
}

fn save_text(name: &str, text: &str) {
    if let Ok(blob) = Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        download(name, &blob);
    }
}
