//! The folds for model files and for a cluster's job accounting. src/panel/files and src/panel/jobs
//! draw their content.

use crate::page::browser;
use crate::page::parts::panel::Panel;
use crate::page::parts::summary::summary;
use crate::page::parts::{follow, part};
use crate::page::reader;
use crate::page::state::{Place, ReaderStatus, use_page};
use leptos::html;
use leptos::prelude::*;

/// The fold for model files. A click opens it, and so does a file that is dropped on the page.
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
    // A new worker does not know the model name that was typed while the previous one ran.
    let draw = move || page.act(Place::Files, "hub", 0, &browser::input_text("hub"));
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
            {summary(
                "From a file",
                "config.json, ONNX, a profiler’s report, Hugging Face".into(),
            )}
            {state(draw)}
            <Panel place=Place::Files html=page.files class="from-files" />
        </details>
    }
}

/// The fold for job accounting. A click opens it, and so does an accounting file that is dropped on
/// the page.
#[component]
pub(super) fn Jobs() -> impl IntoView {
    let page = use_page();
    let details = NodeRef::<html::Details>::new();
    follow(move || {
        if page.account_count.get() > 0
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
            {summary("From Slurm’s accounting", "sacct, sreport".into())}
            {state(draw)}
            <Panel place=Place::Files html=page.jobs class="from-files jobs" />
        </details>
    }
}

/// Shows that the worker is busy, with a button that cancels, or why it failed.
fn state(draw: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = use_page();
    let state = part(move || match page.reader_status.get() {
        ReaderStatus::Idle => None,
        ReaderStatus::Busy => Some(
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
        ReaderStatus::Failed(why) => Some(view! { <p class="problem error">{why}</p> }.into_any()),
    });
    view! { <div role="status">{state}</div> }
}
