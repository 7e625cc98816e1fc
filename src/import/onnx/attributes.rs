//! What a node says of itself.

use rten_onnx::onnx::{AttributeProto, DataType, GraphProto, NodeProto, TensorProto};
use std::ops::Deref;
use std::rc::Rc;

/// What the attributes of a local function are, in the call that is being walked.
pub(super) type Around<'m> = Rc<[(&'m str, &'m AttributeProto)]>;

/// A node with its attributes, and with those of the function that it is in.
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

    /// As the file has it.
    pub(super) fn proto(&self) -> &'m NodeProto {
        self.proto
    }

    /// All attributes that it gives, each by its name.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'m str, &'m AttributeProto)> {
        let named = |attribute: &'m AttributeProto| {
            let value = self.followed(attribute)?;
            Some((attribute.name.as_deref()?, value))
        };
        self.proto.attribute.iter().filter_map(named)
    }

    /// An attribute of a function’s node may stand for one of the function’s own: the copy without
    /// weights keeps that one's name among the `strings`, which nothing else is read from.
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
    /// Yes or no.
    Truth,
    /// Text, or not known.
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
