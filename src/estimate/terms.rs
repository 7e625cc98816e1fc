//! The headlines that a total is the sum of, and their sums as they were drawn.

use super::{Outcome, Role, StageFigures};
use crate::quantity::sampling::Sample;
use crate::quantity::{Uncertain, sampling};

/// Sums that were drawn, by their terms: each is drawn once.
#[derive(Default)]
pub(super) struct Sums(Vec<(Vec<Uncertain>, Uncertain)>);

impl Sums {
    /// The sum of these values, drawn if it was not drawn before.
    pub(super) fn value(&mut self, values: &[Uncertain]) -> Uncertain {
        if let Some((_, sum)) = self.0.iter().find(|(known, _)| known == values) {
            return *sum;
        }
        let sum = sampling::sum(values);
        self.0.push((values.to_vec(), sum));
        sum
    }

    /// The same with its draws, which are kept. Comes first: draws are not kept of what was drawn before.
    pub(super) fn sample(&mut self, values: &[Uncertain]) -> Sample {
        let sample = Sample::of(values);
        self.0.push((values.to_vec(), sample.value()));
        sample
    }
}

/// The headlines of the stages with such a role; none where one of them has none.
pub(super) fn terms(stages: &[StageFigures], is_in: fn(Role) -> bool) -> Vec<Uncertain> {
    let stages = stages.iter().filter(|stage| is_in(stage.role));
    let terms: Option<Vec<Uncertain>> = stages
        .map(|stage| Some(stage.figures.headline?.0.0))
        .collect();
    terms.unwrap_or_default()
}

impl Outcome {
    /// The headlines of the stages that the total is the sum of; none where there is no total.
    pub fn terms(&self) -> Vec<Uncertain> {
        terms(&self.stages, |role| role != Role::UnknownBase)
    }

    /// Those of the stages that are no base model.
    pub fn terms_without_base(&self) -> Vec<Uncertain> {
        terms(&self.stages, |role| role == Role::Training)
    }

    /// Those of the base model.
    pub fn terms_of_base(&self) -> Vec<Uncertain> {
        terms(&self.stages, |role| role == Role::Base)
    }

    /// The sum of the terms.
    pub fn sample(&self) -> &Sample {
        &self.sample
    }

    /// The sum of the terms without the base model.
    pub fn sample_without_base(&self) -> &Sample {
        self.sample_without_base.as_ref().unwrap_or(&self.sample)
    }

    /// Whether anything is counted here, and not only taken as someone else states it.
    pub fn is_counted(&self) -> bool {
        let mut figures = self.stages.iter().map(|stage| stage.figures);
        figures.any(|known| known.operations.is_some() || known.gpu_time.is_some())
    }

    /// Whether a stage is a base model of which nothing is known: what was trained in all is then more
    /// than any sum here says, nobody can tell by how much.
    pub fn lacks_base(&self) -> bool {
        self.stages
            .iter()
            .any(|stage| stage.role == Role::UnknownBase)
    }
}
