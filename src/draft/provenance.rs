//! Where values come from that nobody typed: the text of the key `from`, `utilization:recommended,time:solved`.

use super::{Draft, Field, Key};
use crate::variants::enum_with_all;

enum_with_all! {
    /// Where the value of a field comes from, if nobody typed it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Provenance {
        /// A source recommends the value where none is known.
        Recommended,
        /// A source states the value.
        Published,
        /// A file has the value.
        File,
        /// The value was left empty and solved for.
        Solved,
    }
}

impl Provenance {
    /// Returns the name in a link.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Published => "published",
            Self::File => "file",
            Self::Solved => "solved",
        }
    }

    /// Returns the provenance of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|provenance| provenance.name() == name)
    }
}

/// Reads an item of the text, `utilization:recommended`.
pub fn item(text: &str) -> Option<(Key, Provenance)> {
    let (key, name) = text.trim().split_once(':')?;
    let key = Key::named(key.trim()).filter(|key| !key.is_global())?;
    Some((key, Provenance::named(name.trim())?))
}

impl Draft {
    /// Returns where the value of a field comes from; none if it was typed, or is empty.
    pub fn provenance(&self, field: Field) -> Option<Provenance> {
        let items = self.items(field.stage);
        let of = items.into_iter().find(|(key, _)| *key == field.key);
        of.filter(|_| self.is_filled(field))
            .map(|(_, provenance)| provenance)
    }

    /// Says where the value of a field comes from; none for a value that is typed.
    pub fn set_provenance(&mut self, field: Field, provenance: Option<Provenance>) {
        let mut items = self.items(field.stage);
        let before = items.len();
        items.retain(|(key, _)| *key != field.key);
        if items.len() == before && provenance.is_none() {
            return;
        }
        items.extend(provenance.map(|provenance| (field.key, provenance)));
        let from = Field::new(field.stage, Key::From);
        match text(items) {
            none if none.is_empty() => drop(self.remove(from)),
            text => self.set(from, text),
        }
    }

    /// Returns the text of a stage in a link: in the order of keys, of fields that are filled in.
    pub(super) fn canonical_provenance(&self, stage: u16) -> String {
        let mut items = self.items(stage);
        items.retain(|(key, _)| self.is_filled(Field::new(stage, *key)));
        text(items)
    }

    /// Returns all items of a stage that can be read.
    fn items(&self, stage: u16) -> Vec<(Key, Provenance)> {
        let text = self.get(Field::new(stage, Key::From)).unwrap_or_default();
        text.split(',').filter_map(item).collect()
    }
}

fn text(mut items: Vec<(Key, Provenance)>) -> String {
    let mut text = String::new();
    // The library's sort is 6 KB of code, and there are a few items.
    while let Some(first) = (0..items.len()).min_by_key(|at| items[*at].0) {
        let (key, provenance) = items.remove(first);
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(key.name());
        text.push(':');
        text.push_str(provenance.name());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::{decode, encode};

    fn field(key: Key) -> Field {
        Field::new(1, key)
    }

    #[test]
    fn a_link_says_where_values_come_from() {
        let link = "v=1&time=9d&chips=8&utilization=0.3&from=time:solved,utilization:recommended";
        let opened = decode(link);
        assert_eq!(opened.problems, []);
        let draft = opened.draft;
        assert_eq!(draft.provenance(field(Key::Time)), Some(Provenance::Solved));
        let utilization = draft.provenance(field(Key::Utilization));
        assert_eq!(utilization, Some(Provenance::Recommended));
        assert_eq!(draft.provenance(field(Key::Chips)), None);
        assert_eq!(encode(&draft), link);
    }

    #[test]
    fn a_link_has_them_in_the_order_of_keys_and_only_of_fields_that_are_filled() {
        let draft =
            decode("v=1&tokens=2T&epochs=2&from=epochs:file,tokens:published,time:solved").draft;
        assert_eq!(
            encode(&draft),
            "v=1&tokens=2T&epochs=2&from=tokens:published,epochs:file"
        );
        let empty = decode("v=1&tokens=2T&from=time:solved").draft;
        assert_eq!(encode(&empty), "v=1&tokens=2T");
    }

    #[test]
    fn of_two_items_for_a_field_the_first_counts() {
        let draft = decode("v=1&tokens=2T&from=tokens:file,tokens:solved").draft;
        assert_eq!(draft.provenance(field(Key::Tokens)), Some(Provenance::File));
    }

    #[test]
    fn a_typed_value_comes_from_nowhere() {
        let mut draft = decode("v=1&tokens=2T&2.tokens=1T").draft;
        let second = Field::new(2, Key::Tokens);
        draft.set_provenance(field(Key::Tokens), Some(Provenance::File));
        draft.set_provenance(second, Some(Provenance::Published));
        draft.set_provenance(field(Key::Tokens), None);
        assert_eq!(
            encode(&draft),
            "v=1&tokens=2T&2.tokens=1T&2.from=tokens:published"
        );
        draft.set_provenance(second, None);
        assert_eq!(encode(&draft), "v=1&tokens=2T&2.tokens=1T");
    }
}
