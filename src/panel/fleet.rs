//! The periods of a fleet as a table: each line as it was read, and their total.

use super::piece::{Element, Piece, pieces};
use crate::answer::{chip_of, counted_in, periods};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain, is_worded, write};
use crate::words::fleet::{PeriodReading, Row, table};
use maud::{Markup, html};

const COLUMNS: usize = 8;

/// Draws the periods of a stage, or the value of its dates, nodes and cores. Draws nothing if it
/// has neither.
pub fn draw(draft: &Draft, stage: u16) -> Vec<Piece> {
    let table = table(draft, stage);
    if table.rows.is_empty() {
        return pieces![in_words(draft, stage)];
    }
    let table = html! {
            table.periods {
                caption.visually-hidden { "The periods as they were read" }
                thead {
                    tr {
                        th scope="col" { "Line" }
                        th.number scope="col" { "Time" }
                        th.number scope="col" { "Chips" }
                        th scope="col" { "Hardware" }
                        th scope="col" { "Format" }
                        th.number scope="col" { "Peak" }
                        th.number scope="col" { "Utilization" }
                        th.number scope="col" { "Chip-hours" }
                        th.number scope="col" { "FLOP" }
                    }
                }
                tbody {
                    @for row in &table.rows { (row_view(row)) }
                }
                @if let Some(total) = &table.total {
                    tfoot {
                        tr.total {
                            th scope="row" { "Together, run once" }
                            (cells(total))
                        }
                    }
                }
            }
    };
    pieces![Element::of_class("div", "scroll").read(table)]
}

/// Draws the value of a time or a number of chips in words.
fn in_words(draft: &Draft, stage: u16) -> Markup {
    let typed = |key| draft.get(Field::new(stage, key)).unwrap_or_default();
    let is_in_words = [Key::Time, Key::Chips, Key::ChipHours]
        .into_iter()
        .any(|key| {
            key.dimension()
                .is_some_and(|dimension| is_worded(typed(key), dimension))
        });
    let rules = draft.rules();
    let time = rules.read_counted(typed(Key::Time), Dimension::Time);
    let chips = in_chips_of(draft, stage, Key::Chips);
    let hours = periods(draft, stage).gpu_time.chip_hours;
    html! {
        @if let Some(hours) = hours.filter(|_| is_in_words) {
            p.echo #read-as {
                @if let (Ok(time), Some(chips)) = (time, chips) {
                    "= " (write::reading(time.value, Dimension::Time)) " × " (write::typed(chips.median())) " chips "
                }
                "= " (write::reading(hours.0, Dimension::ChipHours))
            }
        }
    }
}

/// Returns the number of chips, with cores converted to chips.
fn in_chips_of(draft: &Draft, stage: u16, key: Key) -> Option<Uncertain> {
    let text = draft.get(Field::new(stage, key))?;
    counted_in(text, chip_of(draft, stage), draft.edition()).ok()
}

fn row_view(row: &Row) -> Markup {
    html! {
        tr {
            th scope="row" title=(row.text) { (row.number) }
            @match &row.reading {
                Ok(reading) => (cells(reading)),
                Err(message) => td colspan=(COLUMNS) {
                    p class=(if row.is_incomplete { "problem missing" } else { "problem error" }) { (message) }
                },
            }
        }
    }
}

/// Draws the cells of a row. Each cell has its column's name, for narrow screens. An unknown value is a
/// dash.
fn cells(reading: &PeriodReading) -> Markup {
    html! {
        // The total has no time and no chips.
        @if reading.time.is_some() {
            (cell("Time", true, &reading.time_text()))
            (cell("Chips", true, &reading.chips_text()))
        }
        (cell("Hardware", false, reading.hardware_text()))
        (cell("Format", false, reading.format_text()))
        (cell("Peak", true, &reading.peak_text()))
        (cell("Utilization", true, &reading.utilization_text()))
        (cell("Chip-hours", true, &reading.chip_hours_text()))
        (cell("FLOP", true, &reading.flop_text()))
    }
}

fn cell(name: &str, is_number: bool, text: &str) -> Markup {
    html! {
        td.number[is_number] data-name=(name) { @if text.is_empty() { "–" } @else { (text) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    fn drawn(link: &str) -> Page {
        parse(&html_of(&draw(&decode(&format!("v=1&{link}")).draft, 1)))
    }

    const TOGETHER: &str = "Together, run once";

    #[test]
    fn each_line_has_a_row_and_there_is_a_total() {
        let panel = drawn(
            "fleet=1200 h × 6144; 336 h × 3072&hardware=google-tpu-v4&format=bf16&utilization=0.462",
        );
        assert_eq!(panel.all(Role::Table).len(), 1);
        assert_eq!(panel.names(Role::RowHeader), ["1", "2", TOGETHER]);
        for text in [
            "50 d",
            "6,144",
            "TPU v4",
            "BF16",
            "275 TFLOP/s",
            "46.2%",
            "8.4 × 10⁶",
            "3.84 × 10²⁴",
        ] {
            panel.expect(text);
        }
    }

    #[test]
    fn an_error_stands_in_its_row_and_there_is_no_total() {
        let panel = drawn("fleet=54 d × 8 H1000; 3 d × 8&peak=312e12");
        let rows = panel.all(Role::Row);
        let [message] = rows[1].all(Role::Cell)[..] else {
            panic!("one cell: {}", rows[1].text());
        };
        assert_eq!(message.attribute("colspan"), "8");
        assert_eq!(message.of_class("problem error").len(), 1);
        let cells: Vec<String> = rows[2]
            .all(Role::Cell)
            .into_iter()
            .map(Node::text)
            .collect();
        for text in ["312 TFLOP/s", "–"] {
            assert!(cells.contains(&text.into()), "{text}: {cells:?}");
        }
        assert!(!panel.has(Role::RowHeader, TOGETHER));
    }

    #[test]
    fn typed_text_is_escaped() {
        let panel = drawn("fleet=3 d × 8 <img src=x onerror=alert(1)>");
        assert!(panel.tags("img").is_empty());
        let typed = panel.one(Role::RowHeader, "1").attribute("title");
        assert!(typed.contains("<img src=x"), "{typed}");
        assert_eq!(draw(&decode("v=1&time=5d").draft, 1), []);
    }
}
