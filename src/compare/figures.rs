//! The figures of the estimates, row by row.

use super::{Cell, Column, Row};
use crate::answer::{Totals, wants_costs};
use crate::estimate::Figures;
use crate::quantity::{Uncertain, write};
use crate::words::{basis, energy};

/// Returns the rows of figures. A row that no estimate has a figure for is left out.
pub fn figures(columns: &[Column]) -> Vec<Row> {
    let rows = [
        number(columns, "Training compute", "FLOP", |f| {
            Some(f.headline?.0.0)
        }),
        number(columns, "In petaFLOP/s-days", "pfs-days", |f| {
            Some(f.headline?.0.pfs_days().0)
        }),
        by(columns),
        number(columns, "Counting operations", "FLOP", |f| {
            Some(f.operations?.flop.0)
        }),
        number(columns, "GPU time", "FLOP", |f| Some(f.gpu_time?.flop.0)),
        number(columns, "Chip-hours", "chip-hours", |f| {
            Some(f.chip_hours?.0)
        }),
        cost(columns, "Energy", "kWh", |t| {
            let energy = t.energy?;
            Some((energy.0, energy::electricity(energy)))
        }),
        cost(columns, "Carbon", "kg CO₂e", |t| {
            let gas = t.emissions?;
            Some((gas.0, energy::gas(gas)))
        }),
        cost(columns, "Cost", "", |t| {
            let cost = t.cost?;
            Some((cost.0.0, energy::money(cost)))
        }),
    ];
    let has_any = |row: &Row| row.cells.iter().any(Option::is_some);
    rows.into_iter().filter(has_any).collect()
}

fn row(
    columns: &[Column],
    label: &str,
    unit: &'static str,
    cell: impl Fn(&Column) -> Option<Cell>,
) -> Row {
    Row {
        label: label.into(),
        unit,
        cells: columns.iter().map(cell).collect(),
    }
}

fn number(
    columns: &[Column],
    label: &str,
    unit: &'static str,
    of: fn(&Figures) -> Option<Uncertain>,
) -> Row {
    row(columns, label, unit, |column| {
        let value = of(&column.evaluation.answer().outcome.total)?;
        let text = match value.is_range() {
            true => format!(
                "{} ({})",
                write::people(value.median()),
                write::short_range(value)
            ),
            false => write::people(value.median()),
        };
        Some(Cell {
            text,
            value: Some(value),
        })
    })
}

/// Returns the row that says which method gives the figure.
fn by(columns: &[Column]) -> Row {
    row(columns, "Method", "", |column| {
        let (_, basis) = column.evaluation.answer().outcome.total.headline?;
        Some(Cell {
            text: basis::method(basis).into(),
            value: None,
        })
    })
}

/// Returns a row of energy, carbon or cost, of the estimates that have a field of them.
fn cost(
    columns: &[Column],
    label: &str,
    unit: &'static str,
    of: fn(&Totals) -> Option<(Uncertain, String)>,
) -> Row {
    row(columns, label, unit, |column| {
        let is_wanted = wants_costs(column.evaluation.draft());
        let (value, text) = of(&column.evaluation.energy().total).filter(|_| is_wanted)?;
        Some(Cell {
            text,
            value: Some(value),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::columns;

    #[test]
    fn rows_have_the_figures_of_every_estimate() {
        let links = [
            "v=1&parameters=70e9&tokens=2e12",
            "v=1&chip-hours=1e6&peak=312e12&utilization=0.3..0.5&power=400W",
            "v=1",
        ];
        let rows = figures(&columns(&links.map(String::from)));
        let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Training compute",
                "In petaFLOP/s-days",
                "Method",
                "Counting operations",
                "GPU time",
                "Chip-hours",
                "Energy"
            ]
        );
        let texts = |row: &Row| -> Vec<String> {
            let cells = row.cells.iter();
            cells
                .map(|cell| cell.as_ref().map_or("–".into(), |cell| cell.text.clone()))
                .collect()
        };
        assert_eq!(
            texts(&rows[0]),
            ["8.4 × 10²³", "4.35 × 10²³ (3.37–5.62 × 10²³)", "–"]
        );
        assert_eq!(texts(&rows[2]), ["counting operations", "GPU time", "–"]);
        assert_eq!(texts(&rows[6]), ["–", "400 MWh", "–"]);
        assert!(rows.iter().all(Row::differs));
    }
}
