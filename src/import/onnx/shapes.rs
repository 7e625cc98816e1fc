//! Output sizes of a node, by the rules of `rten-shape-inference` and a few of our own.
//!
//! The rules are asked only what they can answer: some of them panic on a step of 0, on an axis
//! twice or on an empty vector, evaluate in 32 bits, or know two spatial dimensions alone.

use super::arithmetic;
use super::attributes::{Element, Node, operator};
use super::moving;
use super::rules::apply;
use super::tensor::{MAX_VALUES, Tensor};
use rten_shape_inference::{BinaryOp, InferShapes};

/// Returns what is known of a node’s outputs; none if its operator is not known.
pub(super) fn infer(node: &Node<'_>, inputs: &[Option<Tensor>]) -> Option<Vec<Tensor>> {
    let (domain, operator) = operator(node);
    let rules = Rules { node, inputs };
    let first = inputs.first().cloned().flatten().unwrap_or_default();
    if let Some(values) = arithmetic::values(operator, node, inputs) {
        return Some(vec![values]);
    }
    let mut outputs = match domain {
        // Non-maximum suppression of boxes, under its many names.
        _ if operator.contains("NMS") => Vec::new(),
        "" => rules.standard(operator, &first)?,
        "com.microsoft" => rules.microsoft(operator, &first)?,
        // Trees and labels: none of them multiplies matrices.
        "ai.onnx.ml" if !operator.contains("Linear") && !operator.contains("SVM") => Vec::new(),
        _ => return None,
    };
    if let (Some(output), true) = (outputs.first_mut(), domain.is_empty())
        && output.values.is_none()
    {
        output.values = moving::values(operator, node, &rules.normal(operator), output);
    }
    for output in &mut outputs {
        if output.element == Element::Other {
            output.element = first.element;
        }
    }
    Some(outputs)
}

/// A node and its inputs.
pub(super) struct Rules<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) inputs: &'a [Option<Tensor>],
}

impl Rules<'_> {
    pub(super) fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    pub(super) fn apply(&self, rule: &dyn InferShapes) -> Vec<Tensor> {
        apply(rule, self.inputs)
    }

    /// Returns the inputs in the order of the newest operator set.
    pub(super) fn normal(&self, operator: &str) -> Vec<Option<Tensor>> {
        match operator {
            "Slice" => self.with_attributes(&[(1, "starts"), (2, "ends"), (3, "axes")]),
            _ => self.inputs.to_vec(),
        }
    }

    /// Returns the inputs, with those that were attributes in older operator sets.
    pub(super) fn with_attributes(&self, names: &[(usize, &str)]) -> Vec<Option<Tensor>> {
        let mut inputs = self.inputs.to_vec();
        for &(index, name) in names {
            let single = self.node.int(name).map(|value| vec![Some(value as f64)]);
            let several = self.node.ints(name);
            let several = several.map(|ints| ints.iter().map(|v| Some(*v as f64)).collect());
            let Some(values) = several.or(single) else {
                continue;
            };
            if inputs.len() <= index {
                inputs.resize(index + 1, None);
            }
            if inputs[index].is_none() && values.len() <= MAX_VALUES {
                inputs[index] = Some(Tensor::vector(values));
            }
        }
        inputs
    }

    /// Broadcasts the inputs one after the other: a rule for all at once would nest as deep as
    /// there are inputs.
    pub(super) fn broadcast(&self, operator: &str) -> Tensor {
        let mut all = match self.input(0) {
            Some(first) => first.clone(),
            None => return Tensor::unknown(),
        };
        all.values = None;
        for other in self.inputs.get(1..).unwrap_or_default() {
            let mut other = other.clone().unwrap_or_default();
            other.values = None;
            let pair = [Some(all), Some(other)];
            all = apply(&BinaryOp, &pair).pop().unwrap_or_default();
        }
        let element = match operator {
            "And" | "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" | "Or"
            | "Xor" => Element::Truth,
            "Where" => self.input(1).map(|x| x.element).unwrap_or_default(),
            _ => self.input(0).map(|x| x.element).unwrap_or_default(),
        };
        all.of(element)
    }
}
