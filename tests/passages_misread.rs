//! Kinds of words in passages that look like something else: dimensions like days, machines like models, words like
//! tokens; and what a reader is told of amounts that are not filled in.

#[path = "parts/passage.rs"]
mod passage;

use passage::{gives, text};
use petaday::import::passage::read;

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

#[test]
fn colons_outside_of_dates_are_no_hours() {
    for (dates, days) in [
        (
            "Training period: September 2, 2025 to October 27, 2025.",
            "55 d",
        ),
        (
            "Training period: 2 September 2025 to 27 October 2025.",
            "55 d",
        ),
        ("Training dates: 2024-03-03 to 2024-03-21.", "18 d"),
        ("Training period: 2 September to 27 October.", "55 d"),
        (
            "Training ran from 3 March 2024 to 21 March 2024: it went well.",
            "18 d",
        ),
        (
            "Training ran from 3 March 2024 08:00 to 21 March 2024 08:00.",
            "18 d",
        ),
    ] {
        let passage = format!("We train Kite-7B on 512 H100 SXM. {dates}");
        gives(&passage, &[("time", Some(days))]);
    }
}

#[test]
fn dates_of_data_and_of_texts_are_no_time() {
    for dates in [
        "The paper was revised on 2 May and 30 May.",
        "The paper was revised on 2 May 2024 and 30 May 2024.",
        "Data was collected between 1 May and 30 June.",
        "Between 1 May and 30 June we collected data.",
        "Meetings were held on 2 May and 30 May.",
        "The pages were crawled from 1 May 2023 to 30 June 2023.",
    ] {
        let passage = format!("{dates} We train a 7B model on 1T tokens.");
        gives(&passage, &[("time", None), ("tokens", Some("1T"))]);
    }
    let after = "Data was collected between 1 May and 30 June, and training ran from 1 July to 20 July on 64 H100 SXM.";
    gives(after, &[("time", Some("19 d"))]);
}

#[test]
fn units_and_pieces_are_chips_only_right_after_their_name() {
    for passage in [
        "The LSTM was trained on a V100 with 1,024 units per layer.",
        "The LSTM was trained on a V100, 1,024 units in each layer.",
        "The LSTM with V100: 1,024 units per layer, was trained for 4 days.",
    ] {
        assert_ne!(text(&read(passage), "chips"), Some("1024"), "{passage}");
    }
    for passage in [
        "Hardware: NVIDIA H100 SXM, 6,144 pieces. Duration: 44 days.",
        "Hardware: NVIDIA H100 SXM, 6,144 units. Duration: 44 days.",
        "Hardware: NVIDIA H100 SXM (6,144 units). Duration: 44 days.",
    ] {
        gives(passage, &[("chips", Some("6144")), ("examples", None)]);
    }
    for passage in [
        "We train a 7B model. A SentencePiece vocabulary of 32,000 pieces is used.",
        "We train a 7B model with a tokenizer of 32,000 pieces.",
    ] {
        gives(passage, &[("examples", None), ("chips", None)]);
    }
}

#[test]
fn sizes_of_data_are_not_of_models() {
    for data in [
        "300B corpus",
        "15M dataset",
        "1T mixture",
        "10B budget",
        "300B web corpus",
        "300B text collection",
    ] {
        let passage = format!("We train Kite on our {data} for 21 days on 512 A100.");
        gives(&passage, &[("parameters", None), ("time", Some("21 d"))]);
    }
    gives(
        "We train our 47B mixture of experts on 2T tokens.",
        &[("parameters", Some("47B"))],
    );
}

#[test]
fn a_common_word_chooses_no_row() {
    let table =
        "| Model | Params | Tokens |\n|---|---|---|\n| Base | 110M | 1T |\n| Large | 340M | 2T |\n";
    let passage = format!("We pretrain on a large corpus.\n\n{table}");
    gives(&passage, &[("parameters", None)]);
    let passage = format!("We release Large.\n\n{table}");
    gives(&passage, &[("parameters", Some("340M"))]);
}

#[test]
fn a_denial_of_other_trainings_leaves_this_one() {
    for passage in [
        "We did not train any smaller models. Kite-7B was pretrained on 2T tokens over 21 days on 512 A100.",
        "No model was trained for longer than 9 days; Kite-7B was trained on 2T tokens.",
        "We do not train any tokenizer. Both models were fine-tuned on 2T tokens.",
    ] {
        gives(passage, &[("tokens", Some("2T"))]);
    }
    let none = "No model was trained for this study: 300 GPU hours on A100 went into queries.";
    let reading = read(none);
    assert_eq!(reading.fields, []);
    let mut left = reading.unused.iter();
    assert!(left.any(|left| left.why == "Nothing was trained, as the passage says."));
}

#[test]
fn words_against_amounts_are_those_meant() {
    for aside in [
        "judging from the loss",
        "with the reward model frozen",
        "before going to sleep",
        "with a rate matched to a schedule",
    ] {
        let passage = format!("We trained Kite-7B for 21 days on 512 A100 40GB GPUs {aside}.");
        gives(&passage, &[("time", Some("21 d")), ("chips", Some("512"))]);
    }
    for passage in [
        "We train Kite-7B on 2T tokens. Judging the answers took 21 days on 16 A100 40GB GPUs.",
        "We train Kite-7B on 2T tokens. The reward model took 21 days on 16 A100 40GB GPUs.",
        "We train Kite-7B on 2T tokens. We are going to use 16 A100 40GB GPUs for 21 days.",
        "We train Kite-7B on 2T tokens. Gull is compute matched to a run of 21 days on 16 A100 40GB GPUs.",
    ] {
        gives(passage, &[("time", None), ("chips", None)]);
    }
}

#[test]
fn offline_training_and_testing_beside_it_take_time() {
    for passage in [
        "The policy was trained offline for 12 days on 8 A100 40GB GPUs.",
        "Kite took 12 days of training and testing on 8 A100 40GB GPUs.",
    ] {
        gives(passage, &[("time", Some("12 d"))]);
    }
    let pause = "Kite was trained on 2T tokens. The cluster was offline for 12 days.";
    gives(pause, &[("time", None)]);
    let tests = "Kite was trained on 2T tokens after 12 days of scaling tests.";
    gives(tests, &[("time", None)]);
}

#[test]
fn a_word_that_begins_like_a_month_makes_no_dateline() {
    let kite = "KiteLM, a decoder-only model with 7B parameters, was trained on 2T tokens.";
    gives(kite, &[("title", Some("KiteLM"))]);
    let oslo = "OSLO, 3 June. A model with 7B parameters was trained on 2T tokens.";
    gives(oslo, &[("title", None)]);
}

#[test]
fn long_times_in_capital_days_are_no_dimensions() {
    for (passage, time) in [
        ("Kite ran 21D on 64 A100 40GB GPUs.", "21 d"),
        (
            "Training took 3D across 8 nodes of 8 A100 40GB GPUs.",
            "3 d",
        ),
        ("Kite-7B: 64 A100 40GB GPUs, trained 21D.", "21 d"),
    ] {
        gives(passage, &[("time", Some(time))]);
    }
    for thing in [
        "embeddings of 256D",
        "a latent space of 64D",
        "3D on meshes",
    ] {
        let passage = format!("We train a 7B model on 2T tokens with {thing}.");
        gives(&passage, &[("time", None)]);
    }
}

#[test]
fn work_of_a_step_is_no_speed() {
    for work in [
        "A step takes 480 TFLOP per GPU.",
        "Each forward pass takes 480 TFLOPs per GPU.",
        "One iteration needs 110 TFLOPs per GPU.",
    ] {
        let passage = format!("We train a 20B model on 472B tokens with 96 A100 40GB GPUs. {work}");
        gives(&passage, &[("utilization", None)]);
    }
}
