//! A fact that a report asks of each stage of the training, where some stages have it and others lack it.

use super::Stage;

/// A fact of the stages, and which of them it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Known<T> {
    /// The fact.
    pub value: T,
    /// The stages that lack it.
    pub gap: Gap,
}

/// The names of the stages that have a fact and of those that lack it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    having: Vec<String>,
    lacking: Vec<String>,
}

impl<T> Known<Vec<T>> {
    /// Collects a fact of the stages that have it. Returns `None` if none has it.
    pub fn of<'a>(facts: impl IntoIterator<Item = (&'a Stage, Option<T>)>) -> Option<Self> {
        let (mut value, mut gap) = (Vec::new(), Gap::default());
        for (stage, fact) in facts {
            match fact {
                Some(fact) => {
                    value.push(fact);
                    gap.having.push(stage.title());
                }
                None => gap.lacking.push(stage.title()),
            }
        }
        (!value.is_empty()).then_some(Self { value, gap })
    }
}

impl Known<Vec<String>> {
    /// Writes the texts of the stages: once if they are the same, or else each with the stages that it is of.
    pub fn by_stage(self) -> Known<String> {
        let Self { value, mut gap } = self;
        let mut texts: Vec<(String, Vec<String>)> = Vec::new();
        for (text, name) in value.into_iter().zip(&gap.having) {
            match texts.iter_mut().find(|(same, _)| *same == text) {
                Some((_, names)) => names.push(name.clone()),
                None => texts.push((text, vec![name.clone()])),
            }
        }
        if let [(text, _)] = texts.as_slice() {
            let value = text.clone();
            return Known { value, gap };
        }
        let texts = texts.iter();
        let texts = texts.map(|(text, names)| format!("{text} for {}", joined(names)));
        // Each text has the names of its stages.
        gap.having.clear();
        Known {
            value: texts.collect::<Vec<_>>().join("; "),
            gap,
        }
    }
}

impl<T> Known<T> {
    /// Makes another fact of the same stages.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Known<U> {
        Known {
            value: change(self.value),
            gap: self.gap,
        }
    }

    /// Returns the fact if no stage lacks it.
    pub fn whole(self) -> Option<T> {
        self.gap.is_none().then_some(self.value)
    }
}

impl Known<String> {
    /// Writes the fact, and which stages lack `what`.
    pub fn words(&self, what: &str) -> String {
        self.value.clone() + &self.gap.mark(what)
    }
}

impl Gap {
    /// Returns whether no stage lacks the fact.
    pub fn is_none(&self) -> bool {
        self.lacking.is_empty()
    }

    /// Returns the other gap if this is none.
    pub fn or<'a>(&'a self, other: &'a Self) -> &'a Self {
        match self.is_none() {
            true => other,
            false => self,
        }
    }

    /// Returns whether several stages have the fact.
    pub fn has_several(&self) -> bool {
        self.having.len() > 1
    }

    /// Names the stages that have the fact, if others lack it: ` of Pre-training`.
    pub fn of(&self) -> String {
        match self.is_none() || self.having.is_empty() {
            true => String::new(),
            false => format!(" of {}", joined(&self.having)),
        }
    }

    /// Names the stages that lack the fact: `Fine-tuning and Stage 3`.
    pub fn lacking(&self) -> String {
        joined(&self.lacking)
    }

    /// Says which stages lack the fact: `Fine-tuning has no time and chips`.
    pub fn lack(&self, what: &str) -> Option<String> {
        let verb = match self.lacking.as_slice() {
            [] => return None,
            [_] => "has",
            _ => "have",
        };
        Some(format!("{} {verb} no {what}", joined(&self.lacking)))
    }

    /// Says both after the fact: ` of Pre-training; Fine-tuning has no time and chips`.
    pub fn mark(&self, what: &str) -> String {
        let lack = self.lack(what).map(|lack| format!("; {lack}"));
        self.of() + &lack.unwrap_or_default()
    }
}

/// Writes `A`, `A and B`, `A, B and C`.
pub(in crate::report) fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Record;
    use super::*;
    use crate::answer::Evaluation;
    use crate::draft::link::decode;

    #[test]
    fn a_fact_says_which_stages_have_it_and_which_lack_it() {
        let link = "v=1&stage=A&compute=1&2.stage=B&2.compute=2&3.stage=C&3.compute=3&4.compute=4";
        let record = Record::of(&Evaluation::of(decode(link).draft), "");
        let record = record.expect("a figure");
        let of = |known: [bool; 4]| {
            let facts = record.stages.iter().zip(known);
            let facts = Known::of(facts.map(|(stage, is_known)| (stage, is_known.then_some(()))));
            facts.map(|facts| facts.map(|_| String::from("1 h")).words("time"))
        };
        let hardware = |texts: [Option<&str>; 4]| {
            let facts = record.stages.iter().zip(texts);
            let facts = Known::of(facts.map(|(stage, text)| (stage, text.map(String::from))));
            facts.map(|facts| facts.by_stage().words("hardware"))
        };
        for (texts, words) in [
            ([Some("2 × X"); 4], "2 × X"),
            (
                [Some("2 × X"), Some("1 × X"), Some("2 × X"), Some("1 × X")],
                "2 × X for A and C; 1 × X for B and Stage 4",
            ),
            (
                [Some("2 × X"), Some("2 × X"), None, None],
                "2 × X of A and B; C and Stage 4 have no hardware",
            ),
            (
                [Some("2 × X"), Some("1 × X"), None, None],
                "2 × X for A; 1 × X for B; C and Stage 4 have no hardware",
            ),
        ] {
            assert_eq!(hardware(texts).as_deref(), Some(words));
        }
        for (known, words) in [
            ([true; 4], Some("1 h")),
            (
                [true, false, true, true],
                Some("1 h of A, C and Stage 4; B has no time"),
            ),
            (
                [false, true, true, false],
                Some("1 h of B and C; A and Stage 4 have no time"),
            ),
            ([false; 4], None),
        ] {
            assert_eq!(of(known).as_deref(), words);
        }
    }
}
