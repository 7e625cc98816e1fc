//! Writes what is left open, what is left out, and what does not fit together.

use super::unread::unread;
use super::writer::{Writer, spelled};
use super::{Answer, Question};
use crate::catalog::Chip;
use crate::draft::Key;
use crate::import::passage::assign::{Chosen, Decided, LIKELIER, is_bound};
use crate::import::passage::noun::Noun;
use crate::import::passage::recipe;
use crate::import::passage::rules::{Fact, USUAL, loads};
use crate::import::passage::shown::shown;
use crate::import::passage::why::Why;
use crate::quantity::write;

/// The reason to leave all parameters of a mixture of experts.
const ALL: &str = "They are all parameters of the model: the active ones count.";

/// Tokens of an English word, as most tokenizers split text.
const TOKENS_OF_WORD: f64 = 1.3;

impl Writer<'_> {
    /// Asks about what a taken fact leaves open.
    pub(super) fn ask(&mut self, stage: u16, fact: &Fact) {
        let (start, end, phrase) = self.place(&fact.tokens);
        if fact.key == Key::Hardware && fact.chips.len() > 1 {
            // Those with the memory that the passage says come first.
            let mut chips = fact.chips.clone();
            chips.sort_by_key(|chip| !has_memory(chip, &phrase));
            let has_other = |chip: &&Chip| !has_memory(chip, &phrase);
            let is_other = chips.first().is_some_and(|chip| has_memory(chip, &phrase))
                && fact.chips.first().is_some_and(has_other);
            let choices = chips
                .iter()
                .map(|chip| Answer {
                    text: chip.slug.into(),
                    phrase: phrase.clone(),
                    start,
                    end,
                })
                .collect();
            let mut message = format!("“{phrase}” may be several chips: which one was it?");
            if is_other {
                message
                    .push_str(" The one that is filled in has another memory and the same peak.");
            }
            self.reading.questions.push(Question {
                stage,
                key: fact.key.name(),
                message,
                choices,
            });
        } else if fact.key == Key::Tokens && fact.unit == Some(Noun::TextWord) {
            self.ask_words(stage, fact);
        } else if is_bound(fact) {
            let (text, _) = self.spelled(fact);
            let message = format!(
                "“{phrase}” follows a bound, such as “under” or “more than”. Is it the {}?",
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
            self.reading.problems.push(format!("“{phrase}” counts recomputed operations too (HFU). The form takes 3/4 of it, which leaves those of the model (MFU)."));
        }
    }

    /// Asks whether words are meant, which are fewer than their tokens.
    fn ask_words(&mut self, stage: u16, fact: &Fact) {
        let (start, end, phrase) = self.place(&fact.tokens);
        let of_words = fact.clone().times(TOKENS_OF_WORD);
        let answer = |text| Answer {
            text,
            phrase: phrase.clone(),
            start,
            end,
        };
        let (text, _) = self.spelled(fact);
        let (tokens, _) = spelled(&of_words);
        let message = format!(
            "“{phrase}” counts words, and an English word is about {TOKENS_OF_WORD} tokens. Are the tokens {text}, or {tokens}?"
        );
        self.reading.questions.push(Question {
            stage,
            key: fact.key.name(),
            message,
            choices: vec![answer(text), answer(tokens)],
        });
    }

    pub(super) fn ties(&mut self, decided: &Decided) {
        for tie in &decided.ties {
            let mut choices: Vec<Answer> = Vec::new();
            for fact in &tie.facts {
                let (start, end, phrase) = self.place(&fact.tokens);
                let (text, _) = self.spelled(fact);
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
                [one] if tie.key == Key::Trainable => format!(
                    "“{}” trains adapters, not all weights, and the passage does not say what share. Most adapters are {} of the weights. What share was trained? Without an answer, all weights count as trained.",
                    one.phrase,
                    shown(tie.key, USUAL)
                ),
                [one] => format!(
                    "“{}” may not be exact. Is {} the {of}?",
                    one.phrase,
                    shown(tie.key, &one.text)
                ),
                _ => format!("Several phrases may be the {of}: which one is it?"),
            };
            let stage = u16::try_from(tie.stage).unwrap_or(1);
            // Adapters without a share have a name and no figure.
            if tie.key == Key::Trainable && tie.facts.iter().all(|fact| fact.high == 0.0) {
                let said = choices.first().cloned();
                let texts = [USUAL, "1"].into_iter().map(str::to_owned);
                let answer = |text| {
                    Some(Answer {
                        text,
                        ..said.clone()?
                    })
                };
                choices = texts.filter_map(answer).collect();
            }
            self.reading.questions.push(Question {
                stage,
                key: tie.key.name(),
                message,
                choices,
            });
        }
    }

    /// Asks about `another 500B tokens` that no word gives a stage of their own.
    pub(super) fn further(&mut self, decided: &Decided) {
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
        let (text, _) = self.spelled(fact);
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

    /// Asks whether the first stage should have the hours or the time that several stages took together. Nothing is filled
    /// in, because nobody says how they divide.
    pub(super) fn together(&mut self, decided: &Decided) {
        let mentions = self.passage.mentions.iter().zip(&self.passage.reasons);
        let joint = mentions.filter(|(_, reasons)| reasons.as_slice() == [Why::Sum]);
        let joint = joint.filter_map(|(mention, _)| {
            let (key, unit) = match mention.noun {
                Noun::Time(unit) => (Key::Time, unit),
                Noun::ChipHours(unit) => (Key::ChipHours, unit),
                _ => return None,
            };
            let tokens = mention.tokens.clone();
            let mut fact = Fact::at(key, tokens, mention.amount.low, 0, "").times(unit);
            fact.high = mention.amount.high * unit;
            fact.unit = Some(mention.noun);
            Some(fact)
        });
        let is_timed = |fact: &Fact| matches!(fact.key, Key::Time | Key::ChipHours);
        let mut stages = decided.stages.iter();
        let has_time = stages.any(|stage| stage.facts.iter().any(is_timed));
        let joint: Vec<Fact> = joint.collect();
        let [fact] = joint.as_slice() else { return };
        if has_time {
            return;
        }
        let (start, end, phrase) = self.place(&fact.tokens);
        let (text, _) = spelled(fact);
        self.reading.questions.push(Question {
            stage: 1,
            key: fact.key.name(),
            message: format!(
                "“{phrase}” is what several stages took together. Should it stand with the first?"
            ),
            choices: vec![Answer {
                text,
                phrase,
                start,
                end,
            }],
        });
    }

    pub(super) fn unused(&mut self, decided: &Decided) {
        let taken = || decided.stages.iter().flat_map(|stage| &stage.facts);
        let is_of_active = |fact: &Fact| {
            let doc = &self.passage.doc;
            let says = doc.has_phrase(0..doc.tokens.len(), "activ*");
            let mut sizes = taken().filter(|other| other.key == Key::Parameters);
            says && sizes.any(|active| active.value() < fact.value())
        };
        let left: Vec<_> = decided
            .left
            .iter()
            .map(|(fact, why)| match fact.key {
                Key::Parameters if *why == LIKELIER && is_of_active(fact) => (fact, ALL),
                _ => (fact, *why),
            })
            .collect();
        for (fact, why) in left {
            self.leave(&fact.tokens, why);
        }
        for (number, mention) in self.passage.mentions.iter().enumerate() {
            let matters = !matches!(mention.noun, Noun::Other | Noun::Layer);
            if let Some(why) = self.passage.reasons[number].first().filter(|_| matters) {
                self.leave(&mention.tokens.clone(), why.words());
            }
        }
        let further = unread(self.passage, decided);
        for (tokens, why) in loads(self.passage).into_iter().chain(further) {
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

    /// Reads the recipe of reinforcement learning. What it takes is used.
    pub(super) fn recipe(&mut self) {
        let Some(recipe) = recipe::find(self.passage, |tokens| self.place(tokens)) else {
            return;
        };
        self.reading.unused.retain(|unused| {
            let is_in = |(start, end): &(usize, usize)| *start < unused.end && unused.start < *end;
            !recipe.used.iter().any(is_in)
        });
        self.reading.recipe = Some(recipe);
    }

    /// Says by how much two figures of one thing differ.
    pub(super) fn compare(&mut self, what: &str, one: f64, other: f64) {
        let ratio = if one > other {
            one / other
        } else {
            other / one
        };
        if !is_near(one, other) {
            let ratio = write::digits(ratio, 3);
            self.reading
                .problems
                .push(format!("{what} differ by a factor of {ratio}."));
        }
    }

    /// Compares 6 × parameters × tokens with the total that the text states.
    pub(super) fn compare_total(&mut self, stage: &Chosen) {
        if let Some((product, compute)) = total_of(stage) {
            self.compare(
                "6 × parameters × tokens and the total that the text states",
                product,
                compute,
            );
        }
    }
}

/// Returns whether the name of a chip has the memory that a phrase says: `V100 32GB`.
fn has_memory(chip: &Chip, phrase: &str) -> bool {
    let Some((before, _)) = phrase.split_once("GB") else {
        return false;
    };
    let before = before.trim_end_matches([' ', '-']);
    let name = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let size = before.strip_prefix(name).unwrap_or_default();
    !size.is_empty() && chip.name.contains(&format!("{size} GB"))
}

/// Returns whether two figures of one thing fit together.
pub(super) fn is_near(one: f64, other: f64) -> bool {
    (1.0 / 1.15..=1.15).contains(&(one / other))
}

/// Returns 6 × parameters × tokens, and the total that the text states.
pub(super) fn total_of(stage: &Chosen) -> Option<(f64, f64)> {
    let value = |key: Key| {
        let mut facts = stage.facts.iter();
        facts.find(|fact| fact.key == key).map(Fact::value)
    };
    let epochs = value(Key::Epochs).unwrap_or(1.0);
    let product = 6.0 * value(Key::Parameters)? * value(Key::Tokens)? * epochs;
    Some((product, value(Key::Compute)?))
}
