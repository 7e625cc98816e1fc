//! The panels of a network: its count, its tools and its rows.

use super::{Act, Change, NetworkReading, layers};
use crate::answer::network_pass;
use crate::architecture::{Count, NetworkError, count_text, outline};
use crate::catalog;
use crate::draft::Key;
use crate::words::network as words;
use maud::{Markup, html};

/// Counts a network.
pub(super) fn read(text: &str) -> NetworkReading {
    let count = count_text(text);
    NetworkReading {
        counted: network_pass(&count),
        words: count.as_ref().map_or(String::new(), words::reading),
    }
}

/// Draws the network row by row.
pub(super) fn rows(text: &str) -> Markup {
    layers::draw(text, &count_text(text), text.trim().is_empty())
}

/// Draws networks to start from, and switches.
pub(super) fn tools(text: &str) -> Markup {
    let count = count_text(text).ok();
    html! {
        (known(text))
        @if let Some(causal) = outline::is_causal(text) { (switch(causal)) }
        @if let Some(count) = &count { (six_n(count)) }
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

/// Applies a user action beside the network's text.
pub(super) fn act(text: &str, act: &Act) -> Change {
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

/// Returns the place of an error in a network's text, in characters from 0.
pub(super) fn place(error: &NetworkError) -> usize {
    error.at.saturating_sub(1)
}
