//! How many times a stage was run: `anneal three times on 50B tokens each`.

use super::Fact;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;

/// Beginnings of the verbs that are done several times.
const VERBS: [&str; 7] = [
    "train",
    "pre-train",
    "pretrain",
    "fine-tun",
    "finetun",
    "anneal",
    "repeat",
];

pub(super) fn runs(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for amount in &passage.bare {
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        let is_twice = doc.word(start) == "twice";
        let is_times = doc.word(end) == "times" || is_twice;
        let is_count = (2.0..100.0).contains(&amount.value()) && amount.value().fract() == 0.0;
        if !is_times || !is_count || amount.percent || amount.is_range() {
            continue;
        }
        // `we anneal it three times`
        let mut before = (1..4).filter_map(|back| start.checked_sub(back));
        let is_done = before.any(|at| VERBS.iter().any(|verb| doc.word(at).starts_with(verb)));
        let clause = judge.clause(start);
        let is_each = passage.mentions.iter().any(|data| {
            matches!(data.noun, Noun::Token | Noun::Example | Noun::Step)
                && clause.contains(&data.tokens.start)
                && doc.word(data.tokens.end) == "each"
        });
        if is_done && is_each && judge.reasons(start).is_empty() {
            let tokens = start..end + usize::from(!is_twice);
            let mut fact = Fact::at(Key::Runs, tokens, amount.value(), 50, rule);
            fact.stage = passage.stage_at(start);
            out.push(fact);
        }
    }
}
