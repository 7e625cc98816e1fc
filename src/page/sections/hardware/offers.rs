//! The list of chips under the field for hardware: its rows, and which of them is highlighted.

use super::peak;
use crate::answer::{Offer, Severity, number_in, offers, only_offer};
use crate::catalog::Format;
use crate::draft::Key;
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::parts::{part, text};
use crate::page::state::Page;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The most rows that are listed while typing. Drawing all of them at each key would be slow on a
/// phone.
const MAX_OPTIONS: usize = 40;

/// How long the field says nothing new after it was left by a click, in milliseconds: a message would move
/// what is being clicked.
const CLICK_MS: u32 = 300;

/// The list, and the text that it is for.
#[derive(Clone, Copy)]
pub(super) struct List {
    page: Page,
    /// The text as typed; `None` if the field shows a chip by its name.
    pub(super) typed: State<Option<String>>,
    rows: Derived<Vec<Offer>>,
    pub(super) is_open: State<bool>,
    /// The highlighted row.
    active: State<Option<usize>>,
    /// Whether the field was just left by a click.
    is_leaving: State<bool>,
    /// Ends the wait after such a click.
    pending: Kept<Option<Timeout>>,
}

impl List {
    pub(super) fn new(page: Page) -> Self {
        let typed = State::new(None::<String>);
        let problem = page.problem(Key::Hardware);
        Self {
            page,
            typed,
            // The list offers every chip when it is opened without typing. Typing narrows it.
            rows: Derived::new(move || match typed.get() {
                Some(typed) => problem.with(|problem| offers(&typed, problem.as_ref())),
                None => offers("", None),
            }),
            is_open: State::new(false),
            active: State::new(None),
            is_leaving: State::new(false),
            pending: Kept::new(None),
        }
    }

    /// Takes over the text from the input, and shows what fits it.
    pub(super) fn type_text(self, typed: String) {
        // Before the text changes: a name half typed is no error.
        self.pending.set(None);
        self.is_leaving.set(false);
        self.page.is_naming.set(true);
        self.page.set_text(Key::Hardware, typed.clone());
        self.typed.set(Some(typed));
        self.is_open.set(true);
        self.active.set(None);
    }

    pub(super) fn close(self) {
        self.is_open.set(false);
        self.active.set(None);
    }

    /// Moves the highlight. A single step wraps around. A page stops at the ends.
    pub(super) fn step(self, by: isize) {
        self.is_open.set(true);
        let last = self.shown() as isize - 1;
        if last < 0 {
            return;
        }
        let to = match self.active.get_untracked() {
            None if by > 0 => by - 1,
            None => last + 1 + by,
            Some(from) if by.abs() == 1 => (from as isize + by).rem_euclid(last + 1),
            Some(from) => from as isize + by,
        };
        self.active.set(Some(to.clamp(0, last) as usize));
    }

    /// Takes the highlighted row, or else the first that fits the typed text. Returns whether there is
    /// one.
    pub(super) fn take_first(self) -> bool {
        let names_something = |typed: &Option<String>| {
            let typed = typed.as_deref().unwrap_or_default();
            typed.contains(|c: char| c.is_ascii_alphanumeric())
        };
        let first = self.typed.with_untracked(names_something).then_some(0);
        self.take_at(self.active.get_untracked().or(first))
    }

    /// Closes the list when the field is left. Takes the highlighted row, if the visitor went on by Tab,
    /// or the only one.
    pub(super) fn leave(self, is_tab: bool) {
        let active = self.active.get_untracked().filter(|_| is_tab);
        if !self.take_at(active) && self.is_open.get_untracked() {
            let typed = self.typed.get_untracked().unwrap_or_default();
            let only = self
                .rows
                .with_untracked(|rows| only_offer(&typed, rows).cloned());
            if let Some(offer) = only {
                self.take(&offer);
            }
        }
        // Tab goes on to the buttons of a question, but not to those of a note.
        if !(is_tab && self.has_note()) {
            self.close();
        }
        if is_tab || !self.page.is_naming.get_untracked() {
            self.settle();
        } else {
            self.is_leaving.set(true);
            let later = Timeout::new(CLICK_MS, move || self.settle());
            self.pending.set(Some(later));
        }
    }

    /// Lets the field say what is wrong with the text.
    fn settle(self) {
        self.is_leaving.set(false);
        self.page.is_naming.set(false);
    }

    /// Returns whether the field keeps its question and its buttons back.
    pub(super) fn is_quiet(self) -> bool {
        self.is_open.get() || self.is_leaving.get()
    }

    fn has_note(self) -> bool {
        let problem = self.page.problem(Key::Hardware);
        problem.with_untracked(|problem| {
            let severity = problem.as_ref().map(|problem| problem.severity);
            severity == Some(Severity::Note)
        })
    }

    fn take_at(self, index: Option<usize>) -> bool {
        let index = index.filter(|_| self.is_open.get_untracked());
        let offer =
            index.and_then(|index| self.rows.with_untracked(|rows| rows.get(index).cloned()));
        if let Some(offer) = &offer {
            self.take(offer);
        }
        offer.is_some()
    }

    fn take(self, offer: &Offer) {
        let page = self.page;
        match &offer.choice {
            Some(choice) => page.mend(choice),
            None => {
                // `8x H100` also gives the number of chips.
                let number = |typed: &Option<String>| typed.as_deref().and_then(number_in);
                let number = self.typed.with_untracked(number);
                if let Some(number) = number.filter(|_| page.lacks_chips()) {
                    page.set_value(Key::Chips, number);
                }
                page.set_value(Key::Hardware, offer.chip.slug.into());
            }
        }
        self.typed.set(None);
        self.close();
        page.is_naming.set(false);
    }

    /// Returns the number of rows that are drawn.
    fn shown(self) -> usize {
        let is_typed =
            |typed: &Option<String>| typed.as_ref().is_some_and(|t| !t.trim().is_empty());
        let count = self.rows.with(Vec::len);
        match self.typed.with(is_typed) {
            true => count.min(MAX_OPTIONS),
            false => count,
        }
    }

    /// Returns the id of the highlighted row, or an empty text.
    pub(super) fn active_id(self) -> String {
        self.active.get().map_or(String::new(), option_id)
    }

    /// Returns the number of rows in words, for screen readers, while the list is open.
    pub(super) fn status(self) -> String {
        match (self.is_open.get(), self.rows.with(Vec::len)) {
            (true, 1) => "1 chip".into(),
            (true, n) => format!("{n} chips"),
            _ => String::new(),
        }
    }

    /// Returns the last line of the list: what is left out, or why nothing is listed.
    fn remark(self) -> String {
        match (self.rows.with(Vec::len), self.shown()) {
            (0, _) => {
                // The field has a message of its own while the text is being read.
                let problem = self.page.problem(Key::Hardware);
                let message = problem.with(|problem| Some(problem.as_ref()?.message.clone()));
                message.unwrap_or_else(|| {
                    "No chip matches. Type its peak instead: choose FLOP/s above.".into()
                })
            }
            (count, shown) if shown < count => {
                format!("… and {} more: type more of the name.", count - shown)
            }
            _ => String::new(),
        }
    }

    /// Draws the rows.
    pub(super) fn options(self, format: Derived<Option<Format>>) -> impl IntoView {
        part(move || {
            self.is_open.get().then(|| {
                let typed = self.typed.get().unwrap_or_default();
                let lacks_chips = self.page.lacks_chips();
                let mut rows = self.rows.get();
                rows.truncate(self.shown());
                let rows = rows.into_iter().enumerate();
                let rows = rows
                    .map(|(index, row)| {
                        let label = row.label(&typed, lacks_chips);
                        self.option(index, label, row, format)
                    })
                    .collect_view();
                let remark = self.remark();
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
            })
        })
    }

    /// Draws a row: what it takes, and the chip’s peak in the chosen format or, without one, its
    /// formats.
    fn option(
        self,
        index: usize,
        label: String,
        row: Offer,
        format: Derived<Option<Format>>,
    ) -> impl IntoView {
        let chip = self.page.edition().chip(row.chip);
        let selected = text(move || (self.active.get() == Some(index)).to_string());
        let figure = match format.get() {
            Some(format) => format!("{} {}", format.name(), peak(chip, format)),
            None => {
                let names = chip.formats().map(Format::name);
                names.collect::<Vec<_>>().join(" ")
            }
        };
        view! {
            <li
                role="option"
                id=option_id(index)
                aria-selected=selected
                // Without this the input would lose the focus, and the list would close, before the
                // click.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| self.take(&row)
            >
                <span class="name">{label}</span>
                <span class="figure">{figure}</span>
            </li>
        }
    }
}

fn option_id(index: usize) -> String {
    format!("hardware-{index}")
}
