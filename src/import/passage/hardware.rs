//! Names of chips, machines and slices in a passage, found by the catalog's resolver.

use super::token::{Doc, Token};
use crate::catalog::{self, Chip, Edition};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{LazyLock, Mutex};

/// A name of hardware.
#[derive(Clone, Debug)]
pub(super) struct Hardware {
    pub(super) tokens: Range<usize>,
    /// The chips that have the name, the likeliest first.
    pub(super) chips: Vec<&'static Chip>,
    /// Chips in one machine or slice of the name.
    pub(super) holds: Option<f64>,
}

impl Hardware {
    /// Returns the likeliest chip.
    pub(super) fn chip(&self) -> Option<&'static Chip> {
        self.chips.first().copied()
    }
}

/// The most names that are found; the rest of a passage with more names no hardware.
const MOST_NAMES: usize = 300;

/// The most texts that the catalog is asked about.
const MOST_LOOKUPS: usize = 2000;

/// Words that begin a name and name no chip alone.
const BRANDS: [&str; 22] = [
    "nvidia", "geforce", "tesla", "quadro", "rtx", "gtx", "titan", "google", "cloud", "tpu",
    "tpus", "amd", "instinct", "radeon", "intel", "habana", "huawei", "ascend", "aws", "dgx",
    "hgx", "cerebras",
];

/// Words that say in which form a chip is made, behind its name.
const FORMS: [&str; 12] = [
    "sxm", "sxm2", "sxm3", "sxm4", "sxm5", "sxm6", "pcie", "pci-e", "nvl", "oam", "nvlink", "hbm",
];

/// Finds the names of hardware, in order.
pub(super) fn hardware(doc: &Doc) -> Vec<Hardware> {
    let mut finder = Finder {
        known: &KNOWN,
        looked_up: BTreeMap::new(),
    };
    let mut out: Vec<Hardware> = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() && out.len() < MOST_NAMES {
        match finder.name(doc, at) {
            Some(found) => {
                at = found.tokens.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// The words of all names that have digits, and those that name a chip without.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(known_words);

fn known_words() -> BTreeSet<String> {
    let mut words: BTreeSet<String> = BRANDS.iter().map(|word| (*word).to_owned()).collect();
    let names = catalog::chips()
        .iter()
        .flat_map(|chip| chip.aliases().chain([chip.name, chip.slug]));
    let machines = catalog::machines().iter().map(|machine| machine.name);
    for name in names.chain(machines) {
        for word in name.split([' ', '-', '_', '(', ')', ';']) {
            let word = word.to_ascii_lowercase();
            let letters = word.bytes().any(|b| b.is_ascii_alphabetic());
            let digits = word.bytes().any(|b| b.is_ascii_digit());
            let memory = word.ends_with("gb") || word.ends_with('g');
            if letters && digits && !memory && word.len() > 1 {
                words.insert(word);
            }
        }
    }
    for word in [
        "gaudi",
        "gaudi2",
        "trainium",
        "trainium2",
        "trillium",
        "ironwood",
        "inferentia",
        "gracehopper",
        "blackwell",
        "wse",
        "cs-2",
        "cs-3",
    ] {
        words.insert(word.into());
    }
    words
}

/// Puts a chip of the first edition before later rows that differ from it in memory alone: the estimate is
/// the same, and a question names both.
fn with_older(all: &[&'static Chip], kept: Vec<&'static Chip>) -> Vec<&'static Chip> {
    let first = Edition::named("2026-11").unwrap_or(Edition::PRESENT);
    if kept.iter().any(|chip| first.has(chip)) {
        return kept;
    }
    let alike = |chip: &&&'static Chip| {
        let peaks = |chip: &Chip| {
            crate::catalog::Format::ALL.map(|format| chip.peak(format).map(|peak| peak.median()))
        };
        first.has(chip) && kept.iter().any(|other| peaks(chip) == peaks(other))
    };
    let mut out: Vec<&'static Chip> = all.iter().filter(alike).copied().collect();
    out.extend(kept);
    out
}

/// Returns whether a short name stands behind a number or before a noun: `a single T4`, `L4 GPUs`.
fn is_counted(doc: &Doc, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| doc.get(at));
    let counted = before.is_some_and(|before| {
        before.is_number()
            || matches!(
                before.lower.as_str(),
                "a" | "an"
                    | "single"
                    | "one"
                    | "two"
                    | "four"
                    | "eight"
                    | "nvidia"
                    | "tesla"
                    | "×"
                    | "x"
            )
    });
    let upper = doc
        .get(at)
        .is_some_and(|token| token.text.starts_with(char::is_uppercase));
    upper && (counted || matches!(doc.word(at + 1), "gpu" | "gpus" | "card" | "cards"))
}

/// Returns whether nothing behind a word or a sign says more of a chip.
fn ends_name(token: &Token) -> bool {
    matches!(token.kind, super::token::Kind::Sign('.' | ';' | ')'))
        || matches!(token.lower.as_str(), "and" | "for" | "on" | "took" | "in")
}

/// Returns whether a word is the name of a card without its space: `RTX3060`.
fn is_glued_card(word: &str) -> bool {
    let number = word.strip_prefix("rtx").or_else(|| word.strip_prefix("gtx"));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Words that count cards.
const COUNTS: [&str; 14] = [
    "a", "an", "single", "one", "two", "three", "four", "five", "six", "eight", "ten", "x",
    "twelve", "sixteen",
];

/// Chips of a name, and how many one of it holds.
type Found = (Vec<&'static Chip>, Option<f64>);

struct Finder {
    known: &'static BTreeSet<String>,
    looked_up: BTreeMap<String, Option<Found>>,
}

impl Finder {
    /// Returns whether a word may begin a name.
    fn begins(&self, token: &Token) -> bool {
        if !token.is_word() {
            return false;
        }
        let lower = token.lower.as_str();
        let mut pieces = lower.split(['-', '_', '/', '.']);
        let first = pieces.next().unwrap_or_default();
        let one = first
            .strip_suffix("'s")
            .or_else(|| first.strip_suffix('s'))
            .unwrap_or(first);
        let is = |word: &str| self.known.contains(word) && !FORMS.contains(&word);
        is(first)
            || one != first && is(one)
            || first.starts_with("tpuv")
            || is_glued_card(first)
            || lower.ends_with("xlarge")
            || lower != first && is(lower)
            || first.starts_with("standard_n")
    }

    /// Reads the longest name that starts at a token.
    fn name(&mut self, doc: &Doc, at: usize) -> Option<Hardware> {
        let token = doc.get(at)?;
        if let Some(found) = self.numbered(doc, at) {
            return Some(found);
        }
        // `80GB A100s`, `40-GB A100s`
        if token.is_number() {
            let unit = if doc.sign(at + 1, '-') {
                at + 2
            } else {
                at + 1
            };
            if !matches!(doc.word(unit), "gb" | "g" | "gib")
                || !doc.get(unit + 1).is_some_and(|next| self.begins(next))
            {
                return None;
            }
            let inner = self.name(doc, unit + 1)?;
            let memory = format!("{}GB", token.text);
            return Some(self.refined(
                doc,
                Hardware {
                    tokens: at..inner.tokens.end,
                    ..inner
                },
                unit + 1,
                Some(memory),
            ));
        }
        if let Some(found) = self.of_generation(doc, at) {
            return Some(found);
        }
        if !self.begins(token) {
            return None;
        }
        let sentence = doc.sentence(at);
        let mut text = String::new();
        let mut best: Option<Hardware> = None;
        for end in at..sentence.end.min(at + 7) {
            let token = &doc.tokens[end];
            let joins = token.is_word() || token.is_number() || token.is_sign('-') && end > at;
            if !joins
                || matches!(
                    token.lower.as_str(),
                    "and" | "or" | "with" | "on" | "for" | "gpus" | "cores" | "nodes" | "hours"
                )
                || !catalog::may_name(&token.text)
            {
                break;
            }
            if end > at && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.text);
            if token.is_sign('-') {
                continue;
            }
            // A count of something else begins behind the name.
            if text.len() < 3 && !is_counted(doc, at) {
                continue;
            }
            if let Some((chips, holds)) = self.look_up(&text) {
                best = Some(Hardware {
                    tokens: at..end + 1,
                    chips,
                    holds,
                });
            }
        }
        let best = best?;
        let mut best = self.without_trailing(doc, best);
        if let Some((all, _)) = self
            .look_up(doc.get(at).map_or("", |token| &token.text))
            .filter(|_| {
                // A name with its form and its memory is exact.
                let is_exact = best.chips.len() == 1 && best.tokens.len() > 2;
                best.holds.is_none() && best.tokens.len() > 1 && !is_exact
            })
        {
            best.chips = with_older(&all, best.chips);
        }
        Some(self.refined(doc, best, at, None))
    }

    /// Reads a card by its number alone, behind a number of them: `four 2080 Ti`, `two 3090s`.
    fn numbered(&mut self, doc: &Doc, at: usize) -> Option<Hardware> {
        let token = doc
            .get(at)
            .filter(|token| token.is_number() && token.text.len() == 4)?;
        let before = at.checked_sub(1).and_then(|at| doc.get(at))?;
        let counted = before.is_number() && before.text.len() < 4
            || before.is_sign('×')
            || COUNTS.contains(&before.lower.as_str());
        let version = matches!(doc.word(at + 1), "ti" | "super");
        let plural = doc.word(at + 1) == "s" && doc.get(at + 1).is_some_and(|next| next.glued);
        let card =
            version || plural || matches!(doc.word(at + 1), "card" | "cards" | "gpu" | "gpus");
        let text = match version {
            true => format!("{} {}", token.text, doc.word(at + 1)),
            false => token.text.clone(),
        };
        if !(counted && card) {
            return None;
        }
        let named = catalog::numbered(&token.text, Edition::PRESENT)?;
        let (chips, _) = self.look_up(&text).unwrap_or((named.chips, None));
        let end = at + 1 + usize::from(version || plural);
        Some(Hardware {
            tokens: at..end,
            chips,
            holds: None,
        })
    }

    /// Reads `second-generation Cloud TPUs`.
    fn of_generation(&mut self, doc: &Doc, at: usize) -> Option<Hardware> {
        const ORDINALS: [&str; 7] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
        ];
        let word = doc.word(at).strip_suffix("-generation")?;
        let number = ORDINALS.iter().position(|ordinal| *ordinal == word)? + 1;
        let end = (at + 1..at + 4).find(|at| matches!(doc.word(*at), "tpu" | "tpus"))?;
        let (chips, _) = self.look_up(&format!("TPU v{number}"))?;
        // The words that count it stay outside: `16 … Cloud TPUs` are boards.
        Some(Hardware {
            tokens: at..at + 1,
            chips,
            holds: None,
        })
        .filter(|_| end > at)
    }

    /// Gives up the last words of a name if it means the same without them: `TPU v3 chips`.
    fn without_trailing(&mut self, doc: &Doc, mut found: Hardware) -> Hardware {
        while found.tokens.len() > 1 {
            let last = doc.word(found.tokens.end - 1);
            if !matches!(
                last,
                "gpu"
                    | "gpus"
                    | "chip"
                    | "chips"
                    | "card"
                    | "cards"
                    | "accelerator"
                    | "accelerators"
                    | "server"
                    | "servers"
                    | "node"
                    | "device"
                    | "devices"
                    | "instance"
                    | "instances"
                    | "machine"
                    | "pod"
                    | "board"
                    | "boards"
            ) {
                break;
            }
            found.tokens.end -= 1;
        }
        found
    }

    /// Adds the memory and the form that stand behind a name: `A100 GPUs with 80 GB of memory`, `A100 (40 GB)`.
    fn refined(
        &mut self,
        doc: &Doc,
        mut found: Hardware,
        start: usize,
        memory: Option<String>,
    ) -> Hardware {
        if found.chips.len() < 2 {
            return found;
        }
        let name: String = doc.tokens[start..found.tokens.end]
            .iter()
            .map(|token| format!("{} ", token.text))
            .collect();
        let mut added = memory.unwrap_or_default();
        let end = doc.sentence(start).end;
        let mut at = found.tokens.end;
        let mut skipped = 0;
        while at < end && skipped < 5 && added.len() < 16 {
            let token = &doc.tokens[at];
            let size = doc.word(at + 1 + usize::from(doc.sign(at + 1, '-')));
            if token.is_number() && matches!(size, "gb" | "g" | "gib") {
                added = format!("{added} {}GB", token.text);
                at += 1;
            } else if FORMS.contains(&token.lower.as_str())
                && !token.lower.starts_with("nvlink")
                && token.lower != "hbm"
            {
                added = format!("{added} {}", token.text.replace("PCI-E", "PCIe"));
            } else if token.is_number() || self.begins(token) || ends_name(token) {
                break;
            } else {
                skipped += 1;
            }
            at += 1;
        }
        for text in [format!("{name} {added}"), format!("{added} {name}")] {
            if added.is_empty() {
                break;
            }
            if let Some((chips, _)) = self.look_up(&text) {
                let kept: Vec<&'static Chip> = chips
                    .into_iter()
                    .filter(|chip| found.chips.iter().any(|other| other.slug == chip.slug))
                    .collect();
                if !kept.is_empty() {
                    found.chips = with_older(&found.chips, kept);
                    break;
                }
            }
        }
        found
    }

    /// Asks the catalog. The chips of its first edition come first: what was added later has another memory
    /// and the same speed.
    fn look_up(&mut self, text: &str) -> Option<Found> {
        let text = text.trim();
        if text.len() < 2
            || text.bytes().all(|b| !b.is_ascii_digit())
                && BRANDS.contains(&text.to_ascii_lowercase().as_str())
        {
            return None;
        }
        if let Some(known) = self.looked_up.get(text) {
            return known.clone();
        }
        if self.looked_up.len() >= MOST_LOOKUPS {
            return None;
        }
        let found = known_name(text);
        self.looked_up.insert(text.to_owned(), found.clone());
        found
    }
}

/// The names that earlier readings asked about: the box reads its passage again after each key.
static ASKED: Mutex<BTreeMap<String, Option<Found>>> = Mutex::new(BTreeMap::new());

/// Asks the catalog, unless an earlier reading did.
fn known_name(text: &str) -> Option<Found> {
    let Ok(mut asked) = ASKED.lock() else {
        return in_catalog(text);
    };
    if let Some(known) = asked.get(text) {
        return known.clone();
    }
    if asked.len() >= MOST_LOOKUPS {
        asked.clear();
    }
    let found = in_catalog(text);
    asked.insert(text.to_owned(), found.clone());
    found
}

fn in_catalog(text: &str) -> Option<Found> {
    let named = catalog::name(text, Edition::PRESENT);
    let is_clear = !named.chips.is_empty() && (!named.is_partial || named.chips.len() <= 3);
    is_clear.then(|| {
        let first = Edition::named("2026-11").unwrap_or(Edition::PRESENT);
        let (mut chips, later): (Vec<_>, Vec<_>) =
            named.chips.iter().partition(|chip| first.has(chip));
        chips.extend(later);
        (chips, named.holds)
    })
}
