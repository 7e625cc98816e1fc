//! Numbers of parameters: which are those of one token, and which are of all experts or of a part of the model.

use super::is_of_other;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::names::size_of;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::rules::{Fact, free, says_before, says_behind, says_near};
use crate::import::passage::why::Why;

/// Words that say that parameters are those of one token.
const ACTIVE: [&str; 20] = [
    "active",
    "activated",
    "activates",
    "per token",
    "for any given token",
    "for any token",
    "take part",
    "takes part",
    "used for each",
    "for each token",
    "for every token",
    "used at a time",
    "any one token",
    "visits",
    "on any token",
    "on each token",
    "on every token",
    "for a token",
    "on a token",
    "per input",
];

/// Words that say that parameters are all of a mixture of experts.
const TOTAL: [&str; 8] = [
    "in total",
    "total",
    "in all",
    "altogether",
    "overall",
    "all experts",
    "sparse",
    "stored",
];

/// Words that say that parameters are a part of the model.
const PARTIAL: [&str; 11] = [
    "embedding parameters",
    "embeddings",
    "lora parameters",
    "trainable",
    "adapter",
    "free parameters",
    "frozen parameters",
    "in the decoder",
    "in the encoder",
    "encoder parameters",
    "more parameters",
];

/// More parameters has no model: the number is one of operations.
const MOST: f64 = 1e16;

/// Words of parameters that leave out those of embeddings.
const WITHOUT: [&str; 8] = [
    "non-embedding",
    "excluding embedding*",
    "excluding the embedding*",
    "excl . embedding*",
    "without embedding*",
    "without the embedding*",
    "not counting embedding*",
    "excluding token embedding*",
];

pub(super) fn parameters(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let wanted = |noun| noun == Noun::Parameter;
    for (number, mention) in free(
        passage,
        wanted,
        &[
            Why::Comparison,
            Why::WarmUp,
            Why::Owned,
            Why::Project,
            Why::Downstream,
            Why::Inference,
        ],
    ) {
        let value = mention.amount.value();
        if mention.amount.percent
            || !(1000.0..MOST).contains(&value)
            || mention.per.as_deref().is_some_and(|per| per != "token")
        {
            continue;
        }
        if is_bracketed_part(passage, mention) {
            continue;
        }
        if says_near(passage, mention, &WITHOUT) || !says_near(passage, mention, &PARTIAL) {
            let mut score = 60
                - 15 * i32::from(is_one_of_several(passage, mention))
                - 60 * i32::from(is_whole_of_active(passage, mention));
            score -= 25
                * i32::from(
                    says_near(passage, mention, &TOTAL)
                        && !says_behind(passage, mention, 4, &["active"]),
                );
            // `of which 3.3B active`: the brackets or the next words say more.
            score += 30
                * i32::from(
                    mention.per.is_some()
                        || says_before(passage, mention, 3, &["activat*", "active"])
                        || mention
                            .between
                            .clone()
                            .any(|at| passage.doc.word(at).starts_with("activ"))
                        || is_active(passage, mention),
                );
            out.push(Fact::of(passage, Key::Parameters, number, score, rule));
        }
    }
}

/// Returns whether the next words call these parameters active, not another number: `235B parameters (22B activated)`.
fn is_active(passage: &Passage, mention: &Mention) -> bool {
    let behind = mention.tokens.end..mention.tokens.end + 4;
    says_behind(passage, mention, 4, &ACTIVE)
        && !amounts(passage).any(|other| other.scaled && behind.contains(&other.tokens.start))
}

/// Returns whether a word directly follows an amount.
fn is_behind_amount(passage: &Passage, at: usize) -> bool {
    amounts(passage).any(|amount| amount.tokens.end == at)
}

fn amounts(passage: &Passage) -> impl Iterator<Item = &Amount> {
    let mentioned = passage.mentions.iter().map(|mention| &mention.amount);
    passage.bare.iter().chain(mentioned)
}

/// Returns whether a size tells a model from others, of which another is sized as well: `The 3B parameter LM took 30
/// days. The 15B model took 60 days.`
fn is_one_of_several(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    let start = mention.tokens.start;
    let is_told_apart = |at: usize| at.checked_sub(1).is_some_and(|at| doc.word(at) == "the");
    let is_model = |at: usize| {
        matches!(
            doc.word(at),
            "model" | "lm" | "llm" | "network" | "version" | "variant"
        )
    };
    let is_other = |bare: &Amount| {
        let end = bare.tokens.end;
        bare.scaled
            && is_told_apart(bare.tokens.start)
            && is_model(end)
            && bare.value() != mention.amount.value()
    };
    is_told_apart(start) && is_model(mention.tokens.end) && passage.bare.iter().any(is_other)
}

/// Returns whether parameters stand in brackets after the name of a part: `rank-16 adapters (34M parameters)`.
fn is_bracketed_part(passage: &Passage, mention: &Mention) -> bool {
    const PARTS: [&str; 10] = [
        "adapter",
        "adapters",
        "lora",
        "head",
        "heads",
        "projector",
        "connector",
        "probe",
        "embeddings",
        "router",
    ];
    let doc = &passage.doc;
    let open = mention
        .tokens
        .start
        .checked_sub(1)
        .filter(|at| doc.sign(*at, '('));
    let before = open.and_then(|open| open.checked_sub(1));
    before.is_some_and(|at| PARTS.contains(&doc.word(at)))
}

/// Returns whether parameters are all of those of which some are active: `activates 3.6B of its 31B parameters`.
fn is_whole_of_active(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    let start = mention.tokens.start;
    let is_between = |at: usize| {
        matches!(
            doc.word(at),
            "of" | "out" | "its" | "the" | "our" | "their" | "all"
        )
    };
    let mut before = (1..4).filter_map(|back| start.checked_sub(back));
    let Some(number) = before.find(|at| !is_between(*at)) else {
        return false;
    };
    let says_of = (number + 1..start).any(|at| doc.word(at) == "of");
    let sentence = doc.sentence(start);
    let mut words = sentence.clone();
    let says_active = words.any(|at| doc.word(at).starts_with("activ"))
        || says_behind(passage, mention, 4, &ACTIVE)
        || mention.per.as_deref() == Some("token");
    let is_part = |part: &Amount| part.scaled && part.tokens.end == number + 1;
    let mut parts = passage
        .bare
        .iter()
        .chain(passage.mentions.iter().map(|other| &other.amount));
    says_of && says_active && parts.any(is_part)
}

pub(super) fn active(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for amount in &passage.bare {
        let start = amount.tokens.start;
        // `671B-A37B`
        let end = amount.tokens.end;
        let of_token = doc.get(end + 1).filter(|word| {
            doc.sign(end, '-') && word.glued && word.text.starts_with('A') && amount.scaled
        });
        let of_token = of_token.and_then(|word| size_of(&word.text));
        if let Some(size) = of_token.filter(|_| !is_of_other(&judge, start)) {
            out.push(Fact::at(Key::Parameters, start..end + 2, size, 95, rule));
            continue;
        }
        let part = judge.part(start);
        let end = part.end.min(amount.tokens.end + 8);
        let behind = ACTIVE
            .iter()
            .any(|phrase| doc.find_phrase(amount.tokens.end..end, phrase).is_some());
        // `activates 13B`, not `22B active parameters (235B in total)`
        let before = (start.saturating_sub(5)..start)
            .any(|at| doc.word(at).contains("activ") && !is_behind_amount(passage, at));
        if amount.value() < 1e6
            || !amount.scaled
            || !(behind || before)
            || is_of_other(&judge, start)
        {
            continue;
        }
        let end = if behind {
            end.min(amount.tokens.end + 2)
        } else {
            amount.tokens.end
        };
        let mut fact = Fact::at(Key::Parameters, start..end, amount.value(), 95, rule);
        fact.stage = passage.stage_at(start);
        out.push(fact);
    }
}
