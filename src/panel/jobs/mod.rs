//! The panel of jobs: Slurm's accounting as a list from which the visitor selects the jobs of the
//! run. In a report of sreport, the rows are users.
//!
//! Nothing is counted in silence. Every job that used a GPU is listed with its hours and is ticked
//! unless there is a reason against it. The form gets the exact sum of the ticked jobs.

mod action;
mod draw;
mod fields;
mod hours;
mod list;
mod show;
mod show_list;
mod shown;
mod sums;
mod table;
mod texts;

pub use action::{Grouping, JobsAction};
pub use draw::draw;
pub use shown::{JobsShown, List, RowShown, Selection, Words};

use super::Change;
use crate::draft::Key;
use crate::import::sacct::{self, AccountSource};
use table::{Row, Table};

/// The most unreadable lines that are shown. The others are only counted.
const MAX_PROBLEMS: usize = 20;
/// The most reasons for missing hours that are shown.
const MAX_REFUSALS: usize = 3;

/// An account of jobs, and what the visitor selected in it.
#[derive(Default)]
pub struct Jobs {
    table: Table,
    source: AccountSource,
    /// Whether an account was read.
    is_read: bool,
    /// Whether only the last attempt at a requeued job counts.
    is_once: bool,
    /// The text that filters the list.
    filter: String,
    /// Whether the list is in the order of the account.
    is_in_order: bool,
    /// The rows that are listed, in their order.
    listed: Vec<u32>,
    /// The page of the list that is shown, from 0.
    page: usize,
    /// The first problems that make hours missing.
    refusals: Vec<String>,
    /// The first other lines that could not be read.
    problems: Vec<String>,
    more_problems: usize,
    /// The number of lines of steps, whose hours are in the lines of their jobs.
    steps: usize,
}

impl Jobs {
    /// Replaces the account. An empty text removes it.
    pub fn put(&mut self, text: String) {
        self.read(&text);
    }

    fn read(&mut self, text: &str) {
        let account = sacct::read(text);
        let bad = account.problems.len() + account.more_problems;
        let (mut refusals, mut problems) = (Vec::new(), Vec::new());
        for problem in &account.problems {
            if problem.what.is_grave() && refusals.len() < MAX_REFUSALS {
                refusals.push(problem.to_string());
            } else if problems.len() < MAX_PROBLEMS {
                problems.push(problem.to_string());
            }
        }
        *self = Self {
            is_read: !text.trim().is_empty(),
            // The ways to list and to count stay as they are for the next account.
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

    /// Lists the rows again, from the first page.
    fn list(&mut self) {
        self.listed = self.table.rows_with(&self.filter, !self.is_in_order);
        self.page = 0;
    }

    /// Applies a user action. The caller shows the panel again afterwards.
    pub fn act(&mut self, action: JobsAction) -> Change {
        match action {
            JobsAction::Show => {}
            JobsAction::Paste(text) => self.read(&text),
            JobsAction::Tick(number, is_on) => self.tick(|at, _| (at == number).then_some(is_on)),
            JobsAction::TickGroup(by, number, is_on) => self.tick_listed(|row| {
                let group = match by {
                    Grouping::State => row.state as usize,
                    Grouping::Name => row.name as usize,
                };
                (group == number).then_some(is_on)
            }),
            JobsAction::TickListed(is_on) => self.tick_listed(|_| Some(is_on)),
            JobsAction::TickOnlyListed => {
                self.tick(|_, _| Some(false));
                self.tick_listed(|_| Some(true));
            }
            JobsAction::CountOnce(is_once) => self.is_once = is_once,
            JobsAction::Filter(text) => {
                self.filter = text;
                self.list();
            }
            JobsAction::InOrder(is_in_order) => {
                self.is_in_order = is_in_order;
                self.list();
            }
            JobsAction::Page(page) => {
                self.page = page.min(self.last_page());
                return Change {
                    focus: list_id(self.page),
                    ..Change::default()
                };
            }
            JobsAction::Use => return self.use_jobs(),
        }
        Change::default()
    }

    /// Ticks or unticks each row that has GPU-hours, where the function returns a value for its
    /// number.
    fn tick(&mut self, to: impl Fn(usize, &Row) -> Option<bool>) {
        for at in 0..self.table.rows.len() {
            if self.can_count(at) {
                let row = &mut self.table.rows[at];
                row.is_ticked = to(at, row).unwrap_or(row.is_ticked);
            }
        }
    }

    fn tick_listed(&mut self, to: impl Fn(&Row) -> Option<bool>) {
        let mut is_listed = vec![false; self.table.rows.len()];
        for at in &self.listed {
            is_listed[*at as usize] = true;
        }
        self.tick(|at, row| to(row).filter(|_| is_listed[at]));
    }

    /// Returns the change of the form: the chip-hours of the ticked jobs and the chip, or a period
    /// for each chip.
    fn use_jobs(&self) -> Change {
        let periods = fields::periods(&self.table, &self.sums());
        if periods.is_empty() {
            return Change::default();
        }
        let mut fields = match fields::fleet(&periods) {
            Some(fleet) => vec![(Key::Fleet, fleet)],
            None => vec![(Key::ChipHours, fields::chip_hours(&periods))],
        };
        if let Some(chip) = fields::hardware(&periods) {
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

/// Returns the id of the list, which depends on the page, so that another page begins at its top.
fn list_id(page: usize) -> String {
    format!("jobs-page-{page}")
}
