//! The worked example that was opened last: while the form is as its source has it, the page says so,
//! and what is found for another model does not keep its data and hardware.
//!
//! The page has the texts of the first one; those of the others are in the part with the panels.

use super::Page;
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Draft, Key, link};
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::panel::PanelId;
use leptos::prelude::GetUntracked;

/// The printed figure; the note and the source.
type Note = (String, String);

impl Page {
    /// Opens an example from the list, and closes the list.
    pub(in crate::page) fn open_example(self, link: &str) {
        self.open(link::decode(link).draft);
        self.set_open(PanelId::Examples, false);
        browser::focus("examples-button".into());
    }

    /// What the source of an example printed, while it is shown as the source has it.
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
        // The estimate needs no note: where the part cannot be loaded, there is none.
        self.panel_part.ask(|part| part.example(&link))?
    }

    /// Remembers a draft that is opened, from wherever it comes, if it is an example.
    pub(super) fn remember_example(self, draft: &Draft) {
        if catalog::is_example(&link::encode(draft)) {
            self.example.set(Some(draft.clone()));
        }
    }

    /// Whether an example is shown as its source has it, or only its layers are asked for.
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
