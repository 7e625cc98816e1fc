//! The ledger that the key `scope` spells: which items the figure counts, and which it leaves out.
//!
//! `synthetic-data:in;failed-runs:out:3e22:Appendix B`: items of the list in [`Item::ALL`], each with
//! its [`State`], and behind it, if wanted, what it took and a note. A `;` within a note is doubled.
//! Nothing is computed from it: what is counted is a stage.

use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::quantity::{Dimension, Flop, read};
use crate::variants::enum_with_all;

enum_with_all! {
    /// What a figure may or may not include, after the Commission's guidelines on general-purpose AI
    /// models, C(2025) 7719, annex A.1, points 119 to 122.
    ///
    /// The order is that of the ledger.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Item {
        /// Forward passes that made synthetic data of one's own, discarded samples too.
        SyntheticData,
        /// Synthetic data that anyone can get.
        PublicSyntheticData,
        /// The model that this one started from.
        BaseModel,
        /// Models whose weights were merged or averaged into this one.
        MergedModels,
        /// Models that this one was distilled from.
        TeacherModels,
        /// Reward, value and other models that training needed.
        RewardModels,
        /// Runs that failed, were broken off or tried something out.
        FailedRuns,
        /// Evaluation and red-teaming.
        Evaluation,
        /// Activations that were computed again to save memory.
        Recomputation,
    }
}

impl Item {
    /// As spelled in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::SyntheticData => "synthetic-data",
            Self::PublicSyntheticData => "public-synthetic-data",
            Self::BaseModel => "base-model",
            Self::MergedModels => "merged-models",
            Self::TeacherModels => "teacher-models",
            Self::RewardModels => "reward-models",
            Self::FailedRuns => "failed-runs",
            Self::Evaluation => "evaluation",
            Self::Recomputation => "recomputation",
        }
    }

    /// For a visitor.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SyntheticData => "Synthetic data of one’s own, with discarded samples",
            Self::PublicSyntheticData => "Publicly available synthetic data",
            Self::BaseModel => "Base model (initial weights)",
            Self::MergedModels => "Merged or averaged models",
            Self::TeacherModels => "Teacher models of a distillation",
            Self::RewardModels => "Reward, value and other auxiliary models",
            Self::FailedRuns => "Failed and exploratory runs",
            Self::Evaluation => "Evaluation and red-teaming",
            Self::Recomputation => "Recomputation of activations",
        }
    }

    /// Which point of the guidelines speaks of it.
    pub const fn point(self) -> u8 {
        match self {
            Self::SyntheticData => 120,
            Self::BaseModel | Self::MergedModels => 121,
            _ => 122,
        }
    }

    /// Whether the guidelines count it; the others may be left out.
    pub const fn is_required(self) -> bool {
        self.point() < 122
    }

    /// The item of that slug.
    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.slug() == slug)
    }
}

enum_with_all! {
    /// What is said of an item.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum State {
        /// It is in the figure.
        In,
        /// It is not.
        Out,
        /// There was nothing of the kind.
        None,
    }
}

impl State {
    /// As spelled in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::None => "none",
        }
    }

    /// For a visitor.
    pub const fn name(self) -> &'static str {
        match self {
            Self::In => "counted",
            Self::Out => "left out",
            Self::None => "there was none",
        }
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// What is said of it; nothing, if nothing is.
    pub state: Option<State>,
    /// Whether the draft says so without the ledger: of the base model by a stage of it, of
    /// recomputation by how Petaday counts.
    pub is_implied: bool,
    /// What it took, as typed.
    pub typed: String,
    /// What it took.
    pub flop: Option<Flop>,
    /// What else is to be said.
    pub note: String,
    /// What the figure itself says against it, if it does: goes on after “but”.
    pub contradiction: Option<&'static str>,
}

/// What a text says, item by item, and what in it is no item of the ledger.
pub fn lines(draft: &Draft) -> (Vec<Line>, Vec<String>) {
    let text = draft.get(Field::new(0, Key::Scope)).unwrap_or_default();
    let mut ledger: Vec<Line> = Item::ALL
        .into_iter()
        .map(|item| implied(draft, item))
        .collect();
    let mut unknown = Vec::new();
    for entry in entries(text) {
        let mut parts = entry.splitn(4, ':').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        let (slug, state, typed, note) = (part(), part(), part(), part());
        let state = State::ALL.into_iter().find(|s| s.slug() == state);
        match (Item::named(slug), state) {
            (Some(item), Some(state)) => {
                ledger[item as usize] = Line {
                    item,
                    state: Some(state),
                    is_implied: false,
                    typed: typed.into(),
                    flop: read(typed, Dimension::Operations).ok().map(Flop),
                    note: note.into(),
                    contradiction: contradiction(draft, item, state),
                };
            }
            _ => unknown.push(entry.clone()),
        }
    }
    (ledger, unknown)
}

/// The text that says this: what is implied need not be said.
pub fn spell(lines: &[Line]) -> String {
    let said = lines.iter().filter(|line| !line.is_implied);
    let entries = said.filter_map(|line| {
        let mut parts = vec![
            line.item.slug(),
            line.state?.slug(),
            &line.typed,
            &line.note,
        ];
        while parts.last().is_some_and(|part| part.is_empty()) {
            parts.pop();
        }
        Some(parts.join(":").replace(';', ";;"))
    });
    entries.collect::<Vec<_>>().join(";")
}

/// What is no item stays in the text: a later version may know it.
pub fn add_unknown(mut spelled: String, unknown: &[String]) -> String {
    for entry in unknown {
        if !spelled.is_empty() {
            spelled.push(';');
        }
        spelled.push_str(&entry.replace(';', ";;"));
    }
    spelled
}

fn implied(draft: &Draft, item: Item) -> Line {
    let state = match item {
        Item::BaseModel => base(draft),
        // Model FLOP are counted, and not those of the hardware.
        Item::Recomputation => Some(State::Out),
        _ => None,
    };
    Line {
        item,
        state,
        is_implied: state.is_some(),
        typed: String::new(),
        flop: None,
        note: String::new(),
        contradiction: None,
    }
}

/// Two items are known of without the ledger.
fn contradiction(draft: &Draft, item: Item, state: State) -> Option<&'static str> {
    let is_published = |stage| draft.is_filled(Field::new(stage, Key::Compute));
    match (item, state) {
        // A figure from elsewhere may have it, and so may none of ours: HFU is taken as MFU.
        (Item::Recomputation, State::In) => (!draft.stages().into_iter().any(is_published))
            .then_some("the figure’s method does not count it"),
        (Item::BaseModel, state) => match (base(draft), state) {
            (Some(State::In), State::Out | State::None) => {
                Some("a stage of the figure is the base model")
            }
            (Some(State::Out), State::In) => {
                Some("nothing is known of the stage that is the base model")
            }
            (Some(State::Out), State::None) => Some("a stage is the base model"),
            _ => None,
        },
        _ => None,
    }
}

fn base(draft: &Draft) -> Option<State> {
    let roles = draft
        .stages()
        .into_iter()
        .map(|stage| super::role(draft, stage));
    roles.fold(None, |state, role| match role {
        Role::Training => state,
        Role::Base => Some(State::In),
        Role::UnknownBase => Some(state.unwrap_or(State::Out)),
    })
}

/// Parts between single semicolons.
fn entries(text: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != ';' || chars.next_if_eq(&';').is_some() {
            if let Some(entry) = entries.last_mut() {
                entry.push(c);
            }
        } else {
            entries.push(String::new());
        }
    }
    entries.retain(|entry| !entry.trim().is_empty());
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(scope: &str) -> Draft {
        let mut draft = Draft::default();
        draft.set(Field::new(0, Key::Scope), scope);
        draft
    }

    #[test]
    fn what_is_spelled_is_read_again() {
        for text in [
            "synthetic-data:in",
            "failed-runs:out:3e22:Appendix B;evaluation:none",
            "evaluation:out::less than 1%;; see the card: page 3",
            "recomputation:in",
            "",
        ] {
            let (lines, unknown) = lines(&draft(text));
            assert_eq!(unknown, Vec::<String>::new(), "{text}");
            let again = spell(&lines);
            let (same, _) = super::lines(&draft(&again));
            assert_eq!(same, lines, "{text} is spelled {again}");
        }
        let (lines, _) = lines(&draft("failed-runs:out:3e22:a;;b:c"));
        let line = &lines[Item::FailedRuns as usize];
        assert_eq!(
            (line.flop, line.note.as_str()),
            (Some(Flop::point(3e22)), "a;b:c")
        );
    }

    #[test]
    fn what_is_no_item_is_told() {
        let (_, unknown) = lines(&draft("coffee:in;evaluation:maybe;;;evaluation:out"));
        assert_eq!(unknown, ["coffee:in", "evaluation:maybe;"]);
    }

    #[test]
    fn every_slug_leads_back() {
        for (index, item) in Item::ALL.into_iter().enumerate() {
            assert_eq!(Item::named(item.slug()), Some(item));
            assert_eq!(item as usize, index);
        }
    }
}
