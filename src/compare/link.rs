//! The link of the view: `#view=compare&a=…&b=…`, with an estimate, percent-encoded, in each of up to four keys.
//! Reading is total, and `encode(decode(link)) == link` for every canonical link.

use super::LETTERS;
use crate::draft::link::{LinkProblem, escape, is_link};
use crate::draft::pairs::ViewPairs;

/// The name of the view.
const NAME: &str = "compare";
/// The longest estimate, in bytes: it may have a network of 20,000 in it.
const MOST_TEXT: usize = 60_000;

/// The settings of the view, as a link spells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// The fragments of the estimates, in order.
    pub estimates: Vec<String>,
}

/// A link as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The settings that could be read.
    pub compare: Compare,
    /// The parts that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Reads a fragment.
pub fn decode(fragment: &str) -> Opened {
    let mut read = ViewPairs::read(fragment, MOST_TEXT);
    let mut estimates: Vec<(char, String)> = Vec::new();
    for (name, text) in std::mem::take(&mut read.pairs) {
        let mut letters = name.chars();
        let letter = letters.next().filter(|_| letters.as_str().is_empty());
        match letter.filter(|letter| LETTERS.contains(letter)) {
            Some(_) if !is_link(&text) => {
                read.refuse(
                    &name,
                    "This is not the link of an estimate; it was left out.",
                );
            }
            Some(letter) => estimates.push((letter, text)),
            None if name == "view" && text == NAME => {}
            None => read.refuse(&name, "No key of the view has this name; it was left out."),
        }
    }
    estimates.sort_by_key(|(letter, _)| *letter);
    Opened {
        compare: Compare {
            estimates: estimates.into_iter().map(|(_, text)| text).collect(),
        },
        problems: read.problems,
    }
}

/// Writes the fragment that opens the view with these settings.
pub fn encode(compare: &Compare) -> String {
    let mut link = format!("view={NAME}");
    for (letter, estimate) in LETTERS.iter().zip(&compare.estimates) {
        link.push('&');
        link.push(*letter);
        link.push('=');
        link.push_str(&escape(estimate));
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_canonical_link_is_spelled_as_it_was_read() {
        for link in [
            "view=compare",
            "view=compare&a=v=1%26title=A%5FB%26parameters=70e9%26tokens=2e12",
            "view=compare&a=v=1%26tokens=1&b=v=1%26tokens=2&c=v=1%26tokens=3&d=v=1%26tokens=4",
        ] {
            let opened = decode(link);
            assert_eq!(opened.problems, [], "{link}");
            assert_eq!(encode(&opened.compare), link);
        }
    }

    #[test]
    fn estimates_come_out_as_they_went_in_and_gaps_close() {
        let hard = "v=1&data=2026-11&title=50%25_of_%5F_GPT&tokens=1e12..2e12";
        let compare = Compare {
            estimates: vec![hard.into(), "v=1&tokens=1".into()],
        };
        assert_eq!(decode(&encode(&compare)).compare, compare);
        let gap = decode("view=compare&d=v=1%26tokens=4&b=v=1%26tokens=2").compare;
        assert_eq!(gap.estimates, ["v=1&tokens=2", "v=1&tokens=4"]);
        assert_eq!(
            encode(&gap),
            "view=compare&a=v=1%26tokens=2&b=v=1%26tokens=4"
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let opened =
            decode("view=compare&a=nonsense&b=v=1%26tokens=2&e=v=1%26tokens=2&colou&b=v=1%26x=1");
        let keys: Vec<&str> = opened
            .problems
            .iter()
            .map(|problem| problem.key.as_str())
            .collect();
        assert_eq!(keys, ["colou", "b", "a", "e"]);
        assert_eq!(opened.compare.estimates, ["v=1&tokens=2"]);
    }

    proptest! {
        #[test]
        fn any_text_opens_and_its_link_opens_the_same(text in "(view=compare)?(&?(a|b|d|v|=|%26|%|é|&|_|[0-9]|tokens){0,9}){0,8}") {
            let opened = decode(&text);
            let again = decode(&encode(&opened.compare));
            prop_assert_eq!(&again.compare, &opened.compare);
            prop_assert_eq!(again.problems.len(), 0);
        }
    }
}
