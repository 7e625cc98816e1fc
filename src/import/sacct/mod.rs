//! Slurm’s accounts: the output of `sacct -X -n -P
//! --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes` with or without a header, as jobs with
//! their hours and GPUs; also with other columns, as JSON, as the sums of `sreport`, and as
//! `jobstats` shows it.
//!
//! The hours are those that the GPUs were allocated, idle time included. Nothing is summed in
//! silence: the caller chooses the jobs of a run, and [`chip_hours`] adds them. A text without the
//! time or the GPUs is refused, with the command that prints them.

mod columns;
mod cut;
mod duration;
mod gpus;
mod jobstats;
mod json;
mod layout;
mod problem;
mod sreport;
mod state;

pub use gpus::{Gpus, is_slice, proposed};
pub use problem::{AccountProblem, COMMAND, NAMED_COMMAND, ProblemKind, REPORT_COMMAND};
pub use state::JobState;

use crate::quantity::ChipHours;
use std::collections::HashMap;

/// The most problems that are listed; the rest are counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// The most lines before the first job: a prompt, the command, a greeting.
const MOST_LINES_BEFORE: usize = 20;

/// The jobs in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The program that printed it.
    pub source: AccountSource,
    /// Its jobs, in the order of the text.
    pub jobs: Vec<Job>,
    /// The first [`MOST_PROBLEMS`] parts that could not be read.
    pub problems: Vec<AccountProblem>,
    /// Number of further parts that could not be read.
    pub more_problems: usize,
    /// Number of lines for steps of a job (`123.batch`), whose hours are in the job’s own line; in
    /// a report, lines of accounts, whose hours are in their users’.
    pub steps: usize,
}

/// The program that printed an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountSource {
    /// `sacct`, with names for its columns or as JSON.
    #[default]
    Named,
    /// `sacct` without names, whose columns are taken for those of [`COMMAND`].
    Assumed,
    /// `sreport`: each job is the sum of a user’s jobs.
    Report,
    /// `jobstats`, whose early versions show the GPUs that a job asked for.
    Jobstats,
}

/// A job, or one attempt at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its line, from 1; 0 in JSON.
    pub line: usize,
    /// Job number as printed: `123`, `123_4` of an array, `123+0` of a heterogeneous job; in a
    /// report, the user.
    pub id: String,
    /// Name that its owner gave it; in a report, the account.
    pub name: String,
    /// State at the end.
    pub state: JobState,
    /// Wall-clock seconds; in a report, those of its unit.
    pub seconds: u64,
    /// GPUs that it was allocated; in a report, the number of units of time.
    pub gpus: Gpus,
    /// Nodes, where printed.
    pub nodes: Option<u64>,
    /// Number of this attempt, from 1: a job that was requeued has several lines.
    pub attempt: u32,
    /// Number of attempts in the text.
    pub attempts: u32,
    /// Whether the next line of this job says the same or how it went on: overlapping accounts were
    /// joined, and both lines would count the job twice.
    pub is_repeated: bool,
}

impl Job {
    fn new(id: &str, name: &str, seconds: u64, gpus: Gpus) -> Self {
        Self {
            line: 0,
            id: id.to_owned(),
            name: name.to_owned(),
            state: JobState::Other,
            seconds,
            gpus,
            nodes: None,
            attempt: 1,
            attempts: 1,
            is_repeated: false,
        }
    }

    /// Returns GPUs × hours.
    pub fn gpu_hours(&self) -> f64 {
        self.seconds as f64 * self.gpus.count as f64 / 3600.0
    }

    /// Returns whether this is the last attempt at the job, in most cases its only one.
    pub fn is_last_attempt(&self) -> bool {
        self.attempt == self.attempts
    }
}

/// Reads a text of any length. It never fails as a whole: parts that cannot be read are among the
/// problems.
pub fn read(text: &str) -> Account {
    let text = text.trim_start_matches('\u{feff}');
    let mut account = if let Some(json) = json_part(text) {
        json::read(json)
    } else {
        let lines: Vec<&str> = text.lines().collect();
        let read = kind(&lines).unwrap_or(columns::read);
        read(&lines)
    };
    let is_silent = account.jobs.is_empty() && account.problems.is_empty() && account.steps == 0;
    if is_silent && !text.trim().is_empty() {
        account.complain(0, ProblemKind::Refused("There is no job in it.", COMMAND));
    }
    number_attempts(&mut account.jobs);
    if account.source == AccountSource::Report {
        for job in &mut account.jobs {
            let login = job.id.rfind('\n').map_or(0, |end| end + 1);
            job.id.drain(..login);
        }
    }
    account
}

/// Joins the jobs of several accounts. A job that is in two of them is marked as repeated, as if one
/// account had both lines. The sums of reports are left as they are.
pub fn join(accounts: Vec<Account>) -> Vec<Job> {
    let is_report = |account: &Account| account.source == AccountSource::Report;
    let (reports, accounts): (Vec<_>, Vec<_>) = accounts.into_iter().partition(is_report);
    let jobs = |accounts: Vec<Account>| accounts.into_iter().flat_map(|account| account.jobs);
    let mut joined: Vec<Job> = jobs(accounts).collect();
    number_attempts(&mut joined);
    joined.extend(jobs(reports));
    joined
}

/// Returns whether a text is an account: one of its first lines is a job with a state of Slurm’s,
/// or a header; or it is a list of jobs in JSON. A header may lack columns that hours need: reading
/// it then says what to do.
pub(super) fn is_account(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    json_part(text).is_some() || kind(&lines).is_some()
}

/// Returns the reader of the lines, by the first line that tells.
fn kind(lines: &[&str]) -> Option<fn(&[&str]) -> Account> {
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    for line in lines.take(MOST_LINES_BEFORE) {
        if columns::tells(line) {
            return Some(columns::read);
        }
        let line = line.trim();
        if sreport::tells(line) {
            return Some(sreport::read);
        }
        if jobstats::tells(line) {
            return Some(jobstats::read);
        }
        if line.starts_with("JobId=") {
            return Some(scontrol);
        }
    }
    None
}

/// Refuses `scontrol show job`, which has one job at a time, and none for long after its end.
fn scontrol(_: &[&str]) -> Account {
    let mut account = Account::default();
    let why = "This is the output of scontrol, which forgets a job soon after it ends. sacct has the time and the GPUs of all jobs.";
    account.complain(0, ProblemKind::Refused(why, COMMAND));
    account
}

/// Returns the JSON of a text, with or without the command above it.
fn json_part(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let below = text
        .split_once('\n')
        .filter(|(line, _)| line.contains("sacct "));
    let json = below.map_or(text, |(_, rest)| rest.trim_start());
    let inside = json.strip_prefix('[').map(str::trim_start);
    let is_list =
        inside.is_some_and(|inside| inside.starts_with('{') && inside.contains("\"job_id\""));
    (json.starts_with('{') || is_list).then_some(json)
}

impl Account {
    fn complain(&mut self, line: usize, what: ProblemKind) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(AccountProblem { line, what });
        } else {
            self.more_problems += 1;
        }
    }
}

/// Numbers the attempts: lines with the same job number, in the order of the text (`sacct -D`
/// prints them by time).
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

/// Returns whether a line repeats the one of the same job before it. A job that was still running
/// was not an attempt that ended; one that was preempted may well equal the next.
fn repeats(before: &Job, job: &Job) -> bool {
    let is_same =
        before.state == job.state && before.seconds == job.seconds && before.gpus == job.gpus;
    before.state == JobState::Running || is_same && before.state != JobState::Preempted
}

/// Returns the GPU-hours of these jobs, with GPUs as Slurm counts them; `None` if there are none.
/// For a chip that shows up as two, [`Parts::chip_hours`](crate::catalog::Parts::chip_hours) makes
/// chip-hours.
pub fn chip_hours<'a>(jobs: impl IntoIterator<Item = &'a Job>) -> Option<ChipHours> {
    let hours: f64 = jobs.into_iter().map(Job::gpu_hours).sum();
    (hours > 0.0).then(|| ChipHours::point(hours))
}
