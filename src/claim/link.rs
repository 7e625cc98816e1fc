//! The link of the view: `#view=claims`, with `&claim=` for one statement, `&verdict=` and `&find=`. Reading is total, and
//! `encode(decode(link)) == link` for every canonical link.

use super::Verdict;
use crate::catalog::claims::claim;
use crate::draft::link::{LinkProblem, escape};
use crate::draft::pairs::ViewPairs;
use crate::quantity::plain_excerpt;

/// The name of the view.
const NAME: &str = "claims";
/// The longest text of a key, in bytes.
const MOST_TEXT: usize = 1000;

/// The settings of the view, as a link spells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The statement that is shown alone.
    pub claim: Option<String>,
    /// The verdict that is shown alone.
    pub verdict: Option<Verdict>,
    /// The words that are searched for.
    pub find: String,
}

/// A link as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The settings that could be read.
    pub settings: Settings,
    /// The keys that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Returns whether a fragment is the link of this view.
pub fn is_claims(fragment: &str) -> bool {
    fragment.starts_with("view=claims")
}

/// Reads a fragment.
pub fn decode(fragment: &str) -> Opened {
    let (settings, problems) = ViewPairs::read_into(fragment, MOST_TEXT, set);
    Opened { settings, problems }
}

/// Sets what a key spells, or says why not.
fn set(settings: &mut Settings, name: &str, text: &str) -> Result<(), String> {
    match name {
        "view" if text == NAME => {}
        "view" => return Err("This Petaday has no such view: claims are shown.".into()),
        "claim" => match claim(text) {
            Some(claim) => settings.claim = Some(claim.slug.into()),
            None => {
                return Err(format!(
                    "No claim is called “{}”: all are shown.",
                    plain_excerpt(text)
                ));
            }
        },
        "verdict" => {
            let found = Verdict::ALL.into_iter().find(|v| v.word() == text);
            settings.verdict = Some(found.ok_or_else(|| {
                let all = Verdict::ALL.map(Verdict::word);
                format!("It can be {}.", all.join(", "))
            })?);
        }
        "find" => settings.find = text.into(),
        _ => return Err("No key of the view has this name; it was left out.".into()),
    }
    Ok(())
}

/// Writes the fragment that opens the view with these settings.
pub fn encode(settings: &Settings) -> String {
    let mut out = format!("view={NAME}");
    let verdict = settings.verdict.map(Verdict::word);
    for (name, text) in [
        ("claim", settings.claim.as_deref()),
        ("verdict", verdict),
        ("find", Some(settings.find.trim())),
    ] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.push('&');
            out.push_str(name);
            out.push('=');
            out.push_str(&escape(text));
        }
    }
    out
}

/// Returns the fragment that opens one statement.
pub fn link_of(slug: &str) -> String {
    encode(&Settings {
        claim: Some(slug.into()),
        ..Settings::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_canonical_link_is_spelled_as_it_was_read() {
        for link in [
            "view=claims",
            "view=claims&claim=gpt-3-compute",
            "view=claims&verdict=impossible&find=H100_hours",
            "view=claims&claim=gpt-3-compute&verdict=unit&find=50%25",
        ] {
            let opened = decode(link);
            assert_eq!(opened.problems, [], "{link}");
            assert_eq!(encode(&opened.settings), link);
        }
        assert_eq!(link_of("gpt-3-compute"), "view=claims&claim=gpt-3-compute");
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let opened = decode("view=claims&claim=gpt-5&verdict=wrong&find=meta&foo=1&colou");
        let keys: Vec<&str> = opened
            .problems
            .iter()
            .map(|problem| problem.key.as_str())
            .collect();
        assert_eq!(keys, ["colou", "claim", "verdict", "foo"]);
        assert_eq!(
            opened.problems[1].message,
            "No claim is called “gpt-5”: all are shown."
        );
        assert_eq!(encode(&opened.settings), "view=claims&find=meta");
    }

    proptest! {
        #[test]
        fn any_text_opens_and_its_link_opens_the_same(text in "(view=claims)?(&?(claim|verdict|find|gpt-3-compute|unit|%|é|=|&|_|[0-9]){0,9}){0,8}") {
            let opened = decode(&text);
            let again = decode(&encode(&opened.settings));
            prop_assert_eq!(&again.settings, &opened.settings);
            prop_assert_eq!(again.problems.len(), 0);
        }
    }
}
