//! Files that are broken or mean harm: a message within a second, and nothing else.

use super::try_read;
use super::writer::*;
use petaday::import::{Asked, Bytes, FileError};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads, whatever comes of it.
#[track_caller]
fn survives(bytes: impl Bytes) -> Result<petaday::import::Import, FileError> {
    let start = Instant::now();
    let read = try_read(bytes, &Asked::default());
    // Reported and no more: a second as released is several as tested, and more on a busy machine.
    if start.elapsed() > Duration::from_secs(1) {
        println!("took {:?}", start.elapsed());
    }
    read
}

#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let message = survives(bytes).expect_err("it is refused").to_string();
    assert!(message.contains(words), "{message}");
}

/// A bit of everything.
fn network() -> Vec<u8> {
    let inner = Graph::new().node("Relu", "t", "u", &[]).output("u");
    let other = inner.clone();
    Graph::new()
        .input("x", FLOAT, "batch 3 8 8")
        .weight("w", "4 3 3 3")
        .stored(vector("to", &[0, -1]))
        .stored(vector("start", &[1]))
        .stored(vector("axes", &[1]))
        .node(
            "Conv",
            "x w",
            "c",
            &[
                ints("strides", &[2, 2]),
                text("auto_pad", "NOTSET"),
                int("group", 1),
            ],
        )
        .node(
            "MaxPool",
            "c",
            "p",
            &[ints("kernel_shape", &[2, 2]), int("ceil_mode", 1)],
        )
        .node("Reshape", "p to", "f", &[])
        .node("Slice", "f start to axes start", "s", &[])
        .node("Unsqueeze", "s axes", "s2", &[])
        .node("Squeeze", "s2 axes", "s3", &[])
        .node("Shape", "s3", "sh", &[])
        .node("Gather", "sh start", "g", &[])
        .node("Range", "g g g", "r", &[])
        .node("Expand", "s3 sh", "e", &[])
        .node("Tile", "e sh", "ti", &[])
        .node("Pad", "f sh", "pd", &[])
        .node("Split", "f", "s4 s5", &[int("axis", 1)])
        .node("Concat", "s4 s5", "t", &[int("axis", 1)])
        .node(
            "ConstantOfShape",
            "sh",
            "cs",
            &[holding("value", vector("", &[7]))],
        )
        .node("Einsum", "t t", "ei", &[text("equation", "ij,kj->ik")])
        .node("Mul", "sh sh", "m", &[])
        .node(
            "If",
            "g",
            "i",
            &[body("then_branch", inner), body("else_branch", other)],
        )
        .weight("v", "12 3")
        .node("Gemm", "t v", "y", &[])
        .output("y")
        .model()
}

#[test]
fn truncated_anywhere() {
    let model = network();
    for end in 0..model.len() {
        let _ = survives(&model[..end]);
    }
    refused(&model[..model.len() / 2], "damaged");
}

#[test]
fn lengths_beyond_the_end() {
    for length in [1 << 31, 1 << 62, 1 << 63, u64::MAX] {
        let graph = [varint(7 << 3 | 2), varint(length)].concat();
        refused(&[number(1, 8), graph].concat(), "bytes begins where");
        let inside = [varint(1 << 3 | 2), varint(length)].concat();
        refused(&model(&inside), "bytes begins where");
    }
    // A number without end, and one of more than 64 bits.
    refused(&[[0x08].as_slice(), &[0xff; 40]].concat(), "64 bits");
}

/// Found by mutating files: the rule for sizes panics on it.
#[test]
fn a_matrix_as_the_shape_to_expand_to() {
    let model = Graph::new()
        .input("x", FLOAT, "2 3 8 8")
        .stored(vector("axes", &[0]))
        .stored(vector("to", &[8]))
        .node("Unsqueeze", "to axes", "matrix", &[])
        .node("Expand", "x matrix", "z", &[])
        .weight("w", "8 4")
        .node("MatMul", "z w", "y", &[])
        .output("y")
        .model();
    let _ = survives(&model[..]);
}

#[test]
fn ten_thousand_graphs_in_each_other() {
    let mut graph = Graph::new().node("Relu", "x", "y", &[]);
    for _ in 0..10_000 {
        graph = Graph::new().node("If", "c", "y", &[body("then_branch", graph)]);
    }
    refused(&graph.model(), "graphs within graphs");
    // And functions that call themselves, or each other twice.
    let node = |calls: &str| {
        let node = Graph::new().node_of("f", calls, "a", "b", &[]).bytes;
        bytes(7, &node[2..])
    };
    let function = |name: String, nodes: Vec<u8>| {
        bytes(
            25,
            [
                bytes(1, name),
                bytes(4, "a"),
                bytes(5, "b"),
                nodes,
                bytes(10, "f"),
            ]
            .concat(),
        )
    };
    let call = Graph::new()
        .input("a", FLOAT, "1")
        .node_of("f", "f0", "a", "b", &[])
        .model();
    refused(
        &[call.clone(), function("f0".into(), node("f0"))].concat(),
        "within each other",
    );
    let mut bomb = call;
    for level in 0..20 {
        let next = format!("f{}", level + 1);
        bomb.extend(function(
            format!("f{level}"),
            [node(&next), node(&next)].concat(),
        ));
    }
    refused(&bomb, "too large");
}

#[test]
fn a_graph_that_runs_in_a_circle() {
    let model = Graph::new()
        .node("Relu", "b", "a", &[])
        .node("Relu", "a", "b", &[])
        .output("b")
        .model();
    refused(&model, "circle");
    // One that is only out of order is put right.
    let model = Graph::new()
        .node("MatMul", "y w", "z", &[])
        .node("Relu", "x", "y", &[])
        .input("x", FLOAT, "1 4")
        .weight("w", "4 4")
        .output("z")
        .model();
    super::counts(&model, 16, 16);
}

/// A file that is not there: a number of bytes, all alike.
struct Endless(u64, u8);

impl Bytes for Endless {
    fn len(&self) -> u64 {
        self.0
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let left = self.0.saturating_sub(at);
        let mut bytes = vec![self.1; length.min(left as usize)];
        // The file is recognized as an ONNX model.
        if at == 0
            && let Some(first) = bytes.first_mut()
        {
            *first = 8;
        }
        Ok(bytes)
    }
}

#[test]
fn four_gigabytes_of_the_same() {
    for byte in [0, 8, 0x10, 0x3a, 0x7f, 0x80, 0xff] {
        let message = survives(Endless(4 << 30, byte)).unwrap_err().to_string();
        assert!(message.len() > 20, "{message}");
    }
}

/// A file that says more of its length than it gives.
#[test]
fn a_file_that_gives_nothing() {
    struct Empty;
    impl Bytes for Empty {
        fn len(&self) -> u64 {
            1 << 40
        }

        fn read(&mut self, at: u64, _: usize) -> Result<Vec<u8>, FileError> {
            Ok(if at == 0 { vec![8, 8] } else { Vec::new() })
        }
    }
    assert!(survives(Empty).is_err());
}

/// Weights of two gigabytes are passed over, unread.
#[test]
fn weights_are_not_read() {
    struct Large {
        head: Vec<u8>,
        read: u64,
    }
    impl Bytes for &mut Large {
        fn len(&self) -> u64 {
            self.head.len() as u64 + (2 << 30)
        }

        fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
            self.read += length as u64;
            let mut bytes = self.head.get(at as usize..).unwrap_or_default().to_vec();
            bytes.resize(length.min((self.len() - at) as usize), 0);
            Ok(bytes)
        }
    }
    let size = 2_u64 << 30;
    let weight = [
        number(1, 1 << 14),
        number(1, 1 << 15),
        number(2, FLOAT),
        bytes(8, "w"),
    ]
    .concat();
    let raw = [varint(9 << 3 | 2), varint(size)].concat();
    let node = Graph::new()
        .input("x", FLOAT, "1 16384")
        .node("MatMul", "x w", "y", &[])
        .bytes;
    let length = weight.len() as u64 + raw.len() as u64 + size;
    let tensor = [varint(5 << 3 | 2), varint(length), weight, raw].concat();
    let graph = node.len() as u64 + tensor.len() as u64 + size;
    let mut file = Large {
        head: [
            number(1, 8),
            varint(7 << 3 | 2),
            varint(graph),
            node,
            tensor,
        ]
        .concat(),
        read: 0,
    };
    let import = survives(&mut file).unwrap();
    assert_eq!(import.parameters, Some(1 << 29));
    assert!(file.read < 1 << 20, "{} bytes were read", file.read);
}

#[test]
fn sizes_that_are_absurd() {
    let huge = i64::MAX.to_string();
    for sizes in [
        "-1 -1",
        "4611686018427387904 4611686018427387904",
        "0 5",
        &format!("{huge} {huge}"),
    ] {
        let model = Graph::new()
            .input("x", FLOAT, sizes)
            .weight("w", sizes)
            .node("MatMul", "x w", "y", &[])
            .node("Add", "y w", "z", &[])
            .node("Flatten", "z", "f", &[])
            .node("Shape", "f", "s", &[])
            .node("Mul", "s s", "m", &[])
            .node("Reshape", "x m", "r", &[])
            .node("ConstantOfShape", "m", "c", &[])
            .output("c")
            .model();
        let _ = survives(model.as_slice());
    }
    let attributes = |value: i64| {
        [
            ints("strides", &[value, value]),
            ints("pads", &[value; 4]),
            ints("dilations", &[value, value]),
            ints("kernel_shape", &[value, value]),
            int("group", value),
        ]
    };
    for value in [i64::MIN, -1, 0, i64::from(i32::MAX), i64::MAX] {
        let mut graph = Graph::new()
            .input("x", FLOAT, "1 3 8 8")
            .weight("w", "4 3 3 3");
        for operator in ["Conv", "ConvTranspose", "MaxPool"] {
            graph = graph.node(operator, "x w", operator, &attributes(value));
        }
        let _ = survives(graph.model().as_slice());
    }
}

/// Every operator with too few inputs, with inputs that do not fit it, and with odd attributes.
#[test]
fn operators_that_are_misused() {
    let odd = [
        ("axis", i64::MIN),
        ("axis", 7),
        ("batch_dims", i64::MAX),
        ("blocksize", 0),
        ("num_heads", 0),
        ("q_num_heads", -1),
        ("kv_num_heads", 0),
        ("to", 99),
        ("N", -3),
        ("K", i64::MAX),
        ("hidden_size", 0),
        ("k", i64::MAX),
        ("expert_weight_bits", 0),
        ("left_window_size", i64::MAX),
        ("is_causal", 1),
        ("new_axis", 1),
        ("keepdims", 0),
        ("num_outputs", -1),
        ("noop_with_empty_axes", 1),
        ("num_scan_inputs", 50),
        ("start", i64::MIN),
        ("end", i64::MAX),
    ];
    let operators = include_str!("operators.txt").split_whitespace();
    for operator in operators {
        let mut graph = Graph::new()
            .input("x", FLOAT, "1 3 8 8")
            .stored(vector("none", &[]))
            .stored(vector("zeros", &[0, 0, 0, 0]))
            .stored(vector("twice", &[3, 3]))
            .stored(vector("wild", &[i64::MIN, i64::MAX, -1, 2]))
            .stored(scalar("ten", 10));
        let mut made = 0;
        for domain in ["", "com.microsoft"] {
            for inputs in [
                "",
                "-",
                "x",
                "x x",
                "x none",
                "none none none",
                "none x x x",
                "x zeros zeros zeros zeros",
                "x twice twice twice twice",
                "wild wild wild wild wild",
                "x wild wild wild wild",
                "zeros zeros zeros",
                "ten ten ten ten",
                "zeros ten wild",
                "x missing",
                "x ten",
                "wild none",
                "x x x x x x x x x",
            ] {
                made += 1;
                graph = graph.node_of(
                    domain,
                    operator,
                    inputs,
                    &format!("y{made} z{made} u{made}"),
                    &[
                        ints("axes", &[3, 3, -9]),
                        ints("perm", &[5, -1]),
                        ints("shape", &[-1, -1, 1 << 40]),
                    ],
                );
                for (name, value) in odd {
                    made += 1;
                    graph = graph.node_of(
                        domain,
                        operator,
                        inputs,
                        &format!("y{made}"),
                        &[int(name, value)],
                    );
                }
            }
        }
        let _ = survives(graph.model().as_slice());
    }
}

#[test]
fn a_million_nodes() {
    let node = Graph::new().node("Relu", "x", "x", &[]).bytes;
    refused(&model(&node.repeat(1_000_000)), "nodes");
    // As many functions as are read, each as long as the other’s result.
    let mut graph = Graph::new().input("x0", FLOAT, "1 3");
    for index in 0..20_000 {
        graph = graph.node(
            "Concat",
            &format!("x{index} x0"),
            &format!("x{}", index + 1),
            &[int("axis", 1)],
        );
    }
    let _ = survives(graph.model().as_slice());
    // A shape of a thousand numbers, used over and over, and put together with itself.
    let mut graph = Graph::new()
        .stored(vector("x0", &[1; 1000]))
        .stored(vector("once", &[1; 1000]));
    for index in 0..10_000 {
        graph = graph
            .node(
                "Concat",
                &format!("x{index} x{index}"),
                &format!("x{}", index + 1),
                &[int("axis", 0)],
            )
            .node("Sum", &"once ".repeat(100), &format!("s{index}"), &[]);
    }
    refused(&graph.model(), "too large");
    // Loops in loops.
    let mut graph = Graph::new().node("Relu", "x", "y", &[]).output("y");
    for _ in 0..11 {
        graph = Graph::new()
            .node("Loop", "", "", &[body("body", graph.clone())])
            .node("Loop", "", "", &[body("body", graph)]);
    }
    refused(&graph.model(), "too large");
    // One with as many inputs.
    let _ = survives(
        Graph::new()
            .input("x", FLOAT, "? 3")
            .node("Max", &"x ".repeat(100_000), "y", &[])
            .model()
            .as_slice(),
    );
}

#[test]
fn very_many_sizes_that_are_left_open() {
    let mut graph = Graph::new();
    for index in 0..10_000 {
        let sizes = (0..20).map(|size| format!("s{index}_{size} "));
        graph = graph.input(&format!("x{index}"), FLOAT, &sizes.collect::<String>());
    }
    refused(&graph.model(), "sizes of its inputs open");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes changed, taken out and put in, at random.
    #[test]
    fn changed_at_random(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12)) {
        let mut model = network();
        for (at, byte, kind) in changes {
            let at = at.index(model.len());
            match kind {
                0 => { model.remove(at); }
                1 => model.insert(at, byte),
                // Numbers near those that are there.
                2 => model[at] = model[at].wrapping_add(byte % 5).wrapping_sub(2),
                _ => model[at] = byte,
            }
        }
        let _ = try_read(model.as_slice(), &Asked::default());
    }

    /// Fields with other values, each of which is well formed.
    #[test]
    fn other_numbers(numbers in prop::collection::vec(prop_oneof![-3..6_i64, any::<i64>()], 24)) {
        let n = |i: usize| &numbers[i..i + 4];
        let model = Graph::new()
            .input("x", FLOAT, "2 3 8 8")
            .weight("w", "4 3 3 3")
            .stored(vector("a", n(0)))
            .stored(vector("b", n(4)))
            .stored(vector("c", &n(8)[..2]))
            .stored(scalar("s", numbers[10]))
            .node("Conv", "x w", "y1", &[ints("strides", &n(0)[..2]), ints("pads", n(4)), ints("dilations", &n(8)[..2])])
            .node("ConvTranspose", "x w", "y2", &[ints("strides", &n(1)[..2]), ints("pads", n(5)), int("group", numbers[9])])
            .node("AveragePool", "x", "y3", &[ints("kernel_shape", &n(12)[..2]), ints("pads", n(13)), int("ceil_mode", 1)])
            .node("Slice", "x a b c c", "y4", &[])
            .node("Slice", "a c c", "y5", &[])
            .node("Reshape", "x a", "y6", &[])
            .node("Expand", "x a", "y7", &[])
            .node("Tile", "x a", "y8", &[])
            .node("Pad", "x a - c", "y9", &[])
            .node("Gather", "a c", "y10", &[int("axis", numbers[14])])
            .node("Squeeze", "x c", "y11", &[])
            .node("Unsqueeze", "x c", "y12", &[])
            .node("Transpose", "x", "y13", &[ints("perm", n(15))])
            .node("Range", "s s s", "y14", &[])
            .node("Split", "x c", "y15 y16", &[int("axis", numbers[16])])
            .node("TopK", "x s", "y17 y18", &[int("axis", numbers[17])])
            .node("Mul", "a b", "y19", &[])
            .node("Div", "a b", "y20", &[])
            .node("Mod", "a b", "y21", &[])
            .node("ReduceSum", "x c", "y22", &[])
            .node("Resize", "x - - a", "y23", &[])
            .node("ConstantOfShape", "a", "y24", &[])
            .node("OneHot", "a s c", "y25", &[int("axis", numbers[18])])
            .node("DepthToSpace", "x", "y26", &[int("blocksize", numbers[19])])
            .node("SpaceToDepth", "x", "y27", &[int("blocksize", numbers[20])])
            .node("SplitToSequence", "x a", "s1", &[int("axis", numbers[16])])
            .node("SplitToSequence", "a s", "s2", &[int("keepdims", 0)])
            .node("SequenceAt", "s1 s", "y32", &[])
            .node("SequenceInsert", "s2 a s", "s3", &[])
            .node("SequenceErase", "s3 s", "s4", &[])
            .node("ConcatFromSequence", "s3", "y33", &[int("axis", numbers[17]), int("new_axis", 1)])
            .node("CenterCropPad", "x a", "y34", &[ints("axes", n(3))])
            .node("Col2Im", "x c b", "y35", &[])
            .node("MaxUnpool", "x x a", "y36", &[])
            .node("Clip", "a s s", "y37", &[])
            .node("LinearAttention", "y33 y33 y33", "y38", &[int("q_num_heads", numbers[18]), int("kv_num_heads", numbers[19])])
            .node("Attention", "x x x", "y39", &[int("left_window_size", numbers[20]), int("right_window_size", numbers[21])])
            .node("Flatten", "x", "y28", &[int("axis", numbers[21])])
            .node("Concat", "x x", "y29", &[int("axis", numbers[22])])
            .node("GatherND", "x a", "y30", &[int("batch_dims", numbers[23])])
            .node("Shape", "x", "y31", &[int("start", numbers[22]), int("end", numbers[21])])
            .model();
        let _ = try_read(model.as_slice(), &Asked::default());
    }
}
