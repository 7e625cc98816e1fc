//! Search for a known name by any text; the likeliest come first.

use super::{Known, all_names};
use crate::catalog::spelling::{letters, numbers, words};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The most characters of a query that are used: more than any name has. So a page of text costs no
/// more than a word.
const LONGEST_QUERY: usize = 100;

/// The least compute of a large model. It only decides which models are listed before anything is
/// typed: others seldom build on smaller ones.
const LARGE: f64 = 1e23;

/// Words that follow the name of a model that was tuned for instructions, or converted.
const VARIANTS: [&str; 6] = ["base", "chat", "hf", "instruct", "it", "pt"];

/// How well a text fits a model; the best fit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The words are those of the name, or of the repository.
    Exact,
    /// The letters are those of the name.
    Name,
    /// The text is the first words of the name.
    First,
    /// The name starts with the text, which ends within a word.
    Start,
    /// Each word is somewhere in the model's texts.
    Words,
}

/// Finds names that have every word of the text in their name, repository, organization or year, in
/// any order and case; at most `limit` of them.
///
/// A name of exactly that text comes first, then those that start with the text, whole words
/// before parts; among equals worked examples come first, then newer ones. Words for tuned variants, such as `Instruct`, are
/// ignored if that fits better. For a text without a letter or digit, the newest large models come
/// first.
pub fn suggest(text: &str, limit: usize) -> Vec<&'static Known> {
    let text: String = text.chars().take(LONGEST_QUERY).collect();
    let query = lower_words(&text);
    let mut hits = find(&query);
    let bare = without_variants(&query);
    if !bare.is_empty() && bare.len() < query.len() {
        let best = |hits: &[Hit]| hits.first().map_or(Fit::Words, |((fit, ..), _)| *fit);
        let others = find(&bare);
        if hits.is_empty() || best(&others) < best(&hits) {
            hits = others;
        }
    }
    hits.truncate(limit);
    hits.into_iter().map(|(_, known)| known).collect()
}

/// Returns the known name that the text spells: letter by letter, or else with other spaces, signs or
/// capitals.
pub fn named(text: &str) -> Option<&'static Known> {
    let text = text.trim();
    if text.len() > LONGEST_QUERY {
        return None;
    }
    let query: String = letters(text).collect();
    let spelled = |is_it: &dyn Fn(&Spelled) -> bool| SPELLED.iter().find(|other| is_it(other));
    let found = spelled(&|other| other.known.name == text)
        .or_else(|| spelled(&|other| !query.is_empty() && other.letters[0] == query));
    found.map(|found| found.known)
}

fn lower_words(text: &str) -> Vec<String> {
    words(text).map(str::to_ascii_lowercase).collect()
}

fn without_variants(words: &[String]) -> Vec<String> {
    let is_variant = |word: &&String| VARIANTS.contains(&word.as_str());
    words
        .iter()
        .filter(|word| !is_variant(word))
        .cloned()
        .collect()
}

/// A hit, with its rank.
type Hit = ((Fit, bool, Reverse<&'static str>), &'static Known);

fn find(query: &[String]) -> Vec<Hit> {
    // Inserted in order: the library's sort, made for long lists, is 6 KB of code.
    let mut hits: Vec<Hit> = Vec::new();
    for spelled in SPELLED.iter() {
        let known = spelled.known;
        let flop = known.base.and_then(|base| base.flop);
        let fit = match query {
            [] if flop.is_none_or(|flop| flop < LARGE) => Fit::Words,
            [] => Fit::Exact,
            _ => match spelled.fit(query) {
                Some(fit) => fit,
                None => continue,
            },
        };
        let is_other = !query.is_empty() && known.example.is_none();
        let rank = (fit, is_other, Reverse(known.date.as_str()));
        let at = hits.partition_point(|(before, _)| *before <= rank);
        hits.insert(at, (rank, known));
    }
    hits
}

/// A name with its texts in the form in which they are compared. It is made once, not at every typed
/// letter.
struct Spelled {
    known: &'static Known,
    words: Vec<String>,
    of_repository: Vec<String>,
    /// The letters and digits of the name, of the repository and of the organization.
    letters: [String; 3],
}

static SPELLED: LazyLock<Vec<Spelled>> = LazyLock::new(|| {
    let spelled = all_names().iter().map(|known| {
        let base = known.base;
        let repository = base.map_or("", |base| base.repository);
        let organization = base.map_or("", |base| base.organization);
        Spelled {
            known,
            words: lower_words(known.name),
            of_repository: lower_words(repository),
            letters: [known.name, repository, organization].map(|text| letters(text).collect()),
        }
    });
    spelled.collect()
});

impl Spelled {
    fn fit(&self, query: &[String]) -> Option<Fit> {
        if query == self.words
            || !query.is_empty() && query == self.of_repository
            || query == without_variants(&self.of_repository)
        {
            return Some(Fit::Exact);
        }
        if !query.iter().all(|word| self.has(word)) {
            return None;
        }
        let query = query.concat();
        Some(match self.letters[0].strip_prefix(&query) {
            Some("") => Fit::Name,
            Some(_) if self.ends().any(|end| end == query.len()) => Fit::First,
            Some(_) => Fit::Start,
            None => Fit::Words,
        })
    }

    /// Returns whether a word is in one of the texts. A number has to start a number of the name, or be
    /// the year: the 3 of GPT-3 is not the one in 2023.
    fn has(&self, word: &str) -> bool {
        match word.bytes().all(|b| b.is_ascii_digit()) {
            true => {
                numbers(self.known.name).any(|number| number.starts_with(word))
                    || self.known.year() == word
            }
            false => self.letters.iter().any(|text| text.contains(word)),
        }
    }

    /// Returns where words end in the letters of the name: BLOOM-176B has an end after `bloom`,
    /// BloombergGPT does not. The 3 of GPT-3.5 is not the end of a name.
    fn ends(&self) -> impl Iterator<Item = usize> {
        let parts = self
            .known
            .name
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        parts.scan(0, |end, part| {
            *end += letters(part).count();
            Some(*end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::bases::{Base, bases, search};

    fn first(text: &str) -> &'static str {
        search(text, 1).first().map_or("", |base| base.name)
    }

    #[test]
    fn what_people_type_finds_what_they_mean() {
        for (text, name) in [
            ("llama 3 8b", "Llama 3-8B"),
            ("Qwen2.5-7B", "Qwen2.5-7B"),
            ("mistral 7b", "Mistral 7B"),
            ("gemma-2-9b", "Gemma 2 9B"),
            ("meta-llama/Llama-3.1-8B", "Llama 3.1-8B"),
            ("meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1-8B"),
            ("Qwen/Qwen2.5-7B-Instruct", "Qwen2.5-7B"),
            ("google/gemma-3-27b-it", "Gemma 3 27B"),
            ("google/gemma-3-4b-pt", "Gemma 3 4B"),
            ("meta-llama/Llama-2-7b-hf", "Llama 2-7B"),
            ("meta-llama/Llama-2-7b-chat-hf", "Llama 2-7B"),
            ("meta-llama/Meta-Llama-3-8B", "Llama 3-8B"),
            ("mistralai/Mistral-7B-v0.1", "Mistral 7B"),
            ("mistralai/Mixtral-8x7B-v0.1", "Mixtral 8x7B"),
            ("microsoft/phi-2", "Phi-2"),
            ("bigscience/bloom-7b1", "BLOOM-7.1B"),
            ("deepseek-ai/DeepSeek-V3-Base", "DeepSeek-V3"),
            ("llama 405", "Llama 3.1-405B"),
            ("llama 3.1 405", "Llama 3.1-405B"),
            ("llama 2 13b", "Llama 2-13B"),
            ("phi 3 mini", "Phi-3-mini"),
            ("pythia 1.4b", "Pythia-1.4B"),
            ("smollm2 135m", "SmolLM2 135M"),
            ("gpt-oss 20b", "gpt-oss-20b"),
            ("qwen3 30b a3b", "Qwen3-30B-A3B"),
            ("r1 distill llama 8b", "DeepSeek-R1-Distill-Llama-8B"),
            ("gpt-3", "GPT-3 175B (davinci)"),
            ("gpt3", "GPT-3 175B (davinci)"),
            ("gpt2-xl", "GPT-2 (1.5B)"),
            ("qwen2.5 7b", "Qwen2.5-7B"),
            ("montréal 2003", "NPLM (AP News)"),
            ("bloom", "BLOOM-176B"),
            ("bloomb", "BloombergGPT"),
            ("gpt-3 2021", ""),
            ("openai 2018", "GPT-1"),
            ("bert-base", "BERT-Base"),
            ("composer 2", "Composer 2"),
            ("alexnet", "AlexNet"),
            ("self-play alphazero", "AlphaZero (with self-play)"),
            ("whisper", "Whisper"),
            ("llama 406", ""),
            ("facebook/opt-1.3b", "OPT-1.3B"),
            ("opt 13b", "OPT-13B"),
        ] {
            assert_eq!(first(text), name, "{text}");
        }
    }

    #[test]
    fn every_name_and_repository_finds_its_own_model_first() {
        for base in bases() {
            assert_eq!(first(base.name), base.name);
            assert_eq!(first(&base.name.to_uppercase()), base.name);
            if !base.repository.is_empty() {
                assert_eq!(first(base.repository), base.name);
            }
        }
    }

    #[test]
    fn of_names_that_start_alike_worked_examples_come_first_then_the_newest() {
        let deepmind = search("deepmind", 900);
        let is_example = |base: &&&Base| {
            all_names()
                .iter()
                .any(|k| k.base == Some(**base) && k.example.is_some())
        };
        let examples = deepmind.iter().take_while(is_example).count();
        assert!(examples > 0 && !deepmind[examples..].iter().any(|base| is_example(&base)));
        assert!(deepmind[examples..].is_sorted_by_key(|base| Reverse(base.date)));
        assert_eq!(search("deepmind", 3), deepmind[..3]);
        let names = |text| {
            let found = search(text, 3);
            found.iter().map(|base| base.name).collect::<Vec<_>>()
        };
        // A 3 alone is not the start of 3.1.
        assert_eq!(
            names("llama 3"),
            ["Llama 3-70B", "Llama 3-8B", "Llama 3.1-405B"]
        );
        assert_eq!(names("llama 3.1 8"), ["Llama 3.1-8B"; 1]);
    }

    #[test]
    fn a_text_that_says_nothing_shows_the_newest_large_models() {
        for text in ["", "  ", "(", "🦀"] {
            let ten = search(text, 10);
            assert_eq!(ten[0].name, "Motif-3", "{text}");
            assert!(
                ten.iter()
                    .all(|base| base.flop.is_some_and(|flop| flop >= LARGE))
            );
            assert_eq!(search(text, usize::MAX).len(), bases().len());
        }
        assert!(search("", 0).is_empty());
    }

    #[test]
    fn networks_and_examples_are_suggested_beside_systems() {
        let names = |text| -> Vec<&str> { suggest(text, 2).iter().map(|k| k.name).collect() };
        assert_eq!(names("llama-65")[0], "LLaMA-65B");
        assert_eq!(names("resnet50")[0], "ResNet-50");
        assert_eq!(names("academic budget"), ["BERT on an academic budget"]);
        assert_eq!(names("lenet 1998"), ["LeNet-5"]);
    }

    #[test]
    fn a_name_is_known_in_any_spelling_and_no_other_text_is() {
        for text in ["LLaMA-65B", "llama 65b", " LLAMA65B "] {
            assert_eq!(named(text).map(|known| known.name), Some("LLaMA-65B"));
        }
        for known in all_names() {
            assert!(std::ptr::eq(named(known.name).expect("known"), known));
        }
        for text in ["", "  ", "LLaMA", "my LLaMA-65B", &"LLaMA-65B ".repeat(20)] {
            assert_eq!(named(text).map(|known| known.name), None, "{text}");
        }
    }

    #[test]
    fn a_page_of_text_costs_no_more_than_a_line() {
        assert!(search(&"a ".repeat(5_000), 10).len() <= 10);
        assert!(search(&"9".repeat(10_000), 10).is_empty());
        assert!(search(&"llama 405 ".repeat(1_000), 10).len() <= 1);
    }
}
