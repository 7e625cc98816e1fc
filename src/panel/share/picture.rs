//! The card as a picture file.

use crate::answer::Evaluation;
use crate::card::snippet::Theme;
use crate::card::{Card, svg};
use crate::picture::theme;
use crate::quantity::write;
use crate::report::line;
use crate::report::record::link_of;
use crate::words::text::slug;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Draws the picture. A picture cannot follow updates, so the draft must name its edition.
pub(super) fn draw(evaluation: &Evaluation, title: &str, address: &str, theme: Theme) -> Markup {
    let draft = evaluation.draft();
    let card = &Card::of_answer(draft, evaluation.answer());
    let link = &link_of(draft, address);
    let svg = svg::draw(
        card,
        link,
        if theme == Theme::Dark {
            theme::Theme::Dark
        } else {
            theme::Theme::Light
        },
    );
    let file = format!("petaday-{}", slug(title));
    let data = utf8_percent_encode(&svg, NON_ALPHANUMERIC);
    let data = format!("data:image/svg+xml;charset=utf-8,{data}");
    let words = format!("{}: {}", line::name(title), card.in_short());
    html! {
        p.hint { "For slides, READMEs and papers: light or dark as chosen for the card below, with the link in its metadata." }
        img #share-picture src=(data) alt={ "The card as a picture. " (write::spoken(&words)) };
        p.row {
            a.button download={ (file) ".svg" } href=(data) { "Download SVG" }
            // assets/share.js draws the PNG.
            button.button type="button" data-png={ (file) ".png" } data-says=(words) data-link=(link) { "Download PNG" }
        }
    }
}
