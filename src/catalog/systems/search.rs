//! The box in which a system is looked up: any text, the likeliest first.

use super::{System, systems};
use crate::catalog::spelling::{letters, numbers, words};
use std::cmp::Reverse;

/// More than any name has. The rest of a longer text is left out, so that a page of text costs
/// no more than a word.
const LONGEST_QUERY: usize = 100;

/// What others build on is hardly smaller. It only decides what is shown before anything is typed.
const LARGE: f64 = 1e23;

/// How well a text fits a system; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Name,
    /// It is the first words of the name.
    First,
    /// The name starts with it, in the middle of a word.
    Start,
    /// Each of its words is somewhere.
    Words,
}

/// Systems that have every word of the text in their name, organization or year, in any order and
/// case; at most `limit` of them.
///
/// One that is called so comes first, then those whose names start so, if they can with whole words;
/// among equals newer ones come first. A text without a letter or digit says nothing yet: the newest large systems come first.
pub fn search(text: &str, limit: usize) -> Vec<&'static System> {
    let text: String = text.chars().take(LONGEST_QUERY).collect();
    let query: Vec<String> = words(&text).map(str::to_ascii_lowercase).collect();
    // Inserted in order: the library's sort, made for long lists, is 6 KB of code.
    let mut hits: Vec<(_, &System)> = Vec::new();
    for system in systems() {
        let fit = match query[..] {
            [] if system.flop < LARGE => Fit::Words,
            [] => Fit::Name,
            _ => match fit(&query, system) {
                Some(fit) => fit,
                None => continue,
            },
        };
        let rank = (fit, Reverse(system.date));
        let at = hits.partition_point(|(before, _)| *before <= rank);
        hits.insert(at, (rank, system));
    }
    hits.truncate(limit);
    hits.into_iter().map(|(_, system)| system).collect()
}

fn fit(query: &[String], system: &System) -> Option<Fit> {
    let [name, organization] =
        [system.name, system.organization].map(|text| letters(text).collect::<String>());
    // A number has to start one: the 3 of GPT-3 is not the one in 2023.
    let has = |word: &str| match word.bytes().all(|b| b.is_ascii_digit()) {
        true => numbers(system.name).any(|number| number.starts_with(word)),
        false => name.contains(word) || organization.contains(word),
    };
    if !query.iter().all(|word| has(word) || system.year() == word) {
        return None;
    }
    let query = query.concat();
    // The ends of the name's words: BLOOM-176B has one after `bloom`, BloombergGPT has not.
    let mut ends = words(system.name).scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    });
    Some(match name.strip_prefix(&query) {
        Some("") => Fit::Name,
        Some(_) if ends.any(|end| end == query.len()) => Fit::First,
        Some(_) => Fit::Start,
        None => Fit::Words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::systems::system;

    fn first(text: &str) -> &'static str {
        search(text, 1).first().map_or("", |system| system.slug)
    }

    #[test]
    fn what_people_type_finds_what_they_mean() {
        for (text, slug) in [
            ("llama 405", "llama-3.1-405b"),
            ("405b Llama", "llama-3.1-405b"),
            ("llama 3", "llama-3.1-405b"),
            ("meta llama 2", "llama-2-70b"),
            ("llama2", "llama-2-70b"),
            ("gpt-3", "gpt-3-175b-davinci"),
            ("GPT3", "gpt-3-175b-davinci"),
            ("gpt 2", "gpt-2-1.5b"),
            ("openai 2018", "gpt-1"),
            ("qwen2.5", "qwen2.5-72b"),
            ("deepseek v3", "deepseek-v3"),
            ("alexnet", "alexnet"),
            ("AlphaGo Zero", "alphago-zero"),
            ("self-play alphazero", "alphazero-with-self-play"),
            ("transformer", "transformer"),
            ("montréal 2003", "nplm-ap-news"),
            ("bloom", "bloom-176b"),
            ("bloomb", "bloomberggpt"),
            ("llama 406", ""),
            ("gpt-3 2021", ""),
        ] {
            assert_eq!(first(text), slug, "{text}");
        }
    }

    #[test]
    fn every_name_finds_its_own_system_first() {
        for row in systems() {
            assert_eq!(first(row.name), row.slug);
            assert_eq!(first(&row.name.to_uppercase()), row.slug);
            assert!(search(row.slug, 200).contains(&row), "{}", row.slug);
        }
    }

    #[test]
    fn of_names_that_start_alike_the_newest_comes_first() {
        let slugs = |text| search(text, 200).iter().map(|s| s.slug).collect::<Vec<_>>();
        assert_eq!(
            slugs("llama"),
            [
                "llama-4-behemoth-preview",
                "llama-3.1-405b",
                "llama-2-70b",
                "llama-65b"
            ]
        );
        let deepmind = search("deepmind", 200);
        assert!(deepmind.is_sorted_by_key(|system| Reverse(system.date)));
        assert_eq!(search("deepmind", 3), deepmind[..3]);
        assert_eq!(slugs("gpt-3"), ["gpt-3-175b-davinci"]);
    }

    #[test]
    fn a_text_that_says_nothing_shows_the_newest_large_systems() {
        for text in ["", "  ", "(", "🦀"] {
            assert_eq!(first(text), "kimi-k3", "{text}");
            let ten = search(text, 10);
            assert!(ten.iter().all(|system| system.flop >= LARGE));
            assert!(!ten.contains(&system("molmoact-2").expect("in the table")));
            assert_eq!(search(text, usize::MAX).len(), systems().len());
        }
        assert!(search("", 0).is_empty());
    }

    #[test]
    fn a_page_of_text_costs_no_more_than_a_line() {
        assert!(search(&"a ".repeat(5_000), 10).len() <= 10);
        assert!(search(&"9".repeat(10_000), 10).is_empty());
        assert!(search(&"llama 405 ".repeat(1_000), 10).len() <= 1);
    }
}
