//! A draft's texts to a typed run, or, field by field, why not.

use super::alternatives::Group;
use super::{Draft, Field, Key, Problem, Severity};
use crate::architecture::{self, Per};
use crate::catalog::{self, Chip, Format};
use crate::estimate::{GpuTime, Headline, Operations, Passes, Run, Stage};
use crate::quantity::{self, ChipHours, Count, Flop, FlopPerSecond, Ratio, Seconds, Uncertain};

/// No one is this unsure of an input: more likely `68 to 70e9` was meant as 68e9 to 70e9.
const SUSPICIOUS_RANGE: f64 = 1000.0;

/// What is known of a field.
#[derive(Clone, Copy)]
enum Given<T> {
    /// Nothing is typed.
    Absent,
    /// What is typed cannot be used; the problem is noted.
    Bad,
    Value(T),
}

impl<T> Given<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Absent => Given::Absent,
            Self::Bad => Given::Bad,
            Self::Value(value) => Given::Value(f(value)),
        }
    }

    /// The value, or one for a field that is left out.
    fn or(self, default: T) -> Option<T> {
        match self {
            Self::Absent => Some(default),
            Self::Bad => None,
            Self::Value(value) => Some(value),
        }
    }

    fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Bad => None,
        }
    }
}

pub(super) fn run(draft: &Draft) -> (Run, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut stages = Vec::new();
    for stage in draft.stages() {
        let mut reader = Reader {
            draft,
            stage,
            problems: &mut problems,
        };
        stages.push(reader.stage());
    }
    let mut reader = Reader {
        draft,
        stage: 1,
        problems: &mut problems,
    };
    reader.edition();
    let headline = reader.headline();
    if draft.is_blank() {
        reader.missing(
            Group::Forward.chosen(draft, 1),
            "Fill in one method: the operations of a forward pass and the examples or tokens, or the training time, chips, peak and utilization.",
        );
    }
    (Run { headline, stages }, problems)
}

struct Reader<'a> {
    draft: &'a Draft,
    stage: u16,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn field(&self, key: Key) -> Field {
        Field::new(self.stage, key)
    }

    fn note(&mut self, key: Key, severity: Severity, message: impl Into<String>) {
        let field = self.field(key);
        let at = self
            .problems
            .partition_point(|problem| problem.field <= field);
        let message = message.into();
        self.problems.insert(
            at,
            Problem {
                field,
                severity,
                message,
            },
        );
    }

    fn error(&mut self, key: Key, message: impl Into<String>) {
        self.note(key, Severity::Error, message);
    }

    fn missing(&mut self, key: Key, message: impl Into<String>) {
        self.note(key, Severity::Missing, message);
    }

    fn is_filled(&self, key: Key) -> bool {
        self.draft.is_filled(self.field(key))
    }

    /// The one text of a field.
    fn text(&mut self, key: Key) -> Given<&str> {
        let field = self.field(key);
        let mut texts = self.draft.all(field).filter(|text| !text.trim().is_empty());
        let Some(first) = texts.next() else {
            return Given::Absent;
        };
        if let Some(second) = texts.next() {
            self.error(
                key,
                format!("“{field}” is given twice, as {first} and as {second}: keep one."),
            );
            return Given::Bad;
        }
        Given::Value(first)
    }

    fn number(&mut self, key: Key) -> Given<Uncertain> {
        let (Given::Value(text), Some(dimension)) = (self.text(key), key.dimension()) else {
            return if self.is_filled(key) {
                Given::Bad
            } else {
                Given::Absent
            };
        };
        match quantity::read(text, dimension) {
            Ok(value) => {
                let factor = value.high() / value.low();
                if factor > SUSPICIOUS_RANGE {
                    let factor = quantity::write::people(factor);
                    self.note(
                        key,
                        Severity::Warning,
                        format!("This range spans a factor of {factor}. If both ends have the same power of ten, type it at both: 68e9 to 70e9."),
                    );
                }
                Given::Value(value)
            }
            Err(error) => {
                self.error(key, error.to_string());
                Given::Bad
            }
        }
    }

    fn count(&mut self, key: Key) -> Given<Count> {
        self.number(key).map(Count)
    }

    /// Fields that stand in for each other are filled in at once: never a silent choice. The
    /// problem is that of the field which the form shows.
    fn contradict(&mut self, group: Group, keys: &[Key]) {
        let names: Vec<String> = keys
            .iter()
            .map(|key| format!("“{}”", self.field(*key)))
            .collect();
        self.error(
            group.chosen(self.draft, self.stage),
            format!(
                "{} stand in for each other, and each is given: keep one.",
                names.join(" and ")
            ),
        );
    }

    fn stage(&mut self) -> Stage {
        let runs = self.count(Key::Runs);
        let (mut operations, mut gpu_time) = (self.operations(), self.gpu_time());
        let runs = runs.or(Count::point(1.0)).unwrap_or_else(|| {
            // Unreadable runs leave neither method a figure.
            (operations, gpu_time) = (None, GpuTime::default());
            Count::point(1.0)
        });
        let name = match self.text(Key::Stage) {
            Given::Value(name) => name.to_owned(),
            _ => String::new(),
        };
        Stage {
            name,
            runs,
            operations,
            gpu_time,
        }
    }

    fn operations(&mut self) -> Option<Operations> {
        let forward = self.forward();
        let passes = self.passes();
        let backward = self.number(Key::Backward).map(Ratio).or(Ratio::point(2.0));
        let timesteps = self.count(Key::Timesteps);
        if self.is_filled(Key::Tokens) && timesteps.value().is_some_and(|t| t.high() > 1.0) {
            self.note(
                Key::Timesteps,
                Severity::Warning,
                "Tokens are multiplied by the time steps: leave the time steps out if each token is one step.",
            );
        }
        match (forward, passes) {
            (Given::Value(_), Given::Absent) => {
                self.missing(
                    Group::Passes.chosen(self.draft, self.stage),
                    "Counting operations also needs the training examples, the tokens, or the steps and batch.",
                );
            }
            (Given::Absent, Given::Value(_)) => self.missing(
                Group::Forward.chosen(self.draft, self.stage),
                "Counting operations also needs one forward pass: its multiply-adds, FLOP, connections or parameters.",
            ),
            _ => {}
        }
        Some(Operations {
            forward: forward.value()?,
            backward: backward?,
            passes: passes.value()?,
            timesteps: timesteps.or(Count::point(1.0))?,
        })
    }

    /// FLOP of one forward pass, from whichever of the five fields is filled in.
    fn forward(&mut self) -> Given<Flop> {
        let keys = [
            Key::Connections,
            Key::Forward,
            Key::MultiplyAdds,
            Key::Parameters,
            Key::Model,
        ];
        let given: Vec<Key> = keys
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        let key = match given.as_slice() {
            [] => return Given::Absent,
            [key] => *key,
            several => {
                self.contradict(Group::Forward, several);
                return Given::Bad;
            }
        };
        if key == Key::Model {
            return self.model();
        }
        // A connection, a parameter and a multiply-add are 2 FLOP each.
        let flop_each = if key == Key::Forward { 1.0 } else { 2.0 };
        self.number(key).map(|count| Flop(count.scaled(flop_each)))
    }

    /// FLOP of one forward pass of the architecture that is spelled out.
    fn model(&mut self) -> Given<Flop> {
        let Given::Value(text) = self.text(Key::Model) else {
            return Given::Bad;
        };
        let count = match architecture::count_text(text) {
            Ok(count) => count,
            Err(error) => {
                self.error(Key::Model, error.to_string());
                return Given::Bad;
            }
        };
        let flop = count.forward_flop();
        if flop == 0.0 {
            self.error(
                Key::Model,
                "No layer of this model multiplies anything: add one that does, such as fc(10).",
            );
            return Given::Bad;
        }
        self.question_units(count.per);
        Given::Value(Flop(Uncertain::point(flop)))
    }

    /// A figure for a token times a number of images would be no figure of anything.
    fn question_units(&mut self, per: Per) {
        let (key, message) = match per {
            Per::Token if self.is_filled(Key::Examples) => (
                Key::Examples,
                "The model is counted per token: give the training tokens in place of the examples.",
            ),
            Per::Example if self.is_filled(Key::Tokens) => (
                Key::Tokens,
                "The model is counted per example, all of its input at once: give the training examples in place of the tokens.",
            ),
            Per::Example if self.is_filled(Key::Timesteps) => (
                Key::Timesteps,
                "The model is counted per example, all of its time steps at once: leave the time steps out.",
            ),
            _ => return,
        };
        self.note(key, Severity::Warning, message);
    }

    fn passes(&mut self) -> Given<Passes> {
        let leads = [Key::Examples, Key::Tokens, Key::Steps];
        let mut given: Vec<Key> = leads
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        if self.is_filled(Key::Batch) && !given.contains(&Key::Steps) {
            given.push(Key::Batch);
        }
        if self.is_filled(Key::Epochs) && (given.contains(&Key::Steps) || given == [Key::Batch]) {
            given.insert(0, Key::Epochs);
        }
        let data = |size, epochs| Passes::Data { size, epochs };
        match given.as_slice() {
            [] => {
                // Epochs alone are checked, but do not yet say how often.
                self.number(Key::Epochs);
                Given::Absent
            }
            [lead @ (Key::Examples | Key::Tokens)] => {
                let size = self.count(*lead);
                let epochs = self.count(Key::Epochs).or(Count::point(1.0));
                match (size, epochs) {
                    (Given::Value(size), Some(epochs)) => Given::Value(data(size, epochs)),
                    _ => Given::Bad,
                }
            }
            [_steps_or_batch] => match (self.count(Key::Steps), self.count(Key::Batch)) {
                (Given::Value(steps), Given::Value(batch)) => {
                    Given::Value(Passes::Steps { steps, batch })
                }
                (Given::Absent, _) => {
                    self.missing(Key::Steps, "How many optimizer steps were there?");
                    Given::Bad
                }
                (_, Given::Absent) => {
                    self.missing(Key::Batch, "How many examples, or tokens, are in one step?");
                    Given::Bad
                }
                _ => Given::Bad,
            },
            several => {
                self.contradict(Group::Passes, several);
                Given::Bad
            }
        }
    }

    fn gpu_time(&mut self) -> GpuTime {
        let chip_hours = self.chip_hours();
        let peak = self.peak();
        let utilization = self.number(Key::Utilization).map(Ratio);
        let known = [
            !matches!(chip_hours, Given::Absent),
            !matches!(peak, Given::Absent),
            !matches!(utilization, Given::Absent),
        ];
        if known.contains(&true) {
            if !known[0] {
                self.missing(
                    Group::Fleet.chosen(self.draft, self.stage),
                    "GPU time also needs the training time and the number of chips, or the chip-hours.",
                );
            }
            if !known[1] {
                self.missing(
                    Group::Peak.chosen(self.draft, self.stage),
                    "GPU time also needs the hardware and number format, or the peak of one chip.",
                );
            }
            if !known[2] {
                self.missing(
                    Key::Utilization,
                    "GPU time also needs a utilization: type the one that was measured, or take a recommended one.",
                );
            }
        }
        GpuTime {
            chip_hours: chip_hours.value(),
            peak: peak.value(),
            utilization: utilization.value(),
        }
    }

    fn chip_hours(&mut self) -> Given<ChipHours> {
        let hours = self.number(Key::ChipHours).map(ChipHours);
        let (time, chips) = (self.number(Key::Time).map(Seconds), self.count(Key::Chips));
        let others: Vec<Key> = [Key::Time, Key::Chips]
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        if self.is_filled(Key::ChipHours) {
            if others.is_empty() {
                return hours;
            }
            self.contradict(Group::Fleet, &[others, vec![Key::ChipHours]].concat());
            return Given::Bad;
        }
        match (time, chips) {
            (Given::Value(time), Given::Value(chips)) => Given::Value(time * chips),
            (Given::Absent, Given::Absent) => Given::Absent,
            (Given::Absent, _) => {
                self.missing(Key::Time, "How long did training take?");
                Given::Bad
            }
            (_, Given::Absent) => {
                self.missing(Key::Chips, "How many chips ran at once?");
                Given::Bad
            }
            _ => Given::Bad,
        }
    }

    fn peak(&mut self) -> Given<FlopPerSecond> {
        let peak = self.number(Key::Peak).map(FlopPerSecond);
        let chip = self.chip();
        let format = self.format();
        if self.is_filled(Key::Peak) {
            let others: Vec<Key> = [Key::Hardware, Key::Format]
                .into_iter()
                .filter(|key| self.is_filled(*key))
                .collect();
            if others.is_empty() {
                return peak;
            }
            self.contradict(Group::Peak, &[others, vec![Key::Peak]].concat());
            return Given::Bad;
        }
        match (chip, format) {
            (Given::Value(chip), Given::Value(format)) => match chip.peak(format) {
                Some(peak) => Given::Value(peak),
                None => {
                    self.error(Key::Format, no_figure(chip, format));
                    Given::Bad
                }
            },
            (Given::Value(_), Given::Absent) => {
                self.missing(
                    Key::Format,
                    "Which number format did the arithmetic use? The peak depends on it.",
                );
                Given::Bad
            }
            (Given::Absent, _) => Given::Absent,
            _ => Given::Bad,
        }
    }

    fn chip(&mut self) -> Given<&'static Chip> {
        let text = match self.text(Key::Hardware) {
            Given::Value(text) => text,
            Given::Absent => return Given::Absent,
            Given::Bad => return Given::Bad,
        };
        if let Some(chip) = catalog::find(text) {
            return Given::Value(chip);
        }
        let hint = match catalog::nearest(text) {
            Some(chip) => format!("did you mean {}?", chip.name),
            None => "choose one from the list.".into(),
        };
        let shown: String = text.chars().take(60).collect();
        self.error(Key::Hardware, format!("No chip of the catalog is called “{shown}”: {hint} Or type the peak of one chip instead."));
        Given::Bad
    }

    fn format(&mut self) -> Given<Format> {
        let text = match self.text(Key::Format) {
            Given::Value(text) => text,
            Given::Absent => return Given::Absent,
            Given::Bad => return Given::Bad,
        };
        match text.trim().parse::<Format>() {
            Ok(format) => Given::Value(format),
            Err(error) => {
                self.error(Key::Format, error.to_string());
                Given::Bad
            }
        }
    }

    fn headline(&mut self) -> Headline {
        match self.text(Key::Headline) {
            Given::Value("operations") | Given::Absent => Headline::Operations,
            Given::Value("gpu-time") => Headline::GpuTime,
            Given::Value("combined") => Headline::Combined,
            Given::Value(other) => {
                let shown: String = other.chars().take(60).collect();
                self.error(
                    Key::Headline,
                    format!("“{shown}” is no method: write operations, gpu-time or combined."),
                );
                Headline::Operations
            }
            Given::Bad => Headline::Operations,
        }
    }

    fn edition(&mut self) {
        if let Given::Value(edition) = self.text(Key::Data)
            && edition != catalog::EDITION
        {
            let shown: String = edition.chars().take(20).collect();
            let message = format!(
                "The link was made with the data of {shown}; this version computes with those of {}.",
                catalog::EDITION
            );
            self.note(Key::Data, Severity::Warning, message);
        }
    }
}

fn no_figure(chip: &Chip, format: Format) -> String {
    let known: Vec<&str> = Format::ALL
        .into_iter()
        .filter(|f| chip.peak(*f).is_some())
        .map(Format::name)
        .collect();
    format!(
        "There is no {} figure for the {}: choose {}, or type the peak of one chip instead.",
        format.name(),
        chip.name,
        known.join(" or ")
    )
}
