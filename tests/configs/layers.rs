//! The layers of a network by its configuration: windows, blocks, the text part, the class.

use super::{causal, counted, fixture, fixture_text, has_note, import};
use petaday::import::Asked;
use serde_json::{Value, json};

/// A window counts where attention is causal; over the full square, all layers are alike.
#[test]
fn windows_count_where_attention_is_causal() {
    let asked = |causal| Asked {
        sequence: Some(32_768),
        causal,
        ..Asked::default()
    };
    let full = import(&fixture_text("gemma-3-1b"), &asked(false)).expect("a count");
    assert!(!full.model.clone().unwrap_or_default().contains("window"));
    let import = import(&fixture_text("gemma-3-1b"), &asked(true)).expect("a count");
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

/// Llama 4 attends in blocks in three layers of four, which are rotary.
#[test]
fn blocks_of_attention_count_where_it_is_causal() {
    let asked = |causal| Asked {
        sequence: Some(20_000),
        causal,
        ..Asked::default()
    };
    let read = |causal| import(&fixture_text("llama-4-scout"), &asked(causal)).expect("a count");
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

/// Dense layers, layers of experts, and windows in some of both.
#[test]
fn a_network_too_long_for_a_link_is_sorted_by_parts_and_says_so() {
    let mut config = fixture("qwen2-57b-a14b");
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
    let text = fixture("qwen3-0.6b");
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
        let mut config = fixture("gpt2");
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
