//! Groups facts into the stages of a training.

use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::recipe::Learning;
use crate::import::passage::rules::Fact;
use crate::import::passage::stage::{REINFORCEMENT, Stage};
use std::collections::BTreeMap;

/// Keys that make a stage of their own.
const MAKES_STAGE: [Key; 4] = [Key::Time, Key::ChipHours, Key::Tokens, Key::Examples];

/// Keys of the time on chips, which is counted alike for every kind of training.
const OF_TIME: [Key; 7] = [
    Key::Time,
    Key::Chips,
    Key::ChipHours,
    Key::Hardware,
    Key::Format,
    Key::Utilization,
    Key::Peak,
];

/// Groups facts into stages in their order. Facts that name none go with the first that has any.
pub(super) fn by_stage(
    passage: &Passage,
    facts: Vec<Fact>,
    left: &mut Vec<(Fact, &'static str)>,
) -> Vec<(Option<Stage>, Vec<Fact>)> {
    let mut groups: BTreeMap<Option<Stage>, Vec<Fact>> = BTreeMap::new();
    let learning = Learning::of(passage);
    let has_tokens = facts.iter().any(|fact| fact.key == Key::Tokens);
    for mut fact in facts {
        // Training that goes on has the parameters of the model.
        let goes_on = matches!(
            fact.stage,
            Some(Stage::Continued | Stage::Context | Stage::Annealing | Stage::Reinforcement)
        );
        if goes_on && fact.key == Key::Parameters {
            fact.stage = None;
        }
        // A stage of reinforcement learning generates its own texts: they are not data to count operations by.
        // Steps of nothing else are those of learning.
        let may_learn = matches!(
            fact.stage,
            None | Some(Stage::Posttraining | Stage::Preference | Stage::Reinforcement)
        );
        let is_alone = fact.key == Key::Steps && may_learn && !learning.is_empty() && !has_tokens;
        let is_learning =
            is_alone || learning.has(passage, fact.tokens.start) && fact.key != Key::Parameters;
        let is_reinforcement = fact.stage == Some(Stage::Reinforcement) || is_learning;
        if is_reinforcement && !OF_TIME.contains(&fact.key) {
            left.push((fact, REINFORCEMENT));
            continue;
        }
        groups.entry(fact.stage).or_default().push(fact);
    }
    // Stages that are counted have steps, if nothing else.
    let counted = |fact: &Fact| {
        matches!(
            fact.stage,
            Some(Stage::First | Stage::Second | Stage::Third)
        ) && fact.key == Key::Steps
    };
    let makes_stage = |fact: &Fact| MAKES_STAGE.contains(&fact.key) || counted(fact);
    // Steps with a batch say how much data there was.
    let steps_with_batch = |facts: &[Fact]| {
        [Key::Steps, Key::Batch]
            .iter()
            .all(|key| facts.iter().any(|fact| fact.key == *key))
    };
    let makes = |facts: &Vec<Fact>| facts.iter().any(makes_stage) || steps_with_batch(facts);
    let named: Vec<Stage> = groups
        .iter()
        .filter(|(_, facts)| makes(facts))
        .filter_map(|(stage, _)| *stage)
        .collect();
    // Examples without a time are those of the stage that has one.
    let unnamed = groups.get(&None).is_some_and(|facts| {
        facts
            .iter()
            .any(|fact| makes_stage(fact) && fact.key != Key::Examples)
    });
    let is_first = |stage: &Stage| matches!(stage, Stage::Pretraining | Stage::First);
    // A fact of no stage belongs to the pre-training, or to the only stage there is.
    let main = match named.iter().find(|stage| is_first(stage)) {
        Some(stage) => Some(*stage),
        None if unnamed || named.is_empty() => only(passage, &groups),
        None => named.first().copied(),
    };
    let mut first: Vec<Fact> = Vec::new();
    let mut later: Vec<(Option<Stage>, Vec<Fact>)> = Vec::new();
    for (stage, facts) in groups {
        let own = stage.is_none()
            || stage == main
            || matches!(stage, Some(Stage::Pretraining))
                && !named.contains(&Stage::Pretraining)
                && main.is_none();
        if own {
            first.extend(facts);
        } else if makes(&facts) {
            later.push((stage, facts));
        } else {
            left.extend(facts.into_iter().map(|fact| {
                (
                    fact,
                    "It is of another stage, of which too little is said for fields of its own.",
                )
            }));
        }
    }
    // Annealing may come before or after the context grows: as the passage tells them.
    let place = |stage: Stage| passage.cues.iter().position(|(_, cue)| *cue == stage);
    if place(Stage::Annealing) < place(Stage::Context) && place(Stage::Annealing).is_some() {
        let at = |stage| later.iter().position(|(of, _)| *of == Some(stage));
        if let (Some(one), Some(other)) = (at(Stage::Context), at(Stage::Annealing)) {
            later.swap(one, other);
        }
    }
    let name = if later.is_empty() {
        None
    } else {
        main.or(Some(Stage::Pretraining))
    };
    let mut out = vec![(name, first)];
    out.extend(later);
    out
}

/// Returns the only stage that the passage names, if it names it before anything else, and no fact is told both with
/// its name and without: `a fine-tuned Kite. The training ran on 8 GPUs for 3 days`.
fn only(passage: &Passage, groups: &BTreeMap<Option<Stage>, Vec<Fact>>) -> Option<Stage> {
    let (first, stage) = passage.cues.first()?;
    let is_alone = passage.cues.iter().all(|(_, other)| other == stage);
    let own = groups.get(&Some(*stage))?;
    let unnamed = groups.get(&None).map_or(&[][..], Vec::as_slice);
    let is_behind = unnamed
        .iter()
        .filter(|fact| OF_TIME.contains(&fact.key))
        .all(|fact| fact.tokens.start > *first);
    let is_twice = |fact: &Fact| {
        unnamed
            .iter()
            .any(|other| other.key == fact.key && !is_size(fact))
    };
    // `Base: 1T tokens. Fine-tuning: 52k examples`: each has data of its own.
    let is_data = |fact: &&Fact| matches!(fact.key, Key::Tokens | Key::Examples);
    let has_data = own.iter().any(|fact| is_data(&fact));
    let is_behind = is_behind
        && !(has_data
            && unnamed
                .iter()
                .filter(is_data)
                .any(|fact| fact.tokens.start < *first));
    // Adapters that are mentioned after the data are of a later stage: `It can be fine-tuned with LoRA.`
    let is_of_adapters = own.iter().all(|fact| fact.key == Key::Trainable);
    let is_later = is_of_adapters
        && unnamed
            .iter()
            .any(|fact| MAKES_STAGE.contains(&fact.key) && fact.tokens.start < *first);
    let has_base = matches!(
        stage,
        Stage::Finetuning | Stage::Posttraining | Stage::Preference
    );
    (is_alone && has_base && is_behind && !is_later && !own.iter().any(is_twice)).then_some(*stage)
}

/// Returns whether a fact is of the model, which is told anywhere.
fn is_size(fact: &Fact) -> bool {
    matches!(fact.key, Key::Parameters | Key::Hardware | Key::Format)
}
