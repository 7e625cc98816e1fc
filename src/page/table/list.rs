//! The rows, a hundred at a time, with what sorts and filters them.

use super::state::{self, Table};
use crate::page::browser;
use crate::page::parts::erased::{Derived, Kept};
use crate::page::parts::{follow, part, text};
use crate::quantity::write::whole;
use crate::table::{Column, Only, PAGE, Shown, ShownRow};
use gloo::timers::callback::Timeout;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use maud::{Markup, html};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The pause in typing, in milliseconds, after which the words are searched for.
const PAUSE_MS: u32 = 250;

pub(super) fn view(table: Table) -> impl IntoView {
    let has_rows = Derived::new(move || {
        table.with(|model| model.shown.as_ref().is_some_and(|shown| shown.of > 0))
    });
    part(move || has_rows.get().then(|| untrack(|| rows(table))))
}

fn rows(table: Table) -> impl IntoView {
    let shown = Derived::new(move || table.with(|model| model.shown.clone().unwrap_or_default()));
    let is_epoch = Derived::new(move || table.with(|model| model.head.is_epoch));
    let picture = text(move || shown.with(|shown| shown.picture.clone()));
    let body = text(move || shown.with(|shown| body(shown, is_epoch.get()).into_string()));
    let headings = part(move || {
        let columns = columns(is_epoch.get());
        columns
            .map(|column| heading(table, column))
            .collect::<Vec<_>>()
    });
    view! {
        <section class="table-rows" aria-labelledby="rows-title">
            <h2 id="rows-title">
                {text(move || {
                    table
                        .with(|model| match model.name.as_str() {
                            state::PASTED => "Rows of the pasted table".into(),
                            name => format!("Rows of {name}"),
                        })
                })}
            </h2>
            {meaning(table)}
            {controls(table)}
            <figure class="table-picture">
                <figcaption class="quiet">"How many rows have which compute, in FLOP"</figcaption>
                <div inner_html=picture></div>
            </figure>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of rows">
                <table
                    aria-rowcount=text(move || shown.with(|shown| (shown.count + 1).to_string()))
                    on:click=move |event| open_estimate(table, &event)
                >
                    <caption class="visually-hidden">
                        "The rows with their figures. The buttons in the first row sort them."
                    </caption>
                    <thead>
                        <tr aria-rowindex="1">{headings}</tr>
                    </thead>
                    <tbody inner_html=body></tbody>
                </table>
            </div>
            {pages(shown)}
        </section>
    }
}

/// Returns the columns that are shown.
fn columns(is_epoch: bool) -> impl Iterator<Item = Column> {
    let columns = Column::ALL.iter().copied();
    columns.filter(move |column| is_epoch || *column != Column::Published)
}

/// Says how the figures are meant, with the choice of the typical uncertainty for all rows.
fn meaning(table: Table) -> impl IntoView {
    let is_typical = Derived::new(move || table.with(|model| model.settings.is_typical));
    let words = text(move || {
        match is_typical.get() {
        false => "A figure is computed from the cells of its row. It has a 90% range only if the cells have one.".into(),
        true => "A row without an uncertainty of its own gets the typical one of its methods. Figures are medians with 90% intervals.".into(),
    }
    });
    view! {
        <div class="table-meaning">
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=move || is_typical.get()
                    on:change:target=move |event| {
                        let is_typical = event.target().checked();
                        table.adjust(|settings| settings.is_typical = is_typical);
                    }
                />
                "Typical ranges"
            </label>
            <p class="quiet">{words}</p>
        </div>
    }
}

/// Draws the filters, and a choice of what the rows are sorted by.
fn controls(table: Table) -> impl IntoView {
    let pending: Kept<Option<Timeout>> = Kept::new(None);
    let find = RwSignal::new(String::new());
    let of_link = Derived::new(move || table.with(|model| model.settings.find.clone()));
    follow(move || {
        let words = of_link.get();
        // The text that is being typed stays.
        if pending.with(Option::is_none) && find.get_untracked() != words {
            find.set(words);
        }
    });
    let search = move |words: String| {
        find.set(words);
        let search = move || {
            pending.set(None);
            table.adjust(|settings| settings.find = find.get_untracked());
        };
        pending.set(Some(Timeout::new(PAUSE_MS, search)));
    };
    let chosen = text(move || table.with(|model| model.settings.only.slug().into()));
    let options: Vec<_> = Only::ALL
        .iter()
        .map(|only| view! { <option value=only.slug()>{only.words()}</option> })
        .collect();
    let choose = move |slug: String| {
        let only = Only::ALL.iter().find(|only| only.slug() == slug);
        table.adjust(|settings| settings.only = only.copied().unwrap_or_default());
    };
    view! {
        <div class="table-controls">
            <input
                type="search"
                aria-label="Find rows"
                placeholder="Find rows"
                prop:value=find
                on:input:target=move |event| search(event.target().value())
            />
            <select
                aria-label="Which rows"
                prop:value=chosen
                on:change:target=move |event| choose(event.target().value())
            >
                {options}
            </select>
        </div>
    }
}

fn heading(table: Table, column: Column) -> AnyView {
    let sorted = text(move || {
        let order = table.with(|model| (model.settings.sort, model.settings.is_falling));
        let sorted = match order {
            (sort, _) if sort != column => "none",
            (_, false) => "ascending",
            (_, true) => "descending",
        };
        sorted.into()
    });
    // The largest figure is asked for most often.
    let press = move |_| {
        table.adjust(|settings| {
            let is_same = settings.sort == column;
            settings.is_falling = match is_same {
                true => !settings.is_falling,
                false => column != Column::Line,
            };
            settings.sort = column;
        });
    };
    let class = if column == Column::Line { "" } else { "figure" };
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <button type="button" on:click=press>
                {column.words()}
            </button>
        </th>
    }
    .into_any()
}

/// Draws the buttons that turn the page.
fn pages(shown: Derived<Arc<Shown>>) -> impl IntoView {
    let turn = move |turn: fn(u32) -> u32| {
        let to = turn(shown.with_untracked(|shown| shown.first));
        state::change(|model| model.turn_to(to));
        browser::scroll_to("rows-title");
    };
    let words = text(move || shown.with(|shown| place(shown)));
    let is_long = Derived::new(move || shown.with(|shown| shown.count > PAGE));
    let is_first = Derived::new(move || shown.with(|shown| shown.first == 0));
    let is_last = Derived::new(move || shown.with(|shown| shown.first + PAGE >= shown.count));
    // The buttons stay while the rows change, so that the focus stays on them.
    let buttons = part(move || {
        is_long.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button quiet"
                    disabled=move || is_first.get()
                    on:click=move |_| turn(|first| first.saturating_sub(PAGE))
                >
                    "Previous rows"
                </button>
                <button
                    type="button"
                    class="button quiet"
                    disabled=move || is_last.get()
                    on:click=move |_| turn(|first| first.saturating_add(PAGE))
                >
                    "Next rows"
                </button>
            }
        })
    });
    view! {
        <div class="table-pages">
            <span role="status">{words}</span>
            {buttons}
        </div>
    }
}

/// Says which rows are shown: “1 to 100 of 2,311 rows.”
fn place(shown: &Shown) -> String {
    let number = |count: u32| whole(u128::from(count));
    let last = (shown.first + PAGE).min(shown.count);
    match (shown.count, shown.of) {
        (0, _) => "No row has these words and this filter.".into(),
        (1, 1) => "1 row.".into(),
        (1, of) => format!("1 row of {} in the table.", number(of)),
        (count, of) if count == of => {
            format!(
                "{} to {} of {} rows.",
                number(shown.first + 1),
                number(last),
                number(of)
            )
        }
        (count, of) => format!(
            "{} to {} of {} rows, of {} in the table.",
            number(shown.first + 1),
            number(last),
            number(count),
            number(of)
        ),
    }
}

fn body(shown: &Shown, is_epoch: bool) -> Markup {
    html! {
        @for (at, row) in shown.rows.iter().enumerate() {
            tr aria-rowindex=(shown.first as usize + at + 2) { (cells(row, is_epoch)) }
        }
    }
}

/// Keeps a number on one line, and the word before the end of a range with it.
fn unbroken(figures: &str) -> String {
    figures
        .replace(" × ", "\u{a0}×\u{a0}")
        .replace(" to ", " to\u{a0}")
}

fn cells(row: &ShownRow, is_epoch: bool) -> Markup {
    html! {
        th scope="row" {
            @if row.link.is_empty() { (row.name) } @else {
                a href={ "#" (row.link) } { @if row.name.is_empty() { "Untitled" } @else { (row.name) } }
            }
            span.quiet { "line " (row.line) }
            @if !row.reason.is_empty() { p.reason { (row.reason) } }
            @if !row.problems.is_empty() {
                @if !row.beside.is_empty() { p.beside { (row.beside) } }
                ul {
                    @for told in &row.problems {
                        li.problem.error[told.is_error].note[!told.is_error] { code { (told.column) } ": " (told.message) }
                    }
                }
            }
        }
        td.figure {
            (row.flop)
            @if !row.range.is_empty() { span.quiet { (unbroken(&row.range)) } }
        }
        td.figure { (row.pfs_days) }
        td.figure { (row.operations) }
        td.figure { (row.gpu_time) }
        td.figure { (row.ratio) }
        td.figure { (row.utilization) }
        @if is_epoch {
            td.figure {
                (row.published_ratio)
                @if !row.published.is_empty() { span.quiet { (unbroken(&row.published)) " published" } }
            }
        }
    }
}

/// Opens an estimate at its answer. Back returns to the rows.
fn open_estimate(table: Table, event: &MouseEvent) {
    let is_for_another_tab = event.ctrl_key() || event.meta_key() || event.shift_key();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#v=']").ok().flatten());
    let address = link.and_then(|link| link.get_attribute("href"));
    if let Some(address) = address.filter(|_| !is_for_another_tab) {
        event.prevent_default();
        table.page.bring(address.trim_start_matches('#'));
        table.page.close_view();
    }
}
