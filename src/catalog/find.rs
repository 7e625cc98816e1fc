//! Lookup of a chip by its full name.

use super::spelling::{spellings, without_vendor};
use super::{Chip, chip, chips};

/// Returns the chip of this name: its slug, its name or an alias, with or without the vendor, in any
/// case and punctuation. It never guesses: `H100` is two chips, so none is returned.
pub fn find(text: &str) -> Option<&'static Chip> {
    // Most names end in another letter, which is seen before all of them are compared.
    let end = |text: &str| {
        let mut letters = text.bytes().rev();
        let last = letters.find(u8::is_ascii_alphanumeric);
        last.map(|letter| letter.to_ascii_lowercase())
    };
    let ends = end(text);
    let is_named = |chip: &&Chip| {
        let mut names = spellings(chip).filter(|name| end(name) == ends);
        names.any(|name| {
            let typed = without_vendor(text, chip.vendor);
            without_vendor(name, chip.vendor).eq(typed)
        })
    };
    // Nearly every link spells the slug as it is.
    chip(text).or_else(|| chips().iter().find(is_named))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(chip: Option<&'static Chip>) -> &'static str {
        chip.map_or("", |chip| chip.slug)
    }

    #[test]
    fn a_chip_is_found_by_any_of_its_names() {
        for chip in chips() {
            for text in spellings(chip) {
                assert_eq!(slug(find(text)), chip.slug, "{text}");
                assert_eq!(slug(find(&text.to_uppercase())), chip.slug, "{text}");
                assert_eq!(slug(find(&text.replace([' ', '-'], "_"))), chip.slug);
                let bare: String = without_vendor(text, chip.vendor).collect();
                assert_eq!(slug(find(&bare)), chip.slug, "{text}");
            }
        }
        assert_eq!(slug(find("NVIDIA A100-SXM4-80GB")), "nvidia-a100-sxm-80gb");
        assert_eq!(slug(find("H100 SXM")), "nvidia-h100-sxm");
    }

    #[test]
    fn a_name_that_several_chips_share_finds_none() {
        for text in [
            "",
            "(",
            "nvidia",
            "H100",
            "A100",
            "A100 80 GB",
            "titan",
            "h100-sxn",
        ] {
            assert_eq!(slug(find(text)), "", "{text}");
        }
    }
}
