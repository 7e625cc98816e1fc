//! The panel of jobs: what Slurm's accounting says of them, and which of them the run was. Of a
//! report of sreport's the rows are users.
//!
//! Nothing is counted in silence: every job that used a GPU is there with its hours, ticked unless
//! something speaks against it, and what goes into the form is the exact sum of the ticked ones.

mod draw;
mod hours;
mod list;
mod sums;
mod table;
mod texts;
mod used;

use super::{Act, Change};
use crate::draft::Key;
use crate::import::sacct::{self, AccountSource};
use table::{Row, Table};

/// So many lines that could not be read are shown; the rest is counted.
const MOST_PROBLEMS: usize = 20;
/// So many reasons for which hours are missing.
const MOST_REFUSALS: usize = 3;

/// An account of jobs, and what was chosen of it.
#[derive(Default)]
pub struct Jobs {
    table: Table,
    source: AccountSource,
    /// What was read before, if anything was.
    is_read: bool,
    /// Of a job that was requeued, the last attempt alone.
    is_once: bool,
    /// What the list is narrowed to.
    filter: String,
    /// Whether the list is in the order of the account.
    is_in_order: bool,
    /// The rows that are listed, in their order.
    shown: Vec<u32>,
    /// Which page of them, from 0.
    page: usize,
    /// What leaves hours out, the first of it.
    refusals: Vec<String>,
    /// Other lines that could not be read, the first of them.
    problems: Vec<String>,
    more_problems: usize,
    /// Lines of steps, which are in their jobs' own.
    steps: usize,
}

impl Jobs {
    /// Takes an account in place of the one that was there; an empty text takes that away.
    pub fn put(&mut self, text: String) {
        self.read(&text);
    }

    fn read(&mut self, text: &str) {
        let account = sacct::read(text);
        let bad = account.problems.len() + account.more_problems;
        let (mut refusals, mut problems) = (Vec::new(), Vec::new());
        for problem in &account.problems {
            if problem.what.is_grave() && refusals.len() < MOST_REFUSALS {
                refusals.push(problem.to_string());
            } else if problems.len() < MOST_PROBLEMS {
                problems.push(problem.to_string());
            }
        }
        *self = Self {
            is_read: !text.trim().is_empty(),
            // Whoever said how to list and to count means the next account as well.
            is_once: self.is_once,
            is_in_order: self.is_in_order,
            more_problems: bad - refusals.len() - problems.len(),
            refusals,
            problems,
            source: account.source,
            steps: account.steps,
            table: Table::new(&account),
            ..Self::default()
        };
        self.list();
    }

    /// Lists the rows anew, from the first page.
    fn list(&mut self) {
        self.shown = self.table.rows_with(&self.filter, !self.is_in_order);
        self.page = 0;
    }

    /// What follows from what was done; the panel is drawn anew after it.
    pub fn act(&mut self, act: &Act) -> Change {
        let is_on = act.value == "true";
        match act.what.as_str() {
            "paste-jobs" => self.read(&act.value),
            "job-tick" => self.tick(|at, _| (at == act.row).then_some(is_on)),
            "job-state" => self.tick_shown(|row| (row.state as usize == act.row).then_some(is_on)),
            "job-name" => self.tick_shown(|row| (row.name as usize == act.row).then_some(is_on)),
            "job-tick-shown" => self.tick_shown(|_| Some(true)),
            "job-untick-shown" => self.tick_shown(|_| Some(false)),
            "job-only-shown" => {
                self.tick(|_, _| Some(false));
                self.tick_shown(|_| Some(true));
            }
            "job-requeued" => self.is_once = act.value == "once",
            "job-filter" => {
                self.filter.clone_from(&act.value);
                self.list();
            }
            "job-sort" => {
                self.is_in_order = act.value == "account";
                self.list();
            }
            "job-page" => {
                self.page = act.row.min(self.last_page());
                return Change {
                    focus: self.list_id(),
                    ..Change::default()
                };
            }
            "job-use" => return self.used(),
            _ => {}
        }
        Change::default()
    }

    /// Ticks and unticks rows that have GPU-hours: each as it is told, by its number.
    fn tick(&mut self, to: impl Fn(usize, &Row) -> Option<bool>) {
        for at in 0..self.table.rows.len() {
            if self.can_count(at) {
                let row = &mut self.table.rows[at];
                row.is_ticked = to(at, row).unwrap_or(row.is_ticked);
            }
        }
    }

    fn tick_shown(&mut self, to: impl Fn(&Row) -> Option<bool>) {
        let mut is_shown = vec![false; self.table.rows.len()];
        for at in &self.shown {
            is_shown[*at as usize] = true;
        }
        self.tick(|at, row| to(row).filter(|_| is_shown[at]));
    }

    /// What goes into the form: the chip-hours of the ticked jobs and the chip, or a period for each.
    fn used(&self) -> Change {
        let periods = used::periods(&self.table, &self.sums());
        if periods.is_empty() {
            return Change::default();
        }
        let mut fields = match used::fleet(&periods) {
            Some(fleet) => vec![(Key::Fleet, fleet)],
            None => vec![(Key::ChipHours, used::chip_hours(&periods))],
        };
        if let Some(chip) = used::hardware(&periods) {
            fields.push((Key::Hardware, chip.slug.into()));
        }
        let (first, _) = fields[0];
        Change {
            focus: format!("field-{}", first.name()),
            fields,
            undoable: true,
            ..Change::default()
        }
    }
}
