//! The view of trends: a picture, its settings, published trends and a table. All of it is a part of the page that is
//! loaded when the view is opened.

mod chart;
mod controls;
mod download;
mod embed;
mod lines;
mod own_table;
mod state;
mod table;
mod walk;
mod zoom;

use crate::catalog::notable::ATTRIBUTION;
use crate::page::parts::text;
use crate::page::parts::unread::unread;
use crate::page::state::Page;
use crate::page::views::PartView;
use crate::trend::{place, summary};
use leptos::prelude::*;
use state::Trends;

/// The view of trends. Only code of its part may name it. Otherwise it would be loaded with the page.
pub(crate) struct Views;

impl PartView for Views {
    fn view(&self, page: Page) -> AnyView {
        view(Trends::new(page))
    }
}

fn view(trends: Trends) -> AnyView {
    let page = trends.page;
    let sentence = text(move || {
        let sentence = trends.with_selected(|selected, own| {
            trends
                .settings
                .with(|view| summary(selected, &view.selection, own))
        });
        // A figure never breaks at its multiplication sign.
        sentence.replace(" × ", "\u{a0}×\u{a0}")
    });
    let neighbours = text(move || {
        trends.with_selected(|selected, own| {
            own.map_or(String::new(), |own| place(own, selected).neighbours())
        })
    });
    let credit = text(move || match trends.is_own_table() {
        true => "The systems are those of your own table. It does not leave this browser.".into(),
        false => ATTRIBUTION.into(),
    });
    view! {
        <main class="trends">
            <p class="back">
                <button type="button" class="link" on:click=move |_| page.close_view()>
                    "Back to the calculator"
                </button>
            </p>
            <div class="first">
                <h1 id="trends-title" tabindex="-1">
                    "Training compute over time"
                </h1>
                <p class="sentence" role="status">
                    {sentence}
                </p>
                <p class="quiet">{neighbours}</p>
            </div>
            {unread(trends.problems)}
            {own_table::messages(trends)}
            {controls::view(trends)}
            {chart::view(trends)}
            {lines::view(trends)}
            {table::view(trends)}
            <p class="quiet credit">{credit}</p>
        </main>
    }
    .into_any()
}
