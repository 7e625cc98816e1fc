//! Where a chip's figures are from, and what one should know about them.
//!
//! Long texts, apart from [`Chip`]: whoever never asks for them does not download them.

use super::Chip;
use super::chips;
use super::unpack::Cells;

/// The small print of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Where the figures are from, with addresses.
    pub source: &'static str,
    /// What one should know about them; may be empty.
    pub note: &'static str,
}

static ABOUT: &str = include_str!(concat!(env!("OUT_DIR"), "/chips_about.tsv"));

/// The small print of the chip of that slug.
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
