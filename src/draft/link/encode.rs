//! From a draft to its link: each text in its canonical spelling.

use super::VERSION;
use super::escape::escape_into;
use crate::catalog::{self, Edition, Format};
use crate::draft::{Draft, Field, Key, default_stage_name};
use crate::quantity::{Dimension, Rules, invisible_to_spaces};

/// Returns the fragment, without `#`, that opens as this draft.
///
/// If there are several stages, one in which nothing is typed gets its number as its name: a link has no empty fields, and without
/// the stage it would have a total that the draft has not.
pub fn encode(draft: &Draft) -> String {
    let rules = draft.rules();
    let mut spelled = Draft::default();
    for (field, text) in draft.entries() {
        let text = invisible_to_spaces(text);
        let text = match field.key.dimension() {
            Some(dimension) => rules.spell(&text, dimension),
            None if field.key == Key::From => draft.canonical_provenance(field.stage),
            None => canonical_text(field.key, &text, draft.edition()),
        };
        if !text.trim().is_empty() {
            spelled.add(field, text);
        }
    }
    let stages = draft.stages();
    if stages.len() > 1 {
        let kept = spelled.stages();
        let has_none = spelled.entries().all(|(field, _)| field.stage == 0);
        for stage in stages {
            if has_none || !kept.contains(&stage) {
                spelled.set(Field::new(stage, Key::Stage), default_stage_name(stage));
            }
        }
    }
    let mut out = format!("v={VERSION}");
    for (field, text) in spelled.entries() {
        out.push('&');
        out.push_str(&field.to_string());
        out.push('=');
        escape_into(&mut out, text);
    }
    out
}

/// Returns the text as a link spells it: a chip by its slug and a format by its key, however they were
/// typed; a network without spaces and in small letters; a fleet with each of its lines as a period.
fn canonical_text(key: Key, text: &str, edition: Edition) -> String {
    let known = match key {
        Key::Model => return canonical_network(text),
        Key::Fleet => return canonical_periods(text),
        Key::Hardware => slug_of(text, edition),
        Key::Format => text.trim().parse().ok().map(Format::key),
        Key::Grid => return canonical_grid(text, edition.rules()),
        _ => None,
    };
    known.unwrap_or(text).into()
}

/// Writes a network in small letters and without spaces. A space within a name or a number stays, because without it
/// `max pool` and `6 4` would become a layer and a size that the form does not read. `3 x 32` is two sizes.
fn canonical_network(text: &str) -> String {
    let mut spelled = String::new();
    for word in text.split_whitespace() {
        let last = spelled.chars().next_back();
        if let (Some(last), Some(next)) = (last, word.chars().next()) {
            let are_sizes = last.is_ascii_digit() && next.eq_ignore_ascii_case(&'x')
                || last.eq_ignore_ascii_case(&'x') && next.is_ascii_digit();
            if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() && !are_sizes {
                spelled.push(' ');
            }
        }
        spelled.push_str(word);
    }
    spelled.make_ascii_lowercase();
    spelled
}

/// Returns the slug if the text names exactly one chip. `A100` is several, and stays as typed.
fn slug_of(text: &str, edition: Edition) -> Option<&'static str> {
    let named = catalog::chip_name(text, edition);
    let is_one = named.chips.len() == 1 && named.holds.is_none();
    named
        .only_chip(None)
        .filter(|_| is_one)
        .map(|chip| chip.slug)
}

/// Joins the lines of a fleet by semicolons, each as typed: the reader of periods is not in the first
/// download.
fn canonical_periods(text: &str) -> String {
    let mut spelled = String::new();
    let periods = text.split(['\n', '\r', ';']).map(str::trim);
    for period in periods.filter(|period| !period.is_empty()) {
        if !spelled.is_empty() {
            spelled.push(';');
        }
        // Two spaces must not become one: `8  910B` are eight chips, `8 910B` may be one number.
        let is_space = |c: char| c.is_whitespace();
        spelled.extend(period.chars().map(|c| if is_space(c) { ' ' } else { c }));
    }
    spelled
}

/// Spells the emissions of a kilowatt-hour as other numbers are spelled, and a country as typed, with
/// its code in capitals. It does without the table of countries, which is not in the first download.
fn canonical_grid(text: &str, rules: Rules) -> String {
    let text = rules.spell(text.trim(), Dimension::Intensity);
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code {
        text.to_ascii_uppercase()
    } else {
        text
    }
}
