//! Search for chips by any text; the likeliest come first.

use super::naming::of_model;
use super::spelling::{holds, letters, slips, spellings, words};
use super::{Chip, ChipKind, Edition, Format, Named, chip_name, chips};
use crate::quantity::narrow;
use std::cmp::Reverse;

/// How well a word fits a chip's name; the best fit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The word is a word of the name.
    Whole,
    /// A word of the name starts with it.
    Start,
    /// The word is somewhere in the name, spaces left out.
    Inside,
    /// The word is a word of the name with one slip.
    Slip,
}

/// The most characters of a query that are used: more than any name has. So a page of text costs no
/// more than a word.
const LONGEST_QUERY: usize = 100;

/// Finds chips whose names have every word of the query, in any order and case.
///
/// Chips that the query names come first, also if it counts them (`8x H100`). Then come those that have
/// the words as whole words, as beginnings of words, anywhere, and near misses. Among equals,
/// datacentre chips come first, then cards of a shorter name before their variants (the 3090 before its
/// Ti), then faster chips: most runs used the fastest version of a datacentre chip. A query without a
/// letter or digit fits every chip, the newest of each kind first.
pub fn search(query: &str) -> Vec<&'static Chip> {
    let hits = hits(query);
    match hits.is_empty() {
        // `DGX A100`, `A100 x8`: the chips of the model number.
        true => of_model(&beginning(query), Edition::PRESENT),
        false => hits.into_iter().map(|(_, chip)| chip).collect(),
    }
}

/// Returns the only chip that fits the query, if the last of its name is not typed yet: `trilli`. A name of
/// whole words may be that of a chip that is not in the table.
pub fn only_match(query: &str) -> Option<&'static Chip> {
    let [(_, chip)] = hits(query)[..] else {
        return None;
    };
    let words: Vec<String> = words(query).map(str::to_ascii_lowercase).collect();
    let (worst, _) = fit(&words, chip)?;
    (worst == Fit::Start).then_some(chip)
}

fn beginning(query: &str) -> String {
    query.chars().take(LONGEST_QUERY).map(narrow).collect()
}

/// Returns the chips that have all words of the query, the likeliest first.
fn hits(query: &str) -> Vec<(Rank, &'static Chip)> {
    let text = beginning(query);
    let meant = named_chips(&text);
    let query: Vec<String> = words(&text).map(str::to_ascii_lowercase).collect();
    // Inserted in order: the library's sort, made for long lists, is 6 KB of code.
    let mut hits: Vec<(Rank, &'static Chip)> = Vec::new();
    for chip in chips() {
        let place = meant.iter().position(|meant| std::ptr::eq(*meant, chip));
        let is_meant = place.map(|_| (Fit::Whole, 0));
        let rank = match is_meant.or_else(|| fit(&query, chip)) {
            Some((worst, sum)) => Rank {
                place: place.unwrap_or(usize::MAX),
                worst,
                sum,
                standing: match query[..] {
                    [] => (group(chip.kind), 0, 0.0, 0.0),
                    _ => standing(chip),
                },
                age: Reverse(chip.released),
            },
            None => continue,
        };
        let at = hits.partition_point(|(before, _)| *before <= rank);
        hits.insert(at, (rank, chip));
    }
    hits
}

/// Returns the chips that the query names, or nearly names, without a count in front.
fn named_chips(query: &str) -> Vec<&'static Chip> {
    let named = readings(query).map(|named| named.chips);
    let named = named.into_iter().find(|chips| !chips.is_empty());
    named.unwrap_or_default()
}

/// Returns whether the name in a query, perhaps after a count, is too short to tell its chip.
pub fn is_partial_name(query: &str) -> bool {
    let is_short = |named: &Named| named.is_partial && !named.chips.is_empty();
    readings(query).iter().any(is_short)
}

/// Reads the query as a name, and without a count in front.
fn readings(query: &str) -> [Named; 2] {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | 'x' | 'X' | '×' | '*' | ',');
    let behind_number = query.trim_start_matches(is_number);
    [query, behind_number].map(|text| chip_name(text, Edition::PRESENT))
}

/// The rank of a hit; the lowest comes first.
#[derive(PartialEq, PartialOrd)]
struct Rank {
    /// Place among the chips that the query names.
    place: usize,
    worst: Fit,
    /// Sum of the fits of all words: one more whole word tells `v100 32` from the V100S.
    sum: u32,
    standing: (u8, usize, f64, f64),
    age: Reverse<&'static str>,
}

/// Ranks chips that fit equally well; the lowest is the likeliest. The order is by group, for cards by
/// the number of words in the name, then by speed, then by power, which tells the module of a large
/// server from the card that is as fast on paper.
pub(super) fn standing(chip: &Chip) -> (u8, usize, f64, f64) {
    let group = group(chip.kind);
    let variant = if group == 2 {
        words(chip.name).count()
    } else {
        0
    };
    let power = chip.tdp_w().unwrap_or(0.0);
    (group, variant, -fastest(chip), -power)
}

/// Ranks kinds of chips: those of most runs, then rarer ones, then those not made for training.
fn group(kind: ChipKind) -> u8 {
    match kind {
        ChipKind::DatacentreGpu | ChipKind::Tpu => 0,
        ChipKind::Other => 1,
        ChipKind::WorkstationGpu | ChipKind::ConsumerGpu => 2,
        ChipKind::Cpu => 3,
    }
}

/// Returns the fit of the word that fits worst, and the sum of all fits; none if a word does not fit.
fn fit(query: &[String], chip: &Chip) -> Option<(Fit, u32)> {
    query
        .iter()
        .try_fold((Fit::Whole, 0), |(worst, sum), word| {
            let fit = fit_word(word, chip)?;
            Some((worst.max(fit), sum + fit as u32))
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
    } else if spellings(chip).any(|name| holds(&letters(name).collect::<String>(), query)) {
        Some(Fit::Inside)
    } else if may_slip(query)
        && any_word(&|word| may_slip(word) && slips(&word.to_ascii_lowercase(), query, 1).is_some())
    {
        Some(Fit::Slip)
    } else {
        None
    }
}

/// Returns whether a word with one wrong letter is still likely meant. With a wrong digit it is another
/// chip.
fn may_slip(word: &str) -> bool {
    word.len() >= 5 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Returns the peak in the chip's fastest format, for ranking only.
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
            ("h100 nvl", "nvidia-h100-nvl"),
            ("h20", "nvidia-h20"),
            ("gb200", "nvidia-gb200"),
            ("b200", "nvidia-b200"),
            ("grace hopper", "nvidia-gh200"),
            ("a100 80", "nvidia-a100-sxm-80gb"),
            ("80 a100", "nvidia-a100-sxm-80gb"),
            ("a100 40", "nvidia-a100-sxm-40gb"),
            ("a100 40gb", "nvidia-a100-sxm-40gb"),
            ("a100-sxm4-80gb", "nvidia-a100-sxm-80gb"),
            ("NVIDIA A100-PCIE-40GB", "nvidia-a100-pcie"),
            ("v100", "nvidia-v100-sxm2-32gb"),
            ("v100 32", "nvidia-v100-sxm2-32gb"),
            ("v100s", "nvidia-v100-sxm2-32gb"),
            ("V100S", "nvidia-v100s-pcie"),
            ("a10", "nvidia-a10"),
            ("l40", "nvidia-l40"),
            ("tpu4", "google-tpu-v4"),
            ("tpu v4", "google-tpu-v4"),
            ("v4 tpu", "google-tpu-v4"),
            ("v5p", "google-tpu-v5p"),
            ("tpu 5 lite", "google-tpu-v5e"),
            ("trillium", "google-tpu-v6e"),
            ("mi300", "amd-mi300x"),
            ("mi250", "amd-mi250"),
            ("trn2", "amazon-trainium2"),
            ("trainum 2", "amazon-trainium2"),
            ("gaudi 2", "intel-gaudi2"),
            ("910b", "huawei-ascend-910b"),
            ("3090", "nvidia-rtx-3090"),
            ("3090ti", "nvidia-rtx-3090-ti"),
            ("4090", "nvidia-rtx-4090"),
            ("rtx 4080", "nvidia-rtx-4080"),
            ("1080", "nvidia-gtx-1080"),
            ("a6000", "nvidia-rtx-a6000"),
            ("rtx 8000", "nvidia-quadro-rtx-8000"),
            ("titan x maxwell", "nvidia-gtx-titan-x"),
            ("gtx580", "nvidia-gtx-580"),
            ("gefroce 3090", "nvidia-rtx-3090"),
            ("instict 300", "amd-mi300x"),
            ("xeon", "intel-xeon-platinum-8480"),
            ("volta?", "nvidia-v100s-pcie"),
            ("rtx 7080", ""),
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
        assert!(all.is_sorted_by_key(|c| (group(c.kind), Reverse(c.released))));
        assert_eq!(all[0].slug, "google-tpu-8t");
        assert_eq!(all[all.len() - 1].kind, ChipKind::Cpu);
    }

    #[test]
    fn of_equal_fits_the_datacentre_chip_and_the_faster_come_first() {
        let slugs = |query| search(query).iter().map(|c| c.slug).collect::<Vec<_>>();
        assert_eq!(
            slugs("h100"),
            ["nvidia-h100-sxm", "nvidia-h100-nvl", "nvidia-h100-pcie"]
        );
        assert_eq!(slugs("mi300"), ["amd-mi300x", "amd-mi300a"]);
        assert_eq!(slugs("k20"), ["nvidia-k20", "nvidia-k20x"]);
        assert_eq!(
            slugs("geforce 3090"),
            ["nvidia-rtx-3090", "nvidia-rtx-3090-ti"]
        );
        let kinds: Vec<u8> = search("nvidia").iter().map(|c| group(c.kind)).collect();
        assert!(kinds.is_sorted() && kinds.len() > 50, "{kinds:?}");
    }

    #[test]
    fn a_page_of_text_costs_no_more_than_a_line() {
        assert!(search(&"a ".repeat(5_000)).len() <= chips().len());
        assert!(search(&"b200 h100 ".repeat(1_000)).is_empty());
    }
}
