//! Calls of the rules of `rten-shape-inference`.

use super::attributes::Element;
use super::tensor::Tensor;
use rten_shape_inference::{InferShapes, InferShapesContext, SymTensor, SymbolGen};

pub(super) fn apply(rule: &dyn InferShapes, inputs: &[Option<Tensor>]) -> Vec<Tensor> {
    let mut symbols = SymbolGen::new();
    let symbolic = |input: &Option<Tensor>| Some(input.as_ref()?.symbolic(&mut symbols));
    let symbolic: Vec<Option<SymTensor>> = inputs.iter().map(symbolic).collect();
    ask(rule, &symbolic)
}

pub(super) fn ask(rule: &dyn InferShapes, inputs: &[Option<SymTensor>]) -> Vec<Tensor> {
    let mut symbols = SymbolGen::with_prefix("made".into());
    // Inputs that do not fit give unknown sizes; nodes after them are not counted, and reported.
    let outputs = rule.infer_shapes(InferShapesContext::new(inputs), &mut symbols);
    let outputs = outputs.unwrap_or_default();
    outputs
        .iter()
        .map(Tensor::inferred)
        .map(|t| t.of(Element::Other))
        .collect()
}

pub(super) fn integers(mut tensors: Vec<Tensor>) -> Vec<Tensor> {
    tensors
        .iter_mut()
        .for_each(|t| t.element = Element::Integer);
    tensors
}

/// Attributes have 64 bits, the rules 32: beyond, all are as good as without end.
pub(super) fn clamp(value: i64) -> i32 {
    value.clamp(-i64::from(i32::MAX), i64::from(i32::MAX)) as i32
}
