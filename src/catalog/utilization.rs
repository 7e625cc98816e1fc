//! Which share of their hardware's peak published runs reached: evidence for the field that is
//! hardest to fill in.
//!
//! Model FLOP utilization (MFU) counts the operations that the model needs. Hardware FLOP
//! utilization (HFU) also counts those that are repeated to save memory: with full recomputation
//! 4/3 of them. Both fall short over a whole run of what its best step reaches.

use super::{Chip, Format, chip};
use crate::quantity::{ChipHours, Flop, Ratio};

/// HFU over MFU where every activation is computed twice: a second forward pass on top of one
/// forward and one backward of twice its cost, (1 + 1 + 2) / (1 + 2).
pub const FULL_RECOMPUTATION: f64 = 4.0 / 3.0;

/// A published figure.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// Its name in the table.
    pub slug: &'static str,
    /// What was trained.
    pub system: &'static str,
    /// Who trained it.
    pub developer: &'static str,
    /// When it was published: `2022-04-04`.
    pub published: &'static str,
    /// The format of the peak that the share is of, if known.
    pub format: Option<Format>,
    /// Of which part of the run.
    pub span: Span,
    /// Where the figure is from.
    pub evidence: Evidence,
    /// Slug of the record that lists the same run already; a count of runs leaves this one out.
    pub same_run_as: Option<&'static str>,
    /// Who published it, with addresses.
    pub source: &'static str,
    /// What one should know about it; may be empty.
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

/// Which part of a run a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// All the time that the chips were taken.
    Run,
    /// While training steadily: restarts and checkpoints are left out.
    Steps,
    /// The best step, or a benchmark.
    Best,
}

/// Where a figure is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Measured by those who trained.
    Reported,
    /// Divided by others from operations, chips and hours.
    Derived,
    /// Resting on rumours or assumptions.
    Speculative,
}

impl Record {
    /// The chips that it may have been; several where the source leaves the version open.
    pub fn chips(&self) -> impl Iterator<Item = &'static Chip> {
        self.chips.iter().filter_map(|slug| chip(slug))
    }

    /// Model FLOP utilization, from 0 to 1.
    pub fn mfu(&self) -> Option<Ratio> {
        given(self.mfu).map(Ratio::point)
    }

    /// Hardware FLOP utilization, from 0 to 1.
    pub fn hfu(&self) -> Option<Ratio> {
        given(self.hfu).map(Ratio::point)
    }

    /// MFU where it is given, else HFU.
    pub fn value(&self) -> Ratio {
        self.mfu()
            .or(self.hfu())
            .unwrap_or(Ratio::point(f64::MIN_POSITIVE))
    }

    /// How many chips, where stated.
    pub fn count(&self) -> Option<f64> {
        given(self.count)
    }

    /// Wall-clock hours, where stated.
    pub fn hours(&self) -> Option<f64> {
        given(self.hours)
    }

    /// Chip-hours as billed, else hours × chips.
    pub fn chip_hours(&self) -> Option<ChipHours> {
        given(self.chip_hours)
            .or_else(|| Some(self.hours()? * self.count()?))
            .map(ChipHours::point)
    }

    /// Operations, where stated.
    pub fn flop(&self) -> Option<Flop> {
        given(self.flop).map(Flop::point)
    }

    /// Operations over chip-hours and peak: what the whole run reached, whatever its steps did.
    pub fn whole_run(&self) -> Option<Ratio> {
        let peak = self.chips().next()?.peak(self.format?)?;
        Some(self.flop()? / (self.chip_hours()? * peak))
    }

    /// The year that it was published in.
    pub fn year(&self) -> u16 {
        let year = self.published.get(..4).and_then(|year| year.parse().ok());
        year.unwrap_or_default()
    }
}

fn given(value: f64) -> Option<f64> {
    (value > 0.0).then_some(value)
}

/// Which records to show; `None` for all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Wanted<'a> {
    /// On this chip, or one that may have been it.
    pub chip: Option<&'a str>,
    /// Of the peak in this format.
    pub format: Option<Format>,
    /// Published in these years.
    pub years: Option<(u16, u16)>,
}

impl Wanted<'_> {
    fn fits(&self, record: &Record) -> bool {
        self.chip.is_none_or(|slug| record.chips.contains(&slug))
            && self.format.is_none_or(|f| record.format == Some(f))
            && self
                .years
                .is_none_or(|(from, to)| (from..=to).contains(&record.year()))
    }
}

static RECORDS: &[Record] = include!(concat!(env!("OUT_DIR"), "/utilization.rs"));

/// Every record, by date of publication.
pub fn records() -> &'static [Record] {
    RECORDS
}

/// The records that fit.
pub fn wanted(wanted: Wanted<'_>) -> impl Iterator<Item = &'static Record> {
    RECORDS.iter().filter(move |record| wanted.fits(record))
}

/// Least, median and greatest of the MFU of distinct runs, their best steps left out; `None` if no
/// record fits.
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

/// Of several utilizations, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub low: f64,
    /// The one in the middle.
    pub median: f64,
    /// The greatest.
    pub high: f64,
    /// How many.
    pub n: usize,
}
