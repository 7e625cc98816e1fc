//! Times of an epoch or a step, times their number.

use super::TRAININGS;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::{Noun, noun};
use crate::import::passage::rules::{Fact, free};
use crate::import::passage::why::Why;

/// Returns the unit that a time is given for: an epoch or a step.
pub(in crate::import::passage) fn rate_of(passage: &Passage, mention: &Mention) -> Option<Noun> {
    let doc = &passage.doc;
    if let Some(per) = &mention.per {
        return match noun(per) {
            Some(Noun::Epoch) => Some(Noun::Epoch),
            Some(Noun::Step | Noun::Batch) => Some(Noun::Step),
            _ => None,
        };
    }
    // `An epoch over 41,200 slices takes 38 minutes`, `each step lasts 1.2 s`, `s/step 0.4`
    let part = passage.judge_of().clause(mention.tokens.start);
    let verb = (part.start..mention.tokens.start)
        .rev()
        .take(5)
        .find(|at| {
            matches!(
                doc.word(*at),
                "takes"
                    | "took"
                    | "lasts"
                    | "lasted"
                    | "last"
                    | "needs"
                    | "needed"
                    | "take"
                    | "is"
                    | "was"
                    | "costs"
            )
        })?;
    if matches!(
        doc.word(verb.saturating_sub(1)),
        "that" | "which" | "this" | "it" | "run"
    ) {
        return None;
    }
    let seconds = match mention.noun {
        Noun::Time(unit) => mention.amount.value() * unit,
        _ => 0.0,
    };
    let subject = part.start..verb;
    let mut numbers = 0;
    for at in subject.rev() {
        numbers += usize::from(doc.get(at).is_some_and(|token| token.is_number()));
        let singular = match doc.word(at) {
            "epoch" => Noun::Epoch,
            "step" | "iteration" | "update" => Noun::Step,
            "steps" | "iterations"
                if numbers == 0
                    && seconds < 3600.0
                    && at > 0
                    && matches!(doc.word(at - 1), "its" | "their")
                    && mention.amount.value() < 100.0 =>
            {
                Noun::Step
            }
            word if matches!(noun(word), Some(Noun::Step | Noun::Epoch)) => return None,
            _ => continue,
        };
        let article = (1..=3).filter_map(|back| at.checked_sub(back)).any(|at| {
            matches!(
                doc.word(at),
                "an" | "a"
                    | "one"
                    | "each"
                    | "every"
                    | "per"
                    | "single"
                    | "its"
                    | "their"
                    | "optimizer"
                    | "optimiser"
            )
        });
        return article.then_some(singular);
    }
    None
}

fn product(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>, of: Noun, counted: Noun) {
    let key = match counted {
        Noun::Epoch => Key::Epochs,
        _ => Key::Steps,
    };
    // Rules run in the order of their table: steps and epochs are there.
    let counts = out.iter().filter(|fact| fact.key == key);
    let Some(count) = counts.max_by_key(|fact| fact.score).map(Fact::value) else {
        return;
    };
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::Time(_)), &[Why::Owned]) {
        let Noun::Time(unit) = mention.noun else {
            continue;
        };
        let total = mention.amount.value() * unit * count;
        if rate_of(passage, mention) == Some(of) && TRAININGS.contains(&total) {
            out.push(Fact::of(passage, Key::Time, number, 52, rule).times(unit * count));
        }
    }
    // `5.7 iterations per second`
    for (number, mention) in free(
        passage,
        move |noun| noun == counted,
        &[Why::Owned, Why::Inference],
    ) {
        let second = match mention.per.as_deref() {
            Some("second" | "s" | "sec") => 1.0,
            Some("minute" | "min") => 60.0,
            Some("hour" | "h") => 3600.0,
            Some("day") => 86_400.0,
            _ => continue,
        };
        let total = count / mention.amount.value() * second;
        if TRAININGS.contains(&total) {
            let mut fact = Fact::of(passage, Key::Time, number, 50, rule);
            (fact.low, fact.high) = (total, total);
            out.push(fact);
        }
    }
}

pub(in crate::import::passage) fn of_epochs(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    product(passage, rule, out, Noun::Epoch, Noun::Epoch);
}

pub(in crate::import::passage) fn of_steps(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    product(passage, rule, out, Noun::Step, Noun::Step);
}
