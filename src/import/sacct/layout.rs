//! The meaning of the cells of a line.

use super::cut::Cut;
use super::problem::ProblemKind;
use std::ops::Range;

/// Names of columns of sacct and squeue: one of the first [`TELLING`] makes a header if it has a
/// separator; two of any make one if only blanks separate it.
const KNOWN: [&str; 16] = [
    "JobID",
    "JobIDRaw",
    "JobName",
    "ElapsedRaw",
    "AllocTRES",
    "ReqTRES",
    "CPUTimeRAW",
    "Elapsed",
    "State",
    "Partition",
    "Account",
    "User",
    "ExitCode",
    "AllocCPUS",
    "NNodes",
    "CPUTime",
];
const TELLING: usize = 7;

/// The most resources in a job’s cells.
const MOST_TRES: usize = 100;

/// Columns that people take for the time, the first [`OF_TIME`], or for the GPUs, and that are
/// neither (`man sacct`, “Job Accounting Fields”).
const INSTEAD: [[&str; 2]; 12] = [
    ["CPUTimeRAW", "the elapsed time × CPUs"],
    ["CPUTime", "the elapsed time × CPUs"],
    ["TotalCPU", "the time that CPUs computed"],
    ["TimelimitRaw", "the most that a job may take"],
    ["Timelimit", "the most that a job may take"],
    ["Planned", "the time that a job waited"],
    ["Reserved", "the time that a job waited"],
    [
        "ReqTRES",
        "what a job asked for, which may be less or more than it was allocated",
    ],
    ["ReqGRES", "what a job asked for on each node"],
    ["AllocGRES", "of old versions of Slurm"],
    ["AllocCPUS", "of CPUs, not of GPUs"],
    ["NCPUS", "of CPUs, not of GPUs"],
];
const OF_TIME: usize = 7;

/// The indices of the columns.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) cut: Cut,
    /// Number of columns.
    columns: usize,
    id: usize,
    name: Option<usize>,
    state: Option<usize>,
    time: usize,
    tres: usize,
    nodes: Option<usize>,
    /// Whether a column beside that of the GPUs also has lists.
    has_neighbour: bool,
    /// Whether the column of the time only has clocks (`1-02:03:04`): a bare number there is not
    /// Slurm’s and has no known unit.
    pub(super) is_clock: bool,
}

impl Layout {
    /// Returns the columns of the documented command, in their order.
    pub(super) fn documented(separator: &str) -> Self {
        Self {
            cut: Cut::at(separator),
            columns: 6,
            id: 0,
            name: Some(1),
            state: Some(2),
            time: 3,
            tres: 4,
            nodes: Some(5),
            has_neighbour: false,
            is_clock: false,
        }
    }

    /// Returns the layout of a header of sacct, if the line is one; or what it lacks.
    pub(super) fn of_header(line: &str) -> Option<Result<Self, ProblemKind>> {
        // Nearly every line starts with a digit and is not a header.
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (cut, names) = Cut::of_header(line)?;
        let find = |name: &str| position(&names, name);
        let has = |known: &[&str]| known.iter().filter(|name| find(name).is_some()).count();
        if has(&KNOWN[..TELLING]) == 0 || cut == Cut::Blanks && has(&KNOWN) < 2 {
            return None;
        }
        let raw = find("ElapsedRaw");
        let time = raw.or_else(|| find("Elapsed"));
        let tres = find("AllocTRES");
        let id = find("JobID").or_else(|| find("JobIDRaw"));
        let (Some(time), Some(tres), Some(id)) = (time, tres, id) else {
            let lacks = match (time, tres) {
                (None, None) => "ElapsedRaw and no column AllocTRES",
                (None, _) => "ElapsedRaw",
                (_, None) => "AllocTRES",
                _ => "JobID",
            };
            let start = if time.is_none() { 0 } else { OF_TIME };
            let end = if tres.is_none() {
                INSTEAD.len()
            } else {
                OF_TIME
            };
            let mut instead = INSTEAD[start..end].iter();
            let found = instead.find(|[name, _]| find(name).is_some());
            return Some(Err(ProblemKind::NoColumn(lacks, found)));
        };
        Some(Ok(Self {
            cut,
            columns: names.len(),
            id,
            name: find("JobName"),
            state: find("State"),
            time,
            tres,
            nodes: find("NNodes").or_else(|| find("AllocNodes")),
            has_neighbour: [tres.wrapping_sub(1), tres + 1].iter().any(|at| {
                let name = names.get(*at).map(|name| name.to_ascii_lowercase());
                name.is_some_and(|name| name.contains("tres"))
            }),
            is_clock: raw.is_none(),
        }))
    }

    /// Returns the layout of a header of sreport, if the line is one, or why its rows are not read.
    /// The login becomes the number of a job, the account its name, the cluster its state and the
    /// use its time.
    pub(super) fn of_report(line: &str) -> Option<Result<Self, &'static str>> {
        let (cut, names) = Cut::of_header(line)?;
        let find = |name: &str| position(&names, name);
        let (account, cluster) = (find("Account"), find("Cluster"));
        let login = find("Login");
        let used = find("Used");
        used.or_else(|| find("Reported"))?;
        account.or(login).or(cluster)?;
        let tres = find("TRES Name").or_else(|| find("TRES"));
        let lacks = match (used, tres, login) {
            (Some(time), Some(tres), Some(id)) => {
                return Some(Ok(Self {
                    cut,
                    columns: names.len(),
                    id,
                    name: account,
                    state: cluster,
                    time,
                    tres,
                    nodes: None,
                    has_neighbour: false,
                    is_clock: false,
                }));
            }
            (None, ..) => "the report has no column Used: it is of a cluster, not of a run.",
            (_, None, _) => "the report has no column TRES Name: it may be of CPUs.",
            _ => {
                "the report has no column Login, so it is unclear which rows are sums of accounts and which are users."
            }
        };
        Some(Err(lacks))
    }

    /// Cuts the cells under the dashes below the header, if only blanks separate them.
    pub(super) fn put_under(&mut self, dashes: Cut) {
        if let (Cut::Blanks, Cut::Under(columns)) = (&self.cut, &dashes)
            && columns.len() == self.columns
        {
            self.cut = dashes;
        }
    }
}

/// Returns the index of the column of this name.
fn position(names: &[&str], name: &str) -> Option<usize> {
    names
        .iter()
        .position(|other| other.eq_ignore_ascii_case(name))
}

/// The cells of a line; empty for a column that the layout lacks.
pub(super) struct Cells<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) state: &'a str,
    pub(super) time: &'a str,
    pub(super) tres: &'a str,
    pub(super) nodes: &'a str,
}

impl<'a> Cells<'a> {
    pub(super) fn of(layout: &Layout, line: &'a str) -> Result<Self, ProblemKind> {
        let mut cells = layout.cut.cells(line, layout.columns);
        if cells.len() < 2 {
            return Err(ProblemKind::NotSeparated);
        }
        let most = layout.columns + MOST_TRES;
        let is_comma = matches!(&layout.cut, Cut::At { separator, .. } if separator == ",");
        if is_comma && (layout.columns + 1..most).contains(&cells.len()) {
            // Commas do not tell where one list ends and the next begins.
            if layout.has_neighbour {
                return Err(ProblemKind::NotSeparated);
            }
            cells = with_tres_joined(line, cells);
        }
        // Only a job’s name may contain the separator.
        let extra = match (cells.len().checked_sub(layout.columns), layout.name) {
            (Some(extra), Some(_)) => extra,
            (Some(0), None) => 0,
            _ => return Err(ProblemKind::TooFewCells),
        };
        let name_at = layout.name.unwrap_or(usize::MAX);
        let cell = |column: usize| {
            let first = if column > name_at {
                column + extra
            } else {
                column
            };
            let last = if column == name_at {
                column + extra
            } else {
                first
            };
            let range = cells.get(first)?.start..cells.get(last)?.end;
            Some(line.get(range)?.trim())
        };
        let sure = |column: usize| cell(column).ok_or(ProblemKind::NotSeparated);
        let maybe = |column: Option<usize>| column.and_then(cell).unwrap_or("");
        Ok(Self {
            id: sure(layout.id)?,
            name: maybe(layout.name),
            state: maybe(layout.state),
            time: sure(layout.time)?,
            tres: sure(layout.tres)?,
            nodes: maybe(layout.nodes),
        })
    }
}

/// Joins cells of a line separated by commas, where `cpu=8,mem=60G` is one cell: a cell with an
/// equals sign goes to one before it that also has one.
fn with_tres_joined(line: &str, cells: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(cells.len());
    for cell in cells {
        let has_sign = |cell: &Range<usize>| line[cell.clone()].contains('=');
        match joined.last_mut() {
            Some(last) if has_sign(last) && has_sign(&cell) => last.end = cell.end,
            _ => joined.push(cell),
        }
    }
    joined
}
