//! Functions that a model contains: a node that calls one stands for the nodes in it.
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
    /// A node that holds the default attributes of a call.
    pub(super) defaults: NodeProto,
}

/// All functions of a model, by domain and name.
pub(super) struct Functions<'m>(HashMap<(&'m str, &'m str), Option<&'m Function>>);

impl<'m> Functions<'m> {
    pub(super) fn new(functions: &'m [Function]) -> Self {
        let mut all = HashMap::new();
        for function in functions {
            let name = (function.domain.as_str(), function.name.as_str());
            // Two functions of one name are ambiguous.
            let one = |before: &mut Option<&Function>| *before = None;
            all.entry(name).and_modify(one).or_insert(Some(function));
        }
        Self(all)
    }

    /// Returns the function that a node calls.
    pub(super) fn called(&self, node: &NodeProto) -> Option<&'m Function> {
        let domain = node.domain.as_deref().unwrap_or_default();
        let name = node.op_type.as_deref().unwrap_or_default();
        self.0.get(&(domain, name)).copied().flatten()
    }
}

impl Function {
    /// Returns the attributes in a call: those of the node, and defaults for the others.
    pub(super) fn around<'m>(&'m self, node: &Node<'m>) -> Around<'m> {
        let defaults = self.defaults.attribute.iter();
        let defaults = defaults.filter_map(|value| Some((value.name.as_deref()?, value)));
        // A look-up finds the first of a name.
        node.attributes().chain(defaults).collect()
    }
}
