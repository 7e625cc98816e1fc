//! The search box: any text, the likeliest chips first.

use super::spelling::{letters, slips, spellings, words};
use super::{Chip, Format, chips};
use std::cmp::Reverse;

/// How well a word fits a chip's name; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is a word of the name.
    Whole,
    /// A word of the name starts with it.
    Start,
    /// It is somewhere in the name, spaces left out.
    Inside,
    /// It is a word of the name with one slip.
    Slip,
}

/// More than any name has. The rest of a longer text is left out, so that a page of text costs
/// no more than a word.
const LONGEST_QUERY: usize = 100;

/// Chips whose names hold every word of the query, in any order and case.
///
/// Those that hold them as whole words come first, then those with words that start so, then
/// those that hold them anywhere, then near misses. Among equals, datacentre chips come first,
/// then newer ones. A query without a letter or digit says nothing yet: every chip fits.
pub fn search(query: &str) -> Vec<&'static Chip> {
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    let query: Vec<String> = words(&query).map(str::to_ascii_lowercase).collect();
    // Inserted in order: the library's sort, made for long lists, is 6 KB of code.
    let mut hits: Vec<(Fit, &Chip)> = Vec::new();
    for chip in chips() {
        if let Some(fit) = fit(&query, chip) {
            let at = hits.partition_point(|hit| !ranks_before((fit, chip), *hit));
            hits.insert(at, (fit, chip));
        }
    }
    hits.into_iter().map(|(_, chip)| chip).collect()
}

fn ranks_before((a_fit, a): (Fit, &Chip), (b_fit, b): (Fit, &Chip)) -> bool {
    let a_key = (a_fit, !a.kind.is_datacentre(), Reverse(a.released));
    let b_key = (b_fit, !b.kind.is_datacentre(), Reverse(b.released));
    // Versions of one day: the fastest is what most runs used.
    a_key < b_key || a_key == b_key && fastest(a) > fastest(b)
}

/// The fit of the word that fits worst, if all do.
fn fit(query: &[String], chip: &Chip) -> Option<Fit> {
    query.iter().try_fold(Fit::Whole, |worst, word| {
        Some(worst.max(fit_word(word, chip)?))
    })
}

fn fit_word(query: &str, chip: &Chip) -> Option<Fit> {
    let any_word = |test: &dyn Fn(&str) -> bool| spellings(chip).flat_map(words).any(test);
    let starts = |word: &str| {
        let start = word.get(..query.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(query))
    };
    if any_word(&|word| word.eq_ignore_ascii_case(query)) {
        Some(Fit::Whole)
    } else if any_word(&starts) {
        Some(Fit::Start)
    } else if spellings(chip).any(|name| letters(name).collect::<String>().contains(query)) {
        Some(Fit::Inside)
    } else if may_slip(query)
        && any_word(&|word| may_slip(word) && slips(&word.to_ascii_lowercase(), query, 1).is_some())
    {
        Some(Fit::Slip)
    } else {
        None
    }
}

/// Whether a word with one letter off is still likely to be meant. A digit off is another chip.
fn may_slip(word: &str) -> bool {
    word.len() >= 5 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The peak in the chip's fastest format, for ranking alone.
fn fastest(chip: &Chip) -> f64 {
    let peaks = Format::ALL.into_iter().filter_map(|f| chip.peak(f));
    peaks.map(|peak| peak.median()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> Option<&'static str> {
        search(query).first().map(|chip| chip.slug)
    }

    #[test]
    fn what_people_type_finds_what_they_mean() {
        for (query, slug) in [
            ("h100", "nvidia-h100-sxm"),
            ("H100 (SXM5)", "nvidia-h100-sxm"),
            ("pcie h100", "nvidia-h100-pcie"),
            ("a100 80", "nvidia-a100-sxm-80gb"),
            ("a100-sxm4-80gb", "nvidia-a100-sxm-80gb"),
            ("NVIDIA A100-PCIE-40GB", "nvidia-a100-pcie"),
            ("tpu4", "google-tpu-v4"),
            ("tpu v4", "google-tpu-v4"),
            ("v5p", "google-tpu-v5p"),
            ("mi300", "amd-mi300x"),
            ("4090", "nvidia-rtx-4090"),
            ("titan x", "nvidia-gtx-titan-x"),
            ("gtx580", "nvidia-gtx-580"),
            ("rtx", "nvidia-rtx-4090"),
            ("gefroce 3090", "nvidia-rtx-3090"),
            ("instict", "amd-mi300x"),
            ("volta?", ""),
            ("rtx 4080", ""),
        ] {
            assert_eq!(first(query).unwrap_or_default(), slug, "{query}");
        }
    }

    #[test]
    fn a_query_that_says_nothing_shows_every_chip() {
        for query in ["", "  ", "(", "🦀"] {
            assert_eq!(search(query).len(), chips().len(), "{query}");
        }
    }

    #[test]
    fn datacentre_chips_come_first_and_newer_ones_before_older() {
        let all = search("");
        assert!(all.is_sorted_by_key(|c| (!c.kind.is_datacentre(), Reverse(c.released))));
        assert_eq!(all[0].slug, "nvidia-h200-sxm");
        assert_eq!(all[all.len() - 1].slug, "nvidia-gtx-580");
    }

    #[test]
    fn a_page_of_text_costs_no_more_than_a_line() {
        assert!(search(&"a ".repeat(5_000)).len() <= chips().len());
        assert!(search(&"b200 h100 ".repeat(1_000)).is_empty());
    }
}
