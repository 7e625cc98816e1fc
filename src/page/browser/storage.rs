//! Texts that the browser keeps for the next visit. Where it keeps none, nothing is lost but the memory of it.

use super::host::{self, Store};

/// A text that is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Kept {
    /// The list of recent estimates.
    Recent,
    /// The report that was chosen last.
    Report,
    /// The theme that was chosen: `light` or `dark`.
    Theme,
}

impl Kept {
    const fn name(self) -> &'static str {
        match self {
            Self::Recent => "petaday.recent",
            Self::Report => "petaday.report",
            Self::Theme => "petaday.theme",
        }
    }

    /// Returns the text; empty if none is kept.
    pub(in crate::page) fn read(self) -> String {
        host::read_kept(Store::Visits, self.name())
    }

    /// Keeps a text; an empty one is forgotten. Returns false where the browser keeps none: a storage may be full
    /// or forbidden.
    pub(in crate::page) fn write(self, text: &str) -> bool {
        host::write_kept(Store::Visits, self.name(), text)
    }
}
