//! The estimate that a text means: a link, or the name of a published system.

use crate::catalog::known::{Known, named, suggest};
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::write;

/// The most systems that are offered.
const MOST_OFFERS: usize = 6;

/// Returns the fragment of the estimate that a text means, or why there is none. A worked example of a name comes
/// before the published figure alone, because it has inputs to compare.
pub(super) fn read(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let fragment = text.split_once('#').map_or(text, |(_, fragment)| fragment);
    if link::is_link(fragment) {
        let draft = link::decode(fragment).draft;
        return match draft.is_blank() {
            true => Err("This link has no estimate in it."),
            false => Ok(link::encode(&draft)),
        };
    }
    if let Some(known) = named(text) {
        return link_of(known).ok_or("No compute was published for this system.");
    }
    match <[Offer; 1]>::try_from(offers(text)) {
        Ok([only]) => Ok(only.link),
        Err(offers) if offers.is_empty() => Err(
            "No published system has this name: paste a link of Petaday, or a name such as GPT-3.",
        ),
        Err(_) => Err("Several systems have this name: press one of them."),
    }
}

/// A published system that can be added.
pub(super) struct Offer {
    pub name: &'static str,
    pub link: String,
}

/// Returns the published systems whose names have the words of a text.
pub(super) fn offers(text: &str) -> Vec<Offer> {
    let text = text.trim();
    if text.is_empty() || link::is_link(text) {
        return Vec::new();
    }
    let offer = |known: &'static Known| {
        Some(Offer {
            name: known.name,
            link: link_of(known)?,
        })
    };
    suggest(text, MOST_OFFERS)
        .into_iter()
        .filter_map(offer)
        .collect()
}

/// Returns the estimate of a published system: its worked example or else its published figure.
fn link_of(known: &Known) -> Option<String> {
    if let Some(example) = known.example {
        return Some(example.link.into());
    }
    let base = known.base?;
    let flop = base.flop?;
    let mut draft = Draft::default();
    let note = format!("{}: {}", base.source(), base.standing());
    for (stage, key, text) in [
        (0, Key::Title, base.name.to_owned()),
        (1, Key::Compute, write::exact(flop)),
        (1, Key::Note, note),
    ] {
        draft.set(Field::new(stage, key), text);
    }
    Some(link::encode(&draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_links_are_estimates() {
        assert_eq!(read(" v=1&tokens=5 "), Ok("v=1&tokens=5".into()));
        assert_eq!(
            read("https://a.example/#v=1&tokens=5"),
            Ok("v=1&tokens=5".into())
        );
        let palm = read("palm (540b)").expect("a worked example");
        assert!(palm.contains("tokens=780e9"), "{palm}");
        let davinci = read("GPT-3 175B (davinci)").expect("a published system");
        assert!(davinci.contains("compute=3.14e23"), "{davinci}");
        assert!(read("v=1").is_err());
        assert!(read("#").is_err());
        assert!(read("").is_err());
        assert!(read("No Such Model 9000").is_err());
        assert_eq!(
            read("gpt-3"),
            Err("Several systems have this name: press one of them.")
        );
        let names: Vec<&str> = offers("gpt-3").iter().map(|offer| offer.name).collect();
        assert!(names.contains(&"GPT-3 175B"), "{names:?}");
        assert!(offers("v=1&tokens=5").is_empty() && offers(" ").is_empty());
    }
}
