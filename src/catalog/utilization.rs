//! Utilizations that published runs reached: evidence for the field that is hardest to fill in.
//!
//! Model FLOP utilization (MFU) counts the operations that the model needs. Hardware FLOP
//! utilization (HFU) also counts those that are repeated to save memory: with full recomputation
//! 4/3 of them. Both fall short over a whole run of what its best step reaches.

use super::{Chip, Format, chip};
use crate::quantity::{ChipHours, Flop, Ratio};

/// HFU over MFU if every activation is computed twice: a second forward pass on top of one forward and
/// one backward of twice its cost, (1 + 1 + 2) / (1 + 2).
pub const FULL_RECOMPUTATION: f64 = 4.0 / 3.0;

/// A published figure.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// The name in the table.
    pub slug: &'static str,
    /// The system that was trained.
    pub system: &'static str,
    /// The organization that trained it.
    pub developer: &'static str,
    /// The date of publication: `2022-04-04`.
    pub published: &'static str,
    /// The format of the peak that the share is of, if known.
    pub format: Option<Format>,
    /// The part of the run that the share is of.
    pub span: Span,
    /// The kind of evidence.
    pub evidence: Evidence,
    /// Slug of the record that lists the same run already; a count of runs leaves this one out.
    pub same_run_as: Option<&'static str>,
    /// The publisher, with addresses.
    pub source: &'static str,
    /// Further facts about it; may be empty.
    pub note: &'static str,
    chips: &'static [&'static str],
    // 0 where there is none.
    mfu: f64,
    hfu: f64,
    count: f64,
    hours: f64,
    chip_hours: f64,
    flop: f64,
}

/// The part of a run that a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The whole time for which the chips were reserved.
    Run,
    /// Steady training, without restarts and checkpoints.
    Steps,
    /// The best step, or a benchmark.
    Best,
}

/// The kind of evidence for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Measured by those who trained.
    Reported,
    /// Derived by others from operations, chips and hours.
    Derived,
    /// Resting on rumours or assumptions.
    Speculative,
}

impl Record {
    /// Returns the chips that it may have been; several if the source leaves the version open.
    pub fn chips(&self) -> impl Iterator<Item = &'static Chip> {
        self.chips.iter().filter_map(|slug| chip(slug))
    }

    /// Returns the model FLOP utilization, from 0 to 1.
    pub fn mfu(&self) -> Option<Ratio> {
        if_positive(self.mfu).map(Ratio::point)
    }

    /// Returns the hardware FLOP utilization, from 0 to 1.
    pub fn hfu(&self) -> Option<Ratio> {
        if_positive(self.hfu).map(Ratio::point)
    }

    /// Returns the MFU if it is given, else the HFU.
    pub fn value(&self) -> Ratio {
        self.mfu()
            .or(self.hfu())
            .unwrap_or(Ratio::point(f64::MIN_POSITIVE))
    }

    /// Returns the number of chips, if stated.
    pub fn count(&self) -> Option<f64> {
        if_positive(self.count)
    }

    /// Returns the wall-clock hours, if stated.
    pub fn hours(&self) -> Option<f64> {
        if_positive(self.hours)
    }

    /// Returns the chip-hours as billed, if stated.
    pub fn billed_chip_hours(&self) -> Option<ChipHours> {
        if_positive(self.chip_hours).map(ChipHours::point)
    }

    /// Returns the chip-hours as billed, else hours × chips.
    pub fn chip_hours(&self) -> Option<ChipHours> {
        let counted = || Some(ChipHours::point(self.hours()? * self.count()?));
        self.billed_chip_hours().or_else(counted)
    }

    /// Returns the operations, if stated.
    pub fn flop(&self) -> Option<Flop> {
        if_positive(self.flop).map(Flop::point)
    }

    /// Returns operations over chip-hours and peak: the utilization of the whole run, whatever its
    /// steps reached.
    pub fn whole_run(&self) -> Option<Ratio> {
        let peak = self.chips().next()?.peak(self.format?)?;
        Some(self.flop()? / (self.chip_hours()? * peak))
    }

    /// Returns the year of publication.
    pub fn year(&self) -> u16 {
        let year = self.published.get(..4).and_then(|year| year.parse().ok());
        year.unwrap_or_default()
    }
}

fn if_positive(value: f64) -> Option<f64> {
    (value > 0.0).then_some(value)
}

/// A filter of records; `None` accepts all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter<'a> {
    /// The chip, or one that it may have been.
    pub chip: Option<&'a str>,
    /// The format of the peak.
    pub format: Option<Format>,
    /// The years of publication.
    pub years: Option<(u16, u16)>,
}

impl Filter<'_> {
    fn fits(&self, record: &Record) -> bool {
        self.chip.is_none_or(|slug| record.chips.contains(&slug))
            && self.format.is_none_or(|f| record.format == Some(f))
            && self
                .years
                .is_none_or(|(from, to)| (from..=to).contains(&record.year()))
    }
}

static RECORDS: &[Record] = include!(concat!(env!("OUT_DIR"), "/utilization.rs"));

/// Returns every record, by date of publication.
pub fn records() -> &'static [Record] {
    RECORDS
}

/// Returns the records that pass the filter.
pub fn select(wanted: Filter<'_>) -> impl Iterator<Item = &'static Record> {
    RECORDS.iter().filter(move |record| wanted.fits(record))
}

/// Returns least, median and greatest MFU of distinct runs, without best steps; `None` if no record
/// passes.
pub fn spread(records: impl Iterator<Item = &'static Record>) -> Option<Spread> {
    let runs = records.filter(|r| r.span != Span::Best && r.same_run_as.is_none());
    let mut shares: Vec<f64> = runs.filter_map(|r| Some(r.mfu()?.median())).collect();
    shares.sort_unstable_by(f64::total_cmp);
    let (low, high) = (*shares.first()?, *shares.last()?);
    let n = shares.len();
    Some(Spread {
        low,
        median: (shares[(n - 1) / 2] + shares[n / 2]) / 2.0,
        high,
        n,
    })
}

/// The spread of several utilizations, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub low: f64,
    /// The one in the middle.
    pub median: f64,
    /// The greatest.
    pub high: f64,
    /// Their number.
    pub n: usize,
}
