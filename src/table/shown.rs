//! The rows that are on the page at a time, in words.

use super::Settings;
use crate::batch::{Record, Row};
use crate::quantity::{plain_excerpt, strip_invisible, write};
use serde::{Deserialize, Serialize};

/// The most rows that are shown at a time.
pub const PAGE: u32 = 100;
/// The most problems that are shown of a row.
const MOST_PROBLEMS: usize = 12;
/// The most characters of a message that are shown.
const MOST_CHARS: usize = 400;

/// Some of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// How they were asked for.
    pub settings: Settings,
    /// The number of rows that the table had then.
    pub of: u32,
    /// The number of rows of these settings.
    pub count: u32,
    /// The place of the first one among them.
    pub first: u32,
    /// The rows.
    pub rows: Vec<ShownRow>,
    /// A picture of all rows of these settings, as HTML; empty if none has a figure.
    pub picture: String,
}

/// A row in words. A figure that it does not have is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRow {
    /// The line of the file where it begins.
    pub line: u64,
    /// Its title, or its first cell.
    pub name: String,
    /// The headline, in FLOP.
    pub flop: String,
    /// The 90% range of the headline.
    pub range: String,
    /// The headline, in petaFLOP/s-days.
    pub pfs_days: String,
    /// The figure of method 1.
    pub operations: String,
    /// The figure of method 2.
    pub gpu_time: String,
    /// Operations over GPU time.
    pub ratio: String,
    /// The share of the peak that the operations imply.
    pub utilization: String,
    /// The published figure.
    pub published: String,
    /// Ours over it.
    pub published_ratio: String,
    /// Why they differ, if they do.
    pub reason: String,
    /// The link that opens it.
    pub link: String,
    /// Which method the figure is by, if the other one has a fault.
    pub beside: String,
    /// Columns, and what is wrong with them.
    pub problems: Vec<Told>,
}

/// A problem of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The name of the column.
    pub column: String,
    /// Whether it is an error; otherwise it is a question or a warning.
    pub is_error: bool,
    /// The problem, and the text to type instead.
    pub message: String,
}

impl ShownRow {
    /// Writes a row.
    pub(super) fn of(record: &Record, row: &Row) -> Self {
        let figures = &row.figures;
        let people = |figure: Option<f64>| figure.map(write::people).unwrap_or_default();
        let times = |ratio: Option<f64>| {
            let ratio = ratio.map(|ratio| write::digits(ratio, 3));
            ratio.map_or(String::new(), |ratio| format!("{ratio} ×"))
        };
        let range = figures.flop.filter(|flop| flop.is_range()).map(|flop| {
            let [low, high] = [flop.low(), flop.high()].map(write::people);
            format!("{low} to {high}")
        });
        let compared = row.comparison.as_ref();
        let told = row.told().take(MOST_PROBLEMS);
        Self {
            line: record.line,
            name: name(record, row),
            flop: people(figures.flop.map(|flop| flop.median())),
            range: range.unwrap_or_default(),
            pfs_days: people(figures.pfs_days),
            operations: people(figures.operations),
            gpu_time: people(figures.gpu_time),
            ratio: times(figures.ratio),
            utilization: figures
                .implied_utilization
                .map(write::percent)
                .unwrap_or_default(),
            published: people(compared.map(|found| found.published)),
            published_ratio: times(compared.map(|found| found.ratio)),
            reason: compared
                .and_then(|found| found.reason.clone())
                .unwrap_or_default(),
            link: row.link.clone(),
            beside: beside(row).into(),
            problems: told
                .map(|(key, severity, message)| Told {
                    column: key.chars().take(MOST_CHARS).collect(),
                    is_error: severity == "error",
                    message: message.chars().take(MOST_CHARS).collect(),
                })
                .collect(),
        }
    }
}

/// Says which method the figure of a row with a fault is by.
fn beside(row: &Row) -> &'static str {
    let is_wrong = row.told().any(|(_, severity, _)| severity == "error");
    match (row.figures.operations, row.figures.gpu_time) {
        (Some(_), None) if is_wrong => "The figure is by counting operations alone:",
        (None, Some(_)) if is_wrong => "The figure is by GPU time alone:",
        _ => "",
    }
}

/// Returns the title of a row, or its first cell that is filled in.
fn name(record: &Record, row: &Row) -> String {
    let first = || {
        let texts = record.texts();
        let mut filled = texts.into_iter().flatten().map(str::trim);
        filled
            .find(|text| !text.is_empty())
            .map(String::from)
            .unwrap_or_default()
    };
    let title = row.title.trim();
    let name = if title.is_empty() {
        first()
    } else {
        title.to_owned()
    };
    plain_excerpt(&strip_invisible(&name))
}
