//! What is done in the panels that the workers draw, and what follows in the form.

use super::{Page, Reading, blank};
use crate::app::browser::{self, Entry};
use crate::app::helper::{Helper, Json};
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Field, Key};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

impl Page {
    /// Something was done in a panel: its worker says what follows.
    pub(in crate::app) fn act(self, helper: Helper, what: &str, row: u32, value: &str) {
        let text = self.text(Key::Model).get_untracked();
        self.ask(
            helper,
            "act",
            &[text.into(), what.into(), row.into(), value.into()],
        );
    }

    /// Files were dropped or picked.
    pub(in crate::app) fn read_files(self, files: JsValue) {
        self.ask(Helper::Files, "put", &[files]);
    }

    fn ask(self, helper: Helper, what: &str, with: &[JsValue]) {
        if helper == Helper::Files {
            self.reading.set(Reading::Busy);
        }
        helper.ask(what, with, move |answer| match answer {
            Ok(change) => self.make(&change),
            // What cannot be counted says so beside its text.
            Err(_) if helper == Helper::Networks => {}
            Err(why) => self.reading.set(Reading::Failed(why)),
        });
    }

    /// Makes a change that a panel asks for. Back undoes it, where it is one that replaces much.
    fn make(self, change: &Json) {
        if change.is("html") {
            self.reading.set(Reading::Idle);
            self.files.set(change.text("html"));
        }
        self.write_pending();
        if change.is("undoable") && self.is_example() {
            // What was found is of another model than the example's data and hardware.
            self.form.set(Form::new(blank()));
        }
        for field in change.get("fields").items() {
            let [key, text] = &field.items()[..] else {
                continue;
            };
            let (key, text) = (Key::named(&key.as_text()), text.as_text());
            if let Some(key) = key {
                self.lead_with(key, text.is_empty());
                if !text.is_empty() {
                    self.set_text(key, text);
                }
            }
        }
        let title = change.text("title");
        let is_untitled = self
            .text(Key::Title)
            .with_untracked(|title| title.trim().is_empty());
        if is_untitled && !title.is_empty() {
            self.set_text(Key::Title, title);
        }
        if change.is("undoable") {
            self.address.update_value(|address| address.pending = None);
            browser::write_fragment(&self.link.get_untracked(), Entry::Push);
        }
        if change.is("focus") {
            browser::focus(change.text("focus"));
        }
    }

    /// Whether a worked example is shown as its source has it.
    fn is_example(self) -> bool {
        let link = self.link.get_untracked();
        catalog::examples()
            .iter()
            .any(|example| example.link == link)
    }

    /// Shows the way that a field leads; if it is to be left empty, only where no other is filled in.
    fn lead_with(self, key: Key, empty: bool) {
        let stage = self.stage.get_untracked();
        for group in [Group::Forward, Group::Passes] {
            let leads = group.ways().iter().any(|way| way[0] == key);
            let stays = self.form.with_untracked(|form| {
                let chosen = group.chosen(&form.draft, stage);
                chosen == key || empty && form.draft.is_filled(Field::new(stage, chosen))
            });
            if leads && !stays {
                self.choose(group, key);
            }
        }
    }
}
