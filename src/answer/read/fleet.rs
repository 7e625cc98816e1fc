//! Reader of the periods of method 2 and of the fields beside them.

use super::gpu_time::no_chips_peak;
use super::utilization::too_low;
use super::{Given, Reader, bound_note};
use crate::answer::fleet::{
    self, Amount, HardwareProblem, HardwareText, MOST_PERIODS, PeriodLine, StageFields, takes_peak,
};
use crate::answer::hardware::{number_of, write_counted};
use crate::answer::in_chips;
use crate::answer::{Asides, Choice, Periods, Severity, chip_of, counted_in};
use crate::catalog::Chip;
use crate::draft::{Draft, Field, Key};
use crate::estimate::GpuTime;
use crate::estimate::fleet::sum;
use crate::quantity::{self, Dimension, FlopPerSecond, Ratio, Uncertain, write};

/// The most errors that are listed; more would not help.
const MOST_ERRORS: usize = 10;

/// The fields of the stage that at least one period uses.
#[derive(Default)]
struct Used {
    /// Hardware and format, or the peak.
    peak: bool,
    hardware: bool,
    format: bool,
    utilization: bool,
}

impl Used {
    fn by(lines: &[PeriodLine]) -> Self {
        let mut used = Self::default();
        for period in lines.iter().filter_map(|line| line.period.as_ref().ok()) {
            used.utilization |= period.utilization.is_none();
            used.peak |= takes_peak(period);
            used.hardware |= period.peak.is_none() && period.hardware.is_none();
            used.format |= period.peak.is_none() && period.format.is_none();
        }
        used
    }
}

/// Sums the periods of a stage. Of its other fields it reads only those that the periods use.
pub(in crate::answer) fn periods(draft: &Draft, stage: u16) -> Periods {
    let mut problems = Vec::new();
    let mut reader = Reader {
        draft,
        stage,
        asides: Asides::here(),
        problems: &mut problems,
    };
    let gpu_time = if reader.is_filled(Key::Fleet) {
        reader.sum_of_periods()
    } else {
        let hours = reader.in_words(Key::ChipHours);
        let chips = reader.in_words(Key::Chips);
        let time = reader.in_words(Key::Time);
        reader.gpu_time_of(hours, time, chips)
    };
    Periods { gpu_time, problems }
}

impl Reader<'_> {
    /// Reads a number that may be given by dates, nodes or cores.
    pub(super) fn in_words(&mut self, key: Key) -> Given<Uncertain> {
        let field = self.field(key);
        let mut texts = self.draft.all(field).filter(|text| !text.trim().is_empty());
        let (Some(text), None, Some(dimension)) = (texts.next(), texts.next(), key.dimension())
        else {
            return self.number(key);
        };
        if !quantity::is_worded(text, dimension) {
            return self.number(key);
        }
        let rules = self.draft.rules();
        if rules.read(text, dimension).is_ok() {
            // This is a number after all, and may need further notes.
            return self.number(key);
        }
        let chip = chip_of(self.draft, self.stage);
        let read = match dimension {
            Dimension::Chips => counted_in(text, chip, self.draft.edition()),
            _ => rules
                .read_counted(text, dimension)
                .map_err(|error| HardwareProblem::error(error.explain(dimension)))
                .and_then(|counted| in_chips(counted, chip)),
        };
        match read {
            Ok(value) => {
                if key == Key::Chips {
                    self.ask_about_name(text);
                }
                self.say_how_read(key, text, value);
                Given::Value(value)
            }
            Err(wrong) => {
                // How many cores a bare peak has, nobody can say.
                let has_peak = self.is_filled(Key::Peak) || self.is_filled(Key::Hardware);
                let severity = if has_peak {
                    Severity::Error
                } else {
                    wrong.severity
                };
                let mut choices = match key {
                    Key::Chips => self.name_choices(text),
                    _ => Vec::new(),
                };
                // A question with choices stays a question.
                let severity = if choices.is_empty() {
                    severity
                } else {
                    wrong.severity
                };
                if let Err(error) = rules.read_counted(text, dimension) {
                    let remedies = quantity::remedies(&error, text, dimension).into_iter();
                    choices.extend(remedies.map(|text| Choice::of(&text, field, &text)));
                }
                let (severity, message) = match quantity::nodes_times(text) {
                    Some(meant) if key == Key::Chips => {
                        (Severity::Missing, format!("Does this mean {meant} chips?"))
                    }
                    _ => (severity, wrong.message),
                };
                self.ask(key, severity, message, choices);
                Given::Bad
            }
        }
    }

    /// Adds notes: that a number is a lower bound, and the result of a product of chips.
    fn say_how_read(&mut self, key: Key, text: &str, value: Uncertain) {
        if let Some(said) = quantity::bound(text).map(bound_note) {
            self.note(key, Severity::Note, said);
            return;
        }
        let factors = quantity::factors(text);
        let is_number = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
        if key == Key::Chips && factors.len() > 1 && factors.iter().all(is_number) {
            let (product, chips) = (factors.join(" × "), write::typed(value.median()));
            self.note(key, Severity::Note, format!("{product} are {chips} chips."));
        }
    }

    /// Returns the choices that take a number for the name of a chip, or for a product.
    fn name_choices(&self, text: &str) -> Vec<Choice> {
        let Some(doubted) = fleet::doubted(text, self.draft.edition()) else {
            return Vec::new();
        };
        let (chips, hardware) = (self.field(Key::Chips), self.field(Key::Hardware));
        let has_peak = self.is_filled(Key::Peak);
        let number = doubted.number.map_or(String::new(), write::exact);
        let named = doubted.name.named.chips.iter().map(|chip| {
            let mut edits = vec![(chips, number.clone())];
            if !has_peak {
                edits.push((hardware, chip.slug.into()));
            }
            let label = match doubted.number {
                Some(_) => format!("{number} × {}", chip.short_name()),
                None => chip.short_name().into(),
            };
            Choice { label, edits }
        });
        let product = doubted.product.map(|product| {
            let label = format!("{} chips", write::typed(product));
            Choice::of(label, chips, write::exact(product))
        });
        named.chain(product).collect()
    }

    /// Asks about chips that are typed with their name, such as `8x H100`: the name belongs into its
    /// own field.
    fn ask_about_name(&mut self, text: &str) {
        let edition = self.draft.edition();
        let Ok((
            count,
            HardwareText {
                name: Some(name), ..
            },
        )) = fleet::read_named_count(text, edition)
        else {
            return;
        };
        if edition.rules().read_counted(text, Dimension::Chips).is_ok() {
            return;
        }
        let (chips, hardware) = (self.field(Key::Chips), self.field(Key::Hardware));
        let choices = name.named.chips.iter().map(|chip| {
            let number = number_of(&count, edition.chip(chip));
            Choice {
                label: write_counted(&number, chip.short_name()),
                edits: vec![(chips, number), (hardware, chip.slug.into())],
            }
        });
        let choices: Vec<Choice> = choices.collect();
        let beside = chip_of(self.draft, self.stage);
        if self.is_filled(Key::Peak)
            || beside
                .is_some_and(|chip| name.named.chips.iter().any(|named| named.slug == chip.slug))
        {
            return;
        }
        let message = match self.is_filled(Key::Hardware) {
            true => format!(
                "The number of chips names other hardware, “{}”: which one was it?",
                name.typed
            ),
            false => format!(
                "“{}” stands with the number of chips: put it here?",
                name.typed
            ),
        };
        self.ask(Key::Hardware, Severity::Missing, message, choices);
    }

    fn sum_of_periods(&mut self) -> GpuTime {
        let Given::Value(text) = self.text(Key::Fleet) else {
            return GpuTime::default();
        };
        let (lines, is_too_long) = (
            fleet::lines(text, self.draft.edition()),
            fleet::is_too_long(text),
        );
        if lines.is_empty() {
            self.error(
                Key::Fleet,
                "Type a period, such as 54 d × 1,024 A100 80GB bf16 at 40%.",
            );
            return GpuTime::default();
        }
        if is_too_long {
            let text = format!("More than {MOST_PERIODS} periods: combine some of them.");
            self.error(Key::Fleet, text);
            return GpuTime::default();
        }
        let used = Used::by(&lines);
        let (peak, utilization) =
            self.fields_beside(&used, lines.iter().all(|line| line.period.is_ok()));
        let stage = StageFields::of(self.draft, self.stage);
        let mut periods = Vec::new();
        let mut errors = 0;
        for line in &lines {
            let resolved = match &line.period {
                Ok(period) => {
                    let share = period.utilization.and_then(too_low);
                    for warning in share.into_iter().chain(period.peak.and_then(no_chips_peak)) {
                        let text = format!("Line {}: {warning}", line.number);
                        self.note(Key::Fleet, Severity::Warning, text);
                    }
                    stage.resolve(period)
                }
                Err(wrong) => Err(wrong.clone()),
            };
            match resolved {
                Ok(resolved) => {
                    periods.push(resolved.period);
                    if let Some((typed, thousands)) = doubted_chips(line) {
                        let said = format!(
                            "Line {}: {typed} is read as it stands. Or is it {thousands}?",
                            line.number
                        );
                        let mended = line.text.replacen(typed, &thousands, 1);
                        let mended = text.replacen(&line.text, &mended, 1);
                        let choice = Choice::of(&thousands, self.field(Key::Fleet), mended);
                        self.ask(Key::Fleet, Severity::Warning, said, vec![choice]);
                    } else if let Some(said) = quantity::bound(&line.text).map(bound_note) {
                        let text = format!("Line {}: {said}", line.number);
                        self.note(Key::Fleet, Severity::Note, text);
                    }
                }
                Err(wrong) => {
                    errors += 1;
                    if errors <= MOST_ERRORS {
                        let said = format!("Line {}: {}", line.number, wrong.message);
                        let choices = choices(&wrong, text, &line.text, self.field(Key::Fleet));
                        self.ask(Key::Fleet, wrong.severity, said, choices);
                    }
                }
            }
        }
        if errors > 0 {
            return GpuTime::default();
        }
        let sum = sum(&periods, peak.value(), utilization.value());
        sum.map_or(GpuTime::default(), |sum| {
            GpuTime::of_periods(sum, utilization.value())
        })
    }

    /// Reads the stage’s peak and utilization as far as periods use them, and warns of fields that are
    /// filled in and not used.
    fn fields_beside(
        &mut self,
        used: &Used,
        is_all_read: bool,
    ) -> (Given<FlopPerSecond>, Given<Ratio>) {
        let mut peak = Given::Absent;
        if used.peak {
            peak = self.peak();
            if let Given::Absent = peak {
                self.missing_peak();
            }
        } else {
            // Problems of these fields are added here; the periods report missing ones.
            if used.hardware {
                self.chip();
            }
            if used.format {
                self.format();
            }
        }
        let mut utilization = Given::Absent;
        if used.utilization {
            utilization = self.utilization(peak.value());
            if let Given::Absent = utilization {
                self.missing_utilization();
            }
        }
        for (key, is_used) in [
            (Key::Hardware, used.peak || used.hardware),
            (Key::Format, used.peak || used.format),
            (Key::Peak, used.peak),
            (Key::Utilization, used.utilization),
        ] {
            // A line that cannot be read may still need the field.
            if self.is_filled(key) && !is_used && is_all_read {
                self.note(
                    key,
                    Severity::Warning,
                    "Every period has its own, so this one is not used.",
                );
            }
        }
        (peak, utilization)
    }
}

/// Returns the number of chips of a line whose point may separate thousands, and the other reading: `1.024` and `1,024`.
fn doubted_chips(line: &PeriodLine) -> Option<(&str, String)> {
    let Amount::Apart { chips, .. } = line.period.as_ref().ok()?.amount else {
        return None;
    };
    line.text.split_whitespace().find_map(|word| {
        let thousands = quantity::doubtful_thousands(word, Dimension::Chips)?;
        let is_of_chips = quantity::read(word, Dimension::Chips) == Ok(chips.value);
        is_of_chips.then_some((word, thousands))
    })
}

/// Returns the choices that replace a name in a line by one of several chips.
fn choices(wrong: &HardwareProblem, text: &str, line: &str, field: Field) -> Vec<Choice> {
    let choice = |chip: &&'static Chip| {
        let mended = line.replacen(&wrong.replaced, chip.short_name(), 1);
        (mended != line)
            .then(|| Choice::of(wrong.label(chip), field, text.replacen(line, &mended, 1)))
    };
    wrong.chips.iter().filter_map(choice).collect()
}
