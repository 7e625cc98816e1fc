//! Words, numbers and signs of a passage, with their places, and its sentences.

use super::clean::{Placed, clean};
use super::noun::{Noun, noun};
use std::collections::BTreeMap;
use std::ops::Range;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with digits, hyphens and slashes inside: `A100-SXM4-80GB`, `FLOP/s`.
    Word,
    /// Digits with separators, a point and an exponent.
    Number,
    /// Anything else but spaces.
    Sign(char),
    /// The end of a line that ends a sentence, an item or a row.
    Break,
}

/// A piece of the passage.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// As it stands in the cleaned text.
    pub(super) text: String,
    /// In lower case.
    pub(super) lower: String,
    /// Places of its first character and after its last one in the passage as given.
    pub(super) place: Range<usize>,
    /// Whether it follows the token before it without a space.
    pub(super) glued: bool,
    /// How many spaces stand before it.
    pub(super) gap: usize,
    /// The things that a word counts.
    pub(super) noun: Option<Noun>,
}

impl Token {
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}

/// A passage in pieces.
pub(super) struct Doc {
    pub(super) tokens: Vec<Token>,
    /// Ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// The sentence of each token.
    pub(super) sentence_of: Vec<usize>,
    /// How deep in brackets each token is.
    pub(super) depth: Vec<u8>,
    decimal_commas: bool,
}

#[cfg(test)]
thread_local! {
    /// The words that were looked at, for the test that says how the work grows with a passage.
    pub(super) static LOOKS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts words that are looked at.
fn look(words: usize) {
    #[cfg(test)]
    LOOKS.set(LOOKS.get() + words);
    #[cfg(not(test))]
    let _ = words;
}

impl Doc {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokens(&clean(text));
        let sentences = sentences(&tokens);
        let mut sentence_of = vec![0; tokens.len()];
        let mut depth = vec![0; tokens.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            let mut level = 0_u8;
            for at in sentence.clone() {
                sentence_of[at] = number;
                if matches!(tokens[at].kind, Kind::Sign('(' | '[')) {
                    level = level.saturating_add(1);
                }
                depth[at] = level;
                if matches!(tokens[at].kind, Kind::Sign(')' | ']')) {
                    level = level.saturating_sub(1);
                }
            }
        }
        let decimal_commas = tokens.iter().any(|token| {
            let decimals = token.text.split_once(',').filter(|_| token.is_number());
            decimals.is_some_and(|(_, decimals)| matches!(decimals.len(), 1 | 2))
        });
        Self {
            tokens,
            sentences,
            sentence_of,
            depth,
            decimal_commas,
        }
    }

    /// Returns the token, if there is one there.
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        look(1);
        self.tokens.get(at)
    }

    /// Returns the word in lower case; nothing for numbers, signs and ends.
    pub(super) fn word(&self, at: usize) -> &str {
        look(1);
        let word = self.tokens.get(at).filter(|token| token.is_word());
        word.map_or("", |token| &token.lower)
    }

    /// Returns what the word counts, if there is one.
    pub(super) fn noun(&self, at: usize) -> Option<Noun> {
        self.tokens.get(at)?.noun
    }

    /// Returns whether there is this sign.
    pub(super) fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_sign(sign))
    }

    /// Returns the sentence of a token.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let number = self.sentence_of.get(at).copied().unwrap_or_default();
        self.sentences.get(number).cloned().unwrap_or(0..0)
    }

    /// Returns the place of tokens in the passage as given.
    pub(super) fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        let inside = self.tokens.get(tokens.clone()).unwrap_or_default();
        let start = inside.iter().map(|token| token.place.start).min();
        let end = inside.iter().map(|token| token.place.end).max();
        start.unwrap_or_default()..end.unwrap_or_default()
    }

    /// Returns whether the words of a sentence begin with these, somewhere in a range.
    pub(super) fn has_phrase(&self, range: Range<usize>, phrase: &str) -> bool {
        self.find_phrase(range, phrase).is_some()
    }

    /// Returns where a phrase of words in lower case stands. A word that ends in `*` stands for all that
    /// begin so.
    pub(super) fn find_phrase(&self, range: Range<usize>, phrase: &str) -> Option<usize> {
        let here = self
            .tokens
            .get(range.start..range.end.min(self.tokens.len()))?;
        look(here.len());
        let letter = phrase.as_bytes().first();
        let found = here.iter().enumerate().find(|(at, token)| {
            token.lower.as_bytes().first() == letter
                && self.is_phrase(range.start + at, range.end, phrase)
        })?;
        Some(range.start + found.0)
    }

    /// Returns whether a phrase begins at a token.
    pub(super) fn is_phrase(&self, at: usize, end: usize, phrase: &str) -> bool {
        // Most words differ in the first letter, and this is asked of each word for hundreds of phrases.
        let letter = |text: &str| text.as_bytes().first().copied();
        if self.get(at).and_then(|token| letter(&token.lower)) != letter(phrase) {
            return false;
        }
        phrase.split(' ').enumerate().all(|(offset, word)| {
            let there = self.tokens.get(at + offset).filter(|_| at + offset < end);
            there.is_some_and(|token| is_like(&token.lower, word))
        })
    }
}

/// Returns whether a word is another, or begins with it if that ends in `*`.
fn is_like(word: &str, other: &str) -> bool {
    match other.as_bytes() {
        [stem @ .., b'*'] => word.as_bytes().starts_with(stem),
        other => word.as_bytes() == other,
    }
}

/// Splits a text into tokens.
fn tokens(text: &[Placed]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    // A word stands often, and what it counts is looked up once.
    let mut nouns: BTreeMap<String, Option<Noun>> = BTreeMap::new();
    let mut at = 0;
    let mut gap = 0;
    while let Some(&(c, _)) = text.get(at) {
        let rest = &text[at..];
        let (kind, length) = match c {
            ' ' => {
                at += 1;
                gap += 1;
                continue;
            }
            '\t' => (Kind::Sign('\t'), 1),
            '\n' => (Kind::Break, 1),
            c if c.is_ascii_digit() => (Kind::Number, number(rest)),
            '.' if rest.get(1).is_some_and(|(c, _)| c.is_ascii_digit())
                && (gap > 0 || out.last().is_some_and(is_operator)) =>
            {
                (Kind::Number, number(rest))
            }
            c if c.is_alphabetic() => {
                let behind_number = gap == 0 && out.last().is_some_and(Token::is_number);
                (Kind::Word, word(rest, behind_number))
            }
            c => (Kind::Sign(c), 1),
        };
        let spelled: String = rest[..length].iter().map(|(c, _)| *c).collect();
        let start = rest[0].1;
        let end = rest[length - 1].1 + 1;
        let spelled = without_mark(kind, spelled);
        let lower = spelled.to_lowercase();
        let counts = match nouns.get(&lower) {
            Some(known) => *known,
            None if kind == Kind::Word => *nouns.entry(lower.clone()).or_insert(noun(&lower)),
            None => None,
        };
        out.push(Token {
            kind,
            noun: counts,
            lower,
            text: spelled,
            place: start..end.max(start + 1),
            glued: gap == 0 && !out.is_empty(),
            gap,
        });
        at += length;
        gap = 0;
    }
    out
}

/// Returns whether a sign stands before numbers of a calculation: `312e12*.3`.
fn is_operator(token: &Token) -> bool {
    ['*', '×', '=', '(', '~', '/']
        .iter()
        .any(|sign| token.is_sign(*sign))
}

/// Removes the mark of a footnote that a PDF glues to a word: `hours2`, `H100s3`.
fn without_mark(kind: Kind, mut word: String) -> String {
    let mut chars = word.chars().rev();
    let marked = kind == Kind::Word
        && chars.next().is_some_and(|c| c.is_ascii_digit())
        && chars.next() == Some('s');
    let stem = word.get(..word.len().saturating_sub(1)).unwrap_or_default();
    let plural = stem.get(..stem.len().saturating_sub(1)).unwrap_or_default();
    let is_name = plural.ends_with(|c: char| c.is_ascii_digit())
        && plural.starts_with(|c: char| c.is_ascii_uppercase());
    if marked && (is_name || noun(stem).is_some()) {
        word.pop();
    }
    word
}

/// Returns the length of a number: `1,000.5`, `3.14E+23`, `8e-4`.
fn number(text: &[Placed]) -> usize {
    let at = |i: usize| text.get(i).map(|(c, _)| *c);
    let digit = |i: usize| at(i).is_some_and(|c| c.is_ascii_digit());
    let mut end = 0;
    while digit(end) || matches!(at(end), Some(',' | '.' | '\'' | '_')) && digit(end + 1) {
        end += 1;
    }
    if matches!(at(end), Some('e' | 'E')) {
        let signed = usize::from(matches!(at(end + 1), Some('+' | '-')));
        if digit(end + 1 + signed) {
            end += 1 + signed;
            while digit(end) {
                end += 1;
            }
        }
    }
    end.max(1)
}

/// Returns the length of a word. After a number it has letters only: the B of `70B-parameter`.
fn word(text: &[Placed], behind_number: bool) -> usize {
    let at = |i: usize| text.get(i).map(|(c, _)| *c);
    if is_glued_scale(text) {
        return 1;
    }
    // `7B模型`: a word of another script begins.
    let script = at(0).is_some_and(is_east_asian);
    let same = |c: char| c.is_alphanumeric() && is_east_asian(c) == script;
    let letter = |i: usize| at(i).is_some_and(same);
    let digit = |i: usize| at(i).is_some_and(|c| c.is_ascii_digit());
    if behind_number {
        // `8xH100`: the x multiplies.
        if matches!(at(0), Some('x' | 'X'))
            && at(1).is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        {
            return 1;
        }
        let letters = (0..)
            .take_while(|i| at(*i).is_some_and(|c| same(c) && !c.is_numeric()))
            .count();
        // A unit with its divisor: `s/step`, `FLOP/s`.
        let divided = at(letters) == Some('/') && at(letters + 1).is_some_and(char::is_alphabetic);
        if !divided || letters == 0 {
            return letters.max(1);
        }
        return letters
            + 1
            + (letters + 1..)
                .take_while(|i| at(*i).is_some_and(char::is_alphabetic))
                .count();
    }
    let mut end = 0;
    loop {
        // The hours of `A100-hours` are a word of their own.
        if at(end) == Some('-')
            && ((0..end).any(digit) && is_hours(&text[end + 1..]) || is_scale(&text[..end]))
        {
            return end;
        }
        if letter(end) {
            end += 1;
        } else if matches!(at(end), Some('-' | '_' | '/' | '+' | '\'')) && letter(end + 1)
            || at(end) == Some('.')
                && end > 0
                && (digit(end + 1) && digit(end - 1)
                    || digit(end + 1) && at(end + 2).is_some_and(char::is_alphanumeric))
        {
            end += 2;
        } else {
            return end.max(1);
        }
    }
}

/// Returns whether a character is of a script that puts no spaces between words.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Returns whether the letter of a scale is glued to what it counts: the B of `10 Btokens`.
fn is_glued_scale(text: &[Placed]) -> bool {
    let is_letter = text
        .first()
        .is_some_and(|(c, _)| matches!(c, 'K' | 'M' | 'B' | 'G' | 'T'));
    let rest = text.get(1..).unwrap_or_default();
    let begins = |noun: &str| {
        let letters = rest.iter().map(|(c, _)| c.to_ascii_lowercase());
        rest.len() >= noun.len() && letters.take(noun.len()).eq(noun.chars())
    };
    is_letter
        && ["tokens", "params", "parameters", "toks"]
            .into_iter()
            .any(begins)
}

/// Returns whether a word is a scale: the billion of `1.2-billion-parameter`.
fn is_scale(word: &[Placed]) -> bool {
    ["million", "billion", "trillion", "thousand"]
        .iter()
        .any(|scale| {
            word.iter()
                .map(|(c, _)| c.to_ascii_lowercase())
                .eq(scale.chars())
        })
}

/// Returns whether a text begins with a unit of time in full.
fn is_hours(text: &[Placed]) -> bool {
    ["hour", "day"].iter().any(|unit| {
        let spelled = text
            .iter()
            .map(|(c, _)| c.to_ascii_lowercase())
            .take(unit.len());
        let behind = text.get(unit.len()).map(|(c, _)| *c);
        let rest = text.get(unit.len() + 1).map(|(c, _)| *c);
        spelled.eq(unit.chars())
            && (!behind.is_some_and(char::is_alphanumeric)
                || behind == Some('s') && !rest.is_some_and(char::is_alphanumeric))
    })
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: [&str; 24] = [
    "e", "g", "i", "fig", "figs", "sec", "tab", "eq", "approx", "ca", "vs", "no", "al", "cf",
    "resp", "app", "incl", "max", "min", "avg", "mio", "mrd", "dr", "st",
];

/// The most tokens of a sentence: every amount looks at all words of its sentence.
const LONGEST: usize = 200;

/// Splits tokens into sentences: at points and at line ends that the text keeps.
fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let is_typed_small = is_typed_small(tokens);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let ends = at - start >= LONGEST
            || match token.kind {
                Kind::Break => true,
                Kind::Sign('.') => {
                    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
                    // `an epoch took 21 min. A node has …`
                    let number = at.checked_sub(2).and_then(|at| tokens.get(at));
                    let capital =
                        next.is_some_and(|next| next.text.starts_with(char::is_uppercase));
                    let is_unit = number.is_some_and(Token::is_number) && capital;
                    let abbreviated = before.is_some_and(|before| {
                        let is_unit = is_unit && matches!(before.lower.as_str(), "min" | "sec");
                        token.glued && !is_unit && ABBREVIATIONS.contains(&before.lower.as_str())
                    });
                    let apart = next.is_none_or(|next| !next.glued && !next.is_sign('.'));
                    let lower = next.is_some_and(|next| {
                        !is_typed_small
                            && next.is_word()
                            && next.text.starts_with(char::is_lowercase)
                    });
                    apart && !abbreviated && !lower && !before.is_some_and(|b| b.is_sign('.'))
                }
                Kind::Sign('!' | '?') => next.is_none_or(|next| !next.glued),
                Kind::Sign('•') => at > start,
                _ => false,
            };
        if ends {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Returns whether sentences begin with small letters, as in chats: the first does, and none after a point has a capital.
fn is_typed_small(tokens: &[Token]) -> bool {
    let is_small = |token: &Token| token.text.starts_with(|c: char| c.is_ascii_lowercase());
    let is_large = |token: &Token| token.text.starts_with(|c: char| c.is_ascii_uppercase());
    let starts_small = tokens.first().is_some_and(is_small);
    let mut pairs = tokens.windows(2);
    starts_small && !pairs.any(|pair| pair[0].is_sign('.') && !pair[1].glued && is_large(&pair[1]))
}

impl Doc {
    /// Returns whether some number has a comma before one or two decimals: then points divide thousands.
    pub(super) fn has_decimal_commas(&self) -> bool {
        self.decimal_commas
    }
}
