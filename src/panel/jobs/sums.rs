//! Sums over jobs.

use super::Jobs;
use super::table::Row;
use crate::import::sacct::JobState;

/// The sums over all jobs of the account.
#[derive(Default)]
pub(super) struct Sums {
    /// GPU-seconds of the ticked jobs, by kind of GPU.
    pub(super) by_kind: Vec<u128>,
    /// The ticked jobs.
    pub(super) ticked: Group,
    /// All jobs that can be ticked.
    pub(super) all: Group,
    /// Attempts that a later one follows.
    pub(super) earlier: usize,
    /// Lines that a later line of the same job repeats or extends.
    pub(super) repeated: usize,
    /// Jobs without a GPU.
    pub(super) without: usize,
    /// Jobs that have not begun.
    pub(super) pending: usize,
    /// Ticked jobs that are still running.
    pub(super) running: usize,
    /// Jobs on slices of GPUs, and the number of them that are ticked.
    pub(super) slices: (usize, usize),
}

/// The sum over some jobs.
#[derive(Clone, Default)]
pub(super) struct Group {
    /// The number of jobs with GPU-hours that can be counted.
    pub(super) jobs: usize,
    /// The number of those that are ticked.
    pub(super) ticked: usize,
    pub(super) gpu_seconds: u128,
}

impl Group {
    fn add(&mut self, gpu_seconds: u128, is_ticked: bool) {
        self.jobs += 1;
        self.ticked += usize::from(is_ticked);
        self.gpu_seconds += gpu_seconds;
    }
}

impl Jobs {
    /// Returns whether a row can be ticked: it has GPU-hours, no later line repeats it, and its
    /// attempt is one that counts.
    pub(super) fn can_count(&self, row: usize) -> bool {
        let counts = |row: &Row| !row.is_repeated && (row.is_last || !self.is_once);
        self.table.gpu_seconds(row) > 0 && self.table.rows.get(row).is_some_and(counts)
    }

    pub(super) fn sums(&self) -> Sums {
        let mut sums = Sums {
            by_kind: vec![0; self.table.kinds.len()],
            ..Sums::default()
        };
        for (at, row) in self.table.rows.iter().enumerate() {
            sums.earlier += usize::from(!row.is_last && !row.is_repeated);
            sums.repeated += usize::from(row.is_repeated);
            sums.pending += usize::from(row.state == JobState::Pending);
            sums.without += usize::from(self.table.gpus(at).is_empty() && row.seconds > 0);
            if !self.can_count(at) {
                continue;
            }
            let gpu_seconds = self.table.gpu_seconds(at);
            sums.all.add(gpu_seconds, row.is_ticked);
            let has_slices = self.table.has_slices(at);
            sums.slices.0 += usize::from(has_slices);
            if row.is_ticked {
                sums.ticked.add(gpu_seconds, true);
                sums.running += usize::from(row.state == JobState::Running);
                sums.slices.1 += usize::from(has_slices);
                for gpus in self.table.gpus(at) {
                    sums.by_kind[gpus.kind as usize] +=
                        u128::from(row.seconds) * u128::from(gpus.count);
                }
            }
        }
        sums
    }

    /// Sums the listed rows by state.
    pub(super) fn by_state(&self) -> Vec<Group> {
        let mut groups = vec![Group::default(); JobState::ALL.len()];
        self.for_each_listed(|at, row| {
            groups[row.state as usize].add(self.table.gpu_seconds(at), row.is_ticked)
        });
        groups
    }

    /// Sums the listed rows by name. Returns the names with most GPU-hours, and the number of all
    /// names.
    pub(super) fn by_name(&self, most: usize) -> (Vec<(usize, Group)>, usize) {
        let mut groups = vec![Group::default(); self.table.names.len()];
        self.for_each_listed(|at, row| {
            groups[row.name as usize].add(self.table.gpu_seconds(at), row.is_ticked)
        });
        let mut top: Vec<(usize, Group)> = Vec::new();
        let mut names = 0;
        for (name, group) in groups
            .into_iter()
            .enumerate()
            .filter(|(_, group)| group.jobs > 0)
        {
            names += 1;
            let at = top.partition_point(|(_, other)| other.gpu_seconds >= group.gpu_seconds);
            if at < most {
                top.truncate(most - 1);
                top.insert(at, (name, group));
            }
        }
        (top, names)
    }

    fn for_each_listed(&self, mut visit: impl FnMut(usize, &Row)) {
        for at in self.listed.iter().map(|at| *at as usize) {
            if let Some(row) = self.table.rows.get(at).filter(|_| self.can_count(at)) {
                visit(at, row);
            }
        }
    }
}
