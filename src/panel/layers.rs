//! The network row by row: the output and cost of each layer, and buttons that add, move and remove
//! rows.
//!
//! The rows are those of the text ([`outline`]), and editing a row edits the text.

use super::blocks::BLOCKS;
use super::network::place;
use super::{Act, Change};
use crate::architecture::outline::{self, Edit, Row, RowKind, edit};
use crate::architecture::{Count, Join, NetworkError};
use crate::draft::Key;
use crate::words::layers::{RowCount, counts};
use maud::{Markup, html};

/// The most rows that are drawn. Each takes some 1.5 KB, and all of them are drawn at each key.
const MAX_ROWS: usize = 400;

pub(super) fn draw(text: &str, count: &Result<Count, NetworkError>, is_blank: bool) -> Markup {
    let mut rows = outline::rows(text);
    let more = rows.len().saturating_sub(MAX_ROWS);
    rows.truncate(MAX_ROWS);
    let counts = count
        .as_ref()
        .map_or(Vec::new(), |count| counts(&rows, count));
    let error = count.as_ref().err().filter(|_| !is_blank);
    // The innermost row around the place of the error.
    let wrong = error.and_then(|e| rows.iter().rposition(|row| row.place.contains(&place(e))));
    let per = count
        .as_ref()
        .map_or(String::new(), |count| format!(" per {}", count.per.name()));
    html! {
        h2 #layers-title { "The network, row by row" }
        p.subtitle {
            "A forward pass; 2 FLOP for each multiply-add. The backward pass is not in these figures. "
            "Alt with ↑ or ↓ moves a row, with Enter copies it, with Delete removes it."
        }
        @if !rows.is_empty() {
            div.scroll {
                table {
                    thead {
                        tr {
                            th scope="col" { "Layer" }
                            th scope="col" { "Times" }
                            th scope="col" { "Makes" }
                            th.number scope="col" { "Parameters" }
                            th.number scope="col" { "Multiply-adds" (per) }
                            th scope="col" { span.visually-hidden { "Change" } }
                        }
                    }
                    tbody {
                        @for (index, row) in rows.iter().enumerate() {
                            @let error = error.filter(|_| wrong == Some(index));
                            (row_view(index, row, counts.get(index), error))
                        }
                    }
                }
            }
        }
        @if more > 0 { p.hint { "And " (more) " more rows, in the text alone." } }
        div.field.add {
            label for="add-layer" { @if rows.is_empty() { "Add" } @else { "Add after the row you were in" } }
            p.hint #add-layer-hint { "With the keyboard, Enter adds what is chosen." }
            select #add-layer data-do="add" aria-describedby="add-layer-hint" {
                option value="" selected { "Choose…" }
                @for (group, blocks) in BLOCKS {
                    optgroup label=(group) {
                        @for (name, text) in blocks { option value=(text) { (name) } }
                    }
                }
            }
        }
    }
}

fn row_view(
    index: usize,
    row: &Row,
    count: Option<&RowCount>,
    error: Option<&NetworkError>,
) -> Markup {
    let depth = row.depth.min(6);
    let id = layer_id(index);
    let number = index + 1;
    if row.kind == RowKind::Branch {
        return html! {
            tr.branch { td colspan="6" { span data-depth=(depth) { "beside it:" } } }
        };
    }
    html! {
        tr {
            th scope="row" {
                div data-depth=(depth) {
                    @match row.kind {
                        RowKind::Layer => input id=(id) type="text" data-do="become" data-row=(index) value=(row.text)
                            autocomplete="off" autocapitalize="off" spellcheck="false"
                            aria-label={ "Layer, row " (number) } aria-invalid=(error.is_some()) aria-describedby={ (id) "-note" };,
                        RowKind::Join(join) => strong id=(id) tabindex="-1" data-do="row" data-row=(index) { (join.name()) @if join == Join::Shared { " by every round" } @else { " around" } },
                        _ => strong id=(id) tabindex="-1" data-do="row" data-row=(index) { "in a row" },
                    }
                    div id={ (id) "-note" } {
                        @if let Some(note) = count.map(|c| c.note).filter(|note| !note.is_empty()) { p.hint { (note) } }
                        @if let Some(error) = error { p.problem.error { (error.fault) } }
                    }
                }
            }
            td data-name="Times" {
                input type="text" inputmode="numeric" pattern="[0-9, ]*" title="A whole number; 1 if left empty" id={ (id) "-times" } data-do="repeat" data-row=(index) value=(row.repeat)
                    placeholder="1" autocomplete="off" aria-label={ "Times, row " (number) };
            }
            td.makes data-name="Makes" { (count.map_or("", |c| &c.output)) }
            (figure("Parameters", count.map(|c| (c.parameters.as_str(), c.parameter_share))))
            (figure("Multiply-adds", count.map(|c| (c.multiply_adds.as_str(), c.multiply_add_share))))
            td.change {
                @for (what, sign, says) in [("up", "↑", "Move up"), ("down", "↓", "Move down"), ("copy", "+", "Copy"), ("remove", "✕", "Remove")] {
                    button type="button" data-do=(what) data-row=(index) title=(says) aria-label={ (says) ", row " (number) } { (sign) }
                }
            }
        }
    }
}

/// A figure with its share of the whole, as a number and as a bar.
fn figure(name: &str, figure: Option<(&str, f64)>) -> Markup {
    let Some((number, share)) = figure else {
        return html! { td.number {} };
    };
    html! {
        td.number data-name=(name) {
            (number) " " small { (share_text(share)) }
            // The width is an attribute and not a style, because the page's policy forbids inline
            // styles.
            svg.share viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                rect width=(tenths(share)) height="4" {}
            }
        }
    }
}

/// Writes a share in percent. All have one decimal, because they stand in a column.
fn share_text(share: f64) -> String {
    match share {
        0.0 => String::new(),
        _ if share < 0.001 => "<0.1%".into(),
        _ => format!("{}%", tenths(share)),
    }
}

/// Writes a share in percent, with one decimal.
fn tenths(share: f64) -> String {
    let tenths = (share * 1000.0).round() as u64;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn layer_id(index: usize) -> String {
    format!("layer-{index}")
}

/// Returns whether a row can have the focus.
fn can_have_focus(row: &Row) -> bool {
    row.kind != RowKind::Branch
}

/// Returns the id of the element to focus: this row, or the nearest one before it that can have the
/// focus, or else the list of layers to add.
fn focus_target(text: &str, row: usize) -> String {
    let rows = outline::rows(text);
    let here = rows
        .iter()
        .take(row.saturating_add(1))
        .rposition(can_have_focus);
    here.map_or("add-layer".into(), layer_id)
}

/// Returns the change of the form for an action in a row.
pub(super) fn act(text: &str, act: &Act) -> Change {
    let value = act.value.as_str();
    let change = match act.what.as_str() {
        // Ignores a layer that is half typed: half a bracket would swallow the rows after it.
        "become" if !outline::is_one_layer(value) => return Change::default(),
        "become" => Edit::Become(value.into()),
        "become-done" if value.trim().is_empty() => Edit::Remove,
        "become-done" => Edit::Become(value.into()),
        "repeat" | "repeat-done" => {
            let times = value.replace([',', ' '], "");
            if !times.bytes().all(|c| c.is_ascii_digit()) {
                // The box says that it takes a whole number. Anything else is ignored.
                return Change::default();
            }
            Edit::Repeat(times)
        }
        "add" => Edit::Add(value.into()),
        "up" => Edit::Up,
        "down" => Edit::Down,
        "copy" => Edit::Duplicate,
        "remove" => Edit::Remove,
        // The arrow keys move from row to row.
        "previous" | "next" => {
            let rows = outline::rows(text);
            let mut reachable = (0..rows.len()).filter(|row| can_have_focus(&rows[*row]));
            let row = if act.what == "next" {
                reachable.find(|row| *row > act.row)
            } else {
                reachable.rfind(|row| *row < act.row)
            };
            return Change {
                focus: row.map_or(String::new(), layer_id),
                ..Change::default()
            };
        }
        _ => return Change::default(),
    };
    let last = outline::rows(text).len().saturating_sub(1);
    let (text, row) = edit(text, act.row.min(last), &change);
    let stays = matches!(change, Edit::Become(_) | Edit::Repeat(_));
    Change {
        focus: if stays {
            String::new()
        } else {
            focus_target(&text, row)
        },
        undoable: change == Edit::Remove,
        ..Change::field(Key::Model, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::count_text;

    fn html_of(text: &str) -> String {
        draw(text, &count_text(text), false).into_string()
    }

    #[test]
    fn typed_text_is_escaped() {
        let html = html_of("input(784);<img src=x onerror=alert(1)>;fc(\"10\")");
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains("&lt;img"), "{html}");
    }

    #[test]
    fn groups_around_rows_are_named() {
        let html = html_of("input(8);3*shared(residual(fc(8)))");
        assert!(html.contains("shared by every round"), "{html}");
        assert!(html.contains("residual around"), "{html}");
    }

    #[test]
    fn an_error_stands_in_its_row() {
        let html = html_of("input(784);2*(relu;conv(64,3));fc(10)");
        let row = html
            .split("<tr>")
            .find(|row| row.contains("problem error"))
            .expect("a row");
        assert!(row.contains("conv(64,3)"), "{row}");
        assert_eq!(html.matches("problem error").count(), 1);
    }

    #[test]
    fn only_the_first_of_many_rows_are_drawn() {
        let text = format!("input(8);{}fc(1)", "ln;".repeat(3_000));
        let html = html_of(&text);
        assert!(
            html.contains("And 2602 more rows"),
            "{}",
            &html[html.len() - 4_000..]
        );
        assert!(html.len() < 1_000_000, "{}", html.len());
        assert!(!html_of("input(8);fc(1)").contains("more rows"));
    }

    fn does(what: &str, row: usize, value: &str, text: &str, then: &str, focus: &str) {
        let (what, value) = (what.into(), value.into());
        let change = act(text, &Act { what, row, value });
        assert_eq!(change.fields, [(Key::Model, then.to_owned())]);
        assert_eq!(change.focus, focus);
    }

    #[test]
    fn actions_change_rows() {
        does(
            "become",
            1,
            "fc(20)",
            "input(4);fc(2)",
            "input(4);fc(20)",
            "",
        );
        does("repeat", 1, "3", "input(4);fc(2)", "input(4);3*fc(2)", "");
        does(
            "add",
            0,
            "relu",
            "input(4);fc(2)",
            "input(4);relu;fc(2)",
            "layer-1",
        );
        does(
            "add",
            usize::MAX,
            "relu",
            "input(4);fc(2)",
            "input(4);fc(2);relu",
            "layer-2",
        );
        does("add", 0, "input(4)", "", "input(4)", "layer-0");
        does("up", 1, "", "a;b", "b;a", "layer-0");
        does("become-done", 1, " ", "a;b", "a", "layer-0");
        does("remove", 0, "", "a", "", "add-layer");
        does("remove", 3, "", "concat(a/b/c)", "concat(a//c)", "layer-1");
        does("become-done", 1, "b;c(", "a;b", "a;b;c(", "");
        let half = Act {
            what: "become".into(),
            row: 0,
            value: "fc(1".into(),
        };
        assert_eq!(act("fc(10);relu", &half), Change::default());
    }

    #[test]
    fn the_arrow_keys_reach_every_row_except_branch_separators() {
        let goes = |what: &str, row: usize| {
            let (what, value) = (what.into(), String::new());
            act("a;concat(b/c);d", &Act { what, row, value }).focus
        };
        assert_eq!(goes("next", 0), "layer-1");
        assert_eq!(goes("next", 2), "layer-4");
        assert_eq!(goes("previous", 4), "layer-2");
        assert_eq!(goes("next", 5), "");
        assert_eq!(goes("previous", 0), "");
    }
}
