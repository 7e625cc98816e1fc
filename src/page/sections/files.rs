//! The folds for model files and for a cluster's job accounting. src/panel/files and src/panel/jobs
//! draw their content.

use crate::page::browser;
use crate::page::parts::panel::Panel;
use crate::page::parts::summary::summary;
use crate::page::parts::{follow, part};
use crate::page::reader::{self, Program};
use crate::page::state::{Content, Page, ReaderStatus, use_page};
use crate::panel::{FilesAction, JobsAction, PanelId, Request};
use leptos::html;
use leptos::prelude::*;

/// The fold for model files. A click opens it, and so does a file that is dropped on the page.
#[component]
pub(super) fn Files() -> impl IntoView {
    let page = use_page();
    let details = NodeRef::<html::Details>::new();
    browser::on_drop(move |files, is_on_passage| {
        if page.view.with_untracked(Option::is_some) {
            page.view_drop
                .with(|take| take.as_ref().map(|take| take(files)));
            return;
        }
        if is_on_passage {
            return page.drop_on_passage(files);
        }
        if let Some(details) = details.get_untracked() {
            details.set_open(true);
        }
        page.read_files(files);
    });
    // A new worker does not know the model name that was typed while the previous one ran.
    let draw = move || page.ask(Request::Files(FilesAction::Hub(browser::input_text("hub"))));
    view! {
        <details
            class="files"
            node_ref=details
            on:toggle=move |_| {
                if is_empty(page, PanelId::Files) {
                    draw();
                }
            }
        >
            {summary(
                "From a file",
                "config.json, ONNX, a profiler’s report, Hugging Face".into(),
            )}
            {state(draw)}
            <Panel panel=PanelId::Files class="from-files" />
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
    let draw = move || page.ask(Request::Jobs(JobsAction::Show));
    view! {
        <details
            class="files"
            id="jobs"
            node_ref=details
            on:toggle=move |_| {
                if is_empty(page, PanelId::Jobs) {
                    draw();
                }
            }
        >
            {summary("From Slurm’s accounting", "sacct, sreport".into())}
            {state(draw)}
            <Panel panel=PanelId::Jobs class="from-files jobs" />
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
                            reader::stop(Program::Files);
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

fn is_empty(page: Page, panel: PanelId) -> bool {
    page.panels.content(panel).get_untracked() == Content::Nothing
}
