//! The recent estimates of this browser, in the panel with the examples.

use crate::draft::recent::Recent;
use crate::page::browser;
use crate::page::parts::part;
use crate::page::state::{Page, UNDO_FORGETTING, use_page};
use crate::words::UNTITLED;
use leptos::prelude::*;

/// The list; nothing if it is empty.
#[component]
pub(super) fn Recents() -> impl IntoView {
    let page = use_page();
    part(move || {
        let recents = page.recents.get();
        let can_undo = page.forgotten.with(|forgotten| !forgotten.is_empty());
        (!recents.list.is_empty() || can_undo).then(|| {
            let is_empty = recents.list.is_empty();
            let rows: Vec<_> = recents
                .list
                .into_iter()
                .map(|recent| row(page, recent))
                .collect();
            let kept = match recents.is_kept {
                true => "Kept in this browser only. ",
                false => "This browser keeps nothing: the list is gone when the page is closed. ",
            };
            let forget_all = (!is_empty).then(|| {
                view! {
                    {kept}
                    <button type="button" class="link" on:click=move |_| page.forget_recents(None)>
                        "Forget all"
                    </button>
                }
            });
            let undo = can_undo.then(|| {
                view! {
                    " Forgotten. "
                    <button
                        type="button"
                        class="link"
                        id=UNDO_FORGETTING
                        on:click=move |_| {
                            page.recall_recents();
                        }
                    >
                        "Undo"
                    </button>
                }
            });
            view! {
                <section class="recents" aria-labelledby="recents-title">
                    <h3 id="recents-title" tabindex="-1">
                        "Your recent estimates"
                    </h3>
                    <ul>{rows}</ul>
                    <p class="hint">{forget_all} {undo}</p>
                </section>
            }
        })
    })
}

fn row(page: Page, recent: Recent) -> impl IntoView {
    let title = match recent.title.as_str() {
        "" => UNTITLED.to_owned(),
        title => title.to_owned(),
    };
    let forget = format!("Forget {title}");
    let begun = browser::date_and_time(&recent.id);
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
            <small>{begun}</small>
            " "
            <button
                type="button"
                class="link"
                aria-label=forget
                on:click=move |_| page.forget_recents(Some(&id))
            >
                "✕"
            </button>
        </li>
    }
}
