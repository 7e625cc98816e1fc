//! The state of a job.

use crate::variants::enum_with_all;

enum_with_all! {
    /// The state of a job.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum JobState {
        /// `COMPLETED`.
        Completed,
        /// `RUNNING`, `COMPLETING`, `SUSPENDED` and the like: its hours still grow.
        Running,
        /// `PENDING`: it has no hours yet.
        Pending,
        /// `FAILED`, `BOOT_FAIL`, `NODE_FAIL`, `OUT_OF_MEMORY`.
        Failed,
        /// `CANCELLED`, by whomever.
        Cancelled,
        /// `TIMEOUT`, `DEADLINE`: common for runs that go on from a checkpoint.
        Timeout,
        /// `PREEMPTED`, `REQUEUED`, `REVOKED`: it gave way and may have started again.
        Preempted,
        /// Any other word.
        Other,
    }
}

impl JobState {
    /// Reads the first word: `CANCELLED by 123`, and `CANCELLED+` of a narrow column.
    pub(super) fn read(text: &str) -> Self {
        let word = text.split([' ', '+']).next().unwrap_or_default();
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is(&["COMPLETED"]) {
            Self::Completed
        } else if is(&["CANCELLED"]) {
            Self::Cancelled
        } else if is(&["TIMEOUT", "DEADLINE"]) {
            Self::Timeout
        } else if is(&[
            "FAILED",
            "BOOT_FAIL",
            "NODE_FAIL",
            "OUT_OF_MEMORY",
            "OUT_OF_ME",
            "LAUNCH_FAILED",
            "RECONFIG_FAIL",
        ]) {
            Self::Failed
        } else if is(&[
            "PREEMPTED",
            "REQUEUED",
            "REQUEUE_FED",
            "REVOKED",
            "SPECIAL_EXIT",
        ]) {
            Self::Preempted
        } else if is(&[
            "PENDING",
            "CONFIGURING",
            "REQUEUE_HOLD",
            "RESV_DEL_HOLD",
            "POWER_UP_NODE",
            "EXPEDITING",
        ]) {
            Self::Pending
        } else if is(&[
            "RUNNING",
            "COMPLETING",
            "SUSPENDED",
            "RESIZING",
            "STOPPED",
            "SIGNALING",
            "STAGE_OUT",
        ]) {
            Self::Running
        } else {
            Self::Other
        }
    }

    /// Returns the state in words, for lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Running => "running",
            Self::Pending => "pending",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Timeout => "timed out",
            Self::Preempted => "preempted or requeued",
            Self::Other => "other",
        }
    }
}
