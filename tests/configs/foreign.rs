//! Files whose layers are not those of the family that they name, and what a text part within a
//! larger model has after its layers.

use super::{counted, fixture, has_note, import};
use petaday::import::Asked;
use serde_json::{Value, json};

#[track_caller]
fn refused(config: &Value, words: &[&str]) {
    let error = match import(&config.to_string(), &Asked::default()) {
        Ok(import) => panic!("{config} was counted as {:?}", import.model),
        Err(error) => error.to_string(),
    };
    for word in words {
        assert!(error.contains(word), "no “{word}” in: {error}");
    }
    assert!(
        error.contains("Instead, export the model to ONNX"),
        "{error}"
    );
}

fn with(name: &str, changes: &Value) -> Value {
    let mut config = fixture(name);
    for (key, value) in changes.as_object().expect("changes") {
        config[key] = value.clone();
    }
    config
}

fn parameters(config: &Value) -> u128 {
    counted(&config.to_string()).parameters.expect("parameters")
}

/// Jina’s first embeddings, DNABERT-2, MosaicBERT and Jina’s third: `model_type` is the library’s,
/// and the layers are not.
#[test]
fn another_class_under_a_known_model_type_is_refused_by_name() {
    for (name, changes, words) in [
        (
            "bert-base-mlm",
            json!({"architectures": ["JinaBertForMaskedLM"]}),
            "JinaBertForMaskedLM",
        ),
        (
            "bert-base-mlm",
            json!({"auto_map": {"AutoConfig": "jinaai/jina-bert-implementation--configuration_bert.JinaBertConfig"}}),
            "JinaBertConfig",
        ),
        (
            "bert-base-mlm",
            json!({"auto_map": {"AutoModelForMaskedLM": "bert_layers.BertForMaskedLM"}}),
            "bert_layers.BertForMaskedLM",
        ),
        (
            "xlm-roberta-base",
            json!({"auto_map": {"AutoModel": "org/other--modeling_lora.XLMRobertaLoRA"}}),
            "modeling_lora.XLMRobertaLoRA",
        ),
        (
            "mistral-7b-v0.3",
            json!({"auto_map": {"AutoModel": "modeling_mistral_encoder.MistralEncoderModel"}}),
            "modeling_mistral_encoder",
        ),
        (
            "llama-2-7b",
            json!({"architectures": ["LoopLlamaForCausalLM"]}),
            "LoopLlamaForCausalLM",
        ),
        (
            "gpt2",
            json!({"architectures": ["BertForMaskedLM"]}),
            "BertForMaskedLM",
        ),
    ] {
        refused(&with(name, &changes), &[words, "not the library’s"]);
    }
}

/// Code that came with the model before the library had it, or that is all there is.
#[test]
fn a_familys_own_code_is_counted() {
    for (name, code) in [
        ("deepseek-v3", "modeling_deepseek.DeepseekV3ForCausalLM"),
        ("kimi-k2", "modeling_deepseek.DeepseekV3ForCausalLM"),
        ("falcon-7b", "modelling_RW.RWForCausalLM"),
        ("qwen-7b", "org/name--modeling_qwen.QWenLMHeadModel"),
        (
            "chatglm3-6b",
            "modeling_chatglm.ChatGLMForConditionalGeneration",
        ),
        ("minicpm3-4b", "modeling_minicpm.MiniCPM3ForCausalLM"),
        (
            "llama-3.3-nemotron-super-49b",
            "modeling_decilm.DeciLMForCausalLM",
        ),
        ("hunyuan-a13b", "modeling_hunyuan.HunYuanMoEV1ForCausalLM"),
        // The library has Llama’s class for it.
        ("exaone-3.0-7.8b", "modeling_llama.LlamaForCausalLM"),
    ] {
        let own = with(name, &json!({"auto_map": {"AutoModelForCausalLM": code}}));
        assert_eq!(parameters(&own), parameters(&fixture(name)), "{name}");
    }
    let config = json!({"AutoConfig": "configuration_hunyuan.HunYuanConfig", "AutoTokenizer": ["x.Y", null]});
    counted(&with("hunyuan-a13b", &json!({ "auto_map": config })).to_string());
}

#[test]
fn positions_and_feed_forwards_of_another_kind_are_refused() {
    for (key, value) in [
        ("position_embedding_type", "alibi"),
        ("position_embedding_type", "relative_key_query"),
        ("feed_forward_type", "geglu"),
        ("mlp_type", "glu"),
    ] {
        refused(&with("bert-base", &json!({ key: value })), &[key]);
    }
    refused(
        &with("bert-base", &json!({"alibi_starting_size": 512})),
        &["alibi_starting_size 512"],
    );
    counted(&with("bert-base", &json!({"position_embedding_type": "absolute"})).to_string());
    for name in ["gpt2", "bert-base", "opt-1.3b"] {
        let key = if name == "gpt2" || name.starts_with("opt") {
            "activation_function"
        } else {
            "hidden_act"
        };
        refused(&with(name, &json!({ key: "swiglu" })), &["a gate"]);
    }
}

/// A guess of Jais 13B: 40 layers of 4 × 5,120² and three matrices of 5,120 × 13,653.
#[test]
fn an_activation_with_a_gate_has_a_gate() {
    for name in ["swiglu", "GEGLU", "reglu", "glu"] {
        let config = json!({"architectures": ["JAISLMHeadModel"], "model_type": "jais", "activation_function": name, "n_embd": 5120, "n_head": 40, "n_inner": 13653, "n_layer": 40, "n_positions": 2048, "vocab_size": 84992});
        let import = counted(&config.to_string());
        let matrices = 40 * (4 * 5_120 * 5_120 + 3 * 5_120 * 13_653) + 84_992 * 5_120;
        let (least, most) = import.between.expect("bounds");
        assert_eq!(least, matrices, "{name}");
        let parameters = import.parameters.expect("parameters");
        assert!((least..=most).contains(&parameters), "{parameters}");
    }
}

/// Ouro, Huginn and their kin: layers that a token goes through several times.
#[test]
fn a_loop_over_the_layers_is_not_guessed() {
    let plain = json!({"model_type": "newcomer", "architectures": ["NewcomerForCausalLM"], "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96, "vocab_size": 99, "rms_norm_eps": 1e-5, "max_position_embeddings": 128});
    for key in [
        "total_ut_steps",
        "mean_recurrence",
        "recurrent_depth",
        "num_loops",
        "n_loop",
        "num_recursions",
    ] {
        let mut config = plain.clone();
        config[key] = json!(4);
        refused(&config, &[&format!("{key} 4")]);
        config[key] = json!(1);
        counted(&config.to_string());
    }
    // Words of a key are whole: this is not an epsilon.
    let mut config = plain;
    config["ut_steps_of_experts"] = json!(3);
    refused(&config, &["ut_steps_of_experts 3"]);
}

/// InternVL2: the class of the whole has no head in its name; its text part is a
/// InternLM2ForCausalLM, and has one.
#[test]
fn a_text_part_has_the_head_of_its_own_class() {
    let text = fixture("internlm2-7b");
    let alone = parameters(&text);
    for wrapper in [
        json!({"architectures": ["InternVLChatModel"], "model_type": "internvl_chat"}),
        json!({"architectures": ["InternVLChatModel"], "model_type": "internvl_chat", "auto_map": {"AutoModel": "modeling_internvl_chat.InternVLChatModel"}}),
        json!({"architectures": ["OvisModel"], "model_type": "ovis"}),
    ] {
        let mut config = wrapper;
        config["llm_config"] = text.clone();
        config["vision_config"] = json!({"hidden_size": 1024, "num_hidden_layers": 24});
        let import = counted(&config.to_string());
        assert_eq!(import.parameters, Some(alone), "{config}");
        has_note(&import, true, "the part for vision");
    }
    // Without a class of its own: the wrapper’s code is not the library’s, and has a head.
    let mut text = text;
    text.as_object_mut().expect("keys").remove("architectures");
    let config = json!({"architectures": ["WrapperModel"], "model_type": "wrapper", "auto_map": {"AutoModel": "modeling_wrapper.WrapperModel"}, "text_config": text});
    assert_eq!(parameters(&config), alone);
    let mut other = config;
    other["text_config"]["architectures"] = json!(["LoopLMForCausalLM"]);
    refused(&other, &["LoopLMForCausalLM"]);
}

/// Qwen-VL has its tower under `visual`; others under names of their own.
#[test]
fn a_tower_is_named_whatever_its_key() {
    for (key, tower, name) in [
        (
            "visual",
            json!({"width": 1664, "layers": 48, "heads": 16}),
            "vision",
        ),
        ("audio", json!({"n_layer": 6}), "audio"),
        (
            "protein_encoder_sizes",
            json!({"dim": 640, "num_layers": 3}),
            "protein_encoder_sizes",
        ),
        ("perceiver", json!({"n_layers": 6}), "perceiver"),
    ] {
        let import = import(
            &with("qwen-7b", &json!({ key: tower })).to_string(),
            &Asked::default(),
        );
        match import {
            Ok(import) => has_note(&import, true, &format!("the part for {name}")),
            Err(error) => assert!(error.to_string().contains(key), "{error}"),
        }
    }
    // A part that the family reads is in the count.
    let mut dbrx = fixture("dbrx");
    dbrx["ffn_config"]["hidden_size"] = json!(6144);
    let import = counted(&dbrx.to_string());
    assert_eq!(
        import.parameters,
        counted(&fixture("dbrx").to_string()).parameters
    );
    assert!(
        !format!("{:?}", import.notes).contains("left out"),
        "{:?}",
        import.notes
    );
}

#[test]
fn a_note_says_a_default_only_where_it_is_used() {
    let mut config = fixture("deepseek-v2-lite");
    config["q_lora_rank"] = json!(null);
    let notes = format!("{:?}", counted(&config.to_string()).notes);
    assert!(!notes.contains("q_lora_rank"), "{notes}");
}

#[test]
fn layers_that_predict_further_tokens_are_named_in_every_family() {
    for (name, key) in [
        ("llama-2-7b", "num_nextn_predict_layers"),
        ("qwen2-7b", "num_mtp_layers"),
        ("deepseek-v3", "num_nextn_predict_layers"),
    ] {
        let config = with(name, &json!({ key: 2 }));
        let import = counted(&config.to_string());
        has_note(&import, false, "predict further tokens (MTP)");
        assert_eq!(
            import
                .notes
                .iter()
                .filter(|n| n.text().contains("further tokens"))
                .count(),
            1
        );
    }
}
