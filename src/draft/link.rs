//! The permalink: `#v=1&data=2026-11&…`, a draft spelled in a URL's fragment.
//!
//! [`encode`] writes the canonical spelling. [`decode`] reads any text, and reports key by key which
//! parts it could not read. `encode(decode(link)) == link` for every canonical link.

use super::migrate::{MIGRATIONS, Pairs, migrate};
use super::{Draft, Field, Key, default_stage_name};
use crate::catalog::{self, Edition, Format};
use crate::quantity::{Dimension, Rules, invisible_to_spaces, reveal_invisible, strip_invisible};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};

/// The version of the vocabulary that this program writes.
pub const VERSION: u32 = 1 + MIGRATIONS.len() as u32;

/// Characters that must be escaped: all that a fragment may not hold (RFC 3986, section 3.5), the
/// separator of our links, and the plus and the underscore, which are read as spaces.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'_')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The most problems that are reported. A link with more is not a damaged one of ours, and the first
/// problems are enough.
const MOST_PROBLEMS: usize = 20;

/// The greatest length of one text in UTF-8, in bytes: longer than any network, or any fleet of 200
/// periods.
pub(crate) const MOST_TEXT: usize = 20_000;

/// The most fields that are read: more than any estimate has. Each is inserted among those before it,
/// which is slow if they come in the opposite order.
const MOST_FIELDS: usize = 10_000;

/// A part of a link that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// As it stands in the link.
    pub key: String,
    /// The message for the visitor.
    pub message: String,
}

/// The parts of a link that could be read, and the problems of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The fields that could be read.
    pub draft: Draft,
    /// The parts that could not be read.
    pub problems: Vec<LinkProblem>,
}

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

/// Appends a text as a link spells it: `_` for a space, and percent-encoded where that is needed.
fn escape_into(out: &mut String, text: &str) {
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push('_');
        }
        out.extend(utf8_percent_encode(word, ESCAPED));
    }
}

/// Returns a text as a link spells it.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
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

/// Returns whether a fragment is a link of ours, and not the name of a place on a page.
pub fn is_link(fragment: &str) -> bool {
    fragment.contains('=') || is_escaped_whole(fragment)
}

/// Returns whether some program has percent-encoded the link as a whole, its `=` and `&` as well.
fn is_escaped_whole(fragment: &str) -> bool {
    // The library's search for a text within a text is 2 KB of code; the search for a letter is almost
    // nothing.
    let mut codes = fragment.split('%').skip(1);
    !fragment.contains('=') && codes.any(|code| code.starts_with("3D") || code.starts_with("3d"))
}

/// Opens a link or a fragment.
pub fn decode(link: &str) -> Opened {
    let link = link.trim();
    let fragment = match link.split_once('#') {
        // A title that was put into a link by hand may contain anything.
        _ if link.starts_with("v=") => link,
        Some((_, fragment)) => fragment,
        None if link.split(':').skip(1).any(|rest| rest.starts_with("//")) => "",
        None => link,
    };
    if is_escaped_whole(fragment) {
        // This removes one layer, and an ordinary link is left: it cannot go on for ever.
        return decode(&decode_text(fragment).0);
    }
    let mut opened = Opened::default();
    let mut pairs = Pairs::new();
    let mut version = None;
    for pair in fragment.split('&').filter(|pair| !pair.is_empty()) {
        // Mail and chat programs put spaces around what they take for a separator. A link that was
        // copied from a page's source has &amp; for &.
        let pair = pair.trim();
        let pair = pair.strip_prefix("amp;").unwrap_or(pair);
        let Some((name, value)) = pair.split_once('=') else {
            opened.refuse(
                pair,
                "The link is cut off here, or damaged: nothing follows the name.",
            );
            continue;
        };
        let name = decode_text(name).0.trim().to_ascii_lowercase();
        let Some(text) = opened.text(&name, value) else {
            continue;
        };
        if name == "v" {
            version = Some(text);
        } else {
            pairs.push((name, text));
        }
    }
    if let Some(version) = opened.version(version) {
        opened.fill(migrate(pairs, version, MIGRATIONS));
    }
    opened
}

impl Opened {
    fn refuse(&mut self, key: &str, message: &str) {
        if self.problems.len() == MOST_PROBLEMS {
            return;
        }
        self.problems.push(LinkProblem {
            key: reveal_invisible(&decode_text(key).0),
            message: message.into(),
        });
    }

    /// Decodes the text behind a name, without invisible characters. Returns `None` if nothing in it
    /// can be read.
    fn text(&mut self, name: &str, value: &str) -> Option<String> {
        let (text, whole) = decode_text(value);
        if !whole {
            self.refuse(
                name,
                "Some characters of this text are damaged in the link.",
            );
        }
        if text.len() > MOST_TEXT {
            self.refuse(name, "More than 20,000 characters: left out.");
            return None;
        }
        if text.is_empty() {
            self.refuse(
                name,
                "The link is cut off here, or damaged: nothing follows the equals sign.",
            );
            return None;
        }
        let seen = strip_invisible(&text);
        if seen.len() < text.len() {
            let shown = reveal_invisible(&text);
            self.refuse(
                name,
                &format!("Characters that cannot be seen were taken out: “{shown}”."),
            );
        }
        Some(seen).filter(|text| !text.is_empty())
    }

    /// Reads the version of the vocabulary; `None` if it is not known. In a future version every key
    /// may mean something else, so then nothing is opened.
    fn version(&mut self, text: Option<String>) -> Option<u32> {
        let Some(text) = text else {
            return Some(1);
        };
        // A version too long for our integers is a later one, too.
        let is_number = text.bytes().all(|b| b.is_ascii_digit());
        let otherwise = if is_number { u32::MAX } else { 0 };
        match text.parse().unwrap_or(otherwise) {
            known @ 1..=VERSION => return Some(known),
            0 => self.refuse(
                "v",
                "The link’s version is damaged; the rest was read as version 1.",
            ),
            _ => {
                self.problems.clear();
                let newer = reveal_invisible(&text);
                self.refuse(
                    "v",
                    &format!("This link was made by a newer Petaday (version {newer} of its links): reload the page to get the newest one. Nothing was opened, because the figures could be wrong."),
                );
                return None;
            }
        }
        Some(1)
    }

    /// Puts the texts into their fields.
    fn fill(&mut self, pairs: Pairs) {
        for (name, text) in pairs {
            if let Some(field) = Field::named(&name) {
                if self.draft.entries.len() == MOST_FIELDS {
                    self.refuse("…", "More than 10,000 fields: the rest was left out.");
                    break;
                }
                // Two texts are enough to report that the field is given twice.
                if self.draft.all(field).nth(1).is_none() {
                    self.draft.add(field, text);
                }
            } else if self.problems.len() < MOST_PROBLEMS {
                let message = unknown(&name);
                // If there are a thousand stages too many, this is reported once.
                let is_of_stage = name.starts_with(|c: char| c.is_ascii_digit());
                let is_said = |problem: &LinkProblem| problem.message == message;
                if !(is_of_stage && self.problems.iter().any(is_said)) {
                    self.refuse(&name, &message);
                }
            }
        }
    }
}

/// Decodes a value: `_`, `+` and `%20` are spaces, the rest is percent-encoded UTF-8. Returns false
/// beside it if a part is not valid.
pub(crate) fn decode_text(value: &str) -> (String, bool) {
    let spaced: Vec<u8> = value
        .bytes()
        .map(|byte| match byte {
            b'_' | b'+' => b' ',
            byte => byte,
        })
        .collect();
    let bytes: Vec<u8> = percent_decode(&spaced).collect();
    let mut text = String::new();
    let mut is_whole = true;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            is_whole = false;
        }
    }
    (text, is_whole)
}

pub(crate) fn unknown(name: &str) -> String {
    // A fold is half a kilobyte less code than searching from the end.
    let key = name.split('.').fold(name, |_, part| part);
    if let Some(known) = Key::named(key) {
        return match known.is_global() {
            true => {
                format!("“{key}” belongs to the whole estimate, not to one stage: it was left out.")
            }
            false => format!(
                "Stages are numbered from 1 to {}: others were left out.",
                Field::MAX_STAGE
            ),
        };
    }
    let near = Key::ALL
        .into_iter()
        // Long texts are compared with no key: one could have a megabyte.
        .filter(|known| key.len() < known.name().len() + 8)
        .map(|known| (strsim::osa_distance(known.name(), key), known.name()))
        .min()
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 < known.len());
    match near {
        Some((_, known)) => format!("No field has this name: did the link mean “{known}”?"),
        None => "No field of this version has this name; it was left out.".into(),
    }
}
