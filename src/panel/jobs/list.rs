//! Draws the list of jobs, and the ways to select among them.

use super::Jobs;
use super::draw::count_of;
use super::hours::{HOUR, decimal, hours_for_list};
use super::sums::{Group, Sums};
use super::texts::short;
use crate::import::sacct::JobState;
use crate::quantity::write::whole;
use maud::{Markup, html};

/// The number of rows on a page. All of them are redrawn whenever one is ticked.
const PAGE: usize = 100;
/// The most names that are listed, those with most GPU-hours first.
const MAX_NAMES: usize = 20;
/// The most kinds of GPUs that are listed for a job.
const MAX_GPUS: usize = 3;
/// The most characters of a name that are shown.
const MAX_CHARS: usize = 60;

impl Jobs {
    pub(super) fn last_page(&self) -> usize {
        self.listed.len().saturating_sub(1) / PAGE
    }

    /// Returns an id that depends on the page, so that another page begins at the top of its list.
    pub(super) fn list_id(&self) -> String {
        format!("jobs-page-{}", self.page)
    }

    /// Draws the selection of the jobs that count.
    pub(super) fn draw_selection(&self, sums: &Sums) -> Markup {
        let is_narrowed = !self.filter.trim().is_empty();
        let these = if is_narrowed { "these" } else { "all" };
        html! {
            h3 { "Which " (self.row_name()) "s were the run?" }
            @if sums.earlier > 0 { (self.requeued(sums.earlier)) }
            div.field {
                label for="job-filter" {
                    @if self.is_report() { "Find rows by user, account or GPU" } @else { "Find jobs by name, number, state or GPU" }
                }
                input #job-filter type="text" data-do="job-filter" value=(self.filter) autocomplete="off" autocapitalize="off" spellcheck="false";
            }
            @if self.listed.is_empty() {
                p.problem.warning { "No " (self.row_name()) " has “" bdi { (short(self.filter.trim(), MAX_CHARS)) } "”." }
            } @else {
                div.suggestions {
                    button.suggestion type="button" data-do="job-tick-shown" { "Tick " (these) }
                    button.suggestion type="button" data-do="job-untick-shown" { "Untick " (these) }
                    @if is_narrowed { button.suggestion type="button" data-do="job-only-shown" { "Only these" } }
                }
                @if !self.is_report() { (self.states()) }
                (self.names())
                (self.rows())
            }
        }
    }

    /// Draws the choice of counting every attempt at a requeued job, or the last alone.
    fn requeued(&self, earlier: usize) -> Markup {
        let ways = [
            ("all", !self.is_once, "Every attempt"),
            ("once", self.is_once, "The last alone"),
        ];
        html! {
            fieldset.choice {
                legend { "Jobs that were requeued" }
                p.hint { "The account has " (count_of(earlier, "attempt")) " that others followed. Their compute was spent; whether the run goes on from them, only you know." }
                div.options data-options="2" {
                    @for (way, is_chosen, label) in ways {
                        label.option {
                            input type="radio" name="job-requeued" data-do="job-requeued" value=(way) checked[is_chosen];
                            span { (label) }
                        }
                    }
                }
            }
        }
    }

    /// Draws the states of the listed rows. Each can be ticked as a whole.
    fn states(&self) -> Markup {
        let mut rows = Vec::new();
        for (state, group) in self.by_state().into_iter().enumerate() {
            if group.jobs > 0 {
                rows.push((JobState::ALL[state].name().to_owned(), state, group));
            }
        }
        groups_table("State", "job-state", &rows)
    }

    /// Draws the names of the listed rows. Each can be ticked as a whole. Draws nothing if there is
    /// one name, or one for each row.
    fn names(&self) -> Markup {
        let (top, names) = self.by_name(MAX_NAMES);
        let more = names.saturating_sub(top.len());
        if names < 2 || names == self.listed.len() {
            return html! {};
        }
        let named = |(name, group): (usize, Group)| {
            (name_for_list(self.table.names.get(name)), name, group)
        };
        let rows: Vec<_> = top.into_iter().map(named).collect();
        html! {
            (groups_table("Name", "job-name", &rows))
            @if more > 0 { p.hint { "And " (count_of(more, "name")) " with fewer GPU-hours." } }
        }
    }

    /// Draws a page of the rows.
    fn rows(&self) -> Markup {
        let count = self.listed.len();
        let start = self.page.min(self.last_page()) * PAGE;
        let end = count.min(start + PAGE);
        html! {
            div.sort {
                label for="job-sort" { (count_of(count, self.row_name())) ", " }
                select #job-sort data-do="job-sort" {
                    option value="hours" selected[!self.is_in_order] { "most GPU-hours first" }
                    option value="account" selected[self.is_in_order] { "as in the account" }
                }
            }
            div.scroll id=(self.list_id()) tabindex="0" role="group" aria-label="Jobs" {
                table.found {
                    thead { tr {
                        th scope="col" { @if self.is_report() { "User" } @else { "Job" } }
                        th.number scope="col" { "GPU-hours" }
                    } }
                    tbody { @for at in &self.listed[start..end] { (self.row(*at as usize)) } }
                }
            }
            @if count > PAGE {
                div.suggestions {
                    @if start > 0 { button.suggestion type="button" data-do="job-page" data-row=(self.page - 1) { "← Previous" } }
                    @if end < count { button.suggestion type="button" data-do="job-page" data-row=(self.page + 1) { "Next →" } }
                    span.hint { (whole(start as u128 + 1)) " to " (whole(end as u128)) " of " (whole(count as u128)) }
                }
            }
        }
    }

    fn row(&self, at: usize) -> Markup {
        let Some(row) = self.table.rows.get(at) else {
            return html! {};
        };
        let can_count = self.can_count(at);
        html! {
            tr.blank[!can_count] {
                th scope="row" {
                    label {
                        input type="checkbox" data-do="job-tick" data-row=(at) checked[can_count && row.is_ticked] disabled[!can_count];
                        span {
                            (short(self.table.ids.get(at), 24)) " "
                            bdi { (name_for_list(self.table.names.get(row.name as usize))) }
                            small {
                                @if self.is_report() { "as sreport says" } @else { (row.state.name()) }
                                @if row.is_repeated { ", again in a later line" } @else if !row.is_last { ", an earlier attempt" }
                                @if self.is_report() {
                                    (self.row_kinds(at))
                                } @else {
                                    ", " (decimal(row.seconds.into(), HOUR, 2)) " h" (self.row_gpus(at))
                                }
                            }
                        }
                    }
                }
                td.number { (hours_for_list(self.table.gpu_seconds(at))) }
            }
        }
    }

    /// Draws the kinds of GPUs of a report's row, as in `, a100, v100`.
    fn row_kinds(&self, at: usize) -> Markup {
        let names = self
            .table
            .gpus(at)
            .iter()
            .map(|gpus| &self.table.kinds[gpus.kind as usize].name);
        html! {
            @for name in names.filter(|name| !name.is_empty()).take(MAX_GPUS) { ", " bdi { (short(name, 24)) } }
        }
    }

    /// Draws the GPUs that a job's hours are multiplied by, as in ` × 64 a100`.
    fn row_gpus(&self, at: usize) -> Markup {
        let gpus = self.table.gpus(at);
        let left = gpus.len().saturating_sub(MAX_GPUS);
        let several = gpus.len() > 1;
        html! {
            @if gpus.is_empty() { ", no GPU" } @else { " × " }
            @if several { "(" }
            @for (place, gpus) in gpus.iter().take(MAX_GPUS).enumerate() {
                @let name = &self.table.kinds[gpus.kind as usize].name;
                @if place > 0 { " + " }
                @if name.is_empty() {
                    (count_of(gpus.count as usize, "GPU"))
                } @else {
                    (whole(gpus.count.into())) " " bdi { (short(name, 24)) }
                }
            }
            @if left > 0 { " + …" }
            @if several { ")" }
        }
    }
}

/// Draws groups of jobs with a checkbox each, which is ticked if all jobs of the group are.
fn groups_table(title: &str, what: &str, rows: &[(String, usize, Group)]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(title) {
            table.found {
                thead { tr {
                    th scope="col" { (title) }
                    th.number scope="col" { "Ticked" }
                    th.number scope="col" { "GPU-hours" }
                } }
                tbody {
                    @for (name, number, group) in rows {
                        tr {
                            th scope="row" {
                                label {
                                    input type="checkbox" data-do=(what) data-row=(number) checked[group.ticked == group.jobs];
                                    bdi { (name) }
                                }
                            }
                            td.number { (whole(group.ticked as u128)) " of " (whole(group.jobs as u128)) }
                            td.number { (hours_for_list(group.gpu_seconds)) }
                        }
                    }
                }
            }
        }
    }
}

fn name_for_list(name: &str) -> String {
    short(if name.is_empty() { "(no name)" } else { name }, MAX_CHARS)
}
