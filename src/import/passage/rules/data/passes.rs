//! Steps, epochs and examples: how often, and over what.

use super::batch::is_batch;
use super::is_rate;
use super::{Fact, free, says_before, says_behind, says_near};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::token::Token;
use crate::import::passage::why::Why;

pub(in crate::import::passage) fn steps(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    const OTHERS: [&str; 14] = [
        "environment",
        "env",
        "micro-steps",
        "micro",
        "accumulation",
        "every",
        "warm-up",
        "warmup",
        "diffusion",
        "sampling",
        "time",
        "denoising",
        "inference",
        "simulation",
    ];
    for (number, mention) in free(
        passage,
        |noun| noun == Noun::Step,
        &[Why::Owned, Why::Project],
    ) {
        let other = mention
            .between
            .clone()
            .chain([mention.tokens.end - 1])
            .any(|at| OTHERS.contains(&passage.doc.word(at)));
        let each = says_before(
            passage,
            mention,
            2,
            &[
                "every",
                "each",
                "per",
                "first",
                "accumulate",
                "last",
                "accumulation",
            ],
        );
        if !(50.0..1e11).contains(&mention.amount.value())
            || other
            || each
            || is_rate(mention)
            || is_batch(passage, mention)
        {
            continue;
        }
        let mut score = 60;
        score += 8 * i32::from(says_before(passage, mention, 8, &["for", "takes", "took"]));
        score -= 8 * i32::from(says_before(passage, mention, 1, &["after"]));
        out.push(Fact::of(passage, Key::Steps, number, score, rule));
    }
}

pub(in crate::import::passage) fn epochs(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    for (number, mention) in free(
        passage,
        |noun| noun == Noun::Epoch,
        &[Why::Owned, Why::Project, Why::HeldOut],
    ) {
        let value = mention.amount.value();
        // `One epoch takes 38 minutes` counts none.
        let one = value == 1.0 && !passage.doc.tokens[mention.tokens.start].is_number();
        if !(1.0..100_000.0).contains(&value) || is_rate(mention) || mention.amount.article || one {
            continue;
        }
        let each = says_before(
            passage,
            mention,
            1,
            &["every", "after", "first", "last", "per", "each"],
        );
        // `an iteration uses 5 epochs of mini-batches`, as PPO does
        let inner = says_before(
            passage,
            mention,
            6,
            &[
                "an iteration",
                "each iteration",
                "every iteration",
                "each update",
                "every update",
                "each rollout",
                "every rollout",
                "per rollout",
            ],
        ) || says_behind(
            passage,
            mention,
            4,
            &[
                "of mini-batches",
                "of minibatches",
                "per iteration",
                "per update",
                "per rollout",
                "per batch",
            ],
        );
        // `2.5 GFLOP/forward pass`
        let is_of_flop = mention
            .between
            .clone()
            .any(|at| passage.doc.word(at).contains("flop"));
        let added = inner
            || is_of_flop
            || says_near(passage, mention, &["additional", "less than one"])
            || passage.doc.word(mention.tokens.end.saturating_sub(2)) == "forward";
        if !each && !added {
            out.push(Fact::of(passage, Key::Epochs, number, 60, rule));
        }
    }
    for amount in &passage.bare {
        let doc = &passage.doc;
        let times =
            doc.word(amount.tokens.end) == "times" || doc.word(amount.tokens.start) == "twice";
        if !times || !(1.0..1000.0).contains(&amount.value()) {
            continue;
        }
        let clause = passage.judge_of().clause(amount.tokens.start);
        let seen = [
            "through", "over", "sees", "saw", "seen", "passes", "see", "went", "goes", "repeated",
            "visited", "shown", "gone",
        ]
        .iter()
        .any(|word| doc.has_phrase(clause.clone(), word));
        let than = doc.has_phrase(clause.clone(), "than")
            || doc.has_phrase(amount.tokens.end..amount.tokens.end + 4, "faster")
            || doc.has_phrase(amount.tokens.end..amount.tokens.end + 4, "less");
        let free = passage
            .judge_of()
            .reasons(amount.tokens.start)
            .iter()
            .all(|why| matches!(why, Why::Comparison | Why::Owned));
        if seen && !than && free {
            let mut fact = Fact::at(
                Key::Epochs,
                amount.tokens.start..amount.tokens.end + 1,
                amount.value(),
                55,
                rule,
            );
            fact.low = amount.low;
            fact.high = amount.high;
            out.push(fact);
        }
    }
}

pub(in crate::import::passage) fn examples(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let wanted = |noun| matches!(noun, Noun::Example | Noun::Sequence);
    for (number, mention) in free(passage, wanted, &[Why::Owned, Why::Comparison]) {
        // `the 76-example dataset`
        let is_set = matches!(
            passage.doc.word(mention.tokens.end),
            "dataset" | "set" | "corpus"
        );
        let least = if is_set { 10.0 } else { 200.0 };
        // `each update uses 4 epochs over 32,768 transitions`
        let is_of_update = says_before(
            passage,
            mention,
            8,
            &[
                "each update",
                "every update",
                "each iteration",
                "every iteration",
                "an iteration",
            ],
        );
        if mention.amount.value() < least
            || is_rate(mention)
            || is_batch(passage, mention)
            || mention.amount.percent
            || is_of_update
            || is_side(passage, mention)
        {
            continue;
        }
        let mut score = if mention.noun == Noun::Sequence {
            40
        } else {
            55
        };
        score += 15
            * i32::from(says_near(
                passage,
                mention,
                &["training", "train", "epoch*", "passes", "times", "pairs"],
            ));
        score += 8 * i32::from(mention.amount.scaled);
        score += 12 * i32::from(says_before(passage, mention, 2, &["saw", "sees", "seen"]));
        score -= 20
            * i32::from(says_near(
                passage,
                mention,
                &["distorted", "copies", "another", "additional", "generated"],
            ));
        out.push(Fact::of(passage, Key::Examples, number, score, rule));
    }
}

/// Returns whether a number is the side of an image: `a 224 × 224 image`.
fn is_side(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    let is_times = |at: usize| doc.sign(at, '×') || doc.sign(at, '*') || doc.word(at) == "x";
    let sign = mention.tokens.start.checked_sub(1);
    let other = sign
        .filter(|at| is_times(*at))
        .and_then(|at| at.checked_sub(1));
    let is_small = mention.amount.value() < 1e5;
    is_small && other.is_some_and(|at| doc.get(at).is_some_and(Token::is_number))
}
