//! The pairs of the link of a view, `#view=compare&a=…`: reads any text, and says which parts it cannot read.

use super::link::{LinkProblem, decode_text};
use crate::quantity::plain_excerpt;

/// The most problems that are reported.
const MOST_PROBLEMS: usize = 20;

/// The most pairs that are read: more than any view has.
const MOST_PAIRS: usize = 100;

/// The pairs of a link, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewPairs {
    /// Names in small letters, and texts decoded; each name once.
    pub pairs: Vec<(String, String)>,
    /// The parts that could not be read.
    pub problems: Vec<LinkProblem>,
}

impl ViewPairs {
    /// Reads a fragment, or an address with one. A text of more than `most` bytes is left out.
    pub fn read(fragment: &str, most: usize) -> Self {
        let mut read = Self::default();
        let fragment = fragment
            .split_once('#')
            .map_or(fragment, |(_, fragment)| fragment);
        for pair in fragment.split('&').map(str::trim) {
            let pair = pair.strip_prefix("amp;").unwrap_or(pair);
            if pair.is_empty() {
                continue;
            }
            let Some((name, text)) = pair.split_once('=') else {
                read.refuse(
                    pair,
                    "The link is cut off here, or damaged: nothing follows the name.",
                );
                continue;
            };
            let name = name.to_ascii_lowercase();
            let (text, is_whole) = decode_text(text);
            if read.pairs.iter().any(|(other, _)| *other == name) {
                read.refuse(&name, "The link has this key twice; the first was taken.");
                continue;
            }
            if text.len() > most {
                read.refuse(&name, "This text is too long, and was left out.");
                continue;
            }
            if !is_whole {
                read.refuse(
                    &name,
                    "Some characters of this text are damaged in the link.",
                );
            }
            if read.pairs.len() < MOST_PAIRS {
                read.pairs.push((name, text.trim().to_owned()));
            }
        }
        read
    }

    /// Reads a fragment into settings. `set` sets what a key spells, or says why it cannot.
    pub fn read_into<T: Default, E: AsRef<str>>(
        fragment: &str,
        most: usize,
        set: impl Fn(&mut T, &str, &str) -> Result<(), E>,
    ) -> (T, Vec<LinkProblem>) {
        let mut read = Self::read(fragment, most);
        let mut settings = T::default();
        for (name, text) in std::mem::take(&mut read.pairs) {
            if let Err(message) = set(&mut settings, &name, &text) {
                read.refuse(&name, message.as_ref());
            }
        }
        (settings, read.problems)
    }

    /// Reports a part that could not be read.
    pub fn refuse(&mut self, key: &str, message: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(LinkProblem {
                key: plain_excerpt(&decode_text(key).0),
                message: message.into(),
            });
        }
    }
}
