//! Texts that the browser keeps until its window is closed, so that nothing is lost when the page is loaded again.
//! Only parts that are loaded later use it.

/// A text that is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Session {
    /// The comparison and the inputs of studies.
    Context,
    /// The name of the visitor's own table and its text.
    Table,
}

impl Session {
    const fn name(self) -> &'static str {
        match self {
            Self::Context => "petaday.context",
            Self::Table => "petaday.table",
        }
    }

    /// Returns the text; empty if none is kept.
    pub(super) fn read(self) -> String {
        let text = storage().and_then(|storage| storage.get_item(self.name()).ok());
        text.flatten().unwrap_or_default()
    }

    /// Keeps a text; an empty one is forgotten. Returns false where the browser keeps none: a storage may be full or
    /// forbidden. The former text is forgotten then.
    pub(super) fn write(self, text: &str) -> bool {
        let Some(storage) = storage() else {
            return false;
        };
        let is_kept = !text.is_empty() && storage.set_item(self.name(), text).is_ok();
        if !is_kept {
            let _ = storage.remove_item(self.name());
        }
        is_kept || text.is_empty()
    }
}

fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok()?
}
