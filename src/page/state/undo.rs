//! “Undo” of the last press.

use super::Page;
use crate::draft::alternatives::Form;
use crate::page::browser;
use leptos::prelude::*;

/// The last press, and the form before it.
#[derive(Clone, PartialEq)]
pub(in crate::page) struct Undo {
    /// Says what the press did, for the line with the button.
    pub what: String,
    form: Form,
    stage: u16,
    /// The text in the box for a passage.
    passage: String,
    /// The element that was pressed.
    pressed: String,
}

impl Page {
    /// Makes a change at a press. It is an entry of the history, so that Back takes it back, as “Undo” does.
    pub(super) fn press(self, what: String, change: impl FnOnce()) {
        self.write_pending();
        let before = Undo {
            what,
            form: self.form.with_untracked(Clone::clone),
            stage: self.stage.get_untracked(),
            passage: self.passage.get_untracked(),
            pressed: browser::focused_id(),
        };
        self.forget_forgotten();
        let link = self.link.get_untracked();
        change();
        let has_new_link = self.link.get_untracked() != link;
        if has_new_link {
            self.push_address();
        }
        if has_new_link || self.passage.get_untracked() != before.passage {
            self.undo.set(Some(before));
            // One “Undo” at a time.
            self.begun.set(None);
        }
    }

    /// Takes the last press back, and returns whether there was one. The focus goes where it was, or to the
    /// answer.
    pub(in crate::page) fn take_back(self) -> bool {
        let Some(undo) = self.undo.get_untracked() else {
            return false;
        };
        self.write_pending();
        self.leave_rows();
        self.form.set(undo.form);
        self.stage.set(undo.stage);
        self.passage.set(undo.passage);
        self.opened.update(|count| *count += 1);
        self.undo.set(None);
        self.push_address();
        let pressed = match undo.pressed.as_str() {
            "" => "result".into(),
            _ => undo.pressed,
        };
        browser::return_focus(pressed);
        true
    }

    /// Forgets the last press: what is typed now would be lost with it.
    pub(super) fn forget_undo(self) {
        if self.undo.with_untracked(Option::is_some) {
            self.undo.set(None);
        }
        self.forget_forgotten();
    }

    fn forget_forgotten(self) {
        if self
            .forgotten
            .with_untracked(|forgotten| !forgotten.is_empty())
        {
            self.forgotten.set(Vec::new());
        }
    }
}
