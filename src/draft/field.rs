//! The name of a field: a key and the number of its stage.

use super::Key;
use std::fmt;

/// A key of one stage: `2.tokens`. The first stage has number 1 and no prefix; keys of the whole
/// estimate have number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Number of the stage, from 1; 0 for keys of the whole estimate.
    pub stage: u16,
    /// The key.
    pub key: Key,
}

impl Field {
    /// The highest number of a stage, beyond that of any real run. A link with a higher one is
    /// mistaken.
    pub const MAX_STAGE: u16 = 999;

    /// Returns the field of a key in a stage. For a key of the whole estimate, the stage is ignored.
    pub fn new(stage: u16, key: Key) -> Self {
        Self {
            stage: if key.is_global() { 0 } else { stage },
            key,
        }
    }

    /// Returns the field that a link calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        let Some((prefix, key)) = name.split_once('.') else {
            return Some(Self::new(1, Key::named(name)?));
        };
        let stage = prefix.parse().ok()?;
        let key = Key::named(key).filter(|key| !key.is_global())?;
        (1..=Self::MAX_STAGE)
            .contains(&stage)
            .then_some(Self { stage, key })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.stage > 1 {
            write!(f, "{}.", self.stage)?;
        }
        f.write_str(self.key.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back() {
        for key in Key::ALL {
            for stage in [1, 2, 999] {
                let field = Field::new(stage, key);
                assert_eq!(Field::named(&field.to_string()), Some(field));
            }
        }
    }

    #[test]
    fn no_other_name_is_a_field() {
        for name in [
            "",
            "token",
            "2.title",
            "0.tokens",
            "1000.tokens",
            "-2.tokens",
            "2.",
            ".tokens",
            "2.3.tokens",
            "Tokens",
        ] {
            assert_eq!(Field::named(name), None, "{name}");
        }
    }
}
