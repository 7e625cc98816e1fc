//! The texts to take elsewhere: links, and the table.

use super::settings::CompareAction;
use crate::compare::Column;
use crate::panel::Action;
use crate::panel::piece::{Element, Piece, fold, pieces};
use crate::panel::press::{Look, Press, button};
use crate::report::{TableFormat, side_by_side};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Draws a link with a button that copies it.
pub(super) fn link(id: &'static str, title: &str, address: &str) -> Vec<Piece> {
    let copy = Press::Copy(id).button(Look::of("button"), html! { "Copy" });
    let shown: Markup = html! {
        h4 { (title) }
        p.link-shown { code id=(id) { (address) } }
    };
    pieces![
        shown,
        Element::of_class("p", "row").holding(pieces![
            copy,
            html! { span.visually-hidden role="status" {} }
        ])
    ]
}

/// Draws the table as a text to copy or download.
pub(super) fn table(columns: &[Column], page: &str, chosen: TableFormat) -> Box<Element> {
    let choice = |format: TableFormat| {
        let action = Action::Compare(CompareAction::Format(format));
        let choice = button(action, Look::default(), html! { (format.name()) });
        Piece::Element(choice.with("aria-pressed", (chosen == format).to_string()))
    };
    let formats = Element::of_class("div", "formats")
        .with("role", "group")
        .with("aria-label", "Format of the table")
        .holding(TableFormat::ALL.into_iter().map(choice).collect());
    let text = side_by_side(chosen, columns, page);
    let data = utf8_percent_encode(&text, NON_ALPHANUMERIC);
    let copy = Press::Copy("compare-text").button(Look::of("button"), html! { "Copy" });
    let download = Element::of_class("a", "button")
        .with("download", chosen.file())
        .with("href", format!("data:text/plain;charset=utf-8,{data}"))
        .read(html! { "Download " (chosen.file()) });
    let shown = html! {
        pre #compare-text tabindex="0" role="region" aria-label=(chosen.name()) { (text) }
    };
    let row = pieces![
        copy,
        html! { span.visually-hidden role="status" {} },
        download
    ];
    fold(
        "compare-copy",
        "Copy or download the table",
        pieces![formats, shown, Element::of_class("p", "row").holding(row)],
    )
}
