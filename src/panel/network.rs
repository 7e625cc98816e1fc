//! What a network comes to, and what can be done with it as a whole.

use super::{Act, Change, layers};
use crate::answer::{Counted, counted_from};
use crate::architecture::{Count, Error, count_text, outline};
use crate::catalog;
use crate::draft::Key;
use crate::words::network as words;
use maud::{Markup, html};

/// A network that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkPanel {
    /// For the estimate.
    pub counted: Counted,
    /// What it comes to, in a sentence.
    pub reading: String,
    /// HTML: networks to start from, and switches.
    pub tools: String,
    /// HTML: the network row by row.
    pub rows: String,
}

/// Counts a text and draws all that is to be seen of it.
pub fn network(text: &str) -> NetworkPanel {
    let count = count_text(text);
    let is_blank = text.trim().is_empty();
    NetworkPanel {
        counted: counted_from(&count),
        reading: count.as_ref().map_or(String::new(), words::reading),
        tools: tools(text, count.as_ref().ok()).into_string(),
        rows: layers::draw(text, &count, is_blank).into_string(),
    }
}

fn tools(text: &str, count: Option<&Count>) -> Markup {
    html! {
        (known(text))
        @if let Some(causal) = outline::is_causal(text) { (switch(causal)) }
        @if let Some(count) = count { (six_n(count)) }
    }
}

fn known(text: &str) -> Markup {
    let chosen = catalog::networks()
        .iter()
        .find(|network| network.text == text);
    html! {
        div.field {
            label for="known-network" { "Start from a known network" }
            p.hint #known-network-hint { "With the keyboard, Enter takes what is chosen." }
            select #known-network data-do="known" aria-describedby="known-network-hint" {
                option value="" selected[chosen.is_none()] { "Choose…" }
                @for network in catalog::networks() {
                    option value=(network.slug) selected[Some(network) == chosen] {
                        (network.name) " (" (network.year) ")"
                    }
                }
            }
            @if let Some(network) = chosen {
                p.hint { (network.note) " Source of its counts: " (network.source) }
            }
        }
    }
}

fn switch(causal: bool) -> Markup {
    html! {
        label.switch {
            input #causal type="checkbox" data-do="causal" checked[causal];
            span { "Count attention as causal: about half the square" }
        }
        details.why #who-counts-how {
            summary { "Who counts how?" }
            p {
                "A language model looks only at what came before, so half of the attention square is never needed. "
                "PaLM’s appendix B, nanoGPT, calflops and PyTorch’s FlopCounterMode count the full square, as Petaday does unless this is ticked; "
                "Kaplan et al., Megatron-LM, NeMo and verl count half."
            }
        }
    }
}

fn six_n(count: &Count) -> Markup {
    let Some(sentence) = words::six_n(count) else {
        return html! {};
    };
    let class = if words::is_notable(count) {
        "problem warning"
    } else {
        "echo"
    };
    html! {
        p class=(class) { (sentence) }
        button.link #six-n type="button" data-do="six-n" { "Use 6·N·D instead" }
    }
}

/// What follows from what was done beside the network's text.
pub fn act(text: &str, act: &Act) -> Change {
    let model = |text: String| Change::field(Key::Model, text);
    match act.what.as_str() {
        "known" => match catalog::networks().iter().find(|n| n.slug == act.value) {
            Some(network) => {
                let is_per_token = network.text.starts_with("tokens(");
                Change {
                    lead: Some(if is_per_token {
                        Key::Tokens
                    } else {
                        Key::Examples
                    }),
                    title: network.name.into(),
                    undoable: true,
                    ..model(network.text.into())
                }
            }
            None => Change::default(),
        },
        "causal" => model(outline::with_causal(text, act.value == "true")),
        "six-n" => match count_text(text) {
            Ok(count) => Change {
                focus: "field-parameters".into(),
                undoable: true,
                ..Change::field(Key::Parameters, count.six_n_parameters().to_string())
            },
            Err(_) => Change::default(),
        },
        _ => layers::act(text, act),
    }
}

/// Where in a text it cannot be read or counted, in characters from 0.
pub(super) fn place(error: &Error) -> usize {
    error.at.saturating_sub(1)
}
