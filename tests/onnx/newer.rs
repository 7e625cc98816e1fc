//! Operators of the newest operator sets, and further ones of ONNX Runtime, each against a figure
//! worked out by hand.

use super::counts;
use super::writer::*;

#[test]
fn attention_of_operator_set_23() {
    let qkv = |attributes: &[Vec<u8>]| {
        Graph::new()
            .input("q", FLOAT, "1 8 10 16")
            .input("k", FLOAT, "1 2 20 16")
            .input("v", FLOAT, "1 2 20 16")
            .node("Attention", "q k v", "y", attributes)
            .output("y")
            .model()
    };
    // Eight heads of 16 look at 20 keys: 10 × 20 × (128 + 128). Causal is the full square as well.
    counts(&qkv(&[]), 0, 10 * 20 * 256);
    counts(&qkv(&[int("is_causal", 1)]), 0, 10 * 20 * 256);
    // A window of two before and one after, or of two before what is causal; one side is none.
    counts(
        &qkv(&[int("left_window_size", 2), int("right_window_size", 1)]),
        0,
        10 * 4 * 256,
    );
    counts(
        &qkv(&[int("left_window_size", 2), int("is_causal", 1)]),
        0,
        10 * 3 * 256,
    );
    counts(&qkv(&[int("left_window_size", 2)]), 0, 10 * 20 * 256);
    counts(
        &qkv(&[int("left_window_size", -1), int("right_window_size", 5)]),
        0,
        10 * 20 * 256,
    );
    // With 30 positions kept from before, which come out along with the new ones.
    let model = Graph::new()
        .input("q", FLOAT, "1 10 128")
        .input("k", FLOAT, "1 10 32")
        .input("past", FLOAT, "1 2 30 16")
        .node(
            "Attention",
            "q k k - past past",
            "y keys values",
            &[int("q_num_heads", 8), int("kv_num_heads", 2)],
        )
        .node("Shape", "keys", "shape", &[])
        .stored(vector("two", &[2]))
        .stored(vector("three", &[3]))
        .node("Slice", "shape two three", "length", &[])
        .stored(vector("width", &[7]))
        .node("Concat", "length width", "to", &[int("axis", 0)])
        .stored(scalar("value", 0))
        .node("Expand", "value to", "z", &[])
        .product("z", "7 3");
    counts(&model, 21, 10 * 40 * 256 + 40 * 7 * 3);
}

#[test]
fn norms_and_rotations_multiply_nothing() {
    let model = Graph::new()
        .input("x", FLOAT, "1 4 6 8")
        .weight("scale", "8")
        .node("RMSNormalization", "x scale", "n", &[])
        .weight("cos_cache", "6 4")
        .weight("sin_cache", "6 4")
        .node("RotaryEmbedding", "n cos_cache sin_cache", "r", &[])
        .weight("gs", "4")
        .weight("gb", "4")
        .node(
            "GroupNormalization",
            "r gs gb",
            "g",
            &[int("num_groups", 2)],
        )
        .node("SwiGLU", "g g", "s", &[])
        .product("s", "8 3");
    counts(&model, 8 + 4 + 4 + 24, 24 * 24);
}

/// <https://onnx.ai/onnx/operators/onnx__LinearAttention.html>
#[test]
fn linear_attention() {
    let model = |rule: &str| {
        Graph::new()
            .input("q", FLOAT, "1 10 64")
            .input("k", FLOAT, "1 10 32")
            .input("v", FLOAT, "1 10 48")
            .node(
                "LinearAttention",
                "q k v - g b",
                "y state",
                &[
                    int("q_num_heads", 4),
                    int("kv_num_heads", 2),
                    text("update_rule", rule),
                ],
            )
            .weight("g", "1")
            .weight("b", "1")
            .product("y", "96 5")
    };
    // Two heads of keys of 16 and values of 24 make states of 16 × 24; four heads of queries look.
    let (state, after) = (16 * 24, 10 * 96 * 5);
    counts(&model("linear"), 480, 10 * (2 * state + 4 * state) + after);
    counts(
        &model("gated_delta"),
        480,
        10 * (2 * 2 * state + 4 * state) + after,
    );
}

#[test]
fn causal_convolution_with_state() {
    let model = Graph::new()
        .input("x", FLOAT, "1 6 10")
        .weight("w", "6 1 4")
        .weight("b", "6")
        .node("CausalConvWithState", "x w b", "y state", &[])
        .output("y")
        .model();
    counts(&model, 24 + 6, 6 * 10 * 4);
}

/// Four experts, of which each of ten tokens visits two: 8 → 16 → 8.
#[test]
fn experts_in_one_node() {
    let model = Graph::new()
        .input("x", FLOAT, "1 10 8")
        .input("router", FLOAT, "10 4")
        .weight("up", "4 8 16")
        .weight("down", "4 16 8")
        .microsoft("MoE", "x router up - down", "y", &[int("k", 2)])
        .product("y", "8 3");
    counts(&model, 4 * 2 * 128 + 24, 10 * 2 * 2 * 128 + 240);
    // The same with two numbers in a byte.
    let model = Graph::new()
        .input("x", FLOAT, "1 10 8")
        .input("router", FLOAT, "10 4")
        .stored(tensor("up", 2, "4 16 4"))
        .weight("ups", "4 16")
        .stored(tensor("down", 2, "4 8 8"))
        .weight("downs", "4 8")
        .microsoft(
            "QMoE",
            "x router up ups - down downs",
            "y",
            &[int("k", 2), int("expert_weight_bits", 4)],
        )
        .output("y")
        .model();
    counts(&model, 4 * 2 * 128, 10 * 2 * 2 * 128);
}

#[test]
fn a_transformer_as_onnx_runtime_fuses_it() {
    let model = Graph::new()
        .input("ids", INT64, "1 10")
        .weight("words", "100 64")
        .weight("places", "32 64")
        .weight("scale", "64")
        .weight("shift", "64")
        .microsoft(
            "EmbedLayerNormalization",
            "ids - words places - scale shift",
            "x mask",
            &[],
        )
        .weight("qkv", "64 192")
        .weight("qkvb", "192")
        .microsoft("Attention", "x qkv qkvb mask", "a", &[int("num_heads", 4)])
        .weight("up", "64 128")
        .weight("upb", "128")
        .microsoft("GemmFastGelu", "a up upb", "y", &[])
        .product("y", "128 64");
    let weights = 64 * 192 + 2 * 64 * 128;
    counts(
        &model,
        132 * 64 + 128 + weights + 192 + 128,
        10 * weights + 2 * 10 * 10 * 64,
    );
}

/// Quantized parts are put together with a scale and a zero point each.
#[test]
fn quantized_layers_between_convolutions() {
    let model = Graph::new()
        .input("x", INT8, "1 4 6 6")
        .weight("s", "1")
        .stored(tensor("z", INT8, "1"))
        .microsoft(
            "QLinearAveragePool",
            "x s z s z",
            "p",
            &[ints("kernel_shape", &[2, 2]), ints("strides", &[2, 2])],
        )
        .microsoft("QLinearConcat", "s z p s z p s z", "c", &[int("axis", 1)])
        .stored(tensor("w", INT8, "5 8 1 1"))
        .node("ConvInteger", "c w", "y", &[])
        .output("y")
        .model();
    counts(&model, 40, 9 * 40);
}

/// A local window of ONNX Runtime’s grouped attention.
#[test]
fn a_window_of_grouped_attention() {
    let model = Graph::new()
        .input("q", FLOAT, "1 10 64")
        .input("k", FLOAT, "1 10 16")
        .microsoft(
            "GroupQueryAttention",
            "q k k",
            "y",
            &[
                int("num_heads", 8),
                int("kv_num_heads", 2),
                int("local_window_size", 4),
            ],
        )
        .output("y")
        .model();
    counts(&model, 0, 10 * 4 * 128);
}

/// Sizes by a scale in 32 bits, as runtimes have them: 20 × 0.45 is 9.
#[test]
fn resizing() {
    let resized = |inputs: &str, attributes: &[Vec<u8>], columns: u64| {
        let floats = [0.45_f32, 0.45].iter().flat_map(|v| v.to_le_bytes());
        let scales = [
            number(1, 4),
            number(2, FLOAT),
            bytes(8, "scales"),
            bytes(
                9,
                [1_f32, 1.0]
                    .iter()
                    .flat_map(|v| v.to_le_bytes())
                    .chain(floats)
                    .collect::<Vec<u8>>(),
            ),
        ];
        Graph::new()
            .input("x", FLOAT, "1 2 20 20")
            .stored(scales.concat())
            .stored(vector("sides", &[10, 5]))
            .node("Resize", inputs, "z", attributes)
            .product("z", &format!("{columns} 5"))
    };
    counts(&resized("x - scales", &[], 9), 45, 2 * 9 * 9 * 5);
    let axes = ints("axes", &[2, 3]);
    let kept = |policy: &str| [axes.clone(), text("keep_aspect_ratio_policy", policy)];
    counts(
        &resized("x - - sides", std::slice::from_ref(&axes), 5),
        25,
        2 * 10 * 5 * 5,
    );
    counts(
        &resized("x - - sides", &kept("not_larger"), 5),
        25,
        2 * 5 * 5 * 5,
    );
    counts(
        &resized("x - - sides", &kept("not_smaller"), 10),
        50,
        2 * 10 * 10 * 5,
    );
}
