//! Broken and hostile files: a message within a second, and no harm.

mod weights;

use petaday::import::FileError;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use weights::{Fake, Value, alone, bytes, framed, gguf, gpt2, llama, open, safetensors};

/// Returns the message that a person gets.
#[track_caller]
fn told(name: &str, file: Fake) -> String {
    let start = Instant::now();
    let message = match alone(name, file) {
        Ok(import) => panic!("{name} was read: {:?}", import.parameters),
        Err(error) => error.to_string(),
    };
    // Reported and no more: tests are built without optimization, some thirty times slower than what
    // people get, on machines that have other things to do.
    if start.elapsed() > Duration::from_secs(1) {
        println!("{name} took {:?}: {message}", start.elapsed());
    }
    assert!(
        message.len() < 1_000,
        "{name}: a message of {} bytes",
        message.len()
    );
    assert!(!message.contains(char::is_control), "{name}: {message:?}");
    message
}

#[track_caller]
fn refuses(name: &str, file: &[u8], says: &str) {
    let message = told(name, Fake::new(file.to_vec(), file.len() as u64));
    assert!(
        message.contains(says),
        "{name}: “{message}” does not say “{says}”"
    );
}

#[track_caller]
fn refuses_header(json: &str, says: &str) {
    refuses("m.safetensors", &framed(json), says);
}

#[test]
fn lengths_that_no_file_has_are_refused_before_anything_is_reserved() {
    for length in [100_000_001, 1 << 31, 1 << 32, 1 << 63, u64::MAX] {
        let mut head = length.to_le_bytes().to_vec();
        head.extend(b"{\"a\":{}}");
        let file = Fake::new(head, 1 << 40);
        let read = file.read.clone();
        let message = told("m.safetensors", file);
        assert!(message.contains("none is longer than 100 MB"), "{message}");
        assert!(read.get() < 1_000);
    }
    refuses(
        "m.safetensors",
        &[200, 0, 0, 0, 0, 0, 0, 0, b'{'],
        "the file ends after 9",
    );
}

#[test]
fn four_gigabytes_of_zeros_are_nothing() {
    for name in [
        "zeros",
        "m.safetensors",
        "m.gguf",
        "m.onnx",
        "config.json",
        "m.bin",
    ] {
        let file = Fake::new(Vec::new(), 4 << 30);
        let read = file.read.clone();
        told(name, file);
        assert!(
            read.get() < 100 << 20,
            "{name}: {} bytes were read",
            read.get()
        );
    }
}

#[test]
fn a_header_that_lies_is_caught() {
    let tensor = |dtype: &str, shape: &str, offsets: &str| {
        format!(r#"{{"w":{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}}}}}"#)
    };
    for (json, says) in [
        (
            tensor("F32", "[4]", "[0,15]"),
            "“w” of 4 in F32 does not fit its place",
        ),
        (tensor("F32", "[4]", "[16,0]"), "does not fit its place"),
        (
            tensor(
                "F32",
                "[18446744073709551615,18446744073709551615]",
                "[0,0]",
            ),
            "more than any model",
        ),
        (
            tensor("F32", "[4294967296,4294967296]", "[0,0]"),
            "more than any model",
        ),
        (
            tensor("F32", "[18446744073709551616]", "[0,0]"),
            "header cannot be read",
        ),
        (tensor("F32", "[-1]", "[0,0]"), "header cannot be read"),
        (tensor("F32", "[1.5]", "[0,0]"), "header cannot be read"),
        (tensor("F32", "\"4\"", "[0,16]"), "header cannot be read"),
        (tensor("F32", "[0]", "[0,0]"), "no weights in it"),
        (tensor("I64", "[1]", "[0,8]"), "no weights in it"),
        ("{}".into(), "no weights in it"),
        (
            r#"{"__metadata__":{"format":"pt"}}"#.into(),
            "no weights in it",
        ),
        ("{".into(), "header cannot be read"),
        (r#"{"w":[]}"#.into(), "header cannot be read"),
        (
            r#"{"w":{"dtype":"F32","shape":[1]}}"#.into(),
            "data_offsets",
        ),
    ] {
        refuses_header(&json, says);
    }
    refuses_header(
        &tensor("F32", &format!("[{}]", ["1"; 100].join(",")), "[0,4]"),
        "more than 64 dimensions",
    );
    let twice = r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#;
    refuses_header(twice, "the tensor “w” twice");
    let mut invalid = framed(&tensor("F32", "[1]", "[0,4]"));
    invalid[10] = 0xff;
    refuses("m.safetensors", &invalid, "header cannot be read");
    // A parser's message may quote the file.
    let long = "x".repeat(1_000_000);
    refuses_header(
        &tensor("F32", &format!("\"{long}\""), "[0,4]"),
        "header cannot be read",
    );
    // A name that would disturb a terminal, and one without end.
    let name = format!("\\u001b[31m\\u0007{}", "x".repeat(10_000));
    refuses_header(
        &format!(r#"{{"{name}":{{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}}}"#),
        "does not fit",
    );
}

#[test]
fn nesting_of_ten_thousand_ends() {
    let deep = |n| "[".repeat(n) + &"]".repeat(n);
    for n in [10_000, 1_000_000] {
        refuses_header(&format!(r#"{{"w":{}}}"#, deep(n)), "header cannot be read");
        refuses_header(&format!(r#"{{"__metadata__":{}}}"#, deep(n)), "");
        refuses_header(&"{\"a\":".repeat(n), "header cannot be read");
        refuses(
            "i.json",
            format!(r#"{{"weight_map":{}}}"#, deep(n)).as_bytes(),
            "index of shards",
        );
        refuses(
            "i.json",
            format!(
                r#"{{"weight_map":{{}},"metadata":{{"total_size":{}}}}}"#,
                deep(n)
            )
            .as_bytes(),
            "index of shards",
        );
        refuses(
            "t.json",
            format!(r#"{{"total_flos":{}}}"#, deep(n)).as_bytes(),
            "trainer_state.json",
        );
        refuses("r.txt", deep(n).as_bytes(), "Petaday cannot read this file");
        refuses(
            "r.txt",
            "(".repeat(n).as_bytes(),
            "Petaday cannot read this file",
        );
    }
}

#[test]
fn texts_without_end_take_neither_time_nor_memory() {
    let repeat = |text: &str, megabytes: usize| text.repeat((megabytes << 20) / text.len());
    refuses(
        "r.txt",
        repeat("x\n", 20).as_bytes(),
        "Give only the report",
    );
    refuses(
        "r.txt",
        repeat("fwd ", 2).as_bytes(),
        "Petaday cannot read this file",
    );
    refuses(
        "r.txt",
        repeat("(a): B(\n", 2).as_bytes(),
        "Petaday cannot read this file",
    );
    let names = |n: usize| (0..n).map(|i| format!("\"{i}\":")).collect::<Vec<_>>();
    let object = |value: &str, n| {
        format!(
            "{{{}}}",
            names(n)
                .iter()
                .map(|name| format!("{name}{value}"))
                .collect::<Vec<_>>()
                .join(",")
        )
    };
    refuses_header(
        &object(r#"{"dtype":"I8","shape":[],"data_offsets":[0,1]}"#, 300_000),
        "more than 262144 names",
    );
    refuses(
        "i.json",
        format!(r#"{{"weight_map":{}}}"#, object("\"a\"", 1_100_000)).as_bytes(),
        "more than 1048576 names",
    );
    let long = format!("[{}1]", repeat("1,", 4));
    refuses_header(
        &format!(r#"{{"w":{{"dtype":"I8","shape":{long},"data_offsets":[0,1]}}}}"#),
        "more than 64 dimensions",
    );
    refuses(
        "i.json",
        format!(r#"{{"weight_map":{{"a":"b"}},"metadata":{{"total_parameters":{long}}}}}"#)
            .as_bytes(),
        "1 of the 1 files",
    );
}

#[test]
fn a_control_character_in_the_name_of_a_model_stays_out_of_the_message() {
    let config = r#"{
        "architectures": ["MiniMaxM2ForCausalLM"], "model_type": "mi\u0000nimax_m2", "num_hidden_layers": 62,
        "hidden_size": 3072, "num_attention_heads": 48, "num_key_value_heads": 8, "head_dim": 128,
        "intermediate_size": 1536, "vocab_size": 200064, "num_experts_per_tok": 8, "nqm_local_experts": 256,
        "tie_word_embeddings": false, "use_qk_norm": true, "hidden_act": "silu"
    }"#;
    refuses("config.json", config.as_bytes(), "nqm_local_experts 256");
}

#[test]
fn an_index_that_is_none_says_why() {
    for (text, says) in [
        (r#"{"weight_map":{}}"#, "it names no tensors"),
        (r#"{"weight_map":[]}"#, "cannot be read"),
        (r#"{"weight_map":{"a":5}}"#, "cannot be read"),
        (r#"{"weight_map":{"a":"m.safetensors""#, "cannot be read"),
        (
            r#"{"weight_map":{"a":"m.safetensors"},"metadata":5}"#,
            "cannot be read",
        ),
        (
            r#"{"weight_map":{"a":"m.safetensors"},"metadata":{"total_parameters":-5,"total_size":"x"}}"#,
            "1 of the 1 files",
        ),
        (
            r#"{"weight_map":{"a":"m.safetensors"},"metadata":{"total_parameters":0,"total_size":1e300}}"#,
            "1 of the 1 files",
        ),
    ] {
        refuses("model.safetensors.index.json", text.as_bytes(), says);
    }
    let no_metadata = r#"{"weight_map":{"a":"m.safetensors"},"metadata":null}"#;
    refuses("i.json", no_metadata.as_bytes(), "1 of the 1 files");
    let many: Vec<String> = (0..20_000)
        .map(|i| format!(r#""t{i}":"m{i}.safetensors""#))
        .collect();
    refuses(
        "i.json",
        format!(r#"{{"weight_map":{{{}}}}}"#, many.join(",")).as_bytes(),
        "20000 files",
    );
    // A shard that is not what the index says.
    let folder = BTreeMap::from([("m.safetensors".to_string(), Fake::new(vec![0xff; 20], 20))]);
    let text = r#"{"weight_map":{"a":"m.safetensors"}}"#.as_bytes();
    let error = open(
        "i.json",
        Fake::new(text.to_vec(), text.len() as u64),
        &folder,
    )
    .expect_err("a bad shard");
    assert!(error.to_string().contains("of “m.safetensors”"), "{error}");
}

fn gguf_head(version: u32, tensors: u64, settings: u64) -> Vec<u8> {
    let mut head = b"GGUF".to_vec();
    head.extend(version.to_le_bytes());
    head.extend(tensors.to_le_bytes());
    head.extend(settings.to_le_bytes());
    head
}

/// A key, the type list, and what follows.
fn list(head: &mut Vec<u8>) {
    head.extend(1u64.to_le_bytes());
    head.push(b'k');
    head.extend(9u32.to_le_bytes());
}

#[test]
fn a_gguf_that_lies_is_caught() {
    for (tensors, settings) in [
        (1 << 60, 0),
        (0, 1 << 60),
        (u64::MAX, u64::MAX),
        (1 << 40, 1),
        (10, 0),
    ] {
        refuses(
            "m.gguf",
            &gguf_head(3, tensors, settings),
            "more than fit into its 24 bytes",
        );
    }
    // In a file of 40 GB a count can be large and still fit: it must not be reserved.
    told("m.gguf", Fake::new(gguf_head(3, 1 << 30, 0), 40 << 30));
    told("m.gguf", Fake::new(gguf_head(3, 0, 1 << 30), 40 << 30));
    refuses("m.gguf", &gguf_head(1, 0, 0), "version 1");
    refuses(
        "m.gguf",
        &gguf_head(4, 0, 0),
        "version 4, and 2 and 3 are known",
    );
    refuses("m.gguf", &gguf_head(3u32.swap_bytes(), 5, 5), "big-endian");
    refuses("m.gguf", &gguf_head(3, 0, 0), "no weights in it");
    refuses("m.gguf", b"GGUF", "ends within its header");
    refuses("m.gguf", b"FUGG\0\0\0\x03", "the other way around");

    let mut head = gguf_head(3, 0, 1);
    head.extend((1u64 << 63).to_le_bytes());
    head.extend([0; 64]);
    refuses(
        "m.gguf",
        &head,
        "a text should have 9223372036854775808 bytes",
    );

    let mut head = gguf_head(3, 0, 1);
    head.extend(1u64.to_le_bytes());
    head.push(b'k');
    head.extend(77u32.to_le_bytes());
    refuses("m.gguf", &head, "unknown type, 77");

    for (kind, count) in [
        (8u32, 1u64 << 61),
        (8, 1 << 50),
        (4, u64::MAX),
        (0, 1 << 40),
        (9, 1 << 62),
        (13, 5),
    ] {
        let mut head = gguf_head(3, 0, 1);
        list(&mut head);
        head.extend(kind.to_le_bytes());
        head.extend(count.to_le_bytes());
        head.extend([0; 64]);
        refuses("m.gguf", &head, "at byte");
    }
    // Lists of lists, ten thousand deep.
    let mut head = gguf_head(3, 0, 1);
    list(&mut head);
    for _ in 0..10_000 {
        head.extend(9u32.to_le_bytes());
        head.extend(1u64.to_le_bytes());
    }
    refuses("m.gguf", &head, "nested too deeply");
    // A list of four gigabytes of empty texts, and one of empty lists.
    for (kind, count) in [(8u32, 500_000_000u64), (9, 300_000_000)] {
        let mut head = gguf_head(3, 0, 1);
        list(&mut head);
        head.extend(kind.to_le_bytes());
        head.extend(count.to_le_bytes());
        let file = Fake::new(head, 4 << 30);
        let message = told("m.gguf", file);
        assert!(message.contains("goes on for more than"), "{message}");
    }
    for (sizes, says) in [
        (&[u64::MAX, u64::MAX, 1, 1][..], "more than any model"),
        (&[1 << 40, 1 << 40], "more than any model"),
        (&[1; 9], "9 dimensions"),
    ] {
        let mut head = gguf_head(3, 1, 0);
        head.extend(1u64.to_le_bytes());
        head.push(b'w');
        head.extend((sizes.len() as u32).to_le_bytes());
        sizes
            .iter()
            .for_each(|size| head.extend(size.to_le_bytes()));
        head.extend([0; 12]);
        refuses("m.gguf", &head, says);
    }
    let settings = [("split.count", Value::U16(60_000))];
    let file = gguf(3, &settings, &[("w", 0, &[4])]);
    assert!(told("m-00001-of-60000.gguf", file).contains("one of 60000 files"));
}

#[test]
fn a_file_that_is_cut_off_anywhere_gives_a_message_or_the_whole_count() {
    let small = gguf(
        3,
        &[
            ("general.architecture", Value::Text("llama")),
            (
                "tokenizer.ggml.tokens",
                Value::Texts(vec!["a".into(), "bc".into()]),
            ),
        ],
        &[("w", 12, &[64, 64]), ("b", 0, &[64])],
    );
    for (name, file) in [("m.safetensors", gpt2()), ("m.gguf", small)] {
        let whole = alone(name, file.clone())
            .expect("the whole file")
            .parameters;
        for length in 0..file.head.len() {
            match bytes(name, &file.head[..length]) {
                Ok(import) => assert_eq!(import.parameters, whole, "{name} cut to {length} bytes"),
                Err(error) => {
                    assert!(
                        !matches!(error, FileError::Unreadable(_)),
                        "{name}: {error}"
                    );
                }
            }
        }
    }
    let llama = llama();
    for length in (0..llama.head.len()).step_by(10_007) {
        bytes("m.gguf", &llama.head[..length]).expect_err("a header that is cut off");
    }
}

#[test]
fn what_was_saved_or_dropped_by_mistake_says_what_it_is() {
    for (name, file, says) in [
        (
            "config.json",
            &b"<!DOCTYPE html>\n<html class=\"\">"[..],
            "a web page",
        ),
        ("m.gguf", b"\n  <html><head>", "a web page"),
        (
            "model.safetensors",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:5f\nsize 548105171\n",
            "git lfs pull",
        ),
        (
            "pytorch_model.bin",
            b"PK\x03\x04\0\0\x08\x08\0\0archive/data.pkl",
            "PyTorch",
        ),
        (
            "model.pt",
            b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M",
            "would have to be run",
        ),
        (
            "model.safetensors",
            b"PK\x03\x04\0\0\x08\x08\0\0archive/data.pkl",
            "PyTorch",
        ),
        ("model.h5", b"\x89HDF\r\n\x1a\n", "Keras"),
        ("w.npy", b"\x93NUMPY\x01\0v\0{'descr': '<f4'", "NumPy"),
        ("m.tflite", b"\x1c\0\0\0TFL3\0\0", "TensorFlow Lite"),
        (
            "m.ort",
            b"\x1c\0\0\0ORTM\0\0",
            ".onnx file that it was made from",
        ),
        ("saved_model.pb", b"\x08\x01\x12\xff\x01", "SavedModel"),
        ("m.gguf.gz", b"\x1f\x8b\x08\0\0", "Unpack it"),
        ("m.ggml", b"lmgg\x01\0", "before GGUF"),
        ("paper.pdf", b"%PDF-1.7\n", "paste that"),
        ("empty", b"", "is empty"),
        ("spaces.txt", b"   \n\n", "Petaday cannot read this file"),
        (
            "noise",
            b"\x01\x02\x03\x04\x05",
            "Petaday cannot read this file",
        ),
    ] {
        refuses(name, file, says);
    }
    let long = Fake::new(b"a report ".repeat(10), 1 << 40);
    assert!(told("log.txt", long).contains("only the part with the report"));
}

/// Some bytes of a file, changed.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
}

fn changed(mut file: Fake, changes: &[(prop::sample::Index, u8)]) -> Fake {
    for (at, byte) in changes {
        let at = at.index(file.head.len());
        file.head[at] = *byte;
    }
    file
}

fn reports() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/profilers");
    let files = std::fs::read_dir(folder).expect("the fixtures");
    let mut names: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    names.sort();
    names
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a text"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_change_to_a_header_is_read_or_refused(changes in changes()) {
        let tensors = safetensors(&[("a.weight", "BF16", &[10, 10]), ("a.experts.0.w", "I32", &[5]), ("a.qweight", "I32", &[8, 8])]);
        let small = gguf(3, &[("general.name", Value::Text("x")), ("t", Value::Texts(vec!["ab".into()])), ("n", Value::Numbers(vec![1, 2]))], &[("w", 12, &[64, 64])]);
        for (name, file) in [("m.safetensors", tensors), ("m.gguf", small)] {
            let _ = alone(name, changed(file, &changes));
        }
    }

    #[test]
    fn any_change_to_a_report_is_read_or_refused(changes in changes(), which in any::<prop::sample::Index>()) {
        let reports = reports();
        let text = which.get(&reports).clone().into_bytes();
        let length = text.len() as u64;
        let _ = alone("report.txt", changed(Fake::new(text, length), &changes));
    }

    #[test]
    fn any_bytes_are_read_or_refused(noise in prop::collection::vec(any::<u8>(), 0..200), mark in 0..6usize) {
        let mark: &[u8] = [&b""[..], b"GGUF\x03\0\0\0", b"\x20\0\0\0\0\0\0\0{", b"{\"weight_map\":", b"Total mult-adds (", b"Module FLOP % Total\n"][mark];
        let file = [mark, &noise].concat();
        let _ = bytes("file", &file);
    }

    #[test]
    fn any_words_of_reports_are_read_or_refused(words in prop::collection::vec(prop::sample::select(vec![
        "fwd MACs per GPU:", "4.1 G", "MACs", "(a): B(", "(", ")", "% Params,", "#flops", "|", "\n", "12e38", "[INFO] Register x",
        "Total mult-adds (G):", "Layer (type", "[1, 2]", "├─", "Module", "FLOP", "% Total", "- aten.mm", "50%", "_ops\"", "GMACs:", "e9", "-", ".",
        "Computational complexity:", "99999999999999999999", "total_flos =", "GF", "params", "计算量", "\u{1b}[3", "batch size per GPU:", "0"
    ]), 0..40)) {
        let text = words.join(" ");
        let _ = bytes("file", text.as_bytes());
    }
}
