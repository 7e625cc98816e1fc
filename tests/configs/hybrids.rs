//! Configurations of layers of several kinds: spellings of old and new files, operations that the
//! table of classes lacks, and messages on files that cannot be counted.

use super::{fixture, import, with_length};
use petaday::import::Asked;
use serde_json::{Value, json};

#[track_caller]
fn counted(config: &Value) -> (u128, u128) {
    let text = config.to_string();
    let import = super::counted(&text);
    let operations = import.forward.expect("operations").multiply_adds;
    (import.parameters.expect("parameters"), operations)
}

#[track_caller]
fn says(config: &Value, words: &str) {
    let message = match import(&config.to_string(), &Asked::default()) {
        Ok(import) => panic!("{:?} was counted", import.model),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(words), "{message}");
    assert!(message.contains("Instead, export"), "{message}");
}

/// A configuration with other values under some keys; null takes a key away.
fn with(base: &Value, changes: &[(&str, Value)]) -> Value {
    let mut config = base.clone();
    let keys = config.as_object_mut().expect("an object");
    for (key, value) in changes {
        keys.remove(*key);
        if !value.is_null() {
            keys.insert((*key).into(), value.clone());
        }
    }
    config
}

/// Worked by hand from the tensors and states: 3,562,373,120 weights with ten experts, 1,179,648 of
/// convolutions, 36 states of 32·128·128 that are multiplied three times, and for every position
/// before 12 layers of 2·4,096.
#[test]
fn linear_attention_does_not_grow_with_the_sequence() {
    let text = fixture("qwen3-next-80b").to_string();
    for (sequence, expected) in [(4_096_u64, 4_022_829_056.0), (262_144, 29_389_979_648.0)] {
        let import = import(&text, &with_length(sequence)).expect("a count");
        assert_eq!(import.forward.map(|f| f.each()), Some(expected));
        let weights = 3_562_373_120 + 1_179_648 + 36 * 32 * 128 * 128 * 3;
        assert_eq!((weights + sequence * 12 * 2 * 4_096) as f64, expected);
    }
}

/// 1,849,860,096 weights beside the experts and the embedding, 1,376,944,128 of six experts, six
/// layers of attention, 565,248 of convolutions, and 23 states of 64·64·128, multiplied twice.
#[test]
fn a_pattern_of_letters_is_read_letter_by_letter() {
    let text = fixture("nemotron-3-nano-30b").to_string();
    let import = import(&text, &with_length(4_096)).expect("a count");
    let each = 1_849_860_096_u64 + 1_376_944_128 + 565_248;
    let each = each + 6 * 2 * 4_096 * 32 * 128 + 23 * 2 * 64 * 64 * 128;
    assert_eq!(import.forward.map(|f| f.each()), Some(each as f64));
    assert_eq!(each, 3_452_813_312);
}

#[test]
fn all_spellings_of_a_family_count_the_same() {
    let nemotron = fixture("nemotron-3-nano-30b");
    let pattern = nemotron["hybrid_override_pattern"]
        .as_str()
        .expect("a pattern");
    let words = |names: [&str; 4]| -> Value {
        let word = |letter| names["M*-E".find(letter).expect("a kind")];
        pattern.chars().map(word).collect()
    };
    let old = words(["mamba", "attention", "mlp", "moe"]);
    let new = words(["linear_attention", "full_attention", "mlp", "moe"]);
    let gone = ("hybrid_override_pattern", json!(null));
    for (key, list) in [("layers_block_type", old), ("layer_types", new)] {
        let listed = with(&nemotron, &[gone.clone(), (key, list)]);
        assert_eq!(counted(&listed), counted(&nemotron));
        // The list counts, as in the library, whatever the number says.
        let other = with(&listed, &[("num_hidden_layers", json!(7))]);
        assert_eq!(counted(&other), counted(&nemotron));
    }
    let renamed = [
        ("n_groups", json!(null)),
        ("mamba_n_groups", json!(8)),
        ("conv_kernel", json!(null)),
        ("mamba_d_conv", json!(4)),
        ("head_dim", json!(null)),
        ("attention_head_dim", json!(128)),
    ];
    assert_eq!(counted(&with(&nemotron, &renamed)), counted(&nemotron));

    let every = |period: usize, offset: usize, count: usize, [one, other]: [&str; 2]| -> Value {
        let word = |i: usize| if i % period == offset { one } else { other };
        (0..count).map(word).collect()
    };
    let attention = ["full_attention", "linear_attention"];
    let qwen = fixture("qwen3-next-80b");
    let listed = [
        ("full_attention_interval", json!(null)),
        ("layer_types", every(4, 3, 48, attention)),
    ];
    assert_eq!(counted(&with(&qwen, &listed)), counted(&qwen));
    // Without either, every fourth layer has attention.
    let silent = [("full_attention_interval", json!(null))];
    assert_eq!(counted(&with(&qwen, &silent)), counted(&qwen));

    let minimax = fixture("minimax-text-01");
    for (key, list) in [
        ("layer_types", every(8, 7, 80, attention)),
        ("decoder_attention_types", minimax["attn_type_list"].clone()),
    ] {
        let listed = with(&minimax, &[("attn_type_list", json!(null)), (key, list)]);
        assert_eq!(counted(&listed), counted(&minimax));
    }
    let other = [
        ("model_type", json!("minimax")),
        ("architectures", json!(null)),
    ];
    assert_eq!(counted(&with(&minimax, &other)), counted(&minimax));

    let lfm = fixture("lfm2-1.2b");
    let kind = |i| {
        if [2, 5, 8, 10, 12, 14].contains(&i) {
            "full_attention"
        } else {
            "conv"
        }
    };
    let listed = [
        ("full_attn_idxs", json!(null)),
        ("layer_types", (0..16).map(kind).collect()),
    ];
    assert_eq!(counted(&with(&lfm, &listed)), counted(&lfm));
    // Two thirds of 12,288, which is a multiple of 256.
    let adjusted = [
        ("block_ff_dim", json!(null)),
        ("intermediate_size", json!(8_192)),
        ("block_auto_adjust_ff_dim", json!(false)),
    ];
    assert_eq!(counted(&with(&lfm, &adjusted)), counted(&lfm));

    let kimi = fixture("kimi-linear-48b-a3b");
    let full = [3, 7, 11, 15, 19, 23, 26];
    let kind = |i| attention[usize::from(!full.contains(&i))];
    let listed = [
        ("linear_attn_config", json!(null)),
        ("layer_types", (0..27).map(kind).collect()),
        ("linear_head_dim", json!(128)),
        ("linear_num_heads", json!(32)),
    ];
    assert_eq!(counted(&with(&kimi, &listed)), counted(&kimi));
    assert_eq!(
        counted(&fixture("zamba2-7b-zyphra")),
        counted(&fixture("zamba2-7b"))
    );
}

#[test]
fn what_a_family_is_not_known_to_have_is_named() {
    let nemotron = fixture("nemotron-3-nano-30b");
    says(
        &with(&nemotron, &[("hybrid_override_pattern", json!("M*OE"))]),
        "“hybrid_override_pattern” has a layer of the kind “O”",
    );
    says(
        &with(&nemotron, &[("hybrid_override_pattern", json!(null))]),
        "“hybrid_override_pattern” is missing",
    );
    says(
        &with(
            &fixture("granite-4.0-h-small"),
            &[("layer_types", json!(["mamba", "rwkv"]))],
        ),
        "“layer_types” has a layer of the kind “rwkv”",
    );
    says(
        &with(
            &fixture("olmo-hybrid-7b"),
            &[("num_hidden_layers", json!(31))],
        ),
        "“layer_types” names 32 layers, and “num_hidden_layers” is 31",
    );
    says(
        &with(&fixture("jamba-v0.1"), &[("attn_layer_offset", json!(8))]),
        "“attn_layer_offset” is 8 and must be below “attn_layer_period”, which is 8",
    );
    let mut kimi = fixture("kimi-linear-48b-a3b");
    kimi["linear_attn_config"]["use_full_rank_gate"] = json!(true);
    says(
        &with(&kimi, &[("routed_expert_hidden_size", json!(1_152))]),
        "routed_expert_hidden_size 1152, linear_attn_config.use_full_rank_gate",
    );
    kimi["linear_attn_config"] = json!({"kda_layers": [1, 2], "full_attn_layers": [3]});
    says(&kimi, "does not name each of the 27 layers once");
    let authors = fixture("mamba2-130m-authors");
    says(
        &with(&authors, &[("attn_layer_idx", json!([9]))]),
        "attn_layer_idx",
    );
    says(
        &with(&authors, &[("d_intermediate", json!(64))]),
        "“d_intermediate” is more than 0",
    );
    says(
        &with(
            &authors,
            &[("ssm_cfg", json!({"layer": "Mamba2", "d_ssm": 64}))],
        ),
        "ssm_cfg.d_ssm",
    );
}

/// Null is what the library calls None; a key that is not there stands for its default.
#[test]
fn null_is_another_thing_than_nothing() {
    let falcon = fixture("falcon-h1-7b");
    let mut none = falcon.clone();
    none["mamba_d_ssm"] = json!(null);
    let twice = [("mamba_d_ssm", json!(6_144)), ("mamba_d_head", json!(256))];
    none["mamba_d_head"] = json!(256);
    assert_eq!(counted(&none), counted(&with(&falcon, &twice)));
    let mut heads = falcon.clone();
    heads["num_key_value_heads"] = json!(null);
    let all = [("num_key_value_heads", json!(12))];
    assert_eq!(counted(&heads), counted(&with(&falcon, &all)));
}
