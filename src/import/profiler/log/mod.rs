//! Logs of training runs: how fast the steps were, how many there were, and on how many chips.
//!
//! A log is no report of a forward pass. It fills in method 2 and, where it says how many tokens a
//! chip saw in a second, method 1 as well. What it does not say stays empty, and is named.

mod context;
mod formats;
mod lines;
mod number;
mod words;

use super::text::Report;
use super::*;
use crate::catalog::{Chip, Format as Arithmetic};
use crate::draft::Key;
use crate::quantity::{Dimension, write};
use formats::{FORMATS, Format};
use lexical_parse_float::FromLexical;
use lines::{Lines, Steady, Steps};

/// What a log says, in seconds, FLOP/s and tokens.
struct Log {
    format: &'static Format,
    steps: Option<Steps>,
    seconds: Option<Steady>,
    speed: Option<Steady>,
    /// As the log has it, before it is known what peak it is of.
    share: Option<Steady>,
    each: Option<Steady>,
    /// From the beginning to the end.
    time: Option<f64>,
    chips: Option<f64>,
    tokens: Option<f64>,
    samples: Option<f64>,
    parameters: Option<f64>,
    chip: Option<&'static Chip>,
    arithmetic: Option<Arithmetic>,
    /// The peak that the share is of.
    peak: Option<f64>,
    is_fallback: bool,
}

/// The run that a log tells of; none where the text is no log of a program that is known.
pub(super) fn read(report: &Report) -> Option<Result<Import, Error>> {
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
        let steps = lines.steps();
        let taken = steps.map(|steps| steps.taken);
        let sequence = context::sequence(report);
        let known = context::chips(report).or_else(|| lines.chips());
        let samples = lines.last(format.samples);
        let batch = lines.last(format.batch).or_else(|| context::batch(report));
        let tokens = lines
            .last(format.tokens)
            .or_else(|| Some(batch? * taken?))
            .or_else(|| Some(samples? * sequence?));
        let of_step = batch.or_else(|| Some(tokens? / taken?));
        let mut seconds = lines.steady(format.seconds);
        let chips = known.or_else(|| {
            let each = lines.steady(format.tokens_each)?;
            whole_chips(of_step? / (seconds?.median * each.median))
        });
        let mut each = lines.steady(format.tokens_each).or_else(|| {
            let mut all = lines.steady(format.tokens_all)?;
            all.median /= chips?;
            Some(all)
        });
        // Of tokens per second and seconds for a step one gives the other.
        if each.is_none() {
            each = seconds.and_then(|mut steady| {
                steady.median = of_step? / (steady.median * chips?);
                Some(steady)
            });
        }
        if seconds.is_none() {
            seconds = each.and_then(|mut steady| {
                steady.median = of_step? / (steady.median * chips?);
                Some(steady)
            });
        }
        let mut log = Self {
            format,
            steps,
            seconds,
            speed: lines.steady(format.speed),
            share: lines.steady(format.share),
            each,
            time: lines
                .last(format.elapsed)
                .or_else(|| Some(seconds?.median * taken?)),
            chips,
            tokens,
            samples,
            parameters: context::parameters(report),
            chip: context::chip(report),
            arithmetic: context::format(report),
            peak: context::peak(report),
            is_fallback: context::is_fallback(report),
        };
        log.settle();
        log
    }

    /// Makes a speed of a share that is not of the chip's own peak, and finds the peak that a share
    /// is of.
    fn settle(&mut self) {
        let another = if self.is_fallback {
            Some(312e12)
        } else {
            self.format.peak
        };
        if let (Some(peak), Some(mut share)) = (another, self.share) {
            share.median *= peak;
            self.speed = self.speed.or(Some(share));
            self.share = None;
            self.peak = None;
        }
        let (speed, share) = (self.speed, self.share);
        // Three digits: both are rounded.
        let quotient = || Some(to_digits(speed?.median / share?.median, 3));
        self.peak = self.peak.filter(|_| share.is_some()).or_else(quotient);
        if let (None, Some(share), Some(peak)) = (speed, share, self.peak) {
            self.speed = Some(Steady {
                median: share.median * peak,
                ..share
            });
        }
    }

    fn is_empty(&self) -> bool {
        let steady = [self.seconds, self.speed, self.share, self.each];
        steady.iter().all(Option::is_none) && self.time.is_none()
    }

    /// Multiply-adds of the forward pass on a token: a sixth of the FLOP, to four digits.
    fn multiply_adds(&self) -> Option<f64> {
        let speed = self.speed.filter(|_| !self.format.is_hardware)?;
        let flop = speed.median / self.each?.median;
        Some(to_digits(flop / 6.0, 4)).filter(|count| (1.0..1e30).contains(count))
    }

    /// The share of the peak of the chip that the log names, in the format that it names.
    fn own_share(&self) -> Option<f64> {
        let peak = self.chip?.peak(self.arithmetic?)?;
        Some(self.speed?.median / peak.median())
    }

    /// What goes into the form beside the forward pass.
    fn fields(&self, has_forward: bool) -> Vec<(Key, String)> {
        let mut fields = Vec::new();
        let mut put = |key, text: Option<String>| fields.extend(text.map(|text| (key, text)));
        let parameters = self.parameters.filter(|_| !has_forward);
        put(Key::Parameters, parameters.map(whole_digits));
        put(Key::Tokens, self.tokens.map(whole_digits));
        let seconds = |time| write::entry(time, Dimension::Time);
        match (self.time, self.chips) {
            (Some(time), chips) => {
                put(Key::Time, Some(seconds(time)));
                put(Key::Chips, chips.map(whole_digits));
            }
            (None, _) => put(
                Key::ChipHours,
                self.chip_hours().map(|h| write::rounded(h, 4)),
            ),
        }
        let is_own_peak = self.is_own_peak();
        let chip = self.chip.filter(|_| self.peak.is_none() || is_own_peak);
        put(Key::Hardware, chip.map(|chip| chip.slug.into()));
        let bf16 = is_own_peak.then_some(Arithmetic::Bf16);
        let format = chip.and(self.arithmetic.or(bf16));
        put(Key::Format, format.map(|format| format.key().into()));
        let peak = self.peak.filter(|_| chip.is_none());
        put(Key::Peak, peak.map(words::speed));
        let share = self.share.map(|share| share.median).or(self.own_share());
        let speed = self.speed.map(|speed| words::speed(speed.median));
        put(Key::Utilization, share.map(words::share).or(speed));
        fields
    }

    /// Whether the peak that the share is of is the chip's own in BF16, as programs take it.
    fn is_own_peak(&self) -> bool {
        let own = self.chip.and_then(|chip| chip.peak(Arithmetic::Bf16));
        let near = |own: f64, peak: f64| (peak / own - 1.0).abs() < 0.01;
        own.is_some_and(|own| self.peak.is_some_and(|peak| near(own.median(), peak)))
    }

    /// Of all chips together: how many there are need not be known.
    fn chip_hours(&self) -> Option<f64> {
        Some(self.tokens? / self.each?.median / 3600.0)
    }
}

/// A quotient of rounded figures as a number of chips, where it is near enough to one to be no other.
fn whole_chips(quotient: f64) -> Option<f64> {
    let chips = quotient.round();
    let is_near = (quotient - chips).abs() < 0.05;
    (is_near && (1.0..=200.0).contains(&chips)).then_some(chips)
}

/// A count with every digit.
fn whole_digits(value: f64) -> String {
    (value.round() as u128).to_string()
}

/// The number in so many digits.
fn to_digits(value: f64, keep: usize) -> f64 {
    let text = write::rounded(value, keep);
    // The standard library's reader brings a table of 9 KB along.
    f64::from_lexical(text.as_bytes()).unwrap_or(value)
}
