//! The state of the calculator: a form, and everything derived from it.

mod change;
mod example;
mod fields;
mod lookups;
mod names;
mod network;
mod panels;
mod passage;
mod recent;
mod reload;
mod stages;
mod tab;
#[cfg(test)]
mod tests;
mod undo;
mod view;
mod views;
mod ways;

pub(super) use panels::Content;
pub(super) use recent::UNDO_FORGETTING;
use undo::Undo;
pub(super) use view::Open;
use view::TakeFiles;

use super::browser::{self, Entry, Timeout};
use super::lazy::{Lazy, Parts, PassagePart, ViewPart};
use super::sheet::Sheet;
use crate::answer::fleet;
use crate::answer::{Answer, Choice, answer_with};
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::link::{self, LinkProblem};
use crate::draft::own::{self, Begun};
use crate::draft::recent::Recent;
use crate::draft::{Draft, Field, Key};
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::parts::follow;
use crate::panel::{Draw, Fact, FoundPart, PanelPart};
use crate::quantity::excerpt;
use fields::FieldState;
use leptos::prelude::*;
use lookups::Lookups;
use panels::Panels;
use recent::Recents;

/// The pause in typing, in milliseconds, after which the address bar gets the link. Browsers limit
/// how often a page may change its address.
const ADDRESS_PAUSE_MS: u32 = 300;

/// The state that every view of the page can reach.
#[derive(Clone, Copy)]
pub(super) struct Page {
    form: State<Form>,
    panel_part: Lazy<dyn PanelPart>,
    report_part: Lazy<dyn Draw>,
    context_part: Lazy<dyn Draw>,
    form_part: Lazy<dyn Draw>,
    /// The report that was chosen last.
    report: State<String>,
    found_part: Lazy<dyn FoundPart>,
    passage_part: Lazy<PassagePart>,
    trends_part: Lazy<ViewPart>,
    claims_part: Lazy<ViewPart>,
    table_part: Lazy<ViewPart>,
    /// The view that is shown in place of the calculator.
    pub view: State<Option<Open>>,
    /// The name of the view that stands beside the form, while the address is that of the view; else empty.
    beside: State<&'static str>,
    /// Whether the page was there before the address changed.
    is_ready: Kept<bool>,
    /// Takes files that are dropped while a view is shown.
    pub view_drop: Kept<Option<TakeFiles>>,
    lookups: Lookups,
    /// The stage whose fields are shown.
    pub stage: State<u16>,
    /// Whether there is more than one stage, or a named one.
    pub has_stages: Derived<bool>,
    /// The text in the box for a passage.
    pub passage: RwSignal<String>,
    /// A message on a file that was dropped on the box.
    pub passage_note: RwSignal<String>,
    /// Whether the box has been used, so that its part is wanted.
    pub is_passage_open: State<bool>,
    /// Whether the form is folded away.
    pub folded: State<bool>,
    pub panels: Panels,
    /// The number of accounts of jobs that came as files.
    pub account_count: State<u32>,
    pub reader_status: State<ReaderStatus>,
    /// The title that a panel set last. Another panel may replace it, because the visitor did not
    /// type it.
    panel_title: Kept<String>,
    /// Whether the focus is being taken out of a row of a panel. Leaving the row does nothing then.
    is_leaving: Kept<bool>,
    /// The keys of the opened link that could not be set.
    pub notices: State<Vec<LinkProblem>>,
    /// The number of drafts opened so far. A field that keeps a text of its own drops it when this
    /// changes.
    pub opened: State<u32>,
    /// The worked example that was opened last.
    example: State<Option<Draft>>,
    /// Whether the form is as the example has it. The first input then begins an estimate of one's own.
    is_untouched: Kept<bool>,
    /// The example that was cleared by the first input, to be put back.
    pub begun: State<Option<Begun>>,
    /// The last press, to be taken back.
    pub undo: State<Option<Undo>>,
    /// The estimates that were worked on in this browser.
    pub recents: State<Recents>,
    /// The estimates that were listed before the last were forgotten.
    pub forgotten: State<Vec<Recent>>,
    /// The name of this estimate in that list.
    recent_id: Kept<String>,
    /// The published values that were filled in, with their sources.
    published: State<Vec<Fact>>,
    pub answer: Derived<Answer>,
    /// The field that is typed in. What is wrong with its text waits for a pause.
    typing: State<Option<Field>>,
    /// Shows what is wrong when typing rests.
    pending_problem: Kept<Option<Timeout>>,
    /// The count of the shown stage's network, in words.
    pub network_words: Derived<String>,
    /// The fragment that opens as this draft. It is encoded when it is read, not at each key.
    pub link: Signal<String>,
    /// Whether nothing is filled in that a figure could come from.
    pub is_blank: Derived<bool>,
    /// The text and problem of each field, in the order of the keys. See [`Page::update_fields`].
    fields: Kept<Vec<FieldState>>,
    /// Puts the link into the address bar when typing rests.
    pending_address: Kept<Option<Timeout>>,
    /// Whether the link gets an entry of its own in the history then.
    is_new_entry: Kept<bool>,
}

/// The state of the worker that reads files.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum ReaderStatus {
    Idle,
    Busy,
    /// The worker cannot be asked, for this reason.
    Failed(&'static str),
}

impl Page {
    /// Opens the link in the address bar or, without one, the first worked example.
    pub(super) fn new(parts: Parts) -> Self {
        let form = State::new(Form::default());
        let panel_part = Lazy::new(parts.panels, Sheet::Panels);
        let typing = State::new(None);
        let lookups = Lookups::new(panel_part, typing);
        let stage = State::new(1);
        let page = Self {
            form,
            panel_part,
            report_part: Lazy::new(parts.reports, Sheet::Panels),
            context_part: Lazy::new(parts.context, Sheet::Panels),
            form_part: Lazy::new(parts.forms, Sheet::Panels),
            report: State::new(browser::Kept::Report.read()),
            found_part: Lazy::new(parts.found, Sheet::Panels),
            passage_part: Lazy::new(parts.passage, Sheet::Passage),
            trends_part: Lazy::new(parts.trends, Sheet::Trends),
            claims_part: Lazy::new(parts.claims, Sheet::Claims),
            table_part: Lazy::new(parts.table, Sheet::Table),
            view: State::new(None),
            beside: State::new(""),
            is_ready: Kept::new(false),
            view_drop: Kept::new(None),
            lookups,
            stage,
            has_stages: Derived::new(move || {
                form.with(|form| {
                    let stages = form.draft.stages();
                    let name = Field::new(stages[0], Key::Stage);
                    stages.len() > 1 || form.draft.get(name).is_some()
                })
            }),
            passage: RwSignal::default(),
            passage_note: RwSignal::default(),
            is_passage_open: State::new(false),
            folded: State::new(false),
            network_words: Derived::new(move || {
                let stage = stage.get();
                form.with(|form| match Group::Forward.chosen(&form.draft, stage) {
                    Key::Model => {
                        let text = form.draft.get(Field::new(stage, Key::Model));
                        lookups.network(text.unwrap_or_default()).words
                    }
                    _ => String::new(),
                })
            }),
            panels: Panels::new(),
            account_count: State::new(0),
            reader_status: State::new(ReaderStatus::Idle),
            panel_title: Kept::new(String::new()),
            is_leaving: Kept::new(false),
            notices: State::new(Vec::new()),
            opened: State::new(0),
            example: State::new(None),
            is_untouched: Kept::new(false),
            begun: State::new(None),
            undo: State::new(None),
            recents: State::new(Recents::kept()),
            forgotten: State::new(Vec::new()),
            recent_id: Kept::new(String::new()),
            published: State::new(Vec::new()),
            answer: Derived::new(move || {
                form.with(|form| lookups.with(|asides| answer_with(&form.draft, asides)))
            }),
            typing,
            pending_problem: Kept::new(None),
            link: Signal::derive(move || form.with(|form| link::encode(&form.draft))),
            is_blank: Derived::new(move || form.with(|form| form.draft.is_blank())),
            fields: Kept::new(FieldState::of_all()),
            pending_address: Kept::new(None),
            is_new_entry: Kept::new(false),
        };
        let mut fragment = reload::typed_last(browser::fragment());
        let query = browser::query();
        // Some program that the link passed through has put a ? in the place of the #.
        if fragment.is_empty() && query.starts_with("v=") {
            fragment = query;
        }
        if link::is_link(&fragment) && !view::is_view(&fragment) {
            page.open_link(&fragment);
        } else {
            let first = catalog::first_example().link;
            page.show(link::decode(first).draft);
            if view::is_beside(&fragment) {
                page.show(own::fresh());
                page.open_beside(fragment);
            } else if view::is_view(&fragment) {
                page.open_view(fragment);
            } else if fragment.is_empty() {
                browser::write_fragment(first, Entry::Replace);
            } else {
                page.notices.set(vec![LinkProblem {
                    key: excerpt(&fragment),
                    message: "This is not the link of an estimate. What is shown is an example."
                        .into(),
                }]);
            }
        }
        browser::on_unloading(move || page.keep_pending());
        browser::on_leaving(move || page.write_pending());
        // A `RenderEffect` runs at once, so the fields are drawn with their content.
        Kept::new(RenderEffect::new(move |_| page.update_fields()));
        follow(move || page.follow_panels());
        follow(move || page.follow_names());
        page.is_ready.set(true);
        // The part that reads passages puts it back.
        if !browser::Session::Passage.read().is_empty() {
            page.open_passage();
        }
        browser::on_fragment_change(move || {
            let fragment = browser::fragment();
            if view::is_beside(&fragment) {
                page.leave_rows();
                page.open_beside(fragment);
                return;
            }
            if view::is_view(&fragment) {
                page.open_view(fragment);
                return;
            }
            page.view.set(None);
            page.beside.set("");
            if link::is_link(&fragment) && fragment != page.link.get_untracked() {
                page.leave_rows();
                page.open_link(&fragment);
            }
        });
        page
    }

    fn open_link(self, fragment: &str) {
        let mut opened = link::decode(fragment);
        ways::recall(fragment, &mut opened.draft);
        self.show(opened.draft);
        self.notices.set(opened.problems);
    }

    fn show(self, mut draft: Draft) {
        for stage in draft.stages() {
            // A link separates periods by `;`, the field by lines.
            let field = Field::new(stage, Key::Fleet);
            if let Some(text) = draft.get(field).map(|text| text.replace(';', "\n")) {
                draft.set(field, text);
            }
        }
        self.forget_pending();
        self.show_problem();
        self.notices.set(Vec::new());
        self.begun.set(None);
        self.undo.set(None);
        self.begin_recent();
        self.stage.set(draft.stages()[0]);
        self.remember_example(&draft);
        self.form.set(Form::new(draft));
        self.opened.update(|count| *count += 1);
    }

    /// Opens a draft from the page itself, and empties the box for a passage: it was about another one. Back returns to
    /// the previous one.
    pub(super) fn open(self, draft: Draft) {
        let what = match draft.get(Field::new(0, Key::Title)) {
            Some(title) => format!("Opened {}", excerpt(title)),
            None => "Opened".into(),
        };
        self.press(what, || {
            self.show(draft);
            self.passage.set(String::new());
        });
    }

    /// Writes the link that waits for a pause in typing into the address bar now.
    pub(super) fn write_pending(self) {
        if self.pending_address.take().is_some() {
            let entry = match self.is_new_entry.take() {
                true => Entry::Push,
                false => Entry::Replace,
            };
            self.write_address(entry);
            self.keep_recent();
        }
    }

    /// Writes the link into the address bar as a new entry of the history.
    fn push_address(self) {
        self.forget_pending();
        self.write_address(Entry::Push);
        self.keep_recent();
    }

    fn forget_pending(self) {
        self.pending_address.set(None);
        self.is_new_entry.set(false);
    }

    /// Opens an empty estimate, and empties the box for a passage.
    pub(super) fn clear(self) {
        self.press("Cleared".into(), || {
            self.show(own::fresh());
            self.passage.set(String::new());
        });
    }

    fn edit(self, change: impl FnOnce(&mut Form)) {
        self.panel_part.retry();
        self.form.update(|form| {
            change(form);
            let edition = Field::new(0, Key::Data);
            if !form.draft.is_filled(edition) {
                form.draft.set(edition, catalog::EDITION);
            }
        });
        let later = Timeout::new(ADDRESS_PAUSE_MS, move || self.write_pending());
        // Replacing the timer cancels the previous one.
        self.pending_address.set(Some(later));
        // A browser that reloads the page takes no new entry any more.
        if self.is_new_entry.get() {
            self.write_pending();
        }
    }

    /// Sets the text that a person typed. In an example the first input begins an estimate of one's own.
    pub(super) fn set_text(self, key: Key, text: String) {
        let stage = self.stage.get_untracked();
        let before = self.untouched();
        self.forget_undo();
        self.hold_problem(key);
        self.edit(|form| {
            form.set(Field::new(stage, key), text);
            self.begin_own(form, before);
        });
    }

    /// Sets the text that a person chose or pressed. The rest of an example stays.
    pub(super) fn set_value(self, key: Key, text: String) {
        let stage = self.stage.get_untracked();
        self.edit(|form| form.set(Field::new(stage, key), text));
    }

    /// Makes the edits that a button beside a problem offers.
    pub(super) fn mend(self, choice: &Choice) {
        self.press(change::mended(choice), || {
            self.edit(|form| {
                for (field, text) in &choice.edits {
                    let typed = form.draft.get(*field).unwrap_or_default();
                    let text = match field.key {
                        Key::Fleet => fleet::on_lines(typed, text),
                        _ => text.clone(),
                    };
                    form.set(*field, text);
                }
            });
        });
    }

    /// Switches a group to another way, as a person chose it.
    pub(super) fn choose(self, group: Group, lead: Key) {
        let stage = self.stage.get_untracked();
        self.edit(|form| form.choose(group, stage, lead));
    }
}

/// Returns the page's state, from any component.
pub(super) fn use_page() -> Page {
    // The library's own `expect_context` prints the type, for 3 KB of code.
    use_context().expect("a page around its parts")
}
