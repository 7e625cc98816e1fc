//! What the page asks, and the answers as JSON.

use crate::architecture::{Count, count_text};
use crate::catalog;
use crate::draft::{Counted, counted_from};
use crate::report::layers::{self, RowCount};
use crate::report::network;
use js_sys::Array;
use serde::Serialize;

/// A network's count, or why there is none.
#[derive(Default, Serialize)]
struct NetworkReply {
    error: Option<String>,
    /// Where the error is in the text, in characters from 0.
    error_at: Option<usize>,
    multiply_adds: f64,
    per: &'static str,
    sequence: Option<u64>,
    reading: String,
    six_n: Option<SixN>,
    rows: Vec<RowCount>,
}

/// What the rule 6·N·D takes, and leaves out.
#[derive(Serialize)]
struct SixN {
    parameters: String,
    words: String,
    notable: bool,
}

#[derive(Serialize)]
struct NamedNetwork {
    name: &'static str,
    year: u16,
    text: &'static str,
    note: &'static str,
}

pub(super) fn to(question: &Array) -> String {
    let text = question.get(2).as_string().unwrap_or_default();
    let json = match question.get(1).as_string().as_deref() {
        Some("count") => serde_json::to_string(&count(&text)),
        Some("networks") => serde_json::to_string(&networks()),
        _ => Ok("null".into()),
    };
    // Numbers and texts: there is nothing that JSON could not hold.
    json.unwrap_or_default()
}

fn count(text: &str) -> NetworkReply {
    let counted = count_text(text);
    let at = counted
        .as_ref()
        .err()
        .map(|error| error.at.saturating_sub(1));
    let count = counted.as_ref().ok();
    let rows = count.map(|count| layers::rows(text, count));
    let reply = NetworkReply {
        error_at: at,
        rows: rows.unwrap_or_default(),
        ..NetworkReply::default()
    };
    match (counted_from(&counted), count) {
        (Counted::Pass(pass), Some(count)) => NetworkReply {
            multiply_adds: pass.multiply_adds,
            per: pass.per.name(),
            sequence: pass.sequence,
            reading: network::reading(count),
            six_n: six_n(count),
            ..reply
        },
        (Counted::Refused(why), _) => NetworkReply {
            error: Some(why),
            ..reply
        },
        _ => reply,
    }
}

fn six_n(count: &Count) -> Option<SixN> {
    Some(SixN {
        parameters: count.six_n_parameters().to_string(),
        words: network::six_n(count)?,
        notable: network::is_notable(count),
    })
}

fn networks() -> Vec<NamedNetwork> {
    let named = |network: &'static catalog::KnownNetwork| NamedNetwork {
        name: network.name,
        year: network.year,
        text: network.text,
        note: network.note,
    };
    catalog::networks().iter().map(named).collect()
}
