//! Everything that a passage says, before rules decide what it means: hardware, names, amounts, and what
//! speaks against each amount.

mod against;
mod enumerated;
mod learned;
mod lists;
mod parts;
mod recorded;
mod shared;
mod told;

use crate::import::passage::calculation::{Calculation, calculations};
use crate::import::passage::context::{Against, Judge, against};
use crate::import::passage::hardware::{self, Hardware};
use crate::import::passage::label;
use crate::import::passage::mention::{Mention, Starts, mentions, starts};
use crate::import::passage::names::{self, Name};
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::stage::{self, Stage};
use crate::import::passage::subject::{self, Subject};
use crate::import::passage::table::{self, Table};
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;
pub(in crate::import::passage) use against::is_training_time;
pub(in crate::import::passage) use learned::is_learning;
pub(in crate::import::passage) use told::{Told, told};

/// A passage, read as far as its words go.
pub(in crate::import::passage) struct Passage {
    pub(in crate::import::passage) doc: Doc,
    pub(in crate::import::passage) hardware: Vec<Hardware>,
    pub(in crate::import::passage) starts: Starts,
    pub(in crate::import::passage) names: Vec<Name>,
    pub(in crate::import::passage) subject: Subject,
    /// The words against amounts that stand in the passage.
    against: Vec<Against>,
    pub(in crate::import::passage) mentions: Vec<Mention>,
    /// Reasons against each mention.
    pub(in crate::import::passage) reasons: Vec<Vec<Why>>,
    /// Reasons against each name of hardware.
    pub(in crate::import::passage) against_hardware: Vec<Vec<Why>>,
    /// The stage of each mention.
    pub(in crate::import::passage) stages: Vec<Option<Stage>>,
    pub(in crate::import::passage) cues: Vec<(usize, Stage)>,
    /// Amounts that count nothing known.
    pub(in crate::import::passage) bare: Vec<Amount>,
    pub(in crate::import::passage) tables: Vec<Table>,
    /// Tokens in rows of tables that are of something else.
    pub(in crate::import::passage) skipped: Vec<bool>,
    pub(in crate::import::passage) calculations: Vec<Calculation>,
    /// Periods from a table: time in seconds, chips, hardware, share.
    pub(in crate::import::passage) periods: Vec<crate::import::passage::periods::Period>,
}

impl Passage {
    pub(in crate::import::passage) fn of(text: &str) -> Self {
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
        let pointed =
            crate::import::passage::rows::pointed(&passage.doc).filter(|_| !tables.is_empty());
        for table in &tables {
            crate::import::passage::rows::read(&mut passage, table, pointed);
        }
        passage.tables = tables;
        passage.calculations = calculations(&passage.doc, &passage.starts);
        passage.add_prose();
        passage.add_lists();
        passage.mentions.sort_by_key(|mention| mention.tokens.start);
        passage.number_stages();
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
        self.mentions.extend(found.into_iter().map(|mut mention| {
            // `GPU hours: 1,200 h`
            if let Noun::Time(unit) = mention.noun
                && let Some((Noun::ChipHours(_), _)) =
                    label::before(&self.doc, mention.tokens.start)
            {
                mention.noun = Noun::ChipHours(unit / 3600.0);
            }
            // `2,048-token sequences` are a length.
            let token = mention
                .between
                .clone()
                .find(|at| self.doc.word(*at) == "token");
            if let (Noun::Sequence, Some(token)) = (mention.noun, token) {
                mention.noun = Noun::Token;
                mention.between.end = token;
                mention.tokens.end = token + 1;
            }
            // `70k + 25k iterations`
            let (low, high) = parts::added(&self.doc, &mention, &bare);
            mention.amount.low += low;
            mention.amount.high += high;
            mention
        }));
        for amount in bare {
            let noun = self.used(&amount).or_else(|| self.part_of(&amount));
            let noun = noun.or_else(|| self.units(&amount));
            let noun = noun.or_else(|| self.stopped(&amount));
            let noun = noun.or_else(|| self.per_batch(&amount));
            if let Some(noun) = noun.or_else(|| self.versus(&amount)) {
                let mut mention = labelled(amount, noun, 1.0);
                mention.label = false;
                self.mentions.push(mention);
                continue;
            }
            if let Some(end) = self.learned_from(&amount) {
                let mut mention = labelled(amount, Noun::Example, 1.0);
                mention.label = false;
                mention.tokens.end = end;
                self.mentions.push(mention);
                continue;
            }
            // `FLOP = 11B * 2 * …` is not 11 billion FLOP.
            let times = |at: usize| {
                self.doc.sign(at, '×') || self.doc.sign(at, '*') || self.doc.word(at) == "x"
            };
            // `× 1.3e9 params = 2.9e21`, `49% MFU (58% HFU)`: the label belongs to the number before it.
            let sign = amount.tokens.start.checked_sub(1);
            let is_result = sign.is_some_and(|at| {
                let is_share = |share: &Amount| share.percent && share.tokens.end + 1 == at;
                self.doc.sign(at, '=') && self.mentions.iter().any(|other| other.tokens.end == at)
                    || self.doc.sign(at, '(') && self.bare.iter().any(is_share)
            });
            let label = match is_result || times(amount.tokens.end) {
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

    /// Reads `but used 16 for 80 hours` after a number of chips.
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

    /// Reads `sequences of 2,048 tokens, 1,024 per batch`.
    fn per_batch(&self, amount: &Amount) -> Option<Noun> {
        let end = amount.tokens.end;
        let is_batch = matches!(self.doc.word(end + 1), "batch" | "step" | "update");
        let is_per = matches!(self.doc.word(end), "per" | "a");
        let comma = amount.tokens.start.checked_sub(1);
        let follows = comma.is_some_and(|at| self.doc.sign(at, ',') || self.doc.sign(at, '('));
        (is_per && is_batch && follows && amount.whole).then_some(Noun::BatchSize)
    }

    /// Reads `we planned 2T tokens but stopped at 1.3T`.
    fn stopped(&self, amount: &Amount) -> Option<Noun> {
        let back = |by: usize| {
            let at = amount.tokens.start.checked_sub(by);
            at.map_or("", |at| self.doc.word(at))
        };
        let is_end = matches!(back(1), "at" | "after")
            && matches!(back(2), "stopped" | "ended" | "finished" | "halted");
        let sentence = self.doc.sentence(amount.tokens.start);
        let earlier = self.mentions.iter().rfind(|other| {
            sentence.contains(&other.tokens.start) && other.tokens.end <= amount.tokens.start
        });
        let noun = earlier.map(|other| other.noun);
        noun.filter(|noun| is_end && !amount.percent && matches!(noun, Noun::Token | Noun::Step))
    }

    /// Reads `NVIDIA H100 SXM, 6,144 units` right after the name of a chip, but not `1,024 units per layer`.
    fn units(&self, amount: &Amount) -> Option<Noun> {
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        let is_unit = matches!(self.doc.word(end), "units" | "unit" | "pieces" | "pcs");
        let is_of_each = matches!(self.doc.word(end + 1), "per" | "in" | "each");
        let is_named = hardware::counts(&self.doc, &self.hardware, start);
        (is_unit && !is_of_each && is_named && amount.whole).then_some(Noun::Chip)
    }

    /// Returns the stage that the words around a token say; none if no word says it.
    pub(in crate::import::passage) fn stage_at(&self, at: usize) -> Option<Stage> {
        stage::of(&self.doc, &self.cues, &self.judge_of().clause(at), at)
    }

    pub(in crate::import::passage) fn judge_of(&self) -> Judge<'_> {
        Judge {
            doc: &self.doc,
            names: &self.names,
            subject: &self.subject,
            against: &self.against,
        }
    }

    /// Returns the hardware in a range of tokens.
    pub(in crate::import::passage) fn hardware_in(
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
pub(in crate::import::passage) fn labelled(amount: Amount, noun: Noun, factor: f64) -> Mention {
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
