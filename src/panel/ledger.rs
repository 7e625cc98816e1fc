//! The ledger as it is after what was done in it: more may be typed before the page has it and asks for
//! a drawing.

use super::{Act, Change, scope};
use crate::draft::{Draft, Field, Key};

/// The draft whose ledger is shown.
#[derive(Default)]
pub struct Ledger {
    draft: Draft,
    /// Its texts that a drawing may still come of.
    before: Vec<String>,
}

impl Ledger {
    /// A drawing is of this draft: unless its ledger is one that is only late, it holds from now on.
    pub fn see(&mut self, draft: Draft) {
        let scope = Field::new(0, Key::Scope);
        let text = draft.get(scope).unwrap_or_default();
        let newest = self.draft.get(scope).unwrap_or_default().to_owned();
        let is_late = text != newest && self.before.iter().any(|before| before == text);
        self.draft = draft;
        if is_late {
            self.draft.set(scope, newest);
        } else {
            self.before.clear();
        }
    }

    /// What follows from what was done.
    pub fn act(&mut self, act: &Act) -> Change {
        let change = scope::act(&self.draft, act);
        for (key, text) in &change.fields {
            let field = Field::new(0, *key);
            let before = self.draft.get(field).unwrap_or_default().to_owned();
            self.before.push(before);
            self.draft.set(field, text.as_str());
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::scope::Item;
    use crate::draft::link::decode;

    fn draft(scope: &str) -> Draft {
        decode(&format!("v=1&scope={scope}")).draft
    }

    fn note(ledger: &mut Ledger, item: Item, value: &str) -> String {
        let change = ledger.act(&Act {
            what: "scope-note".into(),
            row: item as usize,
            value: value.into(),
        });
        change.fields[0].1.clone()
    }

    #[test]
    fn a_drawing_that_is_late_takes_nothing_back() {
        let mut ledger = Ledger::default();
        ledger.see(draft("evaluation:out;failed-runs:out"));
        let first = note(&mut ledger, Item::Evaluation, "a");
        note(&mut ledger, Item::Evaluation, "ab");
        // Of the text between the two.
        ledger.see(draft(&first));
        let both = note(&mut ledger, Item::FailedRuns, "c");
        assert_eq!(both, "failed-runs:out::c;evaluation:out::ab");
    }

    #[test]
    fn another_estimate_has_its_own_ledger() {
        let mut ledger = Ledger::default();
        ledger.see(draft("evaluation:out"));
        note(&mut ledger, Item::Evaluation, "a");
        ledger.see(draft("evaluation:in"));
        assert_eq!(note(&mut ledger, Item::Evaluation, "b"), "evaluation:in::b");
        // What is back where it was before is no longer late.
        ledger.see(draft("evaluation:out"));
        assert_eq!(
            note(&mut ledger, Item::Evaluation, "c"),
            "evaluation:out::c"
        );
    }
}
