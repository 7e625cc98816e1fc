//! The noun phrase after an amount: `8-GPU`, `4×A100`, `V100 (32GB) GPUs`, `million training images`.

use super::dimension::dimension;
use super::{Phrase, Words};
use crate::import::passage::noun::{Noun, hours_of, noun};
use crate::import::passage::token::{Kind, Token};
use std::ops::ControlFlow;

/// The most words before a noun.
const MOST_WORDS: usize = 6;

/// Words that end the noun phrase after a number.
const STOPS: [&str; 66] = [
    "and", "or", "with", "on", "in", "for", "from", "at", "by", "the", "is", "are", "was", "were",
    "that", "which", "to", "than", "while", "per", "as", "but", "has", "have", "had", "we", "our",
    "its", "it", "this", "these", "using", "of", "over", "if", "then", "so", "not", "when",
    "until", "during", "between", "into", "used", "took", "takes", "their", "they", "be", "been",
    "who", "where", "more", "times", "each", "every", "because", "after", "before", "only", "out",
    "across", "through", "without", "under", "via",
];

/// A walk over the words after an amount.
struct Walk<'a> {
    words: Words<'a>,
    at: usize,
    /// The words that were passed.
    passed: usize,
    /// The phrase so far, if it has its noun.
    phrase: Option<Phrase>,
}

impl Words<'_> {
    /// Reads the words after the amount up to their noun.
    pub(super) fn noun_phrase(self) -> Option<Phrase> {
        let mut walk = Walk {
            words: self,
            at: self.start,
            passed: 0,
            phrase: None,
        };
        while walk.at < self.limit && walk.passed <= MOST_WORDS {
            if walk.step().is_break() {
                break;
            }
        }
        let phrase = walk.phrase?;
        Some(self.memory(phrase, walk.at).unwrap_or(phrase))
    }

    /// Returns whether the amount is multiplied: `4× A100`, `8 x H100`.
    fn is_multiplied(self) -> bool {
        let (doc, start) = (self.doc, self.start);
        doc.sign(start, '×') || doc.sign(start, '*') || doc.word(start) == "x"
    }

    /// Takes in memory between a name and its noun: `V100 (32GB) GPUs`.
    fn memory(self, phrase: Phrase, at: usize) -> Option<Phrase> {
        let doc = self.doc;
        if phrase.named.is_none() || phrase.noun != Noun::Chip || !doc.sign(at, '(') {
            return None;
        }
        let close = (at..self.limit.min(at + 6)).find(|at| doc.sign(*at, ')'))?;
        if doc.noun(close + 1) != Some(Noun::Chip) {
            return None;
        }
        let end = close + 2;
        Some(match hours_of("gpu", doc.word(end)) {
            Some(noun) => Phrase {
                noun,
                end: end + 1,
                ..phrase
            },
            None => Phrase { end, ..phrase },
        })
    }
}

impl Walk<'_> {
    /// Passes a name, a sign or a word; breaks where the phrase ends.
    fn step(&mut self) -> ControlFlow<()> {
        if let Some(number) = self.words.starts.get(&self.at) {
            return self.name(*number);
        }
        // `1,000 3D volumes`
        if let Some(end) = dimension(self.words.doc, self.at).filter(|_| self.phrase.is_none()) {
            self.at = end;
            self.passed += 1;
            return ControlFlow::Continue(());
        }
        let Some(token) = self.words.doc.get(self.at) else {
            return ControlFlow::Break(());
        };
        if token.is_word() && !self.is_times(token) {
            return self.word(token);
        }
        if !self.may_pass(token) {
            return ControlFlow::Break(());
        }
        self.at += 1;
        ControlFlow::Continue(())
    }

    fn is_first(&self) -> bool {
        self.at == self.words.start
    }

    /// Returns whether a token right after the amount multiplies it.
    fn is_times(&self, token: &Token) -> bool {
        self.is_first() && (token.is_sign('×') || token.is_sign('*') || token.lower == "x")
    }

    /// Takes in a name of hardware. A name ends a phrase that has its noun.
    fn name(&mut self, number: usize) -> ControlFlow<()> {
        if self.phrase.is_some() {
            return ControlFlow::Break(());
        }
        let end = self.words.hardware[number].tokens.end;
        self.phrase = Some(Phrase {
            noun: Noun::Chip,
            end,
            named: Some(number),
        });
        self.at = end + usize::from(self.words.doc.sign(end, '-'));
        ControlFlow::Continue(())
    }

    /// Returns whether the phrase goes on after a sign: `15T+ tokens`, `8-GPU`, `4×A100`.
    fn may_pass(&self, token: &Token) -> bool {
        let (doc, next) = (self.words.doc, self.at + 1);
        if self.is_times(token) {
            return self.words.starts.contains_key(&next) || doc.noun(next).is_some();
        }
        let is_joined = |next: &Token| next.glued && next.is_word();
        token.is_sign('-') && (token.glued || self.is_first())
            || token.is_sign('+') && self.is_first()
            || token.is_sign('–')
                && token.glued
                && self.phrase.is_some()
                && doc.get(next).is_some_and(is_joined)
            || self.is_product_of_hours(token)
            || token.is_sign('"')
            || token.is_sign('\'')
    }

    /// Returns whether a sign stands between chips and their hours: `GPU·h`.
    fn is_product_of_hours(&self, token: &Token) -> bool {
        let before = self.phrase.map(|phrase| phrase.noun);
        matches!(token.kind, Kind::Sign('·' | '⋅' | '•' | '*' | '×'))
            && token.glued
            && matches!(before, Some(Noun::Chip | Noun::Node | Noun::Part))
            && matches!(self.words.doc.noun(self.at + 1), Some(Noun::Time(_)))
    }

    fn word(&mut self, token: &Token) -> ControlFlow<()> {
        let word = token.lower.as_str();
        // `16 of the 40 GPUs`, `two of these`
        let goes_on = self.is_first() && word == "more" || self.joins_adjectives(word);
        if STOPS.contains(&word) && !goes_on {
            return ControlFlow::Break(());
        }
        match self.noun(word) {
            Some(noun) => self.take(noun, word)?,
            None if self.phrase.is_none() => self.passed += 1,
            None if self.is_form() => {}
            None => return ControlFlow::Break(()),
        }
        self.at += 1;
        self.passed += 1;
        ControlFlow::Continue(())
    }

    /// Returns whether “and” joins two adjectives of one noun: `52 billion Icelandic and Norwegian tokens`.
    fn joins_adjectives(&self, word: &str) -> bool {
        let (doc, at) = (self.words.doc, self.at);
        let is_adjective = |at: usize| {
            let word = doc.word(at);
            !word.is_empty()
                && !STOPS.contains(&word)
                && doc.noun(at).is_none()
                && !self.words.starts.contains_key(&at)
        };
        word == "and"
            && self.at == self.words.start + 1
            && self.phrase.is_none()
            && is_adjective(at - 1)
            && is_adjective(at + 1)
            && doc.noun(at + 2).is_some()
    }

    /// Returns the noun that a word is here. A Cloud TPU is a board of several chips.
    fn noun(&self, word: &str) -> Option<Noun> {
        let is_board =
            word.starts_with("tpu") && self.at > 0 && self.words.doc.word(self.at - 1) == "cloud";
        match noun(word) {
            Some(Noun::Chip) if is_board => Some(Noun::Node),
            noun => noun,
        }
    }

    /// Returns whether a word stands between a name and its noun: `A100 80GB GPUs`, `H100 SXM cards`.
    fn is_form(&self) -> bool {
        let next = self.words.doc.get(self.at + 1);
        self.phrase.is_some_and(|phrase| phrase.named.is_some())
            && next.is_some_and(|next| noun(&next.lower) == Some(Noun::Chip))
    }

    /// Takes in a noun. The last noun of a phrase counts.
    fn take(&mut self, noun: Noun, word: &str) -> ControlFlow<()> {
        let end = self.at + 1;
        let named = self.phrase.and_then(|phrase| phrase.named);
        let as_noun = |noun| Some(Phrase { noun, end, named });
        match (noun, self.phrase) {
            (Noun::Time(_), Some(before)) => match self.hours(before, word) {
                Some(hours) => self.phrase = as_noun(hours),
                None => return ControlFlow::Break(()),
            },
            // `compute hours`
            (Noun::Time(_), None) => {
                let hours = match self.is_first() {
                    true => None,
                    false => hours_of(self.words.doc.word(self.at - 1), word),
                };
                self.phrase = as_noun(hours.unwrap_or(noun));
            }
            // `an 8xH100 node` has eight chips.
            (Noun::Node, Some(_)) if named.is_some() && self.words.is_multiplied() => {
                self.phrase = as_noun(Noun::Chip);
                return ControlFlow::Break(());
            }
            // `p4d.24xlarge instances`
            (Noun::Example | Noun::Sequence, Some(_)) if named.is_some() => {
                return ControlFlow::Break(());
            }
            // `a 25B-token instruction corpus`
            (Noun::Example | Noun::Sequence, Some(before))
                if before.noun == Noun::Token && self.words.amount.value() >= 1e6 =>
            {
                return ControlFlow::Break(());
            }
            // `batch tokens`
            (Noun::Batch, Some(before))
                if matches!(before.noun, Noun::Example | Noun::Sequence | Noun::Token) => {}
            // `image patches`, `training step`, `TPU v3 cores`
            _ => self.phrase = as_noun(noun),
        }
        ControlFlow::Continue(())
    }

    /// Returns the hours of chips that a time after a noun is: `GPU hours`, `V100 days`.
    fn hours(&self, before: Phrase, word: &str) -> Option<Noun> {
        let is_of_cores = before.named.is_some_and(|number| {
            let name = self.words.hardware[number].tokens.clone();
            let mut tokens = self.words.doc.tokens[name].iter();
            tokens.any(|token| token.lower.ends_with("core"))
        });
        let of = match before.noun {
            Noun::Chip if is_of_cores => "core",
            Noun::Chip => "gpu",
            Noun::Node => "node",
            Noun::Part => "core",
            _ => return None,
        };
        hours_of(of, word)
    }
}
