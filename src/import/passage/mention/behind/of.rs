//! Amounts that count something named elsewhere: `16 of the A100s`, `300,000 of them`.

use super::{Phrase, Words};
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::amount;

/// How many tokens back “them” may stand for.
const REACH: usize = 40;
/// How many amounts back “them” may stand for.
const MOST_BACK: usize = 6;

/// A noun that was named before, perhaps by the name of hardware, and the token where it stands.
type Before = (Noun, Option<usize>, usize);

impl Words<'_> {
    /// Reads `one of the GPUs`, `128 of its 256 H100`, `157k of the planned 200k steps`.
    pub(super) fn of_others(self) -> Option<Phrase> {
        let (doc, start) = (self.doc, self.start);
        let is_of = doc.word(start) == "of"
            && matches!(
                doc.word(start + 1),
                "the" | "our" | "these" | "its" | "those"
            );
        if !is_of || self.amount.low < 1.0 || self.amount.percent {
            return None;
        }
        self.of_chips(start + 2)
            .or_else(|| self.of_amount(start + 2))
    }

    /// Reads the chips at a token: `the GPUs`, `the A100 GPUs`.
    fn of_chips(self, at: usize) -> Option<Phrase> {
        let named = self.starts.get(&at).copied();
        let end = named.map_or(at, |number| self.hardware[number].tokens.end);
        let is_chip = self.doc.noun(end) == Some(Noun::Chip);
        (named.is_some() || is_chip).then_some(Phrase {
            noun: Noun::Chip,
            end: end + usize::from(is_chip),
            named,
        })
    }

    /// Reads what a larger amount counts, at a token or after one more word.
    fn of_amount(self, at: usize) -> Option<Phrase> {
        let more = (at..at + 2).find_map(|at| amount(self.doc, at))?;
        let end = more.tokens.end;
        let phrase = |noun, named| Phrase {
            noun,
            end: self.start + 1,
            named,
        };
        match self.doc.noun(end) {
            Some(noun @ (Noun::Step | Noun::Token | Noun::Epoch | Noun::Chip | Noun::Node)) => {
                Some(phrase(noun, None))
            }
            Some(_) => None,
            None => {
                let named = self.starts.get(&end).copied();
                named.map(|number| phrase(Noun::Chip, Some(number)))
            }
        }
    }

    /// Reads `300,000 of them`: the nearer of an earlier amount and of a noun without one, as in `its steps last a
    /// second, 300,000 of them`.
    pub(super) fn of_them(self) -> Option<Phrase> {
        let (doc, start) = (self.doc, self.start);
        let is_of_them = doc.word(start) == "of"
            && matches!(doc.word(start + 1), "them" | "these" | "those" | "which");
        if !is_of_them {
            return None;
        }
        let (noun, named) = match (self.counted_before(), self.named_before()) {
            (Some(counted), Some(word)) if word.2 >= counted.2 => (word.0, word.1),
            (Some((Noun::Time(_), ..)), _) => (Noun::Other, None),
            (Some((noun, named, _)), _) | (None, Some((noun, named, _))) => (noun, named),
            (None, None) => return None,
        };
        Some(Phrase {
            noun,
            end: start + 2,
            named,
        })
    }

    /// Returns whether the amount says what was used: `on 300 of them`.
    fn is_used(self) -> bool {
        let before = self.amount.tokens.start.checked_sub(1);
        before.is_some_and(|at| matches!(self.doc.word(at), "on" | "with" | "using" | "by" | "for"))
    }

    /// Returns what the last amounts counted, if there can be “300 of them”.
    fn counted_before(self) -> Option<Before> {
        let is_used = self.is_used();
        let counts = |other: &&Mention| {
            !matches!(
                other.noun,
                Noun::Speed(_)
                    | Noun::Other
                    | Noun::Layer
                    | Noun::Mfu
                    | Noun::Hfu
                    | Noun::Flop(_)
                    | Noun::Parameter
            ) && self.is_near(other.tokens.end)
                && !(is_used && matches!(other.noun, Noun::Time(_)))
        };
        let other = self.found.iter().rev().take(MOST_BACK).find(counts)?;
        Some((other.noun, other.hardware, other.tokens.end))
    }

    /// Returns the last noun that things are counted of, or the last name of hardware if that is nearer.
    fn named_before(self) -> Option<Before> {
        let here = self.amount.tokens.start;
        let noun = (here.saturating_sub(REACH)..here).rev().find_map(|at| {
            let noun = self.doc.noun(at)?;
            let is_counted = matches!(noun, Noun::Step | Noun::Example | Noun::Chip | Noun::Node);
            is_counted.then_some((noun, None, at))
        });
        let name = self.starts.range(..here).next_back();
        let name = name
            .map(|(at, number)| (Noun::Chip, Some(*number), *at))
            .filter(|(.., at)| self.is_used() && self.is_near(*at));
        match (noun, name) {
            (Some(noun), Some(name)) if name.2 > noun.2 => Some(name),
            (Some(noun), _) => Some(noun),
            (None, name) => name,
        }
    }

    fn is_near(self, at: usize) -> bool {
        self.amount.tokens.start - at < REACH
    }
}
