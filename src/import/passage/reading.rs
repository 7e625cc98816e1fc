//! A passage as read: fields with their phrases, what was left out, questions, and what does not fit.

use super::assign::{Chosen, Decided, assign, is_bound};
use super::gather::Passage;
use super::noun::Noun;
use super::rules::{Fact, facts, loads};
use super::{clean, spell};
use crate::answer::{Severity, answer};
use crate::catalog::EDITION;
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::write;
use serde::Serialize;
use std::ops::Range;

/// A field of the form, and the words that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadField {
    /// The number of the stage, from 1.
    pub stage: u16,
    /// The key of the field.
    pub key: &'static str,
    /// The text that goes into the form.
    pub text: String,
    /// Its value in base units; a slug, a format or a name.
    pub value: Value,
    /// The lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Whether a utilization is of the operations that the hardware did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hfu: bool,
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
    /// The name of the rule that read them.
    pub rule: &'static str,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number in base units.
    Number(f64),
    /// A slug, a format, a name, or periods.
    Text(String),
}

/// An amount that no field takes, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unused {
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
    /// The reason, as a sentence.
    pub why: String,
}

/// Something that the passage leaves open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// The number of the stage, from 1.
    pub stage: u16,
    /// The key of the field.
    pub key: &'static str,
    /// The question.
    pub message: String,
    /// Answers: texts for the field.
    pub choices: Vec<Answer>,
}

/// An answer to a question, and the words that speak for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The text for the field.
    pub text: String,
    /// The words of the passage.
    pub phrase: String,
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
}

/// A passage as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// The canonical link of the draft that the fields make.
    pub link: String,
    /// The fields, in the order of the form.
    pub fields: Vec<ReadField>,
    /// Amounts that no field takes.
    pub unused: Vec<Unused>,
    /// The questions that the passage leaves open.
    pub questions: Vec<Question>,
    /// Sentences on figures that do not fit together.
    pub problems: Vec<String>,
    #[serde(skip)]
    draft: Draft,
}

impl Reading {
    /// Returns the draft that the fields make.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

/// Reads a passage.
pub fn read(text: &str) -> Reading {
    let chars: Vec<char> = text.chars().take(clean::MOST_CHARS).collect();
    let passage = Passage::of(text);
    let decided = assign(&passage, facts(&passage));
    let mut writer = Writer {
        passage: &passage,
        chars: &chars,
        reading: Reading::default(),
    };
    writer.all(&decided);
    if text.chars().nth(clean::MOST_CHARS).is_some() {
        writer.reading.problems.push(format!("Only the first {} characters were read: paste the paragraph that says how the model was trained.", write::people(clean::MOST_CHARS as f64)));
    }
    writer.finish()
}

struct Writer<'a> {
    passage: &'a Passage,
    chars: &'a [char],
    reading: Reading,
}

impl Writer<'_> {
    fn all(&mut self, decided: &Decided) {
        let figures = decided
            .stages
            .iter()
            .any(|stage| !stage.facts.is_empty() || !stage.periods.is_empty());
        if figures && let Some(name) = &self.passage.subject.name {
            let text = name.text.clone();
            let field = self.field(
                1,
                Key::Title,
                text.clone(),
                Value::Text(text),
                &name.tokens,
                "name",
            );
            self.reading.fields.push(field);
        }
        for (number, stage) in decided.stages.iter().enumerate() {
            let number = u16::try_from(number + 1).unwrap_or(1);
            if let Some(name) = stage.stage.filter(|_| decided.stages.len() > 1) {
                let cue = self
                    .passage
                    .cues
                    .iter()
                    .find(|(_, stage)| *stage == name)
                    .map_or(0, |(at, _)| *at);
                let field = self.field(
                    number,
                    Key::Stage,
                    name.name().into(),
                    Value::Text(name.name().into()),
                    &(cue..cue + 1),
                    "stage",
                );
                self.reading.fields.push(field);
            }
            self.stage(number, stage);
        }
        for (what, one, other) in &decided.pairs {
            self.compare(what, *one, *other);
        }
        self.ties(decided);
        self.further(decided);
        self.unused(decided);
    }

    fn stage(&mut self, number: u16, stage: &Chosen) {
        let mut facts: Vec<&Fact> = stage.facts.iter().collect();
        facts.sort_by_key(|fact| fact.key);
        let has = |keys: &[Key]| stage.facts.iter().any(|fact| keys.contains(&fact.key));
        let operations = facts.iter().any(|fact| {
            matches!(
                fact.key,
                Key::Parameters | Key::Forward | Key::MultiplyAdds | Key::Connections
            )
        }) && facts
            .iter()
            .any(|fact| matches!(fact.key, Key::Tokens | Key::Examples | Key::Steps));
        let gpu_time = has(&[Key::Utilization])
            && has(&[Key::Hardware, Key::Peak])
            && (has(&[Key::ChipHours])
                || has(&[Key::Time]) && has(&[Key::Chips])
                || !stage.periods.is_empty());
        let stated = has(&[Key::Compute]) && !operations && !gpu_time;
        if !stated {
            self.periods(number, stage);
        }
        for fact in facts {
            if fact.key == Key::Compute && !stated {
                self.leave(&fact.tokens, "It is the total as stated. A method has its figures without it, and is compared with it.");
                continue;
            }
            if stated && fact.key.is_of_method() {
                self.leave(&fact.tokens, "The form takes the stated total in place of both methods, and neither has all of its figures.");
                continue;
            }
            let field = self.of_fact(number, fact);
            self.reading.fields.push(field);
            self.ask(number, fact);
        }
        self.compare_total(stage);
    }

    fn periods(&mut self, number: u16, stage: &Chosen) {
        let (Some(first), Some(last)) = (stage.periods.first(), stage.periods.last()) else {
            return;
        };
        let slugs: Vec<Option<&str>> = stage
            .periods
            .iter()
            .map(|period| {
                period
                    .hardware
                    .as_ref()
                    .and_then(|found| found.chip())
                    .map(|chip| chip.slug)
            })
            .collect();
        let several = slugs
            .iter()
            .flatten()
            .any(|slug| Some(*slug) != slugs.first().copied().flatten());
        let format = stage
            .facts
            .iter()
            .find(|fact| fact.key == Key::Format)
            .and_then(|fact| fact.text.as_deref());
        let texts: Vec<String> = stage
            .periods
            .iter()
            .map(|period| period.text(several, format))
            .collect();
        let text = texts.join(";");
        let tokens = first.tokens.start..last.tokens.end;
        let field = self.field(
            number,
            Key::Fleet,
            text.clone(),
            Value::Text(text),
            &tokens,
            "periods",
        );
        self.reading.fields.push(field);
    }

    fn place(&self, tokens: &Range<usize>) -> (usize, usize, String) {
        let place = self.passage.doc.place(tokens);
        let end = place.end.min(self.chars.len());
        let start = place.start.min(end);
        (start, end, self.chars[start..end].iter().collect())
    }

    fn field(
        &self,
        stage: u16,
        key: Key,
        text: String,
        value: Value,
        tokens: &Range<usize>,
        rule: &'static str,
    ) -> ReadField {
        let (start, end, phrase) = self.place(tokens);
        ReadField {
            stage,
            key: key.name(),
            text,
            value,
            low: None,
            high: None,
            hfu: false,
            start,
            end,
            phrase,
            rule,
        }
    }

    fn of_fact(&self, stage: u16, fact: &Fact) -> ReadField {
        let (text, value) = spelled(fact);
        let mut field = self.field(stage, fact.key, text, value, &fact.tokens, fact.rule);
        if fact.low != fact.high {
            (field.low, field.high) = (Some(fact.low), Some(fact.high));
        }
        field.hfu = fact.hfu;
        field
    }

    fn leave(&mut self, tokens: &Range<usize>, why: &str) {
        let (start, end, phrase) = self.place(tokens);
        self.reading.unused.push(Unused {
            start,
            end,
            phrase,
            why: why.into(),
        });
    }

    /// Asks about what a taken fact leaves open.
    fn ask(&mut self, stage: u16, fact: &Fact) {
        let (start, end, phrase) = self.place(&fact.tokens);
        if fact.key == Key::Hardware && fact.chips.len() > 1 {
            let choices = fact
                .chips
                .iter()
                .map(|chip| Answer {
                    text: chip.slug.into(),
                    phrase: phrase.clone(),
                    start,
                    end,
                })
                .collect();
            let message = format!("“{phrase}” may be several chips: which one was it?");
            self.reading.questions.push(Question {
                stage,
                key: fact.key.name(),
                message,
                choices,
            });
        } else if is_bound(fact) {
            let (text, _) = spelled(fact);
            let message = format!(
                "“{phrase}” stands behind a bound, such as “under” or “more than”: is it the {}?",
                fact.key.phrase()
            );
            let choices = vec![Answer {
                text,
                phrase,
                start,
                end,
            }];
            self.reading.questions.push(Question {
                stage,
                key: fact.key.name(),
                message,
                choices,
            });
        } else if fact.achieved {
            self.reading.problems.push(format!(
                "The utilization is “{phrase}” over the peak of the hardware."
            ));
        } else if fact.hfu {
            self.reading.problems.push(format!("“{phrase}” is of the operations that the hardware did: the form takes 3/4 of it for the model’s."));
        }
    }

    fn ties(&mut self, decided: &Decided) {
        for tie in &decided.ties {
            let mut choices: Vec<Answer> = Vec::new();
            for fact in &tie.facts {
                let (start, end, phrase) = self.place(&fact.tokens);
                let (text, _) = spelled(fact);
                if !choices.iter().any(|choice| choice.text == text) {
                    choices.push(Answer {
                        text,
                        phrase,
                        start,
                        end,
                    });
                }
            }
            let of = tie.key.phrase();
            let message = match choices.as_slice() {
                [one] => format!(
                    "“{}” is no certain figure. Is {} the {of}?",
                    one.phrase, one.text
                ),
                _ => format!("Several phrases may be the {of}: which one is it?"),
            };
            let stage = u16::try_from(tie.stage).unwrap_or(1);
            self.reading.questions.push(Question {
                stage,
                key: tie.key.name(),
                message,
                choices,
            });
        }
    }

    /// Asks about `another 500B tokens` that no word gives a stage of their own.
    fn further(&mut self, decided: &Decided) {
        let doc = &self.passage.doc;
        let is_further = |(fact, _): &&(Fact, &str)| {
            let start = fact.tokens.start;
            let mut before = doc.sentence(start).start.max(start.saturating_sub(3))..start;
            let says = before.any(|at| {
                matches!(
                    doc.word(at),
                    "another" | "additional" | "further" | "extra" | "then"
                )
            });
            fact.key == Key::Tokens && says
        };
        let stage = u16::try_from(decided.stages.len() + 1).unwrap_or(2);
        let Some((fact, _)) = decided.left.iter().find(is_further) else {
            return;
        };
        let (start, end, phrase) = self.place(&fact.tokens);
        let (text, _) = spelled(fact);
        self.reading.questions.push(Question {
            stage,
            key: fact.key.name(),
            message: format!("“{phrase}” is not counted: is it a further stage?"),
            choices: vec![Answer {
                text,
                phrase,
                start,
                end,
            }],
        });
    }

    fn unused(&mut self, decided: &Decided) {
        for (fact, why) in &decided.left {
            self.leave(&fact.tokens.clone(), why);
        }
        for (number, mention) in self.passage.mentions.iter().enumerate() {
            let matters = !matches!(mention.noun, Noun::Other | Noun::Layer);
            if let Some(why) = self.passage.reasons[number].first().filter(|_| matters) {
                self.leave(&mention.tokens.clone(), why.words());
            }
        }
        for (tokens, why) in loads(self.passage) {
            let (start, end, _) = self.place(&tokens);
            let is_in = |from: usize, to: usize| from < end && start < to;
            let fields = &self.reading.fields;
            let unused = &self.reading.unused;
            if !fields.iter().any(|field| is_in(field.start, field.end))
                && !unused.iter().any(|left| is_in(left.start, left.end))
            {
                self.leave(&tokens, why);
            }
        }
        self.reading
            .unused
            .sort_by_key(|unused| (unused.start, unused.end));
        self.reading
            .unused
            .dedup_by(|a, b| a.start == b.start && a.end == b.end);
        // Words that a field took are used.
        let fields = self.reading.fields.clone();
        self.reading.unused.retain(|unused| {
            !fields
                .iter()
                .any(|field| field.start == unused.start && field.end == unused.end)
        });
    }

    /// Says by how much two figures of one thing differ.
    fn compare(&mut self, what: &str, one: f64, other: f64) {
        let ratio = if one > other {
            one / other
        } else {
            other / one
        };
        if ratio > 1.15 {
            let ratio = write::digits(ratio, 3);
            self.reading
                .problems
                .push(format!("{what} differ by a factor of {ratio}."));
        }
    }

    /// Compares 6 × parameters × tokens with the total that the text states.
    fn compare_total(&mut self, stage: &Chosen) {
        let value = |key: Key| {
            stage
                .facts
                .iter()
                .find(|fact| fact.key == key)
                .map(Fact::value)
        };
        if let (Some(parameters), Some(tokens), Some(compute)) = (
            value(Key::Parameters),
            value(Key::Tokens),
            value(Key::Compute),
        ) {
            let product = 6.0 * parameters * tokens * value(Key::Epochs).unwrap_or(1.0);
            self.compare(
                "6 × parameters × tokens and the total that the text states",
                product,
                compute,
            );
        }
    }

    /// Makes the draft, and takes out fields that the form refuses.
    fn finish(mut self) -> Reading {
        let mut draft = draft_of(&self.reading.fields);
        for _ in 0..self.reading.fields.len() {
            let refused = answer(&draft).problems.into_iter().find(|problem| {
                problem.severity == Severity::Error && draft.is_filled(problem.field)
            });
            let Some(problem) = refused else { break };
            let name = problem.field.key.name();
            let stage = problem.field.stage.max(1);
            let Some(at) = self
                .reading
                .fields
                .iter()
                .position(|field| field.key == name && field.stage == stage)
            else {
                break;
            };
            let field = self.reading.fields.remove(at);
            self.reading
                .problems
                .push(format!("{}: {}", field.phrase, problem.message));
            draft = draft_of(&self.reading.fields);
        }
        self.reading.link = link::encode(&draft);
        self.reading.draft = draft;
        self.reading
    }
}

fn draft_of(fields: &[ReadField]) -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::new(0, Key::Data), EDITION);
    for field in fields {
        if let Some(key) = Key::named(field.key) {
            draft.set(Field::new(field.stage, key), field.text.as_str());
        }
    }
    draft
}

/// Returns the text of a fact in the form, and its value.
fn spelled(fact: &Fact) -> (String, Value) {
    let (low, high) = (fact.low, fact.high);
    match fact.key {
        Key::Hardware => {
            let slug = fact.chips.first().map_or("", |chip| chip.slug);
            (slug.into(), Value::Text(slug.into()))
        }
        Key::Format => {
            let text = fact.text.clone().unwrap_or_default();
            (text.clone(), Value::Text(text))
        }
        Key::Time => {
            let unit = match fact.unit {
                Some(Noun::Time(seconds)) => Some(seconds),
                _ => None,
            };
            (spell::time_in(unit, low, high), Value::Number(fact.value()))
        }
        Key::Peak => (spell::speed(low, high), Value::Number(fact.value())),
        Key::Utilization => (
            spell::share(low, high, fact.hfu),
            Value::Number(fact.value()),
        ),
        Key::Chips | Key::Epochs | Key::ChipHours | Key::Compute => {
            (spell::number(low, high), Value::Number(fact.value()))
        }
        _ => (spell::count(low, high), Value::Number(fact.value())),
    }
}
