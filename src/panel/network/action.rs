//! Changes of a network by its rows: an action in a row edits the text ([`outline`]).

use crate::architecture::outline::{self, Edit, RowKind, edit};
use crate::draft::Key;
use crate::panel::Change;

/// A user action in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowAction {
    /// Types a layer. The text may be half typed.
    Type(String),
    /// Leaves a layer that was typed.
    Finish(String),
    /// Types how often the row is repeated.
    Repeat(String),
    /// Adds layers after the row.
    Add(String),
    /// Moves the row before the one before it.
    Up,
    /// Moves the row after the one after it.
    Down,
    /// Puts a copy after the row.
    Copy,
    /// Removes the row, with all that is in it.
    Remove,
}

/// Returns the change of the form for an action in a row. The change is empty if the network cannot
/// take what was typed.
pub fn act(text: &str, row: usize, action: &RowAction) -> Change {
    let change = match action {
        // Ignores a layer that is half typed: half a bracket would swallow the rows after it.
        RowAction::Type(layer) if !outline::is_one_layer(layer) => return Change::default(),
        RowAction::Finish(layer) if layer.trim().is_empty() => Edit::Remove,
        RowAction::Type(layer) | RowAction::Finish(layer) => Edit::Become(layer.clone()),
        RowAction::Repeat(times) => {
            let times = plain_number(times);
            if !times.bytes().all(|c| c.is_ascii_digit()) {
                // The box says that it takes a whole number. Anything else is ignored.
                return Change::default();
            }
            Edit::Repeat(times)
        }
        RowAction::Add(layers) => Edit::Add(layers.clone()),
        RowAction::Up => Edit::Up,
        RowAction::Down => Edit::Down,
        RowAction::Copy => Edit::Duplicate,
        RowAction::Remove => Edit::Remove,
    };
    let last = outline::rows(text).len().saturating_sub(1);
    let (text, row) = edit(text, row.min(last), &change);
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

/// Returns a number without the separators that people type in it.
pub(super) fn plain_number(typed: &str) -> String {
    typed.replace([',', ' '], "")
}

/// Returns the id of the element of a row that gets the focus.
pub fn row_id(index: usize) -> String {
    format!("layer-{index}")
}

/// Returns the id of the next row, or of the previous one, that can have the focus.
pub fn neighbour(text: &str, row: usize, is_next: bool) -> Option<String> {
    let rows = outline::rows(text);
    let mut reachable = (0..rows.len()).filter(|row| can_have_focus(&rows[*row]));
    let row = if is_next {
        reachable.find(|other| *other > row)
    } else {
        reachable.rfind(|other| *other < row)
    };
    row.map(row_id)
}

/// Returns the id of the element to focus: this row, or the nearest one before it that can have the
/// focus, or else the list of layers to add.
fn focus_target(text: &str, row: usize) -> String {
    let rows = outline::rows(text);
    let here = rows
        .iter()
        .take(row.saturating_add(1))
        .rposition(can_have_focus);
    here.map_or("add-layer".into(), row_id)
}

fn can_have_focus(row: &outline::Row) -> bool {
    row.kind != RowKind::Branch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn does(action: RowAction, row: usize, text: &str, then: &str, focus: &str) {
        let change = act(text, row, &action);
        assert_eq!(change.fields, [(Key::Model, then.to_owned())]);
        assert_eq!(change.focus, focus);
        let removes =
            matches!(action, RowAction::Remove) || action == RowAction::Finish(" ".into());
        assert_eq!(change.undoable, removes);
    }

    #[test]
    fn actions_change_rows() {
        use RowAction::{Add, Copy, Down, Finish, Remove, Repeat, Type, Up};
        let two = "input(4);fc(2)";
        does(Type("fc(20)".into()), 1, two, "input(4);fc(20)", "");
        does(Repeat("3".into()), 1, two, "input(4);3*fc(2)", "");
        does(Repeat("1,000".into()), 1, two, "input(4);1000*fc(2)", "");
        does(Add("relu".into()), 0, two, "input(4);relu;fc(2)", "layer-1");
        does(
            Add("relu".into()),
            usize::MAX,
            two,
            "input(4);fc(2);relu",
            "layer-2",
        );
        does(Add("input(4)".into()), 0, "", "input(4)", "layer-0");
        does(Up, 1, "a;b", "b;a", "layer-0");
        does(Down, 0, "a;b", "b;a", "layer-1");
        does(Copy, 0, "a;b", "a;a;b", "layer-1");
        does(Finish(" ".into()), 1, "a;b", "a", "layer-0");
        does(Remove, 0, "a", "", "add-layer");
        does(Remove, 3, "concat(a/b/c)", "concat(a//c)", "layer-1");
        does(Finish("b;c(".into()), 1, "a;b", "a;b;c(", "");
    }

    #[test]
    fn the_network_refuses_half_a_layer_and_times_that_are_no_number() {
        let half = RowAction::Type("fc(1".into());
        assert_eq!(act("fc(10);relu", 0, &half), Change::default());
        let two = RowAction::Repeat("two".into());
        assert_eq!(act("fc(10);relu", 0, &two), Change::default());
    }

    #[test]
    fn the_arrow_keys_reach_every_row_except_branch_separators() {
        let goes = |is_next: bool, row: usize| neighbour("a;concat(b/c);d", row, is_next);
        assert_eq!(goes(true, 0).as_deref(), Some("layer-1"));
        assert_eq!(goes(true, 2).as_deref(), Some("layer-4"));
        assert_eq!(goes(false, 4).as_deref(), Some("layer-2"));
        assert_eq!(goes(true, 5), None);
        assert_eq!(goes(false, 0), None);
    }
}
