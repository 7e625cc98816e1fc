//! The comparison on other pages.

use super::settings::{CompareAction, Settings};
use crate::card::snippet::{Kind, Snippet, Theme};
use crate::compare::Column;
use crate::panel::Action;
use crate::panel::choice::Choices;
use crate::panel::piece::{Element, fold, pieces};
use crate::panel::share::text_with_copy;
use maud::html;

/// Draws the ways to put a comparison onto another page; nothing for an address that is not on the web.
pub(super) fn draw(
    address: &str,
    columns: &[Column],
    rows: usize,
    settings: &Settings,
) -> Option<Box<Element>> {
    let Settings { kind, theme, .. } = *settings;
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let snippet = Snippet::of_comparison(address, &names)?;
    let html = snippet.html(kind, theme, Snippet::height_of_comparison(rows));
    let kinds = Choices {
        panel: "compare",
        label: "Comparison as",
        among: &Kind::ALL,
        chosen: kind,
        action: |kind| Action::Compare(CompareAction::Kind(kind)),
    };
    let themes = Choices {
        panel: "compare",
        label: "Light or dark",
        among: Theme::among(kind),
        chosen: theme,
        action: |theme| Action::Compare(CompareAction::Theme(theme)),
    };
    let content = pieces![
        kinds.named(|kind| kind.name_of_view().into()),
        html! { p.hint { (kind.advice_of_view()) } },
        themes.draw(),
        text_with_copy("compare-snippet", "HTML of the comparison", &html)
    ];
    Some(Element::of_class("div", "sharing").holding(pieces![fold(
        "compare-embed",
        "Put the comparison onto another page",
        content
    )]))
}
