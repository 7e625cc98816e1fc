//! Numbers that can hardly be meant: a unit was forgotten, or typed twice.

use super::{FEW, many};
use crate::answer::{Choice, Problem, Severity};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain, read, write};

/// No run has read so many trillions of tokens: the billions are likelier.
const TRILLIONS: f64 = 100.0;

/// Returns what the units of a key’s number may be, and the noun of its count.
const fn units(key: Key) -> Option<([&'static str; 2], &'static str)> {
    match key {
        Key::Parameters => Some((["B", "M"], "parameters")),
        Key::Tokens => Some((["T", "B"], "tokens")),
        _ => None,
    }
}

/// Returns the texts that a number of parameters or tokens without its unit may stand for: `7` and `seven` are 7
/// billion more often than seven.
pub(crate) fn without_unit(key: Key, text: &str) -> Option<Vec<String>> {
    let (units, _) = units(key)?;
    let dimension = key.dimension()?;
    let text = text.trim();
    let value = read(text, dimension).ok()?;
    let is_in_words = is_in_words(text);
    let is_bare = is_in_words || text.ends_with(|c: char| c.is_ascii_digit());
    if !is_bare || value.median() >= FEW {
        return None;
    }
    let number = match is_in_words {
        true => write::exact(value.median()),
        false => text.into(),
    };
    let mut meant = units.map(|unit| format!("{number}{unit}"));
    if key == Key::Tokens && value.median() >= TRILLIONS {
        meant.reverse();
    }
    let meant = meant.into_iter();
    Some(meant.filter(|text| read(text, dimension).is_ok()).collect())
}

/// Returns whether a number is spelled in words alone.
pub(crate) fn is_in_words(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Asks about a number that can hardly be meant.
pub(super) fn doubt(draft: &Draft, field: Field, value: Uncertain) -> Option<Problem> {
    let text = draft.get(field).unwrap_or_default().trim();
    let (message, choices) = match field.key {
        Key::Chips => doubt_part(field, text, value)?,
        _ => {
            let doubted = doubt_count(field, text, value);
            doubted.or_else(|| doubt_examples(draft, field, text, value))?
        }
    };
    Some(Problem {
        field,
        severity: Severity::Warning,
        message,
        choices,
    })
}

/// A question, and the edits that answer it.
type Question = (String, Vec<Choice>);

/// Asks about a count without its unit, or with one too many.
fn doubt_count(field: Field, text: &str, value: Uncertain) -> Option<Question> {
    let key = field.key;
    let Some(Dimension::Count(nouns)) = key.dimension() else {
        return None;
    };
    let is_less_than_one = value.median() < 1.0 && !matches!(key, Key::Epochs | Key::Runs);
    // A batch may be of examples or of tokens.
    let noun = match key {
        Key::Batch => String::new(),
        _ => format!(" {}", nouns.first().copied().unwrap_or("example")),
    };
    let (message, meant) = if is_less_than_one {
        // `1e-5` for `1e5`
        let meant = text.replace("e-", "e").replace("E-", "E");
        let message = format!("{text} is less than one{noun}: is that meant?");
        (message, vec![meant])
    } else if value.median() > many(key) {
        // `7e9B` for `7e9`
        let meant = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let shown = write::people(value.median());
        let nouns = if noun.is_empty() { noun } else { noun + "s" };
        let message = format!("{text} is {shown}{nouns}: is that meant?");
        (message, vec![meant.into()])
    } else {
        let ((_, what), meant) = units(key).zip(without_unit(key, text))?;
        (format!("Only {text} {what}? A unit may be missing."), meant)
    };
    let dimension = Dimension::Count(nouns);
    let is_other = |meant: &&String| {
        let plausible = 1.0..=many(key);
        *meant != text
            && read(meant, dimension).is_ok_and(|value| plausible.contains(&value.median()))
    };
    let choices = meant.iter().filter(is_other);
    let choices = choices.map(|text| Choice::of(text, field, text)).collect();
    Some((message, choices))
}

/// Returns whether a field has the parameters of a network that reads examples, of no known length.
pub(super) fn counts_examples(draft: &Draft, field: Field) -> bool {
    let has = |key| draft.is_filled(Field::new(field.stage, key));
    field.key == Key::Parameters && has(Key::Examples) && !has(Key::Timesteps)
}

/// Asks whether each parameter is used once an example. It is in a network without convolutions and sequences;
/// elsewhere an image or a text takes far more than one token does.
fn doubt_examples(draft: &Draft, field: Field, text: &str, value: Uncertain) -> Option<Question> {
    let connections = Field::new(field.stage, Key::Connections);
    // `25.6M parameters` has the noun of its own field.
    let dimension = Key::Connections.dimension();
    let is_read = |dimension| read(text, dimension).is_ok_and(|read| read == value);
    let choice = dimension.is_some_and(is_read).then(|| Choice {
        label: "Each once: they are connections".into(),
        edits: vec![(field, String::new()), (connections, text.into())],
    });
    let message = "Each parameter is counted once an example, which is right for tokens and far too little for images: for those, type the multiply-adds of a pass, or the layers.";
    counts_examples(draft, field).then(|| (message.into(), choice.into_iter().collect()))
}

/// Asks about a number of chips that is not whole: `3.5`. The middle of a range may be anything.
fn doubt_part(field: Field, text: &str, value: Uncertain) -> Option<Question> {
    let chips = value.median();
    let whole = [chips.floor(), chips.ceil()];
    if value.is_range() || whole[0] == whole[1] {
        return None;
    }
    let choices = whole.into_iter().filter(|whole| *whole >= 1.0);
    let choices = choices.map(write::exact);
    let choices = choices.map(|text| Choice::of(&text, field, &text));
    let message = format!("{text} is not a whole number of chips: is that meant?");
    Some((message, choices.collect()))
}

#[cfg(test)]
mod tests {
    use crate::answer::{Severity, answer};
    use crate::draft::{Field, Key, link::decode};

    /// Returns the problems of a field, and the texts that its buttons would put there.
    fn asked(link: &str, key: Key) -> Vec<(Severity, Vec<String>)> {
        let answer = answer(&decode(&format!("v=1&{link}")).draft);
        let problems = answer.problems_of(Field::new(1, key));
        let texts = problems.map(|problem| {
            let texts = problem.choices.iter().map(|choice| choice.label.clone());
            (problem.severity, texts.collect())
        });
        texts.collect()
    }

    #[test]
    fn a_number_without_its_unit_is_asked_about() {
        let parameters = asked("parameters=7&tokens=2T", Key::Parameters);
        let offered = vec!["7B".into(), "7M".into()];
        assert_eq!(parameters, [(Severity::Warning, offered)]);
        let tokens = asked("parameters=7B&tokens=1.4", Key::Tokens);
        let offered = vec!["1.4T".into(), "1.4B".into()];
        assert_eq!(tokens, [(Severity::Warning, offered)]);
        let tokens = asked("parameters=175B&tokens=300", Key::Tokens);
        let offered = vec!["300B".into(), "300T".into()];
        assert_eq!(tokens, [(Severity::Warning, offered)]);
    }

    #[test]
    fn parameters_of_a_network_that_reads_images_are_asked_about() {
        let link = "parameters=25.6M&examples=1.28M&epochs=90";
        let offered = vec!["Each once: they are connections".to_owned()];
        assert_eq!(asked(link, Key::Parameters), [(Severity::Warning, offered)]);
        for link in [
            "parameters=25.6M&examples=1.28M&timesteps=20",
            "parameters=7B&tokens=2T",
            "connections=25.6M&examples=1.28M",
        ] {
            assert_eq!(asked(link, Key::Parameters), [], "{link}");
        }
        let with_noun = "parameters=25.6M parameters&examples=1.28M";
        assert_eq!(
            asked(with_noun, Key::Parameters),
            [(Severity::Warning, vec![])]
        );
        let mut draft = decode(&format!("v=1&{link}")).draft;
        let before = answer(&draft);
        let choice = before.problems[0].choices[0].clone();
        choice.apply(&mut draft);
        let after = answer(&draft);
        assert_eq!(after.problems, []);
        assert_eq!(after.outcome.total, before.outcome.total);
    }

    #[test]
    fn a_number_in_words_and_a_range_lack_a_unit_as_digits_do() {
        for (text, offered) in [
            ("seven", ["7B", "7M"]),
            ("seven and a half", ["7.5B", "7.5M"]),
            ("7 to 8", ["7 to 8B", "7 to 8M"]),
            ("7..8", ["7..8B", "7..8M"]),
        ] {
            let parameters = asked(&format!("parameters={text}&tokens=2T"), Key::Parameters);
            let offered = offered.map(str::to_owned).to_vec();
            assert_eq!(parameters, [(Severity::Warning, offered)], "{text}");
        }
    }

    #[test]
    fn a_count_that_nothing_has_is_asked_about() {
        for (link, key, offered) in [
            ("parameters=7e9B&tokens=2T", Key::Parameters, vec!["7e9"]),
            (
                "parameters=7e9 billion&tokens=2T",
                Key::Parameters,
                vec!["7e9"],
            ),
            ("parameters=7B&tokens=2e12T", Key::Tokens, vec!["2e12"]),
            ("parameters=7e9M&tokens=2T", Key::Parameters, vec!["7e9"]),
            ("parameters=7e18&tokens=2T", Key::Parameters, vec![]),
            ("parameters=1e-5&tokens=2T", Key::Parameters, vec!["1e5"]),
            ("parameters=7E-9&tokens=2T", Key::Parameters, vec!["7E9"]),
            ("parameters=0.00001&tokens=2T", Key::Parameters, vec![]),
            ("parameters=7B&tokens=2e-12", Key::Tokens, vec!["2e12"]),
            (
                "connections=1e-6&examples=10",
                Key::Connections,
                vec!["1e6"],
            ),
            ("connections=1e6&examples=1e9B", Key::Examples, vec!["1e9"]),
            ("parameters=7B&steps=1e-4&batch=4M", Key::Steps, vec!["1e4"]),
            ("parameters=7B&tokens=2T&epochs=1e9", Key::Epochs, vec![]),
            (
                "parameters=7B&tokens=2T&epochs=3e0M",
                Key::Epochs,
                vec!["3e0"],
            ),
            ("time=3 d&chips=3.5", Key::Chips, vec!["3", "4"]),
            ("time=3 d&chips=0.5", Key::Chips, vec!["1"]),
        ] {
            let offered = offered.into_iter().map(str::to_owned).collect();
            assert_eq!(asked(link, key), [(Severity::Warning, offered)], "{link}");
        }
    }

    #[test]
    fn a_number_that_may_be_meant_is_not_asked_about() {
        for (link, key) in [
            ("parameters=7B&tokens=2T", Key::Parameters),
            ("parameters=1000&tokens=2T", Key::Parameters),
            ("parameters=7 million&tokens=2T", Key::Parameters),
            ("parameters=7B&tokens=2e3", Key::Tokens),
            ("connections=25&examples=10", Key::Connections),
            ("parameters=seven billion&tokens=2T", Key::Parameters),
            ("parameters=7e3B&tokens=2T", Key::Parameters),
            ("parameters=7e9&tokens=2T&epochs=0.5", Key::Epochs),
            ("parameters=7e9&tokens=2T&epochs=191400", Key::Epochs),
            ("time=3 d&chips=3..4", Key::Chips),
            ("time=3 d&chips=1.5k", Key::Chips),
            ("time=3 d&chips=8", Key::Chips),
        ] {
            assert_eq!(asked(link, key), [], "{link}");
        }
    }
}
