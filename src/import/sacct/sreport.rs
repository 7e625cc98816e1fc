//! The output of `sreport`: hours of a period, added up by user and account (`src/sreport/` of
//! Slurm: `cluster_reports.c`, `user_reports.c`, `common.c`).
//!
//! A row is a user of an account, with as many GPU-minutes as it says. The row of an account
//! itself, which has no login, is the sum of its users and of the accounts below it.

use super::cut::Cut;
use super::layout::{Cells, Layout};
use super::problem::{ProblemKind, REPORT_COMMAND};
use super::{Account, AccountSource, Gpus, Job};

/// The start of the line with the unit: `Usage reported in TRES Minutes`.
const UNIT: &str = "Usage reported in ";
/// The longest list of a user’s kinds of GPUs.
const MOST_TRES: usize = 10_000;
/// The most units of a row.
const MOST_USED: u64 = 1_000_000_000_000_000;

/// Returns whether a line is of a report.
pub(super) fn tells(line: &str) -> bool {
    line.starts_with(UNIT) || Layout::of_report(line).is_some()
}

/// A report while it is read.
#[derive(Default)]
struct Report {
    account: Account,
    /// Seconds of the unit, once known.
    unit: Option<u64>,
    /// Whether the current report was refused.
    is_refused: bool,
    layout: Option<Layout>,
    /// The line of its header, from 1.
    header: usize,
    /// Whether a row of GPUs follows it.
    has_gpus: bool,
    /// The line above the unit, which tells the kind of report and its period.
    title: String,
    /// The current user’s row: the report has one for each resource, one below the other.
    open: Option<Row>,
    /// Rows of accounts, which count if there are no users.
    sums: Vec<Row>,
}

/// The use of a user of an account.
struct Row {
    line: usize,
    /// Cluster, account and login.
    key: [String; 3],
    /// Resources as in a job: `gres/gpu=500,gres/gpu:a100=500`.
    tres: String,
}

/// Reads reports, one after another.
pub(super) fn read(lines: &[&str]) -> Account {
    let mut report = Report::default();
    report.account.source = AccountSource::Report;
    let mut above = "";
    for (index, line) in lines.iter().enumerate() {
        report.read(index + 1, line, above);
        if line.trim().bytes().any(|byte| byte != b'-') {
            above = line.trim();
        }
    }
    report.close();
    report.account
}

impl Report {
    fn read(&mut self, line: usize, text: &str, above: &str) {
        if let Some(unit) = text.trim().strip_prefix(UNIT) {
            self.close();
            above.clone_into(&mut self.title);
            self.is_refused = false;
            // `Hours/Percentage of Total`, as with `-t HourPer`.
            let unit = unit.split('/').next().unwrap_or_default();
            self.unit = match unit.split_once(' ') {
                Some(("TRES", "Seconds")) => Some(1),
                Some(("TRES", "Minutes")) => Some(60),
                Some(("TRES", "Hours")) => Some(3_600),
                Some(("CPU", _)) => {
                    return self.refuse(line, "the report is of CPUs, not of GPUs.");
                }
                _ => return self.refuse(line, "the report has shares, not hours."),
            };
        } else if let Some(dashes) = Cut::under(text) {
            if let Some(layout) = &mut self.layout {
                layout.put_under(dashes);
            }
        } else if let Some(header) = Layout::of_report(text) {
            self.close_rows();
            self.header = line;
            match header {
                Err(why) => self.refuse(line, why),
                Ok(_) if self.unit.is_none() => self.refuse(line, "without the line “Usage reported in …” above it, the report may be of hours or of minutes. Copy that line, too."),
                Ok(layout) => self.layout = Some(layout).filter(|_| !self.is_refused),
            }
        } else if let Some(layout) = self.layout.take() {
            self.row(line, &layout, text);
            self.layout = Some(layout).filter(|_| !self.is_refused);
        }
    }

    /// Refuses the report: nothing more of it is read.
    fn refuse(&mut self, line: usize, why: &'static str) {
        if !self.is_refused {
            self.account
                .complain(line, ProblemKind::Refused(why, REPORT_COMMAND));
        }
        self.is_refused = true;
    }

    fn row(&mut self, line: usize, layout: &Layout, text: &str) {
        let cells = match Cells::of(layout, text) {
            Ok(cells) => cells,
            Err(_) if text.trim().is_empty() => return,
            Err(what) => return self.account.complain(line, what),
        };
        let resource = cells.tres;
        if !resource.starts_with("gres/gpu") {
            return;
        }
        self.has_gpus = true;
        if resource.ends_with('+') {
            return self.refuse(line, "TRES Name is cut off by the width of its column, so it is unclear which rows are kinds of GPUs and which are their sum.");
        }
        // `-t HourPer` adds a share: `123(4.56%)`.
        let used = cells.time.split('(').next().unwrap_or_default();
        let key = [cells.state, cells.name, cells.id].map(str::to_owned);
        let part = [resource, "="].concat();
        let goes_on = |open: &Row| {
            open.key == key && open.tres.len() < MOST_TRES && !open.tres.contains(&part)
        };
        if !self.open.as_ref().is_some_and(goes_on) {
            self.close_row();
            let tres = String::new();
            self.open = Some(Row { line, key, tres });
        }
        if let Some(open) = &mut self.open {
            open.tres.push_str(&[&part, used, ","].concat());
        }
    }

    /// Counts the open row.
    fn close_row(&mut self) {
        let Some(row) = self.open.take() else {
            return;
        };
        if row.key[2].is_empty() {
            self.sums.push(row);
        } else {
            self.put(&row);
        }
    }

    /// Ends the rows of a header.
    fn close_rows(&mut self) {
        self.close_row();
        let is_read = self.layout.take().is_some();
        let has_gpus = std::mem::take(&mut self.has_gpus);
        if is_read && !has_gpus {
            self.refuse(self.header, "the report has no row of gres/gpu.");
        }
        let sums = std::mem::take(&mut self.sums);
        let last = self.account.jobs.last();
        match sums.as_slice() {
            sums if last.is_some_and(|job| job.line > self.header) => self.account.steps += sums.len(),
            [only] => self.put(only),
            [] => {}
            [first, ..] => self.refuse(first.line, "the report has only rows of accounts. The hours of an account are also in those above it, so they cannot be added up."),
        }
    }

    /// Ends a report.
    fn close(&mut self) {
        self.close_rows();
        self.unit = None;
    }

    fn put(&mut self, row: &Row) {
        let gpus = match Gpus::read_up_to(MOST_USED, &row.tres) {
            Ok(gpus) => gpus,
            Err(part) => return self.account.complain(row.line, ProblemKind::no_count(part)),
        };
        let [cluster, account, login] = &row.key;
        // The whole row, because a report may be given twice; the login alone remains in the end.
        let id = [&self.title, cluster, account, &row.tres, login].map(String::as_str);
        let unit = self.unit.unwrap_or(0);
        let mut job = Job::new(&id.join("\n"), account, unit, gpus);
        job.line = row.line;
        self.account.jobs.push(job);
    }
}
