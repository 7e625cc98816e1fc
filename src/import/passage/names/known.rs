//! Words that are names of models, and words that are none.

use crate::catalog;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words with capitals that name no model: companies, data sets, software, formats and abbreviations.
const OTHERS: &str = "gpu gpus tpu tpus cpu cpus nvidia amd ibm aws gcp flop flops tflop tflops gflops pflops mfu \
    hfu fsdp zero ddp deepspeed megatron-lm pytorch tensorflow jax adam adamw sgd lamb lion \
    imagenet imagenet-1k imagenet-21k imagenet-22k coco mnist cifar-10 cifar-100 bookscorpus \
    bookcorpus wikipedia commoncrawl c4 laion laion-5b laion-400m laion-2b openwebtext webtext \
    librispeech librilight fineweb fineweb-edu redpajama slimpajama refinedweb thestack pile \
    mmlu humaneval gsm8k math hellaswag glue superglue openai deepmind google meta microsoft \
    huggingface eleutherai bigscience bigcode lumi jeanzay infiniband nvlink bf16 fp16 fp8 fp32 \
    tf32 int8 fp4 nccl rope gqa mqa moe lora qlora dora peft rlhf rlvr rloo dapo dpo sft ppo grpo llm llms cnn rnn \
    mlp nlp asr api url usd eur co2 tco2eq era5 librivox large base small tiny medium huge \
    rank top crop sxm oam hbm gddr ddr pcie nvl nvlink nvswitch infinity fabric rocm cudnn roce slingshot ethernet \
    libri-light libritts ljspeech vctk commonvoice ted-lium aishell wenetspeech gigaspeech voxpopuli \
    voxceleb audioset spgispeech uniref bfd mgnify zinc chembl pubchem cellxgene oscar mc4 cc-100 roots \
    dolma webvid kinetics-400 kinetics-700 ade20k objects365 openimages datacomp yfcc100m coyo-700m \
    cc3m cc12m nuscenes openwebmath dclm starcoderdata github arxiv reddit sa-1b jft-300m jft ctx pue kwh mwh epyc \
    xeon cuda slurm mit ap ocr qa yes na swiglu bleu sagemaker coreweave runpod mosaicml databricks verl openrlhf trl \
    vllm sglang gspo cispo vapo rslora adalora loha lokr";

/// Returns whether a plain word names no model, with or without a version: `hbm3e`, `sxm5`.
pub(in crate::import::passage) fn is_no_name(plain: &str) -> bool {
    let version = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let stem = plain.strip_suffix(version).unwrap_or(plain);
    let is_version = version.len() < 3 && version.starts_with(|c: char| c.is_ascii_digit());
    NO_NAMES.contains(plain) || is_version && NO_NAMES.contains(stem)
}

/// Returns letters and digits in lower case.
pub(in crate::import::passage) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words that are not names of models, plain.
static NO_NAMES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| OTHERS.split(' ').map(plain).collect());

/// The names that the catalog has of models, plain.
pub(super) static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(known);

fn known() -> BTreeSet<String> {
    // `Gopher (280B)` is Gopher as well.
    let bare = |name: &'static str| name.split(" (").next().unwrap_or(name);
    let names = catalog::model_names().flat_map(|name| [plain(name), plain(bare(name))]);
    names.filter(|name| name.len() > 2).collect()
}

/// Returns whether the catalog has a model of a size under a name without one, plain: `gpt3`.
pub(in crate::import::passage) fn is_family(plain: &str) -> bool {
    let mut later = KNOWN.range(plain.to_owned()..);
    let named = later.next().and_then(|name| name.strip_prefix(plain));
    let is_size = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    plain.len() > 3 && named.is_some_and(is_size)
}

/// Returns the size that a word of a name spells: `7B`, `405B`, `124M`.
pub(in crate::import::passage) fn size_of(word: &str) -> Option<f64> {
    let word = word.trim_start_matches(['a', 'A']);
    let (digits, scale) = if let Some(digits) = word.strip_suffix(['B', 'b']) {
        (digits, 1e9)
    } else {
        (word.strip_suffix(['M', 'm'])?, 1e6)
    };
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !digits.is_empty();
    digits
        .parse::<f64>()
        .ok()
        .filter(|_| plain)
        .map(|value| value * scale)
}

/// Returns whether a word is a region of a cloud: `us-central1`, `europe-west4`.
pub(super) fn is_region(word: &str) -> bool {
    const PLACES: [&str; 12] = [
        "us",
        "eu",
        "europe",
        "asia",
        "australia",
        "northamerica",
        "southamerica",
        "africa",
        "ap",
        "ca",
        "me",
        "sa",
    ];
    let place = word.split_once('-').map(|(place, _)| place);
    place.is_some_and(|place| PLACES.contains(&place))
        && word.ends_with(|c: char| c.is_ascii_digit())
}
