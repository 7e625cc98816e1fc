//! The link of the view: `#view=trends&domain=language&from=2017-06`. Reading is total: what cannot be read is
//! said, key by key, and the rest opens. `encode(decode(link)) == link` for every canonical link.

use super::words::{Word, value};
use super::{Colour, Method, Month, Selection, Shown, View, When, Window, presets, view};
use crate::draft::link::{LinkProblem, escape};
use crate::draft::pairs::ViewPairs;

/// The name of the view.
const NAME: &str = "trends";
/// The longest text of a key, in bytes: an estimate may have a network of 20,000 in it.
const MOST_TEXT: usize = 60_000;
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
    let (view, problems) = ViewPairs::read_into(fragment, MOST_TEXT, set);
    Opened { view, problems }
}

/// Returns the selection that some keys spell.
pub(super) fn selection(keys: &str) -> Selection {
    decode(keys).view.selection
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
        "window" => {
            let window = Window::read(text);
            view.window = Some(window.ok_or(
                "It is two years and two powers of ten, such as 2015,2020.5,18,24, half a year and half a power apart at least.",
            )?);
        }
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
    for (name, text) in pairs(view) {
        out.push('&');
        out.push_str(name);
        out.push('=');
        out.push_str(&escape(&text));
    }
    out
}

/// Returns the text of a key; empty if it has its usual value.
pub fn text_of(view: &View, key: &str) -> String {
    let found = pairs(view).into_iter().find(|(name, _)| *name == key);
    found.map_or(String::new(), |(_, text)| text)
}

/// Returns the view with another text of a key. An empty text gives it its usual value.
///
/// # Errors
///
/// The message for the visitor if the text cannot be read.
pub fn with_text(view: &View, key: &str, text: &str) -> Result<View, String> {
    let mut changed = View::default();
    for (name, text) in pairs(view).iter().filter(|(name, _)| *name != key) {
        // A view spells what it can read.
        let _ = set(&mut changed, name, text);
    }
    match text.trim() {
        "" => {}
        text => set(&mut changed, key, text)?,
    }
    Ok(changed)
}

/// Returns the keys of a view that have another value than the usual one, with their texts, in the order of links.
fn pairs(view: &View) -> Vec<(&'static str, String)> {
    let selection = &view.selection;
    let preset = match view.shown {
        Shown::Usual => "",
        Shown::Nothing => "none",
        Shown::Preset(preset) => preset.slug,
    };
    let colour = Some(view.colour).filter(|colour| *colour != Colour::Domain);
    let level = Some(view.level).filter(|level| *level != view::LEVEL);
    let pairs = [
        ("preset", preset.into()),
        ("domain", join(&selection.domains)),
        ("kind", join(&selection.kinds)),
        ("country", join(&selection.countries)),
        ("weights", join(&selection.weights)),
        ("organization", selection.organization.clone()),
        ("name", selection.words.clone()),
        (
            "frontier",
            if selection.frontier {
                "yes".into()
            } else {
                String::new()
            },
        ),
        ("from", spell_value(selection.from)),
        ("to", spell_value(selection.to)),
        ("size", join(selection.size.as_slice())),
        ("top", spell_value(selection.top)),
        ("since", spell_value(selection.since)),
        ("without", selection.without.clone()),
        ("colour", colour.map_or("", colour_word).into()),
        ("level", spell_value(level)),
        (
            "month",
            if view.month == Month::Thirty {
                "30".into()
            } else {
                String::new()
            },
        ),
        (
            "interval",
            if view.method == Method::Bootstrap {
                "bootstrap".into()
            } else {
                String::new()
            },
        ),
        ("window", spell_value(view.window)),
        ("date", spell_value(view.date)),
        ("estimate", view.estimate.clone()),
    ];
    pairs
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn join<T: Word>(values: &[T]) -> String {
    let words: Vec<&str> = values.iter().map(|value| value.word()).collect();
    words.join(",")
}

fn spell_value<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
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
            "view=trends&from=2010&window=2015,2020.5,18.25,24",
            // Every key at once.
            "view=trends&preset=none&domain=language&kind=industry&country=us&weights=open&organization=A&name=B&frontier=yes&from=2011&to=2024&size=large&top=10&since=2010&without=C&colour=country&level=95&month=30&interval=bootstrap&window=2015,2020,18,24&date=2023&estimate=v=1%26tokens=1",
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
    fn a_key_is_changed_and_given_back() {
        let view = decode("view=trends&domain=games&from=2010").view;
        let changed = with_text(&view, "from", "2015").expect("a date");
        assert_eq!(encode(&changed), "view=trends&domain=games&from=2015");
        assert_eq!(
            (text_of(&changed, "from"), text_of(&changed, "to")),
            ("2015".into(), String::new())
        );
        assert_eq!(
            encode(&with_text(&changed, "domain", " ").expect("nothing")),
            "view=trends&from=2015"
        );
        assert!(with_text(&view, "top", "many").is_err());
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
        assert_eq!(keys, ["colou", "from", "domain", "top", "level", "foo"]);
        assert!(
            opened.problems[2]
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
