//! A draft with its answer and what is derived from the answer, for panels and reports of one draft.

use super::read::forward_pass;
use super::{Answer, Energy, Width, answer, energy, width};
use crate::draft::Draft;
use crate::quantity::sampling::Sample;
use std::cell::OnceCell;

/// A draft with its answer. Each part is computed when it is first asked for, and kept.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    draft: Draft,
    answer: OnceCell<Answer>,
    energy: OnceCell<Energy>,
    widths: OnceCell<Vec<Width>>,
    base: OnceCell<Sample>,
}

impl Evaluation {
    /// Takes a draft, and computes nothing yet.
    pub fn of(draft: Draft) -> Self {
        Self {
            draft,
            ..Self::default()
        }
    }

    /// Returns the draft.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Returns the answer, with the factors that were solved for.
    pub fn answer(&self) -> &Answer {
        self.answer.get_or_init(|| answer(&self.draft))
    }

    /// Returns the first stage that says what a forward pass takes, and its FLOP. The stage may have no data yet.
    pub fn forward(&self) -> Option<(u16, f64)> {
        let mut stages = self.draft.stages().into_iter();
        stages.find_map(|stage| Some((stage, forward_pass(&self.draft, stage)?.median())))
    }

    /// Returns energy, emissions and cost.
    pub fn energy(&self) -> &Energy {
        let compute = || energy(&self.draft, self.answer());
        self.energy.get_or_init(compute)
    }

    /// Returns the fields that the headline’s width comes from.
    pub fn widths(&self) -> &[Width] {
        let compute = || width(&self.draft, self.answer());
        self.widths.get_or_init(compute)
    }

    /// Returns the sum of the base models.
    pub fn sample_of_base(&self) -> &Sample {
        let compute = || self.answer().outcome.sample_of_base();
        self.base.get_or_init(compute)
    }
}
