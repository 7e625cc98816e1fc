//! What the page asks about networks.

use super::{Changed, json};
use crate::answer::Counted;
use crate::draft::Key;
use crate::panel::{self, Act};
use serde::Serialize;

/// What the page shows of a network, and what it computes with.
#[derive(Serialize)]
pub(super) struct Network {
    /// Why it could not be counted.
    error: Option<String>,
    multiply_adds: f64,
    per: &'static str,
    sequence: Option<u64>,
    reading: String,
    tools: String,
    rows: String,
}

/// A text, counted.
pub(super) fn count(network: &str) -> String {
    json(&counted(network))
}

/// What follows from what was done beside a text.
pub(super) fn act(network: &str, act: &Act) -> String {
    let change = panel::act(network, act);
    let model = change.fields.iter().find(|(key, _)| *key == Key::Model);
    // Counted at once: its rows are to be there before one of them gets the focus.
    let network = model.map(|(_, text)| counted(text));
    json(&Changed {
        network,
        ..Changed::from(change)
    })
}

fn counted(text: &str) -> Network {
    let panel = panel::network(text);
    let reply = Network {
        error: None,
        multiply_adds: 0.0,
        per: "",
        sequence: None,
        reading: panel.reading,
        tools: panel.tools,
        rows: panel.rows,
    };
    match panel.counted {
        Counted::Pass(pass) => Network {
            multiply_adds: pass.multiply_adds,
            per: pass.per.name(),
            sequence: pass.sequence,
            ..reply
        },
        Counted::Refused(why) => Network {
            error: Some(why),
            ..reply
        },
        Counted::Waiting => reply,
    }
}
