//! A link with a goal and one empty field that the page solves for.

use crate::answer::{Problem, Severity};
use crate::draft::{Draft, Field, Key};

/// The remark on a link with a goal and one empty field to solve for. Solving it here would make
/// the program of cards, which other pages load, larger than it may be.
pub(super) const PLAN: &str =
    "This link plans a run for a goal: open it in Petaday to see what the run takes.";

/// Returns whether exactly one field of a stage is empty, and the page solves for it.
pub(super) fn is_solved(draft: &Draft, problems: &[Problem]) -> bool {
    let mut obstacles = problems.iter().filter(|p| p.severity.is_in_the_way());
    let (Some(only), None) = (obstacles.next(), obstacles.next()) else {
        return false;
    };
    let is_filled = |key| draft.is_filled(Field::new(only.field.stage, key));
    let is_alone = match only.field.key {
        // With time and chips both empty, the message asks for either.
        Key::Time => is_filled(Key::Chips),
        Key::Chips => is_filled(Key::Time),
        key => matches!(
            key,
            Key::ChipHours | Key::Hardware | Key::Peak | Key::Utilization
        ),
    };
    only.severity == Severity::Missing && is_alone && is_filled(Key::Goal)
}

#[cfg(test)]
mod tests {
    use super::PLAN;
    use crate::card::Card;
    use crate::draft::link;

    #[test]
    fn a_plan_is_not_called_unfinished() {
        let goal = "v=1&chips=1024&hardware=nvidia-h100-sxm&format=bf16&goal=1e24";
        let card = Card::of_link(&format!("{goal}&utilization=0.4"));
        assert_eq!(card.remark.as_deref(), Some(PLAN));
        assert!(card.figure.is_none() && card.problems.is_empty() && !card.is_unfinished);
        // These links solve for nothing: two fields are empty, a method is begun, the goal is no
        // number, another stage lacks something, or nothing is known of the hardware.
        for link in [
            goal,
            "v=1&parameters=70e9&chips=1024&goal=1e24",
            "v=1&chips=1024&peak=989e12&utilization=0.4&goal=banana",
            "v=1&chips=1024&peak=989e12&utilization=0.4&goal=1e24&2.parameters=7e9",
            "v=1&goal=1e24",
        ] {
            let card = Card::of_link(link);
            assert!(card.is_unfinished && card.remark.is_none(), "{card:?}");
        }
    }

    /// A card recognizes a plan by its missing field. This test asks the solver itself.
    #[test]
    fn every_plan_can_be_solved() {
        let factors = [
            "time=30d",
            "chips=1024",
            "chip-hours=1e6",
            "hardware=nvidia-h100-sxm",
            "format=bf16",
            "peak=989e12",
            "utilization=0.4",
            "parameters=7e9",
        ];
        for chosen in 0..1 << factors.len() {
            let mut link = String::from("v=1&goal=1e24");
            for (index, factor) in factors.iter().enumerate() {
                if chosen & (1 << index) != 0 {
                    link += "&";
                    link += factor;
                }
            }
            let draft = link::decode(&link).draft;
            let card = Card::of(&draft, &[]);
            let is_plan = card.remark.as_deref() == Some(PLAN);
            let is_found = crate::answer::answer(&draft)
                .reachable_solutions()
                .next()
                .is_some();
            // If the other method is begun, its missing field is asked for.
            let is_begun = link.contains("parameters");
            assert_eq!(is_plan, is_found && !is_begun, "{link}");
        }
    }
}
