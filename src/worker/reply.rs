//! What the page asks, and the answers as JSON.

use crate::draft::Counted;
use crate::panel::{self, Act, Change};
use js_sys::Array;
use serde::Serialize;

/// What the page shows of a network, and what it computes with.
#[derive(Serialize)]
struct Network {
    /// Why it could not be counted.
    error: Option<String>,
    multiply_adds: f64,
    per: &'static str,
    sequence: Option<u64>,
    reading: String,
    tools: String,
    rows: String,
}

#[derive(Serialize)]
struct Changed {
    /// Keys and texts.
    fields: Vec<(&'static str, String)>,
    title: String,
    focus: String,
    undoable: bool,
}

pub(super) fn to(question: &Array) -> String {
    let text = |place| question.get(place).as_string().unwrap_or_default();
    let json = match text(1).as_str() {
        "network" => serde_json::to_string(&network(&text(2))),
        "act" => {
            let act = Act {
                what: text(3),
                row: question.get(4).as_f64().unwrap_or_default() as usize,
                value: text(5),
            };
            serde_json::to_string(&changed(panel::act(&text(2), &act)))
        }
        _ => Ok("null".into()),
    };
    // Numbers and texts: there is nothing that JSON could not hold.
    json.unwrap_or_default()
}

fn network(text: &str) -> Network {
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

fn changed(change: Change) -> Changed {
    let fields = change.fields.into_iter();
    Changed {
        fields: fields.map(|(key, text)| (key.name(), text)).collect(),
        title: change.title,
        focus: change.focus,
        undoable: change.undoable,
    }
}
