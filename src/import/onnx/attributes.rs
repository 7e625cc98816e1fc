//! The attributes of a node.

use rten_onnx::onnx::{AttributeProto, DataType, GraphProto, NodeProto, TensorProto};
use std::ops::Deref;
use std::rc::Rc;

/// The attributes of a local function in the current call.
pub(super) type Around<'m> = Rc<[(&'m str, &'m AttributeProto)]>;

/// A node, with the attributes of the function around it.
pub(super) struct Node<'m> {
    proto: &'m NodeProto,
    around: Around<'m>,
}

impl Deref for Node<'_> {
    type Target = NodeProto;

    fn deref(&self) -> &NodeProto {
        self.proto
    }
}

impl<'m> Node<'m> {
    pub(super) fn new(proto: &'m NodeProto, around: Around<'m>) -> Self {
        Self { proto, around }
    }

    /// Returns the node as it is in the file.
    pub(super) fn proto(&self) -> &'m NodeProto {
        self.proto
    }

    /// Returns all attributes of the node, by name.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'m str, &'m AttributeProto)> {
        let named = |attribute: &'m AttributeProto| {
            let value = self.followed(attribute)?;
            Some((attribute.name.as_deref()?, value))
        };
        self.proto.attribute.iter().filter_map(named)
    }

    /// Follows a reference: an attribute of a function’s node may stand for one of the function’s
    /// own. The copy without weights keeps the name of that one in `strings`, which holds nothing
    /// else.
    fn followed(&self, attribute: &'m AttributeProto) -> Option<&'m AttributeProto> {
        let Some(name) = attribute.strings.first() else {
            return Some(attribute);
        };
        let is_it = |(own, _): &&(&str, &AttributeProto)| own == name;
        self.around.iter().find(is_it).map(|(_, value)| *value)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&'m AttributeProto> {
        let is_it = |attribute: &&AttributeProto| attribute.name.as_deref() == Some(name);
        self.followed(self.proto.attribute.iter().find(is_it)?)
    }

    pub(super) fn int(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.i
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.int(name).is_some_and(|value| value != 0)
    }

    pub(super) fn ints(&self, name: &str) -> Option<&'m [i64]> {
        let ints = &self.attribute(name)?.ints;
        (!ints.is_empty()).then_some(ints)
    }

    pub(super) fn text(&self, name: &str) -> Option<&'m str> {
        self.attribute(name)?.s.as_deref()
    }

    pub(super) fn tensor(&self, name: &str) -> Option<&'m TensorProto> {
        self.attribute(name)?.t.as_ref()
    }

    pub(super) fn graph(&self, name: &str) -> Option<&'m GraphProto> {
        self.attribute(name)?.g.as_ref()
    }
}

/// Returns the domain and the name of the operator.
pub(super) fn operator(node: &NodeProto) -> (&str, &str) {
    let domain = node.domain.as_deref().unwrap_or_default();
    let domain = if domain == "ai.onnx" { "" } else { domain };
    (domain, node.op_type.as_deref().unwrap_or_default())
}

/// Returns the name of a node, or of its first output.
pub(super) fn title(node: &NodeProto) -> &str {
    let name = node.name.as_deref().filter(|name| !name.is_empty());
    let output = || node.output.iter().find(|name| !name.is_empty());
    name.or_else(|| output().map(String::as_str))
        .unwrap_or_default()
}

/// The type of a tensor’s elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Element {
    /// Floating point of any width.
    Float,
    /// Bytes, to which weights are quantized or into which they are packed.
    Byte,
    /// Numbers of two or four bits.
    Bits,
    /// Integers, as of shapes and indices.
    Integer,
    /// Yes or no.
    Truth,
    /// Text or unknown.
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
            9 => Self::Truth,
            _ => Self::Other,
        }
    }
}
