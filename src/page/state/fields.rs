//! The text and the problem of each field of the form, in the stage that is shown.

use super::Page;
use crate::answer::{Problem, Severity};
use crate::draft::{Field, Key};
use crate::page::parts::erased::State;
use leptos::prelude::*;

/// The text of a field, and its problem.
#[derive(Clone, Copy)]
pub(super) struct FieldState {
    text: RwSignal<String>,
    problem: State<Option<Problem>>,
}

impl FieldState {
    /// Returns one state for each key, in the order of the keys.
    pub(super) fn of_all() -> Vec<Self> {
        let empty = Key::ALL.map(|_| Self {
            text: RwSignal::default(),
            problem: State::new(None),
        });
        empty.into()
    }
}

impl Page {
    /// Updates each field's text and problem in one pass, and only those that have changed. If
    /// every field were derived from the form, each key would wake some five effects a field to
    /// look for a change.
    pub(super) fn update_fields(self) {
        let stage = self.stage.get();
        let blank = self.is_blank.get();
        let of_panels = self.panels.problems();
        self.answer.with(|answer| {
            self.form.with(|form| {
                self.fields.with(|fields| {
                    for (key, state) in Key::ALL.into_iter().zip(fields) {
                        let field = Field::new(stage, key);
                        let of_panels = of_panels.iter().filter(|p| p.field == field);
                        // The gravest problem, and among equals the first. In an empty form nothing
                        // counts as missing.
                        let problem = answer
                            .problems_of(field)
                            .chain(of_panels)
                            .filter(|problem| !self.is_early(problem))
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

    /// Returns the text of a field.
    pub(in crate::page) fn text(self, key: Key) -> RwSignal<String> {
        self.state(key).text
    }

    /// Returns the gravest problem of a field.
    pub(in crate::page) fn problem(self, key: Key) -> State<Option<Problem>> {
        self.state(key).problem
    }
}
