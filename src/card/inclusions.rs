//! The sentences of a card on what the figure includes.

use crate::answer::scope::{self, LedgerState};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Outcome;

/// Returns sentences on the conventions, the ledger, and a missing base model.
pub(super) fn sentences(draft: &Draft, outcome: &Outcome) -> Vec<String> {
    let mut sentences = Vec::new();
    let figures = || outcome.stages.iter().map(|stage| stage.figures);
    if figures().any(|figures| figures.operations.is_some() || figures.gpu_time.is_some()) {
        sentences.push("Counts forward and backward passes as given; a multiply-add is 2 FLOP; every number format counts alike; no recomputation.".into());
    }
    let ledger = draft.is_filled(Field::new(0, Key::Scope));
    let (lines, _) = scope::lines(draft);
    // Implied lines are left out, because other lines of the card have them.
    let lines = lines.iter().filter(|line| ledger && !line.is_implied);
    for (state, begins) in [
        (LedgerState::In, "Included"),
        (LedgerState::Out, "Left out"),
    ] {
        let of_state = lines.clone().filter(|line| line.state == Some(state));
        let names: Vec<&str> = of_state.map(|line| line.item.name()).collect();
        if !names.is_empty() {
            sentences.push(format!("{begins}: {}.", names.join("; ")));
        }
    }
    if outcome.lacks_base() {
        sentences.push("The base model, whose compute is not known, is not in the figure.".into());
    }
    sentences
}

#[cfg(test)]
mod tests {
    use crate::card::Card;

    fn sentences_of(link: &str) -> Vec<String> {
        Card::of_link(&format!("v=1&{link}")).inclusions
    }

    #[test]
    fn counted_figures_list_their_conventions() {
        assert!(
            sentences_of("parameters=1e9&tokens=1e9")[0].starts_with("Counts forward and backward")
        );
        assert!(sentences_of("compute=3.8e25").is_empty());
    }

    #[test]
    fn the_ledger_and_a_missing_base_are_listed() {
        let sentences = sentences_of(
            "scope=evaluation:out;reward-models:in:1e20&parameters=1e9&tokens=1e9&2.role=base",
        );
        assert_eq!(
            sentences[1..],
            [
                "Included: Reward, value and other auxiliary models.",
                "Left out: Evaluation and red-teaming.",
                "The base model, whose compute is not known, is not in the figure.",
            ]
        );
    }
}
