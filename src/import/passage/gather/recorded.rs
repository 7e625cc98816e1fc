//! Times that are the length of the data, not of the training: `LJSpeech has 13,100 utterances, 24 hours in all`.

use super::Passage;
use super::learned::is_learning;
use crate::import::passage::heading;
use crate::import::passage::mention::Mention;
use crate::import::passage::names::{is_no_name, plain};
use crate::import::passage::noun::Noun;
use crate::import::passage::why::Why;
use std::ops::Range;

/// Words for data that have a length.
const DATA: [&str; 20] = [
    "data",
    "dataset",
    "datasets",
    "corpus",
    "corpora",
    "set",
    "sets",
    "collection",
    "audio",
    "speech",
    "recordings",
    "recording",
    "music",
    "video",
    "videos",
    "footage",
    "podcasts",
    "broadcasts",
    "audiobooks",
    "archive",
];

/// Verbs that say what data there are.
const HOLDS: [&str; 18] = [
    "contains",
    "contain",
    "containing",
    "comprises",
    "comprise",
    "comprising",
    "contributes",
    "includes",
    "totals",
    "totalling",
    "totaling",
    "collected",
    "collect",
    "recorded",
    "gathered",
    "crawled",
    "curated",
    "transcribed",
];

/// Verbs that say so of data alone: a training has a length as well.
const HAS: [&str; 14] = [
    "has", "have", "had", "is", "are", "was", "were", "holds", "spans", "covers", "provides",
    "adds", "amounts", "consists",
];

/// Words of a sentence about training.
const TRAINS: [&str; 8] = [
    "train*",
    "pre-train*",
    "pretrain*",
    "fine-tun*",
    "finetun*",
    "took",
    "takes",
    "lasted",
];

impl Passage {
    /// Drops the hours of speech and the like.
    pub(super) fn judge_recorded(&mut self) {
        for at in 0..self.mentions.len() {
            let is_data = self.mentions.get(at).is_some_and(|time| {
                matches!(time.noun, Noun::Time(_))
                    && time.per.is_none()
                    && self.is_length_of_data(time)
            });
            if let Some(reasons) = self.reasons.get_mut(at).filter(|_| is_data) {
                reasons.push(Why::Data);
            }
        }
    }

    fn is_length_of_data(&self, time: &Mention) -> bool {
        let doc = &self.doc;
        let start = time.tokens.start;
        let is_data = |at: usize| DATA.contains(&doc.word(at));
        // `Training data: 10,000 hours`
        if let Some(label) = heading::of(doc, start)
            && label.words.clone().any(is_data)
            && !label
                .words
                .clone()
                .any(|at| matches!(doc.word(at), "time" | "duration"))
            && !self.says_training(&(label.words.end..start))
        {
            return true;
        }
        // `trained on 8,000 hours`
        let back = |n: usize| start.checked_sub(n).map_or("", |at| doc.word(at));
        if matches!(back(1), "on" | "from") && is_learning(back(2)) {
            return true;
        }
        // `the training set (5,400 hours)`, `LibriSpeech (960 h)`
        let clause = self.judge_of().clause(start);
        let open = start
            .checked_sub(1)
            .filter(|at| doc.sign(*at, '(') && !self.says_training(&(start..clause.end)));
        if let Some(before) = open.and_then(|open| open.checked_sub(1)) {
            let is_corpus = doc.get(before).is_some_and(|token| {
                let has_capitals = token.text.chars().filter(|c| c.is_uppercase()).count() > 1;
                has_capitals
                    && is_no_name(&plain(&token.text))
                    && self.hardware_in(before..before + 1).next().is_none()
            });
            if is_data(before) || is_corpus {
                return true;
            }
        }
        let before = clause.start..start;
        let says = |words: &[&str]| before.clone().rfind(|at| words.contains(&doc.word(*at)));
        if self.says_training(&clause) {
            return false;
        }
        if says(&HOLDS).is_some() {
            return true;
        }
        let has = says(&HAS);
        let is_counted = |other: &Mention| {
            matches!(other.noun, Noun::Example | Noun::Sequence)
                && before.contains(&other.tokens.start)
        };
        has.is_some_and(|verb| (clause.start..verb).any(is_data))
            || has.is_some() && self.mentions.iter().any(is_counted)
    }

    /// Returns whether a clause speaks of training, or of the chips of one. `Training data` are data.
    fn says_training(&self, clause: &Range<usize>) -> bool {
        let doc = &self.doc;
        let mut places = clause.clone();
        let trains = places.any(|at| {
            let is_of_data = DATA.contains(&doc.word(at + 1)) && doc.word(at) == "training";
            !is_of_data
                && TRAINS
                    .iter()
                    .any(|word| doc.is_phrase(at, clause.end, word))
        });
        let is_chip = |mention: &Mention| {
            matches!(
                mention.noun,
                Noun::Chip | Noun::Node | Noun::Pod | Noun::Step
            ) && clause.contains(&mention.tokens.start)
        };
        trains || self.mentions.iter().any(is_chip)
    }
}
