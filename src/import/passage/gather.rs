//! Everything that a passage says, before rules decide what it means: hardware, names, amounts, and what
//! speaks against each amount.

use super::calculation::{Calculation, calculations};
use super::context::{Against, Judge, Why, against};
use super::hardware::{self, Hardware};
use super::label;
use super::mention::{Mention, Starts, mentions, starts};
use super::names::{self, Name};
use super::noun::Noun;
use super::number::Amount;
use super::stage::{self, Stage};
use super::subject::{self, Subject};
use super::table::{self, Table};
use super::token::Doc;
use std::collections::BTreeSet;

/// A shorter time, in seconds, is of no training.
const MOMENT: f64 = 100.0;

/// A passage, read as far as its words go.
pub(super) struct Passage {
    pub(super) doc: Doc,
    pub(super) hardware: Vec<Hardware>,
    pub(super) starts: Starts,
    pub(super) names: Vec<Name>,
    pub(super) subject: Subject,
    /// The words against amounts that stand in the passage.
    against: Vec<Against>,
    pub(super) mentions: Vec<Mention>,
    /// Reasons against each mention.
    pub(super) reasons: Vec<Vec<Why>>,
    /// Reasons against each name of hardware.
    pub(super) against_hardware: Vec<Vec<Why>>,
    /// The stage of each mention.
    pub(super) stages: Vec<Option<Stage>>,
    pub(super) cues: Vec<(usize, Stage)>,
    /// Amounts that count nothing known.
    pub(super) bare: Vec<Amount>,
    pub(super) tables: Vec<Table>,
    /// Tokens in rows of tables that are of something else.
    pub(super) skipped: Vec<bool>,
    pub(super) calculations: Vec<Calculation>,
    /// Periods from a table: time in seconds, chips, hardware, share.
    pub(super) periods: Vec<super::periods::Period>,
}

impl Passage {
    pub(super) fn of(text: &str) -> Self {
        let doc = Doc::of(text);
        let hardware = hardware::hardware(&doc);
        let names = names::names(&doc, &hardware);
        let subject = subject::find(&doc, &names);
        let cues = stage::cues(&doc);
        let tables = table::tables(&doc);
        let mut passage = Self {
            skipped: vec![false; doc.tokens.len()],
            against: against(&doc),
            doc,
            starts: starts(&hardware),
            hardware,
            names,
            subject,
            mentions: Vec::new(),
            reasons: Vec::new(),
            against_hardware: Vec::new(),
            stages: Vec::new(),
            cues,
            bare: Vec::new(),
            tables: Vec::new(),
            calculations: Vec::new(),
            periods: Vec::new(),
        };
        let pointed = super::rows::pointed(&passage.doc).filter(|_| !tables.is_empty());
        for table in &tables {
            super::rows::read(&mut passage, table, pointed);
        }
        passage.tables = tables;
        passage.calculations = calculations(&passage.doc, &passage.starts);
        passage.add_prose();
        passage.add_lists();
        passage.mentions.sort_by_key(|mention| mention.tokens.start);
        passage.judge();
        passage
    }

    /// Adds the amounts outside tables.
    fn add_prose(&mut self) {
        let mut skip = self.skipped.clone();
        for table in &self.tables {
            skip[table.tokens.clone()].fill(true);
        }
        for calculation in &self.calculations {
            skip[calculation.tokens.clone()].fill(true);
        }
        let (found, bare) = mentions(
            &self.doc,
            &self.hardware,
            &self.starts,
            0..self.doc.tokens.len(),
            &skip,
        );
        self.mentions.extend(found);
        for amount in bare {
            if let Some(noun) = self.used(&amount) {
                let mut mention = labelled(amount, noun, 1.0);
                mention.label = false;
                self.mentions.push(mention);
                continue;
            }
            // `FLOP = 11B * 2 * …` is no 11 billion FLOP.
            let times = |at: usize| {
                self.doc.sign(at, '×') || self.doc.sign(at, '*') || self.doc.word(at) == "x"
            };
            let label = match times(amount.tokens.end) {
                true => None,
                false => label::before(&self.doc, amount.tokens.start),
            };
            let Some((noun, factor)) = label else {
                self.bare.push(amount);
                continue;
            };
            self.mentions.push(labelled(amount, noun, factor));
        }
    }

    /// Reads `but used 16 for 80 hours` behind a number of chips.
    fn used(&self, amount: &Amount) -> Option<Noun> {
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        let before = start.checked_sub(1).map_or("", |at| self.doc.word(at));
        let after = self.doc.word(end);
        let sentence = self.doc.sentence(start);
        let used = matches!(before, "used" | "using" | "only" | "occupied")
            && matches!(after, "for" | "in" | "at" | "");
        let earlier = self
            .mentions
            .iter()
            .rfind(|other| other.tokens.end <= start && sentence.contains(&other.tokens.start));
        let noun = earlier
            .map(|other| other.noun)
            .filter(|noun| matches!(noun, Noun::Chip | Noun::Node));
        noun.filter(|_| used && amount.whole && !amount.scaled)
    }

    /// Gives the numbers of a list the noun behind its last one: `8, 30 and 60 days`.
    fn add_lists(&mut self) {
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

    fn judge(&mut self) {
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
        self.judge_lists();
        self.judge_totals();
        self.judge_earlier();
        self.judge_moments();
    }

    /// Drops what was before: `from the previous 7 trillion tokens to 18 trillion`.
    fn judge_earlier(&mut self) {
        for (mention, reasons) in self.mentions.iter().zip(&mut self.reasons) {
            let before = mention.tokens.start.checked_sub(1);
            let is_earlier =
                before.is_some_and(|at| matches!(self.doc.word(at), "previous" | "earlier"));
            if is_earlier {
                reasons.push(Why::Comparison);
            }
        }
    }

    /// Drops the chips of a sentence whose only time is too short for a training: `takes 0.2 seconds on an A100`.
    fn judge_moments(&mut self) {
        let (mut short, mut long) = (BTreeSet::new(), BTreeSet::new());
        for mention in &self.mentions {
            let sentence = self.doc.sentence_of[mention.tokens.start];
            match mention.noun {
                Noun::Time(unit) if mention.per.is_none() => {
                    let is_short = mention.amount.value() * unit < MOMENT;
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

    /// Keeps the figures of the model that is meant, where a sentence has several.
    fn judge_lists(&mut self) {
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

    pub(super) fn judge_of(&self) -> Judge<'_> {
        Judge {
            doc: &self.doc,
            names: &self.names,
            subject: &self.subject,
            against: &self.against,
        }
    }

    /// Returns the hardware in a range of tokens.
    pub(super) fn hardware_in(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, &Hardware)> {
        self.hardware
            .iter()
            .enumerate()
            .filter(move |(_, found)| range.contains(&found.tokens.start))
    }
}

/// Makes a mention of a number that a label says the meaning of.
pub(super) fn labelled(amount: Amount, noun: Noun, factor: f64) -> Mention {
    Mention {
        tokens: amount.tokens.clone(),
        between: amount.tokens.end..amount.tokens.end,
        amount: amount.times(factor),
        noun,
        hardware: None,
        per: None,
        label: true,
        list: None,
        stage: None,
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
