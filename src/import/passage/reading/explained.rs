//! Amounts that no field takes and that have a reason of their own: a product that says the tokens again, and energy.

use crate::draft::Key;
use crate::import::passage::assign::Decided;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::Fact;
use std::ops::Range;

/// The reason to leave steps and a batch beside their tokens.
pub(super) const PRODUCT: &str = "Steps × batch gives the tokens, as the passage says.";

/// The reason to leave energy.
const ENERGY: &str = "No field takes it: energy is worked out from the chips and their time.";

/// Returns where the steps and the batch stand that give the tokens which the form takes: `150,000 steps`, `3.15M tokens`.
pub(super) fn products(passage: &Passage, decided: &Decided) -> Vec<usize> {
    const NEAR: f64 = 0.03;
    let mut taken = decided.stages.iter().flat_map(|stage| &stage.facts);
    let Some(tokens) = taken.find(|fact| fact.key == Key::Tokens).map(Fact::value) else {
        return Vec::new();
    };
    let of = |wanted: fn(Noun) -> bool| {
        let all = passage.mentions.iter();
        all.filter(move |mention| wanted(mention.noun) && mention.amount.value() < tokens)
    };
    let is_product = |value: f64| (value / tokens - 1.0).abs() < NEAR;
    for steps in of(|noun| noun == Noun::Step) {
        let rest = |factor: &Mention| steps.amount.value() * factor.amount.value();
        if let Some(batch) = of(|noun| noun == Noun::Token).find(|batch| is_product(rest(batch))) {
            return vec![steps.tokens.start, batch.tokens.start];
        }
        let in_batch = of(|noun| {
            matches!(
                noun,
                Noun::Sequence | Noun::Example | Noun::Batch | Noun::BatchSize
            )
        });
        for batch in in_batch {
            let mut lengths = of(|noun| matches!(noun, Noun::Length | Noun::Token));
            let is_length = |length: &&Mention| is_product(rest(batch) * length.amount.value());
            if let Some(length) = lengths.find(is_length) {
                return [steps, batch, length]
                    .map(|factor| factor.tokens.start)
                    .into();
            }
        }
    }
    Vec::new()
}

/// Returns amounts of energy, which a reader looks for: `131 MWh`.
pub(super) fn energies(passage: &Passage) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let of_energy = |mention: &&Mention| {
        let unit = passage.doc.word(mention.tokens.end.saturating_sub(1));
        mention.noun == Noun::Other && matches!(unit, "kwh" | "mwh" | "gwh")
    };
    let found = passage.mentions.iter().filter(of_energy);
    found.map(|mention| (mention.tokens.clone(), ENERGY))
}
