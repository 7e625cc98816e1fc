//! The fields that later stages take from the first.

use super::Chosen;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;

/// Fills in the hardware of later stages, where the words say that it is the same.
pub(super) fn share_hardware(passage: &Passage, stages: &mut [Chosen]) {
    let Some((first, later)) = stages.split_first_mut() else {
        return;
    };
    let of_first = |key: Key| first.facts.iter().find(|fact| fact.key == key).cloned();
    // `on the same 8 GPUs`
    let same = (0..passage.doc.tokens.len()).any(|at| {
        let thing = |at: usize| {
            matches!(
                passage.doc.noun(at),
                Some(Noun::Chip | Noun::Node | Noun::Part)
            ) || matches!(
                passage.doc.word(at),
                "hardware" | "setup" | "cluster" | "slice"
            )
        };
        passage.doc.word(at) == "same" && (at + 1..at + 5).any(thing)
    });
    for stage in later {
        let has = |stage: &Chosen, key: Key| stage.facts.iter().any(|fact| fact.key == key);
        let timed = has(stage, Key::Time);
        let by_hours = has(stage, Key::ChipHours);
        if (timed || by_hours) && !has(stage, Key::Hardware) && !has(stage, Key::Peak) {
            stage.facts.extend(of_first(Key::Hardware));
            stage.facts.extend(of_first(Key::Peak));
        }
        if timed && !by_hours && !has(stage, Key::Chips) && same {
            stage.facts.extend(of_first(Key::Chips));
        }
        if (timed || by_hours) && !has(stage, Key::Format) && !has(stage, Key::Peak) {
            stage.facts.extend(of_first(Key::Format));
        }
        let by_tokens = has(stage, Key::Tokens) || has(stage, Key::Steps) && has(stage, Key::Batch);
        if by_tokens
            && !has(stage, Key::Parameters)
            && !has(stage, Key::Forward)
            && !has(stage, Key::MultiplyAdds)
        {
            stage.facts.extend(of_first(Key::Parameters));
        }
    }
}
