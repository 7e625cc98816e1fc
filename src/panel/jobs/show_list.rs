//! Says which jobs are listed, and in which groups they can be selected.

use super::hours::{HOUR, decimal, hours_for_list};
use super::show::count_of;
use super::shown::{GroupRow, GroupTable, List, RowShown, Words};
use super::sums::Group;
use super::texts::short;
use super::{Grouping, Jobs};
use crate::import::sacct::JobState;
use crate::quantity::write::whole;

/// The number of rows on a page. All of them are shown again whenever one is ticked.
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

    /// Returns the listed rows, if there are some.
    pub(super) fn shown_list(&self) -> Option<List> {
        let count = self.listed.len();
        if count == 0 {
            return None;
        }
        let page = self.page.min(self.last_page());
        let start = page * PAGE;
        let end = count.min(start + PAGE);
        let (names, more) = self.names();
        let range = || {
            let [start, end, count] = [start + 1, end, count].map(|n| whole(n as u128));
            format!("{start} to {end} of {count}")
        };
        let rows = self.listed.iter().skip(start).take(PAGE);
        Some(List {
            groups: self.states().into_iter().chain(names).collect(),
            more_names: (more > 0).then(|| count_of(more, "name")),
            count: count_of(count, self.row_name()),
            is_in_order: self.is_in_order,
            page,
            rows: rows.filter_map(|at| self.row(*at as usize)).collect(),
            range: (count > PAGE).then(range),
            has_next: end < count,
        })
    }

    /// Returns the states of the listed rows. A report has none.
    fn states(&self) -> Option<GroupTable> {
        if self.is_report() {
            return None;
        }
        let groups = self.by_state().into_iter().enumerate();
        let groups = groups.filter(|(_, group)| group.jobs > 0);
        let rows = groups.map(|(state, group)| {
            let name = JobState::ALL[state].name().to_owned();
            group_row(name, state, &group)
        });
        let rows = rows.collect();
        Some(GroupTable {
            by: Grouping::State,
            rows,
        })
    }

    /// Returns the names of the listed rows, and the number of further names. There are none if
    /// there is one name, or one for each row.
    fn names(&self) -> (Option<GroupTable>, usize) {
        let (top, names) = self.by_name(MAX_NAMES);
        let more = names.saturating_sub(top.len());
        if names < 2 || names == self.listed.len() {
            return (None, 0);
        }
        let named = |(name, group): (usize, Group)| {
            group_row(name_for_list(self.table.names.get(name)), name, &group)
        };
        let rows = top.into_iter().map(named).collect();
        let table = GroupTable {
            by: Grouping::Name,
            rows,
        };
        (Some(table), more)
    }

    fn row(&self, at: usize) -> Option<RowShown> {
        let row = self.table.rows.get(at)?;
        let can_count = self.can_count(at);
        Some(RowShown {
            number: at,
            can_count,
            is_ticked: can_count && row.is_ticked,
            id: short(self.table.ids.get(at), 24),
            name: name_for_list(self.table.names.get(row.name as usize)),
            about: self.about(at),
            hours: hours_for_list(self.table.gpu_seconds(at)),
        })
    }

    /// Returns the state of a row, its time and its GPUs.
    fn about(&self, at: usize) -> Words {
        let Some(row) = self.table.rows.get(at) else {
            return Words::new();
        };
        let state = match self.is_report() {
            true => "as sreport says",
            false => row.state.name(),
        };
        let attempt = match (row.is_repeated, row.is_last) {
            (true, _) => ", again in a later line",
            (false, false) => ", an earlier attempt",
            (false, true) => "",
        };
        let mut words = vec![([state, attempt].concat(), String::new())];
        if self.is_report() {
            words.extend(self.row_kinds(at));
        } else {
            let hours = decimal(row.seconds.into(), HOUR, 2);
            words.push((format!(", {hours} h"), String::new()));
            words.extend(self.row_gpus(at));
        }
        words
    }

    /// Returns the kinds of GPUs of a report's row, as in `, a100, v100`.
    fn row_kinds(&self, at: usize) -> Words {
        let kinds = self.table.gpus(at).iter();
        let names = kinds.map(|gpus| &self.table.kinds[gpus.kind as usize].name);
        let names = names.filter(|name| !name.is_empty()).take(MAX_GPUS);
        names.map(|name| (", ".into(), short(name, 24))).collect()
    }

    /// Returns the GPUs that a job's hours are multiplied by, as in ` × 64 a100`.
    fn row_gpus(&self, at: usize) -> Words {
        let gpus = self.table.gpus(at);
        if gpus.is_empty() {
            return vec![(", no GPU".into(), String::new())];
        }
        let several = gpus.len() > 1;
        let mut words = Words::new();
        for (place, gpus) in gpus.iter().take(MAX_GPUS).enumerate() {
            let name = &self.table.kinds[gpus.kind as usize].name;
            let before = match (place, several) {
                (0, true) => " × (",
                (0, false) => " × ",
                _ => " + ",
            };
            words.push(match name.is_empty() {
                true => (
                    [before, &count_of(gpus.count as usize, "GPU")].concat(),
                    String::new(),
                ),
                false => (
                    [before, &whole(gpus.count.into()), " "].concat(),
                    short(name, 24),
                ),
            });
        }
        let more = if gpus.len() > MAX_GPUS { " + …" } else { "" };
        let end = if several { ")" } else { "" };
        words.push(([more, end].concat(), String::new()));
        words
    }
}

fn group_row(name: String, number: usize, group: &Group) -> GroupRow {
    GroupRow {
        name,
        number,
        is_ticked: group.ticked == group.jobs,
        ticked: format!(
            "{} of {}",
            whole(group.ticked as u128),
            whole(group.jobs as u128)
        ),
        hours: hours_for_list(group.gpu_seconds),
    }
}

fn name_for_list(name: &str) -> String {
    short(if name.is_empty() { "(no name)" } else { name }, MAX_CHARS)
}
