//! The field `hardware`: a chip by whatever name people write, perhaps with its number.

use super::fleet::{
    Doubted, HardwareName, HardwareProblem, HardwareText, doubted, list_chips, read_named_count,
};
use super::{Choice, Problem, Severity, counted_in, in_chips};
use crate::catalog::{Chip, Edition, Format, chip_name, find, resolve_name};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{ChipPart, Dimension, HardwareCount, Uncertain, write};

/// Returns the chip of a name, with the figures of an edition. Returns `None` if several chips fit and
/// differ in their peaks, or if the text counts the chips as well.
pub(super) fn chip_named(
    text: &str,
    format: Option<Format>,
    edition: Edition,
) -> Option<&'static Chip> {
    let chip = chip_name(text, edition).only_chip(format)?;
    Some(edition.chip(chip))
}

/// Returns whether something is typed that names no chip, or several that differ in their peaks.
pub(crate) fn is_unclear(draft: &Draft, stage: u16) -> bool {
    let mut texts = draft.all(Field::new(stage, Key::Hardware));
    texts.any(|text| !text.trim().is_empty()) && super::chip_of(draft, stage).is_none()
}

/// Returns a sentence with the other chips that a name fits, if there are some.
pub(super) fn other_chips_note(
    typed: &str,
    chips: &[&'static Chip],
    chip: &Chip,
) -> Option<String> {
    let others = chips.iter().copied();
    let others: Vec<&Chip> = others.filter(|other| other.slug != chip.slug).collect();
    let have = if others.len() == 1 { "has" } else { "have" };
    (!others.is_empty()).then(|| {
        format!(
            "“{typed}” is read as {}. {} {have} the same peak; power and memory may differ.",
            chip.short_name(),
            list_chips(&others, "and"),
        )
    })
}

/// Returns the problem of a field that does not name exactly one chip: a question with choices, or that
/// no chip has this name. Few drafts need it, and it is much code.
pub(super) fn unclear_hardware(draft: &Draft, stage: u16) -> Problem {
    let (field, edition) = (Field::new(stage, Key::Hardware), draft.edition());
    let text = draft.get(field).unwrap_or_default().trim();
    let format = draft.get(Field::new(stage, Key::Format));
    let format: Option<Format> = format.and_then(|text| text.trim().parse().ok());
    let asked = |name| Asked {
        draft,
        stage,
        name,
        format,
    };
    if let Some(Doubted {
        number: Some(number),
        name,
        ..
    }) = doubted(text, edition)
    {
        let count = HardwareCount {
            value: Uncertain::point(number),
            part: None,
        };
        let (message, choices) = asked(name).with_count(&count);
        return Problem {
            field,
            severity: Severity::Missing,
            message,
            choices,
        };
    }
    // `4090` and `1080 Ti` are names, not counts.
    let counted = find(text)
        .is_none()
        .then(|| read_named_count(text, edition));
    let (severity, message, choices) = match counted {
        Some(Ok((
            count,
            HardwareText {
                name: Some(name), ..
            },
        ))) => {
            let (message, choices) = asked(name).with_count(&count);
            (Severity::Missing, message, choices)
        }
        counted => {
            let of_count = counted.and_then(Result::err);
            let wrong = unclear_name(text, format, edition, of_count);
            let choices = choices(&wrong, field);
            (wrong.severity, wrong.message, choices)
        }
    };
    Problem {
        field,
        severity,
        message,
        choices,
    }
}

/// Writes a number of chips, as a field has it, before their name: `32 to 64 × TPU v3`.
pub(super) fn write_counted(number: &str, name: &str) -> String {
    format!("{} × {name}", number.replace("..", " to "))
}

/// Explains why a name without a count is not exactly one chip.
fn unclear_name(
    text: &str,
    format: Option<Format>,
    edition: Edition,
    of_count: Option<HardwareProblem>,
) -> HardwareProblem {
    let named = resolve_name(text, edition);
    if !named.chips.is_empty() {
        return HardwareProblem::which(text, &named.chips, format);
    }
    // The error in `8x H100 SXN` is the name, not the count.
    let is_name = |wrong: &HardwareProblem| !wrong.replaced.is_empty();
    let of_count = of_count.filter(is_name);
    of_count.unwrap_or_else(|| HardwareProblem::no_chip(text, edition))
}

/// A name that is typed with a number of chips.
struct Asked<'a> {
    draft: &'a Draft,
    stage: u16,
    name: HardwareName,
    format: Option<Format>,
}

impl Asked<'_> {
    /// Returns the question where the number belongs, and the choices that put it there.
    fn with_count(&self, count: &HardwareCount) -> (String, Vec<Choice>) {
        let typed = |key| {
            self.draft
                .get(Field::new(self.stage, key))
                .unwrap_or_default()
                .trim()
        };
        let counts_elsewhere = [Key::ChipHours, Key::Fleet]
            .iter()
            .any(|key| !typed(*key).is_empty());
        let (number, beside) = (in_words(count), typed(Key::Chips));
        if counts_elsewhere {
            let message = "Chip-hours include the number of chips. Take the chip alone?";
            return (message.into(), self.choices(None));
        }
        if beside.is_empty() || self.is_same(count, beside) {
            let message = format!("This counts {number}. Put the number into its own field?");
            return (
                message,
                self.choices(Some(&|chip| self.number(count, chip))),
            );
        }
        let message =
            format!("This counts {number}, and the number of chips says {beside}. Which is right?");
        let counted = self.choices(Some(&|chip| self.number(count, chip)));
        let typed = self.choices(Some(&|_| beside.into()));
        (message, [counted, typed].concat())
    }

    /// Returns a choice for each chip, with the number for its field.
    fn choices(&self, number: Option<&dyn Fn(&'static Chip) -> String>) -> Vec<Choice> {
        let wrong = HardwareProblem::which("", &self.name.named.chips, self.format);
        let choice = |chip: &&'static Chip| {
            let mut edits = vec![(Field::new(self.stage, Key::Hardware), chip.slug.into())];
            let mut label = wrong.label(chip);
            if let Some(number) = number.map(|number| number(chip)) {
                edits.push((Field::new(self.stage, Key::Chips), number.clone()));
                label = write_counted(&number, &label);
            }
            Choice { label, edits }
        };
        self.name.named.chips.iter().map(choice).collect()
    }

    /// Spells the number in chips: 64 cores of a TPU v3 are 32.
    fn number(&self, count: &HardwareCount, chip: &'static Chip) -> String {
        number_of(count, self.draft.edition().chip(chip))
    }

    /// Returns whether the field beside the name has the same number.
    fn is_same(&self, count: &HardwareCount, beside: &str) -> bool {
        let chip = self.name.named.chips.first().copied();
        let beside = counted_in(beside, chip, self.draft.edition());
        matches!((in_chips(*count, chip), beside), (Ok(here), Ok(there)) if here == there)
    }
}

/// Returns the choices that put one of several chips into the field.
fn choices(wrong: &HardwareProblem, field: Field) -> Vec<Choice> {
    let choice = |chip: &&'static Chip| Choice::of(wrong.label(chip), field, chip.slug);
    wrong.chips.iter().map(choice).collect()
}

/// Spells a number of chips, or of parts of them, for a sentence.
fn in_words(count: &HardwareCount) -> String {
    format!(
        "{} {}",
        write::with_units(count.value, Dimension::Chips),
        count.part.map_or("chips", ChipPart::name)
    )
}

/// Spells the number for the field of chips, in parts of a chip only if the chip is not known to have
/// them.
pub(super) fn number_of(count: &HardwareCount, chip: &Chip) -> String {
    match (in_chips(*count, Some(chip)), count.part) {
        (Ok(chips), _) => ends(chips),
        (Err(_), Some(part)) => format!("{} {}", ends(count.value), part.name()),
        (Err(_), None) => ends(count.value),
    }
}

fn ends(value: Uncertain) -> String {
    match value.is_range() {
        true => write::exact(value.low()) + ".." + &write::exact(value.high()),
        false => write::exact(value.median()),
    }
}

/// Returns the number of chips in front of a name, or in the name of a slice, for its own field: `8` of
/// `8x H100`. It is kept when a chip is chosen from the list.
pub(crate) fn number_in(text: &str) -> Option<String> {
    if let Some(chips) = crate::catalog::slice(text).and_then(|slice| slice.holds) {
        return Some(write::exact(chips));
    }
    let is_digit = |c: char| c.is_ascii_digit() || c == ',';
    let name = text.trim_start().trim_start_matches(is_digit);
    let number = text
        .trim_start()
        .get(..text.trim_start().len() - name.len())?;
    let name = name.trim_start_matches([' ', 'x', 'X', '×', '*']);
    let is_named = !chip_name(name, Edition::PRESENT).chips.is_empty();
    (!number.is_empty() && is_named && find(text).is_none()).then(|| number.into())
}
