//! The lines of a log, and the steady state of their figures.

use super::super::real::{Figure, before, figure};
use super::super::text::{Report, after};
use super::formats::{Format, Labels};

/// The most figures of a median: more tell nothing more.
const MOST: usize = 2_000;

/// The lines of a log with figures of training.
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    format: &'static Format,
}

/// The extent of the log.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// Steps taken, from the first of the run.
    pub(super) taken: f64,
    /// Steps planned, if the log says so.
    pub(super) planned: Option<f64>,
    /// The step that the log goes back to, if a run was started again.
    pub(super) again: Option<f64>,
}

/// The number of lines of the steady state, and of the first ones left out as warm-up.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) of: usize,
    pub(super) without: usize,
}

impl Span {
    fn new(of: usize) -> Self {
        let without = (of / 3).min(5);
        Self { of, without }
    }
}

impl<'a> Lines<'a> {
    pub(super) fn new(report: &'a Report, format: &'static Format) -> Self {
        let lines = report.lines().filter(|line| {
            let is_one = format.marks.iter().any(|mark| after(line, mark).is_some());
            // torchtitan's validation prints tokens per second too.
            is_one && !line.contains("validate")
        });
        let lines = lines.collect();
        Self { lines, format }
    }

    fn every(&self, labels: Labels) -> Vec<Figure<'a>> {
        let mut all = Vec::new();
        for line in &self.lines {
            for (label, of_unit) in labels {
                let Some(mut found) = labelled(line, label, self.format.is_shortened) else {
                    continue;
                };
                found.value *= of_unit;
                found.unit *= of_unit;
                if found.value > 0.0 {
                    all.push(found);
                    break;
                }
            }
        }
        all
    }

    /// Returns the last figure.
    pub(super) fn last(&self, labels: Labels) -> Option<f64> {
        self.every(labels).last().map(|figure| figure.value)
    }

    /// Returns the steady state, a median, and records its lines.
    pub(super) fn steady(&self, labels: Labels, span: &mut Option<Span>) -> Option<f64> {
        let all = self.every(labels);
        let of = Span::new(all.len());
        let rest = all.get(of.without..)?;
        let every = rest.len().div_ceil(MOST).max(1);
        let mut sorted: Vec<f64> = Vec::new();
        for figure in rest.iter().step_by(every) {
            // A general-purpose sort is 3 KB of download.
            let at = sorted.partition_point(|other| *other < figure.value);
            sorted.insert(at, figure.value);
        }
        let upper = *sorted.get(sorted.len() / 2)?;
        let lower = *sorted.get((sorted.len() - 1) / 2)?;
        *span = span.or(Some(of));
        Some((lower + upper) / 2.0)
    }

    /// Returns the chips: tokens per second of all chips over those of one, if only one whole
    /// number fits the rounding of both figures on every line.
    pub(super) fn chips(&self) -> Option<f64> {
        let (mut low, mut high) = (0.0_f64, f64::INFINITY);
        let each = self.every(self.format.tokens_each);
        for (all, each) in self.every(self.format.tokens_all).iter().zip(each) {
            let (all_off, each_off) = (all.unit / 2.0, each.unit / 2.0);
            low = low.max((all.value - all_off) / (each.value + each_off));
            high = high.min((all.value + all_off) / (each.value - each_off).max(f64::MIN_POSITIVE));
        }
        let chips = low.ceil();
        let is_one = chips >= 1.0 && chips <= high && chips + 1.0 > high;
        is_one.then_some(chips)
    }

    /// Returns the extent of the log.
    pub(super) fn steps(&self) -> Option<Steps> {
        let first = f64::from(u8::from(self.format.from_zero));
        let mut steps = Steps {
            taken: 0.0,
            planned: None,
            again: None,
        };
        for line in &self.lines {
            let labels = self.format.step.iter();
            let Some(number) = { labels }.find_map(|label| labelled(line, label, false)) else {
                continue;
            };
            let taken = number.value + first;
            let rest = number.rest.trim_start().strip_prefix('/');
            if let Some(planned) = rest.and_then(|rest| figure(rest, false)) {
                // NeMo counts both from 0: the last of a hundred is 99/99.
                let is_last = self.format.tool == "NeMo";
                steps.planned = Some(planned.value + f64::from(u8::from(is_last)));
            }
            // Ranks that print the same step come a little out of order.
            if taken + 1.0 < steps.taken {
                steps.again = steps.again.or(Some(taken));
            }
            steps.taken = steps.taken.max(taken);
        }
        (1.0..1e15).contains(&steps.taken).then_some(steps)
    }
}

/// Returns the figure after these words in a line, or before them if they begin with `<`.
fn labelled<'a>(line: &'a str, label: &str, is_shortened: bool) -> Option<Figure<'a>> {
    match label.strip_prefix('<') {
        Some(label) => {
            let rest = after(line, label)?;
            before(line.get(..line.len() - rest.len() - label.len())?)
        }
        None => figure(after(line, label)?, is_shortened),
    }
}
