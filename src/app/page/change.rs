//! What is done in the panels that the workers draw, and what follows in the form.

use super::{Page, Reading, blank};
use crate::app::browser::{self, Entry};
use crate::app::helper::{Helper, Json};
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Field, Key, link};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// An act that its worker is still answering, and those that came after it: each is done to the text
/// that the one before it leaves.
pub(super) struct Doing {
    /// Whether it leaves every row in its place. Where it does not, a further act would meet
    /// another row than the one it was meant for, and is dropped.
    keeps_rows: bool,
    after: Vec<(String, u32, String)>,
}

impl Page {
    /// Something was done in a panel: its worker says what follows.
    pub(in crate::app) fn act(self, helper: Helper, what: &str, row: u32, value: &str) {
        if helper == Helper::Networks && self.must_wait(what, row, value) {
            return;
        }
        // A name that is typed needs no reading, once the panel is there.
        let is_quiet = what.starts_with("hub") && !self.files.with_untracked(String::is_empty);
        if helper == Helper::Files && !is_quiet {
            self.reading.set(Reading::Busy);
        }
        let text = self.typed(Key::Model);
        self.ask(
            helper,
            "act",
            &[text.into(), what.into(), row.into(), value.into()],
        );
    }

    /// Whether an act comes while another one is being answered.
    fn must_wait(self, what: &str, row: u32, value: &str) -> bool {
        let mut waits = true;
        self.doing.update_value(|doing| match doing {
            Some(doing) if doing.keeps_rows => doing.after.push((what.into(), row, value.into())),
            Some(_) => {}
            None => {
                let keeps_rows = match what {
                    "become" | "repeat" | "repeat-done" | "previous" | "next" => true,
                    // An empty row goes.
                    "become-done" => !value.trim().is_empty(),
                    _ => false,
                };
                let after = Vec::new();
                *doing = Some(Doing { keeps_rows, after });
                waits = false;
            }
        });
        waits
    }

    /// An act was answered: on with those that came after it.
    fn go_on(self) {
        let done = self.doing.try_update_value(Option::take).flatten();
        for (what, row, value) in done.map_or(Vec::new(), |done| done.after) {
            self.act(Helper::Networks, &what, row, &value);
        }
    }

    /// Takes the focus out of the rows, before they come to stand for something else, without what
    /// leaving one would do.
    pub(super) fn leave_rows(self) {
        let before = self.doing.try_update_value(|doing| {
            doing.replace(Doing {
                keeps_rows: false,
                after: Vec::new(),
            })
        });
        browser::leave_row();
        self.doing.set_value(before.flatten());
    }

    /// What is typed in a field. Its own text follows the form a moment later.
    fn typed(self, key: Key) -> String {
        let field = Field::new(self.stage.get_untracked(), key);
        self.form
            .with_untracked(|form| form.draft.get(field).unwrap_or_default().to_owned())
    }

    /// Files were dropped or picked.
    pub(in crate::app) fn read_files(self, files: JsValue) {
        self.reading.set(Reading::Busy);
        self.ask(Helper::Files, "put", &[files]);
    }

    fn ask(self, helper: Helper, what: &str, with: &[JsValue]) {
        helper.ask(what, with, move |answer| {
            match answer {
                Ok(change) => self.make(&change),
                // What cannot be counted says so beside its text.
                Err(_) if helper == Helper::Networks => {}
                Err(why) => self.reading.set(Reading::Failed(why)),
            }
            if helper == Helper::Networks {
                self.go_on();
            }
        });
    }

    /// Makes a change that a panel asks for. Back undoes it, where it is one that replaces much.
    fn make(self, change: &Json) {
        if change.is("html") {
            if !Helper::Files.is_asked() {
                self.reading.set(Reading::Idle);
            }
            self.files.set(change.text("html"));
        }
        self.write_pending();
        if change.is("focus") {
            // What has the focus keeps its text, and may come to stand for something else.
            browser::leave_row();
        }
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
                if key == Key::Model && change.is("network") {
                    self.networks.put(&text, change.get("network"));
                    self.set_text(key, text);
                } else if !text.is_empty() {
                    self.set_text(key, text);
                }
            }
        }
        let title = change.text("title");
        if self.typed(Key::Title).trim().is_empty() && !title.is_empty() {
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

    /// Whether a worked example is shown as its source has it, or only its layers are asked for.
    fn is_example(self) -> bool {
        let link = self.link.get_untracked();
        catalog::examples().iter().any(|example| {
            let mut form = Form::new(link::decode(example.link).draft);
            form.choose(Group::Forward, 1, Key::Model);
            example.link == link || link::encode(&form.draft) == link
        })
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
