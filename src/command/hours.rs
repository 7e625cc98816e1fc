//! `petaday hours`: chip-hours from Slurm's accounts, with all jobs that have ended.

use super::arguments::Hours;
use super::ending::{Ending, Result};
use super::{input, print};
use crate::catalog::Chip;
use crate::import::sacct::{self, Account, Job, JobState};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Document {
    chip_hours: f64,
    kinds: Vec<Kind>,
    jobs: usize,
    problems: Vec<Problem>,
}

/// The hours of one kind of GPU.
#[derive(Serialize)]
struct Kind {
    /// The site's name for it, if the account has one.
    name: Option<String>,
    /// The chip that it most likely is.
    hardware: Option<&'static str>,
    chip_hours: f64,
    #[serde(skip)]
    gpu_seconds: u128,
}

#[derive(Serialize)]
struct Problem {
    key: String,
    severity: &'static str,
    message: String,
}

/// Prints the hours of all files together.
pub(super) fn run(asked: &Hours) -> Result {
    let mut problems = Vec::new();
    let mut accounts = Vec::new();
    for path in &asked.files {
        let account = sacct::read(&input::text(path)?);
        complain(path, &account, &mut problems);
        accounts.push(account);
    }
    let jobs = sacct::join(accounts);
    let mut sums = Sums::default();
    for job in &jobs {
        sums.add(job);
    }
    sums.explain(&mut problems);
    let document = sums.document(problems);
    print::json(&document)?;
    Ok(Ending::of(document.jobs > 0))
}

/// Notes the parts of an account that could not be read.
fn complain(path: &Path, account: &Account, problems: &mut Vec<Problem>) {
    let name = path.display();
    let is_empty = account.jobs.is_empty() && account.problems.is_empty();
    let mut note = |severity, message: String| {
        problems.push(Problem {
            key: name.to_string(),
            severity,
            message,
        });
    };
    for problem in &account.problems {
        let severity = if problem.what.is_grave() {
            "error"
        } else {
            "warning"
        };
        note(severity, problem.to_string());
    }
    if account.more_problems > 0 {
        let message = format!("{} more lines cannot be read.", account.more_problems);
        note("warning", message);
    }
    if is_empty {
        let message = format!("There is no job in it. Run: {}", sacct::COMMAND);
        note("error", message);
    }
}

/// Sums over jobs.
#[derive(Default)]
struct Sums {
    kinds: Vec<Kind>,
    jobs: usize,
    running: usize,
    sliced: usize,
    repeated: usize,
}

impl Sums {
    /// Adds a job, if it has ended, used whole GPUs, and no other line says the same.
    fn add(&mut self, job: &Job) {
        if job.gpus.count == 0 || job.seconds == 0 || job.state == JobState::Pending {
            return;
        }
        let mut kinds = job.gpus.kinds.iter();
        if job.is_repeated {
            self.repeated += 1;
        } else if job.state == JobState::Running {
            self.running += 1;
        } else if kinds.any(|(name, _)| sacct::is_slice(name)) {
            self.sliced += 1;
        } else {
            self.jobs += 1;
            for (name, count) in job.gpus.by_kind() {
                let gpu_seconds = u128::from(job.seconds) * u128::from(count);
                self.kind(name).gpu_seconds += gpu_seconds;
            }
        }
    }

    fn kind(&mut self, name: Option<&str>) -> &mut Kind {
        let known = self
            .kinds
            .iter()
            .position(|kind| kind.name.as_deref() == name);
        let at = known.unwrap_or(self.kinds.len());
        if known.is_none() {
            self.kinds.push(Kind {
                name: name.map(String::from),
                hardware: name.and_then(sacct::proposed).map(|chip| chip.slug),
                chip_hours: 0.0,
                gpu_seconds: 0,
            });
        }
        &mut self.kinds[at]
    }

    /// Says which jobs are left out.
    fn explain(&self, problems: &mut Vec<Problem>) {
        let left_out = [
            (self.running, "still running: their hours still grow"),
            (
                self.sliced,
                "on slices of GPUs: their hours are not those of whole ones",
            ),
            (self.repeated, "repeated by a later line of the same job"),
        ];
        for (number, why) in left_out.into_iter().filter(|(number, _)| *number > 0) {
            problems.push(Problem {
                key: "jobs".into(),
                severity: "warning",
                message: format!("Left out, {why}: {number}."),
            });
        }
    }

    fn document(mut self, problems: Vec<Problem>) -> Document {
        for kind in &mut self.kinds {
            let chip = kind.hardware.and_then(crate::catalog::chip);
            let devices = chip.map_or(1, devices);
            kind.chip_hours = kind.gpu_seconds as f64 / 3600.0 / f64::from(devices);
        }
        Document {
            // The sum of nothing would be −0.
            chip_hours: self
                .kinds
                .iter()
                .fold(0.0, |sum, kind| sum + kind.chip_hours),
            kinds: self.kinds,
            jobs: self.jobs,
            problems,
        }
    }
}

/// Returns the number of GPUs that Slurm counts for one chip: two for a module of two dies.
fn devices(chip: &Chip) -> u8 {
    let parts = chip.parts().filter(|parts| parts.name == "devices");
    parts.map_or(1, |parts| parts.count.max(1))
}
