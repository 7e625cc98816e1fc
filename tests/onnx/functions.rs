//! Local functions with attributes, and sequences of tensors.

use super::writer::*;
use super::{count, counts, warnings};

/// An attribute of a node that stands for one of the function around it.
fn reference(name: &str, of: &str, kind: u64) -> Vec<u8> {
    bytes(
        5,
        [bytes(1, name), number(20, kind), bytes(21, of)].concat(),
    )
}

fn names(field: u64, names: &str) -> Vec<u8> {
    let names = names.split_whitespace();
    names.flat_map(|name| bytes(field, name)).collect()
}

/// A local function, of the nodes of a graph.
fn function(
    name: &str,
    inputs: &str,
    outputs: &str,
    attributes: &str,
    defaults: &[Vec<u8>],
    nodes: &[Graph],
) -> Vec<u8> {
    // A node has the number 1 in a graph, 7 in a function; both fit one byte.
    let nodes = nodes
        .iter()
        .flat_map(|node| bytes(7, skip_head(&node.bytes)));
    let defaults = defaults
        .iter()
        .flat_map(|value| bytes(11, skip_head(value)));
    let function = [
        bytes(1, name),
        names(4, inputs),
        names(5, outputs),
        names(6, attributes),
        nodes.collect(),
        bytes(10, "local"),
        defaults.collect(),
    ];
    bytes(25, function.concat())
}

/// Returns the content of a field, without its number and length.
fn skip_head(field: &[u8]) -> &[u8] {
    let length = field[1..].iter().take_while(|byte| **byte >= 0x80).count();
    &field[2 + length..]
}

/// A function that multiplies by a weight, transposed or not as its attribute says.
fn linear(defaults: &[Vec<u8>]) -> Vec<u8> {
    let gemm = Graph::new().node("Gemm", "a b", "c", &[reference("transB", "turned", 2)]);
    function("Linear", "a b", "c", "turned", defaults, &[gemm])
}

#[test]
fn attributes_of_the_call_reach_the_nodes() {
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "4 6")
        .weight("v", "4 2")
        .node_of("local", "Linear", "x w", "y", &[int("turned", 1)])
        .node_of("local", "Linear", "y v", "z", &[int("turned", 0)])
        .output("z");
    let model = [graph.model(), linear(&[])].concat();
    counts(&model, 24 + 8, 24 + 8);
}

#[test]
fn what_a_call_leaves_out_is_the_default() {
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "4 6")
        .weight("v", "4 2")
        .node_of("local", "Linear", "x w", "y", &[])
        .node_of("local", "Linear", "y v", "z", &[int("turned", 0)])
        .output("z");
    let model = [graph.model(), linear(&[int("turned", 1)])].concat();
    counts(&model, 24 + 8, 24 + 8);
}

/// A function calls another with its own attribute, under another name.
#[test]
fn attributes_go_through_functions_within_functions() {
    let call = Graph::new().node_of(
        "local",
        "Linear",
        "p q",
        "r",
        &[reference("turned", "flip", 2)],
    );
    let outer = function("Outer", "p q", "r", "flip", &[], &[call]);
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "4 6")
        .node_of("local", "Outer", "x w", "y", &[int("flip", 1)])
        .output("y");
    counts(&[graph.model(), linear(&[]), outer].concat(), 24, 24);
}

/// A constant that is the function's attribute is another one in every call.
#[test]
fn a_stored_tensor_may_be_an_attribute() {
    let constant = Graph::new().node("Constant", "", "w", &[reference("value", "weight", 4)]);
    let product = Graph::new().node("MatMul", "a w", "c", &[]);
    let layer = function("Layer", "a", "c", "weight", &[], &[constant, product]);
    let weight = |sizes: &str| holding("weight", tensor("", FLOAT, sizes));
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .node_of("local", "Layer", "x", "y", &[weight("6 4")])
        .node_of("local", "Layer", "y", "z", &[weight("4 2")])
        .output("z");
    counts(&[graph.model(), layer].concat(), 24 + 8, 24 + 8);
}

/// Two functions of one name are ambiguous.
#[test]
fn functions_of_one_name() {
    let other = Graph::new().node("MatMul", "a b", "c", &[]);
    let other = function("Linear", "a b", "c", "turned", &[], &[other]);
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "4 6")
        .node_of("local", "Linear", "x w", "y", &[int("turned", 1)])
        .output("y");
    let import = count(&[graph.model(), linear(&[]), other].concat());
    assert!(import.forward.is_none());
    assert!(warnings(&import).concat().contains("local.Linear"));
}

/// Queries, keys and values of one projection, taken apart as `chunk` and `unbind` are exported.
#[test]
fn sequences_of_tensors() {
    let attention = |graph: Graph| {
        let mut graph = graph
            .input("x", FLOAT, "1 10 64")
            .weight("w", "64 192")
            .stored(scalar("zero", 0))
            .stored(scalar("one", 1))
            .stored(scalar("last", -1))
            .node("MatMul", "x w", "qkv", &[]);
        for (at, part) in [("zero", "q"), ("one", "k"), ("last", "v")] {
            graph = graph.node("SequenceAt", &format!("parts {at}"), part, &[]);
        }
        graph
            .node("Transpose", "k", "kt", &[ints("perm", &[0, 2, 1])])
            .node("MatMul", "q kt", "a", &[])
            .node("MatMul", "a v", "y", &[])
            .output("y")
            .model()
    };
    let products = 10 * 64 * 192 + 2 * 10 * 10 * 64;
    let axis = [int("axis", 2)];
    // Pieces of one length, and of lengths that are listed.
    let each =
        Graph::new()
            .stored(scalar("each", 64))
            .node("SplitToSequence", "qkv each", "parts", &axis);
    counts(&attention(each), 64 * 192, products);
    let listed = Graph::new().stored(vector("listed", &[64, 64, 64])).node(
        "SplitToSequence",
        "qkv listed",
        "parts",
        &axis,
    );
    counts(&attention(listed), 64 * 192, products);
    // One position each, whose dimension goes.
    let unbound = Graph::new()
        .stored(vector("to", &[1, 10, 3, 64]))
        .node("Reshape", "qkv to", "apart", &[])
        .node(
            "SplitToSequence",
            "apart",
            "parts",
            &[int("axis", 2), int("keepdims", 0)],
        );
    counts(&attention(unbound), 64 * 192, products);
    // Made of tensors, taken out and put in.
    let made = Graph::new()
        .node("Split", "qkv", "s1 s2 s3", &axis)
        .node("SequenceConstruct", "x s2", "p1", &[])
        .node("SequenceErase", "p1 zero", "p2", &[])
        .node("SequenceInsert", "p2 s1 zero", "p3", &[])
        .node("SequenceInsert", "p3 s3", "parts", &[]);
    counts(&attention(made), 64 * 192, products);
}

#[test]
fn sequences_are_put_together() {
    let joined = |attributes: &[Vec<u8>], weight: &str| {
        Graph::new()
            .input("x", FLOAT, "1 6")
            .node("SplitToSequence", "x", "parts", &[int("axis", 1)])
            .node("ConcatFromSequence", "parts", "y", attributes)
            .weight("w", weight)
            .node("MatMul", "y w", "z", &[])
            .output("z")
            .model()
    };
    counts(&joined(&[int("axis", 1)], "6 2"), 12, 12);
    // Stacked along a new dimension, [1, 1, 6] by [6, 2].
    counts(
        &joined(&[int("axis", -1), int("new_axis", 1)], "6 2"),
        12,
        12,
    );
}

/// A weight that is taken apart is still that weight.
#[test]
fn parameters_in_a_sequence_count_once() {
    let model = Graph::new()
        .input("x", FLOAT, "1 8")
        .weight("w", "8 12")
        .stored(scalar("each", 4))
        .stored(scalar("zero", 0))
        .stored(scalar("two", 2))
        .node("SplitToSequence", "w each", "parts", &[int("axis", 1)])
        .node("SequenceAt", "parts zero", "a", &[])
        .node("SequenceAt", "parts two", "b", &[])
        .node("MatMul", "x a", "y", &[])
        .node("MatMul", "x b", "z", &[])
        .output("y")
        .model();
    counts(&model, 96, 2 * 32);
}
