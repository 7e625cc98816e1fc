//! What a headline is the sum of, for those who ask for more of its distribution than a range.

use super::{Outcome, Role};
use crate::quantity::Uncertain;

impl Outcome {
    /// The headlines of the stages that the total is the sum of; none where there is no total.
    pub fn terms(&self) -> Vec<Uncertain> {
        self.terms_of(|role| role != Role::UnknownBase)
    }

    /// Those of the stages that are no base model.
    pub fn terms_without_base(&self) -> Vec<Uncertain> {
        self.terms_of(|role| role == Role::Training)
    }

    /// Those of the base model.
    pub fn terms_of_base(&self) -> Vec<Uncertain> {
        self.terms_of(|role| role == Role::Base)
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

    fn terms_of(&self, is_in: fn(Role) -> bool) -> Vec<Uncertain> {
        let stages = self.stages.iter().filter(|stage| is_in(stage.role));
        let terms: Option<Vec<Uncertain>> = stages
            .map(|stage| Some(stage.figures.headline?.0.0))
            .collect();
        terms.unwrap_or_default()
    }
}
