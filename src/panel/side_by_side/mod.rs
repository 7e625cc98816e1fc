//! The panel that puts the estimate beside up to three others: links, worked examples and published systems.

mod add;
mod adding;
mod changed;
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
        pieces![
            html! { @for sentence in ratios(&columns) { p { (sentence) } } },
            others::draw(&columns),
            comparison::table(&columns, &figures(&columns), &inputs(&columns)),
            handout::link(
                "compare-link",
                "Link of this comparison",
                &format!("{page}#{}", encode(&compare)),
            ),
            handout::table(&columns, page, settings.format)
        ]
    });
    pieces![Element::of_class("div", "side-by-side").holding(pieces![
        adding::draw(settings, &recents),
        others::said(settings),
        others::put_back(settings),
        compared,
        changed::section(settings, page)
    ])]
}
