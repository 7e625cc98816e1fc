//! The estimate that a text means: a link, or the name of a published system.

use crate::answer::{Evaluation, Severity};
use crate::catalog::known::{Known, named, suggest};
use crate::compare;
use crate::draft::link::LinkProblem;
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::{plain_excerpt, write};

/// The most systems that are offered.
const MOST_OFFERS: usize = 6;
/// The most faults of a link, and the most of its values, that are said.
const MOST_SAID: usize = 4;

/// Why a text adds no estimate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The message.
    pub message: String,
    /// The values of a damaged link that could be read, in words.
    pub readable: String,
    /// The link of these values alone, to be added at a press; empty if there are none.
    pub rest: String,
}

impl Refusal {
    fn of(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }
}

/// Returns the fragments of the estimates that a text means, or why there is none. A worked example of a name comes
/// before the published figure alone, because it has inputs to compare.
pub(super) fn read(text: &str) -> Result<Vec<String>, Refusal> {
    let text = text.trim();
    let fragment = text.split_once('#').map_or(text, |(_, fragment)| fragment);
    if fragment.starts_with("view=") {
        return comparison(fragment);
    }
    if link::is_link(fragment) {
        return of_link(fragment).map(|link| vec![link]);
    }
    if text.contains("://") {
        return Err(Refusal::of(
            "This address has no estimate in it: nothing of a link stands behind its “#”.",
        ));
    }
    if let Some(known) = named(text) {
        let link = link_of(known);
        return link
            .map(|link| vec![link])
            .ok_or_else(|| Refusal::of("No compute was published for this system."));
    }
    match <[Offer; 1]>::try_from(offers(text)) {
        Ok([only]) => Ok(vec![only.link]),
        Err(offers) if offers.is_empty() => Err(Refusal::of(
            "No published system has this name: paste a link of Petaday, or a name such as GPT-3.",
        )),
        Err(_) => Err(Refusal::of(
            "Several systems have this name: press one of them.",
        )),
    }
}

/// Reads the link of a whole comparison.
fn comparison(fragment: &str) -> Result<Vec<String>, Refusal> {
    let opened = compare::decode(fragment);
    match opened.problems.first() {
        None if !opened.compare.estimates.is_empty() => Ok(opened.compare.estimates),
        Some(problem) if fragment.starts_with("view=compare") => {
            Err(Refusal::of(damage(std::slice::from_ref(problem))))
        }
        _ => Err(Refusal::of(
            "This is the link of a view, and has no estimate to compare: paste that of an estimate.",
        )),
    }
}

/// Reads the link of an estimate. One that is damaged is not taken, because its figure would be another.
fn of_link(fragment: &str) -> Result<String, Refusal> {
    let opened = link::decode(fragment);
    let mut problems = opened.problems;
    let evaluation = Evaluation::of(opened.draft);
    let draft = evaluation.draft();
    let wrong = evaluation.answer().problems.iter();
    let wrong = wrong.filter(|problem| problem.severity == Severity::Error);
    problems.extend(wrong.map(|problem| LinkProblem {
        key: problem.field.key.name().into(),
        message: problem.message.clone(),
    }));
    let has_any = !draft.is_blank();
    match (problems.is_empty(), has_any) {
        (true, true) => Ok(link::encode(draft)),
        (true, false) => Err(Refusal::of("This link has no estimate in it.")),
        (false, _) => Err(Refusal {
            message: damage(&problems),
            readable: if has_any {
                values(draft)
            } else {
                String::new()
            },
            rest: if has_any {
                link::encode(draft)
            } else {
                String::new()
            },
        }),
    }
}

/// Says what is wrong with a link.
fn damage(problems: &[LinkProblem]) -> String {
    let said: Vec<String> = problems
        .iter()
        .take(MOST_SAID)
        .map(|problem| format!("“{}”: {}", plain_excerpt(&problem.key), problem.message))
        .collect();
    let more = match problems.len().saturating_sub(MOST_SAID) {
        0 => String::new(),
        more => format!(" And {more} more."),
    };
    format!("This link is damaged. {}{more}", said.join(" "))
}

/// Lists the values of a draft: `title Ours, parameters 7e9`.
fn values(draft: &Draft) -> String {
    let value = |(field, text): (Field, &str)| {
        let is_of_run = !matches!(field.key, Key::Data | Key::From | Key::Uncertainty);
        is_of_run.then(|| format!("{} {}", field.key.phrase(), plain_excerpt(text)))
    };
    let values: Vec<String> = draft.entries().filter_map(value).collect();
    let said = values.get(..MOST_SAID).unwrap_or(&values).join(", ");
    match values.len().saturating_sub(MOST_SAID) {
        0 => said,
        more => format!("{said} and {more} more"),
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

    fn one(text: &str) -> String {
        let mut links = read(text).expect(text);
        assert_eq!(links.len(), 1, "{text}");
        links.remove(0)
    }

    #[test]
    fn names_and_links_are_estimates() {
        assert_eq!(one(" v=1&tokens=5 "), "v=1&tokens=5");
        assert_eq!(one("https://a.example/#v=1&tokens=5"), "v=1&tokens=5");
        let palm = one("palm (540b)");
        assert!(palm.contains("tokens=780e9"), "{palm}");
        let davinci = one("GPT-3 175B (davinci)");
        assert!(davinci.contains("compute=3.14e23"), "{davinci}");
        for nothing in ["v=1", "#", "", "No Such Model 9000", "https://a.example/"] {
            assert!(read(nothing).is_err(), "{nothing}");
        }
        let several = read("gpt-3").expect_err("several").message;
        assert_eq!(
            several,
            "Several systems have this name: press one of them."
        );
        let names: Vec<&str> = offers("gpt-3").iter().map(|offer| offer.name).collect();
        assert!(names.contains(&"GPT-3 175B"), "{names:?}");
        assert!(offers("v=1&tokens=5").is_empty() && offers(" ").is_empty());
    }

    #[test]
    fn a_damaged_link_is_refused_with_what_is_wrong_and_what_could_be_read() {
        for (link, wrong) in [
            (
                "https://a.example/#v=1&title=Ours&parameters=7e9&tokens",
                "“tokens”: The link is cut off here",
            ),
            ("v=1&title=Ours&parameters=7e9&tokns=2e12", "“tokns”: "),
            ("v=1&title=Ours&parameters=7e9&tokens=2e", "“tokens”: "),
            (
                "v=1&title=Ours&parameters=7e9&note=%FF",
                "“note”: Some characters",
            ),
        ] {
            let refusal = read(link).expect_err(link);
            let message = &refusal.message;
            assert!(message.starts_with("This link is damaged. "), "{message}");
            assert!(message.contains(wrong), "{message}");
            let readable = &refusal.readable;
            assert!(readable.contains("parameters 7e9"), "{link}: {readable}");
            assert!(refusal.rest.contains("parameters=7e9"), "{link}");
        }
        let newer = read("v=9&tokens=1").expect_err("a newer version");
        assert!(newer.message.contains("newer Petaday"));
        assert_eq!(newer.rest, "");
    }

    #[test]
    fn the_link_of_a_comparison_has_several_estimates() {
        let both = read("https://a.example/#view=compare&a=v=1%26tokens=1&b=v=1%26tokens=2");
        assert_eq!(both, Ok(vec!["v=1&tokens=1".into(), "v=1&tokens=2".into()]));
        assert!(read("#view=trends&from=2010").is_err());
        let damaged = read("view=compare&a=nonsense").expect_err("no estimate");
        assert!(damaged.message.contains("“a”: This is not the link"));
    }
}
