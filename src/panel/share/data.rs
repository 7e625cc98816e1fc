//! The choice between figures of today and figures that follow updates: its effect on a draft, and
//! its texts.

use super::choice::Data;
use crate::card::snippet::Choice;
use crate::catalog::{EDITION, Edition};
use crate::draft::{Draft, Field, Key};
use crate::report::line;
use crate::report::record::Record;

impl Data {
    /// Returns the draft with its edition or without one. An unknown edition is replaced by the
    /// present one, which its figures are computed with; naming the unknown one would make the link
    /// follow updates.
    pub(super) fn of(self, draft: &Draft) -> Draft {
        let mut draft = draft.clone();
        let edition = Field::new(0, Key::Data);
        match self {
            Self::Pinned => draft.set(edition, draft.edition().to_string()),
            Self::Followed => draft.set(edition, ""),
        }
        draft
    }

    /// Returns the caption of the button. With an older edition, the figures are not those of
    /// today.
    pub(super) fn name_for(self, draft: &Draft) -> String {
        match self {
            Self::Pinned if draft.edition() != Edition::PRESENT => {
                format!("Figures of {}", draft.edition())
            }
            _ => self.name().into(),
        }
    }

    pub(super) fn advice(self, draft: &Draft) -> String {
        let is_other = draft.edition() != Edition::PRESENT;
        match self {
            Self::Pinned => format!(
                "The link names the edition of the tables that it is computed with, {}, and will always show these figures.",
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

    /// Returns the text of a link to the estimate. It has a figure only if the figure cannot
    /// change.
    pub(super) fn words(self, record: &Record) -> String {
        match self {
            Self::Pinned => line::caption(record),
            Self::Followed => line::name(&record.title),
        }
    }
}
