//! A published compute beside ours: how far they are apart, and why, where the row tells.

use super::epoch::{Column, Facts};
use super::experts;
use super::result::Figures;
use crate::quantity::{short_excerpt, write};

/// Figures that differ by more than this factor are listed.
const FACTOR: f64 = 2.0;

/// The greatest ratio of all parameters to the active ones that is offered as a reason.
const MOST_EXPERTS: f64 = 50.0;

/// The fewest parameters of a mixture of experts that is offered as a reason.
const LEAST_PARAMETERS: f64 = 1e9;

/// The most passes over the data that are offered as a reason.
const MOST_PASSES: f64 = 200.0;

/// How near two figures are that were worked out alike.
const ALIKE: f64 = 1.25;

/// Our figure beside a published one.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The published figure, in FLOP.
    pub published: f64,
    /// Ours over it.
    pub ratio: f64,
    /// Why they differ; `None` if they differ by no more than a factor of 2.
    pub reason: Option<String>,
}

impl Comparison {
    /// Compares the figures with the compute in a row of Epoch AI's table, if both are there.
    pub(super) fn of(facts: &Facts, figures: &Figures) -> Option<Self> {
        let published = facts.number(Column::Compute)?;
        let ratio = figures.flop?.median() / published;
        let differs = !is_within(ratio, FACTOR);
        Some(Self {
            published,
            ratio,
            reason: differs.then(|| reason(facts, figures, published)),
        })
    }
}

fn is_within(ratio: f64, factor: f64) -> bool {
    ratio <= factor && ratio >= 1.0 / factor
}

/// Collects what the row says of a difference.
fn reason(facts: &Facts, figures: &Figures, published: f64) -> String {
    let mut reasons = Vec::new();
    let ratio = |own: Option<f64>| own.map(|own| own / published);
    let (operations, gpu_time) = (ratio(figures.operations), ratio(figures.gpu_time));
    let is_alike = |ratio: Option<f64>| ratio.is_some_and(|ratio| is_within(ratio, ALIKE));
    if is_alike(gpu_time) && !is_alike(operations) {
        reasons.push("Epoch AI’s figure is that of GPU time.".into());
    } else if is_alike(operations) && !is_alike(gpu_time) {
        reasons.push("Epoch AI’s figure is that of the operations.".into());
    }
    let base = facts.get(Column::Base);
    if !base.is_empty() {
        reasons.push(format!(
            "It started from {}, whose training may be in one figure and not in the other.",
            short_excerpt(base).trim()
        ));
    }
    match operations {
        Some(ratio) if ratio > FACTOR => reasons.extend(experts_of(facts, ratio)),
        Some(ratio) if ratio < 1.0 / FACTOR && base.is_empty() => {
            reasons.extend(passes_of(facts, ratio));
        }
        _ => {}
    }
    if figures.implied_utilization.is_some_and(|share| share > 1.0) {
        reasons.push("The methods contradict each other: one of the inputs is wrong.".into());
    }
    let method = facts.get(Column::Method);
    if !method.is_empty() {
        reasons.push(format!("Epoch AI’s method: {}.", short_excerpt(method)));
    }
    if facts.get(Column::Confidence) == "Speculative" {
        reasons.push("Epoch AI calls its figure speculative.".into());
    }
    if reasons.is_empty() {
        return "The row does not tell why.".into();
    }
    reasons.join(" ")
}

/// Says which number of active parameters would give the published figure, if ours is larger.
fn experts_of(facts: &Facts, ratio: f64) -> Option<String> {
    let parameters = facts.number(Column::Parameters)?;
    let active = write::digits(parameters / ratio, 2);
    let is_likely = ratio <= MOST_EXPERTS && parameters >= LEAST_PARAMETERS;
    if experts::is_named(facts.get(Column::Model)) {
        return Some(format!(
            "By its name it is a mixture of experts, and the parameters are those of all of them: {active} that are active for a token would give Epoch AI’s figure."
        ));
    }
    is_likely.then(|| {
        format!("If it is a mixture of experts, {active} parameters that are active for a token would give Epoch AI’s figure.")
    })
}

/// Says which number of epochs would give the published figure, if none is given and ours is smaller.
fn passes_of(facts: &Facts, ratio: f64) -> Option<String> {
    let passes = 1.0 / ratio;
    let is_likely = facts.get(Column::Epochs).is_empty() && passes <= MOST_PASSES;
    is_likely.then(|| {
        let passes = write::digits(passes, 2);
        format!("No epochs are given, so one pass is counted: {passes} passes would give Epoch AI’s figure.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Uncertain;

    fn compared(published: &str, own: Figures, facts: &[(Column, &'static str)]) -> Comparison {
        let mut row = Facts::default();
        row.put(Column::Compute, published);
        for (column, text) in facts {
            row.put(*column, text);
        }
        Comparison::of(&row, &own).expect("both figures are there")
    }

    fn counted(flop: f64) -> Figures {
        Figures {
            flop: Some(Uncertain::point(flop)),
            operations: Some(flop),
            ..Figures::default()
        }
    }

    #[test]
    fn a_factor_of_two_is_no_difference() {
        for published in ["1e20", "2e20", "0.5e20", "1.7e20"] {
            assert_eq!(compared(published, counted(1e20), &[]).reason, None);
        }
        let row = Facts::default();
        assert_eq!(Comparison::of(&row, &counted(1e20)), None);
    }

    #[test]
    fn a_difference_has_the_reason_that_the_row_tells() {
        let told = |published, own, facts: &[_]| compared(published, own, facts).reason.unwrap();
        assert!(told("1e21", counted(1e20), &[]).contains("10 passes"));
        let epochs = (Column::Epochs, "1");
        let silent = told("1e21", counted(1e20), &[epochs]);
        assert_eq!(silent, "The row does not tell why.");
        let by_time = Figures {
            gpu_time: Some(1.1e21),
            ..counted(1e20)
        };
        assert!(told("1e21", by_time, &[epochs]).contains("GPU time"));
        let size = (Column::Parameters, "30e9");
        let experts = (Column::Model, "X-30B-A3B");
        let named = told("1e19", counted(1e20), &[experts, size]);
        assert!(named.starts_with("By its name"), "{named}");
        assert!(named.contains("3 × 10⁹ that are active"), "{named}");
        let likely = told("1e19", counted(1e20), &[size]);
        assert!(likely.starts_with("If it is a mixture"), "{likely}");
        let base = (Column::Base, "Y");
        let tuned = told("1e21", counted(1e20), &[base]);
        assert!(
            tuned.contains("started from Y") && !tuned.contains("pass"),
            "{tuned}"
        );
    }
}
