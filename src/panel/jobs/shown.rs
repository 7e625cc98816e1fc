//! The content of the panel of jobs, as data that the worker sends to the page.

use super::Grouping;
use serde::{Deserialize, Serialize};

/// The content of the panel of jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsShown {
    /// Errors of an account without a job.
    pub no_job: Vec<Words>,
    /// The jobs, if there are some.
    pub jobs: Option<Selection>,
    /// The number of lines that were left out, in words.
    pub steps: Option<String>,
    /// The lines that could not be read.
    pub unread: Option<Unread>,
}

/// A text in pieces: each piece is followed by a text from the account, which may run in another direction.
pub type Words = Vec<(String, String)>;

/// The jobs of an account, and which of them are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Errors that make hours missing.
    pub refusals: Vec<String>,
    /// The GPU-hours of the ticked rows.
    pub hours: String,
    /// The number of ticked rows, in words.
    pub ticked: String,
    /// The GPU-hours and the number of all rows, if they are more.
    pub all: Option<String>,
    /// The kinds of GPUs of the ticked rows.
    pub kinds: Vec<KindShown>,
    /// The kinds that are not listed, in words.
    pub more_kinds: Option<String>,
    /// Notes on the sum. A warning comes with `true`.
    pub notes: Vec<(bool, String)>,
    /// Whether the form can be filled in.
    pub can_use: bool,
    /// The name of a row: a job, or a row of a report.
    pub row_name: String,
    /// Whether the rows are those of a report.
    pub is_report: bool,
    /// The number of earlier attempts, in words, and whether only the last one counts.
    pub attempts: Option<(String, bool)>,
    /// The text that filters the list.
    pub filter: String,
    /// The rows, unless none is found.
    pub list: Option<List>,
}

/// A kind of GPU.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindShown {
    /// Its name in the account.
    pub name: String,
    /// The facts about it.
    pub says: String,
    /// The name of the chip that it is taken for.
    pub chip: String,
    /// Its GPU-hours, if there are several kinds.
    pub hours: String,
}

/// The listed rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The ways to tick several rows at once.
    pub groups: Vec<GroupTable>,
    /// The names that are not listed, in words.
    pub more_names: Option<String>,
    /// The number of listed rows, in words.
    pub count: String,
    /// Whether the rows are in the order of the account.
    pub is_in_order: bool,
    /// The number of the page.
    pub page: usize,
    /// The rows of the page.
    pub rows: Vec<RowShown>,
    /// The rows of the page by their numbers, if there are several pages.
    pub range: Option<String>,
    /// Whether there is a page after this one.
    pub has_next: bool,
}

/// Groups of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTable {
    /// The column that they are grouped by.
    pub by: Grouping,
    /// The groups.
    pub rows: Vec<GroupRow>,
}

/// A group of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: usize,
    /// Whether all of its rows are ticked.
    pub is_ticked: bool,
    /// How many of its rows are ticked, in words.
    pub ticked: String,
    /// Its GPU-hours.
    pub hours: String,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowShown {
    /// Its number in the account.
    pub number: usize,
    /// Whether it can be ticked.
    pub can_count: bool,
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// The number of the job, or the user of a report.
    pub id: String,
    /// The name of the job.
    pub name: String,
    /// Its state, its time and its GPUs.
    pub about: Words,
    /// Its GPU-hours.
    pub hours: String,
}

/// The lines that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// How many there are, in words.
    pub title: String,
    /// The first of them.
    pub problems: Vec<String>,
    /// The number of the others, in words.
    pub more: Option<String>,
}
