//! The list of chips under the field for hardware, and what is taken from it.

use super::peak;
use crate::answer::{Offer, Severity};
use crate::catalog::Format;
use crate::draft::Key;
use crate::page::parts::combobox::{List, Row};
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::state::Page;
use gloo::timers::callback::Timeout;

/// The most rows that are listed while typing. Drawing all of them at each key would be slow on a
/// phone.
const MAX_OPTIONS: usize = 40;

/// How long the field says nothing new after it was left by a click, in milliseconds: a message would move
/// what is being clicked.
const CLICK_MS: u32 = 300;

/// The chips of the list, and the text that they are for.
#[derive(Clone, Copy)]
pub(super) struct Offers {
    page: Page,
    /// The text as typed; `None` if the field shows a chip by its name.
    pub(super) typed: State<Option<String>>,
    /// All that fit the text. The list shows the first of them.
    all: Derived<Vec<Offer>>,
    pub(super) list: List,
    /// Whether the field was just left by a click.
    is_leaving: State<bool>,
    /// Ends the wait after such a click.
    pending: Kept<Option<Timeout>>,
}

impl Offers {
    pub(super) fn new(page: Page, format: Derived<Option<Format>>) -> Self {
        let typed = State::new(None::<String>);
        let problem = page.problem(Key::Hardware);
        // The list offers every chip when it is opened without typing. Typing narrows it.
        let all = Derived::new(move || match typed.get() {
            Some(typed) => problem.with(|problem| page.offers(&typed, problem.as_ref())),
            None => page.offers("", None),
        });
        let shown = move || shown_rows(typed, all.with(Vec::len));
        let rows = Derived::new(move || {
            let typed = typed.get().unwrap_or_default();
            let lacks_chips = page.lacks_chips();
            let format = format.get();
            let row = |offer: &Offer| row(page, offer, &typed, lacks_chips, format);
            all.with(|all| all.iter().take(shown()).map(row).collect())
        });
        let remark = Derived::new(move || remark(page, all.with(Vec::len), shown()));
        Self {
            page,
            typed,
            all,
            list: List::new("hardware", rows, remark),
            is_leaving: State::new(false),
            pending: Kept::new(None),
        }
    }

    /// Takes over the text from the input, and shows what fits it.
    pub(super) fn type_text(self, typed: String) {
        self.pending.set(None);
        self.is_leaving.set(false);
        self.page.set_text(Key::Hardware, typed.clone());
        self.typed.set(Some(typed));
        self.list.open();
    }

    /// Takes the highlighted row, or else the first that fits the typed text. Returns whether there is
    /// one. While the names are being loaded, takes it once they are there.
    pub(super) fn take_first(self) -> bool {
        if self.page.awaits_names() {
            self.page.when_names_settle(move || {
                self.take_first();
            });
            return true;
        }
        let names_something = |typed: &Option<String>| {
            let typed = typed.as_deref().unwrap_or_default();
            typed.contains(|c: char| c.is_ascii_alphanumeric())
        };
        let first = self.typed.with_untracked(names_something).then_some(0);
        self.take_at(self.list.active().or(first))
    }

    /// Closes the list when the field is left. Takes the highlighted row, if the visitor went on by Tab,
    /// or the only one.
    pub(super) fn leave(self, is_tab: bool) {
        let active = self.list.active().filter(|_| is_tab);
        if !self.take_at(active) && self.list.is_open.get_untracked() {
            let typed = self.typed.get_untracked().unwrap_or_default();
            // At once, unless the names are still being loaded.
            self.page.when_names_settle(move || self.take_only(&typed));
        }
        // Tab goes on to the buttons of a question, but not to those of a note.
        if !(is_tab && self.has_note()) {
            self.list.close();
        }
        if is_tab || !self.page.is_typing(Key::Hardware) {
            self.settle();
        } else {
            self.is_leaving.set(true);
            let later = Timeout::new(CLICK_MS, move || self.settle());
            self.pending.set(Some(later));
        }
    }

    /// Takes the only row for a text, if the text is still in the field.
    fn take_only(self, typed: &str) {
        if self.typed.get_untracked().unwrap_or_default() != typed {
            return;
        }
        let only = self
            .all
            .with_untracked(|rows| self.page.only_offer(typed, rows));
        if let Some(offer) = only {
            self.take(&offer);
        }
    }

    /// Lets the field say what is wrong with the text.
    fn settle(self) {
        self.is_leaving.set(false);
        self.page.show_problem();
    }

    /// Returns whether the field keeps its question and its buttons back.
    pub(super) fn is_quiet(self) -> bool {
        self.list.is_open.get() || self.is_leaving.get()
    }

    fn has_note(self) -> bool {
        let problem = self.page.problem(Key::Hardware);
        problem.with_untracked(|problem| {
            let severity = problem.as_ref().map(|problem| problem.severity);
            severity == Some(Severity::Note)
        })
    }

    pub(super) fn take_at(self, index: Option<usize>) -> bool {
        let index = index.filter(|_| self.list.is_open.get_untracked());
        let offer = index.and_then(|index| self.all.with_untracked(|all| all.get(index).cloned()));
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
                let number = |typed: &Option<String>| {
                    typed.as_deref().and_then(|typed| page.number_in(typed))
                };
                let number = self.typed.with_untracked(number);
                if let Some(number) = number.filter(|_| page.lacks_chips()) {
                    page.set_value(Key::Chips, number);
                }
                page.set_value(Key::Hardware, offer.chip.slug.into());
            }
        }
        self.typed.set(None);
        self.list.close();
        page.show_problem();
    }

    /// Returns the number of rows in words, for screen readers, while the list is open.
    pub(super) fn status(self) -> String {
        if !self.list.is_open.get() {
            return String::new();
        }
        match self.all.with(Vec::len) {
            1 => "1 chip".into(),
            n => format!("{n} chips"),
        }
    }
}

/// Returns the number of rows that are drawn, of all that fit.
fn shown_rows(typed: State<Option<String>>, count: usize) -> usize {
    let is_typed = |typed: &Option<String>| typed.as_ref().is_some_and(|t| !t.trim().is_empty());
    match typed.with(is_typed) {
        true => count.min(MAX_OPTIONS),
        false => count,
    }
}

/// Returns the last line of the list: what is left out, or why nothing is listed.
fn remark(page: Page, count: usize, shown: usize) -> String {
    if let Some(why) = page.why_no_names() {
        return why.into();
    }
    if count == 0 {
        // The field has a message of its own while the text is being read.
        let problem = page.problem(Key::Hardware);
        let message = problem.with(|problem| Some(problem.as_ref()?.message.clone()));
        return message.unwrap_or_else(|| {
            "No chip matches. Type its peak instead: choose FLOP/s above.".into()
        });
    }
    match count - shown {
        0 => String::new(),
        more => format!("… and {more} more: type more of the name."),
    }
}

/// Returns a row: what it takes, and the chip’s peak in the chosen format or, without one, its formats.
fn row(page: Page, offer: &Offer, typed: &str, lacks_chips: bool, format: Option<Format>) -> Row {
    let chip = page.edition().chip(offer.chip);
    let detail = match format {
        Some(format) => format!("{} {}", format.name(), peak(chip, format)),
        None => {
            let names = chip.formats().map(Format::name);
            names.collect::<Vec<_>>().join(" ")
        }
    };
    Row {
        label: offer.label(typed, lacks_chips),
        detail,
    }
}
