//! Search for chips whose names have every word of a text.

use super::super::search::standing;
use super::super::spelling::{holds, spellings};
use super::super::{Chip, ChipKind, Edition, chips as all_chips};
use super::brand::{is_brand, is_filler, is_generation};
use super::lower_words;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The most words of a name; a longer text names no chip.
const MOST_WORDS: usize = 10;

/// The most neighbouring words that are joined: `RTX 30 90`.
const MOST_JOINED: usize = 3;

/// A text and its words.
pub(super) struct Typed {
    /// The words in lower case.
    pub(super) words: Vec<String>,
    /// The text as typed.
    text: String,
}

impl Typed {
    pub(super) fn of(text: &str) -> Self {
        let words = lower_words(text);
        // A longer text, such as a whole page, has no words here.
        let is_name = words.len() <= MOST_WORDS;
        Self {
            words: if is_name { words } else { Vec::new() },
            text: text.chars().take(100).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the text with singulars for plurals, if it has any: `V100s` becomes `V100`, but `V100S`
    /// is a name.
    pub(super) fn singular(&self) -> Option<Self> {
        let mut has_plural = false;
        let words = self.text.split(|c: char| !c.is_ascii_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).map(|word| {
            let one = word.strip_suffix('s').filter(|one| one.len() > 1);
            let one = one.filter(|one| one.bytes().any(|byte| byte.is_ascii_digit()));
            has_plural |= one.is_some();
            one.unwrap_or(word).to_ascii_lowercase()
        });
        let words = words.collect();
        let text = self.text.clone();
        has_plural.then_some(Self { words, text })
    }

    /// Returns whether some word is a model's number.
    pub(super) fn has_number(&self) -> bool {
        let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
        self.words
            .iter()
            .any(|word| has_digit(word) && !is_memory(word))
    }
}

/// The pieces of a chip's names: every word, and neighbours joined.
struct Pieces {
    chip: &'static Chip,
    pieces: Vec<String>,
    /// The words of each name.
    names: Vec<Vec<String>>,
}

static PIECES: LazyLock<Vec<Pieces>> =
    LazyLock::new(|| all_chips().iter().map(Pieces::of).collect());

impl Pieces {
    fn of(chip: &'static Chip) -> Self {
        let names: Vec<Vec<String>> = spellings(chip).map(lower_words).collect();
        Self {
            chip,
            pieces: names
                .iter()
                .flat_map(|words| join_neighbours(words))
                .collect(),
            names,
        }
    }

    /// Returns whether the names have this piece.
    fn spells(&self, piece: &str) -> bool {
        self.pieces.iter().any(|other| other == piece)
    }

    /// Returns whether the names have this piece, or the chip has this memory or form.
    fn has(&self, piece: &str) -> bool {
        self.spells(piece)
            || has_memory(self.chip, piece)
            || self.has_form(piece)
            || is_generation(piece, self.chip)
    }

    /// Returns whether the chip has this form, in any version: SXM4 for an H800 is a slip for SXM5.
    fn has_form(&self, piece: &str) -> bool {
        let form = ["sxm", "pcie"].into_iter().find(|form| {
            let version = piece.strip_prefix(form);
            version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit()))
        });
        form.is_some_and(|form| self.pieces.iter().any(|other| other.starts_with(form)))
    }

    /// Returns whether the words can be split into pieces of the chip's names and fillers.
    fn covers(&self, words: &[String]) -> bool {
        let Some((first, rest)) = words.split_first() else {
            return true;
        };
        let most = MOST_JOINED.min(words.len());
        (1..=most)
            .rev()
            .any(|n| self.has(&words[..n].concat()) && self.covers(&words[n..]))
            || is_filler(first) && self.covers(rest)
    }

    /// Returns whether some name has no words that the text lacks, apart from those that tell versions
    /// of one model apart: `H100` is enough for H100 SXM, but `RTX 2080` is not for RTX 2080 Ti.
    fn is_said_by(&self, words: &[String]) -> bool {
        let typed = join_neighbours(words);
        self.names.iter().any(|name| {
            let here = join_neighbours(name);
            let is_told = |word: &String| {
                let is_loose = is_filler(word) || is_brand(word, self.chip) || is_version(word);
                is_loose || typed.contains(word) || {
                    let has_word = |typed: &&String| holds(typed, word);
                    words
                        .iter()
                        .filter(has_word)
                        .any(|typed| here.contains(typed))
                }
            };
            let has_model = |word: &String| !is_version(word) && here.contains(word);
            name.iter().all(is_told) && typed.iter().any(has_model)
        })
    }
}

/// Returns every word, and up to three neighbours joined.
fn join_neighbours(words: &[String]) -> Vec<String> {
    let mut joined = Vec::new();
    for start in 0..words.len() {
        for end in start + 1..=words.len().min(start + MOST_JOINED) {
            joined.push(words[start..end].concat());
        }
    }
    joined
}

/// Returns whether a word tells versions of one model apart, such as a slot or a memory.
fn is_version(word: &str) -> bool {
    const SLOTS: [&str; 5] = ["sxm", "pcie", "oam", "nvl", "gb"];
    let slot = SLOTS.iter().find_map(|slot| word.strip_prefix(slot));
    let is_size = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    slot.is_some_and(is_size) || is_memory(word) || is_size(word) && word.len() < 4
}

/// Returns whether a chip has this much memory: `80GB`, `80G`, `80`.
fn has_memory(chip: &Chip, piece: &str) -> bool {
    let digits = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = piece.get(digits.len()..).unwrap_or_default();
    let is_size = matches!(unit, "" | "g" | "gb" | "gib");
    let size: Option<u16> = digits.parse().ok().filter(|_| is_size);
    let near = |(size, memory): (u16, f64)| (memory / f64::from(size) - 1.0).abs() < 0.015;
    size.zip(chip.memory_gb()).is_some_and(near)
}

/// Returns whether a word is an amount of memory with its unit.
pub(super) fn is_memory(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = word.get(digits.len()..).unwrap_or_default();
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(unit, "g" | "gb" | "gib")
}

/// Returns the chips whose names have every word, the likeliest first, and whether the words are too
/// few to tell which name is meant.
pub(super) fn chips(typed: &Typed, edition: Edition) -> (Vec<&'static Chip>, bool) {
    let says_something = typed.words.iter().any(|word| {
        let is_name = |pieces: &Pieces| !is_brand(word, pieces.chip);
        !is_filler(word) && !is_memory(word) && PIECES.iter().all(is_name)
    });
    let is_letter = typed.words.concat().len() < 2;
    if !says_something || is_letter {
        return (Vec::new(), false);
    }
    let known = PIECES.iter().filter(|pieces| edition.has(pieces.chip));
    let all: Vec<&Pieces> = known.filter(|pieces| pieces.covers(&typed.words)).collect();
    let is_said = |pieces: &&&Pieces| pieces.is_said_by(&typed.words);
    let said: Vec<&Pieces> = all.iter().filter(is_said).copied().collect();
    // `4070` is the RTX 4070, not its Ti; `titan` may be any.
    let is_partial = said.is_empty() || !typed.has_number() && said.len() < all.len();
    let chosen = if is_partial { all } else { said };
    let mut chips: Vec<_> = chosen.into_iter().map(|pieces| pieces.chip).collect();
    if is_partial {
        let words: Vec<&str> = typed.words.iter().map(String::as_str).collect();
        let more = beginning(&words, edition).into_iter();
        let more: Vec<_> = more.filter(|chip| !chips.contains(chip)).collect();
        chips.extend(more);
    }
    (likeliest_first(chips), is_partial)
}

/// Returns the chips that have a word in some name that begins so and continues with a letter: `MI300`,
/// `v5`.
pub(super) fn beginning(words: &[&str], edition: Edition) -> Vec<&'static Chip> {
    let begins = |pieces: &Pieces, word: &str| {
        let goes_on = |piece: &String| {
            let rest = piece.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        pieces.has(word) || pieces.pieces.iter().any(goes_on)
    };
    let known = PIECES.iter().filter(|pieces| edition.has(pieces.chip));
    let found = known.filter(|pieces| words.iter().all(|word| begins(pieces, word)));
    likeliest_first(found.map(|pieces| pieces.chip).collect())
}

/// Returns the chips that have all of these words.
pub(super) fn with_words(words: &[&str], edition: Edition) -> Vec<&'static Chip> {
    let known = PIECES.iter().filter(|pieces| edition.has(pieces.chip));
    let found = known.filter(|pieces| words.iter().all(|word| pieces.spells(word)));
    likeliest_first(found.map(|pieces| pieces.chip).collect())
}

/// The most choices in a list.
const MOST_NUMBERED: usize = 6;

/// Returns the chips that have this number as a word of some name, unless it is an amount of memory.
pub(super) fn chips_numbered(number: &str, edition: Edition) -> Vec<&'static Chip> {
    with_number(number, edition, |word, next| {
        word == number && next != Some("gb")
    })
}

/// Returns the chips for servers that have a word of letters and this number in some name: one of each word, those of
/// most versions first, because they are most common, and then further versions. So no new chip leaves out the A100.
pub(super) fn behind_letters(number: &str, edition: Edition) -> Vec<&'static Chip> {
    let is_behind = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        word.len() > rest.len() && rest == number
    };
    let mut chips = with_number(number, edition, |word, _| is_behind(word));
    chips.retain(|chip| chip.kind == ChipKind::DatacentreGpu);
    let word = |chip: &&'static Chip| {
        let pieces = PIECES
            .iter()
            .find(|pieces| std::ptr::eq(pieces.chip, *chip));
        let mut words = pieces
            .into_iter()
            .flat_map(|pieces| pieces.names.iter().flatten());
        words.find(|word| is_behind(word))
    };
    let mut groups: Vec<Vec<&'static Chip>> = Vec::new();
    for chip in chips {
        let mut known = groups.iter_mut();
        let is_of = |group: &&mut Vec<&'static Chip>| group.first().and_then(word) == word(&chip);
        match known.find(is_of) {
            Some(group) => group.push(chip),
            None => groups.push(vec![chip]),
        }
    }
    let mut sorted: Vec<&[&'static Chip]> = Vec::new();
    for group in &groups {
        let at = sorted.partition_point(|before| before.len() >= group.len());
        sorted.insert(at, group);
    }
    let first = sorted.iter().filter_map(|group| group.first());
    let further = sorted.iter().flat_map(|group| group.iter().skip(1));
    first.chain(further).take(MOST_NUMBERED).copied().collect()
}

/// Returns the chips that have a fitting word in some name. The test gets the word and the one after
/// it.
fn with_number(
    number: &str,
    edition: Edition,
    is_meant: impl Fn(&str, Option<&str>) -> bool,
) -> Vec<&'static Chip> {
    // Two digits are an amount of memory, a version or a count.
    if number.len() < 3 {
        return Vec::new();
    }
    let has = |pieces: &&Pieces| {
        pieces.names.iter().any(|words| {
            let next = words.iter().skip(1).map(|word| Some(word.as_str()));
            let next = next.chain([None]);
            words
                .iter()
                .zip(next)
                .any(|(word, next)| is_meant(word, next))
        })
    };
    let known = PIECES.iter().filter(|pieces| edition.has(pieces.chip));
    likeliest_first(known.filter(has).map(|pieces| pieces.chip).collect())
}

/// Counts the words that a chip has.
pub(super) fn words_of(chip: &Chip, words: &[String]) -> usize {
    let pieces = PIECES.iter().find(|pieces| std::ptr::eq(pieces.chip, chip));
    pieces.map_or(0, |pieces| {
        words.iter().filter(|word| pieces.has(word)).count()
    })
}

/// Puts the likeliest chips first. They are inserted in order: the library's sort, made for long lists,
/// is 6 KB of code.
fn likeliest_first(chips: Vec<&'static Chip>) -> Vec<&'static Chip> {
    let mut sorted: Vec<&'static Chip> = Vec::new();
    for chip in chips {
        let rank = |chip: &Chip| (standing(chip), Reverse(chip.released));
        let at = sorted.partition_point(|before| rank(before) <= rank(chip));
        sorted.insert(at, chip);
    }
    sorted
}
