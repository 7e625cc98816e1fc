//! Texts that the browser keeps for the next visit. Where it keeps none, nothing is lost but the memory of it.

/// A text that is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
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
    pub(super) fn read(self) -> String {
        let text = storage().and_then(|storage| storage.get_item(self.name()).ok());
        text.flatten().unwrap_or_default()
    }

    /// Keeps a text; an empty one is forgotten. Returns false where the browser keeps none: a storage may be full
    /// or forbidden.
    pub(super) fn write(self, text: &str) -> bool {
        let written = storage().map(|storage| match text {
            "" => storage.remove_item(self.name()),
            text => storage.set_item(self.name(), text),
        });
        matches!(written, Some(Ok(())))
    }
}

fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok()?
}
