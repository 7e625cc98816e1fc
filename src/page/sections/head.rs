//! The header, the notices about a link, and the footer.

use crate::catalog;
use crate::draft::Key;
use crate::draft::link::LinkProblem;
use crate::page::browser;
use crate::page::parts::erased::{Derived, State};
use crate::page::parts::panel::Panel;
use crate::page::parts::{part, text};
use crate::page::state::{Page, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The project's home.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The id of the links to the views.
const VIEWS: &str = "views";

/// The name of the page, the links to the views, the examples and the Clear button.
#[component]
pub(super) fn Header() -> impl IntoView {
    let page = use_page();
    let is_open = move || page.panels.is_open(PanelId::Examples);
    let has_view = move || page.view.with(Option::is_some);
    browser::recall_theme();
    let is_dark = State::new(browser::is_dark());
    let toggle = move |event: leptos::ev::MouseEvent| {
        // The second click of a double click would close what the first has opened.
        if event.detail() < 2 {
            page.set_open(PanelId::Examples, !untrack(is_open));
        }
    };
    view! {
        <header>
            <button
                type="button"
                class="button skip"
                hidden=has_view
                on:click=|_| browser::focus("form".into())
            >
                "Skip to the form"
            </button>
            <p class="brand">"Petaday"</p>
            <p class="tagline">"Estimate the compute of a training run, two ways"</p>
            // A menu, where the header has no room for all of its links.
            <button type="button" class="button quiet views-menu" popovertarget=VIEWS>
                "More"
            </button>
            <nav
                id=VIEWS
                popover="auto"
                aria-label="Views"
                on:click=move |_| {
                    page.write_pending();
                    browser::hide_popover(VIEWS);
                }
            >
                {to_view(page, "#view=trends", "Trends")}
                <button
                    type="button"
                    class="button quiet"
                    on:click=move |_| page.go_to_comparison()
                >
                    "Compare"
                </button>
                {to_view(page, "#view=claims", "Claims")}
                {to_view(page, "#view=table", "Tables")}
            </nav>
            <button
                type="button"
                class="button quiet"
                hidden=has_view
                id="examples-button"
                aria-expanded=text(move || is_open().to_string())
                aria-controls="examples"
                on:click=toggle
                on:keydown=move |event| page.close_examples(&event)
            >
                "Examples"
            </button>
            <button
                type="button"
                class="button quiet"
                hidden=has_view
                on:click=move |_| page.clear()
            >
                "Clear"
            </button>
            <button
                type="button"
                class="button quiet theme"
                title="Switch between light and dark colours"
                on:click=move |_| is_dark.set(browser::switch_theme())
            >
                {text(move || if is_dark.get() { "Light" } else { "Dark" }.into())}
            </button>
        </header>
    }
}

/// Draws the link to a view. That of the view that is open is marked.
fn to_view(page: Page, link: &'static str, name: &'static str) -> AnyView {
    let is_open = move || {
        page.view.with(|open| {
            let fragment = open.as_ref().map_or("", |open| &open.fragment);
            fragment.starts_with(link.trim_start_matches('#'))
        })
    };
    view! {
        <a class="button quiet" href=link aria-current=text(move || is_open().to_string())>
            {name}
        </a>
    }
    .into_any()
}

/// The changes of the tables since the link was made, which src/panel/edition.rs draws.
#[component]
pub(super) fn TableChanges() -> impl IntoView {
    view! { <Panel panel=PanelId::Edition labelled="changes-title" class="drawn" /> }
}

/// The line above the form, beside the box for a passage.
#[component]
pub(super) fn Lead() -> impl IntoView {
    view! {
        <p class="lead" id="lead">
            "Or fill in either side. Fill in both, and they check each other."
        </p>
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

/// Returns the address of a new issue about the figure of an estimate.
fn issue(estimate: &str) -> String {
    let text = format!(
        "**The link**: {estimate}\n\n**What Petaday says**:\n\n**What you expect**, and where it is printed:\n"
    );
    format!(
        "{REPOSITORY}/issues/new?labels=figure&title=A+wrong+figure&body={}",
        browser::escape(&text)
    )
}

/// Help, and the sources of the methods and data.
#[component]
pub(super) fn Footer() -> impl IntoView {
    let page = use_page();
    // The address is written when the link is about to be followed.
    let report = RwSignal::new(issue(""));
    let fill_in = move || report.set(issue(&browser::address(&page.link.get_untracked())));
    view! {
        <footer>
            <nav aria-label="Help">
                <a href=format!("{REPOSITORY}/tree/main/docs")>"Docs"</a>
                <a href=format!("{REPOSITORY}/blob/main/docs/glossary.md")>"Glossary"</a>
                <a href=REPOSITORY>"Source"</a>
                <a href=report on:focus=move |_| fill_in() on:pointerenter=move |_| fill_in()>
                    "Report a wrong figure"
                </a>
            </nav>
            <p>
                "Methods: "
                <a href="https://epoch.ai/blog/estimating-training-compute">
                    "Sevilla et al. 2022"
                </a> " and "
                <a href="https://openai.com/index/ai-and-compute/">"Amodei and Hernandez 2018"</a>
                ". Chip data in part from "
                <a href="https://epoch.ai/data/machine-learning-hardware">"Epoch AI"</a>
                // Among the links above it would be a line more on a phone.
                " (CC BY 4.0). " <a href="#view=claims" on:click=move |_| page.write_pending()>
                    "Claims, checked"
                </a> ", " <a href="#view=table" on:click=move |_| page.write_pending()>
                    "a table of estimates"
                </a>
            </p>
            <p>
                "Petaday " {env!("CARGO_PKG_VERSION")} ", data of " {catalog::EDITION}
                ". Everything is computed in this browser; nothing is sent."
            </p>
        </footer>
    }
}
