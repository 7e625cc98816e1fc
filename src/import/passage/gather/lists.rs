//! Lists of numbers: the noun after the last is that of all, and one place of a list is of the model that is meant.

use super::{Passage, labelled};
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::stage::Stage;
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;

impl Passage {
    /// Gives the numbers of a list the noun after its last one: `8, 30 and 60 days`.
    pub(super) fn add_lists(&mut self) {
        let mut lists = 0;
        let mut added = Vec::new();
        for mention in &mut self.mentions {
            let mut start = mention.tokens.start;
            let mut before: Vec<Amount> = Vec::new();
            let joined = start.checked_sub(1).is_some_and(|at| {
                matches!(self.doc.word(at), "and" | "or") || self.doc.sign(at, '/')
            });
            while joined
                && let Some(end) = list_sign(&self.doc, start)
                && let Some(amount) = self.bare.iter().find(|amount| amount.tokens.end == end)
                && before.len() < 20
            {
                start = amount.tokens.start;
                before.push(amount.clone());
            }
            if before.is_empty() || mention.label || mention.amount.percent {
                continue;
            }
            let length = before.len();
            mention.list = Some((lists, length));
            for (number, amount) in before.into_iter().rev().enumerate() {
                let tokens = amount.tokens.clone();
                added.push(Mention {
                    amount,
                    tokens: tokens.clone(),
                    between: tokens.end..tokens.end,
                    list: Some((lists, number)),
                    ..mention.clone()
                });
            }
            lists += 1;
        }
        added.extend(self.sizes(&mut lists));
        self.bare
            .retain(|bare| !added.iter().any(|other| other.tokens == bare.tokens));
        self.mentions.extend(added);
    }

    /// Finds sizes before the word models, `1B, 3B and 8B models`, and in brackets or not.
    fn sizes(&self, lists: &mut usize) -> Vec<Mention> {
        let mut out = Vec::new();
        for last in &self.bare {
            let models = (last.tokens.end..last.tokens.end + 3).any(|at| {
                matches!(
                    self.doc.word(at),
                    "models" | "model" | "versions" | "variants"
                )
            });
            let mut sizes = vec![last.clone()];
            while let Some(end) = sizes
                .last()
                .and_then(|size| list_sign(&self.doc, size.tokens.start))
                && let Some(size) = self
                    .bare
                    .iter()
                    .find(|size| size.tokens.end == end && size.scaled)
                && sizes.len() < 20
            {
                sizes.push(size.clone());
            }
            if !models || sizes.len() < 2 || !last.scaled {
                continue;
            }
            for (place, size) in sizes.into_iter().rev().enumerate() {
                let mut mention = labelled(size, Noun::Parameter, 1.0);
                mention.label = false;
                mention.list = Some((*lists, place));
                out.push(mention);
            }
            *lists += 1;
        }
        out
    }

    /// Returns the stage of a place in a list, where the passage numbers as many stages: `They took 310k, 41k and 6k
    /// hours respectively`.
    fn stage_of_place(&self, place: usize, length: usize) -> Option<Stage> {
        const STAGES: [Stage; 3] = [Stage::First, Stage::Second, Stage::Third];
        let is_told = |stage: &Stage| self.cues.iter().any(|(_, told)| told == stage);
        let told = STAGES.iter().take_while(|stage| is_told(stage)).count();
        STAGES
            .get(place)
            .copied()
            .filter(|_| told == length && told > 1)
    }

    /// Keeps the figures of the model that is meant, where a sentence has several.
    pub(super) fn judge_lists(&mut self) {
        let is_size = |mention: &Mention| mention.noun == Noun::Parameter;
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for mention in self.mentions.iter().filter(|mention| is_size(mention)) {
            let size = self.subject.size;
            let is_own =
                size.is_some_and(|size| (mention.amount.value() / size - 1.0).abs() < 0.06);
            if let Some(list) = mention.list.filter(|_| is_own) {
                chosen.push(list);
            }
        }
        for at in 0..self.mentions.len() {
            let Some((list, place)) = self.mentions[at].list else {
                continue;
            };
            let sentence = self.doc.sentence(self.mentions[at].tokens.start);
            let respectively = self.doc.has_phrase(sentence.clone(), "respectively");
            let length = self
                .mentions
                .iter()
                .filter(|other| other.list.is_some_and(|(other, _)| other == list));
            let stage = self.stage_of_place(place, length.count());
            if let Some(stage) = stage.filter(|_| respectively && chosen.is_empty()) {
                self.stages[at] = Some(stage);
                self.reasons[at].retain(|why| *why != Why::OtherModel);
                continue;
            }
            // The list of sizes in the same sentence says which place is meant.
            let of_sizes = chosen.iter().find(|(sizes, _)| {
                *sizes == list
                    || respectively
                        && self.mentions.iter().any(|other| {
                            other.list.is_some_and(|(other, _)| other == *sizes)
                                && sentence.contains(&other.tokens.start)
                        })
            });
            let is_other = match of_sizes {
                Some((_, own)) => *own != place,
                None => respectively || is_size(&self.mentions[at]),
            };
            if is_other {
                self.reasons[at].push(Why::OtherModel);
            } else if of_sizes.is_some() {
                self.reasons[at].retain(|why| *why != Why::OtherModel);
            }
        }
    }
}

/// Returns the end of the number before a list's next one.
fn list_sign(doc: &Doc, start: usize) -> Option<usize> {
    let last = start.checked_sub(1)?;
    let before = last.checked_sub(1)?;
    if matches!(doc.word(last), "and" | "or") {
        return Some(if doc.sign(before, ',') { before } else { last });
    }
    (doc.sign(last, ',') || doc.sign(last, '/')).then_some(last)
}
