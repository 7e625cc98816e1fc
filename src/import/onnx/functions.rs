//! Functions that a model brings along: a node that calls one stands for the nodes in it.
//!
//! <https://onnx.ai/onnx/repo-docs/IR.html#functions>

use super::attributes::{Around, Node};
use rten_onnx::onnx::{GraphProto, NodeProto};
use std::collections::HashMap;

/// A local function.
pub(super) struct Function {
    pub(super) domain: String,
    pub(super) name: String,
    pub(super) graph: GraphProto,
    /// A node whose attributes are those that a call may leave out.
    pub(super) defaults: NodeProto,
}

/// All of a model, by domain and name.
pub(super) struct Functions<'m>(HashMap<(&'m str, &'m str), Option<&'m Function>>);

impl<'m> Functions<'m> {
    pub(super) fn new(functions: &'m [Function]) -> Self {
        let mut all = HashMap::new();
        for function in functions {
            let name = (function.domain.as_str(), function.name.as_str());
            // Of two that are called the same it is not clear which a node means.
            let one = |before: &mut Option<&Function>| *before = None;
            all.entry(name).and_modify(one).or_insert(Some(function));
        }
        Self(all)
    }

    /// The function that a node calls.
    pub(super) fn called(&self, node: &NodeProto) -> Option<&'m Function> {
        let domain = node.domain.as_deref().unwrap_or_default();
        let name = node.op_type.as_deref().unwrap_or_default();
        self.0.get(&(domain, name)).copied().flatten()
    }
}

impl Function {
    /// Its attributes in a call: those that the node gives, and what the others are without.
    pub(super) fn around<'m>(&'m self, node: &Node<'m>) -> Around<'m> {
        let defaults = self.defaults.attribute.iter();
        let defaults = defaults.filter_map(|value| Some((value.name.as_deref()?, value)));
        // The first of a name is the one that is found.
        node.attributes().chain(defaults).collect()
    }
}
