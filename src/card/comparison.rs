//! Estimates as the columns of a table, with the figures as bars on one scale.

use super::join_powers;
use crate::compare::{Cell, Column, Row};
use crate::picture::axis::Axis;
use crate::picture::bars;
use crate::quantity::Flop;
use maud::{Markup, html};

/// The room left of the least figure and right of the greatest, as a factor.
const ROOM: f64 = 1.12;

/// Draws the table: figures first, then the inputs. Rows whose cells differ are marked.
pub fn table(columns: &[Column], figures: &[Row], inputs: &[Row]) -> Markup {
    let axis = figures.first().and_then(axis);
    html! {
        div.scroll tabindex="0" role="region" aria-label="Estimates side by side" {
            table #compare-table {
                caption.visually-hidden { "Estimates side by side. Rows that differ have a bold name." }
                thead {
                    tr {
                        td {}
                        @for column in columns { th.number scope="col" { (column.name) } }
                    }
                }
                tbody {
                    @for (index, row) in figures.iter().enumerate() {
                        (line(row))
                        @if let (0, Some(axis)) = (index, axis) { (scale(row, axis)) }
                    }
                }
                tbody {
                    @for row in inputs { (line(row)) }
                }
            }
        }
    }
}

fn line(row: &Row) -> Markup {
    let differs = row.differs();
    html! {
        tr.differs[differs] {
            th scope="row" {
                @if differs { strong { (row.label) } } @else { (row.label) }
                @if row.unit == "FLOP" { " " small { "FLOP" } }
            }
            @for cell in &row.cells {
                td.number {
                    @match cell {
                        Some(cell) => (join_powers(&cell.text)),
                        None => "–",
                    }
                }
            }
        }
    }
}

/// Draws the figures of a row as bars on one logarithmic scale.
fn scale(row: &Row, axis: Axis) -> Markup {
    html! {
        tr.bars aria-hidden="true" {
            td { small { "On one scale" } }
            @for cell in &row.cells {
                td {
                    @if let Some(value) = value(cell) { (bars::draw(axis, Flop(value))) }
                }
            }
        }
    }
}

fn axis(row: &Row) -> Option<Axis> {
    let values = || row.cells.iter().filter_map(value);
    let low = values()
        .map(|value| value.low())
        .fold(f64::INFINITY, f64::min);
    let high = values().map(|value| value.high()).fold(0.0, f64::max);
    Axis::new(low / ROOM, high * ROOM)
}

fn value(cell: &Option<Cell>) -> Option<crate::quantity::Uncertain> {
    cell.as_ref()?.value
}
