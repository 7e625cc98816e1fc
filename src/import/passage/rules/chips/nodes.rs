//! Chips by their nodes, slices and machines.

use super::{Fact, free, says_behind};
use super::{TOLERATED, in_chips, nearest};
use crate::draft::Key;
use crate::import::passage::gather::{Passage, Told, told};
use crate::import::passage::hardware::Hardware;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::{Hedge, amount};

/// Returns whether chips are those of one node: `8 GPUs per node`, `nodes of eight H100 each`.
pub(in crate::import::passage) fn per_node(passage: &Passage, mention: &Mention) -> bool {
    const NODES: [&str; 20] = [
        "node",
        "nodes",
        "server",
        "servers",
        "machine",
        "machines",
        "host",
        "hosts",
        "boxes",
        "instances",
        "vms",
        "blades",
        "systems",
        "pods",
        "slices",
        "module",
        "slice",
        "chip",
        "hgx",
        "computers",
    ];
    const HAS: [&str; 14] = [
        "has",
        "had",
        "holds",
        "contains",
        "have",
        "comprises",
        "carries",
        "hosts",
        "houses",
        "packs",
        "offers",
        "provides",
        "features",
        "sports",
    ];
    let doc = &passage.doc;
    let sentence = doc.sentence(mention.tokens.start);
    // `8 GPUs per node (128 GPUs in total)`
    let is_bracketed = mention
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|at| doc.sign(at, '('));
    if is_bracketed && told(doc, &mention.tokens) == Some(Told::Total) {
        return false;
    }
    if mention
        .per
        .as_deref()
        .is_some_and(|per| NODES.contains(&per))
    {
        return true;
    }
    let behind = mention.tokens.end;
    // `16 nodes, 8 GPUs each`
    let mut before = sentence.start..mention.tokens.start;
    if doc.word(behind) == "each" && before.any(|at| doc.noun(at) == Some(Noun::Node)) {
        return true;
    }
    // `3072 TPU v4 chips in each pod`
    let is_in_each = matches!(doc.word(behind), "in" | "on" | "at" | "from")
        && matches!(doc.word(behind + 1), "each" | "every");
    let around = doc.word(behind + 2);
    if is_in_each && (NODES.contains(&around) || matches!(around, "pod" | "rack" | "cluster")) {
        return true;
    }
    let before = (sentence.start..mention.tokens.start).rev().take(7);
    let mut of = false;
    for at in before {
        let word = doc.word(at);
        if NODES[..15].contains(&word)
            && !word.is_empty()
            && (of || doc.sign(at + 1, '×') || doc.word(at + 1) == "x")
        {
            // `one machine with 16 A100` is the whole.
            let one = at.checked_sub(1).map_or("", |at| doc.word(at));
            let has = (at..mention.tokens.start).any(|at| HAS.contains(&doc.word(at)));
            if has {
                return true;
            }
            return !matches!(one, "one" | "single" | "a") || word.ends_with('s');
        }
        of |= HAS.contains(&word)
            || matches!(
                word,
                "of" | "with"
                    | "having"
                    | "has"
                    | "had"
                    | "holding"
                    | "containing"
                    | "each"
                    | "carrying"
                    | "featuring"
                    | "gpu"
            )
            || doc.sign(at, '×')
            || doc.sign(at, '(');
        if doc.sign(at, '.')
            || doc.sign(at, ';')
            || doc.get(at).is_some_and(|token| token.is_number()) && of && !doc.sign(at + 1, '-')
        {
            break;
        }
    }
    false
}

/// Returns the chips of the node that an amount of node-hours is about, by the amount of a node or the name of a machine.
pub(in crate::import::passage) fn of_node(passage: &Passage, hours: &Mention) -> Option<f64> {
    let doc = &passage.doc;
    let start = hours.tokens.start;
    let is_of_node = |other: &&Mention| {
        matches!(other.noun, Noun::Chip | Noun::Part) && per_node(passage, other)
    };
    let of_nodes = passage.mentions.iter().filter(is_of_node);
    if let Some(near) = of_nodes.min_by_key(|other| other.tokens.start.abs_diff(start)) {
        let value = near.amount.value();
        return match near.noun {
            Noun::Part => in_chips(nearest(passage, start).map(|(_, chip)| chip), value),
            _ => Some(value),
        };
    }
    let mut named = passage.hardware_in(doc.sentence(start));
    named.find_map(|(_, found)| found.holds)
}

pub(in crate::import::passage) fn nodes(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let doc = &passage.doc;
    let per: Vec<(usize, &Mention)> = passage
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| {
            matches!(mention.noun, Noun::Chip | Noun::Part) && per_node(passage, mention)
        })
        .collect();
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Node | Noun::Pod),
        TOLERATED,
    ) {
        let count = mention.amount.value();
        let is_spare = mention.between.clone().any(|at| {
            matches!(
                doc.word(at),
                "spare" | "idle" | "standby" | "reserve" | "backup"
            )
        });
        if count.fract() != 0.0 || mention.amount.percent || is_spare {
            continue;
        }
        // A machine of a known name has its chips: `2 DGX A100`.
        let inside = mention
            .hardware
            .and_then(|at| passage.hardware.get(at))
            .or_else(|| machine_behind(passage, mention))
            .and_then(|found| found.holds);
        let near = per.iter().min_by_key(|(_, other)| {
            let same = doc.sentence_of[other.tokens.start] == doc.sentence_of[mention.tokens.start];
            (!same, other.tokens.start.abs_diff(mention.tokens.start))
        });
        // `16 Cerebras CS-3 systems` have a wafer each.
        let named = mention.hardware.and_then(|at| passage.hardware.get(at));
        let is_wafer = named
            .and_then(Hardware::chip)
            .is_some_and(|chip| chip.slug.starts_with("cerebras"));
        let inside = inside.or(is_wafer.then_some(1.0));
        let (each, end, noun) = match (inside, near) {
            (Some(holds), _) => (holds, mention.tokens.end, Noun::Chip),
            (None, Some((_, other))) => (other.amount.value(), other.tokens.end, other.noun),
            _ => continue,
        };
        let mut fact = Fact::of(passage, Key::Chips, number, 62, rule).times(each);
        if noun == Noun::Part {
            let chip = nearest(passage, mention.tokens.start).map(|(_, chip)| chip);
            let Some(chips) = in_chips(chip, fact.value()) else {
                continue;
            };
            (fact.low, fact.high) = (chips, chips);
        }
        if doc.sentence_of[end - 1] == doc.sentence_of[mention.tokens.start]
            && end > fact.tokens.end
        {
            fact.tokens.end = end;
        }
        fact.score -= 15 * i32::from(mention.amount.hedge == Hedge::Most);
        fact.score += 6 * i32::from(says_behind(
            passage,
            mention,
            10,
            &["trained", "at any time", "were used"],
        ));
        out.push(fact);
    }
    // `32 x 8 x A100 GPUs`, `16 × 8 H100`
    for (number, mention) in passage
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.noun == Noun::Chip && !mention.amount.is_range())
    {
        let sign = mention.tokens.start.checked_sub(1);
        let times =
            sign.is_some_and(|at| doc.sign(at, '×') || doc.word(at) == "x" || doc.sign(at, '*'));
        let before = passage
            .bare
            .iter()
            .find(|bare| Some(bare.tokens.end) == sign && bare.whole);
        if let Some(before) = before
            .filter(|_| times && crate::import::passage::rules::is_free(passage, number, TOLERATED))
        {
            let mut fact = Fact::of(passage, Key::Chips, number, 70, rule).times(before.value());
            fact.tokens.start = before.tokens.start;
            out.push(fact);
        }
    }
}

/// Returns the machine that nodes are of: `8 nodes of p4d.24xlarge`.
fn machine_behind<'a>(passage: &'a Passage, mention: &Mention) -> Option<&'a Hardware> {
    let end = mention.tokens.end;
    let is_of = matches!(passage.doc.word(end), "of" | "with");
    let mut all = passage.hardware.iter();
    all.find(|found| {
        is_of && found.holds.is_some() && (end + 1..end + 4).contains(&found.tokens.start)
    })
}

pub(in crate::import::passage) fn slices(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let doc = &passage.doc;
    for (at, found) in passage.hardware.iter().enumerate() {
        let Some(holds) = found.holds else { continue };
        let start = found.tokens.start;
        let counted = passage.mentions.iter().any(|mention| {
            let is_behind = || {
                mention.noun == Noun::Node
                    && machine_behind(passage, mention)
                        .is_some_and(|behind| behind.tokens == found.tokens)
            };
            mention.hardware == Some(at) || is_behind()
        });
        let free = passage.against_hardware[at]
            .iter()
            .all(|why| TOLERATED.contains(why));
        // `the DGX A100 servers` without a number are several.
        let several = matches!(
            doc.word(found.tokens.end),
            "servers" | "nodes" | "machines" | "systems" | "instances" | "cluster" | "superpod"
        );
        let several = several
            && !start
                .checked_sub(1)
                .and_then(|at| doc.get(at))
                .is_some_and(crate::import::passage::token::Token::is_number);
        if counted || !free || several || passage.skipped[start] {
            continue;
        }
        // A number of slices before it.
        let count = start
            .checked_sub(1)
            .and_then(|before| amount(doc, before))
            .filter(|count| count.tokens.end == start && count.whole)
            .map_or(1.0, |count| count.value());
        // `a DGX-1. The server has 4 P100`: what the passage says counts.
        let is_machine = found.chip().is_some_and(|chip| chip.parts().is_none()) && holds <= 16.0;
        let told = passage
            .mentions
            .iter()
            .find(|other| is_machine && other.noun == Noun::Chip && per_node(passage, other));
        let holds = told.map_or(holds, |told| told.amount.value());
        let mut fact = Fact::at(Key::Chips, found.tokens.clone(), holds * count, 62, rule);
        fact.stage = passage.stage_at(start);
        out.push(fact);
    }
}
