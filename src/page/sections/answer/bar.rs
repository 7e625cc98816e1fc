//! The headline in a bar at the edge of the window, while the answer is out of sight.

use super::headline;
use crate::draft::Key;
use crate::page::browser;
use crate::page::parts::erased::State;
use crate::page::parts::text;
use crate::page::state::use_page;
use crate::quantity::{Flop, write};
use crate::words::basis;
use leptos::prelude::*;

/// The bar: at the top of a wide window, at the bottom of a narrow one. A press scrolls to the answer.
#[component]
pub(in crate::page::sections) fn Bar() -> impl IntoView {
    let page = use_page();
    let is_away = State::new(false);
    browser::on_scrolled_away("result", move |is_away_now| is_away.set(is_away_now));
    let figure = move |of: fn(Flop) -> String, none: &'static str| {
        text(move || {
            let flop = page.answer.with(|a| headline(&a.outcome.total));
            flop.map_or(none.into(), of)
        })
    };
    let flop = figure(
        |flop| format!("{} FLOP", write::people(flop.median())),
        "– FLOP",
    );
    let pfs_days = figure(
        |flop| format!("{} pfs-days", write::people(flop.pfs_days().median())),
        "see what is missing",
    );
    let range = figure(
        |flop| match flop.0.is_range() {
            true => format!("90% range {}", write::short_range(flop.0)),
            false => String::new(),
        },
        "",
    );
    let without = text(move || {
        let lost = page.lost_method();
        lost.map_or(String::new(), |(method, _)| {
            format!("without {}", basis::method(method))
        })
    });
    view! {
        <button
            type="button"
            class="bar"
            hidden=move || !is_away.get() || page.view.with(Option::is_some)
            on:click=|_| browser::scroll_to("result")
        >
            <span class="name">{page.text(Key::Title)}</span>
            <strong class="number">{flop}</strong>
            <span class="number">{pfs_days}</span>
            <span class="without">{without}</span>
            <span class="range">{range}</span>
        </button>
    }
}
