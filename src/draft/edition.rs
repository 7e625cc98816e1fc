//! The edition of the tables that a draft pins.

use super::{Draft, Field, Key};
use crate::catalog::Edition;
use crate::quantity::Rules;

impl Draft {
    /// Returns the pinned edition. A draft that pins none follows updates. If the text names no
    /// edition, or there are two texts, the present edition is used, and a problem says so.
    pub fn edition(&self) -> Edition {
        let mut texts = self.all(Field::new(0, Key::Data));
        let only = texts.next().filter(|_| texts.next().is_none());
        let named = only.and_then(|text| Edition::named(text.trim()));
        named.unwrap_or_default()
    }

    /// Returns the rules that the numbers are read by: those of the draft's edition.
    pub fn rules(&self) -> Rules {
        self.edition().rules()
    }
}
