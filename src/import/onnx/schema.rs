//! The fields of an ONNX model that the copy without weights keeps.
//!
//! The fields' numbers are those of <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.

/// A kind of message.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Message {
    Model,
    Graph,
    Function,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Dimension,
    OperatorSet,
}

/// The way to copy a field.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// A single number.
    Number,
    Text,
    /// Numbers of variable length, packed or not: they are unpacked, as the parser expects.
    Varints,
    /// Numbers of four or eight bytes, packed or not: they are unpacked.
    Fixed(u8),
    Data,
    Inside(Message),
    /// A reference to an attribute of the enclosing function. The parser does not know the field,
    /// so the copy uses one that is known and not needed otherwise: `strings`.
    Reference,
    /// The name of the graph, which is kept apart.
    GraphName,
    Skip,
}

/// Returns the way to copy a field of a message.
pub(super) fn rule(message: Message, field: u64) -> Rule {
    use Message as M;
    use Rule::{Data, Fixed, GraphName, Inside, Number, Reference, Skip, Text, Varints};
    match (message, field) {
        (M::Model, 1) => Number,
        (M::Model, 2) => Text,
        (M::Model, 7) => Inside(M::Graph),
        (M::Model, 8) => Inside(M::OperatorSet),
        (M::Model, 25) => Inside(M::Function),
        (M::Graph, 1) => Inside(M::Node),
        (M::Graph, 2) => GraphName,
        (M::Graph, 5) => Inside(M::Tensor),
        (M::Graph, 11..=13) => Inside(M::ValueInfo),
        (M::Node, 1..=4 | 7) => Text,
        (M::Node, 5) => Inside(M::Attribute),
        (M::Attribute, 1 | 4) => Text,
        (M::Attribute, 21) => Reference,
        (M::Attribute, 2) => Fixed(4),
        (M::Attribute, 3 | 20) => Number,
        (M::Attribute, 5) => Inside(M::Tensor),
        (M::Attribute, 6) => Inside(M::Graph),
        (M::Attribute, 7) => Fixed(4),
        (M::Attribute, 8) => Varints,
        (M::Tensor, 1 | 5 | 7) => Varints,
        (M::Tensor, 2 | 14) => Number,
        (M::Tensor, 4) => Fixed(4),
        (M::Tensor, 10) => Fixed(8),
        (M::Tensor, 8) => Text,
        (M::Tensor, 9) => Data,
        (M::ValueInfo, 1) => Text,
        (M::ValueInfo, 2) => Inside(M::Type),
        (M::Type, 1) => Inside(M::TensorType),
        (M::TensorType, 1) => Number,
        (M::TensorType, 2) => Inside(M::Shape),
        (M::Shape, 1) => Inside(M::Dimension),
        (M::Dimension, 1) => Number,
        (M::Dimension, 2) => Text,
        (M::OperatorSet, 1) => Text,
        (M::OperatorSet, 2) => Number,
        _ => Skip,
    }
}
