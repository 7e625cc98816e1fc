//! Notes on what was assumed, and messages on files that cannot be counted.

use super::{PARAMETERS, causal, counted, fixture, fixture_text, has_note, import, rows};
use petaday::import::Asked;
use serde_json::{Value, json};

#[test]
fn what_was_assumed_is_said() {
    let llama = counted(&fixture_text("llama-3.1-8b"));
    assert_eq!(llama.sequence, Some(4_096));
    assert_eq!(llama.context, Some(8_192));
    assert!(
        llama.notes[0]
            .text()
            .starts_with("Counted for sequences of 4,096 tokens, not the whole context of 8,192 (original_max_position_embeddings)"),
        "{:?}",
        llama.notes
    );
    let gemma = counted(&fixture_text("gemma-3-4b"));
    has_note(&gemma, true, "the part for vision");
    has_note(&gemma, false, "num_attention_heads 8, vocab_size 262,208");
    has_note(&gemma, false, "29 of the 34 layers");
    let named = r#"{"model_type":"gpt2","_name_or_path":"org/model-1.5","n_embd":8,"n_layer":1,"n_head":2,"vocab_size":9,"n_positions":4}"#;
    assert_eq!(counted(named).name.as_deref(), Some("org/model-1.5"));
    let local = named.replace("org/model", "/home/me");
    assert_eq!(counted(&local).name, None);
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
    has_note(&import, true, "so the model has 55,488 to");
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
    // Windows make causal attention smaller: the count is an upper bound.
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
        let mut config = fixture("llama-3.1-8b");
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
    let mut config = fixture("mixtral-8x7b");
    config["num_experts_per_tok"] = json!(9);
    says(
        &config.to_string(),
        "“num_experts_per_tok” is 9, more than the 8 experts",
    );
    // The largest sizes, all at once, give a message or a count.
    for row in rows(PARAMETERS) {
        let config = fixture(&row[0]);
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
    says("{", "The text ends before its last }: copy all of it.");
    says(
        "{\"model_type\": \"llama\",\n \"hidden_size\": 40",
        "The text ends before its last }: copy all of it.",
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
    let whole = fixture_text("deepseek-v3");
    for end in (0..whole.trim_end().len()).filter(|end| whole.is_char_boundary(*end)) {
        assert!(import(&whole[..end], &Asked::default()).is_err());
    }
}

/// A message in a forum, a file with comments: the one configuration in it is read.
#[test]
fn a_configuration_is_read_out_of_what_is_around_it() {
    let whole = fixture_text("llama-3.1-8b");
    let model = counted(&whole).model;
    let with_comment = format!(
        "// Llama\n{}, /* none */ }}",
        whole.trim_end().trim_end_matches('}').trim_end()
    );
    for text in [
        format!("Hi, I get an error with this config:\n\n```\n{whole}\n```\nAny idea?"),
        format!("config = {whole}\n"),
        format!("{whole}\n\nThis is {{8B}}."),
        with_comment,
    ] {
        assert_eq!(counted(&text).model, model, "{text}");
    }
    let two = format!("First:\n{whole}\nand second:\n{whole}\n");
    assert!(import(&two, &Asked::default()).is_err());
    says(
        &format!("My config:\n{}", &whole[..whole.len() / 2]),
        "The text ends before its last }: copy all of it.",
    );
}

#[test]
fn files_beside_a_configuration_are_named_with_what_to_give() {
    for (text, words) in [
        (
            r#"{"peft_type": "LORA", "base_model_name_or_path": "org/base-7b", "bias": "none", "r": 64}"#,
            "give the config.json of org/base-7b",
        ),
        (
            r#"{"bos_token_id": 1, "do_sample": true, "temperature": 0.6}"#,
            "This is a generation_config.json",
        ),
        (
            r#"{"tokenizer_class": "LlamaTokenizer", "model_max_length": 4096}"#,
            "This is a tokenizer’s file",
        ),
        (
            r#"{"image_processor_type": "CLIPImageProcessor", "size": 224}"#,
            "This is a preprocessor’s configuration",
        ),
        (
            r#"{"zero_optimization": {"stage": 3}, "train_batch_size": 8}"#,
            "This is a configuration of DeepSpeed",
        ),
    ] {
        says(text, words);
    }
}

/// Attention over 32,768 tokens is more than a fifth of all; over 512 it is not.
#[test]
fn where_the_count_is_far_from_six_n_it_says_why() {
    let text = fixture_text("llama-3.1-8b");
    let at = |sequence: u64| {
        let asked = Asked {
            sequence: Some(sequence),
            ..Asked::default()
        };
        import(&text, &asked).expect("a count").apart
    };
    assert_eq!(at(512), None);
    // 2 · 32 layers · 4,096 · 32,768 products a token over 7.505e9 weights.
    let said = at(32_768).expect("a sentence");
    assert_eq!(
        said,
        "The count is 114% above 6·N·D, because it has attention over the context, 53.4% of it."
    );
}
