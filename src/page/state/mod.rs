//! The state of the calculator: a form, and everything that is derived from it.

mod change;
mod example;
mod fields;
mod lookups;
mod panels;
mod stages;

pub(super) use change::Place;

use super::browser::{self, Entry};
use super::lazy::{Lazy, Parts};
use crate::answer::fleet;
use crate::answer::{Answer, Asides, Choice, answer_with};
use crate::catalog::{self, Edition};
use crate::draft::alternatives::{Form, Group};
use crate::draft::link::{self, LinkProblem};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Figures;
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::parts::follow;
use crate::panel::{Draw, PanelPart};
use crate::words::formula::Piece;
use fields::FieldState;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use lookups::Lookups;
use panels::Panels;

/// Browsers limit how often a page may change its address: a pause in typing is often enough.
const ADDRESS_PAUSE_MS: u32 = 300;

/// What every part of the page can reach.
#[derive(Clone, Copy)]
pub(super) struct Page {
    form: State<Form>,
    panel_part: Lazy<dyn PanelPart>,
    report_part: Lazy<dyn Draw>,
    lookups: Lookups,
    /// The stage whose fields are shown.
    pub stage: State<u16>,
    /// Whether there is more than one stage, or one with a name.
    pub has_stages: Derived<bool>,
    /// Whether the fields of all stages are folded away.
    pub folded: State<bool>,
    pub panels: Panels,
    /// HTML: the files that were given, and what was found in them.
    pub files: RwSignal<String>,
    /// HTML: the jobs of a cluster, and how many accounts of them came as files.
    pub jobs: RwSignal<String>,
    pub accounts: State<u32>,
    pub reading: State<Reading>,
    /// The title that a panel put there: another panel's takes its place.
    given_title: Kept<String>,
    /// Whether the focus is being taken out of a network's row: leaving it does nothing then.
    is_leaving: Kept<bool>,
    /// What the opened link could not say.
    pub notices: State<Vec<LinkProblem>>,
    /// How many drafts came from elsewhere: a field that keeps a text of its own drops it then.
    pub opened: State<u32>,
    /// The worked example that was opened last.
    example: State<Option<Draft>>,
    pub answer: Derived<Answer>,
    /// The count of the shown stage's network in words.
    pub network_words: Derived<String>,
    /// The fragment that opens as this draft. Spelled when someone asks, not at every key.
    pub link: Signal<String>,
    /// Whether nothing is filled in that a figure could come from.
    pub is_blank: Derived<bool>,
    /// What each field shows, by its key. See [`Page::share_out`].
    fields: Kept<Vec<FieldState>>,
    /// Puts the link into the address bar when typing rests.
    pending_address: Kept<Option<Timeout>>,
}

/// How it stands with the files that were given.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Reading {
    Idle,
    Busy,
    /// The worker cannot be asked, and why.
    Failed(&'static str),
}

impl Page {
    /// Opens what the address bar holds, or a worked example on a first visit.
    pub(super) fn new(parts: Parts) -> Self {
        let form = State::new(Form::default());
        let panel_part = Lazy::new(parts.panels);
        let lookups = Lookups::new(panel_part);
        let stage = State::new(1);
        let page = Self {
            form,
            panel_part,
            report_part: Lazy::new(parts.reports),
            lookups,
            stage,
            has_stages: Derived::new(move || {
                form.with(|form| {
                    let stages = form.draft.stages();
                    let name = Field::new(stages[0], Key::Stage);
                    stages.len() > 1 || form.draft.get(name).is_some()
                })
            }),
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
            files: RwSignal::new(String::new()),
            jobs: RwSignal::new(String::new()),
            accounts: State::new(0),
            reading: State::new(Reading::Idle),
            given_title: Kept::new(String::new()),
            is_leaving: Kept::new(false),
            notices: State::new(Vec::new()),
            opened: State::new(0),
            example: State::new(None),
            answer: Derived::new(move || {
                form.with(|form| lookups.with(|asides| answer_with(&form.draft, asides)))
            }),
            link: Signal::derive(move || form.with(|form| link::encode(&form.draft))),
            is_blank: Derived::new(move || form.with(|form| form.draft.is_blank())),
            fields: Kept::new(FieldState::of_all()),
            pending_address: Kept::new(None),
        };
        let fragment = browser::fragment();
        if link::is_link(&fragment) {
            page.open_link(&fragment);
        } else {
            let first = catalog::first_example().link;
            page.show(link::decode(first).draft);
            browser::write_fragment(first, Entry::Replace);
        }
        browser::on_leaving(move || page.write_pending());
        // Of the effects the one that runs at once: the fields are drawn with what they show.
        Kept::new(RenderEffect::new(move |_| page.share_out()));
        follow(move || page.follow_panels());
        browser::on_fragment_change(move || {
            let fragment = browser::fragment();
            if link::is_link(&fragment) && fragment != page.link.get_untracked() {
                page.leave_rows();
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

    fn show(self, mut draft: Draft) {
        for stage in draft.stages() {
            // A link has the periods side by side.
            let field = Field::new(stage, Key::Fleet);
            if let Some(text) = draft.get(field).map(|text| text.replace(';', "\n")) {
                draft.set(field, text);
            }
        }
        self.pending_address.set(None);
        self.notices.set(Vec::new());
        self.stage.set(draft.stages()[0]);
        self.remember_example(&draft);
        self.form.set(Form::new(draft));
        self.opened.update(|count| *count += 1);
    }

    /// Opens a draft from the page itself; Back returns to what was there.
    pub(super) fn open(self, draft: Draft) {
        self.write_pending();
        let before = self.link.get_untracked();
        self.show(draft);
        let link = self.link.get_untracked();
        if link != before {
            browser::write_fragment(&link, Entry::Push);
        }
    }

    /// Puts into the address bar what a pause in typing would have put there.
    fn write_pending(self) {
        if self.pending_address.take().is_some() {
            browser::write_fragment(&self.link.get_untracked(), Entry::Replace);
        }
    }

    /// An estimate with nothing filled in.
    pub(super) fn clear(self) {
        self.open(blank());
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
        // Replacing the timer cancels the one before.
        self.pending_address.set(Some(later));
    }

    /// A person typed.
    pub(super) fn set_text(self, key: Key, text: String) {
        let stage = self.stage.get_untracked();
        self.edit(|form| form.set(Field::new(stage, key), text));
    }

    /// Makes the change that a press beside a problem offers.
    pub(super) fn mend(self, choice: &Choice) {
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
    }

    /// Which of several ways is taken, by its leading field.
    pub(super) fn chosen(self, group: Group) -> Derived<Key> {
        Derived::new(move || {
            let stage = self.stage.get();
            self.form.with(|form| group.chosen(&form.draft, stage))
        })
    }

    /// Whether the number of chips has a field, and nothing is typed in it.
    pub(super) fn lacks_chips(self) -> bool {
        let stage = self.stage.get_untracked();
        self.form.with_untracked(|form| {
            let has_field = Group::Fleet.chosen(&form.draft, stage) == Key::Time;
            has_field && !form.draft.is_filled(Field::new(stage, Key::Chips))
        })
    }

    /// A person chose another way.
    pub(super) fn choose(self, group: Group, lead: Key) {
        let stage = self.stage.get_untracked();
        self.edit(|form| form.choose(group, stage, lead));
    }

    /// What each stage is called, in order.
    pub(super) fn stage_names(self) -> Vec<String> {
        self.form.with(|form| {
            let stages = form.draft.stages().into_iter();
            stages.map(|stage| stage_name(&form.draft, stage)).collect()
        })
    }

    /// Where a field is: its key, and of several stages which.
    pub(super) fn place(self, field: Field) -> String {
        self.form.with(|form| {
            if field.stage > 0 && form.draft.stages().len() > 1 {
                format!(
                    "{}: {}",
                    stage_name(&form.draft, field.stage),
                    field.key.name()
                )
            } else {
                field.to_string()
            }
        })
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

    /// A formula of the stage that is shown.
    pub(super) fn formula(
        self,
        of: fn(&Draft, u16, Asides<'_>) -> Vec<Piece>,
    ) -> Derived<Vec<Piece>> {
        self.derive(move |draft, stage| self.lookups.with(|asides| of(draft, stage, asides)))
    }

    /// Of the tables, as the draft has it now.
    pub(super) fn edition(self) -> Edition {
        self.form.with_untracked(|form| form.draft.edition())
    }

    /// Something that is a function of the draft and the stage that is shown.
    pub(super) fn derive<T>(
        self,
        of: impl Fn(&Draft, u16) -> T + Send + Sync + 'static,
    ) -> Derived<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Derived::new(move || {
            let stage = self.stage.get();
            self.form.with(|form| of(&form.draft, stage))
        })
    }
}

fn stage_name(draft: &Draft, stage: u16) -> String {
    let typed = draft.get(Field::new(stage, Key::Stage));
    let typed = typed.filter(|name| !name.trim().is_empty());
    typed.map_or_else(|| format!("Stage {stage}"), String::from)
}

/// An estimate with nothing filled in.
fn blank() -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::new(0, Key::Data), catalog::EDITION);
    draft
}

/// The page's state, from any component.
pub(super) fn use_page() -> Page {
    // The library's own `expect_context` prints the type, for 3 KB of code.
    use_context().expect("a page around its parts")
}
