//! Resolver from names of hardware, as people write them, to chips: `A100 80GB`, `V100s`, `DGX A100`,
//! `TPU v3-8`.
//!
//! It is the only one, for every place that takes a name: the field, periods, job accounting, files and
//! suggestions. A name may fit several chips; the resolver chooses none of them.

mod brand;
mod cover;
mod former;
mod near;
mod slice;
mod vocabulary;

pub use slice::{is_shaped as is_shaped_slice, read as slice};
pub use vocabulary::may_name;

use super::machines::{Machine, machine, machine_in_any_order};
use super::spelling::words;
use super::{Chip, Edition, Format, chip, find};
use crate::quantity::{Rules, narrow};
use cover::Typed;
use std::sync::OnceLock;

/// The chips that a name fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The chips that have the name, the likeliest first. Empty if none has it.
    pub chips: Vec<&'static Chip>,
    /// The number of chips in one machine or slice of this name: 8 for a DGX A100, 4 for a TPU v3-8.
    /// `None` for the name of a chip.
    pub holds: Option<f64>,
    /// Whether the name is too short to tell the chip, even if it fits only one: `RTX 2080` if only its
    /// Ti is in the table.
    pub is_partial: bool,
}

impl Named {
    fn of(chips: Vec<&'static Chip>) -> Self {
        Self {
            chips,
            ..Self::default()
        }
    }

    fn of_machine(machine: &Machine) -> Self {
        Self {
            holds: Some(machine.count),
            ..Self::of(machine.chips().collect())
        }
    }

    /// Returns the chip, if the name fits only one, or if all that it fits have one peak in the format.
    /// Without a format they must have one peak in every format.
    pub fn only_chip(&self, format: Option<Format>) -> Option<&'static Chip> {
        if self.is_partial {
            return None;
        }
        let (first, others) = self.chips.split_first()?;
        let is_alike = |other: &&Chip| match format {
            Some(format) => {
                let peak = first.peak(format);
                peak.is_some() && other.peak(format) == peak
            }
            None => Format::ALL
                .into_iter()
                .all(|format| other.peak(format) == first.peak(format)),
        };
        others.iter().all(is_alike).then_some(first)
    }
}

/// Finds the chips that a text names, also by a machine or a slice with several of them, in the tables
/// of an edition.
pub fn resolve_name(text: &str, edition: Edition) -> Named {
    if let Some(chip) = chip(text) {
        return Named::of(vec![chip]);
    }
    // A text of an earlier edition keeps its meaning.
    let meant = || match edition.reads_parts() {
        true => None,
        false => former::former_chip(&former::without_board(text, edition), edition),
    };
    if let Some(chip) = former::of_board(text, edition).or_else(meant) {
        return Named::of(vec![chip]);
    }
    let text = &without_possessive(text, edition);
    if let Some(machine) = machine(text) {
        return Named::of_machine(machine);
    }
    let named = slice::read(text).unwrap_or_else(|| read_chip_name(text, edition));
    // Only a text that names nothing else: the words of some machines are a chip’s as well.
    if !named.chips.is_empty() {
        return named;
    }
    machine_in_any_order(text).map_or(named, Named::of_machine)
}

/// The function that reads names. A program without it knows slugs alone.
static READER: OnceLock<fn(&str, Edition) -> Named> = OnceLock::new();

/// Makes names other than slugs known. Natively they are known from the start. Nearly every link spells the slug,
/// so in a browser the reader of names comes with the panels, and the first download goes without it.
pub fn learn_names() {
    // A second call finds it there.
    let _ = READER.set(read_chip_name);
}

/// Finds the chips that a text names, but no machines or slices. This is enough for a first look:
/// [`resolve_name`] may find more. Until [`learn_names`] is called, only slugs are names in a browser.
pub fn chip_name(text: &str, edition: Edition) -> Named {
    if let Some(chip) = chip(text) {
        return Named::of(vec![chip]);
    }
    if cfg!(not(target_arch = "wasm32")) {
        learn_names();
    }
    let read = READER.get();
    read.map_or_else(Named::default, |read| read(text, edition))
}

/// Returns a name with full-width letters and digits as ASCII.
fn narrow_letters(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn read_chip_name(text: &str, edition: Edition) -> Named {
    let text = &narrow_letters(text);
    if let Some(chip) = chip(text) {
        return Named::of(vec![chip]);
    }
    let text = &former::without_board(text, edition);
    let text = &without_possessive(text, edition);
    let typed = Typed::of(text);
    if typed.is_empty() || slice::is_slice(text) {
        return Named::default();
    }
    chips_named(text, &typed, edition)
}

/// Returns the chips to suggest if no chip has the name, the likeliest first: those with the model number
/// that was typed, or with one that continues it by a letter. A chip of another number is never suggested.
pub fn near(text: &str, edition: Edition) -> Vec<&'static Chip> {
    match Typed::of(&without_possessive(text, edition)) {
        typed if typed.is_empty() => Vec::new(),
        typed => near::near(typed.singular().as_ref().unwrap_or(&typed), edition),
    }
}

/// Returns the chips that have a number for a name, such as `4090`; `None` if there are none.
pub fn numbered(number: &str, edition: Edition) -> Option<Named> {
    let chips = cover::chips_numbered(number, edition);
    if chips.is_empty() {
        return None;
    }
    // `3090` is the RTX 3090, not its Ti.
    let named = read_chip_name(number, edition);
    Some(match named.chips.is_empty() {
        true => Named::of(chips),
        false => named,
    })
}

/// Returns the chips for servers that have a number after letters: for `100` the A100 and others.
/// Returns `None` if there are none.
pub fn chips_with_digits(number: &str, edition: Edition) -> Option<Named> {
    let chips = cover::behind_letters(number, edition);
    (!chips.is_empty()).then(|| Named::of(chips))
}

/// Returns the chips with the model number in a text, whatever else the text says.
pub(super) fn of_model(text: &str, edition: Edition) -> Vec<&'static Chip> {
    let typed = Typed::of(&without_possessive(text, edition));
    near::of_model(typed.singular().as_ref().unwrap_or(&typed), edition)
}

/// Returns the chips of this name, or with every word of the text in their names.
fn chips_named(text: &str, typed: &Typed, edition: Edition) -> Named {
    let exact = find(text);
    if let Some(chip) = exact.filter(|_| !edition.reads_parts()) {
        return Named::of(vec![chip]);
    }
    // `V100s` are several V100, and perhaps the V100S: it is never silently taken for that.
    if let Some(singular) = typed.singular() {
        let (mut chips, is_partial) = cover::chips(&singular, edition);
        if !chips.is_empty() {
            chips.extend(exact.filter(|exact| !chips.contains(exact)));
            return Named {
                is_partial,
                ..Named::of(chips)
            };
        }
    }
    if let Some(chip) = exact {
        return Named::of(vec![chip]);
    }
    let (chips, is_partial) = cover::chips(typed, edition);
    Named {
        is_partial,
        ..Named::of(chips)
    }
}

/// Removes the `'s` of `V100's`, which are several V100 and not the V100S.
fn without_possessive(text: &str, edition: Edition) -> String {
    let mut kept = String::new();
    let mut pieces = text.split(['\'', '’']);
    kept.extend(pieces.next());
    for piece in pieces {
        let rest = piece.strip_prefix(['s', 'S']);
        let rest = rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        match rest.filter(|_| edition.rules() >= Rules::Second) {
            Some(rest) => kept.push_str(rest),
            None => {
                kept.push('\'');
                kept.push_str(piece);
            }
        }
    }
    kept
}

/// Returns the words of a text in lower case.
fn lower_words(text: &str) -> Vec<String> {
    words(text).map(str::to_ascii_lowercase).collect()
}
