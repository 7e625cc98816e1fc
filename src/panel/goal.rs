//! The factor of method 2 that was left empty, solved for a goal.

use super::field::field;
use super::press::{Look, Press};
use crate::answer::{Severity, Solution, SolvedFactor, answer};
use crate::draft::{Draft, Field, Key};
use maud::{Markup, html};

/// Draws the solution for a stage's goal, and a button that fills it in.
pub fn draw(draft: &Draft, stage: u16) -> Markup {
    let answer = answer(draft);
    let asks = answer
        .problems_of(Field::new(stage, Key::Goal))
        .find(|problem| problem.severity == Severity::Missing);
    let solution = answer.solved.iter().find(|solved| solved.stage == stage);
    html! {
        (field(draft, &answer.problems, stage, Key::Goal))
        @if let Some(solution) = solution {
            p #goal-answer { (solution.sentence) }
            @if let Some(found) = solution.found.as_ref().filter(|found| is_offered(solution, found)) {
                (fill_in(found))
            }
            @if is_copy(solution) {
                p.hint { "Used as the utilization, this would make method 2 a copy of method 1, and no check on it." }
            }
        } @else if let Some(problem) = asks {
            p.problem.missing #goal-answer { (problem.message) }
        } @else {
            p.hint #goal-answer {
                "Leave one of time, chips, peak and utilization empty and fill in the others: the empty one is solved for."
            }
        }
    }
}

/// A button that puts the solution into its field.
fn fill_in(found: &SolvedFactor) -> Markup {
    let caption = html! {
        "Use " strong { (found.text) } " as " (found.solved.factor().name())
    };
    Press::Fill(found.field.key, found.text.clone()).button(Look::of("button"), &caption)
}

fn is_offered(solution: &Solution, found: &SolvedFactor) -> bool {
    !found.text.is_empty() && !is_copy(solution)
}

/// Returns whether the solution is a utilization derived from the operations of method 1.
fn is_copy(solution: &Solution) -> bool {
    let is_share = |found: &SolvedFactor| found.field.key == Key::Utilization;
    !solution.is_typed && solution.found.as_ref().is_some_and(is_share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn html_of(link: &str) -> String {
        draw(&decode(&format!("v=1&{link}")).draft, 1).into_string()
    }

    #[test]
    fn the_empty_factor_is_offered() {
        let html =
            html_of("chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24");
        assert!(html.contains("28.6 d"), "{html}");
        assert!(
            html.contains("data-key=\"time\" value=\"28.56 d\""),
            "{html}"
        );
        let html = html_of("goal=1e24&chips=1024");
        assert!(html.contains("Only one can be solved for"), "{html}");
        assert!(!html.contains("<button"), "{html}");
        assert!(html_of("").contains("Leave one of"));
    }

    #[test]
    fn a_utilization_derived_from_method_1_is_not_offered() {
        let html = html_of("parameters=70e9&tokens=2e12&chip-hours=1720320&peak=312e12");
        assert!(html.contains("43.5%"), "{html}");
        assert!(!html.contains("<button"), "{html}");
        assert!(html.contains("a copy of method 1"), "{html}");
    }
}
