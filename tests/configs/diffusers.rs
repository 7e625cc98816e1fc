//! Configurations of diffusers: the operations of one step, the file to give instead of one without
//! sizes, and no key that is ignored. Their parameters are tested with those of all configurations.

use super::{fixture, rows};
use petaday::import::{Asked, Import};
use serde_json::{Value, json};

const STEPS: &str = include_str!("../fixtures/configs/steps.csv");

fn import(text: &str, asked: &Asked) -> Result<Import, String> {
    super::import(text, asked).map_err(|error| error.to_string())
}

#[track_caller]
fn counted(config: &Value, asked: &Asked) -> Import {
    import(&config.to_string(), asked).unwrap_or_else(|error| panic!("{config}: {error}"))
}

#[track_caller]
fn refused(config: &Value) -> String {
    match import(&config.to_string(), &Asked::default()) {
        Err(error) => error,
        Ok(import) => panic!("{config}: {import:?}"),
    }
}

/// To the last product, as PyTorch counts them in a pass of the class.
#[test]
fn a_step_has_the_products_of_its_class() {
    let steps = rows(STEPS);
    assert_eq!(steps.len(), 14);
    for row in steps {
        let [name, text, multiply_adds] = [&row[0], &row[1], &row[2]];
        let import = counted(&fixture(name), &Asked::default());
        let forward = import.forward.and_then(|forward| forward.whole());
        assert_eq!(
            forward.map(|n| n.to_string()),
            Some(multiply_adds.clone()),
            "{name}"
        );
        // The first note says what was counted.
        let said = import.notes[0].text();
        assert!(said.starts_with("Counted for one "), "{said}");
        let words = format!("with a text of {text} tokens");
        assert_eq!(said.contains(&words), !text.is_empty(), "{name}: {said}");
    }
}

#[test]
fn the_size_of_an_image_and_the_length_of_a_text_can_be_given() {
    let asked = |input: &[u64], sequence| Asked {
        input: Some(input.to_vec()),
        sequence,
        ..Asked::default()
    };
    let usual = Asked::default();
    let forward = |import: Import| import.forward.expect("operations").multiply_adds;
    for (name, larger) in [
        ("stable-diffusion-1.5", [1, 4, 96, 64]),
        ("stable-diffusion-3.5-medium", [1, 16, 160, 128]),
        ("flux.1-dev", [1, 16, 192, 192]),
        ("dit-xl-2-256", [1, 4, 64, 64]),
        ("stable-diffusion-autoencoder", [1, 3, 640, 512]),
    ] {
        let config = fixture(name);
        let first = counted(&config, &usual);
        let other = counted(&config, &asked(&larger, None));
        let words = format!("{}×{} (as asked)", larger[2], larger[3]);
        assert!(other.notes[0].text().contains(&words), "{:?}", other.notes);
        assert_eq!(first.parameters, other.parameters);
        assert!(forward(first) < forward(other), "{name}");
    }
    // Half the positions, a text and time steps beside them.
    let flux = fixture("flux.1-dev");
    let small = counted(&flux, &asked(&[1, 16, 64, 64], Some(512)));
    let said = "an image of 512×512 pixels";
    assert!(
        small.notes.iter().any(|note| note.text().contains(said)),
        "{:?}",
        small.notes
    );
    let longer = Asked {
        sequence: Some(1_000),
        ..usual.clone()
    };
    for name in [
        "stable-diffusion-xl-base",
        "pixart-sigma-xl-2-1024",
        "flux.1-dev",
    ] {
        let [short, long] = [&usual, &longer].map(|asked| forward(counted(&fixture(name), asked)));
        assert!(short < long, "{name}");
    }
    // One that three halvings do not divide; a list that names no sizes.
    let unet = fixture("stable-diffusion-1.5").to_string();
    for (input, words) in [
        (vec![1, 4, 60, 64], "a map of 15×16 is left"),
        (vec![64], "1x4x64x64"),
    ] {
        let error = import(&unet, &asked(&input, None)).expect_err("no such size");
        assert!(error.contains(words), "{error}");
    }
}

/// Versions of the library write more keys as they go, with what was so before as their value.
#[test]
fn an_old_file_counts_as_a_new_one_does() {
    let old = fixture("stable-diffusion-1.5");
    let mut new = old.clone();
    for (key, value) in [
        ("addition_embed_type", json!(null)),
        ("addition_embed_type_num_heads", json!(64)),
        ("attention_type", json!("default")),
        ("class_embed_type", json!(null)),
        ("class_embeddings_concat", json!(false)),
        ("conv_in_kernel", json!(3)),
        ("conv_out_kernel", json!(3)),
        ("dual_cross_attention", json!(false)),
        ("mid_block_type", json!("UNetMidBlock2DCrossAttn")),
        ("num_attention_heads", json!(null)),
        ("only_cross_attention", json!(false)),
        ("resnet_time_scale_shift", json!("default")),
        ("reverse_transformer_layers_per_block", json!(null)),
        ("time_embedding_type", json!("positional")),
        ("transformer_layers_per_block", json!(1)),
        ("use_linear_projection", json!(false)),
        ("upcast_attention", json!(null)),
        ("_name_or_path", json!("C:\\models\\unet")),
    ] {
        new[key] = value;
    }
    let [old, new] = [old, new].map(|config| counted(&config, &Asked::default()));
    assert_eq!(old.model, new.model);
}

/// Keys with which the layers stay as they are.
const HARMLESS: &[&str] = &[
    "_diffusers_version",
    "_name_or_path",
    "act_fn",
    "addition_embed_type_num_heads",
    "addition_time_embed_dim",
    "axes_dims_rope",
    "center_input_sample",
    "flip_sin_to_cos",
    "freq_shift",
    "interpolation_scale",
    "mid_block_scale_factor",
    "norm_eps",
    "norm_num_groups",
    "pos_embed_max_size",
    "quantization_config",
    "scaling_factor",
    "shift_factor",
    "upcast_attention",
    "use_linear_projection",
];

#[test]
fn no_key_changes_without_the_count_or_a_refusal() {
    let counts = |import: Import| (import.parameters, import.forward);
    for row in rows(STEPS) {
        let name = &row[0];
        let config = fixture(name);
        let usual = counts(counted(&config, &Asked::default()));
        for (key, value) in config.as_object().expect("keys") {
            // A part of PixArt alone.
            let passed = HARMLESS.contains(&&**key)
                || key == "num_embeds_ada_norm" && name.starts_with("pixart");
            let other = match value {
                Value::Number(_) => json!(6),
                Value::Bool(on) => json!(!on),
                Value::Array(list) => json!(&list[..list.len().saturating_sub(1)]),
                _ => json!("other"),
            };
            // Lists that are empty may be so.
            if other == *value || key == "_class_name" {
                continue;
            }
            let mut changed = config.clone();
            changed[key] = other;
            let now = import(&changed.to_string(), &Asked::default());
            let same = now
                .as_ref()
                .is_ok_and(|import| counts(import.clone()) == usual);
            assert_eq!(same, passed, "{name}: {key}: {changed}");
        }
        let mut more = config.clone();
        more["temporal_layers"] = json!(2);
        let error = refused(&more);
        assert!(error.contains("temporal_layers"), "{error}");
        more["temporal_layers"] = json!(null);
        assert_eq!(counts(counted(&more, &Asked::default())), usual);
    }
}

#[test]
fn of_a_pipeline_the_part_to_give_is_named() {
    let pipeline = json!({
        "_class_name": "StableDiffusionXLPipeline",
        "_diffusers_version": "0.19.0.dev0",
        "force_zeros_for_empty_prompt": true,
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "image_encoder": [null, null],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    });
    let said = refused(&pipeline);
    assert_eq!(
        said,
        "This is the model_index.json of a pipeline of diffusers, StableDiffusionXLPipeline: it names the parts but has none of their sizes. The part that diffuses is unet, of the class UNet2DConditionModel: give the config.json in the folder unet instead. Other parts have files of their own: text_encoder (CLIPTextModel), vae (AutoencoderKL)."
    );
    for (pipeline, words) in [
        (
            json!({"_class_name": "FluxPipeline", "transformer": ["diffusers", "FluxTransformer2DModel"], "vae": ["diffusers", "AutoencoderKL"]}),
            "config.json in the folder transformer",
        ),
        (
            json!({"_class_name": ["pipeline_own", "Own"], "transformer": ["transformer_own", "OwnTransformer"]}),
            "config.json in the folder transformer",
        ),
        (
            json!({"_class_name": "OnnxStableDiffusionPipeline", "safety_checker": [null, null]}),
            "config.json in the folder of the part",
        ),
    ] {
        let said = refused(&pipeline);
        assert!(said.contains(words), "{said}");
        assert!(!said.contains("guess"), "{said}");
    }
}

#[test]
fn what_is_not_counted_is_named() {
    for (config, words) in [
        (
            json!({"_class_name": "UNet2DModel", "sample_size": 32, "block_out_channels": [128, 256]}),
            "The file is of UNet2DModel, a class of diffusers whose layers Petaday does not know.",
        ),
        (
            json!({"_class_name": "WanTransformer3DModel", "num_layers": 40, "num_attention_heads": 40, "hidden_size": 64, "vocab_size": 9}),
            "Counted classes: DiTTransformer2DModel,",
        ),
        (
            json!({"_class_name": "EulerDiscreteScheduler", "num_train_timesteps": 1000}),
            "has no layers. Give the config.json in the folder transformer or unet",
        ),
        (
            json!({"_class_name": "Transformer2DModel", "num_attention_heads": 8, "in_channels": 320, "cross_attention_dim": 768}),
            "Transformer2DModel without “patch_size”",
        ),
    ] {
        let said = refused(&config);
        assert!(said.contains(words), "{said}");
        assert!(said.contains("export the model to ONNX"), "{said}");
        assert!(!said.contains("guess"), "{said}");
    }
    let change = |name: &str, key: &str, value: Value| {
        let mut config = fixture(name);
        config[key] = value;
        refused(&config)
    };
    for (said, words) in [
        (
            change(
                "stable-diffusion-1.5",
                "down_block_types",
                json!(["SimpleCrossAttnDownBlock2D", "a", "b", "c"]),
            ),
            "“down_block_types” has SimpleCrossAttnDownBlock2D, whose layers Petaday does not know. Known: CrossAttnDownBlock2D, DownBlock2D.",
        ),
        (
            change("stable-diffusion-1.5", "attention_head_dim", json!(7)),
            "7 heads, as “attention_head_dim” is their number in this class, do not divide a width of 320",
        ),
        (
            change("stable-diffusion-1.5", "attention_type", json!("gated")),
            "“attention_type” is \"gated\", whose layers Petaday does not know. Known: default.",
        ),
        (
            change("stable-diffusion-1.5", "layers_per_block", json!(1_000_000)),
            "at most 100",
        ),
        (
            change(
                "stable-diffusion-xl-base",
                "class_embeddings_concat",
                json!(true),
            ),
            "“class_embeddings_concat” is on",
        ),
        (
            change(
                "stable-diffusion-3-medium",
                "caption_projection_dim",
                json!(1),
            ),
            "“caption_projection_dim” is not the width of the layers, 1536",
        ),
        (
            change("dit-xl-2-256", "norm_type", json!("ada_norm")),
            "“norm_type” is \"ada_norm\"",
        ),
    ] {
        assert!(said.contains(words), "{said}");
    }
}

/// The largest lists and numbers, all at once, soon give a message or a count.
#[test]
fn lists_without_end_give_a_message() {
    let long = |value: Value| Value::Array(vec![value; 200_000]);
    for (name, values) in [
        (
            "stable-diffusion-1.5",
            vec![
                ("block_out_channels", long(json!(8))),
                ("down_block_types", long(json!("DownBlock2D"))),
                ("up_block_types", long(json!("UpBlock2D"))),
                ("layers_per_block", json!(100)),
            ],
        ),
        (
            "stable-diffusion-1.5",
            vec![
                ("layers_per_block", json!(100)),
                ("attention_head_dim", json!(1)),
            ],
        ),
        (
            "stable-diffusion-autoencoder",
            vec![
                ("block_out_channels", long(json!(8))),
                ("down_block_types", long(json!("DownEncoderBlock2D"))),
                ("up_block_types", long(json!("UpDecoderBlock2D"))),
            ],
        ),
        (
            "stable-diffusion-3.5-medium",
            vec![("dual_attention_layers", long(json!(1)))],
        ),
        (
            "swin-tiny",
            vec![("depths", long(json!(1))), ("num_heads", long(json!(1)))],
        ),
        (
            "sam-vit-base",
            vec![("global_attn_indexes", long(json!(1)))],
        ),
    ] {
        let mut config = fixture(name);
        for (key, value) in values {
            config[key] = value;
        }
        let said = import(&config.to_string(), &Asked::default());
        let said = said
            .map(|import| import.rows.len())
            .map_err(|error| error.len());
        assert!(
            said.is_ok_and(|rows| rows < 5_000) || said.is_err_and(|chars| chars < 1_000),
            "{name}"
        );
    }
}
