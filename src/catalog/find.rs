//! From a chip's name to the chip, and from a misspelled name to a suggestion.

use super::search::{search, standing};
use super::spelling::{bare, numbers, slips, spellings, words};
use super::{Chip, chip, chips};
use std::cmp::Ordering;

/// The chip that is called so: by its slug, its name or an alias, with or without the vendor,
/// whatever the case and punctuation. Never a guess: `H100` is two chips, and none is returned.
pub fn find(text: &str) -> Option<&'static Chip> {
    let is_named = |chip: &&Chip| {
        spellings(chip).any(|name| bare(name, chip.vendor).eq(bare(text, chip.vendor)))
    };
    // Nearly every link spells the slug as it is.
    chip(text).or_else(|| chips().iter().find(is_named))
}

/// The chips that a text can mean: the one that is called so, else those with each of its words in
/// their own names, else those with each in their names or aliases. `A100 80GB` is one, `A100` are
/// three.
pub fn meant(text: &str) -> Vec<&'static Chip> {
    if let Some(chip) = find(text) {
        return vec![chip];
    }
    if words(text).next().is_none() {
        return Vec::new();
    }
    let with = |spellings: fn(&'static Chip) -> Box<dyn Iterator<Item = &'static str>>| {
        let has = |chip: &'static Chip, word: &str| {
            let mut names = spellings(chip).flat_map(words);
            names.any(|name| name.eq_ignore_ascii_case(word))
        };
        let fits = |chip: &&'static Chip| words(text).all(|word| has(chip, word));
        chips().iter().filter(fits).collect::<Vec<_>>()
    };
    let own = with(|chip| Box::new([chip.slug, chip.name].into_iter()));
    if own.is_empty() {
        with(|chip| Box::new(spellings(chip)))
    } else {
        own
    }
}

/// The chip to ask about, “did you mean …?”, when [`find`] has none: the name with the fewest
/// slips, else the first that the search box would show. Numbers must be right, because an
/// RTX 3080 is no misspelled 3090.
pub fn nearest(text: &str) -> Option<&'static Chip> {
    find(text).or_else(|| closest(text)).or_else(|| {
        let first = search(text).into_iter().next()?;
        // One or two letters, or a vendor alone, are too little to go by.
        let says_enough = bare(text, first.vendor).count() > 2;
        (says_enough && has_numbers_of(first, text)).then_some(first)
    })
}

/// The chip of which some name needs the fewest slips, if they are few for its length.
fn closest(text: &str) -> Option<&'static Chip> {
    let fewest = |chip: &Chip| {
        let text: String = bare(text, chip.vendor).collect();
        spellings(chip)
            .map(|name| bare(name, chip.vendor).collect::<String>())
            .filter(|name| numbers(name).eq(numbers(&text)))
            .filter_map(|name| slips(&text, &name, (name.len() / 4).min(3)))
            .min()
    };
    chips()
        .iter()
        .filter_map(|chip| Some((fewest(chip)?, chip)))
        .min_by(|(a_slips, a), (b_slips, b)| {
            let by_standing = standing(a).partial_cmp(&standing(b));
            (a_slips.cmp(b_slips)).then(by_standing.unwrap_or(Ordering::Equal))
        })
        .map(|(_, chip)| chip)
}

/// Whether every number in the text is one in the chip's names.
fn has_numbers_of(chip: &Chip, text: &str) -> bool {
    numbers(text).all(|typed| spellings(chip).any(|name| numbers(name).any(|n| n == typed)))
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
                let bare: String = bare(text, chip.vendor).collect();
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

    #[test]
    fn a_name_in_part_means_the_chips_that_have_it() {
        let meant = |text| meant(text).iter().map(|chip| chip.slug).collect::<Vec<_>>();
        for (text, slugs) in [
            ("A100 80GB", vec!["nvidia-a100-sxm-80gb"]),
            ("NVIDIA A100 40GB", vec!["nvidia-a100-sxm-40gb"]),
            ("v3", vec!["google-tpu-v3"]),
            ("H800", vec!["nvidia-h800-sxm"]),
            ("K80", vec!["nvidia-k80"]),
            ("V100", vec!["nvidia-v100-pcie", "nvidia-v100-sxm2"]),
            ("", vec![]),
            ("(", vec![]),
            ("H1000", vec![]),
        ] {
            assert_eq!(meant(text), slugs, "{text}");
        }
        assert_eq!(meant("A100").len(), 3);
        assert_eq!(meant("H100").len(), 3);
    }

    #[test]
    fn a_slip_is_asked_about() {
        for (text, expected) in [
            ("nvidia-h100-smx", "nvidia-h100-sxm"),
            ("nvida a100 pcie", "nvidia-a100-pcie"),
            ("nvidia-h100", "nvidia-h100-sxm"),
            ("A100 SXM4", "nvidia-a100-sxm-80gb"),
            ("mi300", "amd-mi300x"),
            ("Tesla K 80", "nvidia-k80"),
            ("TPU-V4", "google-tpu-v4"),
            ("titan x maxwel", "nvidia-gtx-titan-x"),
            ("tpu v6", "google-tpu-v6e"),
        ] {
            assert_eq!(slug(nearest(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_chip_of_another_number_is_not_suggested() {
        for text in [
            "rtx 3081", "RTX 4085", "a11", "tpu v9", "h1000", "nvidia", "x", "🦀", "",
        ] {
            assert_eq!(slug(nearest(text)), "", "{text}");
        }
    }
}
