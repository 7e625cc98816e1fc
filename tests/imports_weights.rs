//! Files of weights: the parameters, exactly, from the header alone.

mod weights;

use petaday::draft::Key;
use petaday::import::{Import, Source};
use std::collections::BTreeMap;
use weights::{
    Fake, LLAMA, Tensor, Value, alone, gguf, gpt2, llama, notes, open, safetensors, warnings,
};

#[track_caller]
fn parameters(tensors: &[Tensor<'_>], expected: u128) -> Import {
    let import = alone("m.safetensors", safetensors(tensors)).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(import.parameters, Some(expected), "{}", notes(&import));
    import
}

#[track_caller]
fn says(import: &Import, words: &str) {
    assert!(
        notes(import).contains(words),
        "no “{words}” in:\n{}",
        notes(import)
    );
}

#[test]
fn gpt2_has_124_439_808_parameters_with_its_masks_left_out() {
    let import = alone("model.safetensors", gpt2()).expect("GPT-2");
    assert_eq!(import.source, Source::Safetensors);
    assert_eq!(import.parameters, Some(124_439_808));
    assert_eq!(import.active_parameters, Some(124_439_808));
    assert_eq!(
        import.forward, None,
        "a file of weights gives parameters alone"
    );
    assert_eq!(
        import.fields(),
        [(Key::Parameters, "124439808".to_string())]
    );
    assert_eq!(import.rows[0].name, "wte.weight");
    assert_eq!(import.rows[0].kind, "F32 50257×768");
    assert_eq!(import.rows.len(), 2 + 12 * 12 + 2);
    says(&import, "12 × causal masks (h.0.attn.bias …)");
    says(
        &import,
        "2 FLOP per parameter and token leave out attention",
    );
    assert_eq!(warnings(&import), [""; 0]);
}

#[test]
fn of_a_file_of_40_gb_only_the_header_is_read() {
    let tensors: Vec<(String, Vec<u64>)> = (0..80)
        .map(|i| (format!("layers.{i}.weight"), vec![16_384, 16_384]))
        .collect();
    let tensors: Vec<Tensor<'_>> = tensors
        .iter()
        .map(|(n, s)| (&n[..], "BF16", &s[..]))
        .collect();
    let file = safetensors(&tensors);
    assert!(file.length > 40_000_000_000);
    let read = file.read.clone();
    let import = alone("m.safetensors", file).expect("a large file");
    assert_eq!(import.parameters, Some(80 << 28));
    assert!(read.get() < 20_000, "{} bytes were read", read.get());
}

#[test]
fn what_is_not_trained_is_left_out_and_named() {
    let import = parameters(
        &[
            ("conv.weight", "F32", &[64, 3, 7, 7]),
            ("bn.weight", "F32", &[64]),
            ("bn.bias", "F32", &[64]),
            ("bn.running_mean", "F32", &[64]),
            ("bn.running_var", "F32", &[64]),
            ("bn.num_batches_tracked", "I64", &[]),
            ("logit_scale", "F32", &[]),
            ("layers.0.self_attn.rotary_emb.inv_freq", "F32", &[64]),
            ("embeddings.position_ids", "I64", &[1, 77]),
            ("attn.masked_bias", "F32", &[]),
            (
                "gpt_neox.layers.0.attention.bias",
                "BOOL",
                &[1, 1, 2_048, 2_048],
            ),
            ("attention.query.bias", "F32", &[768]),
            ("lookup", "I32", &[10, 10]),
        ],
        64 * 3 * 49 + 64 + 64 + 1 + 768,
    );
    for words in [
        "3 × batch-norm running statistics",
        "1 × rotary frequencies",
        "1 × position indices",
        "2 × causal masks",
        "1 × tensors of whole numbers",
    ] {
        says(&import, words);
    }
}

#[test]
fn quantized_weights_count_by_their_logical_size() {
    // GPTQ, 4 bits: qweight packs 8 along the input, qzeros 8 along the output.
    let import = parameters(
        &[
            ("q_proj.qweight", "I32", &[512, 4_096]),
            ("q_proj.qzeros", "I32", &[32, 512]),
            ("q_proj.scales", "F16", &[32, 4_096]),
            ("q_proj.g_idx", "I32", &[4_096]),
        ],
        4_096 * 4_096,
    );
    says(&import, "1 quantized tensor of 4 bits (GPTQ or AWQ)");
    assert_eq!(warnings(&import), [""; 0]);
    // GPTQ, 8 and 3 bits.
    for (rows, zeros) in [(1_024, 1_024), (384, 384)] {
        parameters(
            &[
                ("q_proj.qweight", "I32", &[rows, 4_096]),
                ("q_proj.qzeros", "I32", &[32, zeros]),
                ("q_proj.scales", "F16", &[32, 4_096]),
            ],
            4_096 * 4_096,
        );
    }
    // AWQ packs along the output.
    parameters(
        &[
            ("q_proj.qweight", "I32", &[4_096, 512]),
            ("q_proj.qzeros", "I32", &[32, 512]),
            ("q_proj.scales", "F16", &[32, 4_096]),
        ],
        4_096 * 4_096,
    );
    let guessed = parameters(&[("q_proj.qweight", "I32", &[512, 4_096])], 4_096 * 4_096);
    assert!(
        warnings(&guessed)[0].contains("does not say how many bits"),
        "{}",
        notes(&guessed)
    );
    // bitsandbytes: two in a byte.
    let import = parameters(
        &[
            ("fc.weight", "U8", &[8_388_608, 1]),
            ("fc.weight.absmax", "U8", &[262_144]),
            ("fc.weight.nested_absmax", "F32", &[1_024]),
            ("fc.weight.quant_map", "F32", &[16]),
            ("fc.weight.quant_state.bitsandbytes__nf4", "U8", &[182]),
            ("fc.bias", "BF16", &[4_096]),
        ],
        4_096 * 4_096 + 4_096,
    );
    says(&import, "of 4 bits (bitsandbytes)");
    // 8 bits in a byte are as they are.
    parameters(
        &[
            ("fc.weight", "I8", &[4_096, 4_096]),
            ("fc.SCB", "F32", &[4_096]),
        ],
        4_096 * 4_096,
    );
    // fp8 with scales per block, as DeepSeek-V3 has it.
    parameters(
        &[
            ("fc.weight", "F8_E4M3", &[4_096, 4_096]),
            ("fc.weight_scale_inv", "F32", &[32, 32]),
        ],
        4_096 * 4_096,
    );
    // Shapes in the format F4 are logical already.
    parameters(&[("fc.weight", "F4", &[4_096, 4_096])], 4_096 * 4_096);
    // NVFP4: two in a byte.
    parameters(
        &[
            ("fc.weight", "U8", &[4_096, 2_048]),
            ("fc.weight_scale", "F8_E4M3", &[4_096, 256]),
            ("fc.weight_scale_2", "F32", &[]),
            ("fc.input_scale", "F32", &[]),
        ],
        4_096 * 4_096,
    );
    // exllamav2: of mixed widths.
    parameters(
        &[
            ("fc.q_weight", "I32", &[700, 4_096]),
            ("fc.q_scale", "I32", &[32, 512]),
            ("fc.q_scale_max", "F16", &[32]),
            ("fc.q_groups", "I16", &[64]),
            ("fc.q_invperm", "I32", &[4_096]),
        ],
        4_096 * 4_096,
    );
    let mlx = parameters(
        &[
            ("fc.weight", "U32", &[4_096, 512]),
            ("fc.scales", "BF16", &[4_096, 64]),
            ("fc.biases", "BF16", &[4_096, 64]),
        ],
        4_096 * 4_096,
    );
    assert!(warnings(&mlx)[0].contains("does not say how many bits"));
}

#[test]
fn gpt_oss_packs_its_experts_in_blocks() {
    // gpt-oss-20b, one layer: 32 experts, 2880 → 2 × 2880 → 2880 in MXFP4.
    let import = parameters(
        &[
            (
                "model.layers.0.mlp.experts.gate_up_proj_blocks",
                "U8",
                &[32, 5_760, 90, 16],
            ),
            (
                "model.layers.0.mlp.experts.gate_up_proj_scales",
                "U8",
                &[32, 5_760, 90],
            ),
            (
                "model.layers.0.mlp.experts.gate_up_proj_bias",
                "BF16",
                &[32, 5_760],
            ),
            ("model.layers.0.mlp.router.weight", "BF16", &[32, 2_880]),
        ],
        32 * 5_760 * 2_880 + 32 * 5_760 + 32 * 2_880,
    );
    assert_eq!(import.active_parameters, None);
    assert_eq!(
        import.fields(),
        [],
        "all experts at once would be far too much"
    );
    let warning = warnings(&import)[0];
    assert!(
        warning.contains("531,025,920 of the 531,118,080 parameters belong to experts"),
        "{warning}"
    );
    assert!(warning.contains("config.json"), "{warning}");
}

#[test]
fn compressed_tensors_say_the_size_before_packing() {
    let mut file = safetensors(&[
        ("fc.weight_packed", "I32", &[2_048, 512]),
        ("fc.weight_scale", "BF16", &[2_048, 32]),
        ("fc.weight_shape", "I64", &[2]),
    ]);
    let at = file.length - 16;
    let guessed = alone("m.safetensors", file.clone()).expect("packed weights");
    assert_eq!(
        guessed.parameters,
        Some(2_048 * 4_096),
        "a shape of zeros is none"
    );
    assert!(!warnings(&guessed).is_empty());
    file.head.resize(at as usize, 0);
    file.head.extend(2_048u64.to_le_bytes());
    file.head.extend(4_096u64.to_le_bytes());
    let import = alone("m.safetensors", file).expect("packed weights");
    assert_eq!(import.parameters, Some(2_048 * 4_096));
    assert_eq!(warnings(&import), [""; 0]);
    says(&import, "by their weight_shape");
}

#[test]
fn shared_experts_are_visited_and_routed_ones_may_not_be() {
    let import = parameters(
        &[
            (
                "model.layers.1.mlp.shared_experts.up_proj.weight",
                "BF16",
                &[8, 8],
            ),
            ("model.layers.1.mlp.gate.weight", "BF16", &[4, 8]),
        ],
        64 + 32,
    );
    assert_eq!(import.active_parameters, Some(96));
    let import = parameters(
        &[
            (
                "model.layers.1.mlp.experts.0.up_proj.weight",
                "BF16",
                &[8, 8],
            ),
            (
                "model.layers.1.mlp.experts.1.up_proj.weight",
                "BF16",
                &[8, 8],
            ),
            ("lm_head.weight", "BF16", &[4, 8]),
        ],
        128 + 32,
    );
    assert_eq!(import.active_parameters, None);
    assert!(warnings(&import)[0].starts_with("128 of the 160 parameters belong to experts"));
}

#[test]
fn a_number_format_of_tomorrow_is_counted() {
    parameters(&[("w", "F8_E9M9_NEXT", &[4, 4])], 16);
    let mut json = r#"{"w":{"dtype":"F2_NEW","shape":[4,4],"data_offsets":[0,4]}}"#.to_string();
    json.push(' ');
    let head = weights::framed(&json);
    let length = head.len() as u64 + 4;
    let import = alone("m.safetensors", Fake::new(head, length)).expect("a new format");
    assert_eq!(import.parameters, Some(16));
}

fn shards() -> BTreeMap<String, Fake> {
    let one = safetensors(&[("a", "BF16", &[10, 10]), ("b", "BF16", &[5])]);
    let two = safetensors(&[("c", "BF16", &[20, 10]), ("b", "BF16", &[5])]);
    BTreeMap::from([
        ("model-00001-of-00002.safetensors".to_string(), one),
        ("model-00002-of-00002.safetensors".to_string(), two),
    ])
}

fn index(metadata: &str, more: &str) -> Fake {
    let text = format!(
        r#"{{"metadata":{{{metadata}}},"weight_map":{{"a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"{more}}}}}"#
    );
    let length = text.len() as u64;
    Fake::new(text.into_bytes(), length)
}

const INDEX: &str = "model.safetensors.index.json";

#[test]
fn an_index_sums_its_shards_each_tensor_once() {
    let import = open(INDEX, index(r#""total_size":610"#, ""), &shards()).expect("an index");
    assert_eq!(import.parameters, Some(305));
    assert_eq!(warnings(&import), [""; 0]);
    says(&import, "all 2 files");

    let more = r#","d":"model-00002-of-00002.safetensors""#;
    let import = open(INDEX, index("", more), &shards()).expect("an index");
    assert_eq!(import.parameters, Some(305));
    assert!(
        warnings(&import)[0]
            .contains("In the index but not in the files, and not counted: 1 tensor (d"),
        "{}",
        notes(&import)
    );
}

#[test]
fn an_index_without_its_shards_says_which_to_give() {
    let error = open(INDEX, index(r#""total_size":610"#, ""), &BTreeMap::new())
        .expect_err("no shards")
        .to_string();
    for words in [
        "2 of the 2 files",
        "model-00001-of-00002.safetensors, model-00002-of-00002.safetensors",
        "3 tensors in 610 bytes",
        "about 305 parameters",
        "config.json",
    ] {
        assert!(error.contains(words), "no “{words}” in: {error}");
    }
    let mut half = shards();
    half.remove("model-00001-of-00002.safetensors");
    let error = open(INDEX, index("", ""), &half)
        .expect_err("a shard is missing")
        .to_string();
    assert!(
        error.contains("1 of the 2 files that it names was not given"),
        "{error}"
    );

    let import = open(
        INDEX,
        index(r#""total_parameters":305,"total_size":610"#, ""),
        &BTreeMap::new(),
    )
    .expect("total_parameters");
    assert_eq!(import.parameters, Some(305));
    says(&import, "nothing was counted");
}

#[test]
fn an_index_does_not_lead_out_of_its_folder() {
    for name in [
        "../secret.safetensors",
        "/etc/passwd",
        "a/b.safetensors",
        "..\\\\x",
        "C:x",
        "",
        ".hidden",
    ] {
        let text = format!(r#"{{"weight_map":{{"a":"{name}"}}}}"#);
        let length = text.len() as u64;
        let mut asked = Vec::new();
        let mut beside = |name: &str| {
            asked.push(name.to_string());
            None
        };
        let file = petaday::import::File {
            name: INDEX.into(),
            bytes: Box::new(Fake::new(text.into_bytes(), length)),
            beside: &mut beside,
        };
        let error = petaday::import::read(file, &Default::default())
            .expect_err(name)
            .to_string();
        assert!(
            error.contains("not the name of a file in its own folder"),
            "“{name}”: {error}"
        );
        assert_eq!(asked, [""; 0], "“{name}” was opened");
    }
}

#[test]
fn one_shard_alone_is_counted_and_says_that_it_is_one() {
    let name = "model-00001-of-00004.safetensors";
    let import = alone(name, safetensors(&[("a", "BF16", &[10])])).expect("a shard");
    assert_eq!(import.parameters, Some(10));
    assert!(
        warnings(&import)[0].contains("one of 4 files"),
        "{}",
        notes(&import)
    );
}

#[test]
fn an_incomplete_download_is_counted_with_a_warning() {
    let mut file = gpt2();
    file.length /= 2;
    let import = alone("model.safetensors", file).expect("half a file");
    assert_eq!(import.parameters, Some(124_439_808));
    assert!(warnings(&import)[0].contains("incomplete download"));

    let mut file = llama();
    file.length = file.head.len() as u64 + 100;
    let import = alone("tiny.gguf", file).expect("half a file");
    assert_eq!(import.parameters, Some(LLAMA));
    assert!(warnings(&import)[0].contains("incomplete download"));
}

#[test]
fn a_gguf_counts_by_logical_sizes() {
    let file = llama();
    let read = file.read.clone();
    let import = alone("tiny.gguf", file).expect("a little llama");
    assert_eq!(import.source, Source::Gguf);
    assert_eq!(import.name.as_deref(), Some("TinyLlama"));
    assert_eq!(import.parameters, Some(LLAMA));
    assert_eq!(import.active_parameters, Some(LLAMA));
    assert_eq!(import.forward, None);
    says(&import, "1 × rotary frequencies (rope_freqs.weight)");
    says(&import, "quantized tensors in Q4_K");
    says(&import, "The architecture is called llama");
    assert_eq!(import.rows[0].kind, "Q4_K 32000×64");
    assert!(read.get() < 2_000_000, "{} bytes were read", read.get());
    let old = gguf(2, &[], &[("w", 0, &[4, 4])]);
    assert_eq!(
        alone("old.gguf", old).expect("version 2").parameters,
        Some(16)
    );
}

#[test]
fn a_gguf_with_experts_gives_the_active_parameters_exactly() {
    let settings = |used| {
        [
            ("general.architecture", Value::Text("qwen3moe")),
            ("qwen3moe.expert_count", Value::U32(8)),
            ("qwen3moe.expert_used_count", Value::U32(used)),
        ]
    };
    let tensors: [(&str, u32, &[u64]); 6] = [
        ("token_embd.weight", 12, &[64, 1_000]),
        ("blk.0.ffn_gate_inp.weight", 0, &[64, 8]),
        ("blk.0.ffn_gate_exps.weight", 12, &[64, 32, 8]),
        ("blk.0.ffn_up_exps.weight", 12, &[64, 32, 8]),
        ("blk.0.ffn_down_exps.weight", 12, &[32, 64, 8]),
        ("blk.0.ffn_up_shexp.weight", 12, &[64, 32]),
    ];
    let import = alone("m.gguf", gguf(3, &settings(2), &tensors)).expect("experts");
    let fixed = 64_000 + 512 + 2_048;
    assert_eq!(import.parameters, Some(fixed + 3 * 2_048 * 8));
    assert_eq!(import.active_parameters, Some(fixed + 3 * 2_048 * 2));
    says(&import, "A token visits 2 of 8 experts");
    assert_eq!(warnings(&import), [""; 0]);
    for used in [0, 9] {
        let import = alone("m.gguf", gguf(3, &settings(used), &tensors)).expect("experts");
        assert_eq!(import.active_parameters, None, "{used} of 8 experts");
        assert_eq!(warnings(&import).len(), 1);
    }
    // Before 2024 each expert had tensors of its own.
    let old: [(&str, u32, &[u64]); 3] = [
        ("output_norm.weight", 0, &[64]),
        ("blk.0.ffn_up.0.weight", 2, &[64, 32]),
        ("blk.0.ffn_up.1.weight", 2, &[64, 32]),
    ];
    let settings = [
        ("llama.expert_count", Value::U32(2)),
        ("llama.expert_used_count", Value::U32(1)),
    ];
    let import = alone("m.gguf", gguf(3, &settings, &old)).expect("experts");
    assert_eq!(import.active_parameters, Some(64 + 2_048));
}

#[test]
fn a_split_gguf_is_counted_whole_where_its_parts_are_given() {
    let part = |number, tensors: &[(&str, u32, &[u64])]| {
        let settings = [
            ("split.no", Value::U16(number)),
            ("split.count", Value::U16(3)),
        ];
        gguf(3, &settings, tensors)
    };
    let name = |number| format!("big-Q4_K_M-0000{number}-of-00003.gguf");
    let one = part(0, &[("a", 12, &[256, 4])]);
    let mut folder = BTreeMap::from([
        (name(2), part(1, &[("b", 12, &[256, 8])])),
        (name(3), part(2, &[("c", 12, &[256])])),
    ]);
    let import = open(&name(1), one.clone(), &folder).expect("three files");
    assert_eq!(import.parameters, Some(256 * 13));
    says(&import, "all 3 files");
    folder.remove(&name(3));
    let import = open(&name(1), one, &folder).expect("two files");
    assert_eq!(import.parameters, Some(256 * 12));
    assert!(
        warnings(&import)[0].contains(&name(3)),
        "{}",
        notes(&import)
    );
}

#[test]
fn an_adapter_is_not_taken_for_a_model() {
    for (down, up) in [
        (
            "base_model.model.q_proj.lora_A.weight",
            "base_model.model.q_proj.lora_B.weight",
        ),
        (
            "q_proj.lora_A.default.weight",
            "q_proj.lora_B.default.weight",
        ),
        (
            "lora_unet_mid.lora_down.weight",
            "lora_unet_mid.lora_up.weight",
        ),
        (
            "unet.mid.to_q.lora.down.weight",
            "unet.mid.to_q.lora.up.weight",
        ),
        (
            "mid.processor.to_q_lora.down.weight",
            "mid.processor.to_q_lora.up.weight",
        ),
        ("mid.hada_w1_a", "mid.hada_w1_b"),
        ("mid.lokr_w1", "mid.lokr_w2"),
        ("mid.diff", "mid.diff_b"),
    ] {
        let alpha = format!("{}.alpha", down.replace(".lora_down.weight", ""));
        let mut tensors: Vec<Tensor<'_>> = vec![(down, "F32", &[8, 64]), (up, "F32", &[64, 8])];
        if alpha.starts_with("lora_") {
            tensors.push((&alpha, "F32", &[]));
        }
        let import = parameters(&tensors, 1_024);
        assert!(
            warnings(&import)[0].contains("This is an adapter"),
            "{down}"
        );
        assert_eq!(import.fields(), [], "{down}: the model is elsewhere");
    }
    // A model with its adapter in the same file.
    let import = parameters(
        &[
            ("q_proj.base_layer.weight", "F32", &[64, 64]),
            ("q_proj.lora_A.default.weight", "F32", &[8, 64]),
            ("q_proj.lora_B.default.weight", "F32", &[64, 8]),
        ],
        4_096 + 1_024,
    );
    says(&import, "2 tensors of the 3 are of an adapter");
}

/// Stable Diffusion’s first checkpoints have averages of the weights beside them; checkpoints of a
/// run have the optimizer’s.
#[test]
fn copies_of_weights_are_counted_once() {
    let own: [Tensor<'_>; 2] = [
        ("model.diffusion_model.in.weight", "F16", &[32, 4, 3, 3]),
        ("cond_stage_model.fc.weight", "F16", &[8, 8]),
    ];
    for (copy, words) in [
        (
            "model_ema.diffusion_modelinweight",
            "1 × averaged copies of weights (EMA)",
        ),
        ("ema.in.weight", "1 × averaged copies of weights (EMA)"),
        (
            "module.ema.in.weight",
            "1 × averaged copies of weights (EMA)",
        ),
        ("optimizer.state.0.exp_avg", "1 × states of the optimizer"),
        ("state.0.exp_avg_sq", "1 × states of the optimizer"),
        ("alphas_cumprod", "1 × schedules of noise"),
    ] {
        let mut tensors = own.to_vec();
        tensors.push((copy, "F32", &[32, 4, 3, 3]));
        says(&parameters(&tensors, 32 * 36 + 64), words);
    }
    // The averages alone are the model.
    parameters(
        &[
            ("ema.in.weight", "F16", &[8, 8]),
            ("ema.out.weight", "F16", &[8]),
        ],
        72,
    );
}
