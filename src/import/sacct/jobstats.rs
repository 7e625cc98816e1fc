//! Reads the output of Princeton’s `jobstats` for a job (`output_metadata` in `output_formatters.py` of
//! PrincetonUniversity/jobstats), and `seff` of Slurm (`contribs/seff/seff`), which shows no GPUs.

use super::problem::{COMMAND, ProblemKind, excerpt};
use super::{Account, AccountSource, Gpus, Job, JobState, duration};

const TITLE: &str = "Slurm Job Statistics";
const RUN_TIME: &str = "Run Time";
const SEFF: &str = "Job Wall-clock time:";

/// Returns whether a line is from `jobstats` or from `seff`.
pub(super) fn tells(line: &str) -> bool {
    line == TITLE || line.starts_with(SEFF)
}

/// Reads jobs, one after another: each begins with its number.
pub(super) fn read(lines: &[&str]) -> Account {
    let mut account = Account {
        source: AccountSource::Jobstats,
        ..Account::default()
    };
    let mut open = None;
    // Index of the job that further lines belong to.
    let mut last = None;
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.starts_with(SEFF) {
            let why = "seff does not say how many GPUs a job had.";
            account.complain(index + 1, ProblemKind::Refused(why, COMMAND));
            open = None;
        }
        if let Some(at) = last.take_if(|_| line.contains("unknown for MIG jobs")) {
            account.jobs.truncate(at);
            let why = "the job ran on a slice of a GPU, and jobstats does not say which.";
            account.complain(index + 1, ProblemKind::Refused(why, COMMAND));
        }
        let Some((label, value)) = line.split_once(": ") else {
            continue;
        };
        if label == "Job ID" {
            open = Some(Job::new(value.trim(), "", 0, Gpus::default()));
        }
        let Some(job) = &mut open else {
            continue;
        };
        let first = value.split_whitespace().next().unwrap_or_default();
        match label {
            "Job ID" => {
                job.line = index + 1;
                last = None;
            }
            "Job Name" => value.trim().clone_into(&mut job.name),
            "State" => job.state = JobState::read(first),
            "Nodes" => job.nodes = first.parse().ok(),
            "GPUs" => match Gpus::read(&["gres/gpu=", first].concat()) {
                Ok(gpus) => job.gpus = gpus,
                Err(_) => {
                    account.complain(index + 1, ProblemKind::no_count(value));
                    open = None;
                }
            },
            RUN_TIME => {
                match duration::seconds(first) {
                    Some(seconds) => {
                        job.seconds = seconds;
                        last = Some(account.jobs.len());
                        account.jobs.extend(open.take());
                    }
                    None => account.complain(index + 1, ProblemKind::NoTime(excerpt(value))),
                }
                open = None;
            }
            _ => {}
        }
    }
    account
}
