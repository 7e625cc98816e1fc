//! The worked example that was opened last: while the form is as its source has it, the page says so,
//! and what is found for another model does not keep its data and hardware.
//!
//! The page has only the first one's texts; those of the others it asks of the worker.

use super::Page;
use crate::app::browser;
use crate::app::drawn::Drawn;
use crate::app::helper::Helper;
use crate::app::parts::erased::Derived;
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Draft, Key, link};
use leptos::prelude::GetUntracked;

/// An example, as far as the page knows it.
pub(super) struct Example {
    draft: Draft,
    note: Option<Note>,
}

/// What the source printed; the note and the source.
type Note = (String, String);

impl Page {
    /// Opens an example from the list, and closes the list.
    pub(in crate::app) fn open_example(self, link: &str) {
        self.open(link::decode(link).draft);
        self.drawn.set_open(Drawn::Examples, false);
        browser::focus("examples-button".into());
    }

    /// What the source of an example says, while it is shown as that has it.
    pub(in crate::app) fn example_note(self) -> Derived<Option<Note>> {
        Derived::new(move || {
            self.example.with(|example| {
                let example = example.as_ref()?;
                let is_shown = self.form.with(|form| form.draft == example.draft);
                is_shown.then(|| example.note.clone())?
            })
        })
    }

    /// Remembers a draft that is opened, from wherever it comes, if it is an example.
    pub(super) fn remember_example(self, draft: &Draft) {
        let link = link::encode(draft);
        if !catalog::is_example(&link) {
            return;
        }
        let first = catalog::first_example();
        let is_first = link == first.link;
        self.example.set(Some(Example {
            draft: draft.clone(),
            note: is_first.then(|| (first.printed(), first.about())),
        }));
        if !is_first {
            self.ask_for_note(link);
        }
    }

    fn ask_for_note(self, link: String) {
        let question = [link.as_str().into()];
        Helper::Panels.ask("example", &question, move |answer| {
            // Without a worker there is no note: the estimate needs none.
            let note = answer.map_or(Vec::new(), |answer| answer.items());
            if let [printed, about] = &note[..] {
                self.example.update(|example| {
                    // Another one may have been opened since.
                    let example = example.as_mut();
                    if let Some(example) = example.filter(|e| link::encode(&e.draft) == link) {
                        example.note = Some((printed.as_text(), about.as_text()));
                    }
                });
            }
        });
    }

    /// Whether an example is shown as its source has it, or only its layers are asked for.
    pub(super) fn is_example(self) -> bool {
        let link = self.link.get_untracked();
        self.example.with_untracked(|example| {
            example.as_ref().is_some_and(|example| {
                let mut form = Form::new(example.draft.clone());
                form.choose(Group::Forward, 1, Key::Model);
                [&example.draft, &form.draft]
                    .into_iter()
                    .any(|draft| link::encode(draft) == link)
            })
        })
    }
}
