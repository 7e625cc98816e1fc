//! The panel of jobs as HTML.

use super::Jobs;
use super::hours::{HOUR, decimal, listed};
use super::sums::Sums;
use super::texts::short;
use super::used::{Period, devices, periods};
use crate::import::sacct::{AccountSource, COMMAND};
use crate::quantity::write::whole;
use maud::{Markup, html};

/// So many kinds of GPUs are listed.
const MOST_KINDS: usize = 8;

impl Jobs {
    /// The panel.
    pub fn draw(&self) -> String {
        let html = html! {
            p.hint { "GPU-hours from Slurm’s accounting. On the cluster, run" }
            code.command { (COMMAND) }
            p.hint {
                "with the day your first job ran after " code { "-S" }
                ": without it Slurm lists today’s jobs alone. "
                code { "-D" } " as well lists every attempt at jobs that were requeued. "
                "What it prints is read in this browser; nothing is uploaded. "
                "Other columns are read where they have their names (without " code { "-n" } "), and what "
                code { "sacct --json" } " and " code { "sreport -T gres/gpu" } " print."
            }
            label.button for="pick-jobs" { "Choose a file…" }
            input.visually-hidden #pick-jobs type="file" data-do="pick";
            div.field {
                label for="paste-jobs" { "Or paste what it printed" }
                textarea #paste-jobs rows="2" data-do="paste-jobs" autocomplete="off" autocapitalize="off" spellcheck="false" {}
            }
            @if self.is_read { (self.found()) }
        };
        html.into_string()
    }

    fn found(&self) -> Markup {
        let count = self.table.rows.len();
        let sums = self.sums();
        html! {
            @if count == 0 {
                div #jobs-none { (self.no_job()) }
            } @else {
                @for refusal in &self.refusals { p.problem.error { bdi { (refusal) } " Its hours are missing below." } }
                (self.total(&sums))
                (self.choice(&sums))
            }
            (self.not_read())
        }
    }

    /// Why there is no job.
    fn no_job(&self) -> Markup {
        html! {
            @for refusal in &self.refusals { p.problem.error { bdi { (refusal) } } }
            @if self.refusals.is_empty() {
                p.problem.error {
                    "No line of this could be read as a job. "
                    @if let Some(first) = self.problems.first() {
                        bdi { (first) }
                        @if !first.ends_with(COMMAND) { " Run: " (COMMAND) }
                    }
                }
            }
        }
    }

    /// What the ticked jobs come to, what it was, and how to go on.
    fn total(&self, sums: &Sums) -> Markup {
        let periods = periods(&self.table, sums);
        html! {
            p.total role="status" {
                strong { (listed(sums.ticked.gpu_seconds)) " GPU-hours" }
                " in " (many(sums.ticked.jobs, self.ticked()))
                @if sums.all.jobs != sums.ticked.jobs {
                    span.hint { ", of " (listed(sums.all.gpu_seconds)) " in " (whole(sums.all.jobs as u128)) }
                }
            }
            (self.kinds(sums))
            div.notes {
            @for period in &periods { (as_chips(period)) }
            @if periods.len() > 1 {
                @if periods.iter().all(|period| period.chip.is_some()) {
                    p.hint { "These jobs ran on different GPUs: each kind goes into the form as a period of its own." }
                } @else {
                    p.problem.warning {
                        "These jobs ran on different GPUs, not all of which are known: their hours go into the form together, and the hardware there stays. "
                        "To tell them apart, find the jobs of one kind and choose “Only these”."
                    }
                }
            }
            (self.warnings(sums))
            }
            @if sums.ticked.gpu_seconds > 0 {
                button.button.primary #job-use type="button" data-do="job-use" { "Use in method 2" }
            }
        }
    }

    /// What the ticked jobs ran on, most hours first.
    fn kinds(&self, sums: &Sums) -> Markup {
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
        let more = kinds.len().saturating_sub(MOST_KINDS);
        html! {
            ul.kinds {
                @for (seconds, kind) in kinds.iter().take(MOST_KINDS) {
                    @let kind = &self.table.kinds[*kind];
                    li {
                        @match (kind.chip, kind.name.as_str()) {
                            (Some(chip), name) => {
                                bdi { (short(name, 40)) } ": taken for " strong { (chip.name) }
                            },
                            (None, "") => "GPUs whose kind Slurm does not say: choose the hardware",
                            (None, name) => {
                                bdi { (short(name, 40)) }
                                @if kind.is_slice { ": a slice of a GPU" } @else { ": no chip that is known by this name; choose the hardware" }
                            },
                        }
                        @if kinds.len() > 1 { ", " (listed(*seconds)) " GPU-hours" }
                    }
                }
                @if more > 0 { li { "and " (many(more, "more kind")) } }
            }
        }
    }

    /// What a sum of these jobs is, and is not.
    fn warnings(&self, sums: &Sums) -> Markup {
        let (slices, ticked_slices) = sums.slices;
        html! {
            (self.of_source())
            @if ticked_slices > 0 {
                p.problem.warning { (many(ticked_slices, self.ticked())) " ran on slices of GPUs, which count here as if each were a whole one." }
            } @else if slices > 0 {
                p.hint { (many(slices, self.row_is())) " ran on slices of GPUs. Their hours are not those of whole ones: they are not ticked." }
            }
            @if sums.running > 0 {
                p.problem.warning { (many(sums.running, "ticked job")) " still ran: the hours grow until the end. Take the account again then." }
            }
            @if sums.repeated > 0 {
                p.problem.warning { (many(sums.repeated, "line")) " of " (self.row_is()) "s that a later line has again, as where accounts overlap: left out." }
            }
            @if sums.without > 0 { p.hint { (many(sums.without, self.row_is())) " had no GPU." } }
            @if sums.without > 0 && sums.all.jobs == 0 {
                p.problem.warning { "No job has gres/gpu among its resources. If they did have GPUs, this cluster does not account for them: type the GPUs and the time instead." }
            }
            @if sums.pending > 0 { p.hint { (many(sums.pending, "job")) " had not begun." } }
        }
    }

    /// What follows from what printed the account.
    fn of_source(&self) -> Markup {
        html! {
            @match self.source {
                AccountSource::Named => {},
                AccountSource::Assumed => p.hint { "This has no names of columns: they are taken for those of the command above, in its order." },
                AccountSource::Report => p.hint { "sreport adds up all jobs of a user, failed and cancelled ones, too, and rounds the sum to its unit." },
                AccountSource::Jobstats => p.hint { "Early versions of jobstats show the GPUs that a job asked for. One that has its nodes for itself is allocated all of theirs." },
            }
        }
    }

    pub(super) fn is_report(&self) -> bool {
        self.source == AccountSource::Report
    }

    /// What a row is called.
    pub(super) fn row_is(&self) -> &'static str {
        if self.is_report() { "row" } else { "job" }
    }

    fn ticked(&self) -> &'static str {
        if self.is_report() {
            "ticked row"
        } else {
            "ticked job"
        }
    }

    /// What was passed over.
    fn not_read(&self) -> Markup {
        let bad = self.problems.len() + self.more_problems;
        html! {
            @if self.steps > 0 {
                p.hint {
                    @if self.is_report() {
                        (many(self.steps, "line")) " of accounts left out: their hours are in their users’ own lines."
                    } @else {
                        (many(self.steps, "line")) " of steps left out: their hours are in their jobs’ own lines."
                    }
                }
            }
            @if bad > 0 {
                details.why #jobs-problems {
                    summary { (many(bad, "line")) " could not be read" }
                    ul { @for problem in &self.problems { li { bdi { (problem) } } } }
                    @if self.more_problems > 0 { p { "And " (whole(self.more_problems as u128)) " more." } }
                }
            }
        }
    }
}

/// A module of two dies is two GPUs to Slurm, and one chip to the catalog.
fn as_chips(period: &Period) -> Markup {
    let chip = period.chip.filter(|chip| devices(chip) > 1);
    html! {
        @if let Some(chip) = chip {
            p.hint {
                "Slurm counts " (devices(chip)) " GPUs for one " (chip.name) ": "
                (decimal(period.gpu_seconds, HOUR * devices(chip), 2)) " chip-hours."
            }
        }
    }
}

/// `1 job`, `2 jobs`.
pub(super) fn many(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    [&whole(count as u128), " ", what, ending].concat()
}
