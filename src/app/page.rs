//! The state of the calculator: a form, and everything that is derived from it.

use super::browser::{self, Entry};
use crate::catalog;
use crate::draft::alternatives::{Form, Group};
use crate::draft::link::{self, LinkProblem};
use crate::draft::{Answer, Draft, Field, Key, Problem, Severity, answer};
use crate::estimate::Figures;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Browsers limit how often a page may change its address: a pause in typing is often enough.
const ADDRESS_PAUSE_MS: u32 = 300;

/// What every part of the page can reach.
#[derive(Clone, Copy)]
pub(super) struct Page {
    form: RwSignal<Form>,
    /// The stage whose fields are shown.
    pub stage: RwSignal<u16>,
    /// What the opened link could not say.
    pub notices: RwSignal<Vec<LinkProblem>>,
    /// How many drafts came from elsewhere: a field that keeps a text of its own drops it then.
    pub opened: RwSignal<u32>,
    pub answer: Memo<Answer>,
    /// The fragment that opens as this draft.
    pub link: Memo<String>,
    address: StoredValue<Address, LocalStorage>,
}

#[derive(Default)]
struct Address {
    pending: Option<Timeout>,
}

impl Page {
    /// Opens what the address bar holds, or a worked example on a first visit.
    pub(super) fn new() -> Self {
        let form = RwSignal::new(Form::default());
        let page = Self {
            form,
            stage: RwSignal::new(1),
            notices: RwSignal::new(Vec::new()),
            opened: RwSignal::new(0),
            answer: Memo::new(move |_| form.with(|form| answer(&form.draft))),
            link: Memo::new(move |_| form.with(|form| link::encode(&form.draft))),
            address: StoredValue::new_local(Address::default()),
        };
        let fragment = browser::fragment();
        if link::is_link(&fragment) {
            page.open_link(&fragment);
        } else if let Some(first) = catalog::examples().first() {
            page.show(link::decode(first.link).draft);
            browser::write_fragment(first.link, Entry::Replace);
        }
        browser::on_fragment_change(move || {
            let fragment = browser::fragment();
            if link::is_link(&fragment) && fragment != page.link.get_untracked() {
                page.open_link(&fragment);
            }
        });
        page
    }

    fn open_link(self, fragment: &str) {
        let opened = link::decode(fragment);
        self.show(opened.draft);
        self.notices.set(opened.problems);
    }

    fn show(self, draft: Draft) {
        self.address.update_value(|address| address.pending = None);
        self.notices.set(Vec::new());
        self.stage.set(draft.stages()[0]);
        self.form.set(Form::new(draft));
        self.opened.update(|count| *count += 1);
    }

    /// Opens a draft from the page itself; Back returns to what was there.
    pub(super) fn open(self, draft: Draft) {
        if self.address.with_value(|address| address.pending.is_some()) {
            browser::write_fragment(&self.link.get_untracked(), Entry::Replace);
        }
        self.show(draft);
        browser::write_fragment(&self.link.get_untracked(), Entry::Push);
    }

    /// An estimate with nothing filled in.
    pub(super) fn clear(self) {
        let mut draft = Draft::default();
        draft.set(Field::new(0, Key::Data), catalog::EDITION);
        self.open(draft);
    }

    fn edit(self, change: impl FnOnce(&mut Form)) {
        self.form.update(|form| {
            change(form);
            let edition = Field::new(0, Key::Data);
            if !form.draft.is_filled(edition) {
                form.draft.set(edition, catalog::EDITION);
            }
        });
        let later = Timeout::new(ADDRESS_PAUSE_MS, move || {
            self.address.update_value(|address| address.pending = None);
            browser::write_fragment(&self.link.get_untracked(), Entry::Replace);
        });
        // Replacing the timer cancels the one before.
        self.address
            .update_value(|address| address.pending = Some(later));
    }

    /// A key of the stage that is shown, or of the whole estimate.
    pub(super) fn field(self, key: Key) -> Field {
        Field::new(self.stage.get(), key)
    }

    /// The text of a field.
    pub(super) fn text(self, key: Key) -> Memo<String> {
        Memo::new(move |_| {
            let field = self.field(key);
            self.form
                .with(|form| form.draft.get(field).unwrap_or_default().to_owned())
        })
    }

    /// A person typed.
    pub(super) fn set_text(self, key: Key, text: String) {
        let field = Field::new(self.stage.get_untracked(), key);
        self.edit(|form| form.set(field, text));
    }

    /// Which of several ways is taken, by its leading field.
    pub(super) fn chosen(self, group: Group) -> Memo<Key> {
        Memo::new(move |_| {
            let stage = self.stage.get();
            self.form.with(|form| group.chosen(&form.draft, stage))
        })
    }

    /// A person chose another way.
    pub(super) fn choose(self, group: Group, lead: Key) {
        let stage = self.stage.get_untracked();
        self.edit(|form| form.choose(group, stage, lead));
    }

    /// The figures of the stage that is shown.
    pub(super) fn figures(self) -> Option<Figures> {
        let stage = self.stage.get();
        let index = self
            .form
            .with(|form| form.draft.stages().iter().position(|s| *s == stage))?;
        self.answer
            .with(|a| Some(a.outcome.stages.get(index)?.figures))
    }

    /// Something that is a function of the draft and the stage that is shown.
    pub(super) fn derive<T>(self, of: impl Fn(&Draft, u16) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let stage = self.stage.get();
            self.form.with(|form| of(&form.draft, stage))
        })
    }

    /// Whether nothing is filled in that a figure could come from.
    pub(super) fn is_blank(self) -> bool {
        self.form.with(|form| form.draft.is_blank())
    }

    /// The gravest problem of a field. In an empty form nothing is missing yet.
    pub(super) fn problem(self, key: Key) -> Memo<Option<Problem>> {
        Memo::new(move |_| {
            let field = self.field(key);
            let gravest = self
                .answer
                .with(|a| a.problems_of(field).max_by_key(|p| p.severity).cloned());
            gravest.filter(|p| p.severity != Severity::Missing || !self.is_blank())
        })
    }
}

/// The page's state, from any component.
pub(super) fn use_page() -> Page {
    expect_context()
}
