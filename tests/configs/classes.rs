//! Every class that transformers and diffusers have for a family, at small and awkward sizes: the reader gives
//! exactly the parameters that the library has, or refuses. `scripts/fixtures` makes the table.

use super::{CLASSES, import, none, with_length};
use petaday::import::{FileError, Import};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const TABLES: [&str; 2] = [CLASSES, include_str!("../fixtures/configs/diffusers.jsonl")];

/// Families that docs/config.md promises: none of their usual classes is refused.
const PROMISED: &[&str] = &[
    "gpt2",
    "gpt_neox",
    "gptj",
    "opt",
    "bloom",
    "falcon",
    "mpt",
    "llama",
    "llama4_text",
    "mistral",
    "mixtral",
    "gemma",
    "gemma2",
    "gemma3_text",
    "phi",
    "phi3",
    "qwen2",
    "qwen2_moe",
    "qwen3",
    "qwen3_moe",
    "olmo",
    "olmo2",
    "deepseek_v2",
    "deepseek_v3",
    "gpt_oss",
    "bert",
    "roberta",
    "t5",
    "mt5",
    "vit",
    "whisper",
    "distilbert",
    "albert",
    "electra",
    "deberta-v2",
    "modernbert",
    "xlm-roberta",
    "camembert",
    "bart",
    "mbart",
    "pegasus",
    "m2m_100",
    "marian",
    "deit",
    "beit",
    "dinov2",
    "convnext",
    "convnextv2",
    "swin",
    "clip",
    "clip_text_model",
    "clip_vision_model",
    "siglip",
    "siglip_text_model",
    "siglip_vision_model",
    "wav2vec2",
    "hubert",
    "mamba",
    "falcon_mamba",
    "mamba2",
    "jamba",
    "bamba",
    "granitemoehybrid",
    "falcon_h1",
    "nemotron_h",
    "qwen3_next",
    "qwen3_5_text",
    "qwen3_5_moe_text",
    "olmo_hybrid",
    "minimax",
    "kimi_linear",
    "lfm2",
    "lfm2_moe",
    "rwkv",
    "zamba",
    "zamba2",
    "recurrent_gemma",
    "gpt_bigcode",
    "gpt_neo",
    "xglm",
    "codegen",
    "ctrl",
    "biogpt",
    "gemma3n_text",
    "gemma4_text",
    "deepseek_v32",
    "glm_moe_dsa",
    "glm4_moe_lite",
    "mistral4",
    "youtu",
    "minicpm3",
    "glm",
    "glm4",
    "glm4_moe",
    "glm4v_text",
    "glm4v_moe_text",
    "ernie4_5",
    "ernie4_5_moe",
    "hunyuan_v1_dense",
    "hunyuan_v1_moe",
    "seed_oss",
    "smollm3",
    "stablelm",
    "granite",
    "granitemoe",
    "granitemoeshared",
    "cohere",
    "cohere2",
    "cohere2_moe",
    "starcoder2",
    "olmo3",
    "olmoe",
    "flex_olmo",
    "phimoe",
    "nemotron",
    "jais2",
    "exaone4",
    "exaone_moe",
    "arcee",
    "apertus",
    "helium",
    "minimax_m2",
    "dots1",
    "persimmon",
    "ministral",
    "ministral3",
    "solar_open",
    "hy_v3",
    "afmoe",
    "mimo_v2_flash",
    "mellum",
    "cwm",
    "vaultgemma",
    "nanochat",
    "bitnet",
    "hyperclovax",
    "openai-gpt",
    "qwen3_vl_text",
    "qwen3_vl_moe_text",
    "sam",
    "sam_vision_model",
    "umt5",
    "mpnet",
    "deberta",
    "swinv2",
    "vit_mae",
    "wavlm",
    "DiTTransformer2DModel",
    "PixArtTransformer2DModel",
    "Transformer2DModel",
    "SD3Transformer2DModel",
    "FluxTransformer2DModel",
    "UNet2DConditionModel",
    "AutoencoderKL",
];

/// The ends of the classes that people train and publish.
const USUAL: &[&str] = &[
    "ForCausalLM",
    "LMHeadModel",
    "ForConditionalGeneration",
    "ForMaskedLM",
    "ForSequenceClassification",
    "ForTokenClassification",
    "ForImageClassification",
    "ForAudioClassification",
    "ForMaskedImageModeling",
    "EncoderModel",
    "MTModel",
    "Model",
    "AutoencoderKL",
];

/// A class of a row.
struct Case {
    family: String,
    class: String,
    config: Map<String, Value>,
    length: u64,
    /// Parameters, active ones, multiply-adds of one sequence or picture.
    counts: [Option<u128>; 3],
}

impl Case {
    /// The file as the library saves it for that class.
    fn text(&self) -> String {
        let mut config = self.config.clone();
        if config.contains_key("_class_name") {
            return Value::Object(config).to_string();
        }
        config.insert("architectures".into(), vec![self.class.clone()].into());
        Value::Object(config).to_string()
    }

    fn read(&self) -> Result<Import, FileError> {
        import(&self.text(), &with_length(self.length))
    }

    /// Returns the difference between a reading and the library.
    fn fault(&self, import: &Import) -> Option<String> {
        let [parameters, active, operations] = self.counts;
        if let (Some((least, most)), Some(parameters)) = (import.between, parameters) {
            // A guess, which says between what.
            return (parameters < least || parameters > most)
                .then(|| format!("parameters from {least} to {most}, not {parameters}"));
        }
        if import.parameters != parameters {
            return Some(format!(
                "parameters {:?}, not {parameters:?}",
                import.parameters
            ));
        }
        if import.active_parameters != active {
            return Some(format!(
                "active {:?}, not {active:?}",
                import.active_parameters
            ));
        }
        let counted = import.forward.map(|forward| forward.multiply_adds as f64);
        let (Some(counted), Some(operations)) = (counted, operations) else {
            return None;
        };
        let off = counted / operations as f64 - 1.0;
        (off.abs() > 0.01).then(|| {
            format!(
                "multiply-adds {counted}, not {operations}: {:+.1}%",
                100.0 * off
            )
        })
    }
}

/// Every class of every row.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for line in TABLES.iter().flat_map(|table| table.lines()) {
        let row: Value = serde_json::from_str(line).expect("a row");
        for (class, counts) in row["classes"].as_object().expect("classes") {
            cases.push(Case {
                family: row["family"].as_str().expect("a family").into(),
                class: class.clone(),
                config: row["config"].as_object().expect("a file").clone(),
                length: row["length"].as_u64().expect("a length"),
                counts: [0, 1, 2].map(|i| counts[i].as_u64().map(u128::from)),
            });
        }
    }
    cases
}

#[test]
fn a_class_is_counted_as_the_library_has_it_or_refused() {
    let cases = cases();
    assert!(cases.len() > 300);
    let fault = |case: &Case| {
        let import = case.read().ok()?;
        let fault = case.fault(&import)?;
        Some(format!(
            "{} {}: {fault}\n    {}\n    {:?}",
            case.family,
            case.class,
            case.text(),
            import.model
        ))
    };
    none(&cases.iter().filter_map(fault).collect::<Vec<_>>());
}

#[test]
fn the_usual_classes_of_the_promised_families_are_counted() {
    let usual = |case: &&Case| {
        let is = |key: &str, value: bool| case.config.get(key) == Some(&Value::Bool(value));
        let odd = case.class.ends_with("DoubleHeadsModel")
            // The decoder of two stacks, alone; two stacks without one table between them.
            || is("is_encoder_decoder", true)
                && (case.class.ends_with("ForCausalLM")
                    || case.family != "t5" && case.family != "mt5" && is("tie_word_embeddings", false))
            // Half of a model of two files.
            || is("add_cross_attention", true)
            || is("add_adapter", true);
        USUAL.iter().any(|end| case.class.ends_with(end))
            && PROMISED.contains(&&*case.family)
            && !odd
    };
    let cases = cases();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut faults = Vec::new();
    for case in cases.iter().filter(usual) {
        *seen.entry(&case.family).or_default() += 1;
        if let Err(error) = case.read() {
            faults.push(format!(
                "{} {}: {error}\n    {}",
                case.family,
                case.class,
                case.text()
            ));
        }
    }
    none(&faults);
    assert_eq!(seen.len(), PROMISED.len(), "{seen:?}");
}
