//! Says what the panel of files shows.

use super::Desk;
use super::shown::{FilesShown, Forward, Found, FoundRow, OpenSettings, OpenSize};
use crate::architecture::{Per, count_text};
use crate::draft::Key;
use crate::import::{Import, Note, Source};
use crate::quantity::write::{people, percent, typed, whole};

/// From this share of attention in a count, the panel warns that the length of the sequences
/// matters.
const LARGE_SHARE: f64 = 0.25;
/// The most layers, nodes or tensors that are shown.
const MAX_ROWS: usize = 200;

impl Desk {
    /// Returns what the panel shows.
    pub fn shown(&self) -> FilesShown {
        let found = self.result.as_ref().map(|result| match result {
            Ok(import) => Ok(self.found(import)),
            Err(why) => Err(why.clone()),
        });
        FilesShown {
            hub: self.hub_text.clone(),
            account: self.account.clone(),
            settings: self.result.as_ref().and_then(|_| self.open_settings()),
            found,
        }
    }

    fn found(&self, import: &Import) -> Found {
        let file = self.files.first().map_or("", |(name, _)| name);
        let name = Some(self.name(import)).filter(|name| !name.is_empty());
        let is_counted = import.forward.is_some();
        let row = |row: &crate::import::Row| FoundRow {
            name: row.name.clone(),
            kind: row.kind.clone(),
            parameters: whole(row.parameters),
            multiply_adds: match is_counted {
                true => people(row.multiply_adds as f64),
                false => String::new(),
            },
        };
        Found {
            title: name.unwrap_or(file).into(),
            origin: format!("{}: {file}", kind(import.source)),
            parameters: import.parameters.map(|parameters| match active(import) {
                Some(active) => format!("{}, {} of them active", whole(parameters), whole(active)),
                None => whole(parameters),
            }),
            forward: forward(import),
            notes: import.notes.iter().map(note).collect(),
            methods: use_in(&import.fields()).map(String::from),
            rows: import.rows.iter().take(MAX_ROWS).map(row).collect(),
            more: import.rows.len().saturating_sub(MAX_ROWS),
        }
    }

    fn open_settings(&self) -> Option<OpenSettings> {
        let (source, per, sequence) = self.last_count?;
        let size = |size: Option<u64>| size.map_or(String::new(), |size| size.to_string());
        let settings = &self.settings;
        match source {
            Source::HfConfig if per == Per::Token => {
                let share = self.import().and_then(attention);
                let is_large = |share: &f64| *share > LARGE_SHARE && settings.sequence.is_none();
                let context = self.import().and_then(|import| import.context);
                Some(OpenSettings::Tokens {
                    sequence: size(settings.sequence),
                    assumed: size(sequence),
                    context: context.map(|context| whole(context.into())),
                    attention: share.filter(is_large).map(percent),
                    is_causal: settings.causal,
                })
            }
            Source::Onnx => {
                let input: Vec<String> = settings
                    .input
                    .iter()
                    .flatten()
                    .map(u64::to_string)
                    .collect();
                let open_size = |open: &crate::import::OpenSize| OpenSize {
                    name: open.name.clone(),
                    typed: size(settings.sizes.get(&open.name).copied()),
                    assumed: open.assumed.to_string(),
                };
                Some(OpenSettings::Onnx {
                    input: input.join("x"),
                    sizes: self.open_sizes.iter().map(open_size).collect(),
                })
            }
            Source::HfConfig | Source::Safetensors | Source::Gguf | Source::Profiler => None,
        }
    }
}

fn forward(import: &Import) -> Option<Forward> {
    let forward = import.forward?;
    let (exact, value) = (forward.whole(), forward.each());
    let flop = count(exact.map(|n| n.saturating_mul(2)), 2.0 * value);
    Some(Forward {
        per: import.per.name().into(),
        cost: format!(
            "{} multiply-adds, {flop} FLOP; the backward pass is not in it",
            count(exact, value)
        ),
        beside: import.beside.clone(),
        apart: import.apart.clone(),
    })
}

fn note(note: &Note) -> (bool, String) {
    match note {
        Note::Warning(text) => (true, text.clone()),
        Note::Info(text) => (false, text.clone()),
    }
}

/// Names the methods whose fields an import fills in, if any.
fn use_in(fields: &[(Key, String)]) -> Option<&'static str> {
    let has =
        |range: std::ops::RangeInclusive<Key>| fields.iter().any(|(key, _)| range.contains(key));
    let operations = has(Key::Connections..=Key::Frozen);
    match (operations, has(Key::Time..=Key::Utilization)) {
        (true, true) => Some("both methods"),
        (true, false) => Some("method 1"),
        (false, true) => Some("method 2"),
        (false, false) => None,
    }
}

fn kind(source: Source) -> &'static str {
    match source {
        Source::HfConfig => "A configuration of Hugging Face",
        Source::Onnx => "An ONNX graph",
        Source::Safetensors => "Weights in safetensors; only the header was read",
        Source::Gguf => "Weights in GGUF; only the header was read",
        Source::Profiler => "What a profiler or trainer wrote",
    }
}

/// Returns the share of attention over the context, which grows with the length of the sequence.
fn attention(import: &Import) -> Option<f64> {
    count_text(import.model.as_deref()?).ok()?.attention_share()
}

fn active(import: &Import) -> Option<u128> {
    import
        .active_parameters
        .filter(|active| Some(*active) != import.parameters)
}

/// Writes a whole number with all its digits if it is below 10¹⁵; otherwise writes the value.
fn count(exact: Option<u128>, value: f64) -> String {
    exact
        .filter(|_| value < 1e15)
        .map_or_else(|| typed(value), whole)
}
