//! Rules for the size of the model: parameters, and the operations of a forward pass.

mod forward;

use super::{Fact, Rule, free, says_behind, says_near};
use crate::draft::Key;
use crate::import::passage::context::Judge;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::names::size_of;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::stage;
use crate::import::passage::why::Why;
use forward::{compute, connections, forward, multiply_adds};

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "parameters",
        reads: "a number of parameters or weights",
        example: (
            "We train Foo, a transformer with 1.3 billion parameters, on 26B tokens.",
            &[("parameters", "1.3B"), ("tokens", "26B")],
        ),
        run: parameters,
    },
    Rule {
        name: "active parameters",
        reads: "the parameters that are active for a token, of a mixture of experts",
        example: (
            "Foo has 47 billion parameters in all, of which 13 billion are active for each token. It was trained on 2T tokens.",
            &[("parameters", "13B"), ("tokens", "2T")],
        ),
        run: active,
    },
    Rule {
        name: "size of a model",
        reads: "a size before the word model, or in brackets behind the name",
        example: (
            "Our 7B model was trained for 3 days on 16 H100 SXM.",
            &[("parameters", "7B"), ("time", "3 d"), ("chips", "16")],
        ),
        run: sized_model,
    },
    Rule {
        name: "N as a symbol",
        reads: "a number behind N =",
        example: (
            "The model (N = 1.3e9) was trained on 26B tokens.",
            &[("parameters", "1.3B"), ("tokens", "26B")],
        ),
        run: symbol,
    },
    Rule {
        name: "size in a name",
        reads: "the size in the name of the model",
        example: (
            "Foo-13B was trained on 1.4T tokens.",
            &[("parameters", "13B"), ("tokens", "1.4T")],
        ),
        run: named_size,
    },
    Rule {
        name: "multiply-adds",
        reads: "the multiply-adds of a forward pass",
        example: (
            "A forward pass costs 4.1 billion multiply-adds. We train for 90 epochs on 1.28 million images.",
            &[
                ("multiply-adds", "4.1B"),
                ("epochs", "90"),
                ("examples", "1.28M"),
            ],
        ),
        run: multiply_adds,
    },
    Rule {
        name: "connections",
        reads: "the connections of a network",
        example: (
            "The network has 340,908 connections and was trained for 20 epochs on 60,000 images.",
            &[
                ("connections", "340908"),
                ("epochs", "20"),
                ("examples", "60k"),
            ],
        ),
        run: connections,
    },
    Rule {
        name: "forward pass",
        reads: "the FLOP of a forward pass",
        example: (
            "One forward pass takes 86 GFLOPs. We train for 300 epochs on 118k images.",
            &[("forward", "86B"), ("epochs", "300"), ("examples", "118k")],
        ),
        run: forward,
    },
    Rule {
        name: "stated compute",
        reads: "a total of FLOP or pfs-days",
        example: (
            "Training took 5.76e23 FLOPs in total.",
            &[("compute", "5.76e23")],
        ),
        run: compute,
    },
];

/// Words that say that parameters are those of one token.
const ACTIVE: [&str; 14] = [
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

fn parameters(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
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
            || value < 1000.0
            || mention.per.as_deref().is_some_and(|per| per != "token")
        {
            continue;
        }
        if says_near(passage, mention, &["non-embedding"]) || !says_near(passage, mention, &PARTIAL)
        {
            let mut score = 60 - 60 * i32::from(is_whole_of_active(passage, mention));
            score -= 25
                * i32::from(
                    says_near(passage, mention, &TOTAL)
                        && !says_behind(passage, mention, 4, &["active"]),
                );
            // `of which 3.3B active`: the brackets or the next words say more.
            score += 30
                * i32::from(
                    mention.per.is_some()
                        || crate::import::passage::rules::says_before(
                            passage,
                            mention,
                            3,
                            &["activat*", "active"],
                        )
                        || mention
                            .between
                            .clone()
                            .any(|at| passage.doc.word(at).starts_with("activ"))
                        || says_behind(passage, mention, 4, &ACTIVE),
                );
            out.push(Fact::of(passage, Key::Parameters, number, score, rule));
        }
    }
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

fn active(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for amount in &passage.bare {
        let start = amount.tokens.start;
        let part = judge.part(start);
        let end = part.end.min(amount.tokens.end + 8);
        let behind = ACTIVE
            .iter()
            .any(|phrase| doc.find_phrase(amount.tokens.end..end, phrase).is_some());
        let before = (start.saturating_sub(5)..start).any(|at| doc.word(at).contains("activ"));
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
        fact.stage = stage::of(doc, &passage.cues, &judge.clause(start), start);
        out.push(fact);
    }
}

/// Reads `N = 2.1 × 10⁹`.
fn symbol(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    for amount in &passage.bare {
        let start = amount.tokens.start;
        let named = start > 1
            && doc.sign(start - 1, '=')
            && matches!(doc.get(start - 2), Some(token) if token.text == "N");
        if named && amount.value() >= 1e6 && !is_of_other(&passage.judge_of(), start) {
            out.push(Fact::at(
                Key::Parameters,
                start - 2..amount.tokens.end,
                amount.value(),
                50,
                rule,
            ));
        }
    }
}

fn is_of_other(judge: &Judge<'_>, at: usize) -> bool {
    judge.reasons(at).iter().any(|why| {
        matches!(
            why,
            Why::OtherModel | Why::OtherRuns | Why::Void | Why::Question | Why::Planned
        )
    })
}

/// Words that a size stands before.
const MODELS: [&str; 20] = [
    "model",
    "models",
    "policy",
    "transformer",
    "network",
    "llm",
    "agent",
    "variant",
    "version",
    "checkpoint",
    "one",
    "decoder",
    "run",
    "base",
    "pretrained",
    "language",
    "mixture",
    "student",
    "dense",
    "sparse",
];

fn sized_model(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for amount in &passage.bare {
        let start = amount.tokens.start;
        if !amount.scaled
            || amount.percent
            || amount.is_range()
            || !(1e6..1e14).contains(&amount.value())
            || is_of_other(&judge, start)
        {
            continue;
        }
        let behind = (amount.tokens.end..amount.tokens.end + 3)
            .any(|at| MODELS.contains(&doc.word(at)))
            && !doc.sign(amount.tokens.end, ',');
        let bracketed = start > 0
            && doc.sign(start - 1, '(')
            && passage
                .names
                .iter()
                .any(|name| name.tokens.end + 1 == start && !passage.subject.is_other(name));
        let opens = start.checked_sub(1).is_none_or(|at| {
            doc.sign(at, ':') || doc.sign(at, ',') || doc.sentence(start).start == start
        });
        let of_model = |at: usize| {
            matches!(
                doc.word(at),
                "model" | "network" | "transformer" | "size" | "encoder" | "decoder"
            )
        };
        let labelled = start > 1 && doc.sign(start - 1, ':') && of_model(start - 2);
        let bracketed = bracketed
            || start > 1
                && doc.sign(start - 1, '(')
                && of_model(start - 2)
                && (doc.sign(amount.tokens.end, ')') || doc.sign(amount.tokens.end, ','));
        let behind = behind || labelled;
        // `we trained a 0.5B on 1T tokens`
        let is_trained = (start.saturating_sub(3)..start)
            .any(|at| doc.word(at).starts_with("train") || doc.word(at).starts_with("pretrain"));
        let opens = opens
            || is_trained
                && start
                    .checked_sub(1)
                    .is_some_and(|at| matches!(doc.word(at), "a" | "an" | "our"));
        let begins = opens && matches!(doc.word(amount.tokens.end), "on" | "for" | "with" | ",");
        // `the 7B LLaMA`
        let named = passage
            .names
            .iter()
            .any(|name| name.tokens.start == amount.tokens.end && !passage.subject.is_other(name));
        let own = passage
            .subject
            .size
            .is_some_and(|size| (amount.value() / size - 1.0).abs() < 0.02);
        let plural = (amount.tokens.end..amount.tokens.end + 3)
            .any(|at| matches!(doc.word(at), "models" | "variants" | "versions"));
        if plural && !own {
            continue;
        }
        let score = match (bracketed, behind, begins, named) {
            (true, ..) => 52,
            (_, true, ..) => 45 - 10 * i32::from(doc.word(amount.tokens.end).ends_with("els")),
            (_, _, true, _) => 40,
            (.., true) => 40,
            _ => continue,
        };
        let mut fact = Fact::at(
            Key::Parameters,
            amount.tokens.clone(),
            amount.value(),
            score + 10 * i32::from(own),
            rule,
        );
        fact.hedge = amount.hedge;
        out.push(fact);
    }
    // `the 7B LLaMA` that is fine-tuned
    for amount in &passage.bare {
        let start = amount.tokens.start;
        let named = passage
            .names
            .iter()
            .find(|name| name.tokens.start == amount.tokens.end);
        let tuned = (start.saturating_sub(4)..start).any(|at| {
            let word = doc.word(at);
            word.starts_with("fine-tun") || word.starts_with("finetun") || word.starts_with("adapt")
        });
        if tuned && named.is_some() && amount.scaled {
            out.push(Fact::at(
                Key::Parameters,
                amount.tokens.clone(),
                amount.value(),
                48,
                rule,
            ));
        }
    }
}

fn named_size(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let Some(name) = &passage.subject.name else {
        return;
    };
    let reasons = passage.judge_of().reasons(name.tokens.start);
    if reasons
        .iter()
        .any(|why| matches!(why, Why::Evaluation | Why::Question))
    {
        return;
    }
    let words: Vec<&str> = name.text.split([' ', '-', '(', ')']).collect();
    // `Qwen3-30B-A3B`: 3B are active.
    let active = words
        .iter()
        .rfind(|word| word.starts_with(['A', 'a']) && size_of(word).is_some());
    let mixture = name.text.contains(['x', '×'])
        && words
            .iter()
            .any(|word| word.contains(['x', '×']) && word.ends_with('B'));
    let last = words.iter().rev().find(|word| size_of(word).is_some());
    if let Some(size) = active
        .or(last)
        .and_then(|word| size_of(word))
        .filter(|_| !mixture)
    {
        let score = if active.is_some() { 85 } else { 32 };
        out.push(Fact::at(
            Key::Parameters,
            name.tokens.clone(),
            size,
            score,
            rule,
        ));
    } else if let Some(size) = passage.subject.size.filter(|_| !mixture) {
        let at = passage
            .bare
            .iter()
            .find(|bare| (bare.value() / size - 1.0).abs() < 0.001);
        if let Some(at) = at {
            out.push(Fact::at(Key::Parameters, at.tokens.clone(), size, 34, rule));
        }
    }
}
