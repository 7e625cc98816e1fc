//! Adds, copies, moves and removes stages.

use super::{Page, browser};
use crate::draft::Key;
use crate::draft::alternatives::Form;
use crate::draft::link;
use crate::page::parts::field::input_id;
use crate::panel::Added;

impl Page {
    /// Adds stages after the one that is shown, after the last, or in the place of one, and shows the first of them.
    /// The focus goes to its name, and leaves the name as it is: it needs no other.
    pub(in crate::page) fn add_stages(self, added: Added) {
        let stages = link::decode(&added.link).draft;
        self.press(added.what, || {
            self.arrange(&|form, shown| {
                if let Some(replaced) = added.replaces {
                    return form.replace_stage(replaced, &stages);
                }
                let last = form.draft.stages().last().copied();
                let after = last.filter(|_| added.is_last).unwrap_or(shown);
                form.add_stages(after, &stages)
            });
        });
        browser::return_focus(self.name_of_stages());
    }

    /// Adds a copy after the stage that is shown.
    pub(in crate::page) fn duplicate_stage(self) {
        self.replace("Stage copied".into(), &Form::duplicate_stage);
    }

    /// Moves the stage that is shown.
    pub(in crate::page) fn move_stage(self, up: bool) {
        self.arrange(&|form, shown| form.move_stage(shown, up));
    }

    /// Removes the stage that is shown.
    pub(in crate::page) fn remove_stage(self) {
        self.replace("Stage removed".into(), &Form::remove_stage);
    }

    /// Changes the list of stages with a history entry, so that Back undoes it, and focuses the
    /// name of the stage that is shown then.
    fn replace(self, what: String, change: &dyn Fn(&mut Form, u16) -> u16) {
        self.press(what, || self.arrange(change));
        browser::focus(self.name_of_stages());
    }

    /// Returns the field with the name of the stage that is shown, or the title where there is one stage.
    fn name_of_stages(self) -> String {
        input_id(match self.has_stages.with_untracked(|has| *has) {
            true => Key::Stage,
            false => Key::Title,
        })
    }

    /// Changes the list of stages. The function returns the stage that is shown then.
    fn arrange(self, change: &dyn Fn(&mut Form, u16) -> u16) {
        self.leave_rows();
        // A person who arranges the stages of an example wants to keep it.
        self.is_untouched.set(false);
        let mut shown = self.stage.get_untracked();
        self.edit(|form| shown = change(form, shown));
        self.stage.set(shown);
        self.opened.update(|count| *count += 1);
    }
}
