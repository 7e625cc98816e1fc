//! Rules for calculations in the text: their factors say more than the sentences around them.

use super::super::calculation::{Calculation, Factor, Unit, is_gpu_time, is_six};
use super::super::gather::Passage;
use super::super::noun::Noun;
use super::{Fact, Rule, chips};
use crate::draft::Key;
use std::ops::Range;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "calculation of GPU time",
        reads: "the factors of chips × time × peak × utilization",
        example: (
            "Estimate: 64 GPUs * 40% * 125 TFLOP/s * 7 days * 24 h/day * 3600 s/h = 1.9e21 FLOP on V100 SXM2.",
            &[("chips", "64"), ("time", "7 d"), ("utilization", "0.4")],
        ),
        run: gpu_time,
    },
    Rule {
        name: "calculation of operations",
        reads: "the factors of 6 × parameters × tokens",
        example: (
            "Counting operations: 6 * 70B * 2T = 8.4e23 FLOP.",
            &[("parameters", "70B"), ("tokens", "2T")],
        ),
        run: operations,
    },
];

/// The score of a factor: above that of any sentence.
const SCORE: i32 = 150;

/// A time that no training takes: the factor is chip-hours, or has a number of chips in it.
const LONGEST: f64 = 6.3e7;

/// The seconds of a day.
const DAY: f64 = 86_400.0;

/// Peaks of one chip.
const PEAKS: Range<f64> = 1e9..1e17;

/// A number without a unit that is a speed, and no clock of a processor.
const SURELY: f64 = 1e12;

fn gpu_time(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let all = passage.calculations.iter();
    for calculation in all.filter(|calculation| is_gpu_time(&calculation.factors)) {
        let factors = &calculation.factors;
        let fact = |key, tokens: Range<usize>, value| Fact::at(key, tokens, value, SCORE, rule);
        let shares: Vec<&Factor> = factors.iter().filter(|factor| factor.is_share()).collect();
        if let [share] = shares.as_slice() {
            out.push(fact(Key::Utilization, share.tokens.clone(), share.value));
            // The utilization is over the peak beside it.
            let speeds: Vec<&Factor> = factors.iter().filter(|factor| factor.is_speed()).collect();
            if let [peak] = speeds.as_slice()
                && PEAKS.contains(&peak.value)
                && (peak.unit == Unit::Speed || peak.value >= SURELY)
            {
                out.push(fact(
                    Key::Peak,
                    peak.tokens.clone(),
                    super::tidy(peak.value),
                ));
            }
        }
        let counts: Vec<f64> = passage
            .mentions
            .iter()
            .filter(|mention| mention.noun == Noun::Chip)
            .map(|mention| mention.amount.value())
            .collect();
        let time = time(calculation, &counts);
        let used = time.as_ref().map_or(0..0, |time| time.factors.clone());
        let chips = count(passage, factors, &used);
        let is_of_chips = factors
            .iter()
            .any(|factor| matches!(factor.unit, Unit::ChipTime(_)));
        if let Some((tokens, count)) = chips.as_ref().filter(|_| !is_of_chips) {
            out.push(fact(Key::Chips, tokens.clone(), *count));
        }
        let Some(time) = time else { continue };
        let said = passage
            .mentions
            .iter()
            .any(|mention| matches!(mention.noun, Noun::ChipHours(_)));
        let key = match chips {
            _ if is_of_chips => Key::ChipHours,
            None if said || time.seconds > LONGEST => Key::ChipHours,
            _ => Key::Time,
        };
        let value = match key {
            Key::ChipHours => time.seconds / 3600.0,
            _ => time.seconds,
        };
        let mut fact = fact(key, time.tokens, super::tidy(value));
        fact.unit = time.unit.map(Noun::Time);
        out.push(fact);
    }
}

/// The time in a calculation.
struct Time {
    seconds: f64,
    /// The unit in which it is given, if it is.
    unit: Option<f64>,
    tokens: Range<usize>,
    /// The factors that it is of.
    factors: Range<usize>,
}

/// Returns the time: a factor with a unit, or the numbers before `24 * 3600`.
fn time(calculation: &Calculation, counts: &[f64]) -> Option<Time> {
    let factors = &calculation.factors;
    let units = factors
        .iter()
        .enumerate()
        .filter_map(|(at, factor)| match factor.unit {
            _ if factor.is_clock() => None,
            Unit::Time(unit) | Unit::ChipTime(unit) => Some((at, factor, unit)),
            _ => None,
        });
    let mut units: Vec<_> = units.collect();
    // `30 days * 24 h * 3600`: the hours of a day.
    if units.iter().any(|(.., unit)| *unit > 3600.0) {
        units.retain(|(_, factor, unit)| !(factor.value == 24.0 && *unit == 3600.0));
    }
    if let [(at, factor, unit)] = units.as_slice() {
        return Some(Time {
            seconds: factor.value * unit,
            unit: Some(*unit).filter(|unit| *unit > 1.0),
            tokens: factor.tokens.clone(),
            factors: *at..*at + 1,
        });
    }
    let mut clock = factors.iter().position(Factor::is_clock)?;
    // `24 * 24 * 3600`: the first 24 are days.
    let turns = |from: usize| -> f64 {
        let run = factors
            .iter()
            .skip(from)
            .take_while(|factor| factor.is_clock());
        run.map(|factor| factor.value).product()
    };
    let first = clock;
    while turns(clock) > DAY {
        clock += 1;
    }
    let is_counted = |factor: &Factor| {
        factor.unit == Unit::None && (1.0..1e6).contains(&factor.value) && !factor.is_clock()
    };
    let mut start = clock;
    while start > 0 && (start > first || factors.get(start - 1).is_some_and(is_counted)) {
        start -= 1;
    }
    let end = clock
        + factors
            .iter()
            .skip(clock)
            .take_while(|factor| factor.is_clock())
            .count();
    let seconds = |from: usize| -> f64 {
        let run = factors.iter().take(end).skip(from);
        run.map(|factor| factor.value).product()
    };
    // `16 * 21 * 24 * 3600` begins with the number of chips.
    let first = factors.get(start)?;
    if clock - start > 1 && (counts.contains(&first.value) || seconds(start) > LONGEST) {
        start += 1;
    }
    let tokens = factors.get(start)?.tokens.start..factors.get(end - 1)?.tokens.end;
    (start < clock).then(|| Time {
        seconds: seconds(start),
        unit: None,
        tokens,
        factors: start..end,
    })
}

/// Returns the number of chips: a factor that says so, or the only number without a unit.
fn count(
    passage: &Passage,
    factors: &[Factor],
    used: &Range<usize>,
) -> Option<(Range<usize>, f64)> {
    let with = |unit: Unit| factors.iter().find(move |factor| factor.unit == unit);
    if let Some(chips) = with(Unit::Chips) {
        return Some((chips.tokens.clone(), chips.value));
    }
    if let Some(cores) = with(Unit::Cores) {
        let count = match with(Unit::ChipsOfCore) {
            Some(share) => cores.value * share.value,
            None => chips::of_cores(passage, cores.tokens.start, cores.value)?,
        };
        return Some((cores.tokens.clone(), count));
    }
    let is_count = |(at, factor): &(usize, &Factor)| {
        !used.contains(at)
            && factor.unit == Unit::None
            && !factor.is_clock()
            && (1.0..1e7).contains(&factor.value)
    };
    // Without a peak the number may be one: `0.5 * 2.5 * 60 * 60 * 5000`.
    if !factors.iter().any(Factor::is_speed) {
        return None;
    }
    let mut counts = factors
        .iter()
        .enumerate()
        .filter(is_count)
        .map(|(_, factor)| factor);
    let only = counts.next().filter(|_| counts.next().is_none())?;
    (only.value.fract() == 0.0).then(|| (only.tokens.clone(), only.value))
}

fn operations(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let all = passage.calculations.iter();
    for calculation in all.filter(|calculation| is_six(&calculation.factors)) {
        let fact =
            |key, factor: &Factor| Fact::at(key, factor.tokens.clone(), factor.value, SCORE, rule);
        let factors = calculation.factors.iter();
        let mut others: Vec<&Factor> = factors.filter(|factor| !factor.is_six()).collect();
        // Where two numbers have no unit, the larger one is the tokens.
        let is = |unit: Unit| move |factor: &&&Factor| factor.unit == unit;
        let named = others.iter().find(is(Unit::Parameters)).copied();
        let large = others.iter().filter(|factor| factor.value >= 1e6).count();
        if let ([one, other], 2) = (others.as_slice(), large) {
            let is_swapped = match (one.unit, other.unit) {
                (Unit::Parameters, _) | (_, Unit::Tokens) => false,
                (Unit::Tokens, _) | (_, Unit::Parameters) => true,
                _ => one.value > other.value,
            };
            let (parameters, tokens) = if is_swapped {
                (other, one)
            } else {
                (one, other)
            };
            out.push(fact(Key::Parameters, parameters));
            out.push(fact(Key::Tokens, tokens));
            continue;
        }
        // `6 * 512 * 2000 * 120k * 110M`: the steps are known from the text, the rest is a batch in tokens.
        let largest = others.iter().filter(|factor| factor.value >= 1e7);
        let parameters = named.or_else(|| {
            let mut largest = largest.copied();
            largest.next().filter(|_| largest.next().is_none())
        });
        let Some(parameters) = parameters else {
            continue;
        };
        let known = |factor: &&Factor| {
            let mut steps = out.iter().filter(|fact| fact.key == Key::Steps);
            steps.any(|fact| fact.value() == factor.value)
        };
        let is_told = |factor: &&Factor| factor.unit == Unit::Steps;
        let told = others.iter().copied().find(is_told);
        let steps = told.or_else(|| others.iter().copied().find(known));
        out.extend(told.map(|steps| fact(Key::Steps, steps)));
        out.push(fact(Key::Parameters, parameters));
        others.retain(|factor| factor.tokens != parameters.tokens);
        if let Some(steps) = steps {
            others.retain(|factor| factor.tokens != steps.tokens);
            let batch = others.iter().map(|factor| factor.value).product();
            let tokens = calculation.tokens.clone();
            let mut fact = Fact::at(Key::Batch, tokens, batch, SCORE, rule);
            fact.unit = Some(Noun::Token);
            out.push(fact);
        }
    }
}

/// Takes out facts that a calculation says otherwise, and prefers a sentence that says the same: it is
/// easier to follow.
pub(super) fn settle(facts: &mut Vec<Fact>) {
    let is_own = |fact: &Fact| RULES.iter().any(|rule| rule.name == fact.rule);
    let calculated: Vec<Fact> = facts.iter().filter(|fact| is_own(fact)).cloned().collect();
    let group = |key: Key| match key {
        Key::Chips => Key::Chips,
        Key::Time | Key::ChipHours => Key::Time,
        other => other,
    };
    let mut kept: Vec<Fact> = Vec::new();
    for mut fact in std::mem::take(facts) {
        let mut rivals = calculated
            .iter()
            .filter(|other| group(other.key) == group(fact.key));
        let agrees = |other: &Fact| {
            other.key == fact.key && (other.value() / fact.value() - 1.0).abs() < 0.02
        };
        let has_rival = rivals.clone().next().is_some();
        if has_rival && !is_own(&fact) {
            if !rivals.any(agrees) {
                continue;
            }
            fact.score = SCORE + 1;
            fact.stage = None;
        }
        kept.push(fact);
    }
    *facts = kept;
}
