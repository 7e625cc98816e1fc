//! Whether figures are those of today or follow updates: what that makes of a draft, and in words.

use super::choice::{Choice, Data};
use crate::catalog::{EDITION, Edition};
use crate::draft::{Draft, Field, Key};
use crate::report::line;
use crate::report::record::Record;

impl Data {
    /// A draft that names the data that it is computed with, or none. Of an edition that is not known
    /// those are the present ones, and to name it would be to follow updates.
    pub(super) fn of(self, draft: &Draft) -> Draft {
        let mut draft = draft.clone();
        let edition = Field::new(0, Key::Data);
        match self {
            Self::Pinned => draft.set(edition, draft.edition().to_string()),
            Self::Followed => draft.set(edition, ""),
        }
        draft
    }

    /// What its button says: of an older edition, the figures are not those of today.
    pub(super) fn name_for(self, draft: &Draft) -> String {
        match self {
            Self::Pinned if draft.edition() != Edition::PRESENT => {
                format!("Figures of {}", draft.edition())
            }
            _ => self.name().into(),
        }
    }

    pub(super) fn says(self, draft: &Draft) -> String {
        let is_other = draft.edition() != Edition::PRESENT;
        match self {
            Self::Pinned => format!(
                "The link names the edition of the tables that it is computed with, {}, and shows the same figures for ever.",
                draft.edition()
            ),
            Self::Followed => {
                let now = if is_other {
                    format!(
                        " What stands below is by the data of {EDITION}, unlike the answer above."
                    )
                } else {
                    String::new()
                };
                format!(
                    "The link names no edition of the tables: whoever opens it sees figures by the newest. The words of links have no figure then; that of a line of text stays as it is.{now}"
                )
            }
        }
    }

    /// What leads to the estimate. A figure that may be another tomorrow is not in it.
    pub(super) fn words(self, record: &Record) -> String {
        match self {
            Self::Pinned => line::caption(record),
            Self::Followed => line::name(&record.title),
        }
    }
}
