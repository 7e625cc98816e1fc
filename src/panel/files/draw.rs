//! Draws the panel of files as HTML.

use super::Desk;
use crate::architecture::{Per, count_text};
use crate::draft::Key;
use crate::import::{Import, Note, Source};
use crate::panel::hub;
use crate::quantity::write::{people, percent, typed, whole};
use maud::{Markup, html};

/// From this share of attention in a count, the panel warns that the length of the sequences
/// matters.
const LARGE_SHARE: f64 = 0.25;
/// The most layers, nodes or tensors that are shown.
const MAX_ROWS: usize = 200;

impl Desk {
    /// Draws the panel.
    pub fn draw(&self) -> String {
        let html = html! {
            p.hint {
                "A Hugging Face config.json, an ONNX, safetensors or GGUF file, what a profiler printed, or the log of a run. Read in this browser; nothing is uploaded. "
                "Files may also be dropped anywhere on the page."
            }
            label.button for="pick" { "Choose files…" }
            input.visually-hidden #pick type="file" multiple data-do="pick";
            div.field {
                label for="paste" { "Or paste a config.json, a report or a log" }
                textarea #paste rows="2" data-do="paste" autocomplete="off" autocapitalize="off" spellcheck="false" {}
            }
            div.field {
                label for="hub" { "Or a model’s name on Hugging Face" }
                div.row {
                    input #hub type="text" data-do="hub" value=(self.hub_text) placeholder="org/name" autocomplete="off" autocapitalize="off" spellcheck="false";
                    button.button type="button" data-do="fetch" { "Fetch from " (hub::HOST) }
                }
            }
            div #found role="status" {
                @if let Some(name) = &self.account {
                    p.hint { (name) " is Slurm’s account of jobs: it is read in method 2, under “From Slurm’s accounting”." }
                }
                @match &self.result {
                    None => {}
                    Some(Err(why)) => {
                        p.problem.error { (why) }
                        (self.draw_settings())
                    },
                    Some(Ok(import)) => (self.draw_import(import)),
                }
            }
        };
        html.into_string()
    }

    fn draw_import(&self, import: &Import) -> Markup {
        let file = self.files.first().map_or("", |(name, _)| name);
        let use_in = use_in(&import.fields());
        html! {
            h3 { (Some(self.name(import)).filter(|name| !name.is_empty()).unwrap_or(file)) }
            p.hint { (kind(import.source)) ": " (file) }
            dl.facts {
                @if let Some(parameters) = import.parameters {
                    dt { "Parameters" }
                    dd { (whole(parameters)) @if let Some(active) = active(import) { ", " (whole(active)) " of them active" } }
                }
                @if let Some(forward) = import.forward {
                    dt { "Forward pass on one " (import.per.name()) }
                    dd {
                        (count(forward.whole(), forward.each())) " multiply-adds, "
                        (count(forward.whole().map(|n| n.saturating_mul(2)), 2.0 * forward.each())) " FLOP; the backward pass is not in it"
                        @if let Some(beside) = &import.beside { br; small { (beside) } }
                        @if let Some(apart) = &import.apart { br; (apart) }
                    }
                }
            }
            (self.draw_settings())
            @for note in &import.notes {
                @match note {
                    Note::Warning(text) => p.problem.warning { (text) },
                    Note::Info(text) => p.hint { (text) },
                }
            }
            @if let Some(methods) = use_in {
                button.button.primary #use-found type="button" data-do="use" { "Use in " (methods) }
            }
            (table(import))
        }
    }

    /// Draws the settings that a file leaves open.
    fn draw_settings(&self) -> Markup {
        let Some((source, per, sequence)) = self.last_count else {
            return html! {};
        };
        let size = |size: Option<u64>| size.map_or(String::new(), |size| size.to_string());
        let input = self
            .settings
            .input
            .iter()
            .flatten()
            .map(u64::to_string)
            .collect::<Vec<_>>()
            .join("x");
        html! {
            @if per == Per::Token && source == Source::HfConfig {
                div.field {
                    label for="found-sequence" { "Tokens of a sequence in training" }
                    input #found-sequence type="text" inputmode="numeric" data-do="sequence" autocomplete="off"
                        value=(size(self.settings.sequence)) placeholder=(size(sequence));
                    @if let Some(context) = self.import().and_then(|import| import.context) {
                        button.button #found-context type="button" data-do="context" {
                            "Count for the whole context, " (whole(context.into())) " tokens"
                        }
                    }
                    @if let Some(share) = self.import().and_then(attention).filter(|s| *s > LARGE_SHARE && self.settings.sequence.is_none()) {
                        p.problem.warning {
                            "Attention over sequences this long is " (percent(share)) " of the count. The length in training is often shorter: give it, if you know it."
                        }
                    }
                }
                label.switch {
                    input type="checkbox" data-do="causal" checked[self.settings.causal];
                    span { "Count attention as causal: about half the square" }
                }
            }
            @if source == Source::Onnx {
                div.field {
                    label for="found-input" { "Sizes of the input, the batch first" }
                    input #found-input type="text" data-do="input" autocomplete="off" value=(input) placeholder="1x3x224x224";
                }
                @for (index, open) in self.open_sizes.iter().enumerate() {
                    div.field {
                        label for={ "found-size-" (index) } { "Size of “" (open.name) "”, which the file leaves open" }
                        input id={ "found-size-" (index) } type="text" inputmode="numeric" data-do="size" data-row=(index) autocomplete="off"
                            value=(size(self.settings.sizes.get(&open.name).copied())) placeholder=(open.assumed);
                    }
                }
            }
        }
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

fn table(import: &Import) -> Markup {
    if import.rows.is_empty() {
        return html! {};
    }
    let left = import.rows.len().saturating_sub(MAX_ROWS);
    let counts = import.forward.is_some();
    html! {
        details.why #found-rows {
            summary { "Layer by layer" }
            div.scroll tabindex="0" role="group" aria-label="Layer by layer" {
                table.found {
                    thead {
                        tr {
                            th scope="col" { "Layer" }
                            th.number scope="col" { "Parameters" }
                            @if counts { th.number scope="col" { "Multiply-adds" } }
                        }
                    }
                    tbody {
                        @for row in import.rows.iter().take(MAX_ROWS) {
                            tr {
                                th scope="row" { (row.name) " " small { (row.kind) } }
                                td.number { (whole(row.parameters)) }
                                @if counts { td.number { (people(row.multiply_adds as f64)) } }
                            }
                        }
                    }
                }
            }
            @if left > 0 { p.hint { "And " (left) " more." } }
        }
    }
}
