//! Each operator against a figure worked out by hand, or a loop that counts.

use super::writer::*;
use super::{count, counts, warnings};

fn image(sizes: &str) -> Graph {
    Graph::new().input("x", FLOAT, sizes)
}

/// Multiply-adds of a convolution, one by one.
fn convolve(
    data: [usize; 3],
    outputs: usize,
    kernel: usize,
    stride: usize,
    pad: usize,
    groups: usize,
) -> u128 {
    let [channels, height, width] = data;
    let mut count = 0;
    let positions = |size: usize| (0..).take_while(move |i| i * stride + kernel <= size + 2 * pad);
    for _ in positions(height) {
        for _ in positions(width) {
            for _ in 0..outputs {
                for _ in 0..channels / groups * kernel * kernel {
                    count += 1;
                }
            }
        }
    }
    count
}

#[test]
fn convolutions() {
    let conv = |sizes: &str, weight: &str, attributes: &[Vec<u8>]| {
        image(sizes)
            .weight("w", weight)
            .node("Conv", "x w", "y", attributes)
            .output("y")
            .model()
    };
    let strided = [ints("strides", &[2, 2]), ints("pads", &[1, 1, 1, 1])];
    let model = conv("1 4 9 8", "6 4 3 3", &strided);
    counts(&model, 216, convolve([4, 9, 8], 6, 3, 2, 1, 1));
    let grouped = [ints("pads", &[1, 1, 1, 1]), int("group", 2)];
    let model = conv("1 4 9 8", "6 2 3 3", &grouped);
    counts(&model, 108, convolve([4, 9, 8], 6, 3, 1, 1, 2));
    // One and three dimensions, as the layer table works them out; half of their FLOP.
    let model = conv("1 80 3000", "384 80 3", &[ints("pads", &[1, 1])]);
    counts(&model, 92_160, 552_960_000 / 2);
    let model = conv("1 3 16 112 112", "64 3 3 3 3", &[ints("pads", &[1; 6])]);
    counts(&model, 5_184, 2_080_899_072 / 2);
    // The same size as the input, over the stride; dilation by 2 covers five positions.
    let model = conv(
        "1 3 7 7",
        "2 3 3 3",
        &[text("auto_pad", "SAME_UPPER"), ints("strides", &[2, 2])],
    );
    counts(&model, 54, 16 * 54);
    let model = conv("1 3 7 7", "2 3 3 3", &[ints("dilations", &[2, 2])]);
    counts(&model, 54, 9 * 54);
}

#[test]
fn transposed_convolutions() {
    let attributes = [ints("strides", &[2, 2]), ints("pads", &[1, 1, 1, 1])];
    let model = image("1 128 16 16")
        .weight("w", "128 64 4 4")
        .weight("b", "64")
        .node("ConvTranspose", "x w b", "y", &attributes)
        // 32 by 32 comes out.
        .weight("v", "1 64 32 32")
        .node("Conv", "y v", "z", &[])
        .output("z")
        .model();
    counts(&model, 131_072 + 64 + 65_536, 67_108_864 / 2 + 65_536);
}

#[test]
fn linear_layers() {
    let model = Graph::new()
        .input("x", FLOAT, "1 5 7")
        .weight("w", "7 3")
        .weight("b", "3")
        .node("MatMul", "x w", "y", &[])
        .node("Add", "y b", "z", &[])
        .output("z")
        .model();
    counts(&model, 24, 5 * 7 * 3);
    let model = Graph::new()
        .input("x", FLOAT, "1 7")
        .weight("w", "3 7")
        .weight("b", "3")
        .node("Gemm", "x w b", "y", &[int("transB", 1)])
        .output("y")
        .model();
    counts(&model, 24, 21);
}

#[test]
fn products_of_activations_are_broadcast() {
    let model = Graph::new()
        .input("a", FLOAT, "2 1 4 5")
        .input("b", FLOAT, "3 5 6")
        .node("MatMul", "a b", "y", &[])
        .output("y")
        .model();
    let import = count(&model);
    assert_eq!(import.forward.unwrap().multiply_adds, 2 * 3 * 4 * 6 * 5);
    // Vectors: a row on the left, a column on the right.
    let model = Graph::new()
        .input("a", FLOAT, "5")
        .input("b", FLOAT, "3 5 6")
        .input("c", FLOAT, "6")
        .node("MatMul", "a b", "y", &[])
        .node("MatMul", "b c", "z", &[])
        .node("MatMul", "a a", "v", &[])
        .output("y")
        .model();
    counts(&model, 0, 3 * 6 * 5 + 3 * 5 * 6 + 5);
}

#[test]
fn einsum() {
    let product = |equation: &str| {
        Graph::new()
            .input("q", FLOAT, "1 5 2 8")
            .input("k", FLOAT, "1 7 2 8")
            .node("Einsum", "q k", "y", &[text("equation", equation)])
            .output("y")
            .model()
    };
    counts(&product("bqhd,bkhd->bhqk"), 0, 5 * 7 * 2 * 8);
    counts(&product("...qhd,...khd->...hqk"), 0, 5 * 7 * 2 * 8);
    // Without a sum it is element by element.
    counts(&product("bqhd,bkhd->bqkhd"), 0, 0);
    let model = Graph::new()
        .input("a", FLOAT, "2 3")
        .node("Einsum", "a a a", "y", &[text("equation", "ij,ij,ij->i")])
        .node("Relu", "y", "z", &[])
        .output("z")
        .model();
    // The first two are multiplied element by element; what comes of it and the third are summed.
    counts(&model, 0, 2 * 3);
    let model = Graph::new()
        .input("a", FLOAT, "2 3")
        .input("b", FLOAT, "3 5")
        .input("c", FLOAT, "5 7")
        .node("Einsum", "a b c", "y", &[text("equation", "ij,jk,kl->il")])
        .output("y")
        .model();
    // Two matrix products, not one sum over all four indices.
    let import = count(&model);
    assert_eq!(import.forward.unwrap().multiply_adds, 2 * 3 * 5 + 2 * 5 * 7);
    // An index of one operand that nothing needs is summed before.
    let model = Graph::new()
        .input("a", FLOAT, "1 3 9")
        .input("b", FLOAT, "3 5")
        .node("Einsum", "a b", "y", &[text("equation", "ijm,jk->ik")])
        .output("y")
        .model();
    counts(&model, 0, 3 * 5);
}

/// Exported attention: heads by `Reshape` and `Transpose`, with shapes computed in the graph.
#[test]
fn attention_with_computed_shapes() {
    let heads = |graph: Graph, from: &str, to: &str| {
        graph
            .node(
                "Reshape",
                &format!("{from} split"),
                &format!("{from}_r"),
                &[],
            )
            .node(
                "Transpose",
                &format!("{from}_r"),
                to,
                &[ints("perm", &[0, 2, 1, 3])],
            )
    };
    let mut graph = Graph::new()
        .input("x", FLOAT, "batch sequence 64")
        .weight("wq", "64 64")
        .weight("wk", "64 64")
        .weight("wv", "64 64")
        .stored(scalar("zero", 0))
        .stored(scalar("one", 1))
        .stored(vector("first", &[0]))
        .stored(vector("heads", &[4]))
        .stored(vector("rest", &[-1]))
        .node("Shape", "x", "shape", &[])
        .node("Gather", "shape zero", "b", &[int("axis", 0)])
        .node("Gather", "shape one", "s", &[int("axis", 0)])
        .node("Unsqueeze", "b first", "b1", &[])
        .node("Unsqueeze", "s first", "s1", &[])
        .node("Concat", "b1 s1 heads rest", "split", &[int("axis", 0)])
        .node("Concat", "b1 s1 rest", "join", &[int("axis", 0)])
        .node("MatMul", "x wq", "q", &[])
        .node("MatMul", "x wk", "k", &[])
        .node("MatMul", "x wv", "v", &[]);
    for name in ["q", "k", "v"] {
        graph = heads(graph, name, &format!("{name}h"));
    }
    let model = graph
        .node("Transpose", "kh", "kt", &[ints("perm", &[0, 1, 3, 2])])
        .node("MatMul", "qh kt", "scores", &[])
        .node("Softmax", "scores", "weights", &[])
        .node("MatMul", "weights vh", "mixed", &[])
        .node("Transpose", "mixed", "back", &[ints("perm", &[0, 2, 1, 3])])
        .node("Reshape", "back join", "y", &[])
        .product("y", "64 64");
    // 4 L d² + 2 L² d.
    counts(&model, 4 * 64 * 64, 128 * 4 * 64 * 64 + 2 * 128 * 128 * 64);
}

#[test]
fn attention_in_one_node() {
    let qkv = Graph::new()
        .input("q", FLOAT, "1 10 64")
        .input("k", FLOAT, "1 20 32")
        .input("v", FLOAT, "1 20 32");
    let heads = [int("q_num_heads", 8), int("kv_num_heads", 4)];
    let model = qkv
        .node("Attention", "q k v", "y", &heads)
        .output("y")
        .model();
    counts(&model, 0, 10 * 20 * (64 + 64));
    let model = Graph::new()
        .input("q", FLOAT, "1 10 64")
        .input("k", FLOAT, "1 20 64")
        .microsoft("MultiHeadAttention", "q k k", "y", &[int("num_heads", 8)])
        .output("y")
        .model();
    counts(&model, 0, 10 * 20 * 128);
    let heads = [int("num_heads", 8), int("kv_num_heads", 2)];
    let model = Graph::new()
        .input("q", FLOAT, "1 10 64")
        .input("k", FLOAT, "1 10 16")
        .input("past", FLOAT, "1 2 30 8")
        .microsoft("GroupQueryAttention", "q k k past past", "y", &heads)
        .output("y")
        .model();
    counts(&model, 0, 10 * 40 * 128);
    let model = Graph::new()
        .input("x", FLOAT, "1 10 64")
        .weight("w", "64 192")
        .weight("b", "192")
        .microsoft("Attention", "x w b", "y", &[int("num_heads", 8)])
        .output("y")
        .model();
    counts(&model, 64 * 192 + 192, 10 * 64 * 192 + 10 * 10 * 128);
}

#[test]
fn recurrent_layers() {
    // From the table of layers, per step: 128 → 256, each with the second bias that ONNX stores.
    for (operator, gates, parameters, flop) in [
        ("RNN", 1, 98_560, 196_608),
        ("GRU", 3, 295_680, 589_824),
        ("LSTM", 4, 394_240, 786_432_u128),
    ] {
        let model = Graph::new()
            .input("x", FLOAT, "7 1 128")
            .weight("w", &format!("1 {} 128", gates * 256))
            .weight("r", &format!("1 {} 256", gates * 256))
            .weight("b", &format!("1 {}", gates * 512))
            .weight("state", "1 1 256")
            .node(operator, "x w r b - state", "y", &[int("hidden_size", 256)])
            .output("y")
            .model();
        counts(&model, parameters + gates * 256, 7 * flop / 2);
    }
}

#[test]
fn a_bidirectional_layer_feeds_the_next() {
    let model = Graph::new()
        .input("x", FLOAT, "7 2 128")
        .weight("w", "2 1024 128")
        .weight("r", "2 1024 256")
        .weight("p", "2 768")
        .node(
            "LSTM",
            "x w r - - - - p",
            "y h c",
            &[text("direction", "bidirectional")],
        )
        .stored(vector("join", &[0, 0, -1]))
        .node("Transpose", "y", "t", &[ints("perm", &[0, 2, 1, 3])])
        .node("Reshape", "t join", "flat", &[])
        .product("flat", "512 10");
    let weights = 2 * 1024 * (128 + 256);
    counts(&model, weights + 2 * 768 + 5_120, 7 * 2 * (weights + 5_120));
}

#[test]
fn quantized_weights_count_by_what_they_stand_for() {
    let model = Graph::new()
        .input("x", FLOAT, "1 64")
        .stored(tensor("w", INT8, "64 32"))
        .weight("scale", "32")
        .stored(tensor("zero", INT8, "32"))
        .node("DequantizeLinear", "w scale zero", "wf", &[int("axis", 1)])
        .node("MatMul", "x wf", "y", &[])
        // Four bits each, packed: 16 rows of blocks of 32.
        .stored(tensor("packed", 2, "16 1 16"))
        .weight("scales", "16")
        .microsoft(
            "MatMulNBits",
            "y packed scales",
            "z",
            &[int("K", 32), int("N", 16), int("bits", 4)],
        )
        .stored(tensor("v", INT8, "16 8"))
        .node("DynamicQuantizeLinear", "z", "zq zs zz", &[])
        .node("MatMulInteger", "zq v zz", "o", &[])
        .output("o")
        .model();
    let weights = 64 * 32 + 32 * 16 + 16 * 8;
    counts(&model, weights, weights);
}

#[test]
fn a_quantized_table() {
    let table = |kind: u64, sizes: &str| {
        Graph::new()
            .input("ids", INT64, "1 6")
            .stored(tensor("table", kind, sizes))
            .weight("scales", "100 1")
            .microsoft(
                "GatherBlockQuantized",
                "table ids scales",
                "x",
                &[int("block_size", 32)],
            )
            .product("x", "32 3")
    };
    // Two of four bits in a byte, or each by itself.
    counts(&table(2, "100 16"), 100 * 32 + 96, 6 * 96);
    counts(&table(22, "100 32"), 100 * 32 + 96, 6 * 96);
}

#[test]
fn fused_operators() {
    let model = Graph::new()
        .input("x", FLOAT, "1 3 8 8")
        .weight("w", "4 3 3 3")
        .microsoft("FusedConv", "x w", "c", &[text("activation", "Relu")])
        .node("Flatten", "c", "f", &[])
        .weight("v", "10 144")
        .microsoft("FusedGemm", "f v", "g", &[int("transB", 1)])
        .weight("u", "5 10")
        .microsoft("FusedMatMul", "g u", "y", &[int("transB", 1)])
        .output("y")
        .model();
    counts(&model, 108 + 1_440 + 50, 36 * 108 + 1_440 + 50);
}

#[test]
fn a_shared_weight_counts_once() {
    let model = Graph::new()
        .input("ids", INT64, "1 6")
        .weight("table", "100 8")
        .node("Gather", "table ids", "x", &[])
        .node("Transpose", "table", "t", &[ints("perm", &[1, 0])])
        .node("MatMul", "x t", "y", &[])
        .output("y")
        .model();
    counts(&model, 800, 6 * 800);
}

/// Exporters store a tied embedding twice, the second one transposed.
#[test]
fn an_embedding_that_seems_tied_is_told() {
    let model = Graph::new()
        .input("ids", INT64, "1 6")
        .weight("table", "100 8")
        .weight("head", "8 100")
        .node("Gather", "table ids", "x", &[])
        .node("MatMul", "x head", "y", &[])
        .output("y")
        .model();
    counts(&model, 1_600, 6 * 800);
    let said = count(&model)
        .notes
        .iter()
        .map(|note| note.text().to_owned())
        .collect::<String>();
    assert!(
        said.contains("100 × 8") && said.contains("800 fewer parameters"),
        "{said}"
    );
}

#[test]
fn quantized_convolutions() {
    let model = Graph::new()
        .input("x", INT8, "1 4 6 6")
        .weight("xs", "")
        .stored(tensor("xz", INT8, ""))
        .stored(tensor("w", INT8, "5 2 3 3"))
        .weight("ws", "5")
        .stored(tensor("wz", INT8, "5"))
        .stored(tensor("b", 6, "5"))
        .node(
            "QLinearConv",
            "x xs xz w ws wz xs xz b",
            "y",
            &[int("group", 2)],
        )
        .stored(tensor("v", INT8, "7 5 1 1"))
        .node("ConvInteger", "y v", "z", &[])
        .stored(tensor("flat", INT64, "2"))
        .node("Reshape", "z flat", "f", &[])
        .output("f")
        .model();
    counts(&model, 90 + 5 + 35, 16 * (90 + 35));
    let model = Graph::new()
        .input("x", INT8, "3 6")
        .weight("s", "")
        .stored(tensor("z", INT8, ""))
        .stored(tensor("w", INT8, "6 4"))
        .node("QLinearMatMul", "x s z w s z s z", "y", &[])
        .output("y")
        .model();
    counts(&model, 24, 3 * 24);
}

#[test]
fn what_is_no_parameter() {
    let model = Graph::new()
        .input("x", FLOAT, "1 4 5 5")
        .weight("scale", "4")
        .weight("bias", "4")
        .weight("mean", "4")
        .weight("variance", "4")
        .node("BatchNormalization", "x scale bias mean variance", "n", &[])
        // One number is an epsilon or a factor; a rotary table is computed; nothing uses the queue.
        .weight("epsilon", "1")
        .node("Add", "n epsilon", "a", &[])
        .weight("rotary.inv_freq", "5 1")
        .node("MatMul", "a rotary.inv_freq", "r", &[])
        .weight("queue", "1000")
        .stored(vector("indices", &[0, 1]))
        .node("Gather", "r indices", "g", &[int("axis", 1)])
        .output("g")
        .model();
    counts(&model, 8, 4 * 5 * 5);
}

/// A norm over groups as exporters write it: what was trained follows the norm over instances.
#[test]
fn ones_and_zeros_of_a_norm_are_no_parameters() {
    let floats = |name: &str, value: f32| {
        let raw: Vec<u8> = [value; 2].iter().flat_map(|v| v.to_le_bytes()).collect();
        [
            number(1, 2),
            number(2, FLOAT),
            bytes(8, name),
            bytes(9, raw),
        ]
        .concat()
    };
    let model = Graph::new()
        .input("x", FLOAT, "1 4 5 5")
        .stored(vector("groups", &[0, 2, -1]))
        .stored(vector("apart", &[1, 4, 5, 5]))
        .stored(floats("ones", 1.0))
        .stored(floats("zeros", 0.0))
        .node("Reshape", "x groups", "g", &[])
        .node("InstanceNormalization", "g ones zeros", "n", &[])
        .node("Reshape", "n apart", "m", &[])
        .weight("scale", "4 1 1")
        .weight("shift", "4 1 1")
        .node("Mul", "m scale", "s", &[])
        .node("Add", "s shift", "y", &[])
        .output("y")
        .model();
    counts(&model, 8, 0);
}

#[test]
fn constants_that_nodes_make_are_weights() {
    let model = Graph::new()
        .input("x", FLOAT, "1 6")
        .stored(vector("shape", &[6, 4]))
        .node("ConstantOfShape", "shape", "w", &[])
        .node("MatMul", "x w", "y", &[])
        .node(
            "Constant",
            "",
            "v",
            &[holding("value", tensor("", FLOAT, "2 4"))],
        )
        .node(
            "Constant",
            "",
            "to",
            &[holding("value", vector("", &[4, 2]))],
        )
        .node("Reshape", "v to", "vr", &[])
        .node("MatMul", "y vr", "z", &[])
        .node(
            "Constant",
            "",
            "half",
            &[holding("value", tensor("", FLOAT, ""))],
        )
        .node("Mul", "z half", "o", &[])
        .output("o")
        .model();
    counts(&model, 24 + 8, 24 + 8);
}

#[test]
fn an_unknown_operator_is_named_with_its_share() {
    let model = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "6 4")
        .node("MatMul", "x w", "y", &[])
        .node_of("org.example", "Fancy", "y", "f", &[])
        .node("Relu", "f", "z", &[])
        .product("z", "4 2");
    let import = count(&model);
    let said = warnings(&import);
    assert_eq!(said.len(), 3, "{said:?}");
    // Its work is not known, so there is no total, but there are parameters.
    assert_eq!((import.forward, import.parameters), (None, Some(32)));
    assert!(
        said[2].contains("no total") && said[2].contains("24 multiply-adds"),
        "{said:?}"
    );
    assert!(
        said[0].contains("1 of 4 nodes (25%)") && said[0].contains("org.example.Fancy"),
        "{said:?}"
    );
    assert!(
        said[1].contains("1 of 4 nodes (25%)") && said[1].contains("MatMul “product”"),
        "{said:?}"
    );
    // With the size that the file stores of it, what follows counts.
    let stored = Graph::new()
        .input("x", FLOAT, "1 6")
        .field(13, value("f", FLOAT, "1 4"))
        .node_of("org.example", "Fancy", "x", "f", &[])
        .product("f", "4 2");
    let said = warnings(&count(&stored)).concat();
    assert!(said.contains("The rest comes to 8"), "{said}");
}

#[test]
fn branches() {
    let branch = |name: &str, width: usize| {
        Graph::new()
            .weight(&format!("w{name}"), &format!("6 {width}"))
            .node("MatMul", &format!("x w{name}"), name, &[])
            .output(name)
    };
    let either = |condition: Graph| {
        condition
            .input("x", FLOAT, "1 6")
            .node(
                "If",
                "c",
                "y",
                &[
                    body("then_branch", branch("a", 4)),
                    body("else_branch", branch("b", 9)),
                ],
            )
            .output("y")
            .model()
    };
    let import = count(&either(Graph::new().input("c", BOOL, "")));
    assert_eq!(import.forward.unwrap().multiply_adds, 54);
    assert_eq!(import.parameters, Some(24 + 54));
    assert!(warnings(&import).concat().contains("“If”"));
    // A stored condition tells the branch.
    counts(&either(Graph::new().stored(scalar("c", 1))), 24, 24);
}

#[test]
fn loops() {
    let around = |rounds: Graph| {
        let inner = Graph::new()
            .input("i", INT64, "")
            .input("go", BOOL, "")
            .input("state", FLOAT, "")
            .node("MatMul", "state w", "next", &[])
            .node("Identity", "go", "on", &[])
            .output("on")
            .output("next")
            .output("next");
        rounds
            .input("x", FLOAT, "1 6")
            .weight("w", "6 6")
            .node("Loop", "rounds - x", "last all", &[body("body", inner)])
            .product("all", "6 2")
    };
    // Ten rounds; what is collected has one more dimension.
    counts(
        &around(Graph::new().stored(scalar("rounds", 10))),
        36 + 12,
        10 * 36 + 10 * 12,
    );
    let import = count(&around(Graph::new().input("rounds", INT64, "")));
    assert!(
        import.forward.is_none() && warnings(&import).concat().contains("one round of each"),
        "{:?}",
        warnings(&import)
    );
}

#[test]
fn scans() {
    let inner = Graph::new()
        .input("h", FLOAT, "")
        .input("step", FLOAT, "")
        .node("MatMul", "step w", "s", &[])
        .node("MatMul", "h r", "t", &[])
        .node("Add", "s t", "new", &[])
        .output("new")
        .output("new");
    let model = Graph::new()
        .input("h0", FLOAT, "1 5")
        .input("x", FLOAT, "9 1 3")
        .weight("w", "3 5")
        .weight("r", "5 5")
        .node(
            "Scan",
            "h0 x",
            "last all",
            &[int("num_scan_inputs", 1), body("body", inner)],
        )
        .product("all", "5 2");
    counts(&model, 15 + 25 + 10, 9 * (15 + 25 + 10));
}

#[test]
fn local_functions_are_followed() {
    let names = |field: u64, names: &[&str]| -> Vec<u8> {
        names.iter().flat_map(|name| bytes(field, name)).collect()
    };
    let node = Graph::new().node("MatMul", "a b", "c", &[]).bytes;
    // In a function a node has the number 7.
    let nodes = [bytes(7, &node[2..])].concat();
    let function = [
        bytes(1, "Linear"),
        names(4, &["a", "b"]),
        names(5, &["c"]),
        nodes,
        bytes(10, "local"),
    ];
    let graph = Graph::new()
        .input("x", FLOAT, "1 6")
        .weight("w", "6 4")
        .weight("v", "4 2")
        .node_of("local", "Linear", "x w", "y", &[])
        .node_of("local", "Linear", "y v", "z", &[])
        .output("z");
    let model = [graph.model(), bytes(25, function.concat())].concat();
    counts(&model, 24 + 8, 24 + 8);
}
