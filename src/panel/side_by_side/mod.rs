//! The panel that puts the estimate beside up to three others: links, worked examples and published systems.

mod add;
mod adding;
mod changed;
mod embed;
mod handout;
mod others;
mod settings;
#[cfg(test)]
mod tests;

pub use settings::{CompareAction, Settings, act};

use super::piece::{Element, Piece, pieces};
use crate::answer::Evaluation;
use crate::card::comparison;
use crate::compare::{Compare, columns, encode, figures, inputs, ratios};
use crate::draft::link;
use crate::draft::recent::Recent;
use maud::html;

/// Draws the panel for a draft and the address of the page that shows it.
/// `recents` are the estimates that this browser has kept.
pub fn draw(
    evaluation: &Evaluation,
    address: &str,
    settings: &Settings,
    recents: &[Recent],
) -> Vec<Piece> {
    let mut estimates = vec![link::encode(evaluation.draft())];
    estimates.extend(settings.others.iter().cloned());
    let recents: Vec<&Recent> = recents
        .iter()
        .filter(|recent| !estimates.contains(&recent.link))
        .collect();
    let columns = columns(&estimates);
    let page = address.split('#').next().unwrap_or_default();
    let compared = (columns.len() > 1).then(|| {
        let compare = Compare { estimates };
        let address = format!("{page}#{}", encode(&compare));
        let (figures, inputs) = (figures(&columns), inputs(&columns));
        let rows = figures.len() + inputs.len();
        pieces![
            html! { @for sentence in ratios(&columns) { p { (sentence) } } },
            others::draw(&columns),
            comparison::table(&columns, &figures, &inputs),
            handout::link("compare-link", "Link of this comparison", &address),
            handout::table(&columns, page, settings.format),
            embed::draw(&address, &columns, rows, settings)
        ]
    });
    pieces![Element::of_class("div", "side-by-side").holding(pieces![
        adding::draw(settings, &recents),
        others::draw_last_change(settings),
        others::put_back(settings),
        compared,
        changed::section(settings, page)
    ])]
}
