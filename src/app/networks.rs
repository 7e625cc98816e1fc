//! The networks of the draft, as the worker counted them.

use super::helper::{self, Json};
use crate::architecture::Per;
use crate::draft::{Answer, Counted, Draft, ForwardPass, answer_with};
use leptos::prelude::*;

/// How many counts are kept: those of the stages, and of what was typed before.
const KEPT: usize = 40;

/// A counted network, or why it could not be counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Network {
    pub text: String,
    pub counted: Counted,
    /// Whether it is the worker that could not be asked: it is asked again when something is typed.
    pub unasked: bool,
    /// What it comes to, in words.
    pub reading: String,
    /// What 6·N·D would take, and leave out.
    pub six_n: Option<SixN>,
    /// Where the text is wrong, in characters from 0.
    pub error_at: Option<usize>,
    pub rows: Vec<RowCount>,
}

/// The rule 6·N·D, for a model of tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SixN {
    pub parameters: String,
    pub words: String,
    pub notable: bool,
}

/// What a row of the builder comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowCount {
    pub output: String,
    pub note: String,
    pub parameters: String,
    pub parameter_share: f64,
    pub multiply_adds: String,
    pub multiply_add_share: f64,
}

/// Every network that was counted lately, the newest last.
#[derive(Clone, Copy)]
pub(super) struct Networks {
    known: RwSignal<Vec<Network>>,
    asked: StoredValue<Vec<String>>,
    /// A text that is being counted, and the one that it was typed over: until the count is there,
    /// a moment later, the old one is shown instead of nothing.
    typed_over: RwSignal<(String, String)>,
}

impl Networks {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
            typed_over: RwSignal::default(),
        }
    }

    /// The count of a text, if it is there.
    pub(super) fn get(self, text: &str) -> Option<Network> {
        let known = |text: &str| {
            self.known
                .with(|known| known.iter().rfind(|network| network.text == text).cloned())
        };
        known(text).or_else(|| {
            let (new, old) = self.typed_over.get();
            known(&old).filter(|_| new == text)
        })
    }

    /// What the engine asks of a text.
    pub(super) fn counted(self, text: &str) -> Counted {
        self.ensure(text);
        self.get(text)
            .map_or(Counted::Waiting, |network| network.counted)
    }

    /// What follows from a draft, its networks being counted here.
    pub(super) fn evaluate(self, draft: &Draft) -> Answer {
        answer_with(draft, &|text| self.counted(text))
    }

    /// One text was typed over another.
    pub(super) fn typed_over(self, new: &str, old: &str) {
        self.known
            .update_untracked(|known| known.retain(|network| !network.unasked));
        let (newer, oldest) = self.typed_over.get_untracked();
        let is_known = |text: &str| {
            self.known
                .with_untracked(|k| k.iter().any(|n| n.text == text))
        };
        let old = if newer == old && !is_known(old) {
            oldest
        } else {
            old.into()
        };
        self.typed_over.set((new.into(), old));
    }

    fn is_known(self, text: &str) -> bool {
        self.known
            .with_untracked(|known| known.iter().any(|n| n.text == text))
    }

    /// Has a text counted, unless it was.
    fn ensure(self, text: &str) {
        let is_known = self
            .known
            .with_untracked(|k| k.iter().any(|n| n.text == text));
        let is_asked = self
            .asked
            .with_value(|asked| asked.iter().any(|a| a == text));
        if is_known || is_asked {
            return;
        }
        let text = text.to_owned();
        self.asked.update_value(|asked| asked.push(text.clone()));
        helper::ask("count", &[text.as_str().into()], move |answer| {
            self.asked
                .update_value(|asked| asked.retain(|a| *a != text));
            self.known.update(|known| {
                if known.len() >= KEPT {
                    known.remove(0);
                }
                known.push(network(text, answer));
            });
        });
    }
}

fn network(text: String, answer: Result<Json, String>) -> Network {
    let empty = |counted| Network {
        text: text.clone(),
        counted,
        unasked: false,
        reading: String::new(),
        six_n: None,
        error_at: None,
        rows: Vec::new(),
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(why) => {
            return Network {
                unasked: true,
                ..empty(Counted::Refused(why))
            };
        }
    };
    let counted = if answer.is("error") {
        Counted::Refused(answer.text("error"))
    } else {
        Counted::Pass(ForwardPass {
            multiply_adds: answer.number("multiply_adds").unwrap_or_default(),
            per: match answer.text("per").as_str() {
                "token" => Per::Token,
                "step" => Per::Step,
                _ => Per::Example,
            },
            sequence: answer.number("sequence").map(|length| length as u64),
        })
    };
    let six_n = answer.get("six_n");
    Network {
        reading: answer.text("reading"),
        six_n: answer.is("six_n").then(|| SixN {
            parameters: six_n.text("parameters"),
            words: six_n.text("words"),
            notable: six_n.is("notable"),
        }),
        error_at: answer.number("error_at").map(|at| at as usize),
        rows: answer.get("rows").items().iter().map(row).collect(),
        ..empty(counted)
    }
}

fn row(row: &Json) -> RowCount {
    RowCount {
        output: row.text("output"),
        note: row.text("note"),
        parameters: row.text("parameters"),
        parameter_share: row.number("parameter_share").unwrap_or_default(),
        multiply_adds: row.text("multiply_adds"),
        multiply_add_share: row.number("multiply_add_share").unwrap_or_default(),
    }
}
