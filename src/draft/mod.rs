//! A draft is text: the list of `key = text as typed` that the form edits and a link spells.
//!
//! [`answer`] reads a draft into a typed run and evaluates it; whatever cannot be read comes back
//! as [`Problem`]s, key by key. [`link`] spells a draft as a permalink and opens one.
//!
//! ```
//! use petaday::draft::{Draft, Field, Key};
//!
//! let mut draft = Draft::default();
//! draft.set(Field::new(1, Key::Parameters), "70B");
//! draft.set(Field::new(1, Key::Tokens), "2T");
//! // A field keeps the text as it was typed.
//! assert_eq!(draft.get(Field::new(1, Key::Tokens)), Some("2T"));
//! assert!(!draft.is_blank());
//! ```

pub mod alternatives;
mod answer;
mod asides;
mod changes;
mod date;
mod edition;
mod energy;
pub mod fleet;
mod hardware;
mod key;
mod label;
pub mod link;
pub mod migrate;
mod parts;
mod read;
mod said;
pub mod scope;
mod solution;
mod stages;
mod typical;
mod width;

pub use answer::{Answer, Choice, Problem, Severity, answer, answer_with};
#[cfg(feature = "app")]
pub(crate) use asides::is_field_worded;
pub use asides::{Asides, Counted, ForwardPass, Periods, counted, counted_from, periods};
pub(crate) use asides::{is_plain, is_worded};
pub use changes::{Changes, changes};
pub use date::date;
pub(crate) use edition::chip_of;
#[cfg(feature = "app")]
pub(crate) use edition::may_have_changed;
pub use energy::{ChipPower, Energy, Grid, Price, StageEnergy, Totals, energy};
pub(crate) use hardware::is_unclear;
#[cfg(feature = "app")]
pub(crate) use hardware::number_in;
pub use key::{Field, Key};
pub use label::label;
pub(crate) use parts::{counted_in, in_chips};
#[cfg(feature = "app")]
pub(crate) use read::is_given;
pub use read::role;
pub use said::said;
pub use solution::{Found, Solution};
pub use typical::{TYPICAL, is_typical, rounded_from};
pub use width::{Width, width};

/// `key = text as typed`, in link order. A key may be there twice, as a damaged link may have it;
/// an empty text is a field that was chosen and not yet filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    entries: Vec<(Field, String)>,
}

impl Draft {
    /// The text of a field, the first if it was given twice.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    /// Every text of a field.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        let first = self.entries.partition_point(|(f, _)| *f < field);
        let texts = self.entries.iter().skip(first);
        texts
            .take_while(move |(f, _)| *f == field)
            .map(|(_, text)| text.as_str())
    }

    /// Whether something other than spaces is typed in the field.
    pub fn is_filled(&self, field: Field) -> bool {
        self.all(field).any(|text| !text.trim().is_empty())
    }

    /// Puts a text into a field, in place of whatever was there.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.remove(field);
        self.add(field, text);
    }

    /// Puts a text into a field beside whatever is there.
    pub fn add(&mut self, field: Field, text: impl Into<String>) {
        let at = self.entries.partition_point(|(f, _)| *f <= field);
        self.entries.insert(at, (field, text.into()));
    }

    /// Empties a field; its text, if it had one.
    pub fn remove(&mut self, field: Field) -> Option<String> {
        let text = self.get(field).map(String::from);
        self.entries.retain(|(f, _)| *f != field);
        text
    }

    /// Every field and text, in link order.
    pub fn entries(&self) -> impl Iterator<Item = (Field, &str)> {
        self.entries
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
    }

    /// The numbers of the stages, in order; at least the first.
    pub fn stages(&self) -> Vec<u16> {
        let mut stages: Vec<u16> = self
            .entries
            .iter()
            .map(|(f, _)| f.stage)
            .filter(|s| *s > 0)
            .collect();
        stages.dedup();
        if stages.is_empty() {
            stages.push(1);
        }
        stages
    }

    /// Whether nothing is filled in that a figure could come from.
    pub fn is_blank(&self) -> bool {
        self.entries
            .iter()
            .all(|(f, text)| f.stage == 0 || text.trim().is_empty())
    }
}
