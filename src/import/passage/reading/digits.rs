//! The digits of a passage, where the form would take another spelling of the number for a rounder one: `1,000B` is exact
//! to a billion, and `1T` to a trillion.

use crate::import::passage::gather::Passage;
use crate::import::passage::number::{Amount, scale};
use crate::import::passage::rules::Fact;
use crate::quantity::{read_counted, rounded};

/// Returns the text of a fact with the digits of the passage, if the form reads it as the same value but rounded otherwise.
pub(super) fn kept(passage: &Passage, fact: &Fact, text: String) -> String {
    let Some(dimension) = fact.key.dimension() else {
        return text;
    };
    let value = |text: &str| {
        let read = read_counted(text, dimension).ok();
        read.map(|read| read.value)
            .filter(|value| !value.is_range())
    };
    let Some(exact) = value(&text) else {
        return text;
    };
    let unit = text.split_once(' ').map_or("", |(_, unit)| unit);
    let here = |amount: &&Amount| fact.tokens.contains(&amount.tokens.start);
    let counted = passage.mentions.iter().map(|mention| &mention.amount);
    let said = passage.bare.iter().chain(counted).filter(here);
    let typed = said
        .filter_map(|amount| typed(passage, amount))
        .map(|number| match unit {
            "" => number,
            unit => format!("{number} {unit}"),
        });
    let is_same = |typed: &String| {
        value(typed).is_some_and(|value| value == exact)
            && rounded(typed, dimension) != rounded(&text, dimension)
    };
    let same = typed.filter(|typed| *typed != text).find(is_same);
    same.unwrap_or(text)
}

/// Returns an amount in its own digits, with the letter of its scale: `1,000B`, `928,646`.
fn typed(passage: &Passage, amount: &Amount) -> Option<String> {
    let doc = &passage.doc;
    if amount.percent || amount.is_range() {
        return None;
    }
    let (mut at, end) = (amount.tokens.start, amount.tokens.end);
    let mut groups: Vec<&str> = Vec::new();
    while let Some(token) = doc.get(at).filter(|token| at < end && token.is_number()) {
        groups.push(&token.text);
        at += 1;
    }
    at += usize::from(at < end && doc.sign(at, '-'));
    let letter = (at < end).then(|| scale(doc, at));
    let is_all = at + 1 == end && matches!(letter, Some(Some(_))) || at == end;
    let digits = groups.join(",");
    let is_plain = digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    (is_all && is_plain && !digits.is_empty())
        .then(|| format!("{digits}{}", letter.flatten().unwrap_or_default()))
}
