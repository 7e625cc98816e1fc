//! The table of the systems: sorted at a press on a heading, and searched.

use super::state::Trends;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::quantity::write;
use crate::trend::{Column, Order, Row, rows, rows_in_words, shown_rows};
use leptos::prelude::*;
use maud::{Markup, html};

/// The rows that are shown.
#[derive(Clone, PartialEq)]
struct Shown {
    html: String,
    words: String,
    is_part: bool,
}

pub(super) fn view(trends: Trends) -> impl IntoView {
    let shown = Derived::new(move || {
        let find = trends.find.get();
        let rows = trends.table.with(|table| {
            trends.own.with(|own| {
                let selected = trends.selected.get();
                rows(
                    &table.points,
                    &selected,
                    own.as_ref(),
                    trends.order.get(),
                    &find,
                )
            })
        });
        shown(&rows, trends.is_whole.get() || !find.is_empty())
    });
    let headings: Vec<_> = Column::ALL
        .into_iter()
        .map(|column| heading(trends, column))
        .collect();
    let whole = part(move || {
        let is_part = shown.with(|shown| shown.is_part);
        let is_whole = trends.is_whole.get();
        (is_part || is_whole).then(|| {
            let label = if is_whole { "Show fewer" } else { "Show all" };
            view! {
                <button type="button" class="link" on:click=move |_| trends.is_whole.set(!is_whole)>
                    {label}
                </button>
            }
        })
    });
    view! {
        <section class="systems" aria-labelledby="systems-title">
            <div class="above">
                <h2 id="systems-title">"Table"</h2>
                <input
                    type="search"
                    aria-label="Find a system"
                    placeholder="Find a system"
                    prop:value=trends.find
                    on:input:target=move |event| trends.find.set(event.target().value())
                />
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Systems">
                <table>
                    <caption class="visually-hidden">
                        "The selected systems with their compute. The buttons in the first row sort it."
                    </caption>
                    <thead>
                        <tr>{headings}</tr>
                    </thead>
                    <tbody inner_html=text(move || shown.with(|shown| shown.html.clone()))></tbody>
                </table>
            </div>
            <p class="quiet">
                <span role="status">{text(move || shown.with(|shown| shown.words.clone()))}</span>
                " "
                {whole}
            </p>
        </section>
    }
}

fn heading(trends: Trends, column: Column) -> impl IntoView {
    let sorted = text(move || {
        let order = trends.order.get();
        let sorted = match (order.column == column, order.is_reversed) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        sorted.into()
    });
    let press = move |_| {
        trends.order.update(|order| {
            let is_reversed = order.column == column && !order.is_reversed;
            *order = Order {
                column,
                is_reversed,
            };
        });
    };
    view! {
        <th scope="col" class=class(column) aria-sort=sorted>
            <button type="button" on:click=press>
                {column.words()}
            </button>
        </th>
    }
}

/// Returns the class of the cells of a column.
fn class(column: Column) -> &'static str {
    match column {
        Column::Rank | Column::Flop => "figure",
        _ => "",
    }
}

fn shown(rows: &[Row], is_whole: bool) -> Shown {
    let (first, last) = match is_whole {
        true => (rows.len().min(1), rows.len()),
        false => shown_rows(rows),
    };
    Shown {
        html: body(rows.get(first.saturating_sub(1)..last).unwrap_or_default()).into_string(),
        words: rows_in_words(rows, first, last),
        is_part: first > 1 || last < rows.len(),
    }
}

fn body(rows: &[Row]) -> Markup {
    html! {
        @for row in rows {
            tr.own[row.is_own] {
                td.figure { @if row.is_own { "(" (row.rank) ")" } @else { (row.rank) } }
                th scope="row" {
                    @if row.link.is_empty() { (row.name) } @else {
                        a href=(row.link) target="_blank" rel="noopener noreferrer" { (row.name) }
                    }
                    @if row.is_own { ", your estimate" }
                    @if !row.date.is_empty() { span.quiet.narrow { (row.date) } }
                }
                td { (row.date) }
                td.figure {
                    span.number { (write::people(row.flop)) }
                    @if !row.ratio.is_empty() && !row.is_own { span.quiet.number { (row.ratio) " × yours" } }
                }
                td { (row.domain) }
                td { (row.organization) }
            }
        }
    }
}
