//! Logs of training runs: how fast the steps were, how many there were, and on how many chips.
//!
//! A log is not a report of a forward pass. It fills in method 2 and, if it gives the tokens per
//! second of a chip, method 1 as well. Missing facts stay empty and are named.

mod context;
mod formats;
mod lines;

mod words;

use super::real::figure;
use super::text::Report;
use super::*;
use crate::catalog::{Chip, Format as Arithmetic};
use crate::draft::Key;
use crate::quantity::{Dimension, write};
use formats::{FORMATS, Format};
use lines::{Lines, Span, Steps, Stretch};

/// The facts in a log, in seconds, FLOP/s and tokens.
struct Log {
    format: &'static Format,
    steps: Option<Steps>,
    /// The lines of the medians.
    span: Option<Span>,
    /// Seconds of a step.
    seconds: Option<f64>,
    /// FLOP/s of one chip.
    speed: Option<f64>,
    /// Share of the peak.
    share: Option<f64>,
    /// Tokens per second and chip.
    each: Option<f64>,
    /// Seconds from the beginning to the end.
    time: Option<f64>,
    chips: Option<f64>,
    tokens: Option<f64>,
    samples: Option<f64>,
    parameters: Option<f64>,
    chip: Option<&'static Chip>,
    /// The peak of the share.
    peak: Option<f64>,
    is_fallback: bool,
    /// The last step of each run, if there are several.
    runs: Vec<f64>,
    /// Stretches with batches of a size, if it grows.
    stretches: Vec<Stretch>,
}

/// Reads the run of a log; none if the text is not a log of a known program.
pub(super) fn read(report: &Report) -> Option<Result<Import, FileError>> {
    // Other texts have such words as well, but no figures beside them.
    let mut logs = FORMATS.iter().filter(|format| report.has(format.is));
    let log =
        logs.find_map(|format| Some(Log::new(report, format)).filter(|log| !log.is_empty()))?;
    let mut import = Import::new(Source::Profiler);
    let multiply_adds = log.multiply_adds();
    if let Some(multiply_adds) = multiply_adds {
        import.forward = Some(Forward::one(multiply_adds as u128));
    }
    import.per = crate::architecture::Per::Token;
    import.further = log.fields(multiply_adds.is_some());
    words::notes(&log, multiply_adds, &mut import);
    Some(Ok(import))
}

impl Log {
    fn new(report: &Report, format: &'static Format) -> Self {
        let lines = Lines::new(report, format);
        let mut span = None;
        let steps = lines.steps();
        let taken = steps.map(|steps| steps.taken);
        let samples = lines.last(format.samples);
        let batch = lines.last(format.batch).or_else(|| context::batch(report));
        let tokens = lines
            .last(format.tokens)
            .or_else(|| Some(batch? * taken?))
            .or_else(|| Some(samples? * context::sequence(report)?));
        let stretches = lines.stretches();
        let grown = stretches.last();
        let of_step = match grown {
            Some(last) => context::sequence(report).map(|sequence| last.size * sequence),
            None => batch.or_else(|| Some(tokens? / taken?)),
        };
        let mut seconds = lines.steady(format.seconds, &mut span);
        seconds = grown.map(|last| last.seconds).or(seconds);
        let speed = lines.steady(format.speed, &mut span);
        let speed = over_stretches(&stretches).or(speed);
        let share = lines.steady(format.share, &mut span);
        let mut each = lines.steady(format.tokens_each, &mut span);
        let known = context::chips(report).or_else(|| lines.chips());
        let chips = known.or_else(|| whole_chips(of_step? / (seconds? * each?)));
        let all = lines.steady(format.tokens_all, &mut span);
        // Tokens per second and seconds of a step give each other.
        each = each
            .or_else(|| Some(all? / chips?))
            .or_else(|| Some(of_step? / (seconds? * chips?)));
        seconds = seconds.or_else(|| Some(of_step? / (each? * chips?)));
        let spent = stretches.iter().map(|of| of.steps * of.seconds);
        let spent = (!stretches.is_empty()).then(|| spent.sum());
        let time = lines.last(format.elapsed).or(spent);
        let mut log = Self {
            format,
            steps,
            span,
            seconds,
            speed,
            share,
            each,
            time: time.or_else(|| Some(seconds? * taken?)),
            chips,
            tokens,
            samples,
            parameters: context::parameters(report),
            chip: context::chip(report),
            peak: context::peak(report),
            is_fallback: context::is_fallback(report),
            runs: lines.runs,
            stretches,
        };
        log.settle();
        log
    }

    /// Returns the peak of the share if it is not the chip’s own.
    fn another_peak(&self) -> Option<f64> {
        // The peak that torchtitan takes for an unknown chip.
        let fallback = self.is_fallback.then_some(312e12);
        fallback.or(self.format.peak)
    }

    /// Turns a share of another peak than the chip’s own into a speed, and finds the peak of a
    /// share.
    fn settle(&mut self) {
        if let (Some(peak), Some(share)) = (self.another_peak(), self.share) {
            self.speed = self.speed.or(Some(share * peak));
            self.share = None;
        }
        let Some(share) = self.share else {
            self.peak = None;
            return;
        };
        let own = self.chip.filter(|_| self.format.is_of_own_peak);
        let own = own.and_then(|chip| chip.peak(Arithmetic::Bf16));
        // Three digits: both are rounded.
        self.peak = self
            .peak
            .or(own.map(|peak| peak.median()))
            .or(self.speed.map(|speed| to_digits(speed / share, 3)));
        self.speed = self.speed.or(self.peak.map(|peak| share * peak));
    }

    fn is_empty(&self) -> bool {
        self.span.is_none() && self.time.is_none()
    }

    /// Returns the multiply-adds of the forward pass on a token: a sixth of the FLOP, to four
    /// digits.
    fn multiply_adds(&self) -> Option<f64> {
        let speed = self.speed.filter(|_| !self.format.is_hardware)?;
        let count = to_digits(speed / self.each? / 6.0, 4);
        (1.0..1e30).contains(&count).then_some(count)
    }

    /// Returns the fields of the form beside the forward pass.
    fn fields(&self, has_forward: bool) -> Vec<(Key, String)> {
        let mut fields = Vec::new();
        let mut put = |key, text: Option<String>| fields.extend(text.map(|text| (key, text)));
        let parameters = self.parameters.filter(|_| !has_forward);
        put(Key::Parameters, parameters.map(whole_digits));
        put(Key::Tokens, self.tokens.map(whole_digits));
        let hours = self.chip_hours().filter(|_| self.time.is_none());
        put(Key::ChipHours, hours.map(|hours| write::rounded(hours, 4)));
        put(Key::Time, self.time.map(words::seconds));
        put(
            Key::Chips,
            self.chips.and(self.time).and(self.chips).map(whole_digits),
        );
        let is_own_peak = self.is_own_peak();
        let chip = self.chip.filter(|_| self.peak.is_none() || is_own_peak);
        put(Key::Hardware, chip.map(|chip| chip.slug.into()));
        put(
            Key::Format,
            is_own_peak.then(|| Arithmetic::Bf16.key().into()),
        );
        put(
            Key::Peak,
            self.peak.filter(|_| chip.is_none()).map(words::speed),
        );
        let speed = self.speed.map(words::speed);
        put(Key::Utilization, self.share.map(words::share).or(speed));
        fields
    }

    /// Returns whether the peak of the share is the chip’s own in BF16, which programs use.
    fn is_own_peak(&self) -> bool {
        let own = self.chip.and_then(|chip| chip.peak(Arithmetic::Bf16));
        let near = |own: f64, peak: f64| (peak / own - 1.0).abs() < 0.01;
        own.is_some_and(|own| self.peak.is_some_and(|peak| near(own.median(), peak)))
    }

    /// Returns the hours of all chips together, whose number need not be known.
    fn chip_hours(&self) -> Option<f64> {
        Some(self.tokens? / self.each? / 3600.0)
    }
}

/// Returns the mean speed of stretches by their time, if each has one.
fn over_stretches(stretches: &[Stretch]) -> Option<f64> {
    let (mut flop, mut time) = (0.0, 0.0);
    for stretch in stretches {
        let seconds = stretch.steps * stretch.seconds;
        flop += seconds * stretch.speed?;
        time += seconds;
    }
    (time > 0.0).then_some(flop / time)
}

/// Returns a quotient of rounded figures as a number of chips, if it is near enough to only one.
fn whole_chips(quotient: f64) -> Option<f64> {
    let chips = quotient.round();
    let is_near = (quotient - chips).abs() < 0.05;
    (is_near && (1.0..=200.0).contains(&chips)).then_some(chips)
}

/// Returns a count with every digit.
fn whole_digits(value: f64) -> String {
    (value.round() as u128).to_string()
}

/// Rounds a number to some digits.
fn to_digits(value: f64, keep: usize) -> f64 {
    figure(&write::rounded(value, keep), false).map_or(value, |found| found.value)
}
