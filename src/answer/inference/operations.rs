//! Operations of a request by the estimate’s model.

use super::{InferenceItem, InferenceTexts};
use crate::answer::Answer;
use crate::answer::read::forward_pass;
use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::inference::{Forward, Network, Request};

/// How attention over the growing context is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Position by position.
    Counted,
    /// Not at all: the layers are not known.
    Unknown,
    /// As in the training, which was on sequences of one length.
    AsInTraining,
}

/// Returns the last trained stage that says what a forward pass takes, and its FLOP.
pub(super) fn forward_of(draft: &Draft, answer: &Answer) -> Option<(u16, f64)> {
    let stages = draft.stages().into_iter().zip(&answer.outcome.stages);
    let trained = stages.filter(|(_, figures)| figures.role == Role::Training);
    trained
        .rev()
        .find_map(|(stage, _)| Some((stage, forward_pass(draft, stage)?.median())))
}

/// Returns the FLOP of a request; `None` if no tokens are given.
pub(super) fn of_request(
    draft: &Draft,
    stage: u16,
    request: Request,
    forward: f64,
    texts: &InferenceTexts,
) -> Option<(f64, Attention)> {
    if request.last() < 1.0 {
        return None;
    }
    let model = draft.get(Field::new(stage, Key::Model)).unwrap_or_default();
    if !model.trim().is_empty() {
        return Some(
            match Network::of(model).and_then(|network| network.request(request)) {
                Some(flop) => (flop, Attention::Counted),
                None => (
                    request.flop(Forward::of_token(forward)),
                    Attention::AsInTraining,
                ),
            },
        );
    }
    let token = Forward::of_token(forward);
    let layers = texts.number(InferenceItem::Layers);
    Some(match layers.zip(texts.number(InferenceItem::Width)) {
        Some((layers, width)) => (
            request.flop(token.with_attention(layers, width)),
            Attention::Counted,
        ),
        None => (request.flop(token), Attention::Unknown),
    })
}
