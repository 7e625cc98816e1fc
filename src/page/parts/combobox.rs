//! An input with a list of rows to choose from: an editable combobox, after the ARIA Authoring Practices.
//!
//! The focus stays in the input, the arrow keys move through the list, Enter and Tab take a row, Escape
//! closes the list.

use super::erased::{Derived, Kept, State};
use super::field::{input_id, invalid};
use super::{follow, part, text};
use crate::draft::Key;
use crate::page::browser;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The number of rows that Page Up and Page Down move by.
const PAGE: isize = 8;

/// A row of the list.
#[derive(Clone, PartialEq)]
pub(crate) struct Row {
    /// The value that the row takes.
    pub label: String,
    /// The text beside it.
    pub detail: String,
}

/// A user action in a combobox.
pub(crate) enum Deed {
    /// Types.
    Type(String),
    /// Clicks into the input.
    Click,
    /// Clicks a row.
    Take(usize),
    /// Presses Enter.
    Enter,
    /// Leaves the input by Tab.
    Tab,
    /// Leaves the input in another way.
    Leave,
}

/// The list: its rows, and which of them is highlighted.
#[derive(Clone, Copy)]
pub(crate) struct List {
    /// The start of the ids of the list and its rows.
    id: &'static str,
    rows: Derived<Vec<Row>>,
    /// The last line: what is left out, or why nothing is listed; empty if there is nothing to say.
    remark: Derived<String>,
    pub is_open: State<bool>,
    active: State<Option<usize>>,
    /// The move that an arrow key asked for before there were rows; 0 for none. Rows may still be loading.
    pending_step: Kept<isize>,
}

impl List {
    pub(crate) fn new(id: &'static str, rows: Derived<Vec<Row>>, remark: Derived<String>) -> Self {
        Self {
            id,
            rows,
            remark,
            is_open: State::new(false),
            active: State::new(None),
            pending_step: Kept::new(0),
        }
    }

    pub(crate) fn open(self) {
        self.is_open.set(true);
        self.active.set(None);
        self.pending_step.set(0);
    }

    pub(crate) fn close(self) {
        self.is_open.set(false);
        self.active.set(None);
        self.pending_step.set(0);
    }

    /// Returns the highlighted row.
    pub(crate) fn active(self) -> Option<usize> {
        self.active.get_untracked()
    }

    /// Moves the highlight. A single step wraps around. A page stops at the ends.
    fn step(self, by: isize) {
        self.is_open.set(true);
        let last = self.rows.with_untracked(Vec::len) as isize - 1;
        if last < 0 {
            return self.pending_step.set(by);
        }
        let to = match self.active.get_untracked() {
            None if by > 0 => by - 1,
            None => last + 1 + by,
            Some(from) if by.abs() == 1 => (from as isize + by).rem_euclid(last + 1),
            Some(from) => from as isize + by,
        };
        self.active.set(Some(to.clamp(0, last) as usize));
    }

    /// Makes the move that was asked for, once there are rows.
    fn catch_up(self) {
        if self.is_open.get() && self.rows.with(|rows| !rows.is_empty()) {
            match self.pending_step.take() {
                0 => {}
                by => self.step(by),
            }
        }
    }

    /// Returns whether the list is on the page.
    fn is_shown(self) -> bool {
        let has_lines = || !self.rows.with(Vec::is_empty) || !self.remark.with(String::is_empty);
        self.is_open.get() && has_lines()
    }

    /// Returns the id of the highlighted row, or an empty text.
    fn active_id(self) -> String {
        let active = self.active.get();
        active.map_or(String::new(), |index| self.row_id(index))
    }

    fn row_id(self, index: usize) -> String {
        format!("{}-{index}", self.id)
    }
}

/// The input, its list, and a status for screen readers.
#[component]
pub(crate) fn Combobox(
    /// The key of the field.
    key: Key,
    /// The list.
    list: List,
    /// The name of the list.
    name: &'static str,
    /// The ids of what describes the input.
    described: &'static str,
    /// The text that stands in the empty input.
    #[prop(optional)]
    placeholder: &'static str,
    /// The text of the input.
    value: Signal<String>,
    /// The number of rows in words, while the list is open.
    status: Signal<String>,
    /// Takes what a person does, and returns whether the browser is to do nothing more about it.
    act: Callback<Deed, bool>,
) -> impl IntoView {
    let list_id = format!("{}-list", list.id);
    follow(move || list.catch_up());
    follow(move || {
        let id = list.active_id();
        if !id.is_empty() {
            browser::reveal(&id);
        }
    });
    view! {
        <input
            type="text"
            role="combobox"
            id=input_id(key)
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=placeholder
            aria-autocomplete="list"
            aria-controls=list_id.clone()
            aria-expanded=text(move || list.is_shown().to_string())
            aria-activedescendant=text(move || list.active_id())
            aria-describedby=described
            aria-invalid=invalid(key)
            prop:value=value
            on:input:target=move |event| {
                act.try_run(Deed::Type(event.target().value()));
            }
            on:click=move |_| {
                act.try_run(Deed::Click);
            }
            on:keydown=move |event| press_key(list, act, &event)
            on:blur=move |_| {
                act.try_run(Deed::Leave);
            }
        />
        <ul role="listbox" id=list_id aria-label=name hidden=move || !list.is_shown()>
            {part(move || list.is_open.get().then(|| lines(list, act)))}
        </ul>
        <p class="visually-hidden" role="status">
            {status}
        </p>
    }
}

fn press_key(list: List, act: Callback<Deed, bool>, event: &KeyboardEvent) {
    let step = |by| {
        event.prevent_default();
        list.step(by);
    };
    match event.key().as_str() {
        "ArrowDown" => step(1),
        "ArrowUp" => step(-1),
        "PageDown" => step(PAGE),
        "PageUp" => step(-PAGE),
        "Enter" if act.try_run(Deed::Enter) == Some(true) => event.prevent_default(),
        // Before the focus moves on: it may go to a button that answers the field's question, and that is
        // hidden while the list is open.
        "Tab" => {
            act.try_run(Deed::Tab);
        }
        "Escape" if list.is_open.get_untracked() => {
            event.prevent_default();
            list.close();
        }
        _ => {}
    }
}

fn lines(list: List, act: Callback<Deed, bool>) -> impl IntoView {
    let row = |(index, row): (usize, Row)| {
        let selected = text(move || (list.active.get() == Some(index)).to_string());
        view! {
            <li
                role="option"
                id=list.row_id(index)
                aria-selected=selected
                // Without this the input would lose the focus, and the list would close, before the
                // click.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| {
                    act.try_run(Deed::Take(index));
                }
            >
                <span class="name">{row.label}</span>
                <span class="figure">{row.detail}</span>
            </li>
        }
    };
    let rows: Vec<_> = list.rows.get().into_iter().enumerate().map(row).collect();
    let remark = list.remark.get();
    let remark = (!remark.is_empty()).then(|| {
        view! {
            <li class="none" role="option" aria-disabled="true" aria-selected="false">
                {remark}
            </li>
        }
    });
    view! {
        {rows}
        {remark}
    }
}
