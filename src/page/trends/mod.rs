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
use crate::draft::link::LinkProblem;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
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
                .view
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
            {problems(trends)}
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

/// Lists what could not be read of the link.
fn problems(trends: Trends) -> impl IntoView {
    let problems = Derived::new(move || trends.problems.get());
    part(move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let item = |problem: LinkProblem| {
                view! {
                    <li>
                        <code>{problem.key}</code>
                        ": "
                        {problem.message}
                    </li>
                }
            };
            let items: Vec<_> = problems.into_iter().map(item).collect();
            view! {
                <div class="notice" role="alert">
                    <p>"Parts of this link could not be read:"</p>
                    <ul>{items}</ul>
                </div>
            }
        })
    })
}
