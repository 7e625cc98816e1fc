//! Applies user actions in panels to the form.

use super::{Content, Page, ReaderStatus};
use crate::answer::Choice;
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Field, Key, Provenance, own};
use crate::page::browser::{self, Kept};
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::field::input_id;
use crate::page::reader::{self, Program};
use crate::panel::{Action, Change, Clearing, DrawnBy, DrawnReply, FilesAction, PanelId, Request};
use wasm_bindgen::JsValue;

impl Page {
    /// Applies a user action in a panel.
    pub(in crate::page) fn act(self, action: Action) {
        let drawn_by = match &action {
            Action::Files(action) => return self.ask(Request::Files(action.clone())),
            Action::Jobs(action) => return self.ask(Request::Jobs(action.clone())),
            Action::Report(_) | Action::Share(_) => DrawnBy::Reports,
            Action::Inference(_) => DrawnBy::Forms,
            Action::Compare(_) | Action::Study(_) => DrawnBy::Context,
            Action::Press(_)
            | Action::Hardware(_)
            | Action::Utilization(_)
            | Action::Base(_)
            | Action::Names(_)
            | Action::Scope(_)
            | Action::Costs(_) => DrawnBy::Panels,
        };
        if self.is_leaving.get() {
            return;
        }
        let input = self.panel_input();
        let change = match drawn_by {
            DrawnBy::Reports => self.report_part.update(|part| part.act(&input, action)),
            DrawnBy::Context => self.context_part.update(|part| part.act(&input, action)),
            DrawnBy::Forms => self.form_part.update(|part| part.act(&input, action)),
            DrawnBy::Panels => self.panel_part.update(|part| part.act(&input, action)),
        };
        if let Some(change) = change {
            self.apply_change(change, input.stage, None);
            self.panels.request_draw();
        }
    }

    /// Asks the worker to act in the panel of files or of jobs.
    pub(in crate::page) fn ask(self, request: Request) {
        // A model's name that is being typed needs no reading, so the page does not show that it is busy once the
        // panel is there.
        let is_there = self.panels.content(PanelId::Files).get_untracked() != Content::Nothing;
        let is_name = matches!(request, Request::Files(FilesAction::Hub(_)));
        if !(is_there && is_name) {
            self.reader_status.set(ReaderStatus::Busy);
        }
        self.ask_worker(request, JsValue::UNDEFINED);
    }

    /// Reads files that were dropped or picked.
    pub(in crate::page) fn read_files(self, files: JsValue) {
        self.reader_status.set(ReaderStatus::Busy);
        self.ask_worker(Request::Put, files);
    }

    /// Sends a request to the worker. The part that shows what was found writes the request and reads
    /// the reply, so it is loaded first.
    fn ask_worker(self, request: Request, files: JsValue) {
        let stage = self.stage.get_untracked();
        self.found_part.retry();
        self.found_part.when_settled(move || {
            let Some(request) = self.found_part.ask(|part| part.write(&request)) else {
                return self.reader_status.set(ReaderStatus::Failed(NOT_LOADED));
            };
            reader::ask(
                Program::Files,
                &request,
                &files,
                move |answer| match answer {
                    Ok(answer) => {
                        let reply = self.found_part.ask(|part| part.read(&answer));
                        self.take_reply(reply.unwrap_or_default(), stage);
                    }
                    Err(why) => self.reader_status.set(ReaderStatus::Failed(why)),
                },
            );
        });
    }

    fn take_reply(self, reply: DrawnReply, stage: u16) {
        if !reader::is_busy(Program::Files) {
            self.reader_status.set(ReaderStatus::Idle);
        }
        for (panel, pieces) in [(PanelId::Files, reply.files), (PanelId::Jobs, reply.jobs)] {
            if let Some(pieces) = pieces {
                self.panels.show(panel, Content::Pieces, pieces);
            }
        }
        self.panels.show_controls();
        if reply.is_account {
            self.account_count.update(|count| *count += 1);
        }
        self.apply_change(reply.change, stage, Some(Provenance::File));
    }

    /// Takes the focus out of a panel's rows before the rows change their meaning, and suppresses
    /// the action of leaving a row.
    pub(super) fn leave_rows(self) {
        self.is_leaving.set(true);
        browser::leave_row();
        self.is_leaving.set(false);
    }

    /// Returns the text of a field as it was typed. The field's own signal follows the form a
    /// moment later.
    pub(super) fn typed(self, stage: u16, key: Key) -> String {
        let field = Field::new(stage, key);
        self.form
            .with_untracked(|form| form.draft.get(field).unwrap_or_default().to_owned())
    }

    /// Puts a figure that a panel offers into its field.
    pub(in crate::page) fn fill_field(self, key: Key, text: String, from: Option<Provenance>) {
        let stage = self.stage.get_untracked();
        self.press(press_message(key, &text), || {
            self.put(stage, key, text, from)
        });
        browser::focus(input_id(key));
    }

    /// Puts a recommended value into its field.
    pub(in crate::page) fn recommend(self, key: Key, text: &str) {
        let stage = self.stage.get_untracked();
        self.press(press_message(key, text), || {
            self.put(stage, key, text.into(), Some(Provenance::Recommended));
        });
    }

    /// Applies a change that a panel asks for. A change that replaces much gets a history entry, so
    /// that Back and “Undo” take it back.
    pub(super) fn apply_change(self, change: Change, stage: u16, from: Option<Provenance>) {
        let (focus, undoable) = (change.focus.clone(), change.undoable);
        if let Some(report) = &change.report {
            Kept::Report.write(report);
            self.form_part.retry();
            self.report.set(report.clone());
        }
        if undoable {
            self.press("Filled in".into(), || self.make(change, stage, from));
        } else {
            self.make(change, stage, from);
        }
        if !focus.is_empty() && stage == self.stage.get_untracked() {
            browser::focus(focus);
        }
    }

    fn make(self, change: Change, mut stage: u16, from: Option<Provenance>) {
        if change.undoable && !change.title.is_empty() && self.is_untouched.get() {
            // Another network or file takes the place of an example.
            self.begin_with_nothing();
            stage = 1;
        }
        match change.clears {
            Clearing::Nothing => {}
            Clearing::Inputs => self.edit(|form| form.clear_inputs(stage)),
        }
        for (key, text) in change.fields {
            self.put(stage, key, text, from);
        }
        for fact in change.facts {
            let field = Field::new(stage, fact.key);
            self.edit(|form| {
                form.take_in_way(field, fact.text.clone());
                form.draft
                    .set_provenance(field, Some(Provenance::Published));
            });
            self.published.update(|all| all.push(fact));
        }
        if let Some(lead) = change.lead {
            self.count_passes_in(stage, lead);
        }
        let before = self.typed(stage, Key::Title);
        let is_ours = before == self.panel_title.get();
        if (before.trim().is_empty() || is_ours) && !change.title.is_empty() {
            self.panel_title.set(change.title.clone());
            self.put(stage, Key::Title, change.title, None);
        }
    }

    fn begin_with_nothing(self) {
        self.is_untouched.set(false);
        self.begun.set(None);
        self.stage.set(1);
        self.form.set(Form::new(own::fresh()));
    }

    /// Puts a text into a field and switches to the way that the field leads.
    fn put(self, stage: u16, key: Key, text: String, from: Option<Provenance>) {
        let field = Field::new(stage, key);
        self.edit(|form| {
            form.take(field, text);
            if !key.is_global() {
                form.draft.set_provenance(field, from);
            }
        });
    }

    /// Switches the passes to tokens or examples, but keeps filled-in steps and batch, which may be
    /// of either.
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

/// Says which field a button beside a problem changed, and to which of its choices, for “Undo”.
pub(super) fn mended(choice: &Choice) -> String {
    match choice.edits.first() {
        Some((
            Field {
                key: Key::Uncertainty,
                ..
            },
            text,
        )) => press_message(Key::Uncertainty, text),
        Some((field, _)) => format!("{}: {}", name(field.key), choice.label),
        None => choice.label.clone(),
    }
}

fn name(key: Key) -> &'static str {
    match key.entry().label {
        "" => key.phrase(),
        label => label,
    }
}

/// Says what was put into a field, for “Undo”.
fn press_message(key: Key, text: &str) -> String {
    let name = name(key);
    match text {
        _ if key == Key::Uncertainty && text.is_empty() => {
            "Typical uncertainty switched off".into()
        }
        _ if key == Key::Uncertainty => "Typical uncertainty switched on".into(),
        "" => format!("{name}: emptied"),
        text => format!("{name}: {text}"),
    }
}
