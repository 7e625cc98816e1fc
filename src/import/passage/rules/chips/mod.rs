//! Rules for the hardware: how many chips at once, and which.

mod nodes;

use super::{Fact, Rule, free, says_before, says_behind};
use crate::catalog::Chip;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::{Hedge, amount};
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;
pub(super) use nodes::of_node;
use nodes::{nodes, per_node, slices};

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "chips",
        reads: "a number of GPUs, TPUs or other accelerators",
        example: (
            "We trained for 12 days on 512 H100 SXM GPUs.",
            &[
                ("time", "12 d"),
                ("chips", "512"),
                ("hardware", "nvidia-h100-sxm"),
            ],
        ),
        run: chips,
    },
    Rule {
        name: "nodes",
        reads: "nodes, times the chips of one",
        example: (
            "We trained for 2 days on 16 nodes with 8 A100 80GB GPUs each.",
            &[
                ("time", "2 d"),
                ("chips", "128"),
                ("hardware", "nvidia-a100-sxm-80gb"),
            ],
        ),
        run: nodes,
    },
    Rule {
        name: "slices and machines",
        reads: "a slice of TPUs, or a machine with a known number of chips",
        example: (
            "The run took 3 days on a TPU v3-512.",
            &[
                ("time", "3 d"),
                ("chips", "256"),
                ("hardware", "google-tpu-v3"),
            ],
        ),
        run: slices,
    },
    Rule {
        name: "hardware",
        reads: "the name of a chip without a number",
        example: (
            "Training used A100 40GB GPUs in bf16 for 300 GPU-hours.",
            &[
                ("hardware", "nvidia-a100-sxm-40gb"),
                ("format", "bf16"),
                ("chip-hours", "300"),
            ],
        ),
        run: hardware,
    },
];

/// Words for hardware that is used: a partition or a cluster may be the place.
const TOLERATED: &[Why] = &[Why::Project];

/// Returns the likeliest of the chips that are named nearest to a place in the passage.
pub(in crate::import::passage) fn nearest(
    passage: &Passage,
    at: usize,
) -> Option<(&crate::import::passage::hardware::Hardware, &'static Chip)> {
    let usable = passage
        .hardware
        .iter()
        .zip(&passage.against_hardware)
        .filter(|(found, reasons)| {
            let start = found.tokens.start;
            !passage.skipped.get(start).copied().unwrap_or_default()
                && !reasons.iter().any(|why| {
                    matches!(
                        why,
                        Why::OtherModel
                            | Why::Inference
                            | Why::Evaluation
                            | Why::Void
                            | Why::OtherRuns
                            | Why::Question
                    )
                })
        });
    let usable = usable.map(|(found, _)| found);
    let found = usable.min_by_key(|found| {
        let same = passage.doc.sentence_of[found.tokens.start]
            == passage.doc.sentence_of[at.min(passage.doc.tokens.len() - 1)];
        (!same, found.tokens.start.abs_diff(at))
    })?;
    Some((found, found.chip()?))
}

/// Returns how many parts one chip has, if parts were counted.
fn in_chips(chip: Option<&'static Chip>, count: f64) -> Option<f64> {
    let parts = chip?.parts()?;
    let chips = count / f64::from(parts.count);
    (chips.fract() == 0.0).then_some(chips)
}

/// Returns how many chips have some cores, by the name of hardware that is nearest to them.
pub(in crate::import::passage) fn of_cores(
    passage: &Passage,
    at: usize,
    cores: f64,
) -> Option<f64> {
    in_chips(nearest(passage, at).map(|(_, chip)| chip), cores)
}

fn chips(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Chip | Noun::Part),
        TOLERATED,
    ) {
        let count = mention.amount.value();
        if !(1.0..5e6).contains(&count)
            || count.fract() != 0.0 && !mention.amount.is_range()
            || mention.amount.percent
            || per_node(passage, mention)
        {
            continue;
        }
        let named = mention.hardware.and_then(|at| passage.hardware.get(at));
        let chip = named
            .and_then(crate::import::passage::hardware::Hardware::chip)
            .or_else(|| nearest(passage, mention.tokens.start).map(|(_, chip)| chip));
        let mut fact = Fact::of(passage, Key::Chips, number, 60, rule);
        if let Some(holds) = named.and_then(|named| named.holds) {
            fact = fact.times(holds);
        }
        if mention.noun == Noun::Part {
            // Cores of what is not an accelerator are those of a CPU.
            let Some(chips) = in_chips(chip, count) else {
                continue;
            };
            (fact.low, fact.high) = (chips, chips);
            fact.score -= 4;
        }
        let sign = mention.tokens.start.checked_sub(1);
        let factor = sign.is_some_and(|at| {
            passage.doc.sign(at, '×') || passage.doc.word(at) == "x" || passage.doc.sign(at, '*')
        });
        if factor
            && passage
                .bare
                .iter()
                .any(|bare| Some(bare.tokens.end) == sign && bare.whole)
        {
            continue;
        }
        // `two logical GPUs (GCDs)` of a module, a `64-core` processor
        let word = passage.doc.word(mention.tokens.end - 1);
        let adjective =
            word == "core" && passage.doc.sign(mention.tokens.end.saturating_sub(2), '-');
        if adjective
            || mention
                .between
                .clone()
                .any(|at| matches!(passage.doc.word(at), "logical" | "cpu" | "cuda"))
        {
            continue;
        }
        // `a single TPU v3 with 8 cores`
        let of_cores = mention.noun == Noun::Chip
            && passage.mentions.iter().any(|other| {
                other.noun == Noun::Part
                    && other.tokens.start >= mention.tokens.end
                    && other.tokens.start <= mention.tokens.end + 2
            });
        if of_cores {
            continue;
        }
        // `two 8xH100 nodes`
        let node = passage.doc.noun(mention.tokens.end - 1) == Some(Noun::Node);
        let several = passage
            .bare
            .iter()
            .find(|bare| node && bare.tokens.end == mention.tokens.start && bare.whole);
        if let Some(several) = several {
            fact = fact.times(several.value());
        }
        // `8x A100 x 4 nodes`
        let end = mention.tokens.end;
        let is_times = passage.doc.sign(end, '×') || passage.doc.word(end) == "x";
        let nodes = passage
            .mentions
            .iter()
            .find(|other| is_times && other.noun == Noun::Node && other.tokens.start == end + 1);
        if let Some(nodes) = nodes {
            fact = fact.times(nodes.amount.value());
            fact.tokens.end = nodes.tokens.end;
        }
        let devices = passage
            .doc
            .word(mention.tokens.end - 1)
            .starts_with("device")
            || passage.doc.word(mention.tokens.end - 1).starts_with("gpus")
                && passage.doc.word(mention.tokens.end.saturating_sub(2)) == "logical";
        if devices
            && chip.is_some_and(|chip| chip.parts().is_some_and(|parts| parts.name == "devices"))
        {
            let Some(chips) = in_chips(chip, count) else {
                continue;
            };
            (fact.low, fact.high) = (chips, chips);
        }
        fact.score += 6 * i32::from(named.is_some());
        let sentence = passage.doc.sentence(mention.tokens.start);
        let timed = passage.mentions.iter().any(|other| {
            matches!(other.noun, Noun::Time(_)) && sentence.contains(&other.tokens.start)
        });
        fact.score += 6 * i32::from(timed);
        fact.score -= 15
            * i32::from(says_before(
                passage,
                mention,
                2,
                &["of its", "of the", "of our", "one of"],
            ));
        fact.score -= 20
            * i32::from(says_before(
                passage,
                mention,
                2,
                &["has", "have", "had", "owns"],
            ));
        fact.score -= 40 * i32::from(mention.amount.hedge == Hedge::Most);
        fact.score += 4 * i32::from(says_before(
            passage,
            mention,
            3,
            &["on", "using", "with", "by"],
        ));
        out.push(fact);
    }
    // `one of the department's Titan RTX cards`, `on an A100`
    let doc = &passage.doc;
    for (at, found) in passage.hardware.iter().enumerate() {
        let start = found.tokens.start;
        let named = passage
            .mentions
            .iter()
            .any(|mention| mention.hardware == Some(at));
        let article = start > 0 && matches!(doc.word(start - 1), "a" | "an");
        // `a single consumer card (RTX 3090)`
        let open = start
            .checked_sub(1)
            .filter(|at| doc.sign(*at, '(') && doc.sign(found.tokens.end, ')'));
        let is_single = open.is_some_and(|open| {
            let mut before = open.saturating_sub(4)..open;
            before.any(|at| doc.word(at) == "single")
        });
        let one_of = (1..=4)
            .filter_map(|back| start.checked_sub(back))
            .any(|at| doc.is_phrase(at, start, "one of"));
        let plural = doc
            .get(found.tokens.end.saturating_sub(1))
            .is_some_and(|token| token.lower.ends_with('s'));
        let judged = passage.against_hardware[at]
            .iter()
            .all(|why| matches!(why, Why::Project));
        let times = times_behind(doc, found.tokens.end)
            .filter(|_| !named && judged && !passage.skipped[start]);
        if let Some((count, end)) = times {
            let mut fact = Fact::at(Key::Chips, start..end, count, 60, rule);
            if let Some(holds) = found.holds {
                fact = fact.times(holds);
            }
            fact.stage = passage.stage_at(start);
            out.push(fact);
            continue;
        }
        let followed = matches!(
            doc.word(found.tokens.end),
            "hours"
                | "hour"
                | "cluster"
                | "clusters"
                | "nodes"
                | "node"
                | "server"
                | "machine"
                | "pod"
                | "slice"
                | "partition"
                | "days"
        );
        if !named
            && judged
            && found.holds.is_none()
            && !followed
            && !passage.skipped[start]
            && (article && !plural || one_of || is_single)
        {
            let mut fact = Fact::at(
                Key::Chips,
                start.saturating_sub(1)..found.tokens.end,
                1.0,
                50,
                rule,
            );
            fact.stage = passage.stage_at(start);
            out.push(fact);
        }
    }
}

/// Reads the number after the name of a chip: `A100 x4`, `H100 × 1024`. Returns the token after it as well.
fn times_behind(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    let glued = doc
        .word(at)
        .strip_prefix('x')
        .and_then(|count| count.parse::<u32>().ok());
    if let Some(count) = glued {
        return (1..100_000)
            .contains(&count)
            .then(|| (f64::from(count), at + 1));
    }
    let is_times = doc.sign(at, '×') || doc.sign(at, '*') || doc.word(at) == "x";
    let count = amount(doc, at + 1).filter(|count| is_times && count.whole && !count.is_range())?;
    let end = count.tokens.end;
    let is_plain = !count.percent && (1.0..1e5).contains(&count.value());
    let is_last =
        !doc.sign(end, '×') && !doc.sign(end, '*') && !doc.sign(end, '=') && doc.word(end) != "x";
    let is_of_chips = doc.noun(end).is_none_or(|noun| noun == Noun::Chip);
    (is_plain && is_last && is_of_chips).then_some((count.value(), end))
}

fn hardware(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    for (at, found) in passage.hardware.iter().enumerate() {
        let start = found.tokens.start;
        let reasons = &passage.against_hardware[at];
        let free = reasons
            .iter()
            .all(|why| matches!(why, Why::Project | Why::Owned | Why::WarmUp | Why::HeldOut));
        let mention = passage
            .mentions
            .iter()
            .position(|mention| mention.hardware == Some(at));
        let counted = mention.is_some_and(|number| {
            crate::import::passage::rules::is_free(passage, number, &[Why::Project, Why::Owned])
        });
        let Some(chip) = found.chip() else { continue };
        let is_processor = chip.kind == crate::catalog::ChipKind::Cpu;
        if !free && !counted || passage.skipped[start] || is_processor {
            continue;
        }
        let mut fact = Fact::at(Key::Hardware, found.tokens.clone(), 0.0, 50, rule);
        fact.chips.clone_from(&found.chips);
        fact.stage = passage.stage_at(start);
        fact.score += 12 * i32::from(counted) - 8 * i32::from(reasons.contains(&Why::Owned));
        // A machine says less of its chips than their name does.
        fact.score -= 4 * i32::from(found.holds.is_some());
        let sentence = doc.sentence(start);
        fact.score += 6 * i32::from(
            crate::import::passage::rules::TRAINING
                .iter()
                .any(|word| doc.has_phrase(sentence.clone(), word)),
        );
        // A longer name says more: `A100 SXM4 80GB`.
        fact.score += i32::from(found.chips.len() == 1);
        out.push(fact);
    }
}
