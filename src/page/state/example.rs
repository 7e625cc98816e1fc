//! The worked example that was opened last. While the form is as the example's source has it, the
//! page shows the source, and importing another model clears the example's data and hardware.
//!
//! The page has the note of the first example; the part with the panels has those of the others.

use super::Page;
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Draft, Key, link};
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::panel::PanelId;
use leptos::prelude::GetUntracked;

/// The printed figure, and a note with the source.
type Note = (String, String);

impl Page {
    /// Opens an example from the list, and closes the list.
    pub(in crate::page) fn open_example(self, link: &str) {
        self.open(link::decode(link).draft);
        self.set_open(PanelId::Examples, false);
        browser::focus("examples-button".into());
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
        if catalog::is_example(&link::encode(draft)) {
            self.example.set(Some(draft.clone()));
        }
    }

    /// Returns whether the form is as an example's source has it, apart from a forward pass
    /// switched to layers.
    pub(super) fn is_example(self) -> bool {
        let link = self.link.get_untracked();
        self.example.with_untracked(|example| {
            example.as_ref().is_some_and(|example| {
                let mut form = Form::new(example.clone());
                form.choose(Group::Forward, 1, Key::Model);
                [example, &form.draft]
                    .into_iter()
                    .any(|draft| link::encode(draft) == link)
            })
        })
    }
}
