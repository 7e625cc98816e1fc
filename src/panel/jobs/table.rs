//! The jobs of an account, some 50 bytes each.

use super::texts::{Texts, holds};
use crate::catalog::Chip;
use crate::import::sacct::{self, Account, Job, JobState};
use std::collections::HashMap;

/// The most kinds of GPUs. A cluster has a handful; names beyond these are not looked up.
const MAX_KINDS: usize = 64;

/// The content of an account.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) ids: Texts,
    /// Each name once.
    pub(super) names: Texts,
    /// The first kind stands for GPUs whose kind the account does not name.
    pub(super) kinds: Vec<Kind>,
    /// The GPUs of all rows. A row's GPUs end where the next row's begin.
    gpus: Vec<Gpus>,
}

/// A job, or one attempt at it.
pub(super) struct Row {
    pub(super) seconds: u64,
    pub(super) name: u32,
    first_gpus: u32,
    pub(super) state: JobState,
    /// Whether this is the last attempt at the job.
    pub(super) is_last: bool,
    /// Whether a later line of the same job repeats this one.
    pub(super) is_repeated: bool,
    pub(super) is_ticked: bool,
}

/// GPUs of one kind.
pub(super) struct Gpus {
    pub(super) kind: u16,
    pub(super) count: u64,
}

/// A kind of GPU by the site's name for it, or without a name.
#[derive(Default)]
pub(super) struct Kind {
    pub(super) name: String,
    /// The chip that it most likely is.
    pub(super) chip: Option<&'static Chip>,
    /// Whether it is a slice of a GPU.
    pub(super) is_slice: bool,
}

impl Table {
    pub(super) fn new(account: &Account) -> Self {
        let mut table = Self {
            kinds: vec![Kind::default()],
            ..Self::default()
        };
        let mut names: HashMap<&str, u32> = HashMap::new();
        for job in &account.jobs {
            let first_gpus = table.gpus.len() as u32;
            table.ids.push(&job.id);
            let name = *names
                .entry(&job.name)
                .or_insert_with(|| table.names.push(&job.name));
            table.put_gpus(job);
            table.rows.push(Row {
                seconds: job.seconds,
                name,
                first_gpus,
                state: job.state,
                is_last: job.is_last_attempt(),
                is_repeated: job.is_repeated,
                is_ticked: false,
            });
        }
        table.tick_defaults();
        table
    }

    /// Adds the GPUs of a job by kind.
    fn put_gpus(&mut self, job: &Job) {
        for (name, count) in job.gpus.by_kind() {
            let kind = name.map_or(0, |name| self.kind(name));
            self.gpus.push(Gpus { kind, count });
        }
    }

    fn kind(&mut self, name: &str) -> u16 {
        let known = self.kinds.iter().position(|kind| kind.name == name);
        let number = known.unwrap_or_else(|| {
            if self.kinds.len() > MAX_KINDS {
                return 0;
            }
            self.kinds.push(Kind {
                name: name.into(),
                chip: sacct::proposed(name),
                is_slice: sacct::is_slice(name),
            });
            self.kinds.len() - 1
        });
        number as u16
    }

    /// Ticks each job that used GPUs, however it ended, unless it ran on slices: their hours are
    /// not those of whole GPUs.
    fn tick_defaults(&mut self) {
        for at in 0..self.rows.len() {
            self.rows[at].is_ticked = self.gpu_seconds(at) > 0 && !self.has_slices(at);
        }
    }

    /// Returns the GPUs of a row.
    pub(super) fn gpus(&self, row: usize) -> &[Gpus] {
        let start = self.rows.get(row).map_or(0, |row| row.first_gpus as usize);
        let next = self.rows.get(row + 1);
        let end = next.map_or(self.gpus.len(), |next| next.first_gpus as usize);
        self.gpus.get(start..end).unwrap_or_default()
    }

    /// Returns GPUs × seconds. The kinds never add up to more GPUs than the job has.
    pub(super) fn gpu_seconds(&self, row: usize) -> u128 {
        let seconds = self.rows.get(row).map_or(0, |row| row.seconds);
        let count: u64 = self.gpus(row).iter().map(|gpus| gpus.count).sum();
        u128::from(seconds) * u128::from(count)
    }

    pub(super) fn has_slices(&self, row: usize) -> bool {
        let is_slice = |gpus: &Gpus| self.kinds[gpus.kind as usize].is_slice;
        self.gpus(row).iter().any(is_slice)
    }

    /// Returns the rows that have a text in their name, number, state or kinds of GPUs, either in
    /// the order of the account or with most GPU-hours first.
    pub(super) fn rows_with(&self, text: &str, by_hours: bool) -> Vec<u32> {
        let text = text.trim();
        let named: Vec<bool> = self.names.iter().map(|name| holds(name, text)).collect();
        let of_state = JobState::ALL.map(|state| {
            // Slurm's own word for the state counts, too.
            let slurms = if state == JobState::Timeout {
                "timeout"
            } else {
                ""
            };
            holds(state.name(), text) || holds(slurms, text)
        });
        let of_kind: Vec<bool> = self
            .kinds
            .iter()
            .map(|kind| holds(&kind.name, text))
            .collect();
        let mut rows: Vec<(u64, u32)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let is_listed = named[row.name as usize]
                || of_state[row.state as usize]
                || holds(self.ids.get(at), text)
                || self.gpus(at).iter().any(|gpus| of_kind[gpus.kind as usize]);
            if is_listed {
                let seconds = u64::try_from(self.gpu_seconds(at)).unwrap_or(u64::MAX);
                rows.push((u64::MAX - seconds, at as u32));
            }
        }
        if by_hours {
            rows.sort_unstable();
        }
        rows.into_iter().map(|(_, at)| at).collect()
    }
}
