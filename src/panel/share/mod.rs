//! The share panel: the estimate's link, the link in a line and in a text, and a card for other
//! pages.

mod card;
mod choice;
mod data;
mod picture;
#[cfg(test)]
mod tests;

use super::Action;
use super::choice::Choices;
use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press};
use crate::answer::Evaluation;
use crate::card::snippet::Snippet;
pub use crate::card::snippet::{Kind, Theme};
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use crate::report::line;
use crate::report::record::{NoFigure, Record, link_of};
use crate::words::text::clean;
pub use choice::{Data, Width};
use maud::{Markup, html};
use std::borrow::Cow;

/// The length in characters from which some programs cut a link off or refuse it.
const LONG_LINK: usize = 2_000;

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    data: Data,
    kind: Kind,
    theme: Theme,
    width: Width,
    /// The height of the preview's card, once it has reported it.
    height: Option<u32>,
}

/// A user action in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareAction {
    /// Chooses the edition of the tables that an opened link uses.
    Data(Data),
    /// Chooses the way to put a card onto a page.
    Kind(Kind),
    /// Chooses the colours of a card.
    Theme(Theme),
    /// Chooses the width of the preview.
    Width(Width),
    /// Takes the height that the card in the preview has. `None` if it is not a number.
    Height(Option<u32>),
}

/// Draws the panel for a draft and the address of the page that shows it.
pub fn draw(evaluation: &Evaluation, address: &str, settings: &Settings) -> Vec<Piece> {
    let typed = evaluation.draft();
    let shared = evaluated(evaluation, settings.data.of(typed));
    let draft = shared.draft();
    let record = Record::of(&shared, address);
    let pinned = evaluated(&shared, Data::Pinned.of(draft));
    let link = link_of(draft, address);
    let title = clean(draft.get(Field::new(0, Key::Title)).unwrap_or_default());
    let words = match &record {
        Ok(record) => settings.data.words(record),
        Err(_) => line::name(&title),
    };
    let missing = record.as_ref().err().map(nothing);
    let choice = Choices {
        panel: "share",
        label: "Figures",
        among: &Data::ALL,
        chosen: settings.data,
        action: |data| Action::Share(ShareAction::Data(data)),
    };
    let choice = choice.named(|data| data.name_for(typed));
    let advice = html! {
        p.hint { (settings.data.advice(typed)) }
        h3 { "Link" }
    };
    let share = html! {
        (length_warning(&link))
        // assets/share.js shows the button only where the browser can share.
        p.row.system { button.button type="button" data-share=(words) { "Share…" } }
    };
    let rest = record.as_ref().ok().map(|record| {
        let line = line::line(record);
        let markdown = line::markdown_link(&words, &link);
        let html = line::html_link(&words, &link);
        pieces![
            html! { h3 { "In a text" } },
            titled_text("share-line", "A line of text", &line),
            titled_text("share-markdown", "A link in Markdown", &markdown),
            titled_text("share-html", "A link in HTML", &html),
            html! { h3 { "As a picture" } },
            picture::draw(&pinned, &title, address, settings.theme),
            // Last, because the card has a heading of its own.
            html! { h3 { "Embed" } },
            card::draw(
                Snippet::of(&link, line::name(&title), words.clone()).as_ref(),
                settings
            )
        ]
    });
    pieces![
        Element::of_class("div", "evidence sharing").holding(pieces![
            missing,
            choice,
            advice,
            text_with_copy("share-link", "Link", &link),
            share,
            rest
        ])
    ]
}

/// Returns the evaluation of a draft, which is the given one if the draft is the same.
fn evaluated(of: &Evaluation, draft: Draft) -> Cow<'_, Evaluation> {
    if draft == *of.draft() {
        Cow::Borrowed(of)
    } else {
        Cow::Owned(Evaluation::of(draft))
    }
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: ShareAction) {
    match action {
        ShareAction::Data(data) => settings.data = data,
        ShareAction::Kind(kind) => settings.kind = kind,
        ShareAction::Theme(theme) => settings.theme = theme,
        ShareAction::Width(width) => settings.width = width,
        ShareAction::Height(height) => {
            let height = height.filter(|height| (40..=5_000).contains(height));
            settings.height = height.or(settings.height);
        }
    }
    settings.theme = settings.theme.of_kind(settings.kind);
}

fn nothing(missing: &NoFigure) -> Markup {
    html! {
        p.problem.missing { "There is no figure to share yet. The link opens the estimate as it stands." }
        @if !missing.missing.is_empty() {
            ul { @for text in &missing.missing { li { (text) } } }
        }
    }
}

fn length_warning(link: &str) -> Markup {
    // A link is ASCII, so its bytes are its characters.
    let length = link.len();
    html! {
        @if length > LONG_LINK {
            p.hint {
                "This link has " (write::typed(length as f64)) " characters. Some programs cut off what is longer than "
                (write::typed(LONG_LINK as f64)) ": try it where you put it."
            }
        }
    }
}

/// Draws a text with a button that copies it.
pub(in crate::panel) fn text_with_copy(id: &'static str, name: &str, text: &str) -> Vec<Piece> {
    let name = format!("Copy: {name}");
    let look = Look {
        name: Some(&name),
        ..Look::of("button")
    };
    let copy = Press::Copy(id).button(look, html! { "Copy" });
    let status = html! { span.visually-hidden role="status" {} };
    pieces![
        Element::new("pre").id(id).read(html! { (text) }),
        Element::of_class("p", "row").holding(pieces![copy, status])
    ]
}

fn titled_text(id: &'static str, name: &str, text: &str) -> Vec<Piece> {
    pieces![html! { h4 { (name) } }, text_with_copy(id, name, text)]
}
