//! Numbers that can hardly be meant: a unit was forgotten.

use super::Reader;
use crate::answer::{Choice, Severity};
use crate::draft::Key;
use crate::quantity::Uncertain;

/// Fewer parameters than any network of the last thirty years has, and fewer tokens than a book.
const FEW: f64 = 1000.0;

impl Reader<'_> {
    /// Asks whether a number of parameters or tokens lacks its unit: `7` is 7 billion more often than seven.
    pub(super) fn doubt_unit(&mut self, key: Key, value: Uncertain) {
        let (units, what) = match key {
            Key::Parameters => (["B", "M"], "parameters"),
            Key::Tokens => (["T", "B"], "tokens"),
            _ => return,
        };
        let text = self.draft.get(self.field(key)).unwrap_or_default().trim();
        let is_plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_plain || value.median() >= FEW || self.has_problem(key) {
            return;
        }
        let meant = units.map(|unit| format!("{text}{unit}"));
        let message = format!("Only {text} {what}? A unit may be missing.");
        let field = self.field(key);
        let choices = meant.iter().map(|text| Choice::of(text, field, text));
        self.ask(key, Severity::Warning, message, choices.collect());
    }
}

#[cfg(test)]
mod tests {
    use crate::answer::{Severity, answer};
    use crate::draft::{Field, Key, link::decode};

    /// The problems of a field, and the texts that its buttons would put there.
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
    }

    #[test]
    fn a_number_that_may_be_meant_is_not_asked_about() {
        for (link, key) in [
            ("parameters=7B&tokens=2T", Key::Parameters),
            ("parameters=1000&tokens=2T", Key::Parameters),
            ("parameters=7 million&tokens=2T", Key::Parameters),
            ("parameters=7B&tokens=2e3", Key::Tokens),
            ("connections=25&examples=10", Key::Connections),
        ] {
            assert_eq!(asked(link, key), [], "{link}");
        }
    }
}
