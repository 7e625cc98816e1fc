//! The words near an amount of a recipe, up to the next number on either side.

use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::token::Doc;
use std::ops::Range;

/// The words near an amount.
pub(super) struct Near<'a> {
    pub(super) doc: &'a Doc,
    pub(super) tokens: Range<usize>,
    sentence: Range<usize>,
}

impl<'a> Near<'a> {
    pub(super) fn of(doc: &'a Doc, amount: &Amount) -> Self {
        Self {
            doc,
            tokens: amount.tokens.clone(),
            sentence: doc.sentence(amount.tokens.start),
        }
    }

    fn is_number(&self, at: usize) -> bool {
        self.doc.get(at).is_some_and(|token| token.is_number())
    }

    /// Returns the places of up to so many words before the amount, the nearest first, up to another number.
    pub(super) fn before(&self, most: usize) -> impl Iterator<Item = usize> {
        let start = self.tokens.start.saturating_sub(most);
        (start.max(self.sentence.start)..self.tokens.start)
            .rev()
            .take_while(|at| !self.is_number(*at))
    }

    /// Returns the places of up to so many words after the amount, up to another number.
    pub(super) fn behind(&self, most: usize) -> impl Iterator<Item = usize> {
        (self.tokens.end..(self.tokens.end + most).min(self.sentence.end))
            .take_while(|at| !self.is_number(*at))
    }

    pub(super) fn has_before(&self, words: &[&str], most: usize) -> bool {
        self.before(most)
            .any(|at| words.contains(&self.doc.word(at)))
    }

    /// Returns whether one of the words stands before the amount, also after another number.
    pub(super) fn has_before_any(&self, words: &[&str], most: usize) -> bool {
        let start = self.tokens.start.saturating_sub(most);
        let mut range = start.max(self.sentence.start)..self.tokens.start;
        range.any(|at| words.contains(&self.doc.word(at)))
    }

    pub(super) fn has_behind(&self, words: &[&str], most: usize) -> bool {
        let mut range = self.tokens.end..(self.tokens.end + most).min(self.sentence.end);
        range.any(|at| words.contains(&self.doc.word(at)))
    }

    pub(super) fn has_phrase_before(&self, phrases: &[&str], most: usize) -> bool {
        let end = self.tokens.start;
        self.before(most).any(|at| {
            phrases
                .iter()
                .any(|phrase| self.doc.is_phrase(at, end, phrase))
        })
    }

    pub(super) fn has_phrase_around(&self, phrases: &[&str], most: usize) -> bool {
        let end = self.sentence.end;
        self.behind(most).any(|at| {
            phrases
                .iter()
                .any(|phrase| self.doc.is_phrase(at, end, phrase))
        }) || self.has_phrase_before(phrases, most)
    }

    /// Returns where the last word of a label before the amount stands: `group size of 16`, `G = 16`.
    pub(super) fn label(&self) -> Option<usize> {
        let is_joint = |at: &usize| {
            matches!(
                self.doc.word(*at),
                "of" | "is" | "was" | "to" | "set" | "equal" | "at"
            ) || ['=', ':', '(', '`', '|']
                .iter()
                .any(|sign| self.doc.sign(*at, *sign))
        };
        self.before(6)
            .find(|at| !is_joint(at))
            .filter(|at| !self.doc.word(*at).is_empty())
    }

    /// Returns whether the sentence speaks of prompts.
    pub(super) fn speaks_of_prompts(&self) -> bool {
        self.sentence
            .clone()
            .any(|at| super::counts::PROMPTS.contains(&self.doc.word(at)))
    }

    fn is_step_word(&self, at: usize) -> bool {
        matches!(self.doc.noun(at), Some(Noun::Step | Noun::Batch))
    }

    /// Returns whether a word begins `per step`, `in each training step`, `for every one of 600 steps`.
    fn is_each_step(&self, at: usize) -> bool {
        match self.doc.word(at) {
            word if word.ends_with("/step") || word.ends_with("/batch") => true,
            // `for 600 steps, each with 64 prompts`
            "each" if self.is_step_before(at) => true,
            "per" | "each" | "every" => {
                let of = |at: usize| self.doc.word(at) == "of" && self.is_step_word(at + 2);
                let mut next = at + 1..at + 3;
                next.any(|at| self.is_step_word(at)) || of(at + 1) || of(at + 2)
            }
            "a" | "one" => self.is_step_word(at + 1),
            _ => false,
        }
    }

    fn is_step_before(&self, at: usize) -> bool {
        let before = |by: usize| at.checked_sub(by).is_some_and(|at| self.is_step_word(at));
        let is_comma = at.checked_sub(1).is_some_and(|at| self.doc.sign(at, ','));
        before(1) || is_comma && before(2)
    }

    /// Returns whether the amount is of one step, by words within a few of it.
    pub(super) fn is_of_step(&self) -> bool {
        let start = self.tokens.start.saturating_sub(8).max(self.sentence.start);
        let mut before = start..self.tokens.start;
        // `30k problems for 400 steps (256 prompts per step)`: the words belong to the prompts before them.
        let is_prompt = |at: usize| super::counts::PROMPTS.contains(&self.doc.word(at));
        let is_number = |at: usize| self.doc.get(at).is_some_and(|token| token.is_number());
        let begins_other = |at: usize| is_number(at) && (is_prompt(at + 1) || is_prompt(at + 2));
        let mut behind = (self.tokens.end..(self.tokens.end + 10).min(self.sentence.end))
            .take_while(|at| !begins_other(*at));
        before.any(|at| self.is_each_step(at)) || behind.any(|at| self.is_each_step(at))
    }

    /// Returns whether the words right after it say that the amount is of one step: `1,024 rollouts per step`.
    pub(super) fn is_of_step_behind(&self) -> bool {
        self.behind(4).any(|at| self.is_each_step(at))
    }

    /// Returns whether steps are counted by something else: `every 50 steps`, `16 gradient updates for each rollout step`.
    /// The 600 of `600 steps, each with 512 prompts` are not.
    pub(super) fn is_rate_of_steps(&self) -> bool {
        let word = |at: usize| self.doc.word(at);
        let is_each = |at: usize| matches!(word(at), "per" | "each" | "every");
        let is_period = |at: usize| {
            self.is_step_word(at) || matches!(word(at), "rollout" | "round" | "epoch" | "phase")
        };
        let is_divided = |at: usize| {
            let of = word(at).split_once('/').map_or("", |(_, of)| of);
            matches!(of, "step" | "batch" | "iteration" | "epoch" | "rollout")
        };
        let next = self.before(2).find(|at| !word(*at).is_empty());
        let noun = self.behind(4).find(|at| super::counts::is_step(word(*at)));
        next.is_some_and(is_each)
            || self.behind(4).any(is_divided)
            || noun.is_some_and(|at| {
                let is_joint = matches!(word(at + 1), "for" | "in" | "at" | "during");
                let each = at + 1 + usize::from(is_joint);
                let is_with = matches!(word(each + 1), "with" | "of" | "on");
                is_each(each) && !is_with && (is_period(each + 1) || is_period(each + 2))
            })
    }

    /// Returns whether the amount is what steps have: `640 steps of 128 prompts`.
    pub(super) fn is_led_by_steps(&self) -> bool {
        let back = |by: usize| self.tokens.start.checked_sub(by);
        let is_of = back(1).is_some_and(|at| self.doc.word(at) == "of");
        is_of && back(2).is_some_and(|at| self.is_step_word(at))
    }

    /// Returns whether the amount is what a batch holds: `batches of 64 prompts`, `64 prompts in a batch`.
    pub(super) fn is_in_batch(&self) -> bool {
        let is_batch = |at: usize| matches!(self.doc.word(at), "batch" | "batches");
        self.before(7).any(is_batch) || self.behind(6).any(is_batch)
    }

    fn is_times_at(&self, at: usize) -> bool {
        self.doc.word(at) == "x" || self.doc.sign(at, '×') || self.doc.sign(at, '*')
    }

    /// Returns whether the amount is multiplied by what follows: `512 prompts × 4 samples`.
    pub(super) fn is_times(&self) -> bool {
        self.behind(3).any(|at| self.is_times_at(at))
    }

    /// Returns whether the amount multiplies prompts: the 16 of `64 prompts × 16`.
    pub(super) fn is_times_prompts(&self, prompts: &[&str]) -> bool {
        let before = self.tokens.start.checked_sub(1);
        let is_times = before.is_some_and(|at| self.is_times_at(at));
        is_times
            && self
                .tokens
                .start
                .checked_sub(2)
                .is_some_and(|at| prompts.contains(&self.doc.word(at)))
    }

    /// Returns whether the amount is the size of groups: `in groups of 8`.
    pub(super) fn is_group(&self) -> bool {
        let back = |by: usize| {
            self.tokens
                .start
                .checked_sub(by)
                .map_or("", |at| self.doc.word(at))
        };
        back(1) == "of" && matches!(back(2), "groups" | "group")
    }
}
