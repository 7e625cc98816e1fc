//! From any text to a draft, and what could not be read.

use super::escape::decode_text;
use super::{LinkProblem, MOST_TEXT, Opened, VERSION};
use crate::draft::migrate::{MIGRATIONS, Pairs, migrate};
use crate::draft::{Field, Key};
use crate::quantity::{reveal_invisible, strip_invisible};

/// The most problems that are reported. A link with more is not a damaged one of ours, and the first
/// problems are enough.
const MOST_PROBLEMS: usize = 20;

/// The most fields that are read: more than any estimate has. Each is inserted among those before it,
/// which is slow if they come in the opposite order.
const MOST_FIELDS: usize = 10_000;

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

    /// Decodes the text after a name, without invisible characters. Returns `None` if nothing in it
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
