//! The box for a passage: its part, and the form that it fills in.

use super::Page;
use crate::draft::alternatives::Form;
use crate::draft::{Draft, Field};
use crate::page::browser;
use crate::page::parts::field::input_id;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

impl Page {
    /// Asks for the part that reads a passage. A second call must not draw its view, which has the state, again.
    pub(in crate::page) fn open_passage(self) {
        if !self.is_passage_open.get_untracked() {
            self.is_passage_open.set(true);
        }
    }

    /// Returns the view of what was read, once its part is loaded.
    pub(in crate::page) fn passage_view(self) -> Option<AnyView> {
        self.passage_part.track();
        let views = self.passage_part.ask(|part| part.0)?;
        Some(untrack(|| views.view(self)))
    }

    /// Returns whether the part that reads a passage could not be loaded.
    pub(in crate::page) fn has_passage_failed(self) -> bool {
        self.passage_part.has_failed()
    }

    /// Takes the text that was typed into the box.
    pub(in crate::page) fn type_passage(self, text: String) {
        self.passage_part.retry();
        self.passage_note.set(String::new());
        self.passage.set(text);
        // A text can get there without the focus: it is dropped, dictated, or typed by a program.
        self.open_passage();
    }

    /// Reads files that were dropped on the box.
    pub(in crate::page) fn drop_on_passage(self, files: JsValue) {
        self.open_passage();
        self.passage_part.retry();
        self.passage_part.when_settled(move || {
            if let Some(views) = untrack(|| self.passage_part.ask(|part| part.0)) {
                views.take_files(self, &files);
            }
        });
    }

    /// Returns the form.
    pub(in crate::page) fn form_as_it_is(self) -> Form {
        self.form.get_untracked()
    }

    /// Reads the draft. A reactive caller runs again when it changes.
    pub(in crate::page) fn with_draft<U>(self, read: impl FnOnce(&Draft) -> U) -> U {
        self.form.with(|form| read(&form.draft))
    }

    /// Returns the example in the form if nobody has changed its inputs. A passage takes its place.
    pub(in crate::page) fn example_to_replace(self) -> Option<Draft> {
        let example = self.example.get_untracked()?;
        let is_shown = self
            .form
            .with_untracked(|form| form.draft == example || self.is_untouched.get());
        is_shown.then_some(example)
    }

    /// Takes a form that a passage has filled in. Says what was done, for “Undo”, unless a key of the box did it.
    pub(in crate::page) fn take_form(self, form: Form, what: Option<String>) {
        match what {
            Some(what) => self.press(what, || self.set_form(form)),
            None => self.set_form(form),
        }
    }

    fn set_form(self, form: Form) {
        self.is_untouched.set(false);
        self.begun.set(None);
        let stages = form.draft.stages();
        self.edit(|old| *old = form);
        if !stages.contains(&self.stage.get_untracked()) {
            self.stage.set(stages[0]);
        }
    }

    /// Takes a form and empties the box, at a press.
    pub(in crate::page) fn empty_passage(self, form: Form, what: String) {
        self.press(what, move || {
            self.set_form(form);
            self.passage.set(String::new());
        });
    }

    /// Shows a field's stage, and moves the focus to the field.
    pub(in crate::page) fn go_to(self, field: Field) {
        if field.stage > 0 && field.stage != self.stage.get_untracked() {
            self.stage.set(field.stage);
        }
        browser::return_focus(input_id(field.key));
    }
}
