//! Texts that the browser keeps until its window is closed, so that nothing is lost when the page is loaded again.
//! Most belong to parts that are loaded later.

use super::host::{self, Store};

/// A text that is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Session {
    /// The comparison and the inputs of studies.
    Context,
    /// The passage in the box, and what it has put into the form.
    Passage,
    /// The name of the visitor's own table and its text, in the view of trends.
    Table,
    /// The link of the form, and the ways that are chosen and empty.
    Ways,
    /// The address and the link that was to take its place, when the page was left while it was typed in.
    Typed,
    /// The text in the box of the view of tables.
    TableBox,
    /// The name of the file in the view of tables, and its text.
    TableFile,
}

impl Session {
    const fn name(self) -> &'static str {
        match self {
            Self::Context => "petaday.context",
            Self::Passage => "petaday.passage",
            Self::Table => "petaday.table",
            Self::Ways => "petaday.ways",
            Self::Typed => "petaday.typed",
            Self::TableBox => "petaday.table-box",
            Self::TableFile => "petaday.table-file",
        }
    }

    /// Returns the text; empty if none is kept.
    pub(in crate::page) fn read(self) -> String {
        host::read_kept(Store::Window, self.name())
    }

    /// Keeps a text; an empty one is forgotten. Returns false where the browser keeps none: a storage may be full or
    /// forbidden. The former text is forgotten then.
    pub(in crate::page) fn write(self, text: &str) -> bool {
        let is_kept = host::write_kept(Store::Window, self.name(), text);
        if !is_kept {
            host::write_kept(Store::Window, self.name(), "");
        }
        is_kept
    }
}
