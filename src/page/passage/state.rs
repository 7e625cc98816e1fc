//! The reading of the passage, what it has put into the form, and what the visitor does with it.

use crate::draft::{Draft, Field};
use crate::import::passage::fill::{Filling, Kept as KeptPassage};
use crate::import::passage::item::{Item, asked, look};
use crate::import::passage::marks::{Entry, Piece, pieces};
use crate::import::passage::quote::quote;
use crate::import::passage::{self, Question, Reading, Unused};
use crate::page::browser::{self, Session, Timeout};
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::parts::follow;
use crate::page::state::Page;
use leptos::prelude::*;

/// A longer passage, in bytes, is read when typing rests.
const LONG: usize = 3_000;

/// The pause in typing, in milliseconds, after which a long passage is read.
const REST_MS: u32 = 150;

/// A change of more fields than this is not typing: it can be taken back with “Undo”.
const TYPED_FIELDS: usize = 2;

/// A passage, and its reading.
#[derive(Clone, Default, PartialEq)]
pub(in crate::page) struct Read {
    pub(super) text: String,
    pub(super) reading: Reading,
}

/// A question, and its answer if it was answered: a text, or none of those that it offers.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) answer: Option<Option<String>>,
}

/// The state of the box.
#[derive(Clone, Copy)]
pub(in crate::page) struct PassageBox {
    pub(super) page: Page,
    pub(super) read: State<Read>,
    pub(super) filling: State<Filling>,
    /// The phrases that give fields.
    pub(in crate::page) items: Derived<Vec<Item>>,
    /// The passage, cut at its marks.
    pub(super) pieces: Derived<Vec<Piece>>,
    /// The questions, with their answers.
    pub(super) questions: Derived<Vec<Asked>>,
    /// Amounts that no field takes.
    pub(super) unused: Derived<Vec<Unused>>,
    /// Whether the list of these is open. A closed one has no rows: there may be hundreds.
    pub(super) is_unused_open: State<bool>,
    /// Sentences on figures that do not fit together.
    pub(super) problems: Derived<Vec<String>>,
    /// The draft and the filling before the last press, for “Undo”.
    before: Kept<Option<(Draft, Filling)>>,
    /// Reads when the typed character is on the screen.
    pending: Kept<Option<Timeout>>,
    /// Whether a passage was in the box since the page was opened.
    is_used: Kept<bool>,
}

impl PassageBox {
    /// Begins to read the box.
    pub(in crate::page) fn new(page: Page) -> Self {
        let read = State::new(Read::default());
        let filling = State::new(Filling::default());
        let items = Derived::new(move || {
            let look = |draft: &Draft| {
                read.with(|read| filling.with(|filling| look(draft, &read.reading, filling)))
            };
            page.with_draft(look)
        });
        let pieces = Derived::new(move || {
            read.with(|read| {
                filling.with(|filling| {
                    items.with(|items| pieces(&read.text, items, &read.reading, filling))
                })
            })
        });
        let questions = Derived::new(move || {
            read.with(|read| {
                filling.with(|filling| {
                    let with_answer = |question: &Question| {
                        let field = asked(question);
                        let answer = field.and_then(|field| filling.answer_to(field));
                        Asked {
                            question: question.clone(),
                            answer: answer.map(|text| text.map(str::to_owned)),
                        }
                    };
                    read.reading.questions.iter().map(with_answer).collect()
                })
            })
        });
        let this = Self {
            page,
            read,
            filling,
            items,
            pieces,
            questions,
            unused: Derived::new(move || read.with(|read| read.reading.unused.clone())),
            is_unused_open: State::new(false),
            problems: Derived::new(move || read.with(|read| read.reading.problems.clone())),
            before: Kept::new(None),
            pending: Kept::new(None),
            is_used: Kept::new(false),
        };
        this.put_back();
        browser::on_leaving(move || this.keep());
        follow(move || {
            let text = page.passage.get();
            if !text.is_empty() {
                this.is_used.set(true);
            }
            let is_typed = this
                .read
                .with_untracked(|read| read.text.len().abs_diff(text.len()) < 10);
            let wait = if text.len() > LONG && is_typed {
                REST_MS
            } else {
                0
            };
            let soon = Timeout::new(wait, move || this.read(text));
            // Replacing the timer cancels the previous one.
            this.pending.set(Some(soon));
        });
        follow(move || {
            page.opened.track();
            untrack(|| this.follow_undo());
        });
        this
    }

    /// Keeps the passage until the window is closed. An empty one is forgotten.
    fn keep(self) {
        // The page may be gone.
        let text = self.page.passage.try_get_untracked();
        let Some(text) = text.filter(|_| self.is_used.get()) else {
            return;
        };
        let kept = KeptPassage {
            link: self.page.link.get_untracked(),
            filling: self.filling.get_untracked(),
            text,
        };
        Session::Passage.write(&match kept.text.is_empty() {
            true => String::new(),
            false => kept.write(),
        });
    }

    /// Puts the passage back that was in the box before the page was loaded again, if the form is still the same.
    fn put_back(self) {
        let is_same = |kept: &KeptPassage| kept.link == self.page.link.get_untracked();
        let kept = KeptPassage::read(&Session::Passage.read()).filter(is_same);
        if let Some(KeptPassage { text, filling, .. }) = kept
            && self.page.passage.with_untracked(String::is_empty)
        {
            let reading = passage::read(&text);
            self.filling.set(filling);
            self.page.passage.set(text.clone());
            self.read.set(Read { text, reading });
        }
    }

    fn read(self, text: String) {
        if self.read.with_untracked(|read| read.text == text) {
            return;
        }
        let reading = passage::read(&text);
        let form = self.page.form_as_it_is();
        let before = self.filling.get_untracked();
        let mut filling = before.clone();
        let example = self.page.example_to_replace();
        if example.is_some() || form.draft.is_blank() {
            filling.begin();
        }
        let new = filling.fill(&form, &reading, example.as_ref());
        self.read.set(Read { text, reading });
        self.filling.set(filling);
        if new == form {
            return;
        }
        let is_new = |(field, text): &(Field, &str)| form.draft.get(*field) != Some(text);
        let is_press =
            before.is_empty() || new.draft.entries().filter(is_new).count() > TYPED_FIELDS;
        if is_press {
            self.before.set(Some((form.draft, before)));
        }
        let what = is_press.then(|| "Filled in from the passage".into());
        self.page.take_form(new, what);
    }

    /// Restores the filling if “Undo” has restored the form.
    fn follow_undo(self) {
        let before = self.before.with(Clone::clone);
        if let Some((draft, filling)) = before
            && self.page.with_draft(|now| *now == draft)
        {
            let undone = self.filling.get_untracked();
            self.filling.set(filling.after(&undone));
            self.before.set(None);
        }
    }

    /// Makes a press in the box, and moves the focus to an element.
    pub(in crate::page) fn press(
        self,
        what: String,
        focus: String,
        change: impl FnOnce(&mut Filling, &Draft),
    ) {
        let form = self.page.form_as_it_is();
        let before = self.filling.get_untracked();
        let mut filling = before.clone();
        change(&mut filling, &form.draft);
        let example = self.page.example_to_replace();
        let new = self
            .read
            .with_untracked(|read| filling.fill(&form, &read.reading, example.as_ref()));
        self.before.set(Some((form.draft.clone(), before)));
        self.filling.set(filling);
        if new != form {
            self.page.take_form(new, Some(what));
        }
        browser::return_focus(focus);
    }

    /// Moves the focus to an entry of the lists.
    pub(super) fn go_to(self, entry: Entry) {
        if matches!(entry, Entry::Unused(_)) {
            self.is_unused_open.set(true);
        }
        browser::return_focus(entry.id());
    }

    /// Empties the box, and takes its values out of the form.
    pub(in crate::page) fn empty(self) {
        let form = self.page.form_as_it_is();
        let before = self.filling.get_untracked();
        let mut filling = before.clone();
        let new = filling.fill(&form, &Reading::default(), None);
        self.before.set(Some((form.draft, before)));
        self.filling.set(filling);
        self.read.set(Read::default());
        self.page.empty_passage(new, "The box is empty".into());
        browser::return_focus("passage".into());
    }

    /// Puts the phrases into the note of each stage.
    pub(super) fn quote(self) {
        let form = self.page.form_as_it_is();
        let new = self.items.with_untracked(|items| quote(&form, items));
        let what = "The phrases are in the note, which reports print";
        self.page.take_form(new, Some(what.into()));
    }
}
