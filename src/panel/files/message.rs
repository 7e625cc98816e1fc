//! The messages between the page and the worker that reads files, as JSON.

use crate::panel::{Act, Change};
use serde::{Deserialize, Serialize};

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Replaces the files with those that come along, and reads them.
    Put,
    /// Applies a user action in the panel of files or of jobs.
    Act(Act),
}

/// The worker's reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The change of the form.
    pub change: Change,
    /// The panel of files as HTML, if it has changed.
    pub files: Option<String>,
    /// The panel of jobs as HTML, if it has changed.
    pub jobs: Option<String>,
    /// Whether the files were an account of jobs.
    pub is_account: bool,
}

impl Request {
    /// Writes the request as JSON.
    pub fn to_json(&self) -> String {
        // Numbers and texts can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a request from JSON. Returns `None` if the JSON is no request.
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

impl Reply {
    /// Writes the reply as JSON.
    pub fn to_json(&self) -> String {
        // Numbers and texts can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a reply from JSON. Page and worker are of one build, so a reply can always be read.
    pub fn from_json(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Key;

    #[test]
    fn a_message_survives_json() {
        let act = Act {
            what: "paste".into(),
            row: 3,
            value: "“a” \u{0} 1e9\n".into(),
        };
        for request in [Request::Put, Request::Act(act)] {
            assert_eq!(Request::from_json(&request.to_json()), Some(request));
        }
        let reply = Reply {
            change: Change {
                fields: Key::ALL.map(|key| (key, key.name().to_owned())).into(),
                lead: Some(Key::Tokens),
                ..Change::default()
            },
            files: Some("<p>".into()),
            jobs: None,
            is_account: true,
        };
        assert_eq!(Reply::from_json(&reply.to_json()), reply);
        assert_eq!(Request::from_json("[\"put\"]"), None);
    }
}
