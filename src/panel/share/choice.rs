//! The choices in the share panel, each one of a few.

use crate::card::snippet::Choice;
use crate::variants::enum_with_all;

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
    /// The width of the preview.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Width {
        /// The narrowest width that a card is made for.
        Narrow,
        /// The width on most phones. A snippet has the height that the card has there: wider, it is lower.
        #[default]
        Phone,
        /// The width of a column of text.
        Medium,
        /// All the width that there is.
        Full,
    }
}

impl Choice for Width {
    fn slug(self) -> &'static str {
        match self {
            Self::Narrow => "w280",
            Self::Phone => "w340",
            Self::Medium => "w480",
            Self::Full => "full",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Narrow => "280 px",
            Self::Phone => "340 px",
            Self::Medium => "480 px",
            Self::Full => "Full width",
        }
    }
}
