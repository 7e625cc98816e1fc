//! The permalink: `#v=1&data=2026-11&…`, a draft spelled in a URL's fragment.
//!
//! [`encode`] writes the canonical spelling; [`decode`] reads any text whatever, and says key by
//! key what it could not. `encode(decode(link)) == link` for every canonical link.

use super::migrate::{MIGRATIONS, Pairs, brought_up};
use super::{Draft, Field, Key};
use crate::catalog::{self, Edition, Format};
use crate::quantity::{Dimension, Rules, seen, shown, spaced};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};

/// The version of the vocabulary that this program writes.
pub const VERSION: u32 = 1 + MIGRATIONS.len() as u32;

/// All that a fragment may not hold (RFC 3986, section 3.5), and what has a meaning of its own in
/// ours: the separator, and the plus and underscore that are read as spaces.
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

/// A link with more than this is not damaged, it is something else; the first will do.
const MOST_PROBLEMS: usize = 20;

/// Bytes of one text, in UTF-8: more than any fleet of 200 periods or network has.
pub(crate) const MOST_TEXT: usize = 20_000;

/// More than any estimate has. Each is put in its place among those before it, which takes a while
/// where they come in the opposite order.
const MOST_FIELDS: usize = 10_000;

/// What a link could not say: the key as it stands in the link, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// As it stands in the link.
    pub key: String,
    /// For the visitor.
    pub message: String,
}

/// A link, opened as far as it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// What could be read.
    pub draft: Draft,
    /// What could not.
    pub problems: Vec<LinkProblem>,
}

/// The fragment, without `#`, that opens as this draft.
pub fn encode(draft: &Draft) -> String {
    let mut out = format!("v={VERSION}");
    let rules = draft.rules();
    for (field, text) in draft.entries() {
        let text = spaced(text);
        let text = match field.key.dimension() {
            Some(dimension) => rules.spell(&text, dimension),
            None => canonical_text(field.key, &text, draft.edition()),
        };
        if text.trim().is_empty() {
            continue;
        }
        out.push('&');
        out.push_str(&field.to_string());
        out.push('=');
        for (i, word) in text.split(' ').enumerate() {
            if i > 0 {
                out.push('_');
            }
            out.extend(utf8_percent_encode(word, ESCAPED));
        }
    }
    out
}

/// A chip is spelled by its slug and a format by its key, however they were typed; in a network
/// spaces and case say nothing; each line of a fleet is a period.
fn canonical_text(key: Key, text: &str, edition: Edition) -> String {
    let known = match key {
        Key::Model => {
            return text
                .split_whitespace()
                .collect::<String>()
                .to_ascii_lowercase();
        }
        Key::Fleet => return canonical_periods(text),
        Key::Hardware => slug_of(text, edition),
        Key::Format => text.trim().parse().ok().map(Format::key),
        Key::Grid => return canonical_grid(text, edition.rules()),
        _ => None,
    };
    known.unwrap_or(text).into()
}

/// The slug, if the text names one chip alone. `A100` stays: it is what was said.
fn slug_of(text: &str, edition: Edition) -> Option<&'static str> {
    let named = catalog::chip_name(text, edition);
    let is_one = named.chips.len() == 1 && named.holds.is_none();
    named.one(None).filter(|_| is_one).map(|chip| chip.slug)
}

/// Periods stand between semicolons, each as typed: what reads them is not in the first download.
fn canonical_periods(text: &str) -> String {
    let mut spelled = String::new();
    let periods = text.split(['\n', '\r', ';']).map(str::trim);
    for period in periods.filter(|period| !period.is_empty()) {
        if !spelled.is_empty() {
            spelled.push(';');
        }
        // Two spaces part what one might join: `8  910B` are eight chips, `8 910B` may be one number.
        let is_space = |c: char| c.is_whitespace();
        spelled.extend(period.chars().map(|c| if is_space(c) { ' ' } else { c }));
    }
    spelled
}

/// What a kilowatt-hour emits, as other numbers; or a country as typed, its code in capitals. The
/// table of countries is not needed for that, nor to be in the first download.
fn canonical_grid(text: &str, rules: Rules) -> String {
    let text = rules.spell(text.trim(), Dimension::Intensity);
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

/// Whether a fragment is a link of ours at all, and not the name of a place on a page.
pub fn is_link(fragment: &str) -> bool {
    fragment.contains('=') || is_escaped_whole(fragment)
}

/// Whether some program has percent-encoded the link as a whole, its `=` and `&` as well.
fn is_escaped_whole(fragment: &str) -> bool {
    // The library's search for a text within a text is 2 KB of code; for a letter it is nothing.
    let mut codes = fragment.split('%').skip(1);
    !fragment.contains('=') && codes.any(|code| code.starts_with("3D") || code.starts_with("3d"))
}

/// Opens a link or a fragment.
pub fn decode(link: &str) -> Opened {
    let link = link.trim();
    let fragment = match link.split_once('#') {
        // A title that was put into a link by hand may hold anything.
        _ if link.starts_with("v=") => link,
        Some((_, fragment)) => fragment,
        None if link.split(':').skip(1).any(|rest| rest.starts_with("//")) => "",
        None => link,
    };
    if is_escaped_whole(fragment) {
        // One layer less, with which it is an ordinary link: this cannot go on for ever.
        return decode(&decode_text(fragment).0);
    }
    let mut opened = Opened::default();
    let mut pairs = Pairs::new();
    let mut version = None;
    for pair in fragment.split('&').filter(|pair| !pair.is_empty()) {
        // Mail and chat programs put spaces around what they take for a separator; a link copied
        // out of a page's source has &amp; for &.
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
        opened.fill(brought_up(pairs, version, MIGRATIONS));
    }
    opened
}

impl Opened {
    fn refuse(&mut self, key: &str, message: &str) {
        if self.problems.len() == MOST_PROBLEMS {
            return;
        }
        self.problems.push(LinkProblem {
            key: shown(&decode_text(key).0),
            message: message.into(),
        });
    }

    /// What stands behind a name, without what cannot be seen; nothing where none of it can be read.
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
        let seen = seen(&text);
        if seen.len() < text.len() {
            let shown = shown(&text);
            self.refuse(
                name,
                &format!("Characters that cannot be seen were taken out: “{shown}”."),
            );
        }
        Some(seen).filter(|text| !text.is_empty())
    }

    /// Which version of the vocabulary the link is of, if it is one that is known. A version of the
    /// future may mean something else by every key: then nothing is opened.
    fn version(&mut self, text: Option<String>) -> Option<u32> {
        let Some(text) = text else {
            return Some(1);
        };
        // What is too long for a number of ours is later, too.
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
                let newer = shown(&text);
                self.refuse(
                    "v",
                    &format!("This link was made by a newer Petaday (version {newer} of its links): reload the page to get the newest one. Nothing was opened, so as to open nothing wrong."),
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
                // Two tell that it is given twice.
                if self.draft.all(field).nth(1).is_none() {
                    self.draft.add(field, text);
                }
            } else if self.problems.len() < MOST_PROBLEMS {
                let message = unknown(&name);
                // Of a thousand stages too many once.
                let is_of_stage = name.starts_with(|c: char| c.is_ascii_digit());
                let is_said = |problem: &LinkProblem| problem.message == message;
                if !(is_of_stage && self.problems.iter().any(is_said)) {
                    self.refuse(&name, &message);
                }
            }
        }
    }
}

/// `_`, `+` and `%20` are spaces; the rest is percent-encoded UTF-8. False if some of it is not.
fn decode_text(value: &str) -> (String, bool) {
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

fn unknown(name: &str) -> String {
    // Searching from the end is half a kilobyte of code.
    let key = name.split('.').fold(name, |_, part| part);
    if let Some(known) = Key::named(key) {
        return match known.is_global() {
            true => format!("“{key}” is of the whole estimate, not of one stage: it was left out."),
            false => format!(
                "Stages are numbered from 1 to {}: others were left out.",
                Field::MAX_STAGE
            ),
        };
    }
    let near = Key::ALL
        .into_iter()
        // A text of a megabyte is compared with none.
        .filter(|known| key.len() < known.name().len() + 8)
        .map(|known| (strsim::osa_distance(known.name(), key), known.name()))
        .min()
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 < known.len());
    match near {
        Some((_, known)) => format!("No field has this name: did the link mean “{known}”?"),
        None => "No field of this version has this name; it was left out.".into(),
    }
}
