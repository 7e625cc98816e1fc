//! The data of a step: a batch, and the length of its sequences.

use super::{Fact, free, says_before, says_behind};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::why::Why;

/// Returns whether an amount is per step, per batch, or after the word batch.
pub(in crate::import::passage) fn is_batch(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    // `1M-token batches`
    let next = crate::import::passage::noun::singular(doc.word(mention.tokens.end));
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
            crate::import::passage::noun::singular(word),
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
            crate::import::passage::noun::noun(two),
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
                // `Updates: 800k, each of 256 utterances`
                let is_label = passage.mentions.iter().any(|other| {
                    other.noun == Noun::Step && other.label && other.tokens.end == before + 1
                });
                is_label || matches!(doc.noun(before), Some(Noun::Step | Noun::Batch))
            };
        let each = led
            || doc.word(mention.tokens.end) == "each" && {
                (sentence.start..start)
                    .rev()
                    .take(8)
                    .any(|at| doc.noun(at) == Some(Noun::Step))
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
        let is_plain = |at: usize| !doc.get(at).is_some_and(|token| token.is_number());
        let next = mention.tokens.end..(mention.tokens.end + 4).min(sentence.end);
        // `2,048-token sequences, 1,024 per batch`
        let behind = behind && next.clone().take(3).all(is_plain);
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

pub(in crate::import::passage) fn batch(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
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
pub(in crate::import::passage) fn is_length(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    if mention.amount.value() >= 2e6 {
        return false;
    }
    let start = mention.tokens.start;
    let sequence = |at: usize| {
        matches!(doc.noun(at), Some(Noun::Sequence | Noun::Example))
            || matches!(
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

pub(in crate::import::passage) fn length(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
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
            fact.unit = Some(mention.noun);
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
