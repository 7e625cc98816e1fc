//! Rules for the data: tokens, examples, epochs, steps, and what a step sees.

mod batch;
mod passes;
mod runs;

use super::{Fact, Rule, free, says_before, says_behind, says_near};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::why::Why;
pub(in crate::import::passage) use batch::is_length;
use batch::{batch, is_batch, length};
use passes::{epochs, examples, steps};
use runs::runs;

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "tokens",
        reads: "tokens that were trained on",
        example: (
            "Foo-7B was trained on 2 trillion tokens.",
            &[("parameters", "7B"), ("tokens", "2T")],
        ),
        run: tokens,
    },
    Rule {
        name: "words",
        reads: "words of a corpus, where no tokens are given",
        example: (
            "Foo (110M parameters) learns from 3.3 billion words for 40 epochs.",
            &[("parameters", "110M"), ("tokens", "3.3B"), ("epochs", "40")],
        ),
        run: words,
    },
    Rule {
        name: "steps",
        reads: "optimizer steps, updates or iterations",
        example: (
            "We train a 1B model for 100k steps with batches of 2M tokens.",
            &[("parameters", "1B"), ("steps", "100k"), ("batch", "2M")],
        ),
        run: steps,
    },
    Rule {
        name: "batch",
        reads: "what a step sees: a batch of examples, sequences or tokens",
        example: (
            "The network was trained for 90k iterations with mini-batches of 256 images.",
            &[("steps", "90k"), ("batch", "256")],
        ),
        run: batch,
    },
    Rule {
        name: "sequence length",
        reads: "tokens of a sequence, which turn a batch of sequences into one of tokens",
        example: (
            "We train a 1B model for 50k steps with a batch size of 1024 and a sequence length of 2048.",
            &[("parameters", "1B"), ("steps", "50k"), ("batch", "2097152")],
        ),
        run: length,
    },
    Rule {
        name: "epochs",
        reads: "epochs, passes over the data, and how many times it was seen",
        example: (
            "We train for 30 epochs on 50,000 images.",
            &[("epochs", "30"), ("examples", "50,000")],
        ),
        run: epochs,
    },
    Rule {
        name: "examples",
        reads: "examples of the training set",
        example: (
            "There are 1.28 million training images, and we train for ninety epochs.",
            &[("examples", "1.28M"), ("epochs", "90")],
        ),
        run: examples,
    },
    Rule {
        name: "runs",
        reads: "how many times a stage was run, each time on the same amount of data",
        example: (
            "We train a 7B model on 4T tokens. In the second stage we anneal three times on 50 billion tokens each.",
            &[
                ("parameters", "7B"),
                ("tokens", "4T"),
                ("2.tokens", "50B"),
                ("2.runs", "3"),
            ],
        ),
        run: runs,
    },
];

/// Words that say that tokens were seen in training, not only collected.
const SEEN: [&str; 18] = [
    "trained on",
    "trained for",
    "pre-trained on",
    "pretrained on",
    "pre-trained for",
    "pretrained for",
    "train on",
    "training tokens",
    "tokens seen",
    "seen",
    "saw",
    "processed",
    "trained with",
    "consumed",
    "learned from",
    "train for",
    "train it on",
    "it on",
];

/// Words that say that tokens are those of a collection.
const CORPUS: [&str; 16] = [
    "corpus",
    "corpora",
    "dataset",
    "data set",
    "data sets",
    "unique",
    "contains",
    "amounts to",
    "filtered",
    "collected",
    "consists of",
    "available",
    "comprises",
    "deduplicated",
    "crawl",
    "raw",
];

fn tokens(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(
        passage,
        |noun| noun == Noun::Token,
        &[Why::Owned, Why::Project],
    ) {
        if is_batch(passage, mention)
            || mention.amount.value() < 1e6
            || is_rate(mention)
            || is_length(passage, mention)
            || says_before(passage, mention, 2, &["per"])
            // `two stages: first 600B tokens, then …`
            || mention.stage.is_none() && says_before(passage, mention, 2, &["first"])
            || says_before(
                passage,
                mention,
                3,
                &[
                    "resumed at",
                    "resumed from",
                    "starting at",
                    "starting from",
                    "after the first",
                    "left at",
                ],
            )
        {
            continue;
        }
        let mut score = 60;
        score += 12
            * i32::from(
                says_near(passage, mention, &SEEN) || says_before(passage, mention, 6, &SEEN),
            );
        score -= 14 * i32::from(says_near(passage, mention, &CORPUS));
        score -= 30 * i32::from(says_near(passage, mention, &["less than one epoch"]));
        score -= 8 * i32::from(says_near(
            passage,
            mention,
            &["another", "further", "additional", "more"],
        ));
        out.push(Fact::of(passage, Key::Tokens, number, score, rule));
    }
}

fn words(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(passage, |noun| noun == Noun::TextWord, &[Why::Owned]) {
        // `the One Billion Word benchmark` is a name.
        let named = passage
            .doc
            .get(mention.tokens.end - 1)
            .is_some_and(|token| token.text.starts_with(char::is_uppercase));
        if !named
            && mention.amount.value() >= 1e6
            && !is_batch(passage, mention)
            && !is_rate(mention)
        {
            let mut fact = Fact::of(passage, Key::Tokens, number, 25, rule);
            fact.unit = Some(mention.noun);
            out.push(fact);
        }
    }
}

fn is_rate(mention: &Mention) -> bool {
    mention.per.is_some()
}
