//! Reasons against each amount, from the words around it and the amounts beside it.

use super::Passage;
use crate::import::passage::context::Judge;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::stage;
use crate::import::passage::token::Doc;
use crate::import::passage::untrained::is_untrained;
use crate::import::passage::why::Why;
use std::collections::BTreeSet;

/// A shorter time, in seconds, is of no training.
const MOMENT: f64 = 100.0;

/// Words between `training` and the time that it took.
const TOOK: [&str; 10] = [
    "took", "takes", "take", "lasted", "lasts", "needed", "needs", "required", "requires",
    "finished",
];

/// Returns whether a sentence says before a time that training took it, however short: `training took 30 seconds`.
pub(in crate::import::passage) fn is_training_time(doc: &Doc, time: &Mention) -> bool {
    let start = time.tokens.start;
    let sentence = doc.sentence(start);
    let mut near = start.saturating_sub(4).max(sentence.start)..start;
    let Some(verb) = near.find(|at| TOOK.contains(&doc.word(*at))) else {
        return false;
    };
    let mut before = verb.saturating_sub(4).max(sentence.start)..verb;
    let trains = before.any(|at| {
        matches!(
            doc.word(at),
            "training" | "fine-tuning" | "finetuning" | "pretraining" | "pre-training"
        )
    });
    let mut words = sentence.start..verb;
    trains && !words.any(|at| matches!(doc.noun(at), Some(Noun::Step | Noun::Epoch | Noun::Batch)))
}

impl Passage {
    pub(super) fn judge(&mut self) {
        let judge = Judge {
            doc: &self.doc,
            names: &self.names,
            subject: &self.subject,
            against: &self.against,
        };
        for mention in &self.mentions {
            let at = mention.tokens.start;
            let clause = judge.clause(at);
            self.reasons.push(judge.reasons(at));
            self.stages.push(
                mention
                    .stage
                    .or_else(|| stage::of(&self.doc, &self.cues, &clause, at)),
            );
        }
        self.against_hardware = self
            .hardware
            .iter()
            .map(|found| judge.reasons(found.tokens.start))
            .collect();
        if is_untrained(&self.doc) {
            for reasons in self.reasons.iter_mut().chain(&mut self.against_hardware) {
                reasons.push(Why::Untrained);
            }
        }
        self.judge_lists();
        self.judge_totals();
        self.judge_sums();
        self.judge_sums_of_stages();
        self.judge_parts();
        self.judge_earlier();
        self.judge_families();
        self.judge_joint();
        self.judge_moments();
        self.judge_recorded();
    }

    /// Drops the chips of a sentence whose only time is too short for a training: `takes 0.2 seconds on an A100`.
    fn judge_moments(&mut self) {
        let (mut short, mut long) = (BTreeSet::new(), BTreeSet::new());
        for mention in &self.mentions {
            let sentence = self.doc.sentence_of[mention.tokens.start];
            match mention.noun {
                Noun::Time(unit) if mention.per.is_none() => {
                    let is_short = mention.amount.value() * unit < MOMENT
                        && !is_training_time(&self.doc, mention);
                    if is_short { &mut short } else { &mut long }.insert(sentence);
                }
                Noun::Time(_)
                | Noun::Step
                | Noun::Epoch
                | Noun::Batch
                | Noun::BatchSize
                | Noun::ChipHours(_)
                | Noun::Token
                | Noun::Example => {
                    long.insert(sentence);
                }
                _ => {}
            }
        }
        let is_step = |at: usize| matches!(self.doc.noun(at), Some(Noun::Step | Noun::Epoch));
        short.retain(|sentence| {
            let mut words = self.doc.sentences[*sentence].clone();
            !long.contains(sentence) && !words.any(is_step)
        });
        for (mention, reasons) in self.mentions.iter().zip(&mut self.reasons) {
            let is_short = short.contains(&self.doc.sentence_of[mention.tokens.start]);
            if is_short && mention.noun == Noun::Chip {
                reasons.push(Why::Inference);
            }
        }
        for (found, reasons) in self.hardware.iter().zip(&mut self.against_hardware) {
            if short.contains(&self.doc.sentence_of[found.tokens.start]) {
                reasons.push(Why::Inference);
            }
        }
    }

    /// Drops a sum over stages that names the last of them: `10k GPU hours, 11.2k GPU hours with SFT`.
    fn judge_sums(&mut self) {
        for at in 1..self.mentions.len() {
            let (Some(part), Some(sum)) = (self.mentions.get(at - 1), self.mentions.get(at)) else {
                continue;
            };
            let end = sum.tokens.end;
            let near = end..(end + 6).min(self.doc.sentence(end).end);
            let cue = self.cues.iter().find(|(cue, _)| near.contains(cue));
            let is_with =
                |at: usize| matches!(self.doc.word(at), "with" | "including" | "incl" | "plus");
            let says = cue.is_some_and(|(cue, _)| (end..*cue).any(is_with));
            let is_here = self.doc.sentence(end).contains(&part.tokens.start);
            let is_more = part.noun == sum.noun && sum.amount.value() > part.amount.value();
            if says && is_here && is_more && self.stages.get(at - 1) != self.stages.get(at) {
                self.reasons[at].push(Why::Sum);
            }
        }
    }

    /// Drops a total that is the sum of what several stages took: `pre-training: 1.1M GPU hours; post-training: 60k. Total:
    /// 1.16M`.
    fn judge_sums_of_stages(&mut self) {
        let is_spent = |noun: Noun| matches!(noun, Noun::ChipHours(_) | Noun::Time(_));
        let value = |at: usize| self.mentions[at].amount.value();
        let is_sum = |at: usize| {
            let noun = self.mentions[at].noun;
            let mut parts: Vec<usize> = (0..at)
                .filter(|part| self.mentions[*part].noun == noun && self.reasons[*part].is_empty())
                .collect();
            parts.dedup_by_key(|part| self.stages[*part]);
            let sum: f64 = parts.iter().map(|part| value(*part)).sum();
            let is_same = (sum / value(at) - 1.0).abs() < 0.02;
            is_spent(noun)
                && parts.len() > 1
                && parts.iter().all(|part| self.stages[*part].is_some())
                && is_same
        };
        let sums: Vec<usize> = (0..self.mentions.len()).filter(|at| is_sum(*at)).collect();
        for at in sums {
            self.reasons[at].push(Why::Sum);
        }
    }

    /// Drops the first figure of `1.9M GPU hours, 1.1M of them for the model`: it is a total of more.
    fn judge_totals(&mut self) {
        for at in 1..self.mentions.len() {
            let part = &self.mentions[at];
            let of = self.doc.word(part.amount.tokens.end) == "of"
                && matches!(
                    self.doc.word(part.amount.tokens.end + 1),
                    "them" | "these" | "those" | "which"
                );
            let hours = matches!(part.noun, Noun::ChipHours(_) | Noun::NodeHours(_));
            if !(of && hours && self.reasons[at].is_empty()) {
                continue;
            }
            let total = (0..at).rev().find(|before| {
                self.mentions[*before].noun == part.noun
                    && self.mentions[*before].amount.value() > part.amount.value()
            });
            if let Some(total) = total {
                self.reasons[total].push(Why::Project);
            }
        }
    }
}
