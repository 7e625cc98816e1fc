//! The link of the view: `#view=table`, with `&sort=`, `&order=`, `&find=`, `&only=` and `&uncertainty=`.
//! The table is never in it. Reading
//! is total, and `encode(decode(link)) == link` for every canonical link.

use super::{Column, Only};
use crate::answer::TYPICAL;
use crate::draft::link::{LinkProblem, escape};
use crate::draft::pairs::ViewPairs;
use serde::{Deserialize, Serialize};

/// The name of the view.
pub const NAME: &str = "table";
/// The longest text of a key, in bytes.
const MOST_TEXT: usize = 1000;
/// The name of the order from the largest down.
const FALLING: &str = "falling";

/// How the rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The column that they are sorted by.
    pub sort: Column,
    /// Whether the largest is first.
    pub is_falling: bool,
    /// The words that a row has.
    pub find: String,
    /// Which rows are shown.
    pub only: Only,
    /// Whether each row that says nothing of its uncertainty gets the typical one.
    pub is_typical: bool,
}

/// A link as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The settings that could be read.
    pub settings: Settings,
    /// The keys that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Returns whether a fragment is the link of this view.
pub fn is_table(fragment: &str) -> bool {
    fragment.starts_with("view=table")
}

/// Reads a fragment.
pub fn decode(fragment: &str) -> Opened {
    let (settings, problems) = ViewPairs::read_into(fragment, MOST_TEXT, set);
    Opened { settings, problems }
}

/// Sets what a key spells, or says why not.
fn set(settings: &mut Settings, name: &str, text: &str) -> Result<(), String> {
    let can_be = |slugs: Vec<&str>| format!("It can be {}.", slugs.join(", "));
    match name {
        "view" if text == NAME => {}
        "view" => return Err("This Petaday has no such view: a table is shown.".into()),
        "sort" => {
            let found = Column::ALL.iter().find(|column| column.slug() == text);
            let all = || can_be(Column::ALL.iter().map(|column| column.slug()).collect());
            settings.sort = *found.ok_or_else(all)?;
        }
        "order" if text == FALLING => settings.is_falling = true,
        "order" => return Err(can_be(vec![FALLING])),
        "find" => settings.find = text.into(),
        "only" => {
            let found = Only::ALL.iter().find(|only| only.slug() == text);
            let all = || can_be(Only::ALL.iter().map(|only| only.slug()).collect());
            settings.only = *found.ok_or_else(all)?;
        }
        "uncertainty" if text == TYPICAL => settings.is_typical = true,
        "uncertainty" => return Err(can_be(vec![TYPICAL])),
        _ => return Err("No key of the view has this name; it was left out.".into()),
    }
    Ok(())
}

/// Writes the fragment that opens the view with these settings.
pub fn encode(settings: &Settings) -> String {
    let mut out = format!("view={NAME}");
    let uncertainty = if settings.is_typical { TYPICAL } else { "" };
    let order = if settings.is_falling { FALLING } else { "" };
    let unless_first = |is_first: bool, slug: &'static str| if is_first { "" } else { slug };
    let sort = unless_first(settings.sort == Column::default(), settings.sort.slug());
    let only = unless_first(settings.only == Only::default(), settings.only.slug());
    for (name, text) in [
        ("sort", sort),
        ("order", order),
        ("find", settings.find.trim()),
        ("only", only),
        ("uncertainty", uncertainty),
    ] {
        if !text.is_empty() {
            out.push('&');
            out.push_str(name);
            out.push('=');
            out.push_str(&escape(text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_canonical_link_is_spelled_as_it_was_read() {
        for link in [
            "view=table",
            "view=table&sort=flop&order=falling",
            "view=table&sort=published-ratio&find=GPT_4&only=differs",
            "view=table&order=falling&only=no-figure",
            "view=table&only=figure&uncertainty=typical",
        ] {
            let opened = decode(link);
            assert_eq!(opened.problems, [], "{link}");
            assert_eq!(encode(&opened.settings), link);
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let opened =
            decode("view=table&sort=size&order=up&find=x&only=bad&rows=1&uncertainty=none");
        let told: Vec<&str> = opened.problems.iter().map(|p| p.key.as_str()).collect();
        assert_eq!(told, ["sort", "order", "only", "rows", "uncertainty"]);
        assert!(opened.problems[2].message.contains("no-figure, problems"));
        assert_eq!(encode(&opened.settings), "view=table&find=x");
    }

    proptest! {
        #[test]
        fn any_text_opens_and_its_link_opens_the_same(text in "(view=table)?(&?(sort|order|find|only|uncertainty|typical|flop|differs|falling|%|é|=|&|_|[0-9]){0,9}){0,8}") {
            let opened = decode(&text);
            let again = decode(&encode(&opened.settings));
            prop_assert_eq!(again.problems.len(), 0);
            prop_assert_eq!(encode(&again.settings), encode(&opened.settings));
        }
    }
}
