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
    /// The last step of each run, if the log is of several; the longest is read.
    pub(super) runs: Vec<f64>,
}

/// Steps in a row with batches of the same size.
pub(super) struct Stretch {
    pub(super) steps: f64,
    /// Sequences of a step.
    pub(super) size: f64,
    /// Seconds of a step.
    pub(super) seconds: f64,
    /// FLOP/s of one chip.
    pub(super) speed: Option<f64>,
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
        let whole = Self {
            lines: lines.collect(),
            format,
            runs: Vec::new(),
        };
        whole.longest_run()
    }

    /// Returns the lines of the longest run: another begins at the step that the log begins with.
    fn longest_run(mut self) -> Self {
        let mut starts = vec![0];
        let mut ends = vec![0.0];
        let (mut first, mut last) = (None, 0.0_f64);
        for (at, line) in self.lines.iter().enumerate() {
            let Some(step) = self.step(line).map(|step| step.value) else {
                continue;
            };
            let first = *first.get_or_insert(step);
            // Ranks that print the same step come a little out of order.
            if step == first && last > first + 1.0 {
                starts.push(at);
                ends.push(step);
            }
            last = step;
            if let Some(end) = ends.last_mut() {
                *end = step.max(*end);
            }
        }
        if starts.len() < 2 {
            return self;
        }
        let (mut from, mut to, mut most) = (0, self.lines.len(), 0.0);
        for (run, end) in ends.iter().enumerate() {
            // The last of several that are equally long.
            if *end >= most {
                most = *end;
                from = starts.get(run).copied().unwrap_or(0);
                to = starts.get(run + 1).copied().unwrap_or(self.lines.len());
            }
        }
        self.lines = self.lines.get(from..to).unwrap_or_default().to_vec();
        let first = f64::from(u8::from(self.format.from_zero));
        self.runs = ends.iter().map(|end| end + first).collect();
        self
    }

    /// Returns the number of the step that a line is of.
    fn step(&self, line: &'a str) -> Option<Figure<'a>> {
        let mut labels = self.format.step.iter();
        labels.find_map(|label| figure_beside(line, label, false))
    }

    /// Returns the figure of a line, in its unit.
    fn one(&self, line: &'a str, labels: Labels) -> Option<Figure<'a>> {
        labels.iter().find_map(|(label, of_unit)| {
            let mut found = figure_beside(line, label, self.format.is_shortened)?;
            found.value *= of_unit;
            found.unit *= of_unit;
            (found.value > 0.0).then_some(found)
        })
    }

    /// Returns the stretches of a run whose batches grow; none if all are of one size.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<(Stretch, Vec<f64>, Vec<f64>)> = Vec::new();
        let mut taken = 0.0;
        for line in &self.lines {
            let of = |labels| self.one(line, labels).map(|figure| figure.value);
            let (Some(step), Some(size), Some(seconds)) = (
                self.step(line),
                of(self.format.size),
                of(self.format.seconds),
            ) else {
                continue;
            };
            if all.last().is_none_or(|(last, ..)| last.size != size) {
                let stretch = Stretch {
                    steps: 0.0,
                    size,
                    seconds: 0.0,
                    speed: None,
                };
                all.push((stretch, Vec::new(), Vec::new()));
            }
            let step = step.value + f64::from(u8::from(self.format.from_zero));
            if let Some((stretch, all_seconds, all_speeds)) = all.last_mut() {
                stretch.steps += (step - taken).max(0.0);
                all_seconds.push(seconds);
                all_speeds.extend(of(self.format.speed));
            }
            taken = step.max(taken);
        }
        if all.len() < 2 {
            return Vec::new();
        }
        let stretches = all.into_iter().map(|(stretch, seconds, speeds)| Stretch {
            seconds: median(&seconds).unwrap_or(0.0),
            speed: median(&speeds),
            ..stretch
        });
        stretches.collect()
    }

    fn every(&self, labels: Labels) -> Vec<Figure<'a>> {
        let lines = self.lines.iter();
        lines.filter_map(|line| self.one(line, labels)).collect()
    }

    /// Returns the last figure.
    pub(super) fn last(&self, labels: Labels) -> Option<f64> {
        self.every(labels).last().map(|figure| figure.value)
    }

    /// Returns the steady state, a median, and records its lines.
    pub(super) fn steady(&self, labels: Labels, span: &mut Option<Span>) -> Option<f64> {
        let all = self.every(labels);
        let of = Span::new(all.len());
        let rest = all.get(of.without..)?.iter().map(|figure| figure.value);
        let steady = median(&rest.collect::<Vec<f64>>())?;
        *span = span.or(Some(of));
        Some(steady)
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
            let Some(number) = self.step(line) else {
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

/// Returns the median of these figures, or of evenly spread ones.
fn median(all: &[f64]) -> Option<f64> {
    let every = all.len().div_ceil(MOST).max(1);
    let mut sorted: Vec<f64> = Vec::new();
    for figure in all.iter().step_by(every) {
        // A general-purpose sort is 3 KB of download.
        let at = sorted.partition_point(|other| other < figure);
        sorted.insert(at, *figure);
    }
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some((lower + upper) / 2.0)
}

/// Returns the figure after these words in a line, or before them if they begin with `<`.
fn figure_beside<'a>(line: &'a str, label: &str, is_shortened: bool) -> Option<Figure<'a>> {
    match label.strip_prefix('<') {
        Some(label) => {
            let rest = after(line, label)?;
            before(line.get(..line.len() - rest.len() - label.len())?)
        }
        None => figure(after(line, label)?, is_shortened),
    }
}
