//! Draws the panel of jobs as HTML.

use super::Jobs;
use super::fields::{Period, devices, periods};
use super::hours::{HOUR, decimal, hours_for_list};
use super::sums::Sums;
use super::texts::short;
use crate::import::sacct::{AccountSource, COMMAND};
use crate::quantity::write::whole;
use maud::{Markup, html};

/// The most kinds of GPUs that are listed.
const MAX_KINDS: usize = 8;

impl Jobs {
    /// Draws the panel.
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
            @if self.is_read { (self.draw_jobs()) }
        };
        html.into_string()
    }

    fn draw_jobs(&self) -> Markup {
        let count = self.table.rows.len();
        let sums = self.sums();
        html! {
            @if count == 0 {
                div #jobs-none { (self.no_job()) }
            } @else {
                @for refusal in &self.refusals { p.problem.error { bdi { (refusal) } " Its hours are missing below." } }
                (self.total(&sums))
                (self.draw_selection(&sums))
            }
            (self.skipped_lines())
        }
    }

    /// Draws the reasons why there is no job.
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

    /// Draws the sum of the ticked jobs, their GPUs, and the button that uses them.
    fn total(&self, sums: &Sums) -> Markup {
        let periods = periods(&self.table, sums);
        html! {
            p.total role="status" {
                strong { (hours_for_list(sums.ticked.gpu_seconds)) " GPU-hours" }
                " in " (count_of(sums.ticked.jobs, self.ticked()))
                @if sums.all.jobs != sums.ticked.jobs {
                    span.hint { ", of " (hours_for_list(sums.all.gpu_seconds)) " in " (whole(sums.all.jobs as u128)) }
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

    /// Draws the kinds of GPUs of the ticked jobs, most hours first.
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
        let more = kinds.len().saturating_sub(MAX_KINDS);
        html! {
            ul.kinds {
                @for (seconds, kind) in kinds.iter().take(MAX_KINDS) {
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
                        @if kinds.len() > 1 { ", " (hours_for_list(*seconds)) " GPU-hours" }
                    }
                }
                @if more > 0 { li { "and " (count_of(more, "more kind")) } }
            }
        }
    }

    /// Draws warnings about what the sum contains and lacks.
    fn warnings(&self, sums: &Sums) -> Markup {
        let (slices, ticked_slices) = sums.slices;
        html! {
            (self.source_remarks())
            @if ticked_slices > 0 {
                p.problem.warning { (count_of(ticked_slices, self.ticked())) " ran on slices of GPUs, which count here as if each were a whole one." }
            } @else if slices > 0 {
                p.hint { (count_of(slices, self.row_name())) " ran on slices of GPUs. Their hours are not those of whole ones: they are not ticked." }
            }
            @if sums.running > 0 {
                p.problem.warning { (count_of(sums.running, "ticked job")) " still ran: the hours grow until the end. Take the account again then." }
            }
            @if sums.repeated > 0 {
                p.problem.warning { (count_of(sums.repeated, "line")) " of " (self.row_name()) "s that a later line has again, as where accounts overlap: left out." }
            }
            @if sums.without > 0 { p.hint { (count_of(sums.without, self.row_name())) " had no GPU." } }
            @if sums.without > 0 && sums.all.jobs == 0 {
                p.problem.warning { "No job has gres/gpu among its resources. If they did have GPUs, this cluster does not account for them: type the GPUs and the time instead." }
            }
            @if sums.pending > 0 { p.hint { (count_of(sums.pending, "job")) " had not begun." } }
        }
    }

    /// Draws the remarks that depend on the program that printed the account.
    fn source_remarks(&self) -> Markup {
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

    /// Draws the lines that were skipped.
    fn skipped_lines(&self) -> Markup {
        let bad = self.problems.len() + self.more_problems;
        html! {
            @if self.steps > 0 {
                p.hint {
                    @if self.is_report() {
                        (count_of(self.steps, "line")) " of accounts left out: their hours are in their users’ own lines."
                    } @else {
                        (count_of(self.steps, "line")) " of steps left out: their hours are in their jobs’ own lines."
                    }
                }
            }
            @if bad > 0 {
                details.why #jobs-problems {
                    summary { (count_of(bad, "line")) " could not be read" }
                    ul { @for problem in &self.problems { li { bdi { (problem) } } } }
                    @if self.more_problems > 0 { p { "And " (whole(self.more_problems as u128)) " more." } }
                }
            }
        }
    }
}

/// Converts GPUs to chips: a module of two dies is two GPUs for Slurm, and one chip in the catalog.
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

/// Writes a count with its noun: `1 job`, `2 jobs`.
pub(super) fn count_of(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    [&whole(count as u128), " ", what, ending].concat()
}
