//! What is chosen in the panel, each of a few.

use crate::variants::enum_with_all;
use maud::{Markup, html};

/// One of a few.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// All of them.
    fn all() -> &'static [Self];

    /// In the page’s buttons.
    fn slug(self) -> &'static str;

    /// What its button says.
    fn name(self) -> &'static str;

    /// The one that a button stands for.
    fn named(slug: &str) -> Option<Self> {
        Self::all().iter().copied().find(|one| one.slug() == slug)
    }
}

enum_with_all! {
    /// Which data the figures are of when the link is opened.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) enum Data {
        /// Those of today, for ever.
        #[default]
        Pinned,
        /// Those of then.
        Followed,
    }
}

impl Choice for Data {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

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
    /// Which way a card comes onto a page.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) enum Kind {
        /// An iframe.
        #[default]
        Plain,
        /// An iframe that makes itself as high as its card.
        Fitting,
        /// An element of embed.js.
        Element,
    }
}

impl Choice for Kind {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

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
    /// When to take it.
    pub(super) fn says(self) -> &'static str {
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
    /// Light or dark.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) enum Theme {
        /// As the reader’s system is.
        #[default]
        Reader,
        Light,
        Dark,
        /// As the page is that the card is on; embed.js sees that, an iframe does not.
        Host,
    }
}

impl Choice for Theme {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

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
    /// An iframe cannot see the page around it.
    pub(super) fn of_kind(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Host, Kind::Plain | Kind::Fitting) => Self::Reader,
            _ => self,
        }
    }
}

enum_with_all! {
    /// How wide the preview is.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) enum Width {
        /// The narrowest that a card is made for.
        Narrow,
        /// A column of text: cards are mostly put into one, and are higher the narrower it is.
        #[default]
        Medium,
        /// As wide as there is room.
        Full,
    }
}

impl Choice for Width {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

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

/// Buttons for those, one of which is pressed. What a button does is its slug.
pub(super) fn choices<T: Choice>(label: &str, among: &[T], chosen: T) -> Markup {
    named_choices(label, among, chosen, |one| one.name().into())
}

/// The same, where what a button says depends on the estimate.
pub(super) fn named_choices<T: Choice>(
    label: &str,
    among: &[T],
    chosen: T,
    name: impl Fn(T) -> String,
) -> Markup {
    html! {
        div.choice {
            p id={ "share-" (among[0].slug()) "-label" } { (label) }
            div.formats role="group" aria-labelledby={ "share-" (among[0].slug()) "-label" } {
                @for one in among {
                    button #{ "share-" (one.slug()) } type="button" data-do=(one.slug())
                        aria-pressed=(*one == chosen) { (name(*one)) }
                }
            }
        }
    }
}
