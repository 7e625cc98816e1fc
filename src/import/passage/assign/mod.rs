//! One choice among facts: which go into which field of which stage, and what stays a question.

mod beside;
mod pick;
mod settle;
mod share;
mod stages;

use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::periods::Period;
use crate::import::passage::rules::Fact;
use crate::import::passage::stage::Stage;
use pick::Picker;
pub(super) use pick::{LIKELIER, is_bound};
use settle::{agree, in_tokens, level, settle_hardware, settle_times, settle_tokens, tokens_of};
use share::share_hardware;
use stages::by_stage;
use std::collections::BTreeMap;

/// The reason to leave out parameters where the data are counted in examples.
const PER_TOKEN: &str =
    "The data are counted in examples, and parameters cost operations for each token.";

/// Fields of one stage, chosen.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) stage: Option<Stage>,
    pub(super) facts: Vec<Fact>,
    pub(super) periods: Vec<Period>,
}

/// Facts that compete for a field, of which none is taken.
#[derive(Debug)]
pub(super) struct Tie {
    pub(super) stage: usize,
    pub(super) key: Key,
    pub(super) facts: Vec<Fact>,
}

/// Everything that was decided.
#[derive(Debug, Default)]
pub(super) struct Decided {
    pub(super) stages: Vec<Chosen>,
    pub(super) ties: Vec<Tie>,
    /// Facts that were not taken, and why.
    pub(super) left: Vec<(Fact, &'static str)>,
    /// Two figures of the same thing: what they are, and both.
    pub(super) pairs: Vec<(&'static str, f64, f64)>,
}

/// Two facts whose scores differ by less are a question.
const CLOSE: i32 = 3;

/// Values that differ by less are the same.
const SAME: f64 = 0.02;

pub(super) fn assign(passage: &Passage, facts: Vec<Fact>) -> Decided {
    let mut decided = Decided::default();
    for (stage, facts) in by_stage(passage, facts, &mut decided.left) {
        let number = decided.stages.len() + 1;
        let chosen = stage_of(passage, number, stage, facts, &mut decided);
        decided.stages.push(chosen);
    }
    share_hardware(passage, &mut decided.stages);
    if decided.stages.is_empty() {
        decided.stages.push(Chosen::default());
    }
    decided
}

fn same(a: f64, b: f64) -> bool {
    (a / b - 1.0).abs() <= SAME
}

/// Chooses the facts of one stage.
fn stage_of(
    passage: &Passage,
    number: usize,
    stage: Option<Stage>,
    facts: Vec<Fact>,
    decided: &mut Decided,
) -> Chosen {
    let mut pool: BTreeMap<Key, Vec<Fact>> = BTreeMap::new();
    for fact in facts {
        pool.entry(fact.key).or_default().push(fact);
    }
    for (key, facts) in &mut pool {
        agree(facts);
        level(passage, facts);
        beside::weigh(passage, *key, number == 1, facts);
        facts.sort_by_key(|fact| (std::cmp::Reverse(fact.score), fact.tokens.start));
    }
    let mut chosen = Chosen {
        stage,
        ..Chosen::default()
    };
    let mut picker = Picker { number, decided };
    let mut pick = |key: Key, pool: &mut BTreeMap<Key, Vec<Fact>>| {
        picker.pick(key, pool.remove(&key).unwrap_or_default())
    };

    // Data: tokens, steps with a batch, or examples.
    let lengths = pool.remove(&Key::Timesteps).unwrap_or_default();
    let epochs_known = pool
        .get(&Key::Epochs)
        .and_then(|facts| facts.first())
        .map(Fact::value);
    let tokens = pool.remove(&Key::Tokens).unwrap_or_default();
    let (tokens, seen) = settle_tokens(passage, tokens, epochs_known);
    let tokens = pick(Key::Tokens, &mut BTreeMap::from([(Key::Tokens, tokens)]));
    let epochs = pick(Key::Epochs, &mut pool);
    let steps = pick(Key::Steps, &mut pool);
    let batch = pick(Key::Batch, &mut pool);
    let mut examples = pick(Key::Examples, &mut pool);
    let forward = pick(Key::MultiplyAdds, &mut pool)
        .or(pick(Key::Forward, &mut pool))
        .or(pick(Key::Connections, &mut pool));
    let mut parameters = pick(Key::Parameters, &mut pool);
    let own_size = parameters.as_ref().map(Fact::value);
    // Later stages take the parameters of the first.
    let of_first = picker.decided.stages.first();
    let has_parameters = parameters.is_some()
        || of_first.is_some_and(|first| first.facts.iter().any(|fact| fact.key == Key::Parameters));
    // `50k examples of 512 tokens` are tokens.
    let of_examples = examples
        .as_ref()
        .filter(|_| has_parameters && tokens.is_none() && forward.is_none() && batch.is_none())
        .and_then(|examples| tokens_of(passage, examples, &lengths));
    if of_examples.is_some() {
        examples = None;
    }
    let tokens = tokens.or(of_examples);
    let weak_tokens = tokens.as_ref().is_some_and(|tokens| tokens.score < 45);
    let batch = batch.and_then(|batch| in_tokens(batch, &lengths, has_parameters, passage));
    let per_token = batch
        .as_ref()
        .is_some_and(|batch| batch.unit == Some(Noun::Token));
    let by_tokens =
        tokens.is_some() && !(weak_tokens && steps.is_some() && per_token) && forward.is_none();
    if let (Some(tokens), Some(steps), Some(batch)) = (&tokens, &steps, &batch)
        && per_token
    {
        let pair = (
            "Steps × batch and the tokens",
            steps.value() * batch.value(),
            tokens.value(),
        );
        picker.decided.pairs.push(pair);
    }
    if by_tokens {
        chosen.facts.extend(tokens);
        chosen.facts.extend(epochs.filter(|_| !seen));
    } else if let (Some(steps), Some(batch)) = (&steps, &batch) {
        let of_examples = batch.unit != Some(Noun::Token);
        chosen.facts.extend([steps.clone(), batch.clone()]);
        if of_examples {
            leave(&mut parameters, picker.decided, PER_TOKEN);
        }
    } else if let Some(examples) = examples.filter(|_| epochs.is_some() || steps.is_none()) {
        // Epochs of examples; parameters would be per token.
        leave(&mut parameters, picker.decided, PER_TOKEN);
        chosen.facts.push(examples);
        chosen.facts.extend(epochs);
    } else if let Some(steps) = steps {
        chosen.facts.push(steps);
        chosen
            .facts
            .extend(batch.filter(|batch| parameters.is_none() || batch.unit == Some(Noun::Token)));
    } else {
        chosen.facts.extend(epochs);
    }
    if forward.is_some() {
        leave(
            &mut parameters,
            picker.decided,
            "The operations of a forward pass are given as well, and say more.",
        );
    }
    chosen.facts.extend(forward);
    chosen.facts.extend(parameters);

    // Hardware: periods, chip-hours, or time and chips.
    let named = pool.remove(&Key::Hardware).unwrap_or_default();
    let hours = picker.pick(
        Key::ChipHours,
        pool.remove(&Key::ChipHours).unwrap_or_default(),
    );
    let times = settle_times(pool.remove(&Key::Time).unwrap_or_default());
    let counts = pool.remove(&Key::Chips).unwrap_or_default();
    let periods = if number == 1 && !passage.periods.is_empty() {
        passage.periods.clone()
    } else {
        crate::import::passage::fleet::periods(passage, &times, &counts)
    };
    if periods.len() > 1 {
        chosen.periods = periods;
    } else if let Some(hours) = hours {
        chosen.facts.push(hours);
        if let (Some(time), Some(count), Some(hours)) =
            (times.first(), counts.first(), chosen.facts.last())
        {
            let product = time.value() / 3600.0 * count.value();
            picker
                .decided
                .pairs
                .push(("Time × chips and the chip-hours", product, hours.value()));
        }
        let reason = "The chip-hours say as much, and more exactly.";
        picker.decided.left.extend(
            times
                .into_iter()
                .take(1)
                .chain(counts.into_iter().take(1))
                .map(|fact| (fact, reason)),
        );
    } else {
        chosen.facts.extend(picker.pick(Key::Time, times));
        chosen.facts.extend(picker.pick(Key::Chips, counts));
    }
    let counted: Vec<&Fact> = chosen
        .facts
        .iter()
        .filter(|fact| matches!(fact.key, Key::Chips | Key::ChipHours))
        .collect();
    let named = settle_hardware(named, &counted);
    let formats = pool.remove(&Key::Format).unwrap_or_default();
    let peaks = pool.remove(&Key::Peak).unwrap_or_default();
    settle_peak(passage, &mut picker, &mut chosen, named, formats, peaks);
    chosen.facts.extend(picker.pick(
        Key::Utilization,
        pool.remove(&Key::Utilization).unwrap_or_default(),
    ));
    // Only counting operations takes the share of the weights that train.
    let has_data = |fact: &Fact| matches!(fact.key, Key::Tokens | Key::Steps | Key::Examples);
    if has_parameters && chosen.facts.iter().any(has_data) {
        let of_first = || {
            let first = picker.decided.stages.first()?;
            first
                .facts
                .iter()
                .find(|fact| fact.key == Key::Parameters)
                .map(Fact::value)
        };
        let size = own_size.or_else(of_first);
        let shares = pool.remove(&Key::Trainable).unwrap_or_default();
        let shares = shares
            .into_iter()
            .filter_map(|fact| share_of(fact, size))
            .collect();
        chosen.facts.extend(picker.pick(Key::Trainable, shares));
    }
    let runs = picker.pick(Key::Runs, pool.remove(&Key::Runs).unwrap_or_default());
    if let Some(runs) = runs {
        run_again(&mut chosen, runs);
    }
    let compute = picker.pick(Key::Compute, pool.remove(&Key::Compute).unwrap_or_default());
    chosen.facts.extend(compute);
    chosen
}

/// Takes the number of runs of a stage. Its time and its chip-hours may be those of all runs: beside them, the data are
/// multiplied.
fn run_again(chosen: &mut Chosen, runs: Fact) {
    let is_data = |fact: &Fact| matches!(fact.key, Key::Tokens | Key::Examples | Key::Steps);
    let is_timed = !chosen.periods.is_empty()
        || chosen
            .facts
            .iter()
            .any(|fact| matches!(fact.key, Key::Time | Key::ChipHours));
    match chosen.facts.iter_mut().find(|fact| is_data(fact)) {
        None => {}
        Some(data) if is_timed => {
            let mut all = data.clone().times(runs.value());
            all.tokens.start = all.tokens.start.min(runs.tokens.start);
            all.tokens.end = all.tokens.end.max(runs.tokens.end);
            *data = all;
        }
        Some(_) => chosen.facts.push(runs),
    }
}

/// Turns a number of weights that train into their share of all. Returns `None` if it is not part of them.
fn share_of(fact: Fact, size: Option<f64>) -> Option<Fact> {
    match (fact.unit, size) {
        (None, _) => Some(fact),
        (Some(_), Some(size)) if fact.high < size => Some(fact.times(1.0 / size)),
        _ => None,
    }
}

/// Chooses the peak of a chip: that of a calculation where no hardware is named, else the hardware and its format.
fn settle_peak(
    passage: &Passage,
    picker: &mut Picker,
    chosen: &mut Chosen,
    named: Vec<Fact>,
    formats: Vec<Fact>,
    peaks: Vec<Fact>,
) {
    let is_nameless = named.is_empty() && chosen.periods.is_empty() && !peaks.is_empty();
    if is_nameless && passage.hardware.is_empty() {
        chosen.facts.extend(picker.pick(Key::Peak, peaks));
        let reason = "The peak is given, which is that of the number format.";
        let formats = formats.into_iter().take(1).map(|fact| (fact, reason));
        picker.decided.left.extend(formats);
        return;
    }
    if is_nameless {
        // A name that is not taken may be that of the chip.
        picker.decided.ties.push(Tie {
            stage: picker.number,
            key: Key::Peak,
            facts: peaks,
        });
    } else {
        let is_of = |peak: &Fact| named.iter().any(|found| settle::is_peak(found, peak));
        let left = peaks.into_iter().map(|peak| {
            let reason = match is_of(&peak) {
                true => "It is the peak of the hardware, whose name says as much.",
                false => {
                    "The hardware is named, and its peak is taken. The utilization may be over this one."
                }
            };
            (peak, reason)
        });
        picker.decided.left.extend(left);
    }
    chosen.facts.extend(picker.pick(Key::Hardware, named));
    chosen.facts.extend(picker.pick(Key::Format, formats));
}

fn leave(fact: &mut Option<Fact>, decided: &mut Decided, why: &'static str) {
    if let Some(fact) = fact.take() {
        decided.left.push((fact, why));
    }
}
