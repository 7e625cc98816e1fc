//! The ledger in the key `scope`: the items that the figure counts, and those that it leaves out.
//!
//! `synthetic-data:in;failed-runs:out:3e22:Appendix B`: items of the list in [`LedgerItem::ALL`], each with
//! its [`LedgerState`], and after it, if wanted, its compute and a note. A `;` within a note is doubled.
//! Nothing is computed from the ledger: compute that is counted is a stage.

use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::quantity::{Dimension, Flop, read};
use crate::variants::enum_with_all;

enum_with_all! {
    /// An item that a figure may or may not include, after the Commission's guidelines on
    /// general-purpose AI models, C(2025) 7719, annex A.1, points 119 to 122.
    ///
    /// The order is that of the ledger.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LedgerItem {
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

impl LedgerItem {
    /// Returns the spelling in a link.
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

    /// Returns the name for a visitor.
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

    /// Returns the point of the guidelines that describes the item.
    pub const fn point(self) -> u8 {
        match self {
            Self::SyntheticData => 120,
            Self::BaseModel | Self::MergedModels => 121,
            _ => 122,
        }
    }

    /// Returns whether the guidelines count the item; others may be left out.
    pub const fn is_required(self) -> bool {
        self.point() < 122
    }

    /// Returns the item of that slug.
    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.slug() == slug)
    }
}

enum_with_all! {
    /// Whether an item is in the figure.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum LedgerState {
        /// The item is in the figure.
        In,
        /// The item is left out of the figure.
        Out,
        /// There was nothing of the kind.
        None,
    }
}

impl LedgerState {
    /// Returns the spelling in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::None => "none",
        }
    }

    /// Returns the name for a visitor.
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
pub struct LedgerLine {
    /// The item.
    pub item: LedgerItem,
    /// Its state; none if the ledger does not say.
    pub state: Option<LedgerState>,
    /// Whether the draft implies it without the ledger: a base model by a stage of that role,
    /// recomputation by the way Petaday counts.
    pub is_implied: bool,
    /// Its compute as typed.
    pub typed: String,
    /// Its compute.
    pub flop: Option<Flop>,
    /// The note.
    pub note: String,
    /// How the figure itself contradicts the line, if it does. The text continues after “but”.
    pub contradiction: Option<&'static str>,
}

/// Reads the ledger. Returns its lines, one for each item, and the entries that are not items.
pub fn lines(draft: &Draft) -> (Vec<LedgerLine>, Vec<String>) {
    let text = draft.get(Field::new(0, Key::Scope)).unwrap_or_default();
    let mut ledger: Vec<LedgerLine> = LedgerItem::ALL
        .into_iter()
        .map(|item| implied(draft, item))
        .collect();
    let mut unknown = Vec::new();
    for entry in entries(text) {
        let mut parts = entry.splitn(4, ':').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        let (slug, state, typed, note) = (part(), part(), part(), part());
        let state = LedgerState::ALL.into_iter().find(|s| s.slug() == state);
        match (LedgerItem::named(slug), state) {
            (Some(item), Some(state)) => {
                ledger[item as usize] = LedgerLine {
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

/// Spells the ledger. Lines that the draft implies are left out.
pub fn spell(lines: &[LedgerLine]) -> String {
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

/// Adds the entries that are not items: a later version may know them.
pub fn add_unknown(mut spelled: String, unknown: &[String]) -> String {
    for entry in unknown {
        if !spelled.is_empty() {
            spelled.push(';');
        }
        spelled.push_str(&entry.replace(';', ";;"));
    }
    spelled
}

fn implied(draft: &Draft, item: LedgerItem) -> LedgerLine {
    let state = match item {
        LedgerItem::BaseModel => base(draft),
        // Model FLOP are counted, not those of the hardware.
        LedgerItem::Recomputation => Some(LedgerState::Out),
        _ => None,
    };
    LedgerLine {
        item,
        state,
        is_implied: state.is_some(),
        typed: String::new(),
        flop: None,
        note: String::new(),
        contradiction: None,
    }
}

/// Returns how the draft contradicts a line: two items are known without the ledger.
fn contradiction(draft: &Draft, item: LedgerItem, state: LedgerState) -> Option<&'static str> {
    let is_published = |stage| draft.is_filled(Field::new(stage, Key::Compute));
    match (item, state) {
        // A figure from elsewhere may include it. Ours never do: HFU is converted to MFU.
        (LedgerItem::Recomputation, LedgerState::In) => {
            (!draft.stages().into_iter().any(is_published))
                .then_some("the figure’s method does not count it")
        }
        (LedgerItem::BaseModel, state) => match (base(draft), state) {
            (Some(LedgerState::In), LedgerState::Out | LedgerState::None) => {
                Some("a stage of the figure is the base model")
            }
            (Some(LedgerState::Out), LedgerState::In) => {
                Some("the compute of the base-model stage is not known")
            }
            (Some(LedgerState::Out), LedgerState::None) => Some("a stage is the base model"),
            _ => None,
        },
        _ => None,
    }
}

fn base(draft: &Draft) -> Option<LedgerState> {
    let roles = draft
        .stages()
        .into_iter()
        .map(|stage| super::role(draft, stage));
    roles.fold(None, |state, role| match role {
        Role::Training => state,
        Role::Base => Some(LedgerState::In),
        Role::UnknownBase => Some(state.unwrap_or(LedgerState::Out)),
    })
}

/// Splits the text at single semicolons.
pub(super) fn entries(text: &str) -> Vec<String> {
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
        let line = &lines[LedgerItem::FailedRuns as usize];
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
        for (index, item) in LedgerItem::ALL.into_iter().enumerate() {
            assert_eq!(LedgerItem::named(item.slug()), Some(item));
            assert_eq!(item as usize, index);
        }
    }
}
