//! Decoders that differ from the usual one by a switch, a list or a block, worked by hand.

use super::{fixture, import};
use petaday::import::{Asked, FileError, Import};
use serde_json::{Value, json};

fn read(config: &Value, causal: bool) -> Result<Import, FileError> {
    let asked = Asked {
        causal,
        ..Asked::default()
    };
    import(&config.to_string(), &asked)
}

#[track_caller]
fn counted(config: &Value) -> Import {
    super::counted(&config.to_string())
}

fn parameters(config: &Value) -> u128 {
    counted(config).parameters.expect("parameters")
}

/// Multiply-adds of the whole sequence.
fn operations(config: &Value, causal: bool) -> u128 {
    let import = read(config, causal).expect("a count");
    import.forward.expect("operations").multiply_adds
}

/// The same with other values.
fn with(config: &Value, changes: &Value) -> Value {
    let mut config = config.clone();
    for (key, value) in changes.as_object().expect("changes") {
        config[key] = value.clone();
    }
    config
}

/// Pairs that a causal window of w sees in a sequence of l.
fn seen(l: u128, w: u128) -> u128 {
    l * w - w * (w - 1) / 2
}

#[track_caller]
fn refused(config: &Value, words: &[&str]) {
    let error = read(config, false).expect_err("no count").to_string();
    for word in words {
        assert!(error.contains(word), "no “{word}” in {error}");
    }
    assert!(error.contains("Instead, export"), "{error}");
    assert!(!error.contains("put "), "{error}");
}

/// Matrices outside experts and embedding, the tied head, eight experts, and attention with larger
/// heads where there is no window.
#[test]
fn gemma_4_has_larger_heads_where_it_has_no_window() {
    let config = fixture("gemma-4-26b-a4b");
    let (l, heads) = (4_096_u128, 16);
    let attention = |window: u128, all: u128| 2 * heads * (25 * 256 * window + 5 * 512 * all);
    let weights = 1_656_258_560 + 262_144 * 2_816 + 1_427_374_080;
    let full = l * weights + attention(l * l, l * l);
    assert_eq!(full, l * 4_996_235_264);
    assert_eq!(operations(&config, false), full);
    let causal = l * weights + attention(seen(l, 1_024), seen(l, l));
    assert_eq!(operations(&config, true), causal);
}

/// The library’s file of today and the published one count the same.
#[test]
fn the_heads_of_some_layers_may_be_given_one_by_one() {
    let published = json!({"model_type": "gemma4_text", "hidden_size": 48, "num_hidden_layers": 6, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 12, "global_head_dim": 20, "num_global_key_value_heads": 1, "attention_k_eq_v": true, "hidden_size_per_layer_input": 0, "intermediate_size": 52, "vocab_size": 97, "max_position_embeddings": 40});
    let mut saved = published.clone();
    let map = saved.as_object_mut().expect("an object");
    map.remove("global_head_dim");
    map.remove("num_global_key_value_heads");
    saved["per_layer_config"] = json!({"5": {"head_dim": 20, "num_key_value_heads": 1}});
    assert_eq!(counted(&saved).model, counted(&published).model);
    saved["per_layer_config"] = json!({"5": {"intermediate_size": 99}});
    refused(&saved, &["per_layer_config", "intermediate_size"]);
    saved["per_layer_config"] = json!({"6": {"head_dim": 20}});
    refused(&saved, &["“6”"]);
    let llama = with(
        &fixture("llama-2-7b"),
        &json!({"per_layer_config": {"3": {"skip": ["mlp"]}}}),
    );
    refused(&llama, &["per_layer_config"]);
}

/// The last 15 layers take keys and values, each with 2 heads of 256, from an earlier one.
#[test]
fn layers_without_keys_and_values_of_their_own_have_no_weights_for_them() {
    let shared = fixture("gemma-3n-e4b");
    let mut own = shared.clone();
    own["text_config"]["num_kv_shared_layers"] = json!(0);
    let each = 2 * 2_048 * 2 * 256 + 256;
    assert_eq!(parameters(&own) - parameters(&shared), 15 * each);
}

/// DeepSeek-V3, and 61 indexers: their weights at every position and 64 heads of 128 for each pair.
/// Attention then goes over the 2,048 positions that they pick.
#[test]
fn an_indexer_scores_every_pair_and_attention_goes_over_those_it_picks() {
    let (config, v3) = (fixture("deepseek-v3.2"), fixture("deepseek-v3"));
    let l = 4_096_u128;
    let weights = 61 * (1_536 * 64 * 128 + 7_168 * (128 + 64));
    let index = 61 * 64 * 128;
    assert_eq!(
        operations(&config, false),
        operations(&v3, false) + l * weights + l * l * index
    );
    let latent = 61 * 128 * (128 + 64 + 128);
    assert_eq!(
        operations(&config, true),
        operations(&v3, true) + l * weights + seen(l, l) * index
            - (seen(l, l) - seen(l, 2_048)) * latent
    );
}

/// Three of four layers share the indexer of one before them, but for the first three.
#[test]
fn indexers_that_layers_share_are_those_of_the_list_or_of_the_step() {
    let config = fixture("glm-5.2");
    let mut by_step = config.clone();
    let map = by_step.as_object_mut().expect("an object");
    map.remove("indexer_types").expect("a list");
    let (frequency, offset) = (4, 3);
    map.insert("index_topk_freq".into(), json!(frequency));
    map.insert("index_skip_topk_offset".into(), json!(offset));
    assert_eq!(counted(&by_step).model, counted(&config).model);
    // 57 of 78: ranks of 2,048, heads of 32 by 128.
    let all = with(&config, &json!({"indexer_types": vec!["full"; 78]}));
    let indexer = 2_048 * 32 * 128 + 6_144 * (128 + 32) + 2 * 128;
    assert_eq!(parameters(&all) - parameters(&config), 57 * indexer);
}

/// A block without attention, one with a linear layer in place of it, one in place of the
/// feed-forward, and widths by a factor: ⌊2·1.3·64/3⌋ = 55 rounded up to 256.
#[test]
fn a_network_may_be_cut_block_by_block() {
    let block = |attention: Value, ffn: Value| json!({"attention": attention, "ffn": ffn});
    let blocks = [
        block(json!({"n_heads_in_group": 2}), json!({"ffn_mult": 1.3})),
        block(json!({"no_op": true}), json!({"ffn_mult": 12.5})),
        block(json!({"replace_with_linear": true}), json!({"no_op": true})),
        block(
            json!({"n_heads_in_group": 4}),
            json!({"replace_with_linear": true}),
        ),
        block(json!({"no_op": true}), json!({"no_op": true})),
    ];
    let config = json!({"architectures": ["DeciLMForCausalLM"], "model_type": "nemotron-nas", "hidden_size": 64, "num_hidden_layers": 5, "num_attention_heads": 4, "num_key_value_heads": null, "intermediate_size": null, "vocab_size": 99, "max_position_embeddings": 40, "block_configs": blocks});
    let d = 64;
    let attention = |kv: u128| 2 * d * d + 2 * d * kv * 16;
    let expected = 2 * 99 * d
        + d
        + (attention(2) + d + 3 * d * 256 + d)
        // ⌊2·12.5·64/3⌋ = 533.
        + (3 * d * 768 + d)
        + (d * d + d)
        + (attention(1) + d + d * d + d);
    assert_eq!(parameters(&config), expected);
    let mut other = config.clone();
    other["block_configs"][0]["ffn"]["moe"] = json!({"num_local_experts": 8});
    refused(&other, &["block_configs", "moe"]);
    let ffn = other["block_configs"][0]["ffn"].take();
    other["block_configs"][0] = json!({"attention": {"n_heads_in_group": 2}, "mlp": ffn});
    refused(&other, &["block_configs", "“ffn”"]);
    other["block_configs"] = json!([]);
    refused(&other, &["block_configs", "5 layers"]);
}

#[test]
fn each_layer_may_have_key_value_heads_of_its_own() {
    let config = |heads: Value| json!({"model_type": "deci", "hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads_per_layer": heads, "intermediate_size": 96, "vocab_size": 99, "max_position_embeddings": 40});
    let difference = parameters(&config(json!([4, 2, 1]))) - parameters(&config(json!([1, 1, 1])));
    assert_eq!(difference, 2 * 64 * 16 * (3 + 1));
    refused(&config(json!([4, 2])), &["num_key_value_heads_per_layer"]);
}

/// The second of two layers in a row takes keys and values, 8 heads of 80; the norm of the keys
/// stays.
#[test]
fn hunyuan_shares_keys_and_values_across_layers() {
    let shared = fixture("hunyuan-large");
    let own = with(&shared, &json!({"use_cla": false}));
    assert_eq!(
        parameters(&own) - parameters(&shared),
        32 * 2 * 6_400 * 8 * 80
    );
}

/// Its class without a task has the output projection all the same.
#[test]
fn chatglm_is_counted_with_its_output() {
    let bare = fixture("chatglm3-6b");
    assert_eq!(bare["architectures"], json!(["ChatGLMModel"]));
    let whole = with(
        &bare,
        &json!({"architectures": ["ChatGLMForConditionalGeneration"]}),
    );
    assert_eq!(counted(&bare).model, counted(&whole).model);
    let labels = with(
        &bare,
        &json!({"architectures": ["ChatGLMForSequenceClassification"]}),
    );
    refused(&labels, &["ChatGLMForSequenceClassification"]);
    let prompted = with(&bare, &json!({"pre_seq_len": 128}));
    refused(&prompted, &["pre_seq_len 128"]);
}

/// SantaCoder before the library knew it.
#[test]
fn one_head_of_keys_and_values_is_told_in_two_ways() {
    let known = fixture("santacoder");
    let first = with(
        &known,
        &json!({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "attention_head_type": "multiquery"}),
    );
    let mut first = first.clone();
    first
        .as_object_mut()
        .expect("an object")
        .remove("multi_query");
    assert_eq!(parameters(&first), 1_124_886_528);
    assert_eq!(counted(&first).model, counted(&known).model);
}

/// EmbeddingGemma and its kin see both ways, whatever is asked for.
#[test]
fn a_decoder_made_into_an_encoder_attends_over_the_full_square() {
    let config = with(
        &fixture("gemma-3-1b"),
        &json!({"use_bidirectional_attention": true}),
    );
    assert_eq!(operations(&config, true), operations(&config, false));
}

/// Kinds of layers that a family is not known to have are not counted as others.
#[test]
fn a_kind_of_layer_that_is_not_known_is_named() {
    for (name, layers) in [("qwen3-8b", 36), ("llama-2-7b", 32), ("gemma-3-1b", 26)] {
        let mut kinds = vec!["full_attention"; layers];
        let config = with(&fixture(name), &json!({"layer_types": kinds}));
        counted(&config);
        kinds[1] = "linear_attention";
        let config = with(&fixture(name), &json!({"layer_types": kinds}));
        refused(&config, &["layer_types"]);
    }
}

/// The class without a task of a model with a tower has no output projection.
#[test]
fn the_class_of_a_larger_model_says_whether_there_is_an_output() {
    let config = fixture("qwen3-vl-8b");
    let bare = with(&config, &json!({"architectures": ["Qwen3VLModel"]}));
    assert_eq!(parameters(&config) - parameters(&bare), 151_936 * 4_096);
    let labels = with(
        &config,
        &json!({"architectures": ["Qwen3VLForSequenceClassification"]}),
    );
    refused(&labels, &["Qwen3VLForSequenceClassification"]);
}

/// A file that is right, of a model whose layers are not known: nothing in it is to be changed.
#[test]
fn kimi_k3_is_refused_by_what_was_found() {
    let text = json!({"architectures": ["KimiLinearForCausalLM"], "model_type": "kimi_linear", "attn_res_block_size": 12, "first_k_dense_replace": 1, "hidden_size": 7168, "intermediate_size": 33792, "kv_lora_rank": 512, "latent_moe_use_norm": true, "linear_attn_config": {"full_attn_layers": [4, 8], "kda_layers": [1, 2, 3, 5, 6, 7], "head_dim": 128, "num_heads": 96, "short_conv_kernel_size": 4, "use_full_rank_gate": true}, "max_position_embeddings": 1048576, "mla_use_output_gate": true, "moe_intermediate_size": 3072, "moe_layer_freq": 1, "num_attention_heads": 96, "num_experts": 896, "num_experts_per_token": 16, "num_hidden_layers": 8, "num_key_value_heads": 96, "num_shared_experts": 2, "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "routed_expert_hidden_size": 3584, "v_head_dim": 128, "vocab_size": 163840});
    let config = json!({"architectures": ["KimiK3ForConditionalGeneration"], "model_type": "kimi_k3", "text_config": text, "vision_config": {"hidden_size": 1152}});
    refused(&config, &["kimi_linear", "routed_expert_hidden_size"]);
    let unknown = with(
        &config,
        &json!({"text_config": with(&text, &json!({"model_type": "kimi_newer", "architectures": ["KimiNewerForCausalLM"]}))}),
    );
    refused(
        &unknown,
        &[
            "“kimi_newer” is not known",
            "kv_lora_rank 512",
            "num_experts 896",
            "linear_attn_config",
        ],
    );
}

/// Fuyu: pictures go into a linear layer that the file has no part for.
#[test]
fn a_text_part_alone_is_called_a_part() {
    let text = json!({"model_type": "persimmon", "hidden_size": 64, "intermediate_size": 256, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 100, "max_position_embeddings": 32});
    let config = json!({"architectures": ["FuyuForCausalLM"], "model_type": "fuyu", "patch_size": 30, "text_config": text});
    let notes = format!("{:?}", counted(&config).notes);
    assert!(notes.contains("Only the text part is counted"), "{notes}");
}

/// Layers gone through more than once: HRM has them in stacks.
#[test]
fn stacks_that_a_token_passes_again_are_not_guessed() {
    let config = json!({"architectures": ["HrmTextForCausalLM"], "model_type": "hrm_text", "hidden_size": 64, "intermediate_size": 256, "num_hidden_layers": 8, "num_attention_heads": 4, "vocab_size": 100, "max_position_embeddings": 32, "rms_norm_eps": 1e-6, "H_cycles": 2, "L_cycles": 3, "num_layers_per_stack": 4});
    refused(
        &config,
        &[
            "“hrm_text” is not known",
            "H_cycles 2",
            "num_layers_per_stack 4",
        ],
    );
}

/// Doge has a number of experts in every file, and none of them unless it says so.
#[test]
fn experts_that_are_turned_off_are_not_guessed() {
    let config = json!({"architectures": ["DogeForCausalLM"], "model_type": "doge", "hidden_size": 64, "intermediate_size": 256, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 100, "max_position_embeddings": 32, "rms_norm_eps": 1e-6, "is_moe": false, "num_experts": 16384, "num_experts_per_tok": 64});
    // Two tables, and layers of four projections, a gated feed-forward, and two norms.
    let dense = 2 * 100 * 64 + 2 * (4 * 64 * 64 + 3 * 64 * 256 + 2 * 64) + 64;
    assert_eq!(parameters(&config), dense);
}
