//! Finds the longest name of hardware that starts at a word, with the memory and the form after it.

use super::known::begins;
use super::look_up::{LookedUp, with_older};
use super::{FORMS, Hardware};
use crate::catalog::{self, Chip, Edition};
use crate::import::passage::token::{Doc, Kind, Token};

/// Returns whether a short name stands after a number or before a noun: `a single T4`, `L4 GPUs`.
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

/// Returns whether nothing after a word or a sign says more of a chip.
fn ends_name(token: &Token) -> bool {
    matches!(token.kind, Kind::Sign('.' | ';' | ')'))
        || matches!(token.lower.as_str(), "and" | "for" | "on" | "took" | "in")
}

/// Returns whether a token is the letter of a version that is glued to the number of a name: the B of `910B`.
fn is_version(doc: &Doc, start: usize, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|before| *before > start);
    let is_number = before
        .and_then(|at| doc.get(at))
        .is_some_and(Token::is_number);
    let is_letter = |token: &Token| token.glued && token.is_word() && token.text.len() < 3;
    is_number && doc.get(at).is_some_and(is_letter)
}

/// Words that count cards.
const COUNTS: [&str; 14] = [
    "a", "an", "single", "one", "two", "three", "four", "five", "six", "eight", "ten", "x",
    "twelve", "sixteen",
];

/// Returns whether nothing but a number of cards stands before a card’s number, and no noun after it: `2x 3090`,
/// `on one 4090 overnight`. `1920 x 1080` is a picture.
fn is_alone(doc: &Doc, at: usize) -> bool {
    const BEHIND: [&str; 11] = [
        "",
        "for",
        "in",
        "with",
        "and",
        "overnight",
        "over",
        "at",
        "on",
        "w",
        "using",
    ];
    let Some(before) = at.checked_sub(1).and_then(|at| doc.get(at)) else {
        return false;
    };
    let is_times = before.is_sign('×') || before.lower == "x";
    let count = at.checked_sub(2).and_then(|at| doc.get(at));
    let is_counted = match is_times {
        true => count.is_some_and(|count| count.is_number() && count.text.len() < 3),
        false => {
            before.is_word() && COUNTS.contains(&before.lower.as_str()) && before.text.len() > 2
        }
    };
    let is_glued = doc
        .get(at + 1)
        .is_some_and(|next| next.glued && next.is_word());
    is_counted && !is_glued && BEHIND.contains(&doc.word(at + 1)) && !doc.sign(at + 1, '×')
}

pub(super) struct Finder {
    looked_up: LookedUp,
}

impl Finder {
    pub(super) fn new() -> Self {
        Self {
            looked_up: LookedUp::default(),
        }
    }

    /// Reads the longest name that starts at a token.
    pub(super) fn name(&mut self, doc: &Doc, at: usize) -> Option<Hardware> {
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
                || !doc.get(unit + 1).is_some_and(begins)
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
        if let Some(found) = self.of_cloud(token, at) {
            return Some(found);
        }
        if !begins(token) {
            return None;
        }
        let sentence = doc.sentence(at);
        let mut text = String::new();
        let mut candidates: Vec<(usize, String)> = Vec::new();
        for end in at..sentence.end.min(at + 7) {
            let token = &doc.tokens[end];
            let joins = token.is_word() || token.is_number() || token.is_sign('-') && end > at;
            if !joins
                || matches!(
                    token.lower.as_str(),
                    "and" | "or" | "with" | "on" | "for" | "gpus" | "cores" | "nodes" | "hours"
                )
                || !catalog::may_name(&token.text) && !is_version(doc, at, end)
            {
                break;
            }
            if end > at && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.text);
            // A count of something else begins after the name.
            let is_short = text.len() < 3 && !is_counted(doc, at);
            if !token.is_sign('-') && !is_short {
                candidates.push((end + 1, text.clone()));
            }
        }
        // The longest counts, and most are one: the catalog is not asked about shorter ones.
        let best = candidates.into_iter().rev().find_map(|(end, text)| {
            let found = self.looked_up.look_up(&text);
            // `A100-SXM4-64GB` is a chip of a memory that no table has.
            let stem = text
                .rsplit_once('-')
                .filter(|(_, memory)| memory.len() < 6 && memory.ends_with("GB"));
            let (chips, holds) = match (found, stem) {
                (Some(found), _) => found,
                (None, Some((stem, _))) => self.looked_up.look_up(stem)?,
                (None, None) => return None,
            };
            Some(Hardware {
                tokens: at..end,
                chips,
                holds,
            })
        });
        let best = best?;
        let mut best = self.without_trailing(doc, best);
        if let Some((all, _)) = self
            .looked_up
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

    /// Reads a card by its number alone, after a number of them: `four 2080 Ti`, `two 3090s`.
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
        let card = version
            || plural
            || is_alone(doc, at)
            || matches!(doc.word(at + 1), "card" | "cards" | "gpu" | "gpus");
        let text = match version {
            true => format!("{} {}", token.text, doc.word(at + 1)),
            false => token.text.clone(),
        };
        if !(counted && card) {
            return None;
        }
        let named = catalog::numbered(&token.text, Edition::PRESENT)?;
        let (chips, _) = self.looked_up.look_up(&text).unwrap_or((named.chips, None));
        let end = at + 1 + usize::from(version || plural);
        Some(Hardware {
            tokens: at..end,
            chips,
            holds: None,
        })
    }

    /// Reads a chip after the name of its cloud: `GCP-TPUv4`.
    fn of_cloud(&mut self, token: &Token, at: usize) -> Option<Hardware> {
        let (cloud, chip) = token.text.split_once('-')?;
        let is_cloud = ["gcp", "gce", "azure"]
            .iter()
            .any(|name| cloud.eq_ignore_ascii_case(name));
        let (chips, holds) = is_cloud.then(|| self.looked_up.look_up(chip)).flatten()?;
        Some(Hardware {
            tokens: at..at + 1,
            chips,
            holds,
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
        let (chips, _) = self.looked_up.look_up(&format!("TPU v{number}"))?;
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

    /// Adds the memory and the form that follow a name: `A100 GPUs with 80 GB of memory`, `A100 (40 GB)`.
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
            } else if token.is_number() || begins(token) || ends_name(token) || token.lower == "not"
            {
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
            if let Some((chips, _)) = self.looked_up.look_up(&text) {
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
}
