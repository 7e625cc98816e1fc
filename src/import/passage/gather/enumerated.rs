//! Stages that a sentence counts and then lists: `in three stages: 8T tokens of web text, 2T of code, and a final 250B`.

use super::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::amount;
use crate::import::passage::stage::Stage;
use std::ops::Range;

/// The stages that a list may have, in their order.
const STAGES: [Stage; 3] = [Stage::First, Stage::Second, Stage::Third];

/// How many tokens may stand between the word “stages” and the sign before the list: `two stages of pre-training:`.
const REACH: usize = 6;

/// Words of a sentence about stages of training, not of a pipeline.
const TRAINS: [&str; 7] = [
    "train*",
    "pre-train*",
    "pretrain*",
    "fine-tun*",
    "finetun*",
    "learn*",
    "curriculum",
];

impl Passage {
    /// Gives each amount of a list of stages its stage.
    pub(super) fn number_stages(&mut self) {
        let sentences = self.doc.sentences.clone();
        let lists = sentences
            .into_iter()
            .filter_map(|sentence| self.listed(&sentence));
        let all: Vec<(usize, Stage)> = lists.flatten().collect();
        for (at, stage) in all {
            if let Some(mention) = self.mentions.get_mut(at) {
                mention.stage = mention.stage.or(Some(stage));
            }
        }
    }

    /// Returns the amounts of a sentence that lists stages, with their stages.
    fn listed(&self, sentence: &Range<usize>) -> Option<Vec<(usize, Stage)>> {
        let (count, list) = self.counted(sentence)?;
        let stages = STAGES.get(..count)?;
        let here: Vec<(usize, &Mention)> = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| list.contains(&mention.tokens.start) && mention.per.is_none())
            .collect();
        // The first amount says what each stage has one of.
        let (_, first) = here.first()?;
        let is_head = |mention: &Mention| {
            std::mem::discriminant(&mention.noun) == std::mem::discriminant(&first.noun)
        };
        let leads = matches!(
            first.noun,
            Noun::Token
                | Noun::Step
                | Noun::Epoch
                | Noun::Example
                | Noun::Time(_)
                | Noun::ChipHours(_)
        );
        let heads = here.iter().filter(|(_, mention)| is_head(mention)).count();
        if !leads || heads != count {
            return None;
        }
        let mut number = 0;
        let staged = here.iter().map(|(at, mention)| {
            number += usize::from(is_head(mention));
            let stage = stages.get(number.saturating_sub(1)).copied();
            stage.map(|stage| (*at, stage))
        });
        staged.collect()
    }

    /// Returns how many stages a sentence counts, and where the list of them stands.
    fn counted(&self, sentence: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let doc = &self.doc;
        let word = sentence
            .clone()
            .find(|at| matches!(doc.word(*at), "stages" | "phases"))?;
        let number = (1..3).find_map(|back| {
            let at = word.checked_sub(back).filter(|at| sentence.contains(at))?;
            amount(doc, at).filter(|amount| amount.whole && amount.tokens.end <= word)
        })?;
        let mut behind = word + 1..(word + REACH).min(sentence.end);
        let opens = |at: usize| {
            [':', '(', '–', ','].iter().any(|sign| doc.sign(at, *sign))
                || at == word + 1 && matches!(doc.word(at), "of" | "with")
        };
        let start = behind.find(|at| opens(*at))?;
        let trains = |word: &&str| doc.has_phrase(sentence.clone(), word);
        if !TRAINS.iter().any(trains) {
            return None;
        }
        let count = STAGES.len().min(number.value() as usize);
        let is_whole = number.value() == count as f64 && count > 1;
        is_whole.then_some((count, start + 1..sentence.end))
    }
}
