//! The messages between the page and the worker that reads files, as bytes.

use crate::panel::{Change, FilesAction, FilesShown, JobsAction, JobsShown};
use serde::{Deserialize, Serialize};

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Replaces the files with those that come along, and reads them.
    Put,
    /// Applies a user action in the panel of files.
    Files(FilesAction),
    /// Applies a user action in the panel of jobs.
    Jobs(JobsAction),
}

/// The worker's reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The change of the form.
    pub change: Change,
    /// The content of the panel of files, if it has changed.
    pub files: Option<FilesShown>,
    /// The content of the panel of jobs, if it has changed.
    pub jobs: Option<JobsShown>,
    /// Whether the files were an account of jobs.
    pub is_account: bool,
}

impl Request {
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

    /// Reads a reply. Page and worker are of one build, so a reply can always be read.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Key;
    use crate::panel::Grouping;

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let text = String::from("“a” \u{0} 1e9\n");
        for request in [
            Request::Put,
            Request::Files(FilesAction::Size(3, text.clone())),
            Request::Jobs(JobsAction::TickGroup(Grouping::Name, 3, true)),
        ] {
            assert_eq!(Request::from_bytes(&request.to_bytes()), Some(request));
        }
        let reply = Reply {
            change: Change {
                fields: Key::ALL.map(|key| (key, key.name().to_owned())).into(),
                lead: Some(Key::Tokens),
                ..Change::default()
            },
            files: Some(FilesShown {
                hub: text.clone(),
                found: Some(Err(text)),
                ..FilesShown::default()
            }),
            jobs: Some(JobsShown::default()),
            is_account: true,
        };
        assert_eq!(Reply::from_bytes(&reply.to_bytes()), reply);
        assert_eq!(Request::from_bytes(&[77, 0]), None);
    }
}
