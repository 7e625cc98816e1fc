//! One estimate as a small card for other pages, with its figure and basis, as HTML ([`html`]) and
//! as a picture ([`svg`]); charts and comparisons for other pages ([`view`]); and what is pasted there ([`snippet`]).
//!
//! Readers of a card have not made the estimate, so the card also shows its problems.

pub mod comparison;
pub mod html;
mod inclusions;
mod methods;
mod plan;
mod problems;
pub mod snippet;
pub mod svg;
pub mod view;

pub use methods::Line;

use crate::answer::{Answer, Asides, Severity, answer_with, is_plain};
use crate::draft::link::{self, LinkProblem};
use crate::draft::{Draft, Field, Key};
use crate::picture::scale::Scale;
use crate::quantity::{Flop, write};
use crate::words::basis::in_short;
use crate::words::text::clean;

/// The content of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The title of the estimate. May be empty.
    pub title: String,
    /// The headline, and its basis in words.
    pub figure: Option<(Flop, &'static str)>,
    /// The lines of methods and stages.
    pub lines: Vec<Line>,
    /// The agreement of the methods or, for a plan, that it is one.
    pub remark: Option<String>,
    /// The headline among well-known systems and thresholds of laws.
    pub scale: Option<Scale>,
    /// Sentences on what the figure includes and leaves out.
    pub inclusions: Vec<String>,
    /// Sentences on what is wrong or missing.
    pub problems: Vec<String>,
    /// Whether the problems are requests, which `problems::ASKS` introduces.
    pub is_unfinished: bool,
    /// `data of 2026-11`: the edition of the tables that the card is computed with.
    pub edition: String,
}

impl Card {
    /// Makes the card of a link or a fragment, whatever it holds.
    pub fn of_link(fragment: &str) -> Self {
        let opened = link::decode(fragment);
        Self::of(&opened.draft, &opened.problems)
    }

    /// Makes the card of a link that needs no counting of networks and no reading of periods or
    /// names of hardware. Returns `None` for other links: they are rare, and the code for them is
    /// large and in a program of its own.
    pub fn of_plain_link(fragment: &str) -> Option<Self> {
        let opened = link::decode(fragment);
        let card = |asides| Self::with(&opened.draft, &opened.problems, asides);
        is_plain(&opened.draft).then(|| card(Asides::nowhere()))
    }

    /// Makes the card of a draft, and of the damages of its link.
    pub fn of(draft: &Draft, damages: &[LinkProblem]) -> Self {
        Self::with(draft, damages, Asides::here())
    }

    /// Makes the card of a draft that was answered and has a figure.
    pub(crate) fn of_answer(draft: &Draft, answer: &Answer) -> Self {
        Self::made_of(draft, &[], answer, Asides::here())
    }

    fn with(draft: &Draft, damages: &[LinkProblem], asides: Asides<'_>) -> Self {
        Self::made_of(draft, damages, &answer_with(draft, asides), asides)
    }

    fn made_of(
        draft: &Draft,
        damages: &[LinkProblem],
        answer: &Answer,
        asides: Asides<'_>,
    ) -> Self {
        let outcome = &answer.outcome;
        let figure = outcome.total.headline;
        let title = draft.get(Field::new(0, Key::Title)).unwrap_or_default();
        let is_plan = figure.is_none() && plan::is_solved(draft, &answer.problems);
        let remark = outcome.total.agreement.map(|both| both.to_string());
        // A link of a later version opens as nothing. Then nothing is missing and nothing is asked
        // for.
        let is_opened = !draft.is_blank() || damages.iter().all(|damage| damage.key != "v");
        // Missing values matter if there is no figure, doubts if there is one. The field that a
        // plan leaves empty is not missing, because it is solved for.
        let least = match figure {
            None if !is_plan => Severity::Missing,
            _ => Severity::Warning,
        };
        let candidates = answer.problems.iter().chain(&answer.findings);
        let relevant = candidates.filter(|problem| {
            let is_of_agreement = remark.as_ref() == Some(&problem.message);
            let is_in_remark = is_of_agreement && problem.severity == Severity::Warning;
            is_opened && problem.severity >= least && !is_in_remark
        });
        let problems =
            problems::sentences(damages, relevant, remark.as_ref(), outcome.stages.len() > 1);
        let agreement = methods::agreement(draft, answer, &problems);
        let is_missing = is_opened && !problems.is_empty();
        Self {
            title: clean(title),
            figure: figure.map(|(flop, basis)| (flop, in_short(basis))),
            lines: methods::lines(draft, outcome, asides),
            remark: if is_plan {
                Some(plan::PLAN.into())
            } else {
                agreement
            },
            scale: figure.and_then(|(flop, _)| Scale::of(flop)),
            inclusions: inclusions::sentences(draft, outcome),
            problems,
            is_unfinished: figure.is_none() && !is_plan && is_missing,
            edition: format!("data of {}", draft.edition()),
        }
    }

    /// Writes the figure in one line: `8.4 × 10²³ FLOP (9,720 pfs-days)`.
    pub fn in_short(&self) -> String {
        let Some((flop, _)) = self.figure else {
            return "No figure".into();
        };
        let [flop, pfs_days] = [flop.median(), flop.pfs_days().median()].map(write::people);
        format!("{flop} FLOP ({pfs_days} pfs-days)")
    }
}

/// Keeps a power of ten on one line with its factor.
fn join_powers(text: &str) -> String {
    text.replace(" × 10", "\u{a0}×\u{a0}10")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EDITION;

    #[test]
    fn a_pinned_card_keeps_its_figures() {
        let of = |data: &str| {
            Card::of_link(&format!(
                "v=1{data}&chip-hours=1e9&hardware=nvidia-l40&format=bf16&utilization=0.5"
            ))
        };
        let median = |card: &Card| card.figure.map_or(0.0, |(flop, _)| flop.median());
        let is = |card: &Card, peak: f64| {
            let ratio = median(card) / (1e9 * 3600.0 * peak * 0.5);
            (ratio - 1.0).abs() < 1e-12
        };
        let pinned = of("&data=2026-11");
        assert!(is(&pinned, 181e12), "{pinned:?}");
        assert_eq!(pinned.edition, "data of 2026-11");
        let following = of("");
        assert!(is(&following, 181.05e12), "{following:?}");
        assert_eq!(following.edition, format!("data of {EDITION}"));
    }

    #[test]
    fn a_stage_has_the_same_number_everywhere() {
        let card = Card::of_link("v=1&5.parameters=1e9&5.tokens=1e9&12.parameters=1e9");
        assert_eq!(card.lines[0].name, "Stage 5");
        assert_eq!(card.lines[1].name, "Stage 12");
        assert!(card.problems[0].starts_with("Stage 12: "), "{card:?}");
    }
}
