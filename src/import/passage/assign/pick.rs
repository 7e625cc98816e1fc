//! Takes the best of the facts for a field, unless another is as likely.

use super::{CLOSE, Decided, Tie, same};
use crate::draft::Key;
use crate::import::passage::number::Hedge;
use crate::import::passage::rules::Fact;

/// The reason to leave a figure beside the one that is taken.
pub(in crate::import::passage) const LIKELIER: &str =
    "Another figure for the same field is likelier.";

pub(super) struct Picker<'a> {
    pub(super) number: usize,
    pub(super) decided: &'a mut Decided,
}

impl Picker<'_> {
    /// Takes the best fact for a field. If another value is as likely, nothing is taken, and it becomes a
    /// question.
    pub(super) fn pick(&mut self, key: Key, facts: Vec<Fact>) -> Option<Fact> {
        let best = facts.first()?.clone();
        // `up to 512 GPUs` is not a number of GPUs, `below 1e23 FLOP` no total, and `1.4 × 1012` may be 1.4 × 10¹².
        let is_only_bound = match key {
            Key::Chips => best.hedge == Hedge::Most,
            Key::Compute => is_bound(&best),
            _ => false,
        };
        if best.doubtful || is_only_bound {
            self.decided.ties.push(Tie {
                stage: self.number,
                key,
                facts,
            });
            return None;
        }
        let differs = |fact: &&Fact| match key {
            Key::Hardware => {
                fact.chips.first().map(|chip| chip.slug) != best.chips.first().map(|chip| chip.slug)
                    && !best
                        .chips
                        .iter()
                        .any(|chip| fact.chips.iter().any(|other| other.slug == chip.slug))
            }
            Key::Format => fact.text != best.text,
            _ => !same(fact.value(), best.value()),
        };
        let rivals: Vec<Fact> = facts
            .iter()
            .filter(|fact| best.score - fact.score < CLOSE)
            .filter(differs)
            .cloned()
            .collect();
        if rivals.is_empty() {
            let others = facts.iter().skip(1).filter(differs).cloned();
            self.decided
                .left
                .extend(others.map(|fact| (fact, LIKELIER)));
            return Some(best);
        }
        let mut all = vec![best];
        all.extend(rivals);
        self.decided.ties.push(Tie {
            stage: self.number,
            key,
            facts: all,
        });
        None
    }
}

/// Returns whether a fact is only a bound, which is asked about.
pub(in crate::import::passage) fn is_bound(fact: &Fact) -> bool {
    matches!(fact.hedge, Hedge::Least | Hedge::Most)
}
