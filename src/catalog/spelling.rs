//! Comparison of names: their words, letters and slips.

use super::Chip;
use std::sync::LazyLock;

/// The aliases of each chip, joined by semicolons, in the order of the chips.
static ALIASES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!(concat!(env!("OUT_DIR"), "/chips_aliases.txt"))
        .split('\n')
        .collect()
});

impl Chip {
    /// Returns other spellings of the name. A row of an earlier edition has none.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        let aliases = self.line.and_then(|line| ALIASES.get(line).copied());
        let aliases = aliases.unwrap_or_default().split(';');
        aliases.filter(|alias| !alias.is_empty())
    }
}

/// Returns the words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Returns the letters and digits of a text, in lower case. Only ASCII is changed, as names have no
/// other letters.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
}

/// Returns the letters and digits of a name without its vendor in front: `NVIDIA A100-SXM4-80GB`
/// becomes `a100sxm480gb`.
pub(super) fn without_vendor(text: &str, vendor: &str) -> impl Iterator<Item = char> + Clone {
    let all = letters(text);
    let mut rest = all.clone();
    let named = letters(vendor).all(|c| rest.next() == Some(c));
    if named { rest } else { all }
}

/// Returns all names of a chip.
pub(super) fn spellings(chip: &Chip) -> impl Iterator<Item = &'static str> + use<> {
    [chip.slug, chip.name].into_iter().chain(chip.aliases())
}

/// Counts the slips that turn one text into the other: a letter left out, added, changed, or swapped
/// with its neighbour. Returns `None` if they are more than `most`.
pub(super) fn slips(a: &str, b: &str, most: usize) -> Option<usize> {
    // A text much longer than any name is not compared letter by letter.
    if a.len().abs_diff(b.len()) > 4 * most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|slips| *slips <= most)
}

/// Returns whether a text contains another. The library's own search is 2 KB of code.
pub(super) fn holds(text: &str, part: &str) -> bool {
    let mut starts = text.char_indices();
    starts.any(|(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with(part)))
}

/// Returns the whole numbers in a text, as written.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_punctuation() {
        assert!(words(" H100 (SXM5)").eq(["H100", "SXM5"]));
        assert!(words("(–…🦀").eq([""; 0]));
    }

    #[test]
    fn a_bare_name_has_no_vendor() {
        let bare = |text, vendor| without_vendor(text, vendor).collect::<String>();
        assert_eq!(bare("NVIDIA A100-SXM4-80GB", "NVIDIA"), "a100sxm480gb");
        assert_eq!(bare("nvidia-h100-sxm", "NVIDIA"), "h100sxm");
        assert_eq!(bare("TPU v4", "Google"), "tpuv4");
        assert_eq!(bare("nvid", "NVIDIA"), "nvid");
    }

    #[test]
    fn each_slip_counts_once() {
        assert_eq!(slips("geforce", "geforce", 1), Some(0));
        assert_eq!(slips("gefroce", "geforce", 1), Some(1));
        assert_eq!(slips("gforce", "geforce", 1), Some(1));
        assert_eq!(slips("geforrce", "geforce", 1), Some(1));
        assert_eq!(slips("gaforze", "geforce", 1), None);
        assert_eq!(slips("gaforze", "geforce", 2), Some(2));
        assert_eq!(slips("", "", 0), Some(0));
        assert_eq!(slips("", "ab", 2), Some(2));
        assert_eq!(slips(&"é".repeat(10_000), "h100", 2), None);
    }

    #[test]
    fn numbers_are_runs_of_digits() {
        assert!(numbers("a100-sxm4 80GB").eq(["100", "4", "80"]));
        assert!(numbers("titan").eq([""; 0]));
    }
}
