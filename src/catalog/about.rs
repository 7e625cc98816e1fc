//! Sources and notes of chips.
//!
//! These are long texts, apart from [`Chip`], so that programs that do not show them need not contain
//! them.

use super::Chip;
use super::chips;
use super::unpack::Cells;

/// The source and the note of a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The source of the figures, with addresses.
    pub source: &'static str,
    /// Further facts about the figures; may be empty.
    pub note: &'static str,
}

static ABOUT: &str = include_str!(concat!(env!("OUT_DIR"), "/chips_about.tsv"));

/// Returns source and note of the chip of that slug.
pub fn about(slug: &str) -> Option<About> {
    let is_meant = |chip: &Chip| chip.slug == slug;
    let mut cells = Cells::of(ABOUT.lines().nth(chips().iter().position(is_meant)?)?);
    Some(About {
        source: cells.text(),
        note: cells.text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chip_has_a_source_of_its_own_row() {
        assert_eq!(ABOUT.lines().count(), chips().len());
        for chip in chips() {
            let about = about(chip.slug).expect("in the table");
            assert!(about.source.contains("https://"), "{}", chip.slug);
        }
        let k80 = about("nvidia-k80").expect("in the table");
        assert!(k80.note.contains("Software sees two devices"));
        assert_eq!(about("nvidia-k81"), None);
    }
}
