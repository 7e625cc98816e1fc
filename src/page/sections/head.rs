//! The header, the title, the notices about a link, and the footer.

use super::examples::{BegunNote, ExampleNote};
use crate::catalog;
use crate::draft::Key;
use crate::draft::link::LinkProblem;
use crate::page::parts::erased::{Derived, Kept};
use crate::page::parts::field::input_id;
use crate::page::parts::panel::Panel;
use crate::page::parts::{follow, part, text};
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use crate::quantity::{isolate, write};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which the browser's tab gets a new name.
const NAME_AFTER_MS: u32 = 300;

/// The name of the page, the examples and the Clear button.
#[component]
pub(super) fn Header() -> impl IntoView {
    let page = use_page();
    let is_open = move || page.panels.is_open(PanelId::Examples);
    let toggle = move |event: leptos::ev::MouseEvent| {
        // The second click of a double click would close what the first has opened.
        if event.detail() < 2 {
            page.set_open(PanelId::Examples, !untrack(is_open));
        }
    };
    view! {
        <header>
            <p class="brand">"Petaday"</p>
            <p class="tagline">"Training compute, by two methods"</p>
            <button
                type="button"
                class="button quiet"
                id="examples-button"
                aria-expanded=text(move || is_open().to_string())
                aria-controls="examples"
                on:click=toggle
            >
                "Examples"
            </button>
            <button type="button" class="button quiet" on:click=move |_| page.clear()>
                "Clear"
            </button>
        </header>
    }
}

/// The estimate's title, and the source of an example.
#[component]
pub(super) fn Title() -> impl IntoView {
    let page = use_page();
    let title = page.text(Key::Title);
    let headline = Derived::new(move || page.answer.with(|a| a.outcome.total.headline));
    let pending = Kept::new(None::<Timeout>);
    follow(move || {
        let figure = headline.get();
        let figure = figure.map(|(flop, _)| format!("{} FLOP", write::people(flop.median())));
        let parts = [
            Some(isolate(&title.get())).filter(|t| !t.is_empty()),
            figure,
            Some("Petaday".into()),
        ];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        // Browsers are slow to rename a tab, so that waits until typing rests.
        pending.set(Some(Timeout::new(NAME_AFTER_MS, move || {
            document().set_title(&name);
        })));
    });
    let id = input_id(Key::Title);
    view! {
        <div class="title">
            // Changes of the tables since the link was made (src/panel/edition.rs).
            <Panel
                place=Place::Draft(PanelId::Edition)
                html=page.panels.html(PanelId::Edition)
                labelled="changes-title"
                class="drawn"
            />
            <h1>
                <label for=id.clone()>{Key::Title.entry().label}</label>
            </h1>
            <input
                type="text"
                id=id
                autocomplete="off"
                aria-describedby="lead"
                prop:value=title
                on:input:target=move |event| page.set_text(Key::Title, event.target().value())
            />
            <p class="lead" id="lead">
                "Fill in what you know: either method gives an estimate, and each checks the other."
            </p>
            <ExampleNote />
            <BegunNote />
        </div>
    }
}

/// Keys that a link could not set, and problems of keys that have no field.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let page = use_page();
    // A memo, so that screen readers do not repeat the alert at each key.
    let problems = Derived::new(move || {
        let mut problems = page.notices.get();
        page.answer.with(|answer| {
            let keys = answer
                .problems
                .iter()
                .filter(|p| p.field.key < Key::Connections);
            problems.extend(keys.map(|problem| LinkProblem {
                key: problem.field.to_string(),
                message: problem.message.clone(),
            }));
        });
        problems
    });
    part(move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let items = problems
                .into_iter()
                .map(|problem| {
                    view! {
                        <li>
                            <code>{problem.key}</code>
                            ": "
                            {problem.message}
                        </li>
                    }
                })
                .collect_view();
            let dismiss = (!page.notices.with(Vec::is_empty)).then(|| {
                view! {
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| page.notices.set(Vec::new())
                    >
                        "Dismiss"
                    </button>
                }
            });
            view! {
                <section class="notice" role="alert">
                    <h2>"About this link"</h2>
                    <ul>{items}</ul>
                    {dismiss}
                </section>
            }
        })
    })
}

/// The sources of the methods and data.
#[component]
pub(super) fn Footer() -> impl IntoView {
    view! {
        <footer>
            <p>
                "Methods: "
                <a href="https://epoch.ai/blog/estimating-training-compute">
                    "Sevilla et al. 2022"
                </a> " and "
                <a href="https://openai.com/index/ai-and-compute/">"Amodei and Hernandez 2018"</a>
                ". Chip data in part from "
                <a href="https://epoch.ai/data/machine-learning-hardware">"Epoch AI"</a>
                " (CC BY 4.0)."
            </p>
            <p>
                "Petaday " {env!("CARGO_PKG_VERSION")} ", data of " {catalog::EDITION}
                ". Everything is computed in this browser; nothing is sent."
            </p>
        </footer>
    }
}
