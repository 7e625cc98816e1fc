//! The choices in the share panel, each one of a few.

use super::ShareAction;
use crate::panel::Action;
use crate::panel::piece::{Element, Piece, pieces};
use crate::panel::press::{Look, button};
use crate::variants::enum_with_all;
use maud::html;

/// A choice among a few values.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// Returns the value's name in the page's buttons.
    fn slug(self) -> &'static str;

    /// Returns the caption of the value's button.
    fn name(self) -> &'static str;
}

enum_with_all! {
    /// The edition of the tables that an opened link uses.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Data {
        /// The present edition, for ever.
        #[default]
        Pinned,
        /// The newest edition at the time the link is opened.
        Followed,
    }
}

impl Choice for Data {
    fn slug(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::Followed => "followed",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Pinned => "Figures as of today",
            Self::Followed => "Follow updates",
        }
    }
}

enum_with_all! {
    /// The way to put a card onto a page.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Kind {
        /// An iframe.
        #[default]
        Plain,
        /// An iframe that takes the height of its card.
        Fitting,
        /// An element of embed.js.
        Element,
    }
}

impl Choice for Kind {
    fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Fitting => "fitting",
            Self::Element => "element",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Plain => "Plain iframe",
            Self::Fitting => "Self-fitting iframe",
            Self::Element => "Many cards",
        }
    }
}

impl Kind {
    /// Says when this way suits.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Plain => {
                "Where scripts are not allowed, as in most wikis and blogs. Its height is fixed: that of the card in the preview below, at that width."
            }
            Self::Fitting => {
                "For one card or a few on a page that takes scripts: the iframe becomes as high as its card, whatever its width."
            }
            Self::Element => {
                "For pages with many cards. The script stands once on the page, an element for each estimate; a card is loaded when it comes near the screen. Without the script the link stands there."
            }
        }
    }
}

enum_with_all! {
    /// The colours of a card.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Theme {
        /// Those of the reader's system.
        #[default]
        Reader,
        /// Light.
        Light,
        /// Dark.
        Dark,
        /// Those of the page around the card. embed.js sees that page; an iframe does not.
        Host,
    }
}

impl Choice for Theme {
    fn slug(self) -> &'static str {
        match self {
            Self::Reader => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Host => "host",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Reader => "As the reader’s system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Host => "As the page around it",
        }
    }
}

impl Theme {
    /// Replaces `Host` where the card is an iframe, which cannot see the page around it.
    pub(super) fn of_kind(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Host, Kind::Plain | Kind::Fitting) => Self::Reader,
            _ => self,
        }
    }
}

enum_with_all! {
    /// The width of the preview.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Width {
        /// The narrowest width that a card is made for.
        Narrow,
        /// The width of a column of text. Most cards stand in one, and a narrower card is higher.
        #[default]
        Medium,
        /// All the width that there is.
        Full,
    }
}

impl Choice for Width {
    fn slug(self) -> &'static str {
        match self {
            Self::Narrow => "w280",
            Self::Medium => "w480",
            Self::Full => "full",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Narrow => "280 px",
            Self::Medium => "480 px",
            Self::Full => "Full width",
        }
    }
}

/// Draws a button for each value, of which one is pressed.
pub(super) fn choices<T: Choice>(
    label: &str,
    among: &[T],
    chosen: T,
    action: fn(T) -> ShareAction,
) -> Box<Element> {
    named_choices(label, among, chosen, action, |one| one.name().into())
}

/// The same, with captions that depend on the estimate.
pub(super) fn named_choices<T: Choice>(
    label: &str,
    among: &[T],
    chosen: T,
    action: fn(T) -> ShareAction,
    name: impl Fn(T) -> String,
) -> Box<Element> {
    let label_id = ["share-", among[0].slug(), "-label"].concat();
    let choice = |one: &T| {
        let id = ["share-", one.slug()].concat();
        let look = Look {
            id: Some(&id),
            ..Look::default()
        };
        let choice = button(Action::Share(action(*one)), look, html! { (name(*one)) });
        Piece::Element(choice.with("aria-pressed", (*one == chosen).to_string()))
    };
    let label = html! { p id=(label_id) { (label) } };
    let buttons = Element::of_class("div", "formats")
        .with("role", "group")
        .with("aria-labelledby", label_id)
        .holding(among.iter().map(choice).collect());
    Element::of_class("div", "choice").holding(pieces![label, buttons])
}
