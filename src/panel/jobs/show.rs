//! Says what the panel of jobs shows.

use super::Jobs;
use super::fields::{Period, devices, periods};
use super::hours::{HOUR, decimal, hours_for_list};
use super::shown::{JobsShown, KindShown, Selection, Unread, Words};
use super::sums::Sums;
use super::texts::short;
use crate::import::sacct::{AccountSource, COMMAND};
use crate::quantity::write::whole;

/// The most kinds of GPUs that are listed.
const MAX_KINDS: usize = 8;

impl Jobs {
    /// Returns what the panel shows.
    pub fn shown(&self) -> JobsShown {
        if !self.is_read {
            return JobsShown::default();
        }
        let has_jobs = !self.table.rows.is_empty();
        JobsShown {
            no_job: if has_jobs { Vec::new() } else { self.no_job() },
            jobs: has_jobs.then(|| self.selection(&self.sums())),
            steps: (self.steps > 0).then(|| {
                let whose = match self.is_report() {
                    true => "of accounts left out: their hours are in their users’ own lines.",
                    false => "of steps left out: their hours are in their jobs’ own lines.",
                };
                [&count_of(self.steps, "line"), " ", whose].concat()
            }),
            unread: self.unread(),
        }
    }

    /// Returns the reasons why there is no job.
    fn no_job(&self) -> Vec<Words> {
        if !self.refusals.is_empty() {
            let refusals = self.refusals.iter();
            return refusals
                .map(|refusal| vec![(String::new(), refusal.clone())])
                .collect();
        }
        let nothing = "No line of this could be read as a job. ";
        let Some(first) = self.problems.first() else {
            return vec![vec![(nothing.into(), String::new())]];
        };
        let mut words = vec![(nothing.into(), first.clone())];
        if !first.ends_with(COMMAND) {
            words.push(([" Run: ", COMMAND].concat(), String::new()));
        }
        vec![words]
    }

    fn selection(&self, sums: &Sums) -> Selection {
        let all = || {
            let hours = hours_for_list(sums.all.gpu_seconds);
            format!(", of {hours} in {}", whole(sums.all.jobs as u128))
        };
        let (kinds, more) = self.kinds(sums);
        Selection {
            refusals: self.refusals.clone(),
            hours: hours_for_list(sums.ticked.gpu_seconds),
            ticked: count_of(sums.ticked.jobs, self.ticked()),
            all: (sums.all.jobs != sums.ticked.jobs).then(all),
            kinds,
            more_kinds: (more > 0).then(|| count_of(more, "more kind")),
            notes: self.notes(sums),
            can_use: sums.ticked.gpu_seconds > 0,
            row_name: self.row_name().into(),
            is_report: self.is_report(),
            attempts: (sums.earlier > 0).then(|| (count_of(sums.earlier, "attempt"), self.is_once)),
            filter: self.filter.clone(),
            list: self.shown_list(),
        }
    }

    /// Returns the kinds of GPUs of the ticked jobs, most hours first, and the number of further ones.
    fn kinds(&self, sums: &Sums) -> (Vec<KindShown>, usize) {
        let mut kinds: Vec<(u128, usize)> = Vec::new();
        for (kind, seconds) in sums
            .by_kind
            .iter()
            .enumerate()
            .filter(|(_, seconds)| **seconds > 0)
        {
            let at = kinds.partition_point(|(other, _)| other >= seconds);
            kinds.insert(at, (*seconds, kind));
        }
        let several = kinds.len() > 1;
        let shown = kinds.iter().take(MAX_KINDS).map(|(seconds, kind)| {
            let kind = &self.table.kinds[*kind];
            let says = match kind.chip {
                Some(_) => ": read as ",
                None if kind.name.is_empty() => {
                    "GPUs whose kind Slurm does not say: choose the hardware"
                }
                None if kind.is_slice => ": a slice of a GPU",
                None => ": Petaday knows no chip by this name; choose the hardware",
            };
            KindShown {
                name: short(&kind.name, 40),
                says: says.into(),
                chip: kind.chip.map_or("", |chip| chip.name).into(),
                hours: match several {
                    true => format!(", {} GPU-hours", hours_for_list(*seconds)),
                    false => String::new(),
                },
            }
        });
        (shown.collect(), kinds.len().saturating_sub(MAX_KINDS))
    }

    /// Returns notes about what the sum contains and lacks.
    fn notes(&self, sums: &Sums) -> Vec<(bool, String)> {
        let mut notes: Vec<(bool, String)> = Vec::new();
        let mut hint = |text: String| notes.push((false, text));
        let periods = periods(&self.table, sums);
        for period in &periods {
            if let Some(text) = as_chips(period) {
                hint(text);
            }
        }
        if periods.len() > 1 {
            notes.push(match periods.iter().all(|period| period.chip.is_some()) {
                true => (false, "These jobs ran on different GPUs: each kind goes into the form as a period of its own.".into()),
                false => (true, "These jobs ran on different GPUs, not all of which are known: their hours go into the form together, and the hardware there stays. To tell them apart, find the jobs of one kind and choose “Only these”.".into()),
            });
        }
        let (slices, ticked_slices) = sums.slices;
        let mut note = |is_warning, count: String, says: &str| {
            notes.push((is_warning, [&count, says].concat()));
        };
        if let Some(remark) = self.source_remark() {
            note(false, String::new(), remark);
        }
        if ticked_slices > 0 {
            note(
                true,
                count_of(ticked_slices, self.ticked()),
                " ran on slices of GPUs, which count here as if each were a whole one.",
            );
        } else if slices > 0 {
            note(
                false,
                count_of(slices, self.row_name()),
                " ran on slices of GPUs. Their hours are not those of whole ones: they are not ticked.",
            );
        }
        if sums.running > 0 {
            note(
                true,
                count_of(sums.running, "ticked job"),
                " still ran: the hours grow until the end. Run the command again then.",
            );
        }
        if sums.repeated > 0 {
            let lines = count_of(sums.repeated, "line");
            note(
                true,
                format!("{lines} of {}s", self.row_name()),
                " that a later line repeats, as where accounts overlap: left out.",
            );
        }
        if sums.without > 0 {
            note(
                false,
                count_of(sums.without, self.row_name()),
                " had no GPU.",
            );
        }
        if sums.without > 0 && sums.all.jobs == 0 {
            note(
                true,
                String::new(),
                "No job has gres/gpu among its resources. If they did have GPUs, this cluster does not record them: type the GPUs and the time instead.",
            );
        }
        if sums.pending > 0 {
            note(false, count_of(sums.pending, "job"), " had not started.");
        }
        notes
    }

    /// Returns a remark that depends on the program that printed the account.
    fn source_remark(&self) -> Option<&'static str> {
        match self.source {
            AccountSource::Named => None,
            AccountSource::Assumed => Some(
                "The columns have no names: they are read as those of the command above, in its order.",
            ),
            AccountSource::Report => Some(
                "sreport adds up all jobs of a user, failed and cancelled ones, too, and rounds the sum to its unit.",
            ),
            AccountSource::Jobstats => Some(
                "Early versions of jobstats show the GPUs that a job asked for. One that has its nodes for itself is allocated all of theirs.",
            ),
        }
    }

    pub(super) fn is_report(&self) -> bool {
        self.source == AccountSource::Report
    }

    /// Returns the name of a row: a job, or a line of a report.
    pub(super) fn row_name(&self) -> &'static str {
        if self.is_report() { "row" } else { "job" }
    }

    fn ticked(&self) -> &'static str {
        if self.is_report() {
            "ticked row"
        } else {
            "ticked job"
        }
    }

    /// Returns the lines that could not be read.
    fn unread(&self) -> Option<Unread> {
        let bad = self.problems.len() + self.more_problems;
        (bad > 0).then(|| Unread {
            title: count_of(bad, "line") + " could not be read",
            problems: self.problems.clone(),
            more: (self.more_problems > 0).then(|| whole(self.more_problems as u128)),
        })
    }
}

/// Converts GPUs to chips: a module of two dies is two GPUs for Slurm, and one chip in the catalog.
fn as_chips(period: &Period) -> Option<String> {
    let chip = period.chip.filter(|chip| devices(chip) > 1)?;
    let hours = decimal(period.gpu_seconds, HOUR * devices(chip), 2);
    Some(format!(
        "Slurm counts {} GPUs for one {}: {hours} chip-hours.",
        devices(chip),
        chip.name
    ))
}

/// Writes a count with its noun: `1 job`, `2 jobs`.
pub(super) fn count_of(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    [&whole(count as u128), " ", what, ending].concat()
}
