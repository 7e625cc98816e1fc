//! Writes what was decided as fields of the form.

use super::digits::kept;
use super::questions::{is_near, total_of};
use super::title::title;
use super::{ReadField, Reading, Unused, Value};
use crate::answer::{Severity, answer, chip_of};
use crate::catalog::EDITION;
use crate::draft::{Draft, Field, Key, link};
use crate::import::passage::assign::{Chosen, Decided};
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, trained};
use crate::import::passage::spell;
use crate::import::passage::stage::Stage;
use std::ops::Range;

pub(super) struct Writer<'a> {
    pub(super) passage: &'a Passage,
    pub(super) chars: &'a [char],
    pub(super) reading: Reading,
}

impl Writer<'_> {
    pub(super) fn all(&mut self, decided: &Decided) {
        let figures = decided
            .stages
            .iter()
            .any(|stage| !stage.facts.is_empty() || !stage.periods.is_empty());
        if figures && let Some((name, text)) = title(self.passage, decided) {
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
        let adapters = trained(self.passage);
        let is_one = decided.stages.len() == 1;
        for (number, stage) in decided.stages.iter().enumerate() {
            let number = u16::try_from(number + 1).unwrap_or(1);
            let mut adapters = adapters.iter();
            let is_own = is_one && !leaves_adapters(decided, stage);
            let adapter = adapters.find(|(_, of, _)| is_own || *of == stage.stage);
            if let Some((at, _, method)) = adapter.filter(|_| !stage.facts.is_empty()) {
                let field = self.name_of_adapters(number, stage.stage, *at, method);
                self.reading.fields.push(field);
            } else if let Some(name) = stage.stage.filter(|_| !is_one) {
                let field = self.name_of_stage(number, name);
                self.reading.fields.push(field);
            }
            self.stage(number, stage);
        }
        for (what, one, other) in &decided.pairs {
            self.compare(what, *one, *other);
        }
        self.ties(decided);
        self.further(decided);
        self.together(decided);
        self.unused(decided);
    }

    /// Writes the name of a stage that trains adapters: `LoRA fine-tuning`, `Continued pre-training (LoRA)`.
    fn name_of_adapters(
        &self,
        number: u16,
        stage: Option<Stage>,
        at: usize,
        method: &str,
    ) -> ReadField {
        let name = match stage {
            // `Prefix tuning` says it.
            None | Some(Stage::Finetuning | Stage::Posttraining) if method.ends_with("ing") => {
                method.into()
            }
            None | Some(Stage::Finetuning | Stage::Posttraining) => format!("{method} fine-tuning"),
            Some(stage) => format!("{} ({method})", stage.name()),
        };
        let value = Value::Text(name.clone());
        self.field(number, Key::Stage, name, value, &(at..at + 1), "stage")
    }

    /// Writes the name of a stage, with the words of the passage that say it. They are empty where it is inferred: an
    /// amount of the stage is not a name.
    fn name_of_stage(&self, number: u16, stage: Stage) -> ReadField {
        let mut cues = self.passage.cues.iter().filter(|(_, of)| *of == stage);
        let says_it = |at: usize| {
            let (.., words) = self.place(&(at..at + 1));
            words.chars().any(char::is_alphabetic).then_some(at)
        };
        let cue = cues.find_map(|(at, _)| says_it(*at));
        let name: String = stage.name().into();
        let tokens = cue.map_or(0..0, |at| at..at + 1);
        let value = Value::Text(name.clone());
        let field = self.field(number, Key::Stage, name, value, &tokens, "stage");
        match cue {
            Some(_) => field,
            None => ReadField {
                start: 0,
                end: 0,
                phrase: String::new(),
                ..field
            },
        }
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
                let why = match total_of(stage).map(|(product, total)| is_near(product, total)) {
                    Some(true) => {
                        "It is the total as stated, and 6 × parameters × tokens gives the same."
                    }
                    Some(false) => {
                        "It is the total as stated. 6 × parameters × tokens gives another total: see the notes."
                    }
                    None => "It is the total as stated. A method has its figures without it.",
                };
                self.leave(&fact.tokens, why);
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

    pub(super) fn place(&self, tokens: &Range<usize>) -> (usize, usize, String) {
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
        let (text, value) = self.spelled(fact);
        let mut field = self.field(stage, fact.key, text, value, &fact.tokens, fact.rule);
        if fact.low != fact.high {
            (field.low, field.high) = (Some(fact.low), Some(fact.high));
        }
        field.hfu = fact.hfu;
        field
    }

    /// Returns the text of a fact in the form, in the digits of the passage, and its value.
    pub(super) fn spelled(&self, fact: &Fact) -> (String, Value) {
        let (text, value) = spelled(fact);
        (kept(self.passage, fact, text), value)
    }

    pub(super) fn leave(&mut self, tokens: &Range<usize>, why: &str) {
        let (start, end, phrase) = self.place(tokens);
        self.reading.unused.push(Unused {
            start,
            end,
            phrase,
            why: why.into(),
        });
    }

    /// Writes `chips` after the number of a chip that has cores or dies, where the passage does: the form asks nobody
    /// then whether they are cores.
    fn say_chips(&mut self, draft: &mut Draft) {
        for field in &mut self.reading.fields {
            let is_count = field.key == Key::Chips.name() && counts_chips(&field.phrase);
            let chip = chip_of(draft, field.stage).filter(|_| is_count);
            if chip.is_some_and(|chip| chip.parts().is_some()) {
                field.text.push_str(" chips");
                draft.set(Field::new(field.stage, Key::Chips), field.text.as_str());
            }
        }
    }

    /// Makes the draft, and takes out fields that the form refuses.
    pub(super) fn finish(mut self) -> Reading {
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
        self.say_chips(&mut draft);
        self.reading.link = link::encode(&draft);
        self.reading.draft = draft;
        self.reading
    }
}

/// Returns whether the adapters are those of a stage that the form has no room for: `It can be fine-tuned with LoRA.`
fn leaves_adapters(decided: &Decided, stage: &Chosen) -> bool {
    let is_share = |fact: &Fact| fact.key == Key::Trainable;
    let is_taken = stage.facts.iter().any(is_share);
    let is_asked = decided.ties.iter().any(|tie| tie.key == Key::Trainable);
    let mut left = decided.left.iter();
    !is_taken && !is_asked && left.any(|(fact, _)| is_share(fact))
}

/// Returns whether a phrase counts chips by that name: `3,072 TPU v4 chips`.
fn counts_chips(phrase: &str) -> bool {
    let last = phrase.split_whitespace().next_back();
    last.is_some_and(|word| ["chips", "chip"].contains(&word))
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
pub(super) fn spelled(fact: &Fact) -> (String, Value) {
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
        Key::Trainable => (spell::share(low, high, false), Value::Number(fact.value())),
        Key::Utilization => (
            spell::share(low, high, fact.hfu),
            Value::Number(fact.value()),
        ),
        Key::Chips | Key::Epochs | Key::Runs | Key::ChipHours | Key::Compute => {
            (spell::number(low, high), Value::Number(fact.value()))
        }
        _ => (spell::count(low, high), Value::Number(fact.value())),
    }
}
