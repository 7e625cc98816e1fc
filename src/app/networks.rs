//! The networks of the draft, as the worker counted them.

use super::helper::{Helper, Json};
use crate::answer::{Counted, ForwardPass};
use crate::app::parts::erased::State;
use crate::architecture::Per;
use leptos::prelude::*;
use std::sync::Arc;

/// How many counts are kept, when something is typed. Not when one comes in: were those of more
/// stages to push each other out, they would be asked for without end.
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
    /// HTML: what can be done with it as a whole.
    pub tools: String,
    /// HTML: row by row.
    pub rows: String,
}

/// Every network that was counted lately, the newest last.
#[derive(Clone, Copy)]
pub(super) struct Networks {
    known: State<Vec<Arc<Network>>>,
    asked: StoredValue<Vec<String>>,
    /// A text that is being counted, and the one that it was typed over: until the count is there,
    /// a moment later, the old one is shown instead of nothing.
    typed_over: State<(String, String)>,
}

impl Networks {
    pub(super) fn new() -> Self {
        Self {
            known: State::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
            typed_over: State::new(Default::default()),
        }
    }

    /// The count of a text, if it is there.
    pub(super) fn get(self, text: &str) -> Option<Arc<Network>> {
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
            .map_or(Counted::Waiting, |network| network.counted.clone())
    }

    /// One text was typed over another.
    pub(super) fn typed_over(self, new: &str, old: &str) {
        self.known.update_untracked(|known| {
            let mut left = known.len();
            known.retain(|network| {
                left -= 1;
                left < KEPT && !network.unasked
            });
        });
        let (newer, oldest) = self.typed_over.get_untracked();
        let old = if newer == old && !self.is_known(old) {
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
        let is_asked = self
            .asked
            .with_value(|asked| asked.iter().any(|a| a == text));
        if is_asked || self.is_known(text) {
            return;
        }
        let text = text.to_owned();
        self.asked.update_value(|asked| asked.push(text.clone()));
        Helper::Panels.ask("count", &[text.as_str().into()], move |answer| {
            self.asked
                .update_value(|asked| asked.retain(|a| *a != text));
            self.keep(network(text, answer));
        });
    }

    /// Keeps a count that came along with something else.
    pub(super) fn put(self, text: &str, answer: Json) {
        if !self.is_known(text) {
            self.keep(network(text.into(), Ok(answer)));
        }
    }

    fn keep(self, network: Network) {
        self.known.update(|known| known.push(Arc::new(network)));
    }

    /// What is shown of a text, also of none: what it could begin with.
    pub(super) fn drawn(self, text: &str) -> Option<Arc<Network>> {
        self.ensure(text);
        self.get(text)
    }
}

fn network(text: String, answer: Result<Json, String>) -> Network {
    let (unasked, answer) = match answer {
        Ok(answer) => (false, answer),
        Err(why) => (true, Json::with("error", &why)),
    };
    let counted = if text.trim().is_empty() {
        Counted::Waiting
    } else if answer.is("error") {
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
    Network {
        text,
        counted,
        unasked,
        reading: answer.text("reading"),
        tools: answer.text("tools"),
        rows: answer.text("rows"),
    }
}
