//! The tools beside the text of a network: networks to start from, the switch for causal attention,
//! and the way back to the rule 6·N·D.

use super::Network;
use crate::architecture::outline;
use crate::catalog::{self, KnownNetwork};
use crate::draft::Key;
use crate::panel::Change;
use crate::words::network as words;

/// The tools for one network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tools {
    /// The known network that has this text.
    pub known: Option<&'static KnownNetwork>,
    /// Whether attention looks only at earlier positions. `None` if the network takes no tokens.
    pub causal: Option<bool>,
    /// The distance from the rule 6·N·D, if the network takes tokens.
    pub six_n: Option<SixN>,
}

/// The distance of a count from the rule 6·N·D.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SixN {
    /// The distance in words.
    pub sentence: String,
    /// Whether the distance is worth a warning.
    pub is_notable: bool,
}

impl Tools {
    /// Returns the tools for a network.
    pub fn of(network: &Network) -> Self {
        let text = network.text.as_str();
        let six_n = network.count.as_ref().ok().and_then(|count| {
            Some(SixN {
                sentence: words::six_n(count)?,
                is_notable: words::is_notable(count),
            })
        });
        Self {
            known: catalog::networks().iter().find(|known| known.text == text),
            causal: outline::is_causal(text),
            six_n,
        }
    }
}

/// Returns the change that starts from a known network.
pub fn start_from(slug: &str) -> Change {
    let Some(known) = catalog::networks().iter().find(|n| n.slug == slug) else {
        return Change::default();
    };
    let is_per_token = known.text.starts_with("tokens(");
    Change {
        lead: Some(if is_per_token {
            Key::Tokens
        } else {
            Key::Examples
        }),
        title: known.name.into(),
        undoable: true,
        ..Change::field(Key::Model, known.text.into())
    }
}

/// Returns the change that makes attention look only at earlier positions, or at all of them.
pub fn with_causal(text: &str, causal: bool) -> Change {
    Change::field(Key::Model, outline::with_causal(text, causal))
}

/// Returns the change that gives the parameters of the rule 6·N·D in place of the network.
pub fn use_six_n(network: &Network) -> Change {
    let Ok(count) = &network.count else {
        return Change::default();
    };
    Change {
        focus: "field-parameters".into(),
        undoable: true,
        ..Change::field(Key::Parameters, count.six_n_parameters().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GPT_2: &str =
        "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)";

    #[test]
    fn a_network_of_tokens_has_every_tool() {
        let tools = Tools::of(&Network::of(GPT_2));
        assert_eq!(tools.known.map(|known| known.name), Some("GPT-2 (small)"));
        assert_eq!(tools.causal, Some(false));
        let six_n = tools.six_n.expect("tokens");
        assert!(six_n.is_notable);
        assert!(six_n.sentence.contains("13.3%"), "{}", six_n.sentence);
        for other in ["input(784);fc(10)", "", "fc("] {
            assert_eq!(Tools::of(&Network::of(other)), Tools::default(), "{other}");
        }
    }

    #[test]
    fn a_known_network_brings_its_title_and_its_passes() {
        for known in catalog::networks() {
            let change = start_from(known.slug);
            assert_eq!(change.fields, [(Key::Model, known.text.to_owned())]);
            assert_eq!(change.title, known.name);
            assert!(change.undoable);
            let lead = match known.text.split('(').next() {
                Some("tokens") => Key::Tokens,
                _ => Key::Examples,
            };
            assert_eq!(change.lead, Some(lead), "{}", known.slug);
        }
        assert_eq!(start_from("no such network"), Change::default());
    }

    #[test]
    fn six_n_takes_the_place_of_a_network_that_can_be_counted() {
        let change = use_six_n(&Network::of(GPT_2));
        assert_eq!(change.fields, [(Key::Parameters, "123653376".to_owned())]);
        assert_eq!(change.focus, "field-parameters");
        assert!(change.undoable);
        assert_eq!(use_six_n(&Network::of("fc(")), Change::default());
    }

    #[test]
    fn the_switch_changes_the_text() {
        let change = with_causal("tokens(8);embed(9,4)", true);
        let text = "tokens(8,causal);embed(9,4)".to_owned();
        assert_eq!(change, Change::field(Key::Model, text));
    }
}
