//! The link of the view: `#view=trends&domain=language&from=2017-06`. Reading is total: what cannot be read is
//! said, key by key, and the rest opens. `encode(decode(link)) == link` for every canonical link.

use super::words::{Word, value};
use super::{Colour, Method, Month, Selection, Shown, View, When, presets, view};
use crate::draft::link::{LinkProblem, decode_text, escape};

/// The name of the view.
const NAME: &str = "trends";
/// The longest text of a key, in bytes: an estimate may have a network of 20,000 in it.
const MOST_TEXT: usize = 60_000;
/// The most problems that are reported.
const MOST_PROBLEMS: usize = 20;
/// The greatest N of a running top.
const MOST_TOP: u32 = 1000;

/// A link as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The settings that could be read.
    pub view: View,
    /// The keys that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Returns whether a fragment is the link of a view and not of an estimate.
pub fn is_view(fragment: &str) -> bool {
    fragment.starts_with("view=")
}

/// Reads a fragment.
pub fn decode(fragment: &str) -> Opened {
    let fragment = fragment
        .split_once('#')
        .map_or(fragment, |(_, fragment)| fragment);
    let mut opened = Opened::default();
    let mut names: Vec<String> = Vec::new();
    for pair in fragment
        .split('&')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
    {
        let pair = pair.strip_prefix("amp;").unwrap_or(pair);
        let Some((name, text)) = pair.split_once('=') else {
            opened.refuse(
                pair,
                "The link is cut off here, or damaged: nothing follows the name.",
            );
            continue;
        };
        let name = name.to_ascii_lowercase();
        let (text, is_whole) = decode_text(text);
        if names.contains(&name) {
            opened.refuse(&name, "The link has this key twice; the first was taken.");
        } else if text.len() > MOST_TEXT {
            opened.refuse(&name, "More than 60,000 characters: left out.");
        } else {
            if !is_whole {
                opened.refuse(
                    &name,
                    "Some characters of this text are damaged in the link.",
                );
            }
            if let Err(message) = set(&mut opened.view, &name, text.trim()) {
                opened.refuse(&name, &message);
            }
        }
        if names.len() < MOST_PROBLEMS {
            names.push(name);
        }
    }
    opened
}

/// Returns the selection that some keys spell.
pub(super) fn selection(keys: &str) -> Selection {
    decode(keys).view.selection
}

impl Opened {
    fn refuse(&mut self, key: &str, message: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(LinkProblem {
                key: crate::quantity::plain_excerpt(&decode_text(key).0),
                message: message.into(),
            });
        }
    }
}

/// Sets what a key spells, or says why not.
fn set(view: &mut View, name: &str, text: &str) -> Result<(), String> {
    let selection = &mut view.selection;
    match name {
        "view" if text == NAME => {}
        "view" => return Err("This Petaday has no such view: trends are shown.".into()),
        "preset" if text == "none" => view.shown = Shown::Nothing,
        "preset" => match presets::preset(text) {
            Some(preset) => view.shown = Shown::Preset(preset),
            None => return Err("No published trend has this name.".into()),
        },
        "domain" => selection.domains = words(text)?,
        "kind" => selection.kinds = words(text)?,
        "country" => selection.countries = words(text)?,
        "weights" => selection.weights = words(text)?,
        "organization" => selection.organization = text.into(),
        "name" => selection.words = text.into(),
        "without" => selection.without = text.into(),
        "frontier" if text == "yes" => selection.frontier = true,
        "frontier" => return Err("It can only be “yes”.".into()),
        "size" => selection.size = words(text)?.first().copied(),
        "top" => selection.top = Some(number(text, 1..=MOST_TOP)?),
        "since" => selection.since = Some(date(text)?),
        "from" => selection.from = Some(date(text)?),
        "to" => selection.to = Some(date(text)?),
        "colour" => {
            let colour = Colour::ALL
                .into_iter()
                .find(|colour| colour_word(*colour) == text);
            view.colour = colour.ok_or("It can be “domain”, “organization” or “country”.")?;
        }
        "level" => view.level = number(text, 50..=99)? as u8,
        "month" if text == "30" => view.month = Month::Thirty,
        "month" => return Err("It can only be “30”, for months of 30 days.".into()),
        "interval" if text == "bootstrap" => view.method = Method::Bootstrap,
        "interval" => return Err("It can only be “bootstrap”.".into()),
        "date" => view.date = Some(date(text)?),
        "estimate" => view.estimate = text.into(),
        _ => return Err("No key of the view has this name; it was left out.".into()),
    }
    Ok(())
}

fn words<T: Word>(text: &str) -> Result<Vec<T>, String> {
    let mut found = Vec::new();
    for word in text.split(',').map(str::trim) {
        let known = value(word).ok_or_else(|| {
            let all: Vec<&str> = T::VALUES.iter().map(|value| value.word()).collect();
            let word = crate::quantity::plain_excerpt(word);
            format!("“{word}” is none of {}.", all.join(", "))
        })?;
        if !found.contains(&known) {
            found.push(known);
        }
    }
    Ok(found)
}

fn number(text: &str, range: std::ops::RangeInclusive<u32>) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!(
            "It is a whole number from {} to {}.",
            range.start(),
            range.end()
        )
    })
}

fn date(text: &str) -> Result<When, String> {
    When::read(text).ok_or_else(|| "It is a year, a month or a day, such as 2017-06.".into())
}

const fn colour_word(colour: Colour) -> &'static str {
    match colour {
        Colour::Domain => "domain",
        Colour::Organization => "organization",
        Colour::Country => "country",
    }
}

/// Returns the fragment, without `#`, that opens as this view.
pub fn encode(view: &View) -> String {
    let mut out = format!("view={NAME}");
    let selection = &view.selection;
    let mut put = |name: &str, text: String| {
        let text = text.trim();
        if !text.is_empty() {
            out.push('&');
            out.push_str(name);
            out.push('=');
            out.push_str(&escape(text));
        }
    };
    match view.shown {
        Shown::Usual => {}
        Shown::Nothing => put("preset", "none".into()),
        Shown::Preset(preset) => put("preset", preset.slug.into()),
    }
    put("domain", joined(&selection.domains));
    put("kind", joined(&selection.kinds));
    put("country", joined(&selection.countries));
    put("weights", joined(&selection.weights));
    put("organization", selection.organization.clone());
    put("name", selection.words.clone());
    put(
        "frontier",
        if selection.frontier { "yes" } else { "" }.into(),
    );
    put("from", spelled(selection.from));
    put("to", spelled(selection.to));
    put("size", joined(selection.size.as_slice()));
    put(
        "top",
        selection.top.map_or(String::new(), |top| top.to_string()),
    );
    put("since", spelled(selection.since));
    put("without", selection.without.clone());
    if view.colour != Colour::Domain {
        put("colour", colour_word(view.colour).into());
    }
    if view.level != view::LEVEL {
        put("level", view.level.to_string());
    }
    if view.month == Month::Thirty {
        put("month", "30".into());
    }
    if view.method == Method::Bootstrap {
        put("interval", "bootstrap".into());
    }
    put("date", spelled(view.date));
    put("estimate", view.estimate.clone());
    out
}

fn joined<T: Word>(values: &[T]) -> String {
    let words: Vec<&str> = values.iter().map(|value| value.word()).collect();
    words.join(",")
}

fn spelled(date: Option<When>) -> String {
    date.map_or(String::new(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_canonical_link_is_spelled_as_it_was_read() {
        for link in [
            "view=trends",
            "view=trends&preset=none",
            "view=trends&preset=language&domain=language,vision&kind=industry&country=us,other&weights=open&from=2017-06&to=2024-05",
            "view=trends&organization=Google_DeepMind&name=Gemma%5F2&frontier=yes&size=large&top=10&since=2010&without=alphago",
            "view=trends&colour=country&level=95&month=30&interval=bootstrap&date=2023-02-24",
            "view=trends&estimate=v=1%26title=A%5FB%26parameters=70e9%26tokens=2e12",
        ] {
            let opened = decode(link);
            assert_eq!(opened.problems, [], "{link}");
            assert_eq!(encode(&opened.view), link);
        }
    }

    #[test]
    fn an_estimate_comes_out_as_it_went_in() {
        let estimate = "v=1&data=2026-11&title=50%25_of_%5F_GPT&tokens=1e12..2e12";
        let view = View {
            estimate: estimate.into(),
            ..View::default()
        };
        assert_eq!(decode(&encode(&view)).view.estimate, estimate);
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let opened = decode(
            "view=trends&from=20171&domain=language,cooking&to=2024-05&top=0&level=100&foo=1&colou",
        );
        let keys: Vec<&str> = opened
            .problems
            .iter()
            .map(|problem| problem.key.as_str())
            .collect();
        assert_eq!(keys, ["from", "domain", "top", "level", "foo", "colou"]);
        assert!(
            opened.problems[1]
                .message
                .contains("“cooking” is none of language, vision")
        );
        assert_eq!(encode(&opened.view), "view=trends&to=2024-05");
        let other = decode("view=compare&a=1");
        assert_eq!(
            other.problems[0].message,
            "This Petaday has no such view: trends are shown."
        );
        let twice = decode("view=trends&from=2010&from=2011");
        assert_eq!(
            (twice.view.selection.from, twice.problems.len()),
            (When::read("2010"), 1)
        );
    }

    proptest! {
        #[test]
        fn any_text_opens_and_its_link_opens_the_same(text in "(view=trends)?(&?(from|to|domain|top|name|estimate|level|%|é|=|&|_|[0-9]|-){0,9}){0,8}") {
            let opened = decode(&text);
            let again = decode(&encode(&opened.view));
            prop_assert_eq!(&again.view, &opened.view);
            prop_assert_eq!(again.problems.len(), 0);
        }
    }
}
