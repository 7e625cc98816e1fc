//! Words in names of chips that do not tell chips apart, and names of generations.

use super::super::Chip;
use super::super::spelling::{spellings, words};

/// Words that a text may have in addition to the chip's name.
pub(super) const FILLERS: [&str; 36] = [
    "accelerator",
    "accelerators",
    "board",
    "card",
    "cards",
    "center",
    "chip",
    "chips",
    "core",
    "data",
    "datacenter",
    "device",
    "devices",
    "ecc",
    "gddr5",
    "gddr5x",
    "gddr6",
    "gddr6x",
    "gddr7",
    "geforce",
    "gpu",
    "gpus",
    "graphics",
    "hbm",
    "hbm2",
    "hbm2e",
    "hbm3",
    "hbm3e",
    "memory",
    "module",
    "of",
    "ram",
    "tensor",
    "tesla",
    "vram",
    "with",
];

/// Words of a chip's name that a text may lack: `4070` is the RTX 4070, not its Ti.
const BRANDS: [&str; 12] = [
    "chip", "cloud", "geforce", "gpu", "gtx", "instinct", "one", "radeon", "rtx", "rx", "tesla",
    "tpu",
];

/// Names of generations, and the beginnings of their models.
pub(super) const GENERATIONS: [(&str, &[&str]); 8] = [
    ("kepler", &["k20", "k40", "k80"]),
    ("maxwell", &["m40", "m60"]),
    ("pascal", &["p100", "p40", "p4"]),
    ("volta", &["v100"]),
    ("turing", &["t4", "2060", "2070", "2080"]),
    (
        "ampere",
        &[
            "a100", "a800", "a40", "a30", "a10", "a6000", "a5000", "a4000", "3060", "3070", "3080",
            "3090",
        ],
    ),
    ("hopper", &["h100", "h200", "h800", "h20", "gh200"]),
    (
        "blackwell",
        &[
            "b100", "b200", "b300", "gb200", "gb300", "5060", "5070", "5080", "5090",
        ],
    ),
];

/// Returns whether a word of a text does not help to tell chips apart.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// Returns whether a word of a chip's name may be left out.
pub(super) fn is_brand(word: &str, chip: &Chip) -> bool {
    BRANDS.contains(&word) || words(chip.vendor).any(|vendor| vendor.eq_ignore_ascii_case(word))
}

/// Returns whether a word is the name of the chip's generation.
pub(super) fn is_generation(word: &str, chip: &Chip) -> bool {
    let Some((_, models)) = GENERATIONS.iter().find(|(name, _)| *name == word) else {
        return false;
    };
    let is_model = |name: &str| {
        let name = name.to_ascii_lowercase();
        models.iter().any(|model| name.starts_with(model))
    };
    spellings(chip).flat_map(words).any(is_model)
}
