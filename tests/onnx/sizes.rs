//! Sizes that a graph leaves open.

use super::writer::*;
use super::{count, count_as};
use petaday::import::{Asked, OpenSize};

fn network(sizes: &str) -> Vec<u8> {
    Graph::new()
        .input("x", FLOAT, sizes)
        .weight("w", "8 3 3 3")
        .node("Conv", "x w", "y", &[ints("pads", &[1, 1, 1, 1])])
        .output("y")
        .model()
}

fn open(name: &str, assumed: u64) -> OpenSize {
    OpenSize {
        name: name.into(),
        assumed,
    }
}

#[test]
fn names_are_asked_for() {
    let model = network("batch 3 height width");
    let import = count(&model);
    assert_eq!(
        import.open,
        [open("batch", 1), open("height", 224), open("width", 224)]
    );
    assert_eq!(import.forward.unwrap().whole(), Some(224 * 224 * 216));
    let mut asked = Asked::default();
    asked.sizes.insert("height".into(), 10);
    asked.sizes.insert("width".into(), 20);
    asked.sizes.insert("batch".into(), 4);
    let import = count_as(&model, &asked);
    assert_eq!(import.open, []);
    let forward = import.forward.unwrap();
    assert_eq!((forward.of, forward.whole()), (4, Some(200 * 216)));
}

/// `n` is a batch where it comes first, and else what its place says.
#[test]
fn a_letter_is_a_batch_only_in_the_first_place() {
    let model = |sizes: &str| {
        Graph::new()
            .input("x", FLOAT, sizes)
            .weight("w", "64 32")
            .node("MatMul", "x w", "y", &[])
            .output("y")
            .model()
    };
    let import = count(&model("b n 64"));
    assert_eq!(import.open, [open("b", 1), open("n", 128)]);
    assert_eq!(import.forward.unwrap().whole(), Some(128 * 64 * 32));
    assert_eq!(count(&model("n 7 64")).open, [open("n", 1)]);
    assert_eq!(count(&network("n 3 h b")).open[2], open("b", 224));
}

#[test]
fn dimensions_without_a_name_get_one() {
    let import = count(&network("? 3 ? 8"));
    assert_eq!(
        import.open,
        [open("x dimension 1", 1), open("x dimension 3", 224)]
    );
}

#[test]
fn channels_may_come_last() {
    let model = Graph::new()
        .input("x", FLOAT, "? ? ? 3")
        .node("Relu", "x", "y", &[])
        .output("y")
        .model();
    let sides = [
        open("x dimension 1", 1),
        open("x dimension 2", 224),
        open("x dimension 3", 224),
    ];
    assert_eq!(count(&model).open, sides);
}

#[test]
fn the_input_as_asked() {
    let asked = Asked {
        input: Some(vec![5, 3, 10, 20]),
        ..Asked::default()
    };
    for sizes in ["batch 3 height width", "1 3 224 224", "? ? ? ?"] {
        let import = count_as(&network(sizes), &asked);
        assert_eq!(import.open, [], "{sizes}");
        let forward = import.forward.unwrap();
        assert_eq!(
            (forward.of, forward.multiply_adds),
            (5, 5 * 200 * 216),
            "{sizes}"
        );
    }
    let asked = Asked {
        input: Some(vec![3, 224, 224]),
        ..Asked::default()
    };
    let error = super::try_read(network("1 3 224 224").as_slice(), &asked).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The input “x” of the graph has 4 dimensions, not 3."
    );
}

#[test]
fn tokens_of_a_sequence() {
    let model = Graph::new()
        .input("ids", INT64, "batch seq")
        .input("mask", INT64, "batch past_seq+seq")
        .input("past", FLOAT, "batch 2 past_seq 4")
        .weight("table", "50 8")
        .weight("w", "8 8")
        .node("Gather", "table ids", "x", &[])
        .node("MatMul", "x w", "y", &[])
        .output("y")
        .model();
    let import = count(&model);
    assert_eq!(
        import.open,
        [open("batch", 1), open("seq", 128), open("past_seq", 0)]
    );
    assert_eq!(import.sequence, Some(128));
    assert_eq!(import.forward.unwrap().whole(), Some(128 * 64));
    let asked = Asked {
        sequence: Some(10),
        ..Asked::default()
    };
    let import = count_as(&model, &asked);
    assert_eq!(import.forward.unwrap().whole(), Some(640));
    assert_eq!(import.sequence, Some(10));
}
