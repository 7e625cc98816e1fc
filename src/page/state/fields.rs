//! What each field of the form shows, in the stage that is shown.

use super::Page;
use crate::answer::{Problem, Severity};
use crate::draft::{Field, Key};
use crate::page::parts::erased::State;
use leptos::prelude::*;

/// A text and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct FieldState {
    text: RwSignal<String>,
    problem: State<Option<Problem>>,
}

impl FieldState {
    /// One for each key, in their order.
    pub(super) fn of_all() -> Vec<Self> {
        let empty = Key::ALL.map(|_| Self {
            text: RwSignal::default(),
            problem: State::new(None),
        });
        empty.into()
    }
}

impl Page {
    /// Gives each field its text and its problem. One pass, and only what is new is passed on: were
    /// every field derived from the form, each keystroke would ask each of them, some five effects
    /// apiece, whether it has changed.
    pub(super) fn share_out(self) {
        let stage = self.stage.get();
        let blank = self.is_blank.get();
        self.answer.with(|answer| {
            self.form.with(|form| {
                self.fields.with(|fields| {
                    for (key, state) in Key::ALL.into_iter().zip(fields) {
                        let field = Field::new(stage, key);
                        // The gravest problem, of several the first. In an empty form nothing is missing yet.
                        let problem = answer
                            .problems_of(field)
                            .reduce(|first, p| {
                                if p.severity > first.severity {
                                    p
                                } else {
                                    first
                                }
                            })
                            .filter(|p| p.severity != Severity::Missing || !blank);
                        if state.problem.with_untracked(|old| old.as_ref() != problem) {
                            state.problem.set(problem.cloned());
                        }
                        let text = form.draft.get(field).unwrap_or_default();
                        if state.text.with_untracked(|old| old != text) {
                            state.text.set(text.to_owned());
                        }
                    }
                });
            });
        });
    }

    fn state(self, key: Key) -> FieldState {
        self.fields.with(|fields| fields[key as usize])
    }

    /// The text of a field.
    pub(in crate::page) fn text(self, key: Key) -> RwSignal<String> {
        self.state(key).text
    }

    /// The gravest problem of a field.
    pub(in crate::page) fn problem(self, key: Key) -> State<Option<Problem>> {
        self.state(key).problem
    }
}
