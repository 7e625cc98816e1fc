//! Parts that cannot be counted are named, and there is no total if they could be large.

use super::writer::*;
use super::{count, count_as, counts, warnings};
use petaday::import::Asked;

/// Checks that there is no total, that there are parameters, and that warnings say why.
#[track_caller]
fn refused(model: &[u8], parameters: u128, words: &[&str]) {
    refused_as(model, &Asked::default(), parameters, words);
}

#[track_caller]
fn refused_as(model: &[u8], asked: &Asked, parameters: u128, words: &[&str]) {
    let import = count_as(model, asked);
    assert_eq!(
        (import.forward, import.parameters),
        (None, Some(parameters))
    );
    assert_eq!(import.fields(), [], "nothing goes into the form");
    let said = warnings(&import).join("\n");
    for words in words.iter().chain(&["no total"]) {
        assert!(said.contains(words), "“{words}” is not in\n{said}");
    }
}

fn with_size(name: &str, size: u64) -> Asked {
    let mut asked = Asked::default();
    asked.sizes.insert(name.into(), size);
    asked
}

/// Rows that the input chooses: their upper bound is known, and is large here.
#[test]
fn experts_that_the_input_chooses() {
    let model = Graph::new()
        .input("x", FLOAT, "10 64")
        .weight("router", "64 4")
        .node("MatMul", "x router", "scores", &[])
        .node("Greater", "scores scores", "chosen", &[])
        .node("NonZero", "chosen", "places", &[])
        .stored(scalar("zero", 0))
        .node("Gather", "places zero", "rows", &[int("axis", 0)])
        .node("Gather", "x rows", "tokens", &[int("axis", 0)])
        .product("tokens", "64 256");
    let most = 40 * 64 * 256;
    assert_eq!(most, 655_360);
    refused(
        &model,
        64 * 4 + 64 * 256,
        &[
            "MatMul “product”",
            "at most 655,360",
            "99.6% of all operations",
            "comes to 2,560",
        ],
    );
}

/// A detector keeps few boxes: there is a total, with the share that may be missing.
#[test]
fn a_small_share_is_said() {
    let model = Graph::new()
        .input("x", FLOAT, "1 1000 64")
        .weight("w", "64 64")
        .node("MatMul", "x w", "features", &[])
        .input("boxes", FLOAT, "1 20 4")
        .input("scores", FLOAT, "1 2 20")
        .stored(scalar("most", 5))
        .node("NonMaxSuppression", "boxes scores most", "kept", &[])
        .node("Cast", "kept", "numbers", &[int("to", 1)])
        .product("numbers", "3 8");
    let import = count(&model);
    // Two classes of five boxes: 10 × 3 × 8.
    assert_eq!(import.forward.unwrap().multiply_adds, 1000 * 64 * 64);
    let said = warnings(&import).concat();
    assert!(
        said.contains("at most 240 multiply-adds") && said.contains("0.00586% of all operations"),
        "{said}"
    );
}

/// Values put back into a tensor have its sizes again.
#[test]
fn what_follows_is_counted_again() {
    let model = Graph::new()
        .input("x", FLOAT, "1000 64")
        .node("NonZero", "x", "places", &[])
        .node("Transpose", "places", "indices", &[ints("perm", &[1, 0])])
        .node("GatherND", "x indices", "found", &[])
        .node("ScatterND", "x indices found", "z", &[])
        .product("z", "64 8");
    counts(&model, 512, 1000 * 512);
}

/// An upper bound tells nothing of a difference, such as all rows minus those found.
#[test]
fn a_difference_has_no_bound() {
    let model = Graph::new()
        .input("x", FLOAT, "10 64")
        .node("NonZero", "x", "places", &[])
        .node("Shape", "places", "shape", &[int("start", 1)])
        .stored(vector("all", &[640]))
        .node("Sub", "all shape", "left", &[])
        .stored(vector("width", &[8]))
        .node("Concat", "left width", "to", &[int("axis", 0)])
        .stored(scalar("value", 0))
        .node("Expand", "value to", "z", &[])
        .product("z", "8 8");
    refused(
        &model,
        64,
        &[
            "MatMul “product”",
            "sizes of what they multiply are not known",
        ],
    );
}

#[test]
fn an_input_that_is_too_small() {
    let model = Graph::new()
        .input("x", FLOAT, "batch samples 1")
        .node("Transpose", "x", "t", &[ints("perm", &[0, 2, 1])])
        .weight("w", "8 1 400")
        .node("Conv", "t w", "y", &[])
        .output("y")
        .model();
    refused(
        &model,
        3_200,
        &[
            "a kernel larger than its input",
            "Conv “y”",
            "give larger sizes of the input",
        ],
    );
    let asked = with_size("samples", 500);
    let forward = count_as(&model, &asked).forward.unwrap();
    assert_eq!(forward.whole(), Some(101 * 3_200));
}

/// Sizes that contradict fixed ones in the graph give no figure.
#[test]
fn sizes_that_do_not_fit() {
    let asked = |sizes: &[u64]| Asked {
        input: Some(sizes.to_vec()),
        ..Asked::default()
    };
    let model = Graph::new()
        .input("x", FLOAT, "1 3 8 8")
        .weight("w", "4 3 3 3")
        .node("Conv", "x w", "y", &[])
        .output("y")
        .model();
    refused_as(
        &model,
        &asked(&[1, 8, 8, 3]),
        108,
        &["do not fit the sizes", "Conv “y”"],
    );
    let model = Graph::new()
        .input("x", FLOAT, "1 40 64")
        .stored(vector("to", &[1, 40, 4, 16]))
        .node("Reshape", "x to", "h", &[])
        .weight("w", "16 16")
        .node("MatMul", "h w", "y", &[])
        .output("y")
        .field(13, value("h", FLOAT, "1 40 4 16"))
        .model();
    counts(&model, 256, 40 * 4 * 256);
    refused_as(
        &model,
        &asked(&[2, 40, 64]),
        256,
        &[
            "MatMul “y”",
            "Reshape “h”",
            "give the sizes that the graph was made with",
        ],
    );
}

/// A sum with a tensor of another length, as in graphs that unroll the example they were traced
/// with.
#[test]
fn sizes_that_do_not_broadcast() {
    let model = Graph::new()
        .input("x", FLOAT, "batch length 8")
        .weight("seen", "16 8")
        .node("Add", "x seen", "z", &[])
        .product("z", "8 8");
    refused(
        &model,
        16 * 8 + 64,
        &["Add “z”", "give the sizes that the graph was made with"],
    );
    let asked = with_size("length", 16);
    let forward = count_as(&model, &asked).forward.unwrap();
    assert_eq!(forward.whole(), Some(16 * 64));
}

/// A name is shown so that it can be read and typed, whatever is in it.
#[test]
fn names_with_what_cannot_be_seen() {
    let model = Graph::new()
        .input("x", FLOAT, "ba\u{10}tch\u{202e} 64")
        .weight("w", "64 8")
        .node("MatMul", "x w", "y", &[])
        .node_of("org", "Fan\u{7}cy\u{1b}[31m", "y", "z\u{9b}", &[])
        .weight("v", "8 8")
        .node("MatMul", "z\u{9b} v", "o\u{200f}", &[])
        .output("o\u{200f}")
        .model();
    let import = count(&model);
    let name = "ba⟨U0010⟩tch⟨U202E⟩";
    assert_eq!(import.open[0].name, name);
    let rows = import.rows.iter().map(|row| row.name.as_str());
    let said: String = warnings(&import).into_iter().chain(rows).collect();
    assert!(
        said.contains("org.Fan⟨U0007⟩cy⟨U001B⟩[31m") && said.contains("MatMul “o⟨U200F⟩”"),
        "{said}"
    );
    assert!(
        !said.chars().any(|c| c.is_control() || c == '\u{202e}'),
        "{said:?}"
    );
    // The name that is shown can be typed.
    assert_eq!(count_as(&model, &with_size(name, 5)).open, []);
}
