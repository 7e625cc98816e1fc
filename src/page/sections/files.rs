//! A forward pass from a file, and hours from a cluster's accounting: the panels are the worker's
//! (src/panel/files, src/panel/jobs).

use crate::page::browser;
use crate::page::parts::panel::Panel;
use crate::page::parts::{follow, part};
use crate::page::reader;
use crate::page::state::{Place, Reading, use_page};
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
    view! {
        <details
            class="files"
            node_ref=details
            on:toggle=move |_| {
                if page.files.with_untracked(String::is_empty) {
                    draw();
                }
            }
        >
            <summary>"From a model file, a report, or Hugging Face"</summary>
            {state(draw)}
            <Panel place=Place::Files html=page.files class="from-files" />
        </details>
    }
}

/// Opened by a click, or by an account that is dropped on the page.
#[component]
pub(super) fn Jobs() -> impl IntoView {
    let page = use_page();
    let details = NodeRef::<html::Details>::new();
    follow(move || {
        if page.accounts.get() > 0
            && let Some(details) = details.get_untracked()
        {
            details.set_open(true);
            details.scroll_into_view();
        }
    });
    let draw = move || page.act(Place::Files, "job-draw", 0, "");
    view! {
        <details
            class="files"
            id="jobs"
            node_ref=details
            on:toggle=move |_| {
                if page.jobs.with_untracked(String::is_empty) {
                    draw();
                }
            }
        >
            <summary>"From Slurm’s accounting"</summary>
            {state(draw)}
            <Panel place=Place::Files html=page.jobs class="from-files jobs" />
        </details>
    }
}

/// What keeps the worker busy, and how to stop it.
fn state(draw: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = use_page();
    let state = part(move || match page.reading.get() {
        Reading::Idle => None,
        Reading::Busy => Some(
            view! {
                <p class="busy">
                    "Reading… "
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| {
                            reader::stop();
                            draw();
                        }
                    >
                        "Cancel"
                    </button>
                </p>
            }
            .into_any(),
        ),
        Reading::Failed(why) => Some(view! { <p class="problem error">{why}</p> }.into_any()),
    });
    view! { <div role="status">{state}</div> }
}
