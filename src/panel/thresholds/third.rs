//! The EU's criterion for modifying a model of others: a third of its compute.

use super::{amount_view, share, standing_of};
use crate::answer::Evaluation;
use crate::catalog::thresholds::{
    MODIFICATION_CITATION, MODIFICATION_LINK, MODIFICATION_OF_OTHERS,
    MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OTHERWISE, MODIFICATION_SAYS, MODIFICATION_SHARE,
};
use crate::estimate::Role;
use crate::panel::kinds::add_base;
use crate::panel::piece::{Element, Piece, pieces};
use crate::panel::press::Look;
use crate::quantity::sampling::{Sample, share_above_part};
use crate::quantity::{Flop, write};
use crate::words::threshold::apart;
use maud::{Markup, html};

/// Draws the comparison of the modification with its base model or, without one, how to add it.
pub(super) fn draw(evaluation: &Evaluation) -> Vec<Piece> {
    let outcome = &evaluation.answer().outcome;
    let has = |role: Role| outcome.stages.iter().any(|stage| stage.role == role);
    let is_unknown = outcome.lacks_base();
    if !is_unknown && !has(Role::Base) {
        let add = add_base().button(Look::of("link"), html! { "Add its base model" });
        let hint = Element::of_class("p", "hint").id("third");
        return pieces![hint.holding(pieces![
            "Fine-tuning someone else’s model? ",
            add,
            " to check the EU’s one-third rule."
        ])];
    }
    let modification = outcome.sample_without_base();
    pieces![html! {
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
    }]
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
            ": " (percent(ratio.median()))
            " of the base model’s compute; the mark is one third."
        }
    }
}

/// Writes a share with enough digits to tell it from a third.
fn percent(share: f64) -> String {
    let (short, third) = (write::percent(share), write::percent(MODIFICATION_SHARE));
    match short == third {
        true => apart(100.0 * share, 100.0 * MODIFICATION_SHARE) + "%",
        false => short,
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
                strong { (percent(ratio.median())) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::panel::piece::{html_of, presses};
    use crate::panel::{Action, Press};

    fn of(link: &str) -> Evaluation {
        Evaluation::of(decode(&format!("v=1&{link}")).draft)
    }

    #[test]
    fn the_base_model_that_the_rule_needs_is_added_at_a_press() {
        let pieces = draw(&of("stage=LoRA&parameters=8.03B&tokens=50M&trainable=0.01"));
        let html = html_of(&pieces);
        assert!(
            html.contains("Fine-tuning someone else’s model? <button"),
            "{html}"
        );
        let [Action::Press(Press::AddStages(added))] = &presses(&pieces)[..] else {
            panic!("{html}");
        };
        assert_eq!(added.link, "v=1&stage=Base_model&role=base");
        let with_base = of("parameters=8e9&tokens=1e9&2.stage=Base_model&2.role=base");
        assert!(presses(&draw(&with_base)).is_empty());
    }

    #[test]
    fn a_small_share_is_written_in_one_form() {
        let lora = "uncertainty=typical&parameters=8.03B&tokens=50M&trainable=0.1%&2.role=base&2.parameters=8.03B&2.tokens=15T";
        let html = html_of(&draw(&of(lora))) + &verdict(&of(lora)).into_string();
        assert!(html.contains("0.000222%"), "{html}");
        assert!(!html.contains("× 10⁻"), "{html}");
        assert_eq!(percent(1.0 / 3.0 + 1e-6), "33.3334%");
    }
}
