//! Sizes that a graph computes from others before a product: each link of such chains, by the figure
//! that the product then has.

use super::writer::*;
use super::{count, count_as, counts};
use petaday::import::{Asked, OpenSize};

/// Multiply-adds of `z` times a weight, where `z` is reshaped to the numbers `to` of a graph whose
/// input `x` is [2, 6, 8] and open in the first two.
fn reshaped(chain: impl Fn(Graph) -> Graph, columns: u64) -> Option<u128> {
    let graph = Graph::new()
        .input("x", FLOAT, "batch length 8")
        .stored(vector("zero", &[0]))
        .stored(vector("one", &[1]))
        .stored(vector("two", &[2]))
        .stored(vector("rest", &[-1]))
        .stored(vector("before_last", &[-2]))
        .stored(vector("least", &[i64::MIN]))
        .stored(vector("most", &[i64::MAX]))
        .node("Shape", "x", "shape", &[]);
    let model = chain(graph)
        .node("Reshape", "x to", "z", &[])
        .product("z", &format!("{columns} 5"));
    let mut asked = Asked::default();
    asked.sizes.insert("batch".into(), 2);
    asked.sizes.insert("length".into(), 6);
    count_as(&model, &asked)
        .forward
        .map(|forward| forward.multiply_adds)
}

/// Rows of four, of 96 numbers: 24 × 4 × 5.
const FOURS: Option<u128> = Some(24 * 4 * 5);

#[test]
fn slices_of_a_shape() {
    let slice = |bounds: &str| {
        let bounds = bounds.to_owned();
        move |graph: Graph| {
            graph
                .stored(vector("four", &[4]))
                .node("Slice", &format!("shape {bounds}"), "kept", &[])
                .node("Concat", "kept rest four", "to", &[int("axis", 0)])
        }
    };
    // All but the last, by every bound that means so: [2, 6, -1, 4].
    for bounds in [
        "zero two",
        "zero rest",
        "least rest",
        "least two zero",
        "zero before_last_but",
        "zero rest zero one",
        "least rest rest one",
    ] {
        if bounds.contains("but") {
            continue;
        }
        assert_eq!(reshaped(slice(bounds), 4), FOURS, "{bounds}");
    }
    // The last: [8, -1, 4] has 96 numbers as well. And backwards: [8, 6, -1, 4] does not go up.
    assert_eq!(reshaped(slice("rest most"), 4), FOURS);
    assert_eq!(reshaped(slice("two most"), 4), FOURS);
    assert_eq!(
        reshaped(slice("rest least zero before_last"), 4),
        None,
        "8 by 2 does not divide 96 by 4 twice"
    );
    assert_eq!(reshaped(slice("most least zero before_last"), 4), None);
    // Every second one backwards is [8, 2]: 96 / 16 is not a multiple of 4; every fourth is [8].
    let backwards = |graph: Graph| {
        graph
            .stored(vector("back", &[-4]))
            .stored(vector("four", &[4]))
            .node("Slice", "shape most least zero back", "kept", &[])
            .node("Concat", "kept rest four", "to", &[int("axis", 0)])
    };
    assert_eq!(reshaped(backwards, 4), FOURS);
}

#[test]
fn arithmetic_on_a_shape() {
    // [batch · length, 8], the product by each way that there is.
    let rows = 2 * 6 * 8 * 5;
    let chains: [fn(Graph) -> Graph; 9] = [
        |g| {
            g.node("Gather", "shape zero", "b", &[])
                .node("Gather", "shape one", "l", &[])
                .node("Mul", "b l", "n", &[])
        },
        |g| {
            g.node("Size", "x", "all", &[])
                .node("Gather", "shape rest", "d", &[])
                .node("Div", "all d", "n", &[])
        },
        |g| {
            g.node("Shape", "x", "two_sizes", &[int("end", -1)]).node(
                "ReduceProd",
                "two_sizes",
                "n",
                &[int("keepdims", 1)],
            )
        },
        |g| {
            g.node("Shape", "x", "b", &[int("start", -3), int("end", -2)])
                .node("Shape", "x", "l", &[int("start", 1), int("end", 2)])
                .node("Cast", "l", "lf", &[int("to", 1)])
                .node("Cast", "b", "bf", &[int("to", 1)])
                .node("Mul", "lf bf", "nf", &[])
                .node("Ceil", "nf", "nc", &[])
                .node("Cast", "nc", "n", &[int("to", 7)])
        },
        |g| {
            g.node("Split", "shape", "b l d", &[int("num_outputs", 3)])
                .node("Squeeze", "b zero", "bs", &[])
                .node("Squeeze", "l", "ls", &[])
                .node("Mul", "bs ls", "ns", &[])
                .node("Unsqueeze", "ns zero", "n", &[])
        },
        |g| {
            // (12² )^½, the smaller of it and a bound, at least 1.
            g.stored(vector("square", &[144]))
                .stored(vector("bound", &[1000]))
                .node("Cast", "square", "sf", &[int("to", 1)])
                .node("Sqrt", "sf", "sr", &[])
                .node("Cast", "sr", "si", &[int("to", 7)])
                .node("Min", "si bound", "sm", &[])
                .node("Max", "sm one", "n", &[])
        },
        |g| {
            // A size of -1 takes that of the shape, as in an exported `expand`.
            g.stored(vector("wanted", &[-1]))
                .node("Equal", "wanted rest", "same", &[])
                .node("Gather", "shape zero", "b", &[])
                .node("Gather", "shape one", "l", &[])
                .node("Mul", "b l", "p", &[])
                .node("Where", "same p wanted", "n", &[])
        },
        |g| {
            // The length of a range of every second number to 24, by way of its own shape.
            g.stored(scalar("start", 0))
                .stored(scalar("limit", 24))
                .stored(scalar("step", 2))
                .node("Range", "start limit step", "numbers", &[])
                .node("Shape", "numbers", "n", &[])
        },
        |g| {
            // As many ones as the shape has numbers: 3, and 3 · 4.
            g.stored(vector("four", &[4]))
                .node("Shape", "shape", "rank", &[])
                .node(
                    "ConstantOfShape",
                    "rank",
                    "ones",
                    &[holding("value", vector("", &[1]))],
                )
                .node("ReduceSum", "ones zero", "sum", &[int("keepdims", 1)])
                .node("Mul", "sum four", "n", &[])
        },
    ];
    for (index, chain) in chains.into_iter().enumerate() {
        let whole = |graph: Graph| {
            chain(graph).stored(vector("eight", &[8])).node(
                "Concat",
                "n eight",
                "to",
                &[int("axis", 0)],
            )
        };
        assert_eq!(reshaped(whole, 8), Some(rows), "chain {index}");
    }
}

#[test]
fn zeros_and_the_rest_of_a_reshape() {
    let to = |sizes: &'static [i64]| move |graph: Graph| graph.stored(vector("to", sizes));
    assert_eq!(reshaped(to(&[0, 0, -1, 4]), 4), FOURS);
    assert_eq!(reshaped(to(&[0, -1, 4]), 4), FOURS);
    assert_eq!(reshaped(to(&[-1, 0, 8]), 8), Some(96 * 5));
    // With `allowzero` a 0 is a size, and nothing is left to multiply.
    let model = Graph::new()
        .input("x", FLOAT, "1 8")
        .stored(vector("none", &[0]))
        .node("Slice", "x none none", "empty", &[])
        .stored(vector("to", &[0, 4]))
        .node("Reshape", "empty to", "z", &[int("allowzero", 1)])
        .product("z", "4 5");
    counts(&model, 20, 0);
}

/// Multiply-adds of what a node makes of [2, 3, 4], times a weight of as many rows as it says.
#[track_caller]
fn made(operator: &str, inputs: &str, attributes: &[Vec<u8>], rows: u64, multiply_adds: u128) {
    let model = Graph::new()
        .input("x", FLOAT, "2 3 4")
        .stored(vector("ones", &[1, 1, 1]))
        .stored(vector("sizes", &[5, 1, 3, 1]))
        .stored(vector("repeats", &[1, 2, 3]))
        .stored(vector("pads", &[0, 1, 0, 0, 0, 2]))
        .stored(vector("last", &[-1]))
        .stored(vector("two_pads", &[1, 1]))
        .stored(vector("larger", &[2, 6, 8]))
        .stored(vector("back", &[-1, -3]))
        .stored(scalar("first", 0))
        .node(operator, inputs, "z", attributes)
        .product("z", &format!("{rows} 5"));
    let import = count(&model);
    let got = import.forward.map(|forward| forward.multiply_adds);
    assert_eq!(
        got,
        Some(multiply_adds),
        "{operator} {inputs}: {:?}",
        import.notes
    );
}

#[test]
fn sizes_of_what_is_laid_out() {
    let none: &[Vec<u8>] = &[];
    made("Expand", "x sizes", none, 4, 5 * 2 * 3 * 4 * 5);
    made("Expand", "x ones", none, 4, 24 * 5);
    made("Tile", "x repeats", none, 12, 2 * 6 * 12 * 5);
    made("Pad", "x pads", none, 6, 2 * 4 * 6 * 5);
    made("Pad", "x two_pads - last", none, 6, 2 * 3 * 6 * 5);
    made("Resize", "x - - larger", none, 8, 2 * 6 * 8 * 5);
    made("CenterCropPad", "x larger", none, 8, 2 * 6 * 8 * 5);
    made("Gather", "x back", &[int("axis", -2)], 4, 2 * 2 * 4 * 5);
    made("Gather", "x first", &[int("axis", 1)], 4, 2 * 4 * 5);
    made(
        "Split",
        "x",
        &[int("axis", -1), int("num_outputs", 2)],
        2,
        2 * 3 * 2 * 5,
    );
}

/// All alike, but for a smaller last one.
#[test]
fn split_into_as_many_as_there_are() {
    let model = Graph::new()
        .input("x", FLOAT, "1 7")
        .node(
            "Split",
            "x",
            "a b c",
            &[int("axis", 1), int("num_outputs", 3)],
        )
        .weight("w", "3 5")
        .weight("v", "1 5")
        .node("MatMul", "b w", "y", &[])
        .node("MatMul", "c v", "z", &[])
        .output("y")
        .model();
    counts(&model, 20, 15 + 5);
}

/// Names as torch makes them, and arithmetic in them.
#[test]
fn sizes_with_names_of_the_exporter() {
    let model = Graph::new()
        .input("ids", INT64, "s77 s27")
        .input("mask", INT64, "s77 s27+s94")
        .input("past_key_values.0.key", FLOAT, "s77 4 s94 16")
        .input("pairs", FLOAT, "s77*s27 2*s27")
        .product("pairs", "256 3");
    let open = |name: &str, assumed: u64| OpenSize {
        name: name.into(),
        assumed,
    };
    let import = count(&model);
    assert_eq!(
        import.open,
        [open("s77", 1), open("s27", 128), open("s94", 0)]
    );
    assert_eq!(import.forward.unwrap().whole(), Some(128 * 256 * 3));
    // Without names the batch is not a past.
    let model = Graph::new()
        .input("past_key", FLOAT, "? 4 ? 16")
        .node("Relu", "past_key", "y", &[])
        .output("y")
        .model();
    let names = [
        open("past_key dimension 1", 1),
        open("past_key dimension 3", 0),
    ];
    assert_eq!(count(&model).open, names);
    // Vectors at every position, and channels over time.
    for (sizes, second) in [("s1 s2 64", "s2"), ("s1 80 s2", "s2")] {
        let model = Graph::new()
            .input("x", FLOAT, sizes)
            .node("Relu", "x", "y", &[])
            .output("y")
            .model();
        assert_eq!(
            count(&model).open,
            [open("s1", 1), open(second, 128)],
            "{sizes}"
        );
    }
}

/// Tokens with a fixed batch are divided by it; of other inputs it is said.
#[test]
fn a_batch_that_is_fixed() {
    let model = |kind: u64, sizes: &str| {
        Graph::new()
            .input("x", kind, sizes)
            .input("v", FLOAT, "2 6 8")
            .product("v", "8 5")
    };
    let tokens = count(&model(INT64, "2 6"));
    assert_eq!(tokens.forward.unwrap().whole(), Some(6 * 8 * 5));
    let import = count(&model(FLOAT, "2 6 8"));
    assert_eq!(import.forward.unwrap().whole(), Some(2 * 6 * 8 * 5));
    let said = import
        .notes
        .iter()
        .map(|note| note.text())
        .collect::<String>();
    assert!(
        said.contains("fixed sizes 2 × 6 × 8") && said.contains("2 examples"),
        "{said}"
    );
}
