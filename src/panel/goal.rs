//! The factor of method 2 that was left empty, solved for a goal.

use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press};
use crate::answer::{Evaluation, Problem, Severity, Solution, SolvedFactor};
use crate::draft::{Field, Key, Provenance};
use maud::html;

/// Draws the solution for a stage's goal, and a button that fills it in.
pub fn draw(evaluation: &Evaluation, stage: u16) -> Vec<Piece> {
    let answer = evaluation.answer();
    let asks = answer
        .problems_of(Field::new(stage, Key::Goal))
        .find(|problem| problem.severity == Severity::Missing);
    let solution = answer.solved.iter().find(|solved| solved.stage == stage);
    if let Some(solution) = solution {
        let found = solution.found.as_ref();
        return pieces![
            html! { p #goal-answer { (solution.sentence) } },
            found
                .filter(|found| is_offered(solution, found))
                .map(fill_in),
            html! {
                @if is_copy(solution) {
                    p.hint { "Used as the utilization, this would make method 2 a copy of method 1, which then checks nothing." }
                }
            }
        ];
    }
    pieces![html! {
        @if let Some(problem) = asks {
            p.problem.missing #goal-answer { (problem.message) }
        } @else {
            p.hint #goal-answer {
                "Leave one of time, chips, peak and utilization empty and fill in the others: the empty one is solved for."
            }
        }
    }]
}

/// Returns the problems of goals that solving finds, such as more than one empty factor.
pub fn problems(evaluation: &Evaluation) -> Vec<Problem> {
    let mut problems = evaluation.answer().problems.clone();
    problems.retain(|p| p.field.key == Key::Goal && p.severity == Severity::Missing);
    problems
}

/// Draws a button that puts the solution into its field.
fn fill_in(found: &SolvedFactor) -> Box<Element> {
    let caption = html! {
        "Use " strong { (found.text) } " as " (found.solved.factor().name())
    };
    Press::Fill(
        found.field.key,
        found.text.clone(),
        Some(Provenance::Solved),
    )
    .button(Look::of("button"), caption)
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
    use crate::dom::{Page, Role, parse};
    use crate::draft::link::decode;
    use crate::panel::Action;
    use crate::panel::piece::{self, presses};

    fn drawn(link: &str) -> Vec<Piece> {
        let evaluation = Evaluation::of(decode(&format!("v=1&{link}")).draft);
        draw(&evaluation, 1)
    }

    fn page(link: &str) -> Page {
        parse(&piece::html_of(&drawn(link)))
    }

    #[test]
    fn the_empty_factor_is_offered() {
        let solved = "chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24";
        let panel = page(solved);
        panel.expect("28.6 d");
        let fill = Press::Fill(Key::Time, "28.56 d".into(), Some(Provenance::Solved));
        assert_eq!(presses(&drawn(solved)), [Action::Press(fill)]);
        let panel = page("goal=1e24&chips=1024");
        panel.expect("Only one can be solved for");
        assert!(panel.all(Role::Button).is_empty());
        page("").expect("Leave one of");
    }

    /// The answer of the page solves for nothing, so these come from the panel.
    #[test]
    fn a_goal_that_asks_for_more_is_a_problem_of_its_field() {
        let problems = |link: &str| {
            let draft = decode(&format!("v=1&{link}")).draft;
            problems(&Evaluation::of(draft))
        };
        let asks = problems("2.goal=1e24&2.chips=1024");
        assert_eq!(asks.len(), 1, "{asks:?}");
        assert_eq!(asks[0].field, Field::new(2, Key::Goal));
        assert!(asks[0].message.contains("Only one can be solved for"));
        let solved = "chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24";
        assert_eq!(problems(solved), []);
        // The page finds this one by itself.
        assert_eq!(problems("chips=1024&goal=1e"), []);
    }

    #[test]
    fn a_utilization_derived_from_method_1_is_not_offered() {
        let panel = page("parameters=70e9&tokens=2e12&chip-hours=1720320&peak=312e12");
        panel.expect("43.5%");
        assert!(panel.all(Role::Button).is_empty());
        panel.expect("a copy of method 1");
    }
}
