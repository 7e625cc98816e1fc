//! Configurations against published counts, to the last digit. The fixtures hold the keys that bear
//! on the count.

use super::{PARAMETERS, causal, counted, fixture_text, has_note, import, rows};
use petaday::architecture::spell;
use petaday::draft::Key;
use petaday::import::Asked;
use petaday::report::count_json;
use serde_json::{Value, json};

const OPERATIONS: &str = include_str!("../fixtures/configs/operations.csv");

#[test]
fn every_configuration_has_its_published_counts() {
    let rows = rows(PARAMETERS);
    assert!(rows.len() > 75);
    for row in rows {
        let import = counted(&fixture_text(&row[0]));
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
        let import = import(&fixture_text(&row[0]), &asked).expect("a count");
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
        let text = fixture_text(&row[0]);
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
    let vit = counted(&fixture_text("vit-base"));
    assert_eq!(vit.forward.and_then(|f| f.whole()), Some(17_563_828_224));
    // The products of SAM’s masks with the last map, 4·32·256², and its positions, 2·128·4,098, are
    // left out.
    let sam = counted(&fixture_text("sam-vit-base"));
    let products = 487_851_018_752 - 4 * 32 * 256 * 256 - 2 * 128 * 4_098;
    assert_eq!(sam.forward.and_then(|f| f.whole()), Some(products));
    has_note(&sam, false, "486,038,667,264 multiply-adds for the image");
    // 85,054,464 weights and 2·12·512·768 of attention a token, the pooler once a sequence.
    let bert = counted(&fixture_text("bert-base"))
        .forward
        .expect("operations");
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
    let gpt2 = import(&fixture_text("gpt2"), &asked).expect("a count");
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
    let error = import(&fixture_text("gpt2"), &asked).expect_err("too long");
    assert!(
        error.to_string().contains("1024 learned positions"),
        "{error}"
    );
}

/// Scripts read whole numbers without an exponent or a fraction.
#[test]
fn the_document_has_exact_numbers() {
    let read = import(&fixture_text("kimi-k2"), &Asked::default());
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
