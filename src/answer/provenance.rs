//! Where a value comes from, in words.

use crate::draft::{Draft, Field, Key, Provenance};
use crate::estimate::RECOMMENDED;
use crate::quantity::{Dimension, Uncertain};

/// Says where the value of a field comes from, within a sentence: `recommended for language models by Sevilla
/// et al., not measured`. Returns `None` for a value that was typed.
pub fn provenance(draft: &Draft, field: Field) -> Option<String> {
    let words = match (draft.provenance(field)?, field.key) {
        (Provenance::Recommended, Key::Utilization) => return Some(recommended(draft, field)),
        (Provenance::Recommended, Key::Peak) => {
            "an average over chips, because the chip is not known"
        }
        (Provenance::Recommended, _) => "recommended, not measured",
        (Provenance::Published, _) => "published",
        (Provenance::File, _) => "read from a file",
        (Provenance::Solved, _) => "solved for",
    };
    Some(words.into())
}

/// Returns whether a factor of method 2 was solved for from the operations of method 1, and is not a check on
/// them.
pub(super) fn is_copy(draft: &Draft, stage: u16) -> bool {
    let is_solved =
        |key: &Key| draft.provenance(Field::new(stage, *key)) == Some(Provenance::Solved);
    let factors = [
        Key::Time,
        Key::Chips,
        Key::ChipHours,
        Key::Peak,
        Key::Utilization,
    ];
    !draft.is_filled(Field::new(stage, Key::Goal)) && factors.iter().any(is_solved)
}

fn recommended(draft: &Draft, field: Field) -> String {
    let read = |text: &str| {
        draft
            .rules()
            .read(text, Dimension::Share)
            .map(Uncertain::median)
    };
    let typed = read(draft.get(field).unwrap_or_default());
    let known = RECOMMENDED.iter().find(|known| read(known.share) == typed);
    match known.and_then(|known| known.of.trim_end_matches(')').split_once(" (")) {
        Some((kind, who)) => format!("recommended for {kind} by {who}, not measured"),
        None => "taken from another run, not measured".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Severity, answer};
    use crate::draft::link::decode;

    fn words(link: &str, key: Key) -> Option<String> {
        provenance(&decode(link).draft, Field::new(1, key))
    }

    #[test]
    fn a_recommended_utilization_says_who_recommends_it() {
        let link = "v=1&utilization=0.3&from=utilization:recommended";
        let said = "recommended for language models by Sevilla et al., not measured";
        assert_eq!(words(link, Key::Utilization).as_deref(), Some(said));
        let other = "v=1&utilization=0.46&from=utilization:recommended";
        let said = "taken from another run, not measured";
        assert_eq!(words(other, Key::Utilization).as_deref(), Some(said));
        assert_eq!(words("v=1&utilization=0.3", Key::Utilization), None);
    }

    #[test]
    fn a_solved_factor_is_not_compared_with_what_it_was_solved_from() {
        let link =
            "v=1&parameters=13e9&tokens=2e12&chips=512&peak=1e15&utilization=0.4&time=8.817d";
        let agreement = |link: &str| answer(&decode(link).draft).outcome.total.agreement;
        assert!(agreement(link).is_some());
        let solved = format!("{link}&from=time:solved");
        assert_eq!(agreement(&solved), None);
        assert_eq!(answer(&decode(&solved).draft).outcome.total.combined, None);
        // A typed goal is not an operation of method 1.
        assert!(agreement(&format!("{link}&goal=1e24&from=time:solved")).is_some());
    }

    #[test]
    fn an_item_that_is_not_known_is_a_warning_that_names_it() {
        let draft = decode("v=1&tokens=2T&parameters=7B&from=tokens:guessed,tokens:file").draft;
        let answer = answer(&draft);
        let warned: Vec<_> = answer.problems_of(Field::new(1, Key::From)).collect();
        assert_eq!(warned.len(), 1, "{warned:?}");
        assert_eq!(warned[0].severity, Severity::Warning);
        assert!(warned[0].message.contains("tokens:guessed"));
        let noted: Vec<_> = answer.problems_of(Field::new(1, Key::Tokens)).collect();
        assert_eq!(noted[0].message, "Read from a file.");
    }
}
