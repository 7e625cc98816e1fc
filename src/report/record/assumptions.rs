//! The assumptions of an estimate, in sentences, with the input that each depends on.

use super::inputs::{Input, inputs};
use crate::answer::{accuracy, is_typical, is_worded};
use crate::architecture;
use crate::architecture::outline::is_causal;
use crate::draft::{Draft, Field, Key};
use crate::estimate::{
    Agreement, Basis, CLAIMED_FACTOR, COUNTING_FACTOR, Figures, Outcome, ROUNDING_ALONE, Role,
    StageFigures, Utilization,
};
use crate::quantity::{self, Dimension, write};
use crate::words::network;

/// The conventions of everything that is counted here.
const CONVENTIONS: &str = "A multiply-add counts as 2 FLOP, and operations of every number format count alike; operations that are repeated to save memory (recomputed activations) are not counted.";

/// Returns the assumptions of all stages, each once.
pub fn assumptions(draft: &Draft, outcome: &Outcome) -> Vec<String> {
    let mut sentences = Vec::new();
    // Nobody here knows how a figure from elsewhere was counted.
    if outcome.is_counted() {
        sentences.push(CONVENTIONS.to_owned());
    }
    let mut add = |text: String| {
        if !sentences.contains(&text) {
            sentences.push(text);
        }
    };
    let stages = || draft.stages().into_iter().zip(&outcome.stages);
    for (stage, figures) in stages() {
        let inputs_of = Stage { draft, stage };
        if figures.figures.operations.is_some() {
            add(inputs_of.backward());
            inputs_of.forward().into_iter().for_each(&mut add);
        }
        if figures.figures.gpu_time.is_some() {
            add("The peak is the dense one of a chip, without the speed-up of sparse matrices; the utilization is the share of it that the operations needed by the model reached over the whole time.".into());
            inputs_of.recomputed().into_iter().for_each(&mut add);
            inputs_of
                .words_for_hardware()
                .into_iter()
                .for_each(&mut add);
        }
        if let Some((_, Basis::Given)) = figures.figures.headline {
            add("Published training compute is used as it stands, and not counted again.".into());
        }
    }
    if let Some(text) = headline(&outcome.total) {
        add(text.into());
    }
    if stages().any(|(_, stage)| stage.role == Role::UnknownBase) {
        add("The compute of the base model is not known, so it is left out of every sum.".into());
    }
    if let Some((flop, _)) = outcome.total.headline
        && flop.0.is_range()
    {
        add("Ranges are 90% intervals of log-normal distributions; the ranges of different inputs are independent, so in a product the medians multiply and the squares of the logarithmic widths add.".into());
        let ranges = outcome.terms().into_iter().filter(|term| term.is_range());
        if ranges.count() > 1 {
            add(match outcome.shares_errors() {
                true => "Stages by the same method share its error; their other ranges are independent.",
                false => "The ranges of different stages are independent as well: the total is the median of their sum, which is not the sum of their medians.",
            }.into());
        }
    }
    if is_typical(draft) {
        add(typical(draft));
        if is_rounding(draft, outcome) {
            add(ROUNDING_ALONE.into());
        }
    }
    sentences
}

/// Says how uncertain figures without a range are taken to be, and who says so.
fn typical(draft: &Draft) -> String {
    let accuracy = accuracy(draft);
    let source = |factor: f64, usual: f64, source: &'static str| match factor == usual {
        true => source,
        false => "as typed",
    };
    let counting = match accuracy.operations {
        1.0 => String::new(),
        factor => format!(
            ", and the count to a factor of {} ({})",
            write::typed(factor),
            source(factor, COUNTING_FACTOR, "Hoffmann et al. 2022, Table A4")
        ),
    };
    let gpu_time = source(
        accuracy.gpu_time,
        CLAIMED_FACTOR,
        "Amodei and Hernandez 2018",
    );
    format!(
        "Typical uncertainty: for counted operations, each figure without a range is good to half a unit of its last digit{counting}; GPU time is good to a factor of {} ({gpu_time}), unless its utilization has a range.",
        write::typed(accuracy.gpu_time)
    )
}

/// Returns whether the figure is that of counted operations and an input of theirs has a range only
/// because its digits are rounded.
pub fn is_rounding(draft: &Draft, outcome: &Outcome) -> bool {
    let is_rounded = |input: Input| {
        let dimension = input.key.dimension();
        let typed =
            dimension.and_then(|dimension| draft.rules().read(&input.typed, dimension).ok());
        let has_range = input.value.is_some_and(|value| value.is_range());
        has_range && typed.is_some_and(|typed| !typed.is_range())
    };
    let rests_on = |(stage, figures): (u16, &StageFigures)| {
        let is_counted = matches!(figures.figures.headline, Some((_, Basis::Operations)));
        is_counted && inputs(draft, stage).into_iter().any(is_rounded)
    };
    let mut stages = draft.stages().into_iter().zip(&outcome.stages);
    let is_counting_exact = accuracy(draft).operations == 1.0;
    is_typical(draft) && is_counting_exact && stages.any(rests_on)
}

/// Says which method the figure is by, if both are filled in.
fn headline(total: &Figures) -> Option<&'static str> {
    total.combined?;
    Some(match total.headline?.1 {
        Basis::Operations => {
            "The figure is that of counting operations, which needs no assumed utilization; GPU time is the check."
        }
        Basis::GpuTime => "The figure is that of GPU time; counting operations is the check.",
        Basis::Combined => {
            "The figure is the geometric mean of both methods, weighted by how narrow the range of each is (weights 1/σ² in the logarithm); a method without a range counts as exact beside one with a range."
        }
        Basis::Given | Basis::Mixed => return None,
    })
}

/// Returns whether an implied utilization is so unusual that published ones are cited.
pub(super) fn is_unusual(agreement: Option<Agreement>) -> bool {
    let kind = agreement.map(Agreement::utilization);
    matches!(kind, Some(Utilization::High | Utilization::Low))
}

#[derive(Clone, Copy)]
struct Stage<'a> {
    draft: &'a Draft,
    stage: u16,
}

impl Stage<'_> {
    fn has(self, key: Key) -> bool {
        self.draft.is_filled(Field::new(self.stage, key))
    }

    fn typed(&self, key: Key) -> &str {
        let text = self.draft.get(Field::new(self.stage, key));
        text.unwrap_or_default().trim()
    }

    fn backward(self) -> String {
        if self.has(Key::Trainable) {
            return "With frozen weights throughout the network (adapters), a backward pass is 1 + the share that trains of a forward pass: the gradients of all inputs, and of the weights that train.".into();
        }
        if self.has(Key::Frozen) {
            return "With the first part of the network frozen, a backward pass is 2 × (1 − its share) of a forward pass: nothing goes back through what is frozen.".into();
        }
        let typed = self.typed(Key::Backward);
        match self.draft.rules().read(typed, Dimension::Ratio) {
            Ok(ratio) if ratio.median() == 0.0 => {
                "Only forward passes are counted: there is no backward pass.".into()
            }
            Ok(ratio) => format!(
                "A backward pass is taken as {} times a forward pass.",
                write::people(ratio.median())
            ),
            Err(_) => "A backward pass is taken as twice a forward pass, the usual ratio.".into(),
        }
    }

    /// Says what a forward pass includes.
    fn forward(self) -> Vec<String> {
        if self.has(Key::Parameters) {
            return vec!["Each parameter does one multiply-add per token in a forward pass; attention over the context would come on top and is not counted.".into()];
        }
        if !self.has(Key::Model) {
            return Vec::new();
        }
        let text = self.typed(Key::Model);
        let mut sentences = vec!["The network’s convolutions, linear layers (the output projection included) and the two products of attention are counted; norms, activations, pooling and the look-up of embeddings are not.".to_owned()];
        match is_causal(text) {
            Some(true) => sentences.push("Attention is counted as causal: each token attends to itself and to those before it, L(L + 1)/2 pairs in a sequence of L.".into()),
            Some(false) if text.to_ascii_lowercase().contains("causal") => sentences.push("Attention is counted over the full square of the sequence, except in the layers that say “causal”.".into()),
            Some(false) => sentences.push("Attention is counted over the full square of the sequence, also where a mask hides half of it.".into()),
            None => {}
        }
        if ["window=", "chunk="]
            .iter()
            .any(|setting| text.to_ascii_lowercase().contains(setting))
        {
            sentences.push("In layers with a window, or with blocks of positions, it is counted only over the pairs inside.".into());
        }
        if let Ok(count) = architecture::count_text(text) {
            if count.states > 0 {
                sentences.push("State spaces and linear attention are counted position by position: one multiply-add for each number of a state that is added to or read.".into());
            }
            sentences.extend(network::six_n(&count));
        }
        sentences
    }

    fn recomputed(self) -> Option<String> {
        let is_hfu = [Key::Utilization, Key::Fleet]
            .iter()
            .any(|key| quantity::is_hfu(self.typed(*key)));
        is_hfu.then(|| "A hardware utilization (HFU) is multiplied by 3/4: with full recomputation the hardware does 4/3 of the operations that the model needs.".into())
    }

    fn words_for_hardware(self) -> Option<String> {
        let is_dated = is_worded(self.draft, self.stage)
            && quantity::is_worded(self.typed(Key::Time), Dimension::Time);
        is_dated.then(|| "The training time is the end date minus the start date; a date without a time of day means midnight.".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::draft::link;

    #[test]
    fn the_assumptions_of_a_network_are_listed() {
        let sentences = |layers: &str| {
            let fragment = format!("v=1&tokens=1e9&model=tokens(64);embed(9,64);{layers}");
            let draft = link::decode(&fragment).draft;
            assumptions(&draft, &answer(&draft).outcome).join(" ")
        };
        let words = [
            "the full square of the sequence",
            "only over the pairs inside",
            "position by position",
        ];
        for (layers, is_said) in [
            ("attention(4)", [true, false, false]),
            ("attention(4,window=8)", [true, true, false]),
            ("attention(4,Chunk=8)", [true, true, false]),
            ("mamba(128,16)", [true, false, true]),
        ] {
            let sentences = sentences(layers);
            assert_eq!(
                words.map(|words| sentences.contains(words)),
                is_said,
                "{layers}: {sentences}"
            );
        }
    }
}
