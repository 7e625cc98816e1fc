//! The ways to put the card onto a page, with a preview.

use super::{Settings, ShareAction, Width, text_with_copy};
use crate::card::snippet::{Choice, HEIGHT, Kind, Snippet, Theme, themed};
use crate::panel::Action;
use crate::panel::choice::Choices;
use crate::panel::piece::{Control, Element, On, Piece, pieces};
use maud::html;

/// Draws the ways to put the card onto a page, and a preview.
pub(super) fn draw(snippet: Option<&Snippet>, settings: &Settings) -> Vec<Piece> {
    let Settings { kind, theme, .. } = *settings;
    let Some(snippet) = snippet else {
        return pieces![html! {
            p.hint { "Cards can be put onto other pages once this one has an address on the web." }
        }];
    };
    let height = settings.height.unwrap_or(HEIGHT);
    let area = Element::of_class("div", &["preview ", settings.width.slug()].concat());
    let on = On::new(|text: String| Action::Share(ShareAction::Height(text.parse().ok())));
    // assets/share.js puts the height of the card here.
    let measured = Element::new("input")
        .id("share-height")
        .with("type", "hidden")
        .acting(Control::Type(height.to_string(), on));
    let html = snippet.html(kind, theme, height);
    pieces![
        Choices {
            panel: "share",
            label: "Card as",
            among: &Kind::ALL,
            chosen: kind,
            action: |kind| Action::Share(ShareAction::Kind(kind)),
        }
        .draw(),
        html! { p.hint { (kind.advice()) } },
        Choices {
            panel: "share",
            label: "Light or dark",
            among: Theme::among(kind),
            chosen: theme,
            action: |theme| Action::Share(ShareAction::Theme(theme)),
        }
        .draw(),
        text_with_copy("share-snippet", "HTML of the card", &html),
        Choices {
            panel: "share",
            label: "Preview",
            among: &Width::ALL,
            chosen: settings.width,
            action: |width| Action::Share(ShareAction::Width(width)),
        }
        .draw(),
        area.id("share-preview")
            .holding(pieces![preview(snippet, kind, theme, height)]),
        measured
    ]
}

/// Returns the preview, which looks as a page with the snippet does. assets/share.js puts the
/// address into the iframe, so that a key does not add an entry to the history.
fn preview(snippet: &Snippet, kind: Kind, theme: Theme, height: u32) -> Box<Element> {
    match kind {
        Kind::Plain | Kind::Fitting => Element::new("iframe")
            .id("share-frame")
            .with("data-src", snippet.address(theme))
            .with("title", snippet.name())
            .with("width", "100%")
            .with("height", height.to_string()),
        Kind::Element => Element::new("training-compute")
            .with("href", snippet.link())
            .with_some("theme", themed(theme))
            .read(html! { a href=(snippet.link()) { (snippet.words()) } }),
    }
}
