//! Values of the form and its answer that views follow.

use super::Page;
use crate::answer::{Asides, wants_costs};
use crate::catalog::Edition;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key, default_stage_name};
use crate::estimate::{Basis, Figures};
use crate::page::parts::erased::Derived;
use crate::words::formula::Piece;
use crate::words::plan::{Forecast, may_be_plan};
use leptos::prelude::*;

impl Page {
    /// Returns the leading field of the way that is chosen in a group.
    pub(in crate::page) fn chosen(self, group: Group) -> Derived<Key> {
        Derived::new(move || {
            let stage = self.stage.get();
            self.form.with(|form| group.chosen(&form.draft, stage))
        })
    }

    /// Returns whether the number of chips has a field, and it is empty.
    pub(in crate::page) fn lacks_chips(self) -> bool {
        let stage = self.stage.get_untracked();
        self.form.with_untracked(|form| {
            let has_field = Group::Fleet.chosen(&form.draft, stage) == Key::Time;
            has_field && !form.draft.is_filled(Field::new(stage, Key::Chips))
        })
    }

    /// Returns the field that is next once a press at this one has answered its question: after the
    /// hardware the number format, or the chips if the format is chosen.
    pub(in crate::page) fn next_after(self, key: Key) -> Key {
        let has_format = || !self.text(Key::Format).with_untracked(String::is_empty);
        match key {
            Key::Hardware if has_format() && self.lacks_chips() => Key::Chips,
            Key::Hardware => Key::Format,
            key => key,
        }
    }

    /// Returns the method that an error keeps from its figure while the other gives the headline, and the field
    /// of that error.
    pub(in crate::page) fn lost_method(self) -> Option<(Basis, Field)> {
        self.answer.with(|answer| {
            let (method, problem) = answer.lost_method()?;
            (!self.is_early(problem)).then_some((method, problem.field))
        })
    }

    /// Returns the numbers of the stages, in order.
    pub(in crate::page) fn stages(self) -> Vec<u16> {
        self.form.with(|form| form.draft.stages())
    }

    /// Returns the name of each stage, in order.
    pub(in crate::page) fn stage_names(self) -> Vec<String> {
        self.form.with(|form| {
            let stages = form.draft.stages().into_iter();
            stages.map(|stage| stage_name(&form.draft, stage)).collect()
        })
    }

    /// Returns the label of a field and, if there are several stages, its stage.
    pub(in crate::page) fn place(self, field: Field) -> String {
        let label = field.key.entry().heading();
        self.form.with(|form| {
            if field.stage > 0 && form.draft.stages().len() > 1 {
                format!("{}: {label}", stage_name(&form.draft, field.stage))
            } else {
                label.into()
            }
        })
    }

    /// Returns the name of a stage, or its number.
    pub(in crate::page) fn stage_name(self, stage: u16) -> String {
        self.form.with(|form| stage_name(&form.draft, stage))
    }

    /// Returns the figures of the stage that is shown.
    pub(in crate::page) fn figures(self) -> Option<Figures> {
        let stage = self.stage.get();
        let index = self
            .form
            .with(|form| form.draft.stages().iter().position(|s| *s == stage))?;
        self.answer
            .with(|a| Some(a.outcome.stages.get(index)?.figures))
    }

    /// Returns the answer to a plan and the costs; nothing if the draft asks for neither, or until the part
    /// that works them out is loaded.
    pub(in crate::page) fn forecast(self) -> Forecast {
        self.form.with(|form| {
            let asks = may_be_plan(&form.draft) || wants_costs(&form.draft);
            let forecast = asks.then(|| self.panel_part.ask(|part| part.forecast(&form.draft)));
            forecast.flatten().unwrap_or_default()
        })
    }

    /// Returns a formula of the stage that is shown.
    pub(in crate::page) fn formula(
        self,
        of: fn(&Draft, u16, Asides<'_>) -> Vec<Piece>,
    ) -> Derived<Vec<Piece>> {
        self.derive(move |draft, stage| self.lookups.with(|asides| of(draft, stage, asides)))
    }

    /// Returns the edition of the tables that the draft pins now.
    pub(in crate::page) fn edition(self) -> Edition {
        self.form.with_untracked(|form| form.draft.edition())
    }

    /// Derives a value from the draft and the stage that is shown.
    pub(in crate::page) fn derive<T>(
        self,
        of: impl Fn(&Draft, u16) -> T + Send + Sync + 'static,
    ) -> Derived<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Derived::new(move || {
            let stage = self.stage.get();
            self.form.with(|form| of(&form.draft, stage))
        })
    }
}

fn stage_name(draft: &Draft, stage: u16) -> String {
    let typed = draft.get(Field::new(stage, Key::Stage));
    let typed = typed.filter(|name| !name.trim().is_empty());
    typed.map_or_else(|| default_stage_name(stage), String::from)
}
