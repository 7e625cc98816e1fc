//! Slurm's accounts: what `sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes`
//! prints, with or without a header, as jobs with their hours and GPUs.
//!
//! The hours are those that the GPUs were allocated, idle time included. Nothing is summed in
//! silence: the caller chooses which jobs belong to a run, and [`chip_hours`] adds those.

mod duration;
mod gpus;
mod layout;

pub use gpus::{Gpus, is_slice, proposed};

use crate::quantity::ChipHours;
use layout::{Cells, Layout};
use std::collections::HashMap;
use std::fmt;

/// Problems are listed up to here; the rest is counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// A prompt, the command, a greeting: so many lines may come before the first job.
const MOST_LINES_BEFORE: usize = 20;

/// What the text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Its jobs, in the order of the text.
    pub jobs: Vec<Job>,
    /// Lines that could not be read, the first [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many further lines could not be read.
    pub more_problems: usize,
    /// Lines for steps of a job (`123.batch`), whose hours are in the job's own line.
    pub steps: usize,
}

/// A job, or one attempt at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The line that it stands in, from 1.
    pub line: usize,
    /// As printed: `123`, `123_4` of an array, `123+0` of a heterogeneous job.
    pub id: String,
    /// As its owner called it.
    pub name: String,
    /// How it ended.
    pub state: State,
    /// Wall-clock seconds.
    pub seconds: u64,
    /// What it was allocated.
    pub gpus: Gpus,
    /// Nodes, where printed.
    pub nodes: Option<u64>,
    /// Which attempt this is, from 1: a job that was requeued has several lines.
    pub attempt: u32,
    /// How many attempts the text has.
    pub attempts: u32,
    /// Whether the next line of this job says the same, or how it went on: accounts that overlap
    /// were put together, and to count both would be to count twice.
    pub is_repeated: bool,
}

impl Job {
    /// GPUs × hours.
    pub fn gpu_hours(&self) -> f64 {
        self.seconds as f64 * self.gpus.count as f64 / 3600.0
    }

    /// Whether this is the last attempt at the job, in most cases its only one.
    pub fn is_last_attempt(&self) -> bool {
        self.attempt == self.attempts
    }
}

/// How a job ended, or where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// `COMPLETED`.
    Completed,
    /// `RUNNING`, `COMPLETING`, `SUSPENDED` and the like: its hours still grow.
    Running,
    /// `PENDING`: it has no hours yet.
    Pending,
    /// `FAILED`, `BOOT_FAIL`, `NODE_FAIL`, `OUT_OF_MEMORY`.
    Failed,
    /// `CANCELLED`, by whomever.
    Cancelled,
    /// `TIMEOUT`, `DEADLINE`: common for runs that go on from a checkpoint.
    Timeout,
    /// `PREEMPTED`, `REQUEUED`, `REVOKED`: it gave way and may have started again.
    Preempted,
    /// Any other word.
    Other,
}

impl State {
    /// Reads the first word: `CANCELLED by 123`, and `CANCELLED+` of a narrow column.
    fn read(text: &str) -> Self {
        let word = text.split([' ', '+']).next().unwrap_or_default();
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is(&["COMPLETED"]) {
            Self::Completed
        } else if is(&["CANCELLED"]) {
            Self::Cancelled
        } else if is(&["TIMEOUT", "DEADLINE"]) {
            Self::Timeout
        } else if is(&[
            "FAILED",
            "BOOT_FAIL",
            "NODE_FAIL",
            "OUT_OF_MEMORY",
            "LAUNCH_FAILED",
        ]) {
            Self::Failed
        } else if is(&["PREEMPTED", "REQUEUED", "REVOKED", "SPECIAL_EXIT"]) {
            Self::Preempted
        } else if is(&["PENDING", "CONFIGURING", "REQUEUE_HOLD", "RESV_DEL_HOLD"]) {
            Self::Pending
        } else if is(&[
            "RUNNING",
            "COMPLETING",
            "SUSPENDED",
            "RESIZING",
            "STOPPED",
            "SIGNALING",
            "STAGE_OUT",
        ]) {
            Self::Running
        } else {
            Self::Other
        }
    }

    /// As a list shows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Running => "running",
            Self::Pending => "pending",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Timeout => "timed out",
            Self::Preempted => "preempted or requeued",
            Self::Other => "other",
        }
    }
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It has no `|`.
    NotSeparated,
    /// It has fewer cells than there are columns.
    TooFewCells,
    /// It has no job number.
    NoJob,
    /// Its time is none.
    NoTime(String),
    /// Its count of GPUs or nodes is none.
    NoCount(String),
    /// The header lacks a column that is needed.
    NoColumn(&'static str),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: ", self.line)?;
        match &self.what {
            What::NotSeparated => f.write_str(
                "its cells are not separated by |. Call sacct with -P.",
            ),
            What::TooFewCells => f.write_str(
                "it has too few cells. Call sacct with --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes, or leave out -n, so that the columns have names.",
            ),
            What::NoJob => f.write_str("it starts with no job number."),
            What::NoTime(text) => write!(
                f,
                "“{text}” is no time: seconds, or days-hours:minutes:seconds."
            ),
            What::NoCount(text) => write!(f, "“{text}” is no count."),
            What::NoColumn(name) => write!(f, "the header has no column {name}."),
        }
    }
}

/// Reads a text of any length, line by line. Never fails as a whole: what cannot be read is among
/// the problems.
pub fn read(text: &str) -> Account {
    let mut account = Account::default();
    let mut layout = Layout::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            continue;
        }
        if let Some(header) = Layout::of_header(line) {
            match header.missing() {
                Some(name) => account.complain(index + 1, What::NoColumn(name)),
                None => layout = header,
            }
            continue;
        }
        match read_line(&layout, line) {
            Ok(Some(job)) => account.jobs.push(Job {
                line: index + 1,
                ..job
            }),
            Ok(None) => account.steps += 1,
            Err(what) => account.complain(index + 1, what),
        }
    }
    number_attempts(&mut account.jobs);
    account
}

/// Whether a text is an account: one of its first lines is a job with a state of Slurm's, or a header,
/// be it that of a table without separators, whose reading says what to do.
pub(super) fn is_account(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(MOST_LINES_BEFORE).any(|line| {
        let is_header = line.starts_with("JobID") || Layout::of_header(line).is_some();
        let is_job = || {
            let has_state = |cells: Cells<'_>| State::read(cells.state.trim()) != State::Other;
            Cells::of(&Layout::default(), line).is_ok_and(has_state)
                && read_line(&Layout::default(), line).is_ok()
        };
        is_header || is_job()
    })
}

impl Account {
    fn complain(&mut self, line: usize, what: What) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { line, what });
        } else {
            self.more_problems += 1;
        }
    }
}

/// A line's job; none for a step.
fn read_line(layout: &Layout, line: &str) -> Result<Option<Job>, What> {
    let cells = Cells::of(layout, line)?;
    let id = cells.id.trim();
    if !id.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(What::NoJob);
    }
    if id.contains('.') {
        return Ok(None);
    }
    let nodes = cells.nodes.trim();
    Ok(Some(Job {
        line: 0,
        id: id.to_owned(),
        name: cells.name.trim().to_owned(),
        state: State::read(cells.state.trim()),
        seconds: duration::seconds(cells.elapsed)
            .ok_or_else(|| What::NoTime(excerpt(cells.elapsed)))?,
        gpus: Gpus::read(cells.tres).map_err(|part| What::NoCount(excerpt(part)))?,
        nodes: match nodes {
            "" => None,
            _ => Some(nodes.parse().map_err(|_| What::NoCount(excerpt(nodes)))?),
        },
        attempt: 1,
        attempts: 1,
        is_repeated: false,
    }))
}

/// So much of a bad cell that one finds it.
fn excerpt(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// Lines of one job's number are attempts at it, in the order of the text (`sacct -D` prints them
/// by time).
fn number_attempts(jobs: &mut [Job]) {
    let mut seen: HashMap<&str, u32> = HashMap::with_capacity(jobs.len());
    let before: Vec<Option<u32>> = jobs
        .iter()
        .zip(0..)
        .map(|(job, at)| seen.insert(&job.id, at))
        .collect();
    for (at, before) in before.iter().enumerate() {
        if let Some(before) = before.map(|before| before as usize) {
            jobs[before].is_repeated = repeats(&jobs[before], &jobs[at]);
            jobs[at].attempt = jobs[before].attempt.saturating_add(1);
            jobs[at].attempts = jobs[at].attempt;
        }
    }
    // From the last attempt back to the first.
    for (at, before) in before.iter().enumerate().rev() {
        if let Some(before) = before {
            jobs[*before as usize].attempts = jobs[at].attempts;
        }
    }
}

/// Whether a line leaves nothing to the one of the same job before it. A job that ran on is no
/// attempt that ended; one that gave way may well be like the next.
fn repeats(before: &Job, job: &Job) -> bool {
    let is_same =
        before.state == job.state && before.seconds == job.seconds && before.gpus == job.gpus;
    before.state == State::Running || is_same && before.state != State::Preempted
}

/// The GPU-hours of these jobs, of as many GPUs as Slurm counts; `None` if there are none. Of a chip
/// that shows up as two, [`Parts::chip_hours`](crate::catalog::Parts::chip_hours) makes chip-hours.
pub fn chip_hours<'a>(jobs: impl IntoIterator<Item = &'a Job>) -> Option<ChipHours> {
    let hours: f64 = jobs.into_iter().map(Job::gpu_hours).sum();
    (hours > 0.0).then(|| ChipHours::point(hours))
}
