//! Rules for chip-hours: hours and days of GPUs, of nodes and of cores.

use super::super::gather::Passage;
use super::super::mention::Mention;
use super::super::noun::Noun;
use super::super::why::Why;
use super::{Fact, Rule, chips, free, says_before, says_near};
use crate::draft::Key;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "chip-hours for some tokens",
        reads: "chip-hours for a number of tokens, times all tokens",
        example: (
            "Every run cost 2,000 GPU hours per 100 billion tokens, and the 8B model was trained on 1.5T tokens.",
            &[
                ("parameters", "8B"),
                ("tokens", "1.5T"),
                ("chip-hours", "30000"),
            ],
        ),
        run: for_tokens,
    },
    Rule {
        name: "chip-hours",
        reads: "GPU-hours, GPU-days, or hours of a chip by its name",
        example: (
            "Training Foo consumed 1,022,362 GPU-hours on A100 80GB.",
            &[
                ("chip-hours", "1022362"),
                ("hardware", "nvidia-a100-sxm-80gb"),
            ],
        ),
        run: chip_hours,
    },
    Rule {
        name: "node-hours",
        reads: "hours of nodes, times the chips of one",
        example: (
            "Training took 2,000 node-hours, and a node has 8 A100 80GB.",
            &[
                ("chip-hours", "16000"),
                ("hardware", "nvidia-a100-sxm-80gb"),
            ],
        ),
        run: node_hours,
    },
    Rule {
        name: "core-hours",
        reads: "hours of TPU cores or of dies, by the number in a chip",
        example: (
            "Training took 2,000 core-hours on TPU v3.",
            &[("chip-hours", "1000"), ("hardware", "google-tpu-v3")],
        ),
        run: part_hours,
    },
];

/// Verbs of hours that were used, not only there.
const SPENT: [&str; 12] = [
    "spend", "spent", "spends", "used", "use", "consumed", "consumes", "took", "takes", "cost",
    "costs", "needed",
];

fn chip_hours(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::ChipHours(_)),
        &[Why::Planned, Why::Owned],
    ) {
        let Noun::ChipHours(unit) = mention.noun else {
            continue;
        };
        // `spent 1.4M GPU hours on a cluster with H800`: the cluster is there, the hours are spent.
        let is_owned = passage
            .reasons
            .get(number)
            .is_some_and(|why| why.contains(&Why::Owned));
        if is_owned && !says_before(passage, mention, 4, &SPENT) {
            continue;
        }
        if mention.per.is_some() || mention.amount.percent {
            continue;
        }
        if super::says_before(
            passage,
            mention,
            12,
            &[
                "a trillion tokens",
                "each trillion",
                "per trillion",
                "every trillion",
            ],
        ) {
            continue;
        }
        let mut score = 60;
        score += 8 * i32::from(says_near(
            passage,
            mention,
            &["in total", "total", "altogether", "overall"],
        ));
        score -= 10 * i32::from(passage.reasons[number].contains(&Why::Planned));
        score -= 20
            * i32::from(says_near(
                passage,
                mention,
                &[
                    "another",
                    "adds",
                    "additional",
                    "a trillion tokens",
                    "each trillion",
                    "per trillion",
                    "less than",
                ],
            ));
        let mut fact = Fact::of(passage, Key::ChipHours, number, score, rule).times(unit);
        fact.doubtful |= may_be_of_the_clock(passage, mention);
        out.push(fact);
    }
}

/// Returns whether `Hours used: 24` of a form, or compute hours, may be hours of the clock: beside a number of chips,
/// and less than a year.
fn may_be_of_the_clock(passage: &Passage, mention: &Mention) -> bool {
    let doc = &passage.doc;
    let is_used = mention.label && says_before(passage, mention, 4, &["hours used"]);
    let is_compute = |at: usize| {
        let word = doc.word(at);
        word.starts_with("compute-") || word == "compute" && doc.word(at + 1).starts_with("hour")
    };
    let around = mention.tokens.start.saturating_sub(4)..mention.tokens.end;
    let says = is_used || around.into_iter().any(is_compute);
    let several = |other: &Mention| other.noun == Noun::Chip && other.amount.value() > 1.0;
    says && mention.amount.value() < 8_766.0 && passage.mentions.iter().any(several)
}

fn node_hours(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::NodeHours(_)), &[]) {
        let Noun::NodeHours(unit) = mention.noun else {
            continue;
        };
        if let Some(each) = chips::of_node(passage, mention).filter(|_| mention.per.is_none()) {
            out.push(Fact::of(passage, Key::ChipHours, number, 58, rule).times(unit * each));
        }
    }
}

fn for_tokens(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let rates: Vec<_> = free(passage, |noun| matches!(noun, Noun::ChipHours(_)), &[])
        .filter(|(_, mention)| mention.per.as_deref() == Some("number"))
        .collect();
    for (number, mention) in rates {
        let Noun::ChipHours(unit) = mention.noun else {
            continue;
        };
        let each = passage.mentions.iter().find(|other| {
            other.noun == Noun::Token
                && (mention.tokens.end..mention.tokens.end + 3).contains(&other.tokens.start)
        });
        let all = free(passage, |noun| noun == Noun::Token, &[])
            .filter(|(_, other)| {
                each.is_some_and(|each| other.amount.value() > each.amount.value())
            })
            .map(|(_, other)| other.amount.value());
        let Some((each, all)) = each.zip(all.max_by(f64::total_cmp)) else {
            continue;
        };
        out.push(
            Fact::of(passage, Key::ChipHours, number, 50, rule)
                .times(unit * all / each.amount.value()),
        );
    }
}

fn part_hours(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::PartHours(_)), &[]) {
        let Noun::PartHours(unit) = mention.noun else {
            continue;
        };
        let parts =
            chips::nearest(passage, mention.tokens.start).and_then(|(_, chip)| chip.parts());
        if let Some(parts) = parts {
            out.push(
                Fact::of(passage, Key::ChipHours, number, 56, rule)
                    .times(unit / f64::from(parts.count)),
            );
        }
    }
}
