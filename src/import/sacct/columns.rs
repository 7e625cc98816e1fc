//! The table of `sacct`: line by line, with or without a header, its cells separated or under their
//! columns.

use super::cut::{Cut, SEPARATORS};
use super::layout::{Cells, Layout};
use super::problem::{ProblemKind, excerpt};
use super::{Account, AccountSource, Gpus, Job, JobState, duration};

/// Reads the lines of a table. After a header that lacks what hours need, nothing is read until the
/// next header: the order of its cells is unknown.
pub(super) fn read(lines: &[&str]) -> Account {
    let mut account = Account::default();
    let mut layout = Some(Layout::documented("|"));
    let mut is_assumed = true;
    for (index, line) in lines.iter().enumerate() {
        if let Some(dashes) = Cut::under(line) {
            if let Some(layout) = &mut layout {
                layout.put_under(dashes);
            }
            continue;
        }
        if is_aside(line) {
            continue;
        }
        if let Some(header) = Layout::of_header(line) {
            is_assumed = false;
            layout = match header {
                Ok(layout) => Some(layout),
                Err(what) => {
                    account.complain(index + 1, what);
                    None
                }
            };
            continue;
        }
        let Some(known) = &layout else {
            continue;
        };
        let mut job = read_line(known, line);
        if is_assumed
            && job.is_err()
            && let Some(other) = documented_layout(line)
        {
            job = read_line(&other, line);
            layout = Some(other);
        }
        if is_assumed {
            job = job.and_then(|job| match job {
                Some(job) => as_documented(job, line).map(Some),
                None => Ok(None),
            });
        }
        match job {
            Ok(Some(mut job)) => {
                job.line = index + 1;
                if is_assumed {
                    account.source = AccountSource::Assumed;
                }
                account.jobs.push(job);
            }
            Ok(None) => account.steps += 1,
            Err(what) => account.complain(index + 1, what),
        }
    }
    account
}

/// Returns whether a line is a header, or a job in the documented order or in another.
pub(super) fn tells(line: &str) -> bool {
    Layout::of_header(line).is_some() || documented_layout(line).is_some() || is_job(line)
}

/// Returns whether a line is of a job, in whatever order: with its number, a state and resources.
fn is_job(line: &str) -> bool {
    let has = |separator: &str| {
        let mut cells = line.split(separator).skip(1).map(str::trim);
        cells.any(|cell| JobState::read(cell) != JobState::Other)
    };
    line.starts_with(|c: char| c.is_ascii_digit())
        && line.contains("gres/gpu")
        && SEPARATORS.into_iter().any(has)
}

/// The longest that a job without a header may take, in seconds: 30 days, more than sites allow.
const LONGEST: u64 = 30 * 24 * 3600;

/// Checks a job that was read in the documented order without a header.
///
/// # Errors
/// Says which cell shows that the columns are others.
fn as_documented(job: Job, line: &str) -> Result<Job, ProblemKind> {
    if job.state == JobState::Other {
        return Err(ProblemKind::NoState);
    }
    if job.seconds > LONGEST {
        return Err(ProblemKind::TooLong(job.seconds / (24 * 3600)));
    }
    let in_tres = line.split([',', '|', ';', '\t']).find_map(|part| {
        let nodes = part.trim_matches(['"', ' ']).strip_prefix("node=")?;
        nodes.parse::<u64>().ok()
    });
    match (job.nodes, in_tres) {
        (Some(nodes), Some(in_tres)) if nodes != in_tres => {
            Err(ProblemKind::OtherNodes(nodes, in_tres))
        }
        _ => Ok(job),
    }
}

/// Returns the documented layout, with the separator that makes the line a job in a state of
/// Slurm’s.
fn documented_layout(line: &str) -> Option<Layout> {
    let is_job = |layout: &Layout| {
        let has_state = |cells: Cells<'_>| JobState::read(cells.state) != JobState::Other;
        Cells::of(layout, line).is_ok_and(has_state) && read_line(layout, line).is_ok()
    };
    SEPARATORS.into_iter().map(Layout::documented).find(is_job)
}

/// Returns whether a line is empty, a comment, a rule, a fence of Markdown, or the command that was
/// typed.
fn is_aside(line: &str) -> bool {
    let line = line.trim();
    // Nearly every line starts with a job's number.
    if line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_comment = line.starts_with('#') && Layout::of_header(line).is_none();
    let is_rule = || line.bytes().all(|b| b" -=+|:`".contains(&b));
    let is_typed = || {
        let (before, _) = line.split_once("sacct ")?;
        let last = before.trim_end().bytes().last();
        last.is_none_or(|sign| b"$#%>".contains(&sign))
            .then_some(())
    };
    is_comment || is_rule() || line.starts_with("```") || is_typed().is_some()
}

/// Reads the job of a line; none for a step.
fn read_line(layout: &Layout, line: &str) -> Result<Option<Job>, ProblemKind> {
    let cells = Cells::of(layout, line)?;
    if !cells.id.starts_with(|c: char| c.is_ascii_digit()) || cells.id.contains(' ') {
        return Err(ProblemKind::NoJob);
    }
    if cells.id.contains('.') {
        return Ok(None);
    }
    // A step may be cut off to what looks like a job: `12345678_12+`.
    if cells.id.ends_with('+') {
        return Err(ProblemKind::CutOff(excerpt(cells.id)));
    }
    let is_time = !layout.is_clock || cells.time.contains(':');
    let seconds = duration::seconds(cells.time).filter(|_| is_time);
    let seconds = seconds.ok_or_else(|| ProblemKind::NoTime(excerpt(cells.time)))?;
    let gpus = Gpus::read(cells.tres).map_err(ProblemKind::no_count)?;
    let nodes = match cells.nodes {
        "" => None,
        nodes => Some(nodes.parse().map_err(|_| ProblemKind::no_count(nodes))?),
    };
    let mut job = Job::new(cells.id, cells.name, seconds, gpus);
    job.state = JobState::read(cells.state);
    job.nodes = nodes;
    Ok(Some(job))
}
