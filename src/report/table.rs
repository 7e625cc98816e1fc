//! The estimate as CSV: a row for the total, each stage, each period and each input.
//! docs/reports.md explains the columns; columns are only ever added.

use super::escape::cell::Table;
use super::record::{Amount, Record, Stage, Term, value};
use crate::estimate::{Basis, Figures, Role};
use crate::quantity::{Uncertain, write};

const COLUMNS: [&str; 20] = [
    "record",
    "stage",
    "name",
    "role",
    "basis",
    "runs",
    "flop_low",
    "flop",
    "flop_high",
    "pfs_days",
    "operations_flop",
    "gpu_time_flop",
    "chip_hours",
    "key",
    "typed",
    "origin",
    "value_low",
    "value",
    "value_high",
    "unit",
];

/// A row that is being filled in. Other cells stay empty.
struct Row([String; COLUMNS.len()]);

/// Writes the table.
pub(super) fn table(record: &Record) -> String {
    let mut table = Table::default();
    table.row(&COLUMNS.map(String::from));
    let mut put = |row: Row| table.row(&row.0);
    let about = [
        ("title", record.title.as_str()),
        ("date", record.date.as_deref().unwrap_or_default()),
        ("version", env!("CARGO_PKG_VERSION")),
        ("data", &record.edition().to_string()),
        ("link-data", record.made_with.as_deref().unwrap_or_default()),
        ("link", &record.link),
    ];
    for (key, text) in about {
        put(Row::of("report").with("key", key).with("typed", text));
    }
    let titled_row = |kind| Row::of(kind).with("name", &record.title);
    put(titled_row("total").figures(&record.outcome().total));
    if let (Some(_), Some(figures)) = (record.without_base, &record.outcome().without_base) {
        put(titled_row("without-base").figures(figures));
    }
    for stage in &record.stages {
        put(Row::of_stage("stage", stage)
            .with("role", role(stage.role))
            .with("runs", &write::exact(stage.runs.median()))
            .with("typed", &stage.note)
            .with("key", if stage.note.is_empty() { "" } else { "note" })
            .figures(&stage.figures));
    }
    for stage in &record.stages {
        for term in stage
            .gpu_time
            .iter()
            .flat_map(|c| &c.terms)
            .filter(|term| !term.of.is_empty())
        {
            put(period(stage, term));
        }
    }
    for stage in &record.stages {
        for input in &stage.inputs {
            let row = Row::of_stage("input", stage)
                .with("key", input.key.name())
                .with("typed", &input.typed)
                .with("origin", input.origin.slug());
            put(match input.value {
                Some(value) => row
                    .range(["value_low", "value", "value_high"], value)
                    .with("unit", value::unit(input.key).unwrap_or_default()),
                None => row,
            });
        }
    }
    // Items without a state are left out, as in the texts.
    for line in record.scope.iter().filter(|_| record.has_scope) {
        let Some(state) = line.state else {
            continue;
        };
        let row = Row::of("scope")
            .with("name", &line.note)
            .with("key", line.item.slug())
            .with("typed", state.slug());
        put(match line.flop {
            Some(flop) => row
                .range(["value_low", "value", "value_high"], flop.0)
                .with("unit", "FLOP"),
            None => row,
        });
    }
    table.text()
}

fn period(stage: &Stage, term: &Term) -> Row {
    Row::of_stage("period", stage)
        .with("key", "fleet")
        .with("typed", &term.of)
        .with("basis", "gpu-time")
        .amount(Amount(term.flop))
}

/// Returns the name that scripts read.
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Training => "training",
        Role::Base => "base",
        Role::UnknownBase => "unknown-base",
    }
}

/// Returns the name that scripts read.
pub(super) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Operations => "operations",
        Basis::GpuTime => "gpu-time",
        Basis::Combined => "combined",
        Basis::Given => "given",
        Basis::Mixed => "mixed",
    }
}

impl Row {
    fn of(record: &str) -> Self {
        Self(Default::default()).with("record", record)
    }

    fn of_stage(record: &str, stage: &Stage) -> Self {
        Self::of(record)
            .with("stage", &stage.number.to_string())
            .with("name", &stage.name)
    }

    fn with(mut self, column: &str, text: &str) -> Self {
        let at = COLUMNS.iter().position(|name| *name == column);
        if let Some(cell) = at.and_then(|at| self.0.get_mut(at)) {
            *cell = text.into();
        }
        self
    }

    fn range(self, columns: [&str; 3], value: Uncertain) -> Self {
        let [low, median, high] = columns;
        self.with(low, &write::exact(value.low()))
            .with(median, &write::exact(value.median()))
            .with(high, &write::exact(value.high()))
    }

    fn amount(self, amount: Amount) -> Self {
        let pfs_days = write::exact(amount.0.pfs_days().median());
        self.range(["flop_low", "flop", "flop_high"], amount.0.0)
            .with("pfs_days", &pfs_days)
    }

    fn figures(self, figures: &Figures) -> Self {
        let exact = |flop: Option<f64>| flop.map_or(String::new(), write::exact);
        let operations = figures.operations.map(|method| method.flop.median());
        let gpu_time = figures.gpu_time.map(|method| method.flop.median());
        let hours = figures.chip_hours.map(|hours| hours.median());
        let row = match figures.headline {
            Some((flop, of)) => self.amount(Amount(flop)).with("basis", basis(of)),
            None => self,
        };
        row.with("operations_flop", &exact(operations))
            .with("gpu_time_flop", &exact(gpu_time))
            .with("chip_hours", &exact(hours))
    }
}
