//! The worked example that was opened last. While the form is as the example's source has it, the
//! page shows the source, and the first input begins an estimate of one's own.
//!
//! The page has the note of the first example; the part with the panels has those of the others.

use super::Page;
use crate::catalog;
use crate::draft::alternatives::Form;
use crate::draft::{Draft, Key, link, own};
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::page::parts::field::input_id;
use crate::panel::PanelId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::untrack;

/// The printed figure, and a note with the source.
type Note = (String, String);

impl Page {
    /// Opens an example from the list, and closes the list; or one that belongs to the title.
    pub(in crate::page) fn open_example(self, link: &str) {
        let is_open = |panel| untrack(|| self.panels.is_open(panel));
        let is_of_title = is_open(PanelId::Names) && !is_open(PanelId::Examples);
        self.open(link::decode(link).draft);
        if is_of_title {
            browser::return_focus(input_id(Key::Title));
        } else {
            self.set_open(PanelId::Examples, false);
            browser::focus("examples-button".into());
        }
    }

    /// Closes the list of examples at Escape.
    pub(in crate::page) fn close_examples(self, event: &KeyboardEvent) {
        if event.key() == "Escape" && untrack(|| self.panels.is_open(PanelId::Examples)) {
            self.set_open(PanelId::Examples, false);
            browser::focus("examples-button".into());
        }
    }

    /// Returns whether the form is as the example has it. A number that is typed then begins an estimate of one's own.
    pub(in crate::page) fn is_example_untouched(self) -> bool {
        self.is_untouched.get()
    }

    /// Returns the note of the open example, while the form is as its source has it.
    pub(in crate::page) fn example_note(self) -> Derived<Option<Note>> {
        Derived::new(move || {
            self.example.with(|example| {
                let example = example.as_ref()?;
                let is_shown = self.form.with(|form| form.draft == *example);
                is_shown.then(|| self.note_of(example))?
            })
        })
    }

    fn note_of(self, example: &Draft) -> Option<Note> {
        let link = link::encode(example);
        let first = catalog::first_example();
        if link == first.link {
            return Some((first.printed(), first.about()));
        }
        // The note is not essential: if the part cannot be loaded, there is none.
        self.panel_part.ask(|part| part.example(&link))?
    }

    /// Remembers an opened draft if it is an example, wherever it was opened from.
    pub(super) fn remember_example(self, draft: &Draft) {
        let is_example = catalog::is_example(&link::encode(draft));
        self.is_untouched.set(is_example);
        if is_example {
            self.example.set(Some(draft.clone()));
        }
    }

    /// Returns the draft before a change of it, while the next input begins an estimate of one's own.
    pub(super) fn untouched(self) -> Option<Draft> {
        let is_untouched = self.is_untouched.get();
        is_untouched.then(|| self.form.with_untracked(|form| form.draft.clone()))
    }

    /// Clears the example if the change was that of an input, with a history entry of its own, so that
    /// Back returns to the example.
    pub(super) fn begin_own(self, form: &mut Form, before: Option<Draft>) {
        let example = before.and_then(|before| Some((before, self.example.get_untracked()?)));
        let begun = example.and_then(|(before, example)| own::begin(form, &before, &example));
        if begun.is_some() {
            self.is_untouched.set(false);
            self.is_new_entry.set(true);
            self.begun.set(begun);
        }
    }

    /// Takes the first input back: the cleared example is shown again as it was.
    pub(in crate::page) fn reopen_example(self) {
        if let Some(begun) = self.begun.get_untracked() {
            self.write_pending();
            self.leave_rows();
            self.show(begun.before);
            self.stage.set(begun.stage);
            self.push_address();
            browser::return_focus(input_id(begun.field.key));
        }
    }

    /// Puts the other values of the cleared example back around what was typed. Nothing is cleared from then on.
    pub(in crate::page) fn keep_other_values(self) {
        if let Some(begun) = self.begun.get_untracked() {
            self.leave_rows();
            self.press(format!("Kept the values of {}", begun.title), || {
                self.form.update(|form| *form = begun.merge(&form.draft));
                self.stage.set(begun.stage);
                self.opened.update(|count| *count += 1);
            });
            self.begun.set(None);
            browser::return_focus(input_id(begun.field.key));
        }
    }
}
