//! Names of chips, machines and slices in a passage, found by the catalog's resolver.

mod finder;
mod known;
mod look_up;

use super::noun::Noun;
use super::token::Doc;
use crate::catalog::Chip;
use finder::Finder;
use std::ops::Range;

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

/// Returns whether a number at a token says how many there are of the chip named right before it: `NVIDIA H100 SXM, 6,144
/// units`. One chip has no such number.
pub(super) fn counts(doc: &Doc, hardware: &[Hardware], at: usize) -> bool {
    let Some(sign) = at.checked_sub(1) else {
        return false;
    };
    let is_one = |found: &Hardware| {
        let before = found.tokens.start.checked_sub(1);
        before.is_some_and(|at| matches!(doc.word(at), "a" | "an" | "one" | "single"))
    };
    let ends = |found: &Hardware| {
        let end = found.tokens.end;
        end == sign || end + 1 == sign && doc.noun(end) == Some(Noun::Chip)
    };
    let follows = [',', ':', '(', '×']
        .iter()
        .any(|mark| doc.sign(sign, *mark));
    follows && hardware.iter().any(|found| ends(found) && !is_one(found))
}

/// The most names that are found; the rest of a passage with more names no hardware.
const MOST_NAMES: usize = 300;

/// Words that begin a name and name no chip alone.
const BRANDS: [&str; 22] = [
    "nvidia", "geforce", "tesla", "quadro", "rtx", "gtx", "titan", "google", "cloud", "tpu",
    "tpus", "amd", "instinct", "radeon", "intel", "habana", "huawei", "ascend", "aws", "dgx",
    "hgx", "cerebras",
];

/// Words that say in which form a chip is made, after its name.
const FORMS: [&str; 12] = [
    "sxm", "sxm2", "sxm3", "sxm4", "sxm5", "sxm6", "pcie", "pci-e", "nvl", "oam", "nvlink", "hbm",
];

/// Finds the names of hardware, in order.
pub(super) fn hardware(doc: &Doc) -> Vec<Hardware> {
    let mut finder = Finder::new();
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
