//! Names of models in a passage, and which of them the estimate is of.

use super::hardware::Hardware;
use super::token::Doc;
use crate::catalog;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A name of a model.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    /// Letters and digits alone, in lower case.
    pub(super) key: String,
    /// As it stands in the passage.
    pub(super) text: String,
    /// Whether it stands behind a preposition: `than Gopher`.
    pub(super) oblique: bool,
    /// Whether the passage calls the subject so: `which the paper calls CLIP`.
    pub(super) alias: bool,
    /// Whether the passage turns to another model: `LLaMA itself had seen 1T tokens`.
    pub(super) itself: bool,
    /// Whether the catalog has a model of this name.
    pub(super) known: bool,
    /// Whether a citation stands behind it: `T5 (Raffel et al., 2020)`.
    pub(super) cited: bool,
}

/// The most names that are found.
const MOST_NAMES: usize = 500;

/// Words with capitals that name no model: companies, data sets, software, formats and abbreviations.
const OTHERS: &str = "gpu gpus tpu tpus cpu cpus nvidia amd ibm aws gcp flop flops tflop tflops gflops pflops mfu \
    hfu fsdp zero ddp deepspeed megatron-lm pytorch tensorflow jax adam adamw sgd lamb lion \
    imagenet imagenet-1k imagenet-21k imagenet-22k coco mnist cifar-10 cifar-100 bookscorpus \
    bookcorpus wikipedia commoncrawl c4 laion laion-5b laion-400m laion-2b openwebtext webtext \
    librispeech librilight fineweb fineweb-edu redpajama slimpajama refinedweb thestack pile \
    mmlu humaneval gsm8k math hellaswag glue superglue openai deepmind google meta microsoft \
    huggingface eleutherai bigscience bigcode lumi jeanzay infiniband nvlink bf16 fp16 fp8 fp32 \
    tf32 int8 fp4 nccl rope gqa mqa moe lora qlora peft rlhf dpo sft ppo grpo llm llms cnn rnn \
    mlp nlp asr api url usd eur co2 tco2eq era5 librivox large base small tiny medium huge \
    openwebmath dclm starcoderdata github arxiv reddit sa-1b jft-300m jft ctx pue kwh mwh epyc \
    xeon cuda slurm mit ap ocr qa yes na swiglu bleu";

/// Returns letters and digits in lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words that are no names of models, plain.
static NO_NAMES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| OTHERS.split(' ').map(plain).collect());

/// The names that the catalog has of models, plain.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(known);

fn known() -> BTreeSet<String> {
    // `Gopher (280B)` is Gopher as well.
    let bare = |name: &'static str| name.split(" (").next().unwrap_or(name);
    let names = catalog::model_names().flat_map(|name| [plain(name), plain(bare(name))]);
    names.filter(|name| name.len() > 2).collect()
}

/// Returns the size that a word of a name spells: `7B`, `405B`, `124M`.
pub(super) fn size_of(word: &str) -> Option<f64> {
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

/// Finds the names of models.
pub(super) fn names(doc: &Doc, hardware: &[Hardware]) -> Vec<Name> {
    let known = &*KNOWN;
    let mut taken = vec![false; doc.tokens.len()];
    for found in hardware {
        for at in found.tokens.clone() {
            taken[at] = true;
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() && out.len() < MOST_NAMES {
        let end = if taken[at] {
            at
        } else {
            name_end(doc, &taken, known, at).max(sized_end(doc, at))
        };
        if end == at {
            at += 1;
            continue;
        }
        let text: String = doc.tokens[at..end]
            .iter()
            .enumerate()
            .map(|(n, token)| {
                if n > 0 && !token.glued {
                    format!(" {}", token.text)
                } else {
                    token.text.clone()
                }
            })
            .collect();
        let preposition = at.checked_sub(1).map_or("", |at| doc.word(at));
        let before = at.checked_sub(2).map_or("", |at| doc.word(at));
        let is_preposition = |word: &str| {
            matches!(
                word,
                "of" | "with"
                    | "from"
                    | "than"
                    | "like"
                    | "as"
                    | "to"
                    | "by"
                    | "on"
                    | "over"
                    | "against"
                    | "into"
                    | "at"
                    | "unlike"
                    | "beats"
                    | "beat"
                    | "outperforms"
                    | "in"
                    | "via"
                    | "or"
                    | "used"
                    | "using"
            )
        };
        let article = matches!(preposition, "the" | "a" | "our");
        let key = plain(&text);
        // `we fine-tuned the 7B LLaMA`: the model that it began from.
        let tuned = (1..=5)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|at| {
                let token = &doc.tokens[*at];
                token.is_number()
                    || matches!(
                        token.lower.as_str(),
                        "the"
                            | "b"
                            | "m"
                            | "a"
                            | "base"
                            | "model"
                            | "pretrained"
                            | "pre-trained"
                            | "original"
                            | "an"
                            | "existing"
                            | "-"
                            | "parameter"
                    )
                    || is_tuning(&token.lower)
            });
        let tuned = tuned.into_iter().any(|at| is_tuning(doc.word(at)));
        let calls = matches!(
            preposition,
            "call" | "calls" | "called" | "named" | "dubbed"
        );
        out.push(Name {
            alias: calls,
            itself: doc.word(end) == "itself",
            cited: is_cited(doc, end),
            known: known.contains(&key),
            tokens: at..end,
            key,
            text,
            oblique: is_preposition(preposition) || article && is_preposition(before) || tuned,
        });
        at = end;
    }
    out
}

/// Returns where a name that starts at a token ends; the start if there is none.
fn name_end(doc: &Doc, taken: &[bool], known: &BTreeSet<String>, at: usize) -> usize {
    let token = &doc.tokens[at];
    // A part of an address is no name.
    let before = at.checked_sub(1).and_then(|at| doc.get(at));
    let is_address = token.glued
        && before.is_some_and(|before| {
            ['.', '/', ':', '@']
                .iter()
                .any(|sign| before.is_sign(*sign))
        });
    if !token.is_word() || is_address || is_region(&token.text) {
        return at;
    }
    let capitals = token.text.chars().filter(|c| c.is_uppercase()).count();
    let has_digit = token.text.bytes().any(|b| b.is_ascii_digit());
    // A name has a capital or a digit.
    if capitals == 0 && !has_digit {
        return at;
    }
    let plain_text = plain(&token.text);
    let sized = matches!(token.text.as_str(), "BASE" | "LARGE" | "SMALL" | "TINY");
    let other = super::noun::noun(&token.lower).is_some()
        || !sized && NO_NAMES.contains(&plain_text)
        || token.text.contains('/') && !has_digit;
    if other {
        return at;
    }
    // The longest name of the catalog.
    let mut spelled = String::new();
    let mut longest = at;
    let most = if capitals > 0 || has_digit { 5 } else { 0 };
    for (end, next) in doc.tokens.iter().enumerate().skip(at).take(most) {
        if taken[end]
            || !(next.is_word() || next.is_number() || next.is_sign('-'))
            || end > at && next.gap > 1
        {
            break;
        }
        spelled.push_str(&plain(&next.text));
        // `Weight decay` is the name of a system, and words.
        let capital = next.is_number()
            || next
                .text
                .chars()
                .any(|c| c.is_uppercase() || c.is_ascii_digit());
        if known.contains(&spelled) && capital && (capitals > 0 || has_digit && spelled.len() > 4) {
            longest = end + 1;
        }
    }
    let shaped = capitals > 0
        && (has_digit
            && token.text.len() > 2
            && token.text.chars().next().is_some_and(char::is_alphabetic)
            && plain_text.chars().filter(|c| c.is_alphabetic()).count() > 1)
        || capitals > 1 && token.text.len() > 2 && token.text.chars().any(char::is_lowercase)
        || capitals > 2 && token.text.len() > 3 && !token.text.ends_with('s')
        || has_digit
            && token.text.contains('-')
            && token.text.len() > 3
            && token.text.chars().next().is_some_and(char::is_lowercase)
            && size_of(token.text.rsplit('-').next().unwrap_or_default()).is_some()
        || has_digit
            && token.text.len() > 5
            && token.text.starts_with(char::is_lowercase)
            && token.text.bytes().all(|b| b.is_ascii_alphanumeric())
            && token.text.ends_with(|c: char| c.is_ascii_lowercase())
        || has_digit
            && token.text.contains(['-', '.'])
            && token.text.starts_with(char::is_lowercase)
            && token.text.len() > 3
            && token.text.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !token.text.contains('/');
    let capitalized = capitals == 1
        && token.text.len() > 2
        && token.text.starts_with(char::is_uppercase)
        && !has_digit;
    let sized =
        capitalized && size_behind(doc, at + 1) && !SENTENCES.contains(&token.lower.as_str());
    let cited = capitals > 0 && has_digit && is_cited(doc, at + 1);
    let shaped = shaped || sized || cited || capitalized && is_introduced(doc, at);
    // `Fig.3`, `Section 2`, `We`
    let shaped = shaped
        && !token.text.starts_with("arXiv")
        && !matches!(
            plain_text.as_str(),
            "gpuhours" | "gpudays" | "tpuv3" | "v100" | "i.e" | "e.g"
        )
        && !plain_text.starts_with("gpu")
        && !plain_text.starts_with("co2")
        && !plain_text.starts_with("tpu");
    if longest == at && shaped {
        longest = at + 1;
    }
    if longest == at {
        return at;
    }
    // Sizes and versions that follow: `PaLM 540B`, `Llama 3.1 8B`, `GPT-2 (124M)`, `wav2vec 2.0 LARGE`.
    let mut end = longest;
    while let Some(next) = doc.get(end).filter(|next| next.gap <= 1 && end - at < 7) {
        let scaled = next.is_number()
            && doc
                .get(end + 1)
                .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M"));
        let version = next.is_number()
            && next.text.contains('.')
            && !scaled
            && next.text.len() < 5
            && !doc.get(end + 1).is_some_and(|unit| unit.is_sign('%'))
            && !matches!(doc.word(end + 1), "billion" | "million" | "trillion");
        let sized = next.is_word()
            && matches!(
                next.text.as_str(),
                "Large"
                    | "Base"
                    | "Small"
                    | "Tiny"
                    | "XL"
                    | "XXL"
                    | "LARGE"
                    | "BASE"
                    | "Huge"
                    | "large"
                    | "Medium"
                    | "Zero"
                    | "Instruct"
                    | "Chat"
            );
        let single = next.is_number()
            && next.text.len() == 1
            && next.gap == 1
            && end == at + 1
            && size_behind(doc, end + 1);
        let suffix = next.is_word()
            && next.gap == 1
            && next.text.starts_with(['v', 'V'])
            && next.text.len() < 5
            && next.text[1..].starts_with(|c: char| c.is_ascii_digit())
            && !taken[end];
        if next.is_sign('-')
            && next.glued
            && doc
                .get(end + 1)
                .is_some_and(|more| more.glued && (more.is_number() || more.is_word()))
        {
            end += 2;
        } else if scaled {
            // `GPT-3 175B parameters` has its parameters behind the name.
            if doc.noun(end + 2).is_some() || doc.sign(end + 2, '-') {
                break;
            }
            end += 2;
        } else if version || sized || single || suffix {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Returns the end of a size that stands for a model, `27B` in `the 27B model`; the start if it is none.
fn sized_end(doc: &Doc, at: usize) -> usize {
    let number = doc.get(at).is_some_and(|token| token.is_number());
    let scaled = doc
        .get(at + 1)
        .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M"));
    let model = (at + 2..at + 4).any(|at| {
        matches!(
            doc.word(at),
            "model" | "models" | "version" | "variant" | "versions" | "variants" | "one"
        )
    });
    if number && scaled && model && noun_free(doc, at + 2) {
        at + 2
    } else {
        at
    }
}

/// Returns whether a citation stands at a token: `(Raffel et al., 2020)`.
fn is_cited(doc: &Doc, at: usize) -> bool {
    doc.sign(at, '(') && doc.word(at + 2) == "et" && doc.word(at + 3) == "al"
}

/// Returns whether a word is a region of a cloud: `us-central1`, `europe-west4`.
fn is_region(word: &str) -> bool {
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

fn noun_free(doc: &Doc, at: usize) -> bool {
    doc.noun(at).is_none()
}

/// Returns whether a word says that a model is trained further.
fn is_tuning(word: &str) -> bool {
    [
        "fine-tun",
        "finetun",
        "adapt",
        "distil",
        "initiali",
        "warm-start",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// Words with a capital at the start of sentences.
const SENTENCES: [&str; 24] = [
    "the", "our", "this", "that", "these", "for", "in", "on", "of", "with", "and", "all", "total",
    "table", "figure", "section", "model", "models", "both", "each", "only", "most", "training",
    "base",
];

/// Returns whether a word stands where a model is introduced: `we train Kite`, `For Alpaca we fine-tuned`.
fn is_introduced(doc: &Doc, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |at| doc.word(at));
    let introduced = matches!(
        back(1),
        "train"
            | "trained"
            | "pretrain"
            | "pre-train"
            | "call"
            | "calls"
            | "called"
            | "named"
            | "dubbed"
            | "introduce"
            | "present"
            | "describe"
            | "release"
    ) && (back(2) == "we"
        || matches!(back(1), "call" | "calls" | "called" | "named" | "dubbed"));
    let training = matches!(back(1), "training" | "pre-training" | "pretraining")
        && !SENTENCES.contains(&doc.word(at))
        || matches!(
            (back(2), back(1)),
            ("training" | "pre-training" | "pretraining", "of")
        );
    let for_it = back(1) == "for" && doc.word(at + 1) == "we";
    let opens = doc.sentence(at).start == at
        && (doc.sign(at + 1, '(') || matches!(doc.word(at + 1), "has" | "was" | "is"))
        && super::names::is_unusual(doc.word(at));
    introduced || training || for_it || opens
}

/// Returns whether a word is no common one of a passage.
fn is_unusual(word: &str) -> bool {
    const COMMON: [&str; 40] = [
        "training",
        "compute",
        "hardware",
        "inference",
        "evaluation",
        "pretraining",
        "pre-training",
        "fine-tuning",
        "finetuning",
        "everything",
        "nothing",
        "each",
        "it",
        "this",
        "that",
        "there",
        "here",
        "what",
        "which",
        "one",
        "all",
        "none",
        "both",
        "data",
        "learning",
        "optimization",
        "optimisation",
        "performance",
        "memory",
        "energy",
        "yes",
        "time",
        "batch",
        "model",
        "precision",
        "utilization",
        "who",
        "another",
        "electricity",
        "gpu",
    ];
    !COMMON.contains(&word) && !SENTENCES.contains(&word) && word.len() > 3
}

fn size_behind(doc: &Doc, at: usize) -> bool {
    doc.get(at)
        .is_some_and(|next| next.is_number() && next.gap == 1)
        && doc
            .get(at + 1)
            .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M"))
}
