//! What a node says of itself.

use rten_onnx::onnx::{AttributeProto, DataType, GraphProto, NodeProto, TensorProto};

/// A node's attributes, with what they are where they are left out.
pub(super) trait Attributes {
    fn attribute(&self, name: &str) -> Option<&AttributeProto>;

    fn int(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.i
    }

    fn flag(&self, name: &str) -> bool {
        self.int(name).is_some_and(|value| value != 0)
    }

    fn ints(&self, name: &str) -> Option<&[i64]> {
        let ints = &self.attribute(name)?.ints;
        (!ints.is_empty()).then_some(ints)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.attribute(name)?.s.as_deref()
    }

    fn tensor(&self, name: &str) -> Option<&TensorProto> {
        self.attribute(name)?.t.as_ref()
    }

    fn graph(&self, name: &str) -> Option<&GraphProto> {
        self.attribute(name)?.g.as_ref()
    }
}

impl Attributes for NodeProto {
    fn attribute(&self, name: &str) -> Option<&AttributeProto> {
        let is_it = |attribute: &&AttributeProto| attribute.name.as_deref() == Some(name);
        self.attribute.iter().find(is_it)
    }
}

/// Whose operator it is, and which.
pub(super) fn operator(node: &NodeProto) -> (&str, &str) {
    let domain = node.domain.as_deref().unwrap_or_default();
    let domain = if domain == "ai.onnx" { "" } else { domain };
    (domain, node.op_type.as_deref().unwrap_or_default())
}

/// What people call a node: its name, or that of its first output.
pub(super) fn title(node: &NodeProto) -> &str {
    let name = node.name.as_deref().filter(|name| !name.is_empty());
    let output = || node.output.iter().find(|name| !name.is_empty());
    name.or_else(|| output().map(String::as_str))
        .unwrap_or_default()
}

/// What a tensor's elements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Element {
    /// Of any width.
    Float,
    /// What weights are quantized to, or packed into.
    Byte,
    /// Of two or four bits.
    Bits,
    /// What shapes and indices are.
    Integer,
    /// Truth values, text, or not known.
    #[default]
    Other,
}

impl Element {
    pub(super) fn of(data_type: Option<DataType>) -> Self {
        match data_type.unwrap_or(DataType(0)).0 {
            1 | 10 | 11 | 16..=20 | 23 | 24 => Self::Float,
            2 | 3 => Self::Byte,
            21 | 22 | 25 | 26 => Self::Bits,
            4..=7 | 12 | 13 => Self::Integer,
            _ => Self::Other,
        }
    }
}
