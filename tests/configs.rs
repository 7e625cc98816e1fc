//! Hugging Face configurations against published counts, to the last digit, and what is said of
//! those that cannot be counted. The fixtures hold the keys that bear on the count.

use petaday::architecture::spell;
use petaday::draft::Key;
use petaday::import::{Asked, Error, File, Import, Note, read};
use petaday::report::count_json;
use serde_json::{Value, json};

fn import(text: &str, asked: &Asked) -> Result<Import, Error> {
    let file = File {
        name: "config.json".into(),
        bytes: Box::new(text.as_bytes()),
        beside: &mut |_| None,
    };
    read(file, asked)
}

#[track_caller]
fn counted(text: &str) -> Import {
    import(text, &Asked::default()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/configs");
    let path = format!("{folder}/{name}.json");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rows(table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(String::from).collect())
        .collect()
}

const PARAMETERS: &str = include_str!("fixtures/configs/parameters.csv");
const OPERATIONS: &str = include_str!("fixtures/configs/operations.csv");

fn causal() -> Asked {
    Asked {
        causal: true,
        ..Asked::default()
    }
}

#[test]
fn every_configuration_has_its_published_counts() {
    let rows = rows(PARAMETERS);
    assert!(rows.len() > 75);
    for row in rows {
        let import = counted(&fixture(&row[0]));
        let counts = [import.parameters, import.active_parameters];
        let expected = [row[1].parse().ok(), row[2].parse().ok()];
        assert_eq!(counts, expected, "{}: {:?}", row[0], import.model);
    }
}

/// 0.5%, as one is printed with three digits and they halve the square.
#[test]
fn operations_are_those_that_other_programs_count() {
    for row in rows(OPERATIONS) {
        let asked = Asked {
            sequence: row[1].parse().ok(),
            causal: row[2] == "causal",
            ..Asked::default()
        };
        let import = import(&fixture(&row[0]), &asked).expect("a count");
        let counted = 2.0 * import.forward.expect("operations").each();
        let expected: f64 = row[3].parse().expect("a number");
        assert!(
            (counted / expected - 1.0).abs() < 0.005,
            "{}: {counted}",
            row[0]
        );
        assert_eq!(import.sequence, asked.sequence);
    }
}

#[test]
fn every_network_fits_into_a_link_and_reads_back() {
    let long = Asked {
        sequence: Some(1_000_000),
        ..causal()
    };
    for row in rows(PARAMETERS).iter().chain(&rows(OPERATIONS)) {
        let text = fixture(&row[0]);
        for asked in [Asked::default(), causal(), long.clone()] {
            let Ok(import) = import(&text, &asked) else {
                // More than the positions that were learned.
                assert_eq!(asked.sequence, long.sequence, "{}", row[0]);
                continue;
            };
            let Some(model) = import.model.clone() else {
                // Towers beside each other: no one text says them.
                let [(Key::MultiplyAdds, _)] = import.fields()[..] else {
                    panic!("{}: {:?}", row[0], import.fields());
                };
                continue;
            };
            assert_eq!(spell(&model).as_deref(), Some(&*model), "{}", row[0]);
            if model.len() > 300 {
                has_note(&import, true, "characters as text: a link with it is long");
            }
            // A UNet has as many kinds of layers as it has blocks.
            let most = if text.contains("UNet") { 5_000 } else { 1_000 };
            assert!(model.len() < most, "{}: {model}", row[0]);
            assert_eq!(import.fields(), [(Key::Model, model)]);
        }
    }
}

/// PyTorch counts of a forward pass; torchvision prints the first.
#[test]
fn multiply_adds_of_what_is_not_a_decoder() {
    let vit = counted(&fixture("vit-base"));
    assert_eq!(vit.forward.and_then(|f| f.whole()), Some(17_563_828_224));
    // Of SAM, the products of the masks with the last map, 4·32·256², and the positions, 2·128·4,098, are
    // left out.
    let sam = counted(&fixture("sam-vit-base"));
    let products = 487_851_018_752 - 4 * 32 * 256 * 256 - 2 * 128 * 4_098;
    assert_eq!(sam.forward.and_then(|f| f.whole()), Some(products));
    has_note(&sam, false, "486,038,667,264 multiply-adds for the image");
    // 85,054,464 weights and 2·12·512·768 of attention a token, the pooler once a sequence.
    let bert = counted(&fixture("bert-base")).forward.expect("operations");
    let whole = 512 * (12 * 12 * 768 * 768 + 2 * 12 * 512 * 768) + 768 * 768;
    assert_eq!((bert.multiply_adds, bert.of), (whole, 512));
}

/// The same model under the names that the library has had for its keys.
#[test]
fn old_and_new_names_count_the_same() {
    for (old, new) in [
        (
            json!({"model_type": "gpt2", "n_embd": 768, "n_layer": 12, "n_head": 12, "vocab_size": 50257, "n_positions": 1024, "torch_dtype": "float32"}),
            json!({"model_type": "gpt2", "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "vocab_size": 50257, "max_position_embeddings": 1024, "dtype": "float32"}),
        ),
        (
            json!({"model_type": "bloom", "n_embed": 64, "n_layer": 2, "n_head": 4, "vocab_size": 99, "seq_length": 2048}),
            json!({"model_type": "bloom", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 99}),
        ),
        (
            json!({"model_type": "RefinedWebModel", "hidden_size": 64, "n_layer": 2, "n_head": 4, "vocab_size": 99, "multi_query": true, "parallel_attn": true}),
            json!({"model_type": "falcon", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_kv_heads": 4, "vocab_size": 99, "max_position_embeddings": 2048}),
        ),
        (
            json!({"model_type": "RefinedWeb", "hidden_size": 64, "n_layer": 2, "n_head": 4, "n_head_kv": 2, "vocab_size": 99}),
            json!({"model_type": "falcon", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_kv_heads": 2, "vocab_size": 99, "new_decoder_architecture": true}),
        ),
        (
            json!({"model_type": "mixtral", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 96, "vocab_size": 99, "num_local_experts": 4, "num_experts_per_tok": 2, "max_position_embeddings": 4096}),
            json!({"model_type": "mixtral", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 8, "num_key_value_heads": 8, "intermediate_size": 96, "vocab_size": 99, "num_experts": 4, "num_experts_per_tok": 2, "max_position_embeddings": 4096, "tie_word_embeddings": false}),
        ),
        (
            json!({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96, "vocab_size": 99, "max_position_embeddings": 9999, "rope_scaling": {"rope_type": "llama3", "original_max_position_embeddings": 512}}),
            json!({"model_type": "llama", "hidden_size": 64.0, "num_hidden_layers": 2, "num_attention_heads": 4, "head_dim": 16, "intermediate_size": 96, "vocab_size": 99, "max_position_embeddings": 9999, "rope_parameters": {"full_attention": {"rope_type": "llama3", "original_max_position_embeddings": 512}}}),
        ),
        (
            json!({"architectures": ["T5WithLMHeadModel"], "d_model": 64, "d_kv": 16, "num_heads": 4, "num_layers": 2, "d_ff": 96, "vocab_size": 99, "n_positions": 512}),
            json!({"model_type": "t5", "hidden_size": 64, "head_dim": 16, "num_attention_heads": 4, "num_hidden_layers": 2, "d_ff": 96, "vocab_size": 99}),
        ),
    ] {
        let (old, new) = (counted(&old.to_string()), counted(&new.to_string()));
        assert_eq!(old.model, new.model);
        assert_eq!(old.forward, new.forward);
    }
}

#[test]
fn learned_positions_count_in_full_whatever_the_sequence() {
    let asked = Asked {
        sequence: Some(100),
        ..causal()
    };
    let gpt2 = import(&fixture("gpt2"), &asked).expect("a count");
    assert_eq!(gpt2.parameters, Some(124_439_808));
    assert_eq!(gpt2.sequence, Some(100));
    let model = gpt2.model.expect("a network");
    assert!(
        model.starts_with("tokens(100,causal);") && model.contains("positions(1024)"),
        "{model}"
    );
    let asked = Asked {
        sequence: Some(2_000),
        ..causal()
    };
    let error = import(&fixture("gpt2"), &asked).expect_err("too long");
    assert!(
        error.to_string().contains("1024 learned positions"),
        "{error}"
    );
}

#[track_caller]
fn has_note(import: &Import, is_warning: bool, words: &str) {
    let found = import
        .notes
        .iter()
        .any(|note| matches!(note, Note::Warning(_)) == is_warning && note.text().contains(words));
    assert!(found, "no “{words}” in {:?}", import.notes);
}

#[test]
fn what_was_assumed_is_said() {
    let llama = counted(&fixture("llama-3.1-8b"));
    assert_eq!(llama.sequence, Some(4_096));
    assert_eq!(llama.context, Some(8_192));
    assert!(
        llama.notes[0]
            .text()
            .starts_with("Counted for sequences of 4,096 tokens, not the whole context of 8,192 (original_max_position_embeddings)"),
        "{:?}",
        llama.notes
    );
    let gemma = counted(&fixture("gemma-3-4b"));
    has_note(&gemma, true, "the part for vision");
    has_note(&gemma, false, "num_attention_heads 8, vocab_size 262,208");
    has_note(&gemma, false, "29 of the 34 layers");
    let named = r#"{"model_type":"gpt2","_name_or_path":"org/model-1.5","n_embd":8,"n_layer":1,"n_head":2,"vocab_size":9,"n_positions":4}"#;
    assert_eq!(counted(named).name.as_deref(), Some("org/model-1.5"));
    let local = named.replace("org/model", "/home/me");
    assert_eq!(counted(&local).name, None);
}

/// A window counts where attention is causal; over the full square, all layers are alike.
#[test]
fn windows_count_where_attention_is_causal() {
    let asked = |causal| Asked {
        sequence: Some(32_768),
        causal,
        ..Asked::default()
    };
    let full = import(&fixture("gemma-3-1b"), &asked(false)).expect("a count");
    assert!(!full.model.clone().unwrap_or_default().contains("window"));
    let import = import(&fixture("gemma-3-1b"), &asked(true)).expect("a count");
    let model = import.model.clone().unwrap_or_default();
    assert!(
        model.contains("22*(residual(rms;attention(4,kv=1,size=256,window=512"),
        "{model}"
    );
    has_note(&import, false, "and are counted so");
    let (length, window) = (32_768_u128, 512_u128);
    let triangle = length * (length + 1) / 2;
    let seen = 22 * (length * window - window * (window - 1) / 2) + 4 * triangle;
    let difference = full.forward.expect("one").multiply_adds;
    let difference = difference - import.forward.expect("one").multiply_adds;
    assert_eq!(difference, (26 * length * length - seen) * 2 * 4 * 256);
}

/// Dense layers, layers of experts, and windows in some of both.
#[test]
fn a_network_too_long_for_a_link_is_sorted_by_parts_and_says_so() {
    let mut config: Value = serde_json::from_str(&fixture("qwen2-57b-a14b")).expect("JSON");
    config["mlp_only_layers"] = json!([0, 1, 27]);
    config["use_sliding_window"] = json!(true);
    config["sliding_window"] = json!(32_768);
    config["max_window_layers"] = json!(20);
    let asked = Asked {
        sequence: Some(65_536),
        ..causal()
    };
    let import = import(&config.to_string(), &asked).expect("a count");
    let model = import.model.clone().unwrap_or_default();
    assert!(model.len() <= 300, "{model}");
    has_note(&import, false, "their parts are sorted");
    for part in [
        "20*residual(rms;attention(28,kv=4,qkvbias))",
        "8*residual(rms;attention(28,kv=4,window=32768,qkvbias))",
        "3*residual(rms;gated(18944))",
        "25*residual(rms;residual(experts(64,8,2560)/gated(20480,scaled)))",
    ] {
        assert!(model.contains(part), "{part} in {model}");
    }
}

/// Ten widths of the feed-forward, each with a window of its own.
#[test]
fn a_network_too_long_all_the_same_loses_its_windows_and_says_so() {
    let block = |i: u32| {
        json!({
            "attention": {"n_heads_in_group": 4, "window_length": 64 + i},
            "ffn": {"ffn_mult": i + 1},
        })
    };
    let blocks: Vec<Value> = (0..10).map(block).collect();
    let config = json!({"model_type": "nemotron-nas", "hidden_size": 768, "num_hidden_layers": 10, "num_attention_heads": 8, "vocab_size": 99, "max_position_embeddings": 512, "block_configs": blocks});
    let import = import(&config.to_string(), &causal()).expect("a count");
    let model = import.model.clone().unwrap_or_default();
    assert!(!model.contains("window"), "{model}");
    has_note(&import, true, "they are left out");
    assert!(!import.notes.iter().any(|n| n.text().contains("counted so")));
}

#[test]
fn the_text_part_of_a_larger_model_is_counted_alone() {
    let text: Value = serde_json::from_str(&fixture("qwen3-0.6b")).expect("JSON");
    let alone = counted(&text.to_string());
    for whole in [
        json!({"model_type": "some_vl", "text_config": text, "vision_config": {"hidden_size": 9}}),
        json!({"model_type": "some_vl", "llm_config": text, "vision_config": {"hidden_size": 9}}),
        json!({"model_type": "omni", "thinker_config": {"text_config": text, "vision_config": {}, "audio_config": {}}}),
    ] {
        let part = counted(&whole.to_string());
        assert_eq!(part.model, alone.model);
        has_note(&part, true, "Only the text part is counted");
    }
}

#[test]
fn the_class_says_what_stands_after_the_layers() {
    let gpt2 = |class: &str| {
        let mut config: Value = serde_json::from_str(&fixture("gpt2")).expect("JSON");
        config["architectures"] = json!([class]);
        config["num_labels"] = json!(3);
        counted(&config.to_string())
            .model
            .expect("a network")
            .replace(
                "tokens(1024);embed(50257,768);positions(1024);decoder(12,12,3072,bias);ln",
                "",
            )
    };
    assert_eq!(gpt2("GPT2LMHeadModel"), ";head(tied)");
    assert_eq!(gpt2("GPT2Model"), "");
    assert_eq!(gpt2("GPT2ForSequenceClassification"), ";fc(3,nobias)");
    assert_eq!(gpt2("GPT2ForTokenClassification"), ";fc(3)");
    assert_eq!(gpt2("GPT2ForQuestionAnswering"), ";fc(2)");
}

#[test]
fn an_unknown_family_is_guessed_and_says_so() {
    let mut config = json!({"model_type": "newcomer", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 96, "vocab_size": 99, "rms_norm_eps": 1e-5, "max_position_embeddings": 128});
    let import = counted(&config.to_string());
    assert_eq!(
        import.model.as_deref(),
        Some("tokens(128);embed(99,64);decoder(2,4,96,kv=2,gated,rms);rms;head(99)")
    );
    has_note(
        &import,
        true,
        "The model_type “newcomer” is not known. This is a guess",
    );
    has_note(
        &import,
        true,
        "hidden_size 64, num_hidden_layers 2, num_attention_heads 4",
    );
    // With neither norms nor gates, and tied: two layers of 12,288 weights in attention and as many in
    // the feed-forward, and the embedding. With all that there can be: heads of 128 in attention, a
    // gate, biases, four norms and those of queries and keys a layer; norms of 128 at both ends; 130
    // positions; an output projection with biases.
    let attention = 64 * 128 * (4 + 2 + 2 + 4) + 128 * (4 + 2 + 2) + 64 + 2 * 128;
    let feed = 3 * 64 * 96 + 2 * 96 + 64;
    let most = 2 * (attention + feed + 4 * 128) + 2 * 6_336 + 99 + 2 * 128 + 130 * 64;
    assert_eq!(import.between, Some((2 * 24_576 + 6_336, most)));
    has_note(&import, true, "makes from 55,488 to");
    config["num_experts"] = json!(8);
    config["num_experts_per_tok"] = json!(2);
    let model = counted(&config.to_string()).model.expect("a network");
    assert!(model.contains("experts=8,active=2"), "{model}");
    says(
        r#"{"model_type":"newcomer","hidden_size":64,"vocab_size":99}"#,
        "no network can be guessed without num_hidden_layers, num_attention_heads. Found: hidden_size 64, vocab_size 99",
    );
}

/// The kinds of keys by which a guess went wrong: each is named, and there is no figure.
#[test]
fn a_guess_passes_over_nothing_that_changes_the_count() {
    let plain = json!({"model_type": "newcomer", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96, "vocab_size": 99, "rms_norm_eps": 1e-5, "max_position_embeddings": 128});
    for (key, value) in [
        ("moe_layer_start", json!(1)),
        ("layer_types", json!(["full_attention", "linear_attention"])),
        ("hybrid_override_pattern", json!("M-*")),
        ("block_configs", json!([{"attention": {"no_op": true}}])),
        ("full_attention_interval", json!(4)),
        ("attn_layer_period", json!(8)),
        ("kv_lora_rank", json!(32)),
        ("index_n_heads", json!(4)),
        ("mamba_d_state", json!(16)),
        ("ssm_state_size", json!(16)),
        ("linear_num_key_heads", json!(2)),
        ("linear_attn_config", json!({"num_heads": 4})),
        ("multi_query_group_num", json!(2)),
        ("global_head_dim", json!(32)),
        ("num_hidden_groups", json!(1)),
        ("use_cla", json!(true)),
        ("conv_dim", json!([512])),
        ("num_kv_shared_layers", json!(1)),
        ("moe_num_shared_experts", json!(1)),
    ] {
        let mut config = plain.clone();
        config[key] = value;
        says(&config.to_string(), key);
        says(&config.to_string(), "ONNX");
    }
    // Windows make attention smaller, where it is causal: the count is the most that it can be.
    let mut config = plain;
    config["sliding_window"] = json!(32);
    let import = import(&config.to_string(), &causal()).expect("a guess");
    has_note(&import, true, "sliding_window 32");
}

#[track_caller]
fn says(text: &str, words: &str) {
    let message = match import(text, &Asked::default()) {
        Ok(import) => panic!("{:?} was counted", import.model),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(words), "{message}");
    assert!(message.len() < 800, "{message}");
}

#[test]
fn a_wrong_number_names_its_key_and_what_to_put() {
    let llama = |key: &str, value: Value| {
        let mut config: Value = serde_json::from_str(&fixture("llama-3.1-8b")).expect("JSON");
        config[key] = value;
        config.to_string()
    };
    for (key, value, words) in [
        ("hidden_size", json!(null), "“hidden_size” (or n_embd"),
        (
            "hidden_size",
            json!(0),
            "“hidden_size” is 0, where a whole number from 1 to 1,000,000,000 is expected",
        ),
        ("hidden_size", json!(-4096), "“hidden_size” is -4096"),
        (
            "hidden_size",
            json!(9_223_372_036_854_775_808_u64),
            "“hidden_size” is 9223372036854775808",
        ),
        ("hidden_size", json!(1e300), "“hidden_size” is 1e+300"),
        ("hidden_size", json!(4096.5), "“hidden_size” is 4096.5"),
        (
            "hidden_size",
            json!("4096"),
            "“hidden_size” is \"4096\", where a whole number",
        ),
        ("hidden_size", json!([4096]), "“hidden_size” is [4096]"),
        ("hidden_size", json!({"a": "x".repeat(1000)}), "…, where"),
        (
            "n_embd",
            json!(7),
            "“hidden_size” is 4096 and “n_embd” is 7, for the same size",
        ),
        (
            "num_hidden_layers",
            json!(1_000_000),
            "“num_hidden_layers” is 1000000, where a whole number from 1 to 10,000 is expected",
        ),
        (
            "num_attention_heads",
            json!(5),
            "“num_attention_heads” is 5 and “num_key_value_heads” is 8",
        ),
        (
            "num_attention_heads",
            json!(24),
            "“hidden_size” is 4096 and “num_attention_heads” is 24: the heads do not divide the width",
        ),
        ("vocab_size", json!(true), "“vocab_size” is true"),
        ("intermediate_size", json!(null), "“intermediate_size”"),
        (
            "tie_word_embeddings",
            json!("no"),
            "“tie_word_embeddings” is \"no\", where true or false is expected",
        ),
        (
            "attention_bias",
            json!(1),
            "“attention_bias” is 1, where true or false is expected",
        ),
    ] {
        says(&llama(key, value), words);
    }
    let mut config: Value = serde_json::from_str(&fixture("mixtral-8x7b")).expect("JSON");
    config["num_experts_per_tok"] = json!(9);
    says(
        &config.to_string(),
        "“num_experts_per_tok” is 9, more than the 8 experts",
    );
    // As large as sizes go, all at once: a message or a count, and no more.
    for row in rows(PARAMETERS) {
        // As Python writes the largest number there is.
        let text = fixture(&row[0]).replace("Infinity", "1e308");
        let config: Value = serde_json::from_str(&text).expect("JSON");
        for key in config.as_object().expect("an object").keys() {
            for value in [
                json!(1_000_000_000),
                json!(1),
                json!(0),
                json!("x"),
                json!(u64::MAX),
                json!([1]),
                json!({}),
                json!(null),
            ] {
                let mut config = config.clone();
                config[key] = value;
                let _ = import(&config.to_string(), &causal()).map_err(|e| e.to_string());
            }
        }
        let largest: Value = config
            .as_object()
            .expect("an object")
            .iter()
            .map(|(key, value)| {
                let is_layers = key.contains("layers");
                let large = if is_layers { 10_000 } else { 1_000_000_000 };
                (
                    key.clone(),
                    if value.is_u64() {
                        json!(large)
                    } else {
                        value.clone()
                    },
                )
            })
            .collect();
        let _ = import(&largest.to_string(), &Asked::default()).map_err(|e| e.to_string());
    }
}

#[test]
fn a_hostile_file_gives_a_message() {
    says("{", "EOF while parsing an object at line 1 column 1");
    says(
        "{\"model_type\": \"llama\",\n \"hidden_size\": 40",
        "EOF while parsing an object at line 2 column 18",
    );
    says("{}", "names no model_type");
    says(
        r#"{"eos_token_id": 5, "transformers_version": "4.40.0"}"#,
        "No dimension of a network was found",
    );
    says(
        &format!("{{\"a\":{}", "[".repeat(10_000)),
        "recursion limit",
    );
    says(&"{\"a\":".repeat(10_000), "recursion limit");
    says(
        &format!("{{\"model_type\":\"{}\"}}", "x".repeat(100_000)),
        "is not known",
    );
    says(
        r#"{"model_type":7,"hidden_size":4}"#,
        "without num_hidden_layers",
    );
    let long = format!(
        r#"{{"model_type":"qwen3_moe","mlp_only_layers":[{}0]}}"#,
        "0,".repeat(5_000_000)
    );
    says(&long, "more than 8 MB");
    assert!(import("[]", &Asked::default()).is_err());
    assert!(import("", &Asked::default()).is_err());
    // Every way to cut a file short.
    let whole = fixture("deepseek-v3");
    for end in (0..whole.trim_end().len()).filter(|end| whole.is_char_boundary(*end)) {
        assert!(import(&whole[..end], &Asked::default()).is_err());
    }
}

/// What scripts read: whole numbers without an exponent or a fraction.
#[test]
fn the_document_has_exact_numbers() {
    let read = import(&fixture("kimi-k2"), &Asked::default());
    let document = count_json::document(&read).expect("JSON");
    let value: Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(value["source"], "hf-config");
    assert_eq!(value["parameters"], json!(1_026_408_232_448_u64));
    assert_eq!(value["active_parameters"], json!(32_861_500_928_u64));
    assert_eq!(value["per"], "token");
    assert_eq!(value["sequence"], 4096);
    assert_eq!(value["problems"], json!([]));
    let layers = value["layers"].as_array().expect("layers");
    let sum = |key: &str| -> u64 { layers.iter().filter_map(|l| l[key].as_u64()).sum() };
    assert_eq!(sum("parameters"), 1_026_408_232_448);
    let forward = value["forward_multiply_adds"].as_u64().expect("whole");
    assert_eq!(sum("multiply_adds"), 4096 * forward);
    assert_eq!(value["forward_flop"].as_u64(), Some(2 * forward));
    let broken = count_json::document(&import("{", &Asked::default())).expect("JSON");
    let value: Value = serde_json::from_str(&broken).expect("JSON");
    assert_eq!(value["problems"][0]["severity"], "error");
    assert_eq!(value["parameters"], Value::Null);
}

/// Llama 4 attends in blocks in three layers of four, which are rotary.
#[test]
fn blocks_of_attention_count_where_it_is_causal() {
    let asked = |causal| Asked {
        sequence: Some(20_000),
        causal,
        ..Asked::default()
    };
    let read = |causal| import(&fixture("llama-4-scout"), &asked(causal)).expect("a count");
    let (full, part) = (read(false), read(true));
    has_note(
        &part,
        false,
        "36 of the 48 layers attend within blocks of 8,192 tokens, and are counted so",
    );
    let triangle = |n: u128| n * (n + 1) / 2;
    let seen = 12 * triangle(20_000) + 36 * (2 * triangle(8_192) + triangle(3_616));
    let [full, part] = [full, part].map(|import| import.forward.expect("one").multiply_adds);
    assert_eq!(full - part, (48 * 20_000 * 20_000 - seen) * 2 * 40 * 128);
}
