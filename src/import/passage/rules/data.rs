//! Rules for the data: tokens, examples, epochs, steps, and what a step sees.

use super::super::context::Why;
use super::super::gather::Passage;
use super::super::mention::Mention;
use super::super::noun::Noun;
use super::{Fact, Rule, free, says_before, says_behind, says_near};
use crate::draft::Key;

pub(super) const RULES: &[Rule] = &[
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
            &[("epochs", "30"), ("examples", "50k")],
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
            || says_before(passage, mention, 2, &["first", "per"])
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
            out.push(Fact::of(passage, Key::Tokens, number, 25, rule));
        }
    }
}

fn steps(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
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

/// Returns whether an amount is per step, per batch, or behind the word batch.
fn is_batch(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    // `1M-token batches`
    let next = super::super::noun::singular(doc.word(mention.tokens.end));
    if matches!(mention.noun, Noun::Token | Noun::Sequence | Noun::Example)
        && matches!(next, "batch" | "mini-batch" | "minibatch" | "batche")
    {
        return true;
    }
    if matches!(mention.noun, Noun::BatchSize | Noun::Batch) {
        return true;
    }
    if matches!(
        mention.per.as_deref(),
        Some("batch" | "step" | "update" | "iteration" | "mini-batch" | "minibatch")
    ) {
        return true;
    }
    let start = mention.tokens.start;
    let sentence = doc.sentence(start);
    // Before it, with few words between: `batches of 8K sequences`, `each batch holds about 25,000 tokens`.
    let mut at = start;
    let mut passed = 0;
    while at > sentence.start && passed < 6 {
        at -= 1;
        let word = doc.word(at);
        if matches!(
            super::super::noun::singular(word),
            "batch" | "mini-batch" | "minibatch" | "bs" | "batch-size" | "batche"
        ) || word == "size" && at > 0 && doc.word(at - 1).starts_with("batch")
        {
            return true;
        }
        let between = matches!(
            word,
            "of" | "with"
                | "has"
                | "have"
                | "holds"
                | "contains"
                | "hold"
                | "contain"
                | "about"
                | "around"
                | "some"
                | "roughly"
                | "approximately"
                | "size"
                | "sizes"
                | "is"
                | "are"
                | "was"
                | "at"
                | "reached"
                | "totalling"
                | "containing"
                | "to"
                | "a"
                | "up"
                | "global"
                | "ramp"
                | "ramped"
                | "until"
                | "comprises"
                | "sees"
                | "see"
                | "="
                | "grows"
                | "each"
                | "nearly"
                | "as"
                | "well"
        ) || ['&', '|', '\t'].iter().any(|sign| doc.sign(at, *sign))
            || doc.sign(at, '~')
            || doc.sign(at, ':')
            || doc.sign(at, '=')
            || doc.sign(at, '(');
        if !between {
            break;
        }
        passed += 1;
    }
    // `steps of 65k tokens`, `updates with 3.2 million tokens each`, `updates at 2M tokens`
    if matches!(mention.noun, Noun::Token | Noun::Sequence | Noun::Example) {
        let two = start.checked_sub(2).map_or("", |at| doc.word(at));
        let preposition = start.checked_sub(1).map_or("", |at| doc.word(at));
        let steps = matches!(
            super::super::noun::noun(two),
            Some(Noun::Step | Noun::Batch)
        ) && matches!(preposition, "of" | "with" | "at");
        // `steps, each with 2048 sequences`
        let led = start > 2
            && doc.word(start - 2) == "each"
            && matches!(preposition, "with" | "of" | "on")
            && {
                let before = if doc.sign(start - 3, ',') {
                    start.saturating_sub(4)
                } else {
                    start - 3
                };
                matches!(
                    super::super::noun::noun(doc.word(before)),
                    Some(Noun::Step | Noun::Batch)
                )
            };
        let each = led
            || doc.word(mention.tokens.end) == "each" && {
                (sentence.start..start)
                    .rev()
                    .take(8)
                    .any(|at| super::super::noun::noun(doc.word(at)) == Some(Noun::Step))
            };
        let step_sees = (sentence.start..start)
            .rev()
            .take(5)
            .any(|at| matches!(doc.word(at), "step" | "update" | "iteration"))
            && (sentence.start..start).rev().take(3).any(|at| {
                matches!(
                    doc.word(at),
                    "sees" | "processes" | "uses" | "covers" | "consumes" | "has" | "holds"
                )
            });
        let behind = says_behind(
            passage,
            mention,
            4,
            &[
                "per batch",
                "to the batch",
                "at a time",
                "per step",
                "per update",
                "per iteration",
                "to each batch",
                "in a batch",
                "in each batch",
                "in every batch",
                "to a step",
                "at once",
                "in one batch",
                "per gradient step",
                "of them at a time",
            ],
        );
        // `500 sentences a batch`, but not `with a batch size of 500`
        let end = mention.tokens.end;
        let a_batch = (end..(end + 3).min(sentence.end)).any(|at| {
            doc.is_phrase(at, sentence.end, "a batch")
                && doc.word(at + 2) != "size"
                && !matches!(doc.word(at - 1), "with" | "and" | "using")
        });
        return steps || each || step_sees || behind || a_batch;
    }
    false
}

fn batch(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let wanted = |noun| {
        matches!(
            noun,
            Noun::BatchSize
                | Noun::Token
                | Noun::Sequence
                | Noun::Example
                | Noun::TextWord
                | Noun::Batch
        )
    };
    for (number, mention) in free(passage, wanted, &[Why::WarmUp, Why::Owned]) {
        if !is_batch(passage, mention) || mention.amount.value() < 2.0 || mention.amount.percent {
            continue;
        }
        // `per device`, `per GPU`: a part of the batch.
        let partial = matches!(
            mention.per.as_deref(),
            Some("gpu" | "device" | "core" | "chip" | "accelerator" | "replica" | "worker")
        ) || says_behind(
            passage,
            mention,
            3,
            &[
                "per device",
                "per gpu",
                "per core",
                "on each",
                "per chip",
                "per card",
            ],
        ) || says_before(
            passage,
            mention,
            5,
            &[
                "per-gpu",
                "per-device",
                "micro-batch",
                "micro-batches",
                "microbatch",
                "micro",
                "local",
            ],
        );
        if partial {
            continue;
        }
        let mut fact = Fact::of(passage, Key::Batch, number, 60, rule);
        fact.unit = Some(match mention.noun {
            Noun::Batch => Noun::Example,
            noun => noun,
        });
        fact.score += 12
            * i32::from(says_before(
                passage,
                mention,
                6,
                &["effective", "global", "total"],
            ));
        fact.score += 6 * i32::from(mention.noun == Noun::Token);
        out.push(fact);
    }
}

/// Returns whether tokens are those of a sequence.
pub(super) fn is_length(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    if mention.amount.value() >= 2e6 {
        return false;
    }
    let start = mention.tokens.start;
    let sequence = |at: usize| {
        matches!(
            super::super::noun::noun(doc.word(at)),
            Some(Noun::Sequence | Noun::Example)
        ) || matches!(
            doc.word(at),
            "sequences"
                | "length"
                | "context"
                | "window"
                | "windows"
                | "contexts"
                | "chunks"
                | "instance"
        )
    };
    let before = (start.saturating_sub(5)..start).any(sequence);
    let behind = says_behind(
        passage,
        mention,
        3,
        &[
            "long",
            "in length",
            "sequences",
            "per sequence",
            "per instance",
            "context",
            "each",
        ],
    );
    let per = matches!(
        mention.per.as_deref(),
        Some("sequence" | "instance" | "example" | "sample" | "document")
    );
    before || behind || per
}

fn length(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    const TOLERATED: &[Why] = &[Why::Owned, Why::WarmUp, Why::Project];
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Token | Noun::Length),
        TOLERATED,
    ) {
        let labelled = mention.noun == Noun::Length;
        let value = mention.amount.value();
        let of_batch = matches!(mention.per.as_deref(), Some("batch" | "step" | "update"));
        if (labelled || is_length(passage, mention)) && !of_batch && (8.0..1.1e6).contains(&value) {
            let mut fact = Fact::of(passage, Key::Timesteps, number, 50, rule);
            let context = says_before(passage, mention, 4, &["context", "window"]);
            let of_sequences =
                says_before(
                    passage,
                    mention,
                    5,
                    &[
                        "sequences of",
                        "sequence",
                        "sequences",
                        "instance",
                        "chunks of",
                        "seq",
                    ],
                ) || says_behind(passage, mention, 3, &["long", "each", "sequences"]);
            fact.score += 15 * i32::from(of_sequences) - 10 * i32::from(context && !of_sequences);
            out.push(fact);
        }
    }
    // `4 × 2048` and `sequence length` without a noun are labels; a length without either is not known.
}

fn is_rate(mention: &Mention) -> bool {
    mention.per.is_some()
}

fn epochs(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
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
        let added = says_near(passage, mention, &["additional", "less than one"])
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

fn examples(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let wanted = |noun| matches!(noun, Noun::Example | Noun::Sequence);
    for (number, mention) in free(passage, wanted, &[Why::Owned, Why::Comparison]) {
        if mention.amount.value() < 200.0
            || is_rate(mention)
            || is_batch(passage, mention)
            || mention.amount.percent
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
