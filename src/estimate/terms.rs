//! The terms that a total is the sum of, and their sums as they were drawn.

use super::{Basis, Figures, Headline, Outcome, Role, StageFigures};
use crate::quantity::sampling::{self, Group, Sample};
use crate::quantity::{ChipHours, Flop, Ratio, Uncertain};

/// A term of a sum, such as the headline of a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    /// The term itself.
    value: Uncertain,
    /// The term without the error that it shares with others.
    pub(super) bare: Uncertain,
    /// The error of the method, as a factor.
    pub(super) error: Option<Uncertain>,
}

impl Term {
    /// Makes a term that shares no error.
    pub(super) const fn own(value: Uncertain) -> Self {
        Self {
            value,
            bare: value,
            error: None,
        }
    }

    /// Makes a term of a method, with the error that is shared, if any.
    pub(super) fn of(flop: Flop, bare: Flop, error: Option<Ratio>) -> Self {
        match error {
            Some(error) => Self {
                value: flop.0,
                bare: bare.0,
                error: Some(error.0),
            },
            None => Self::own(flop.0),
        }
    }
}

/// The terms of a sum.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Terms(pub(super) Vec<Term>);

impl Terms {
    /// Collects the terms; none if one of them is unknown.
    pub(super) fn of(terms: impl Iterator<Item = Option<Term>>) -> Option<Self> {
        terms.collect::<Option<_>>().map(Self)
    }

    /// Returns the values, each with its error.
    pub(super) fn values(&self) -> Vec<Uncertain> {
        self.0.iter().map(|term| term.value).collect()
    }

    /// Groups the terms by the error that they share. Returns `None` if no two of them share one.
    pub(super) fn groups(&self) -> Option<Vec<Group>> {
        let mut groups: Vec<(Option<Uncertain>, Group)> = Vec::new();
        for term in &self.0 {
            let known = groups.iter_mut().find(|(error, _)| *error == term.error);
            match known {
                Some((_, group)) => group.values.push(term.bare),
                None => {
                    let mut group = Group::independent(vec![term.bare]);
                    if let Some(error) = term.error {
                        group.factor = error;
                    }
                    groups.push((term.error, group));
                }
            }
        }
        let is_shared =
            |(error, group): &(Option<Uncertain>, Group)| error.is_some() && group.values.len() > 1;
        let shares = groups.iter().any(is_shared);
        shares.then(|| groups.into_iter().map(|(_, group)| group).collect())
    }

    /// Draws the sum.
    fn sample(&self) -> Sample {
        match self.groups() {
            Some(groups) => Sample::of_groups(&groups),
            None => Sample::of(&self.values()),
        }
    }
}

/// Sums that were drawn, by their terms: each is drawn once.
#[derive(Default)]
pub(super) struct Sums(Vec<(Terms, Uncertain)>);

impl Sums {
    /// Returns the sum of these terms, drawn if it was not drawn before.
    pub(super) fn value(&mut self, terms: &Terms) -> Uncertain {
        if let Some((_, sum)) = self.0.iter().find(|(known, _)| known == terms) {
            return *sum;
        }
        let sum = terms.sample().value();
        self.0.push((terms.clone(), sum));
        sum
    }

    /// The same with its draws, which are kept. Comes first: draws are not kept of what was drawn before.
    pub(super) fn sample(&mut self, terms: &Terms) -> Sample {
        let sample = terms.sample();
        self.0.push((terms.clone(), sample.value()));
        sample
    }
}

/// Returns the headlines of the stages with such a role; none if one of them has none.
pub(super) fn headlines(stages: &[StageFigures], is_in: fn(Role) -> bool) -> Terms {
    let stages = stages.iter().filter(|stage| is_in(stage.role));
    Terms::of(stages.map(|stage| stage.figures.headline_term())).unwrap_or_default()
}

impl Figures {
    /// Returns whether both methods are filled in, and neither was worked out from the other, so that either may give
    /// the headline.
    pub fn may_choose(&self) -> bool {
        let is_given = matches!(self.headline, Some((_, Basis::Given)));
        self.combined.is_some() && !is_given
    }

    /// Returns the term of a sum if this method is asked for, as [`super::evaluate`] chooses it. Both methods combined stay
    /// as they are.
    fn term_preferring(&self, method: Headline) -> Option<Term> {
        let is_given = matches!(self.headline, Some((_, Basis::Given)));
        let (operations, gpu_time) = (self.operations_term(), self.gpu_time_term());
        match method {
            Headline::Operations if !is_given => operations.or(gpu_time),
            Headline::GpuTime if !is_given => gpu_time.or(operations),
            _ => self.headline_term(),
        }
    }
}

impl Outcome {
    /// Returns the headlines of the stages that the total is the sum of, with the errors that they share.
    pub(super) fn headline_terms(&self) -> Terms {
        headlines(&self.stages, |role| role != Role::UnknownBase)
    }

    /// Returns the headlines of the stages that the total is the sum of; none where there is no total.
    pub fn terms(&self) -> Vec<Uncertain> {
        self.headline_terms().values()
    }

    /// Returns the stages that the total is the sum of.
    pub fn stages_in_total(&self) -> impl Iterator<Item = &StageFigures> {
        let stages = self.stages.iter();
        stages.filter(|stage| stage.role != Role::UnknownBase)
    }

    /// Adds up the chip-hours of the stages that have them. Returns `None` if none has.
    pub fn known_chip_hours(&self) -> Option<ChipHours> {
        let known = self.stages_in_total();
        let known = known.filter_map(|stage| Some(stage.figures.chip_hours?.0));
        let sum = sampling::sum(&known.collect::<Vec<_>>());
        sum.is_positive_and_finite().then_some(ChipHours(sum))
    }

    /// Returns the figures of the first stage that has both methods, where the stages have a total.
    pub fn choosing(&self) -> Option<&Figures> {
        self.total.headline?;
        let first = self
            .stages_in_total()
            .find(|stage| stage.figures.may_choose())?;
        Some(&first.figures)
    }

    /// Returns the total if each stage takes this method where it has both. Returns `None` where no stage has both,
    /// or a stage has no figure.
    pub fn total_preferring(&self, method: Headline) -> Option<Flop> {
        self.choosing()?;
        let stages = self.stages_in_total();
        let terms = Terms::of(stages.map(|stage| stage.figures.term_preferring(method)))?;
        // The draws of the headline are kept already.
        let sum = match terms == self.headline_terms() {
            true => self.total.headline?.0.0,
            false => terms.sample().value(),
        };
        let flop = Flop(sum);
        flop.0.is_positive_and_finite().then_some(flop)
    }

    /// Those of the stages that are not base models.
    pub fn terms_without_base(&self) -> Vec<Uncertain> {
        headlines(&self.stages, |role| role == Role::Training).values()
    }

    /// Those of the base model.
    pub fn terms_of_base(&self) -> Vec<Uncertain> {
        self.base_terms().values()
    }

    /// Draws the sum of the base models.
    pub fn sample_of_base(&self) -> Sample {
        self.base_terms().sample()
    }

    fn base_terms(&self) -> Terms {
        headlines(&self.stages, |role| role == Role::Base)
    }

    /// Returns whether stages share the error of their method.
    pub fn shares_errors(&self) -> bool {
        self.headline_terms().groups().is_some()
    }

    /// Returns the sum of the terms.
    pub fn sample(&self) -> &Sample {
        &self.sample
    }

    /// Returns the sum of the terms without the base model.
    pub fn sample_without_base(&self) -> &Sample {
        self.sample_without_base.as_ref().unwrap_or(&self.sample)
    }

    /// Returns whether anything is counted here, and not only taken as someone else states it.
    pub fn is_counted(&self) -> bool {
        let mut figures = self.stages.iter().map(|stage| stage.figures);
        figures.any(|known| known.operations.is_some() || known.gpu_time.is_some())
    }

    /// Returns whether a stage is a base model of which nothing is known: what was trained in all is then more
    /// than any sum here says, nobody can tell by how much.
    pub fn lacks_base(&self) -> bool {
        self.stages
            .iter()
            .any(|stage| stage.role == Role::UnknownBase)
    }
}
