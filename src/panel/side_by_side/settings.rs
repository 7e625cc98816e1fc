//! The panel's own settings, and what a person does to them.

use super::add::{self, Refusal};
use super::changed::{self, Since};
use crate::card::snippet::{Kind, Theme};
use crate::compare::{Compare, LETTERS, decode, encode};
use crate::draft::link::LinkProblem;
use crate::draft::{Field, Key, link};
use crate::panel::Change;
use crate::quantity::excerpt;
use crate::report::TableFormat;

/// The box that adds an estimate.
pub(super) const BOX: &str = "compare-add";
/// The sentence that says what was added. It is there whatever else is, so it takes the focus where the box is gone.
pub(super) const SAID: &str = "compare-said";

/// The message where no more can be added.
pub(super) const FULL: &str = "Four estimates are as many as fit. Take one out to add another.";

/// The panel's own settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The fragments of the other estimates.
    pub(super) others: Vec<String>,
    /// The text of the box that adds one.
    pub(super) typed: String,
    /// Why that text added none.
    pub(super) refusal: Option<Refusal>,
    /// The other estimates before some were taken out, to be put back until the next change.
    pub(super) before: Vec<String>,
    /// The estimates that were added or taken out last, for the live region.
    pub(super) last_change: String,
    pub(super) format: TableFormat,
    /// The way to put the comparison onto another page, and its colours there.
    pub(super) kind: Kind,
    pub(super) theme: Theme,
    /// The figures that have changed since an edition, if somebody asked.
    pub(super) since: Option<Since>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            others: Vec::new(),
            before: Vec::new(),
            typed: String::new(),
            refusal: None,
            last_change: String::new(),
            format: TableFormat::Markdown,
            kind: Kind::default(),
            theme: Theme::default(),
            since: None,
        }
    }
}

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareAction {
    /// Types into the box that adds an estimate.
    Type(String),
    /// Adds the estimate that was typed.
    Add,
    /// Adds the estimate with this fragment.
    AddLink(String),
    /// Takes an estimate out, by its place among the others.
    Remove(usize),
    /// Takes all others out.
    Clear,
    /// Puts back what was taken out last.
    PutBack,
    /// Chooses the format of the table to copy.
    Format(TableFormat),
    /// Chooses the way to put the comparison onto another page.
    Kind(Kind),
    /// Chooses its colours there.
    Theme(Theme),
    /// Shows what has changed since the edition of this name.
    Since(String),
}

/// Applies a user action to the settings, and returns where the focus goes.
pub fn act(settings: &mut Settings, action: CompareAction) -> Change {
    let focus = match action {
        CompareAction::Type(text) => {
            settings.typed = text;
            settings.refusal = None;
            return Change::default();
        }
        CompareAction::Add => match add::read(&settings.typed) {
            Ok(links) => settings.add(links),
            Err(refusal) => {
                settings.last_change.clear();
                settings.refusal = Some(refusal);
                BOX
            }
        },
        CompareAction::AddLink(link) => match link.is_empty() {
            // The first line of a list, which names none.
            true => return Change::default(),
            false => settings.add(vec![link]),
        },
        CompareAction::Remove(place) => {
            if place < settings.others.len() {
                settings.before = settings.others.clone();
                let link = settings.others.remove(place);
                settings.last_change = format!("Took out {}.", title(&link));
            }
            SAID
        }
        CompareAction::Clear => {
            if !settings.others.is_empty() {
                settings.before = std::mem::take(&mut settings.others);
                settings.last_change = "Took all of them out.".into();
            }
            SAID
        }
        CompareAction::PutBack => {
            let taken_out = settings.taken_out();
            if taken_out > 0 {
                settings.others = std::mem::take(&mut settings.before);
                settings.last_change = match taken_out {
                    1 => "Put it back.".into(),
                    _ => "Put them back.".into(),
                };
            }
            SAID
        }
        CompareAction::Format(format) => {
            settings.format = format;
            return Change::default();
        }
        CompareAction::Kind(kind) => {
            settings.kind = kind;
            settings.theme = settings.theme.of_kind(kind);
            return Change::default();
        }
        CompareAction::Theme(theme) => {
            settings.theme = theme.of_kind(settings.kind);
            return Change::default();
        }
        CompareAction::Since(name) => {
            settings.since = Since::named(&name);
            return Change::default();
        }
    };
    Change {
        focus: focus.into(),
        ..Change::default()
    }
}

impl Settings {
    /// Returns the settings with these estimates beside the present one.
    pub fn of(mut others: Vec<String>) -> Self {
        others.truncate(LETTERS.len() - 1);
        Self {
            others,
            ..Self::default()
        }
    }

    /// Opens the link of all that has changed since an edition. Returns the parts that could not be read.
    pub fn open_changes(&mut self, fragment: &str) -> Vec<LinkProblem> {
        let (since, problems) = changed::decode(fragment);
        self.since = Some(since);
        problems
    }

    /// Writes the estimates as a link, to be kept until the page is loaded again. Empty if there are none.
    pub fn to_link(&self) -> String {
        match self.others.is_empty() {
            true => String::new(),
            false => encode(&Compare {
                estimates: self.others.clone(),
            }),
        }
    }

    /// Reads the link that was kept.
    pub fn from_link(link: &str) -> Self {
        Self::of(decode(link).compare.estimates)
    }

    /// Says which estimates were added or taken out last.
    pub fn last_change(&self) -> &str {
        &self.last_change
    }

    /// Adds estimates while there is room, says which, and returns where the focus goes.
    fn add(&mut self, links: Vec<String>) -> &'static str {
        self.refusal = None;
        self.typed.clear();
        let mut added = Vec::new();
        for link in links {
            if !self.is_full() {
                self.before.clear();
                added.push(title(&link));
                self.others.push(link);
            }
        }
        self.last_change = match added.is_empty() {
            true => FULL.into(),
            false => format!("Added {}.", added.join(", ")),
        };
        if self.is_full() { SAID } else { BOX }
    }

    /// Returns how many estimates can be put back.
    pub(super) fn taken_out(&self) -> usize {
        self.before.len().saturating_sub(self.others.len())
    }

    pub(super) fn is_full(&self) -> bool {
        self.others.len() + 1 >= LETTERS.len()
    }
}

/// Names an estimate by its title.
fn title(fragment: &str) -> String {
    let draft = link::decode(fragment).draft;
    let title = draft.get(Field::new(0, Key::Title)).unwrap_or_default();
    match excerpt(title.trim()) {
        title if title.is_empty() => "an estimate without a title".into(),
        title => title,
    }
}
