//! A forward pass from a file: the panel is the worker's (src/panel/files.rs).

use crate::app::browser;
use crate::app::helper::Helper;
use crate::app::page::{Place, Reading, use_page};
use crate::app::parts::panel::Panel;
use crate::app::parts::part;
use leptos::html;
use leptos::prelude::*;

/// Opened by a click, or by a file that is dropped on the page.
#[component]
pub(super) fn Files() -> impl IntoView {
    let page = use_page();
    let details = NodeRef::<html::Details>::new();
    browser::on_drop(move |files| {
        if let Some(details) = details.get_untracked() {
            details.set_open(true);
        }
        page.read_files(files);
    });
    // Another worker does not know what was typed to the one before.
    let draw = move || page.act(Place::Files, "hub", 0, &browser::typed_in("hub"));
    let state = part(move || match page.reading.get() {
        Reading::Idle => None,
        Reading::Busy => Some(
            view! {
                <p class="busy">
                    "Reading… "
                    <button type="button" class="link" on:click=move |_| {
                        Helper::Files.stop();
                        draw();
                    }>"Cancel"</button>
                </p>
            }
            .into_any(),
        ),
        Reading::Failed(why) => Some(view! { <p class="problem error">{why}</p> }.into_any()),
    });
    view! {
        <details class="files" node_ref=details on:toggle=move |_| {
            if page.files.with_untracked(String::is_empty) {
                draw();
            }
        }>
            <summary>"From a model file, a report, or Hugging Face"</summary>
            <div role="status">{state}</div>
            <Panel place=Place::Files html=page.files class="from-files"/>
        </details>
    }
}
