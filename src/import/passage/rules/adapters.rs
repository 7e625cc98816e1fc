//! Adapters that train in place of the weights, and the share of the weights that they are.

use super::{Fact, Rule};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::number::Amount;
use crate::import::passage::stage;
use crate::import::passage::token::Doc;

pub(super) const RULES: &[Rule] = &[Rule {
    name: "trained share",
    reads: "the share of the weights that adapters train",
    example: (
        "We fine-tune a 7B model with LoRA, which trains 0.5% of the parameters, on 1B tokens.",
        &[
            ("parameters", "7B"),
            ("tokens", "1B"),
            ("trainable", "0.005"),
        ],
    ),
    run: share,
}];

/// The share that a question offers where a passage has none: ranks of 8 to 64 on models of billions of weights.
const USUAL: (f64, f64) = (0.001, 0.01);

/// Returns whether a word is that of adapters.
pub(in crate::import::passage) fn is_adapter(word: &str) -> bool {
    matches!(word, "lora" | "qlora" | "dora")
}

/// Returns all amounts, whether or not they count something.
fn amounts(passage: &Passage) -> impl Iterator<Item = &Amount> {
    let counted = passage.mentions.iter().map(|mention| &mention.amount);
    passage.bare.iter().chain(counted)
}

/// Returns whether a share is of the weights: `0.5% of the parameters`, `trainable parameters: 0.5%`.
fn is_of_weights(doc: &Doc, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let is_weights = |at: usize| matches!(doc.word(at), "parameters" | "weights" | "params");
    let before = start.saturating_sub(4).max(doc.sentence(start).start)..start;
    let is_trained = before.clone().any(|at| doc.word(at).starts_with("train"));
    let mut behind = end..(end + 5).min(doc.sentence(start).end);
    behind.any(is_weights) || is_trained && before.clone().any(is_weights)
}

fn share(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let mut stages = Vec::new();
    for at in (0..doc.tokens.len()).filter(|at| is_adapter(doc.word(*at))) {
        let sentence = doc.sentence(at);
        let trains = ["train*", "fine-tun*", "finetun*", "tun*", "adapt*"]
            .iter()
            .any(|verb| doc.has_phrase(sentence.clone(), verb));
        let stage = stage::of(doc, &passage.cues, &judge.clause(at), at);
        if !trains || stages.contains(&stage) || !judge.reasons(at).is_empty() {
            continue;
        }
        stages.push(stage);
        let said = amounts(passage).find(|amount| {
            amount.percent && sentence.contains(&amount.tokens.start) && is_of_weights(doc, amount)
        });
        let mut fact = Fact::at(Key::Trainable, at..at + 1, USUAL.0, 50, rule);
        match said {
            Some(amount) => {
                fact.tokens = amount.tokens.clone();
                (fact.low, fact.high) = (amount.low, amount.high);
                fact.hedge = amount.hedge;
            }
            None => {
                fact.high = USUAL.1;
                fact.doubtful = true;
            }
        }
        fact.stage = stage;
        out.push(fact);
    }
}
