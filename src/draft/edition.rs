//! The edition of the tables that a draft pins.

use super::{Draft, Field, Key};
use crate::catalog::Edition;
use crate::quantity::Rules;

impl Draft {
    /// The edition that it pins. One that pins none follows updates; of a text that names no edition,
    /// or of two, the present one is taken, and a problem says so.
    pub fn edition(&self) -> Edition {
        let mut texts = self.all(Field::new(0, Key::Data));
        let only = texts.next().filter(|_| texts.next().is_none());
        let named = only.and_then(|text| Edition::named(text.trim()));
        named.unwrap_or_default()
    }

    /// The rules that its numbers are read by: those of its edition.
    pub fn rules(&self) -> Rules {
        self.edition().rules()
    }
}
