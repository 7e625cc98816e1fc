//! The EU's criterion for modifying a model of others: a third of its compute.

use super::{amount_view, share, standing_of};
use crate::answer::Evaluation;
use crate::catalog::thresholds::{
    MODIFICATION_CITATION, MODIFICATION_LINK, MODIFICATION_OF_OTHERS,
    MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OTHERWISE, MODIFICATION_SAYS, MODIFICATION_SHARE,
};
use crate::estimate::Role;
use crate::quantity::sampling::{Sample, share_above_part};
use crate::quantity::{Flop, write};
use crate::words::threshold::apart;
use maud::{Markup, html};

/// Draws the comparison of the modification with its base model or, without one, how to add it.
pub(super) fn draw(evaluation: &Evaluation) -> Markup {
    let outcome = &evaluation.answer().outcome;
    let has = |role: Role| outcome.stages.iter().any(|stage| stage.role == role);
    let is_unknown = outcome.lacks_base();
    if !is_unknown && !has(Role::Base) {
        return html! {
            p.hint #third {
                "Fine-tuning someone else’s model? Add its base model to check the EU’s one-third rule."
            }
        };
    }
    let modification = outcome.sample_without_base();
    html! {
        section.threshold #third {
            h3 { "EU: a third of the base model" }
            p {
                (MODIFICATION_SAYS) " ("
                a href=(MODIFICATION_LINK) { (MODIFICATION_CITATION) } ")."
            }
            @if outcome.terms_without_base().is_empty() {
                p.problem.missing { "The modification has no figure yet." }
            } @else if is_unknown {
                (draw_substitutes(modification))
            } @else if outcome.terms_of_base().is_empty() {
                p.problem.missing { "The base model’s figure cannot be read yet." }
            } @else {
                (draw_ratio(modification, evaluation.sample_of_base()))
            }
        }
    }
}

/// Draws the answer in one line, if the compute of the base model and of the modification is known.
pub(super) fn verdict(evaluation: &Evaluation) -> Markup {
    let outcome = &evaluation.answer().outcome;
    if outcome.lacks_base()
        || outcome.terms_of_base().is_empty()
        || outcome.terms_without_base().is_empty()
    {
        return html! {};
    }
    let modification = outcome.sample_without_base().value();
    let ratio = modification.over(evaluation.sample_of_base().value());
    let is_above = ratio.median() > MODIFICATION_SHARE;
    html! {
        p #third-verdict {
            "Provider of a modified model under the EU’s one-third rule? "
            strong { @if is_above { "Yes, by this figure" } @else { "No" } }
            ": " (apart(100.0 * ratio.median(), 100.0 * MODIFICATION_SHARE))
            "% of the base model’s compute; the mark is one third."
        }
    }
}

/// Draws the ratio of two sums.
fn draw_ratio(modification: &Sample, base: &Sample) -> Markup {
    let above = share_above_part(modification, MODIFICATION_SHARE, base);
    let (modification, base) = (modification.value(), base.value());
    let ratio = modification.over(base);
    let is_above = ratio.median() > MODIFICATION_SHARE;
    html! {
        dl.facts {
            dt { "Base model" } dd { (amount_view(Flop(base))) }
            dt { "Modification: all other stages" } dd { (amount_view(Flop(modification))) }
            dt { "Modification over base model" }
            dd {
                strong { (apart(100.0 * ratio.median(), 100.0 * MODIFICATION_SHARE)) "%" }
                @if ratio.is_range() {
                    " (90% range " (write::percent(ratio.low())) " to " (write::percent(ratio.high())) ")"
                }
                ", " @if is_above { "above" } @else { "not above" } " a third (33.3%)."
                @if ratio.is_range() {
                    " " (share(above))
                    " of the distribution lies above."
                }
            }
        }
    }
}

/// Draws the thresholds that replace a third of an unknown compute.
fn draw_substitutes(modification: &Sample) -> Markup {
    let cases = [
        (
            "an original with systemic risk",
            MODIFICATION_OF_SYSTEMIC_RISK,
        ),
        ("any other original", MODIFICATION_OF_OTHERS),
    ];
    html! {
        p {
            "The compute of the base model is not filled in. " (MODIFICATION_OTHERWISE)
        }
        ul {
            @for (name, limit) in cases {
                li { "For " (name) ", " (write::people(limit)) " FLOP. " (standing_of(modification, limit)) }
            }
        }
    }
}
