//! The lines of a log, and the steady state of what they say.

use super::super::text::{Report, after};
use super::formats::{Format, Labels};
use super::number::{Figure, before, figure};

/// More steps than these tell nothing more of the steady state.
const MOST: usize = 100_000;

/// The lines of a log that have figures of training.
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    format: &'static Format,
}

/// How far the log goes.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// Steps that were taken, from the first of the run.
    pub(super) taken: f64,
    /// Steps that were planned, where the log says so.
    pub(super) planned: Option<f64>,
    /// Where the log goes back to a step that it had passed: a run that was begun again.
    pub(super) again: Option<f64>,
}

/// A figure of the steady state: the median without the first steps.
#[derive(Clone, Copy)]
pub(super) struct Steady {
    pub(super) median: f64,
    /// How many figures there were.
    pub(super) of: usize,
    /// How many of them, the first, were left out.
    pub(super) without: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(report: &'a Report, format: &'static Format) -> Self {
        let has = |line: &str, marks: &[&str]| marks.iter().any(|mark| after(line, mark).is_some());
        let lines = report.lines().filter(|line| {
            // torchtitan's validation prints tokens per second too.
            has(line, format.marks) && !has(line, &["validate"])
        });
        let lines = lines.take(MOST).collect();
        Self { lines, format }
    }

    fn every(&self, labels: Labels) -> impl Iterator<Item = Figure<'a>> {
        let format = self.format;
        self.lines.iter().filter_map(move |line| {
            labels.iter().find_map(|(label, of_unit)| {
                let found = labelled(line, label, format.is_shortened)?;
                let value = found.value * of_unit;
                let unit = found.unit * of_unit;
                let rest = found.rest;
                (value > 0.0 && value.is_finite()).then_some(Figure { value, unit, rest })
            })
        })
    }

    /// The last figure.
    pub(super) fn last(&self, labels: Labels) -> Option<f64> {
        self.every(labels).last().map(|figure| figure.value)
    }

    /// The steady state.
    pub(super) fn steady(&self, labels: Labels) -> Option<Steady> {
        let all: Vec<f64> = self.every(labels).map(|figure| figure.value).collect();
        let without = (all.len() / 3).min(5);
        let mut rest = all.get(without..)?.to_vec();
        rest.sort_unstable_by(f64::total_cmp);
        let middle = rest.len() / 2;
        let upper = *rest.get(middle)?;
        let median = match rest.get(middle.wrapping_sub(1)) {
            Some(lower) if rest.len().is_multiple_of(2) => (lower + upper) / 2.0,
            _ => upper,
        };
        Some(Steady {
            median,
            of: all.len(),
            without,
        })
    }

    /// The chips: tokens per second of all over those of one, where one whole number alone is within
    /// what both figures were rounded to, on every line.
    pub(super) fn chips(&self) -> Option<f64> {
        let (mut low, mut high) = (0.0_f64, f64::INFINITY);
        let all = self.every(self.format.tokens_all);
        for (all, each) in all.zip(self.every(self.format.tokens_each)) {
            let (all_off, each_off) = (all.unit / 2.0, each.unit / 2.0);
            low = low.max((all.value - all_off) / (each.value + each_off));
            high = high.min((all.value + all_off) / (each.value - each_off).max(f64::MIN_POSITIVE));
        }
        let chips = low.ceil();
        let is_one = chips >= 1.0 && chips <= high && chips + 1.0 > high;
        is_one.then_some(chips)
    }

    /// How far it goes.
    pub(super) fn steps(&self) -> Option<Steps> {
        let first = f64::from(u8::from(self.format.from_zero));
        let mut steps: Option<Steps> = None;
        for line in &self.lines {
            let labels = self.format.step.iter();
            let mut numbers = labels.filter_map(|(label, _)| labelled(line, label, false));
            let Some(number) = numbers.find(|n| n.unit >= 1.0) else {
                continue;
            };
            let taken = number.value + first;
            let rest = number.rest.trim_start().strip_prefix('/');
            let planned = rest.and_then(|rest| figure(rest, false));
            // NeMo counts both from 0: the last of a hundred is 99/99.
            let off = if self.format.tool == "NeMo" {
                first
            } else {
                0.0
            };
            let planned = planned.map(|planned| planned.value + off);
            let before = steps.map_or(0.0, |steps| steps.taken);
            let again = steps.and_then(|steps| steps.again);
            // Ranks that print the same step come a little out of order.
            let goes_back = taken + 1.0 < before;
            steps = Some(Steps {
                taken: taken.max(before),
                planned: planned.or(steps.and_then(|steps| steps.planned)),
                again: again.or(goes_back.then_some(taken)),
            });
        }
        steps.filter(|steps| steps.taken >= 1.0 && steps.taken < 1e15)
    }
}

/// The figure beside these words in a line; before them where they begin with `<`.
fn labelled<'a>(line: &'a str, label: &str, is_shortened: bool) -> Option<Figure<'a>> {
    match label.strip_prefix('<') {
        Some(label) => {
            let rest = after(line, label)?;
            before(line.get(..line.len() - rest.len() - label.len())?)
        }
        None => figure(after(line, label)?, is_shortened),
    }
}
