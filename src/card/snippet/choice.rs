//! The ways to put something onto another page, and its colours there.

use crate::variants::enum_with_all;

/// A choice among a few values.
pub trait Choice: Copy + PartialEq + 'static {
    /// Returns the value's name in the page's buttons.
    fn slug(self) -> &'static str;

    /// Returns the caption of the value's button.
    fn name(self) -> &'static str;
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
    pub fn advice(self) -> &'static str {
        match self {
            Self::Plain => {
                "Where scripts are not allowed, as in most wikis and blogs. It keeps one height, that of the card in the preview below: choose the width there first. On most phones a card is 340 px wide."
            }
            Self::Fitting => {
                "For one card or a few, on a page where scripts may run. The iframe is always as high as its card."
            }
            Self::Element => {
                "For pages with many cards. Put the script on the page once, and one element for each estimate. A card loads when it comes near the screen. Where the script does not run, readers see a link."
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
    /// Returns the colours that can be chosen. The last one is those of the page around, which an iframe cannot see.
    pub fn among(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Element => &Self::ALL,
            Kind::Plain | Kind::Fitting => &[Self::Reader, Self::Light, Self::Dark],
        }
    }

    /// Replaces `Host` where the card is an iframe, which cannot see the page around it.
    pub fn of_kind(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Host, Kind::Plain | Kind::Fitting) => Self::Reader,
            _ => self,
        }
    }
}
