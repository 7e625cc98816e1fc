//! What is done in the panels that the workers draw, and what follows in the form.

use super::{Page, Reading, blank};
use crate::app::browser::{self, Entry};
use crate::app::drawn::Drawn;
use crate::app::helper::{Helper, Json};
use crate::app::parts::field::input_id;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Field, Key};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// A panel, as its worker knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Place {
    /// Beside the text of a network.
    Rows,
    /// What was found in files.
    Files,
    /// Of the whole draft.
    Drawn(Drawn),
}

/// An act that its worker is still answering, and those that came after it: each is done to the text
/// that the one before it leaves.
pub(super) struct Doing {
    /// Whether it leaves every row in its place. Where it does not, a further act would meet
    /// another row than the one it was meant for, and is dropped.
    keeps_rows: bool,
    after: Vec<Act>,
}

/// What was done, in which row, with which text; and in which stage, because another may be shown
/// before the answer is there.
#[derive(Clone)]
pub(super) struct Act {
    stage: u16,
    what: String,
    row: u32,
    value: String,
}

impl Page {
    /// Something was done in a panel: its worker says what follows.
    pub(in crate::app) fn act(self, place: Place, what: &str, row: u32, value: &str) {
        let act = Act {
            stage: self.stage.get_untracked(),
            what: what.into(),
            row,
            value: value.into(),
        };
        match place {
            Place::Rows => self.act_on_rows(act),
            Place::Files => {
                // A name that is typed needs no reading, once the panel is there.
                let is_there = !self.files.with_untracked(String::is_empty);
                if !(is_there && what.starts_with("hub")) {
                    self.reading.set(Reading::Busy);
                }
                self.send(place, &act);
            }
            Place::Drawn(_) => self.send(place, &act),
        }
    }

    fn act_on_rows(self, act: Act) {
        if !self.must_wait(&act) {
            self.send(Place::Rows, &act);
        }
    }

    fn send(self, place: Place, act: &Act) {
        let (what, value) = (act.what.as_str(), act.value.as_str());
        let mut with: Vec<JsValue> = vec![what.into(), act.row.into(), value.into()];
        let panel = match place {
            Place::Rows => {
                with.push(self.typed(act.stage, Key::Model).into());
                "rows"
            }
            Place::Files => "files",
            Place::Drawn(panel) => {
                with.push(panel.name().into());
                "panel"
            }
        };
        self.ask(place, panel, &with, act.stage);
    }

    /// Whether an act comes while another one is being answered.
    fn must_wait(self, act: &Act) -> bool {
        let mut waits = true;
        self.doing.update_value(|doing| match doing {
            Some(doing) if doing.keeps_rows => doing.after.push(act.clone()),
            Some(_) => {}
            None => {
                let keeps_rows = match act.what.as_str() {
                    "become" | "repeat" | "repeat-done" | "previous" | "next" => true,
                    // An empty row goes.
                    "become-done" => !act.value.trim().is_empty(),
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
        for act in done.map_or(Vec::new(), |done| done.after) {
            self.act_on_rows(act);
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
    pub(super) fn typed(self, stage: u16, key: Key) -> String {
        let field = Field::new(stage, key);
        self.form
            .with_untracked(|form| form.draft.get(field).unwrap_or_default().to_owned())
    }

    /// Files were dropped or picked.
    pub(in crate::app) fn read_files(self, files: JsValue) {
        self.reading.set(Reading::Busy);
        let stage = self.stage.get_untracked();
        self.ask(Place::Files, "put", &[files], stage);
    }

    fn ask(self, place: Place, what: &str, with: &[JsValue], stage: u16) {
        let opened = self.opened.get_untracked();
        let helper = match place {
            Place::Files => Helper::Files,
            Place::Drawn(panel) => panel.helper(),
            _ => Helper::Panels,
        };
        helper.ask(what, with, move |answer| {
            match answer {
                // Another estimate was opened since: it is not of this one.
                Ok(_) if place != Place::Files && opened != self.opened.get_untracked() => {}
                Ok(change) => self.make(&change, stage),
                Err(why) if place == Place::Files => self.reading.set(Reading::Failed(why)),
                // What cannot be counted or drawn says so where it would be.
                Err(_) => {}
            }
            match place {
                Place::Rows => self.go_on(),
                Place::Drawn(_) => self.drawn.redraw(),
                Place::Files => {}
            }
        });
    }

    /// Takes a figure that a panel offers.
    pub(in crate::app) fn take(self, key: Key, text: String) {
        self.put(self.stage.get_untracked(), key, text);
        browser::focus(input_id(key));
    }

    /// Makes a change that a panel asks for. Back undoes it, where it is one that replaces much.
    fn make(self, change: &Json, stage: u16) {
        if (change.is("html") || change.is("jobs")) && !Helper::Files.is_asked() {
            self.reading.set(Reading::Idle);
        }
        if change.is("html") {
            self.files.set(change.text("html"));
        }
        if change.is("jobs") {
            self.jobs.set(change.text("jobs"));
        }
        if change.is("is_account") {
            self.accounts.update(|count| *count += 1);
        }
        self.write_pending();
        let focus = change
            .is("focus")
            .then(|| change.text("focus"))
            .filter(|_| stage == self.stage.get_untracked());
        if focus.is_some() {
            // What has the focus keeps its text, and may come to stand for something else.
            browser::leave_row();
        }
        if change.is("undoable") && self.is_example() {
            // What was found is of another model than the example's data and hardware.
            self.form.set(Form::new(blank()));
        }
        for field in change.get("fields").items() {
            if let [key, text] = &field.items()[..]
                && let Some(key) = Key::named(&key.as_text())
            {
                let text = text.as_text();
                if key == Key::Model && change.is("network") {
                    self.networks.put(&text, change.get("network"));
                }
                self.put(stage, key, text);
            }
        }
        if let Some(lead) = Key::named(&change.text("lead")) {
            self.count_passes_in(stage, lead);
        }
        let title = change.text("title");
        let before = self.typed(stage, Key::Title);
        let is_ours = before == self.given_title.get_value();
        if (before.trim().is_empty() || is_ours) && !title.is_empty() {
            self.given_title.set_value(title.clone());
            self.put(stage, Key::Title, title);
        }
        if change.is("undoable") {
            self.address.update_value(|address| address.pending = None);
            browser::write_fragment(&self.link.get_untracked(), Entry::Push);
        }
        if let Some(id) = focus {
            browser::focus(id);
        }
    }

    /// Puts a text into a field, and shows the way that it leads.
    fn put(self, stage: u16, key: Key, text: String) {
        self.before(stage, key, &text);
        self.edit(|form| form.take(Field::new(stage, key), text));
    }

    /// Shows tokens or examples, but not in place of steps and batch, which may be of either.
    fn count_passes_in(self, stage: u16, lead: Key) {
        let stays = self.form.with_untracked(|form| {
            let chosen = Group::Passes.chosen(&form.draft, stage);
            let is_filled = form.draft.is_filled(Field::new(stage, chosen));
            chosen == lead || is_filled && chosen == Key::Steps
        });
        if !stays {
            self.edit(|form| form.choose(Group::Passes, stage, lead));
        }
    }
}
