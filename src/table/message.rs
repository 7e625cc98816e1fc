//! The messages between the page and the worker that has the table, as bytes.

use super::{Column, Settings, Shown};
use serde::{Deserialize, Serialize};

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Reads the header of the file that comes along. Each row that says nothing of its uncertainty gets the typical one,
    /// or not.
    Open(bool),
    /// Begins to read the table again, each row with the typical uncertainty or not.
    Again(bool),
    /// Reads on, at most so many rows.
    Read(u32),
    /// Shows the rows of these settings from a place on.
    Show(Settings, u32),
    /// Writes the table with its figures from a row on, as JSON or as a table.
    Write {
        /// Whether as JSON.
        as_json: bool,
        /// The address of the page, up to its `#`, that the links begin with; empty for fragments alone.
        page: String,
        /// The column that the rows are sorted by, and whether the largest is first.
        order: (Column, bool),
        /// The place in this order of the first row that is written.
        from: u32,
    },
}

/// The worker's reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The file is a table.
    Head(Head),
    /// Rows were read.
    Progress(Progress),
    /// Some of the rows.
    Shown(Shown),
    /// Rows as they are saved.
    Piece(Piece),
    /// There is no such table, or no more of it, for this reason.
    Refused(String),
}

/// The header of a table, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of bytes of the file.
    pub size: u64,
    /// The columns that are read.
    pub read: Vec<String>,
    /// The number of columns that pass through.
    pub others: u32,
    /// Whether it is a table of Epoch AI.
    pub is_epoch: bool,
    /// Whether it has names and dates, so that trends can show it.
    pub has_dates: bool,
    /// Columns that are nearly keys, or are there twice.
    pub notes: Vec<String>,
    /// The separator, if it is not a comma.
    pub separator: String,
}

/// How far a table is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The bytes that are read.
    pub bytes: u64,
    /// The rows that are read.
    pub rows: u32,
    /// Those with a figure.
    pub with_figure: u32,
    /// Those with an error or a warning.
    pub with_problems: u32,
    /// Those with two figures to compare.
    pub compared: u32,
    /// Those whose figures differ by more than a factor of 2.
    pub differing: u32,
    /// Whether the table has ended.
    pub is_done: bool,
    /// Whether it has more rows than are read.
    pub is_cut: bool,
}

/// Rows as they are saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text.
    pub bytes: Vec<u8>,
    /// The row that follows; `None` at the end.
    pub next: Option<u32>,
}

impl Request {
    /// Returns whether answers to all former requests are late from now on.
    pub fn is_beginning(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Again(_))
    }

    /// Writes the request as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Numbers and texts can always be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads a request. Returns `None` if the bytes are not a request.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl Reply {
    /// Writes the reply as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Numbers and texts can always be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads a reply. Returns `None` if the bytes are not a reply.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let settings = Settings {
            find: "“a” \u{0}".into(),
            ..Settings::default()
        };
        let write = Request::Write {
            as_json: true,
            page: "https://petaday.example/#".into(),
            order: (Column::Flop, true),
            from: 7,
        };
        for request in [
            Request::Open(true),
            Request::Again(false),
            Request::Read(9),
            Request::Show(settings, 200),
            write,
        ] {
            assert_eq!(Request::from_bytes(&request.to_bytes()), Some(request));
        }
        assert_eq!(Request::from_bytes(&[77, 0]), None);
        let piece = Piece {
            bytes: vec![0, 255],
            next: Some(3),
        };
        for reply in [
            Reply::Head(Head::default()),
            Reply::Progress(Progress::default()),
            Reply::Shown(Shown::default()),
            Reply::Piece(piece),
            Reply::Refused("x".into()),
        ] {
            assert_eq!(Reply::from_bytes(&reply.to_bytes()), Some(reply));
        }
        assert_eq!(Reply::from_bytes(&[77, 0]), None);
    }
}
