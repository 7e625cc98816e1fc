//! Kinds of words in passages that look like something else: dimensions like days, machines like models, words like
//! tokens; and what a reader is told of amounts that are not filled in.

use petaday::import::passage::{Reading, read};

/// Returns the text of a field, by its name in links.
fn text<'a>(reading: &'a Reading, name: &str) -> Option<&'a str> {
    let (stage, key) = match name.split_once('.') {
        Some((stage, key)) => (stage.parse().unwrap(), key),
        None => (1, name),
    };
    let mut fields = reading.fields.iter();
    let field = fields.find(|field| field.stage == stage && field.key == key)?;
    Some(&field.text)
}

/// Asserts the texts of fields of a passage.
fn gives(passage: &str, fields: &[(&str, Option<&str>)]) {
    let reading = read(passage);
    for (name, expected) in fields {
        assert_eq!(text(&reading, name), *expected, "{name} of: {passage}");
    }
}

/// Returns the reason to leave a phrase.
fn why(passage: &str, phrase: &str) -> Option<String> {
    let unused = read(passage).unused;
    let left = unused.into_iter().find(|left| left.phrase == phrase);
    left.map(|left| left.why)
}

#[test]
fn dimensions_are_not_days() {
    for thing in [
        "a 3D parallelism strategy",
        "3D-parallelism",
        "3-D parallelism",
        "4D parallelism (TP, PP, CP, DP)",
        "2D and 3D convolutions",
        "a 3D U-Net backbone",
        "3d convolutions",
        "2D RoPE",
        "3D point clouds",
        "5D tensors",
        "768D embeddings",
    ] {
        let passage = format!(
            "We train a 7B model on 2T tokens with 512 H100 GPUs, using {thing}. Training started in May 2024."
        );
        gives(&passage, &[("time", None), ("tokens", Some("2T"))]);
        let passage = format!(
            "We train with {thing}. Training started in May 2024 and took two months on 64 H100 GPUs."
        );
        gives(&passage, &[("time", Some("2 mo")), ("chips", Some("64"))]);
    }
    gives(
        "We train a 3D U-Net for 200 epochs on 1,000 3D MRI volumes; training took 2 days on 4 V100 GPUs.",
        &[("time", Some("2 d")), ("examples", Some("1000"))],
    );
    gives(
        "Our model was trained for 3D reconstruction, for 5 days on 8 A100 40GB GPUs.",
        &[("time", Some("5 d"))],
    );
    for passage in [
        "Training took 3D on 8 A100 40GB GPUs.",
        "We trained our model for 12D on 8 A100 40GB GPUs.",
        "Our run took 3d on 8 A100 40GB GPUs.",
    ] {
        assert!(text(&read(passage), "time").is_some(), "{passage}");
    }
}

#[test]
fn a_base_model_does_not_give_its_name_to_its_fine_tuning() {
    for (passage, title) in [
        (
            "We fine-tune Llama 3.1 8B with LoRA (rank 16) on 50M tokens; it took 6 hours on 8 A100 GPUs.",
            "LoRA fine-tuning of Llama 3.1 8B",
        ),
        (
            "We fine-tuned the pre-trained Mistral 7B on 50M tokens.",
            "Fine-tuning of Mistral 7B",
        ),
        (
            "QLoRA on Llama 2 70B: we train on 50M tokens for 6 hours on 8 A100 GPUs.",
            "QLoRA fine-tuning of Llama 2 70B",
        ),
        ("We train Kite-7B on 2T tokens.", "Kite-7B"),
        (
            "We train Kite-7B on 2T tokens. You can fine-tune Kite-7B with LoRA.",
            "Kite-7B",
        ),
        (
            "Kite-7B is a fine-tuned Llama 2 7B, trained on 50M tokens.",
            "Kite-7B",
        ),
        (
            "We pre-train Kite-7B on 2T tokens. We then fine-tune Kite-7B on 50M tokens.",
            "Kite-7B",
        ),
    ] {
        gives(passage, &[("title", Some(title))]);
    }
}

#[test]
fn a_stage_that_is_run_several_times_is_counted_so() {
    let base = "We train a 7B model on 4T tokens in stage 1.";
    gives(
        &format!("{base} In stage 2 we anneal three times on 50 billion tokens each."),
        &[("2.tokens", Some("50B")), ("2.runs", Some("3"))],
    );
    // The time may be that of all runs.
    gives(
        &format!(
            "{base} In stage 2 we anneal three times on 50 billion tokens each, which took 4 days."
        ),
        &[("2.tokens", Some("150B")), ("2.runs", None)],
    );
    gives(
        &format!(
            "{base} In stage 2 we anneal on 50 billion tokens, three times faster than before."
        ),
        &[("2.tokens", Some("50B")), ("2.runs", None)],
    );
}

#[test]
fn machines_are_not_models_and_flops_per_gpu_are_a_speed() {
    gives(
        "GPT-NeoX-20B was trained on twelve Supermicro AS-4124GO-NART servers, each with eight NVIDIA A100-SXM4-40GB GPUs.",
        &[
            ("chips", Some("96")),
            ("hardware", Some("nvidia-a100-sxm-40gb")),
            ("title", Some("GPT-NeoX-20B")),
        ],
    );
    for speed in [
        "117 teraFLOPS per GPU",
        "117 TFLOPS per GPU",
        "117 TFLOPs/GPU",
    ] {
        let passage = format!(
            "We train a 20B model on 472B tokens with 96 A100 40GB GPUs in bf16, and achieve {speed}."
        );
        gives(&passage, &[("utilization", Some("0.375"))]);
    }
    gives(
        "We pre-trained a dense Transformer with 405B parameters on 15.6T tokens.",
        &[("title", None)],
    );
    gives(
        "We present OLMo 2. OLMo 2 includes dense models. OLMo 2 7B was trained on 3.9T tokens.",
        &[("title", Some("OLMo 2 7B"))],
    );
}

#[test]
fn digits_of_the_passage_are_kept_where_another_spelling_is_rounder() {
    for (said, typed) in [
        ("1,000B tokens", "1,000B"),
        ("1000 billion tokens", "1000B"),
        ("1.40T tokens", "1.40T"),
        ("1.4 trillion tokens", "1.4T"),
        ("about 300 billion tokens", "300B"),
        ("two trillion tokens", "2T"),
        ("$1.4 \\times 10^{12}$ tokens", "1.4T"),
    ] {
        let passage = format!("We train a 7B model on {said}.");
        gives(&passage, &[("tokens", Some(typed))]);
    }
    gives(
        "We train a 1B model for 90,000 steps with batches of 2M tokens.",
        &[("steps", Some("90,000")), ("batch", Some("2M"))],
    );
}

#[test]
fn words_are_asked_about() {
    let reading =
        read("We trained Kite (13B parameters) on 300B words for 20 days on 64 A100 40GB GPUs.");
    let mut questions = reading.questions.iter();
    let asked = questions.find(|question| question.key == "tokens");
    let choices = &asked.expect("words are no tokens").choices;
    let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
    assert_eq!(texts, ["300B", "390B"]);
}

#[test]
fn reasons_say_what_an_amount_is() {
    let neox = "GPT-NeoX-20B has 20 billion parameters and saw 472B tokens over 150,000 steps with a batch size of 3.15M tokens.";
    let olmo = "OLMo 2 7B was trained on 3.9T tokens: the context length is 4096, the batch size is 1024 sequences, and it is trained for 928,646 steps. Training consumed 131 MWh.";
    let moe = "DeepSeek-V3 has 671B total parameters with 37B activated for each token, and is trained on 14.8T tokens.";
    let stated =
        "We trained a 405B-parameter model on 15.6T tokens with a total of 3.8 × 10^25 FLOPs.";
    for (passage, phrase, says) in [
        (neox, "150,000 steps", "gives the tokens"),
        (neox, "3.15M tokens", "gives the tokens"),
        (olmo, "928,646 steps", "gives the tokens"),
        (olmo, "131 MWh", "energy"),
        (moe, "671B total parameters", "the active ones count"),
        (stated, "3.8 × 10^25 FLOPs", "gives the same"),
    ] {
        let why = why(passage, phrase);
        assert!(
            why.as_ref().is_some_and(|why| why.contains(says)),
            "{phrase}: {why:?}, {:?}",
            read(passage).unused
        );
    }
}
