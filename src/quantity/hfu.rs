//! The switch beside a utilization: HFU, the operations that the hardware does, or MFU, those that the
//! model needs.

use super::words::convention;

/// Returns whether a utilization is typed as hardware FLOP utilization.
pub fn is_hfu(text: &str) -> bool {
    words(text).any(|word| convention(word) == Some("HFU"))
}

/// Adds `HFU` after a utilization, or removes it, and leaves the rest as typed. An empty text stays
/// empty: a switch alone means nothing.
pub fn with_hfu(text: &str, hfu: bool) -> String {
    if text.trim().is_empty() || is_hfu(text) == hfu {
        return text.into();
    }
    let mut bare = String::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphabetic() {
            word.push(c);
            continue;
        }
        if convention(&word).is_none() {
            bare.push_str(&word);
        }
        word.clear();
        bare.push(c);
    }
    let bare = bare.trim();
    if hfu {
        format!("{bare} HFU")
    } else {
        bare.into()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::utilization::FULL_RECOMPUTATION;
    use crate::quantity::words::MFU_OVER_HFU;

    #[test]
    fn the_switch_changes_nothing_but_the_name() {
        for (without, with) in [
            ("40%", "40% HFU"),
            ("0.4", "0.4 HFU"),
            ("33 to 40%", "33 to 40% HFU"),
            ("", ""),
            ("forty", "forty HFU"),
        ] {
            assert_eq!(with_hfu(without, true), with);
            assert_eq!(with_hfu(with, false), without);
            assert_eq!(with_hfu(with, true), with);
            assert_eq!(with_hfu(without, false), without);
        }
        assert_eq!(with_hfu("0.4..0.45HFU", false), "0.4..0.45");
        assert_eq!(with_hfu("hfu 40%", false), "40%");
        assert_eq!(with_hfu("40% MFU", true), "40% HFU");
        assert_eq!(with_hfu("40% MFU", false), "40% MFU");
        assert!(is_hfu("40% hfu") && !is_hfu("40% MFU") && !is_hfu(""));
    }

    #[test]
    fn full_recomputation_is_what_the_catalog_says() {
        assert_eq!(MFU_OVER_HFU * FULL_RECOMPUTATION, 1.0);
    }
}
