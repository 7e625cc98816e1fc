//! The phrases that give fields: where each goes, and how it stands with a draft.

use super::fill::{Filling, Wish};
use super::{Question, Reading};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::Rules;
use std::cmp::Reverse;

/// A phrase that gives a field its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The field that the passage gives.
    pub read_as: Field,
    /// The field that the text goes into.
    pub field: Field,
    /// The text.
    pub text: String,
    /// Where the phrase starts, in characters.
    pub start: usize,
    /// Where the phrase ends.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
    /// How it stands with the form.
    pub standing: Standing,
    /// Whether the visitor chose it, by an answer or a move.
    pub(super) is_chosen: bool,
}

/// How a phrase stands with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The form has its text.
    In,
    /// The visitor took it back.
    TakenBack,
    /// Another phrase gives the same quantity.
    Beside(Key),
    /// The visitor typed this text into this field, which the phrase would replace.
    Typed(Field, String),
    /// The form does not have it.
    Absent,
}

/// Returns the field that a question is about.
pub fn asked(question: &Question) -> Option<Field> {
    Some(Field::new(question.stage, Key::named(question.key)?))
}

/// Returns the phrases that give fields, in the order of the form, and how each stands with a draft.
pub fn look(draft: &Draft, reading: &Reading, filling: &Filling) -> Vec<Item> {
    let mut items = items(reading, filling);
    // The phrase that the visitor chose last comes first: it may exclude another one.
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|at| Reverse(items.get(*at).map_or(0, |item| filling.rank(item))));
    let mut accepted: Vec<Field> = Vec::new();
    for at in order {
        let Some(item) = items.get_mut(at) else {
            continue;
        };
        let field = item.field;
        let rival = accepted.iter().find(|other| is_rival(**other, field));
        let taken_back = filling.wishes_of(item).any(|wish| *wish == Wish::TakeBack);
        item.standing = if taken_back {
            Standing::TakenBack
        } else if let Some(rival) = rival {
            Standing::Beside(rival.key)
        } else {
            accepted.push(field);
            standing(draft, filling, field, &item.text)
        };
    }
    items
}

fn standing(draft: &Draft, filling: &Filling, field: Field, text: &str) -> Standing {
    let is_typed = |(other, typed): &(Field, &str)| {
        let is_in_way = *other == field || is_rival(*other, field);
        is_in_way && !typed.trim().is_empty() && !filling.is_put(*other, typed)
    };
    let typed = draft.entries().find(is_typed);
    match draft.get(field) {
        Some(typed) if is_same(draft, field.key, typed, text) => Standing::In,
        _ => typed.map_or(Standing::Absent, |(other, typed)| {
            Standing::Typed(other, typed.to_owned())
        }),
    }
}

/// Returns whether two texts of a field have the same value.
fn is_same(draft: &Draft, key: Key, one: &str, other: &str) -> bool {
    let rules = draft.edition().rules();
    let is_same_number = |dimension| {
        let read = |text: &str| rules.read_counted(text, dimension).ok();
        read(one).is_some_and(|value| read(other) == Some(value))
    };
    one.trim() == other.trim() || key.dimension().is_some_and(is_same_number)
}

/// Returns whether two fields cannot both be given, because each stands in for the other.
fn is_rival(one: Field, other: Field) -> bool {
    let excludes = |group: Group| {
        let ways = group.ways();
        let has = |key: Key| ways.iter().any(|way| way.contains(&key));
        let has_both = |way: &&[Key]| way.contains(&one.key) && way.contains(&other.key);
        has(one.key) && has(other.key) && !ways.iter().any(has_both)
    };
    let stands_in = |one: Key, other: Key| one == Key::Compute && other.is_of_method();
    one.stage == other.stage
        && (one.key == other.key
            || Group::ALL.into_iter().any(excludes)
            || stands_in(one.key, other.key)
            || stands_in(other.key, one.key))
}

/// Returns the phrases with the fields that they go into, by the reading and the wishes.
fn items(reading: &Reading, filling: &Filling) -> Vec<Item> {
    let mut items = Vec::new();
    let item = |field: Field, text: &str, start, end, phrase: &str| Item {
        read_as: field,
        field,
        text: match field.key {
            // A link separates periods by semicolons, the field by lines.
            Key::Fleet => text.replace(';', "\n"),
            _ => text.to_owned(),
        },
        start,
        end,
        phrase: phrase.to_owned(),
        standing: Standing::Absent,
        is_chosen: false,
    };
    let mut answered = Vec::new();
    for question in &reading.questions {
        let Some(field) = asked(question) else {
            continue;
        };
        match filling.answer_to(field) {
            None => continue,
            Some(None) => answered.push(field),
            Some(Some(text)) => {
                let mut choices = question.choices.iter();
                if let Some(choice) = choices.find(|choice| choice.text == text) {
                    answered.push(field);
                    items.push(Item {
                        is_chosen: true,
                        ..item(field, text, choice.start, choice.end, &choice.phrase)
                    });
                }
            }
        }
    }
    for read in &reading.fields {
        let Some(key) = Key::named(read.key) else {
            continue;
        };
        let field = Field::new(read.stage, key);
        if !answered.contains(&field) {
            items.push(item(field, &read.text, read.start, read.end, &read.phrase));
        }
    }
    for item in &mut items {
        let moved = filling.wishes_of(item).find_map(|wish| match wish {
            Wish::MoveTo(field) => Some(*field),
            _ => None,
        });
        if let Some(field) = moved {
            item.field = field;
            item.is_chosen = true;
        }
    }
    items.sort_by_key(|item| item.read_as);
    items
}

/// Returns the fields that a phrase may be moved to: those of the methods that can read its text.
pub fn targets(item: &Item) -> Vec<Key> {
    let is_number = |key: &Key| key.is_of_method() && key.dimension().is_some();
    if !is_number(&item.field.key) {
        return Vec::new();
    }
    let reads = |key: &Key| {
        let rules = Rules::default();
        let dimension = key.dimension();
        dimension.is_some_and(|dimension| rules.read(&item.text, dimension).is_ok())
    };
    let others = Key::ALL.into_iter().filter(|key| *key != item.field.key);
    others.filter(is_number).filter(reads).collect()
}

/// Returns the stages that a phrase may be moved to: the others of a draft, and a new one.
pub fn stages(item: &Item, draft: &Draft) -> Vec<u16> {
    if !item.field.key.is_of_method() {
        return Vec::new();
    }
    let all = draft.stages();
    let new = all.iter().max().map_or(2, |last| last + 1);
    let others = all.into_iter().chain([new]);
    others.filter(|stage| *stage != item.field.stage).collect()
}
