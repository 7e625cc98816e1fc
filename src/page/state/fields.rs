//! The text and the problem of each field of the form, in the stage that is shown.

use super::Page;
use crate::answer::{Problem, Severity};
use crate::draft::{Field, Key};
use crate::page::browser::Timeout;
use crate::page::parts::erased::State;
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which a field says what is wrong with its text.
const PROBLEM_PAUSE_MS: u32 = 1000;

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

    /// Holds back what is wrong with the text of a field until typing rests. A problem that is shown already changes
    /// with the text.
    pub(super) fn hold_problem(self, key: Key) {
        let has_list = key == Key::Hardware;
        let problem = self.problem(key);
        let is_wrong = |problem: &Problem| problem.severity != Severity::Missing;
        let is_shown = problem.with_untracked(|problem| problem.as_ref().is_some_and(is_wrong));
        let field = Field::new(self.stage.get_untracked(), key);
        let held = (has_list || !is_shown).then_some(field);
        if self.typing.get_untracked() != held {
            self.typing.set(held);
        }
        // The list of chips says enough until it is closed.
        let later = || Timeout::new(PROBLEM_PAUSE_MS, move || self.show_problem());
        self.pending_problem
            .set((!has_list && held.is_some()).then(later));
    }

    /// Lets the field that is typed in say what is wrong with its text.
    pub(in crate::page) fn show_problem(self) {
        self.pending_problem.set(None);
        if self.typing.get_untracked().is_some() {
            self.typing.set(None);
        }
    }

    /// Returns whether this field is typed in, and holds its problem back.
    pub(in crate::page) fn is_typing(self, key: Key) -> bool {
        let typing = self.typing.get_untracked();
        typing.is_some_and(|field| field.key == key)
    }

    /// Returns whether a problem waits for a pause in typing.
    pub(in crate::page) fn is_early(self, problem: &Problem) -> bool {
        let is_held = match problem.severity {
            Severity::Error => true,
            Severity::Missing => false,
            Severity::Warning | Severity::Note => problem.field.key != Key::Hardware,
        };
        is_held && self.typing.get() == Some(problem.field)
    }
}
