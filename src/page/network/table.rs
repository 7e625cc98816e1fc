//! The rows that are on the page: they follow the text of the network, and actions in them edit it.

use crate::page::browser;
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::state::Page;
use crate::panel::network::{Line, Lines, RowAction, Rows, act, neighbour};
use crate::words::layers::RowCount;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The table of rows.
#[derive(Clone, Copy)]
pub(super) struct Table {
    page: Page,
    /// The text of the network.
    model: Derived<String>,
    /// The text that the lines are of, with the stage and the number of the draft that was opened.
    /// The lines of another draft or stage are other lines.
    shown: Kept<(u16, u32, String)>,
    lines: Kept<Lines>,
    /// The signals of the lines, in order. They change when lines are added, moved or removed.
    pub(super) lines_shown: State<Vec<ShownLine>>,
    pub(super) head: State<Head>,
    /// The key of the row that was last worked in: a new row is added after it.
    last: Kept<Option<u32>>,
}

/// The signals of a line. They are reference-counted, because no view owns them: a line may be gone before it is
/// drawn.
#[derive(Clone)]
pub(super) struct ShownLine {
    pub(super) key: u32,
    /// The line without its count.
    pub(super) line: ArcRwSignal<Line>,
    /// The count has a signal of its own, because a key in one row changes the shares of all others.
    pub(super) count: ArcRwSignal<Option<RowCount>>,
}

/// The description of all rows.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Head {
    pub(super) has_rows: bool,
    /// The number of rows that are not shown.
    pub(super) more: usize,
    /// The unit that the network is counted by.
    pub(super) per: String,
}

/// A key that does something in a row.
enum RowKey {
    Act(RowAction),
    Next,
    Previous,
}

impl Table {
    pub(super) fn new(page: Page) -> Self {
        let table = Self {
            page,
            model: page.model(),
            shown: Kept::new((0, 0, String::new())),
            lines: Kept::new(Lines::default()),
            lines_shown: State::new(Vec::new()),
            head: State::new(Head::default()),
            last: Kept::new(None),
        };
        table.update();
        table
    }

    /// Follows the text.
    pub(super) fn follow(self) {
        self.page.stage.track();
        self.page.opened.track();
        self.model.track();
        untrack(|| self.update());
    }

    /// Updates the lines if the text has changed.
    fn update(self) {
        let stage = self.page.stage.get_untracked();
        let opened = self.page.opened.get_untracked();
        let shown = (stage, opened, self.model.get_untracked());
        let (is_shown, is_same_draft) = self.shown.with(|old| {
            let is_same_draft = (old.0, old.1) == (stage, opened);
            (is_same_draft && old.2 == shown.2, is_same_draft)
        });
        if is_shown {
            return;
        }
        let Some(network) = self.page.network(&shown.2) else {
            return;
        };
        self.shown.set(shown);
        let Rows { rows, more, per } = Rows::of(&network);
        let head = Head {
            has_rows: !rows.is_empty(),
            more,
            per,
        };
        if self.head.with_untracked(|old| *old != head) {
            self.head.set(head);
        }
        self.lines.update(|lines| {
            if !is_same_draft {
                lines.clear();
            }
            lines.show(rows);
        });
        self.show_lines();
    }

    /// Shows the lines that have changed.
    fn show_lines(self) {
        let old = self.lines_shown.get_untracked();
        let new: Vec<ShownLine> = self.lines.with(|lines| {
            let lines = lines.all().iter().enumerate();
            lines.map(|(at, line)| shown_line(&old, at, line)).collect()
        });
        let keys = |lines: &[ShownLine]| Vec::from_iter(lines.iter().map(|line| line.key));
        if keys(&old) != keys(&new) {
            self.lines_shown.set(new);
        }
    }

    /// Remembers the row that has the focus.
    pub(super) fn enter(self, key: u32) {
        self.last.set(Some(key));
    }

    /// Takes the text in the box of a layer while it is typed.
    pub(super) fn type_layer(self, key: u32, layer: String) {
        self.lines.update(|lines| lines.type_layer(key, &layer));
        self.show_lines();
        self.act(key, &RowAction::Type(layer));
    }

    /// Takes the text in the box of the repetitions while it is typed.
    pub(super) fn type_times(self, key: u32, times: String) {
        self.lines.update(|lines| lines.type_times(key, &times));
        self.show_lines();
        self.act(key, &RowAction::Repeat(times));
    }

    /// Takes the text in the box of a layer that is left.
    pub(super) fn leave_layer(self, key: u32, layer: String) {
        self.lines.update(|lines| lines.type_layer(key, &layer));
        if self.is_unfinished(key) {
            self.act(key, &RowAction::Finish(layer));
            self.settle(key);
        }
    }

    /// Does an action in a row.
    pub(super) fn act(self, key: u32, action: &RowAction) {
        if let Some(index) = self.index(key) {
            self.act_at(index, action);
        }
    }

    /// Adds layers after the row that was last worked in, or at the end.
    pub(super) fn add(self, layers: String) {
        let last = self.last.get().and_then(|key| self.index(key));
        self.act_at(last.unwrap_or(usize::MAX), &RowAction::Add(layers));
    }

    /// Does what a key does in a row. A layer that is typed and not yet in the network comes first.
    pub(super) fn press_key(self, key: u32, event: &KeyboardEvent) {
        let Some(row_key) = row_key(event) else {
            return;
        };
        event.prevent_default();
        let Some(index) = self.index(key) else {
            return;
        };
        if self.is_unfinished(key) {
            let typed = self
                .lines
                .with(|lines| lines.get(key).map(|line| line.layer.clone()));
            if let Some(layer) = typed.filter(|layer| !layer.trim().is_empty()) {
                self.act_at(index, &RowAction::Finish(layer));
            }
            self.settle(key);
        }
        let is_next = match row_key {
            RowKey::Act(action) => return self.act_at(index, &action),
            RowKey::Next => true,
            RowKey::Previous => false,
        };
        let id = self
            .model
            .with_untracked(|text| neighbour(text, index, is_next));
        if let Some(id) = id {
            browser::focus(id);
        }
    }

    fn act_at(self, index: usize, action: &RowAction) {
        self.page
            .apply(self.model.with_untracked(|text| act(text, index, action)));
    }

    /// Returns the place of a row in the text as it is now, if the row is still there.
    fn index(self, key: u32) -> Option<usize> {
        self.update();
        self.lines
            .with(|lines| lines.get(key).map(|line| line.index))
    }

    fn is_unfinished(self, key: u32) -> bool {
        self.lines
            .with(|lines| lines.get(key).is_some_and(Line::is_unfinished))
    }

    /// Shows the network's layer in its box again, after what was typed there has been used.
    fn settle(self, key: u32) {
        self.update();
        self.lines.update(|lines| lines.settle(key));
        self.show_lines();
    }
}

/// Returns the signals of a line, with the line in them.
fn shown_line(old: &[ShownLine], at: usize, line: &Line) -> ShownLine {
    let mut line = line.clone();
    let count = line.row.count.take();
    // Most lines are where they were.
    let here = old.get(at).filter(|old| old.key == line.key);
    let shown = here.or_else(|| old.iter().find(|old| old.key == line.key));
    let Some(shown) = shown.cloned() else {
        return ShownLine {
            key: line.key,
            line: ArcRwSignal::new(line),
            count: ArcRwSignal::new(count),
        };
    };
    if shown.count.with_untracked(|old| *old != count) {
        shown.count.set(count);
    }
    if shown.line.with_untracked(|old| *old != line) {
        shown.line.set(line);
    }
    shown
}

fn row_key(event: &KeyboardEvent) -> Option<RowKey> {
    Some(match (event.key().as_str(), event.alt_key()) {
        ("ArrowUp", true) => RowKey::Act(RowAction::Up),
        ("ArrowDown", true) => RowKey::Act(RowAction::Down),
        ("Enter", true) => RowKey::Act(RowAction::Copy),
        ("Delete", true) => RowKey::Act(RowAction::Remove),
        ("ArrowUp", false) => RowKey::Previous,
        ("ArrowDown" | "Enter", false) => RowKey::Next,
        _ => return None,
    })
}
