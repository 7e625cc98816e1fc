//! The recent estimates of this browser, in the panel with the examples.

use crate::draft::recent::Recent;
use crate::page::parts::part;
use crate::page::state::{Page, use_page};
use leptos::prelude::*;

/// The list; nothing if it is empty.
#[component]
pub(super) fn Recents() -> impl IntoView {
    let page = use_page();
    part(move || {
        let list = page.recents.get();
        (!list.is_empty()).then(|| {
            let rows: Vec<_> = list.into_iter().map(|recent| row(page, recent)).collect();
            view! {
                <section class="recents" aria-labelledby="recents-title">
                    <h3 id="recents-title">"Your recent estimates"</h3>
                    <ul>{rows}</ul>
                    <p class="hint">
                        "Kept in this browser only. "
                        <button type="button" class="link" on:click=move |_| page.forget_recents()>
                            "Forget all"
                        </button>
                    </p>
                </section>
            }
        })
    })
}

fn row(page: Page, recent: Recent) -> impl IntoView {
    let title = match recent.title.as_str() {
        "" => "Untitled".to_owned(),
        title => title.to_owned(),
    };
    let forget = format!("Forget {title}");
    let id = recent.id.clone();
    let figure = format!("{} FLOP", recent.figure);
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| page.open_example(&recent.link)>
                {title}
            </button>
            " "
            <span class="number">{figure}</span>
            " "
            <button
                type="button"
                class="link"
                aria-label=forget
                on:click=move |_| page.forget_recent(&id)
            >
                "✕"
            </button>
        </li>
    }
}
