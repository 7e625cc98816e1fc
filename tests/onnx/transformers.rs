//! Whole transformers as exporters write them, against published figures.

use super::counts;
use super::writer::*;

/// A layer of attention and a feed-forward network around residuals, from `from` on.
fn layer(graph: Graph, name: &str, from: &str, width: usize) -> (Graph, String) {
    let n = |part: &str| format!("{name}.{part}");
    let square = format!("{width} {width}");
    let (one, four) = (width.to_string(), (4 * width).to_string());
    let norm = |graph: Graph, from: &str, to: &str| {
        graph
            .weight(&n(&format!("{to}.scale")), &one)
            .weight(&n(&format!("{to}.bias")), &one)
            .node(
                "LayerNormalization",
                &format!("{from} {name}.{to}.scale {name}.{to}.bias"),
                &n(to),
                &[],
            )
    };
    let linear = |graph: Graph, from: &str, to: &str, sizes: &str, bias: &str| {
        graph
            .weight(&n(&format!("{to}.w")), sizes)
            .weight(&n(&format!("{to}.b")), bias)
            .node(
                "MatMul",
                &format!("{from} {name}.{to}.w"),
                &n(&format!("{to}.p")),
                &[],
            )
            .node("Add", &format!("{name}.{to}.b {name}.{to}.p"), &n(to), &[])
    };
    let mut graph = norm(graph, from, "ln1");
    for part in ["q", "k", "v"] {
        graph = linear(graph, &n("ln1"), part, &square, &one)
            .node(
                "Reshape",
                &format!("{name}.{part} heads"),
                &n(&format!("{part}r")),
                &[],
            )
            .node(
                "Transpose",
                &n(&format!("{part}r")),
                &n(&format!("{part}t")),
                &[ints(
                    "perm",
                    if part == "k" {
                        &[0, 2, 3, 1]
                    } else {
                        &[0, 2, 1, 3]
                    },
                )],
            );
    }
    graph = graph
        .node("MatMul", &format!("{name}.qt {name}.kt"), &n("scores"), &[])
        .node("Softmax", &n("scores"), &n("soft"), &[])
        .node(
            "MatMul",
            &format!("{name}.soft {name}.vt"),
            &n("mixed"),
            &[],
        )
        .node(
            "Transpose",
            &n("mixed"),
            &n("back"),
            &[ints("perm", &[0, 2, 1, 3])],
        )
        .node("Reshape", &format!("{name}.back joined"), &n("all"), &[]);
    graph = linear(graph, &n("all"), "o", &square, &one).node(
        "Add",
        &format!("{from} {name}.o"),
        &n("r1"),
        &[],
    );
    graph = norm(graph, &n("r1"), "ln2");
    graph = linear(graph, &n("ln2"), "up", &format!("{one} {four}"), &four).node(
        "Gelu",
        &n("up"),
        &n("act"),
        &[],
    );
    graph = linear(graph, &n("act"), "down", &format!("{four} {one}"), &one).node(
        "Add",
        &format!("{name}.r1 {name}.down"),
        &n("r2"),
        &[],
    );
    (graph, n("r2"))
}

/// Twelve layers of 768 features over `x`, and a norm that makes `normed`.
fn layers(mut graph: Graph) -> Graph {
    let mut last = "x".to_owned();
    for index in 0..12 {
        (graph, last) = layer(graph, &format!("l{index}"), &last, 768);
    }
    let inputs = format!("{last} ln.s ln.b");
    graph.weight("ln.s", "768").weight("ln.b", "768").node(
        "LayerNormalization",
        &inputs,
        "normed",
        &[],
    )
}

/// ViT-B/16: torchvision lists 86,567,656 parameters and 17.56 GMACs.
#[test]
fn vit_b_16() {
    let graph = Graph::new()
        .input("image", FLOAT, "batch 3 224 224")
        .weight("patch.w", "768 3 16 16")
        .weight("patch.b", "768")
        .node(
            "Conv",
            "image patch.w patch.b",
            "patches",
            &[ints("strides", &[16, 16])],
        )
        .stored(vector("flat", &[0, 768, -1]))
        .node("Reshape", "patches flat", "columns", &[])
        .node(
            "Transpose",
            "columns",
            "tokens",
            &[ints("perm", &[0, 2, 1])],
        )
        // The class token, once per image.
        .weight("class", "1 1 768")
        .stored(scalar("zero", 0))
        .stored(vector("first", &[0]))
        .stored(vector("rest", &[1, 768]))
        .node("Shape", "image", "shape", &[])
        .node("Gather", "shape zero", "batch_size", &[])
        .node("Unsqueeze", "batch_size first", "batches", &[])
        .node("Concat", "batches rest", "wide", &[int("axis", 0)])
        .node("Expand", "class wide", "classes", &[])
        .node("Concat", "classes tokens", "sequence", &[int("axis", 1)])
        .weight("positions", "1 197 768")
        .node("Add", "sequence positions", "x", &[])
        .stored(vector("heads", &[0, 0, 12, 64]))
        .stored(vector("joined", &[0, 0, -1]));
    let model = layers(graph)
        .node("Gather", "normed zero", "pooled", &[int("axis", 1)])
        .weight("head.w", "1000 768")
        .weight("head.b", "1000")
        .node(
            "Gemm",
            "pooled head.w head.b",
            "logits",
            &[int("transB", 1)],
        )
        .output("logits")
        .model();
    counts(&model, 86_567_656, 17_563_828_224);
}

/// GPT-2: 124,439,808 parameters with the embedding tied to the output.
#[test]
fn gpt_2() {
    let graph = Graph::new()
        .input("ids", INT64, "1 1024")
        .weight("wte", "50257 768")
        .weight("wpe", "1024 768")
        .stored(scalar("zero", 0))
        .stored(scalar("one", 1))
        .node("Shape", "ids", "shape", &[])
        .node("Gather", "shape one", "length", &[])
        .node("Range", "zero length one", "places", &[])
        .node("Gather", "wte ids", "words", &[])
        .node("Gather", "wpe places", "positions", &[])
        .node("Add", "words positions", "x", &[])
        .stored(vector("heads", &[0, 0, 12, 64]))
        .stored(vector("joined", &[0, 0, -1]));
    let model = layers(graph)
        .node("Transpose", "wte", "head", &[ints("perm", &[1, 0])])
        .node("MatMul", "normed head", "logits", &[])
        .output("logits")
        .model();
    let attention = 2 * 1024 * 1024 * 768;
    let each = 12 * 768 * 768 * 1024 + attention;
    counts(&model, 124_439_808, 12 * each + 1024 * 768 * 50_257);
}
