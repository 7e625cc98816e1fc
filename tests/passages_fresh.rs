//! Kinds of wording that fresh passages showed to be read wrongly, with several examples of each.

#[path = "parts/passage.rs"]
mod passage;

use passage::{gives, text};
use petaday::import::passage::read;

#[test]
fn a_calculation_with_the_letter_x_is_one() {
    for passage in [
        "6 x 7B x 2T = 8.4e22 FLOP",
        "6 x 7e9 x 2e12 = 8.4e22",
        "7B params x 2T tokens x 6",
        "6 * 7e9 * 2e12 = 8.4e22",
    ] {
        gives(
            passage,
            &[("parameters", Some("7B")), ("tokens", Some("2T"))],
        );
    }
    gives(
        "64 V100 x 21 days x 86400 s/day x 125 TFLOP/s x 30%",
        &[
            ("chips", Some("64")),
            ("time", Some("21 d")),
            ("utilization", Some("0.3")),
        ],
    );
}

#[test]
fn hours_and_seconds_of_a_day_are_no_training_time() {
    for (passage, days) in [
        ("16 chips * 123e12 FLOP/s * 11 * 86400 s * 0.4", "11 d"),
        (
            "512 H100s * 30 days * 24 h * 0.4 * 989e12 * 3600 = 5.2e23",
            "30 d",
        ),
        (
            "Assuming 40% utilization: 2048 GPUs * 24 * 24 * 3600 s * 989e12 FLOP/s * 0.4",
            "24 d",
        ),
        ("8 A100 for 5 days: 8*5*24*3600*312e12*.3 = 3.2e20", "5 d"),
    ] {
        gives(passage, &[("time", Some(days))]);
    }
    let short = "8 A100 for 5 hours: 8*5*3600*312e12*.3 = 1.3e19";
    gives(
        short,
        &[("time", Some("5 h")), ("utilization", Some("0.3"))],
    );
}

#[test]
fn a_result_behind_a_unit_is_no_amount_of_it() {
    let note = "180k steps x 2048 seqs x 1024 tok = 3.77e11 tokens; x 6 x 1.3e9 params = 2.9e21";
    gives(
        note,
        &[("parameters", Some("1.3B")), ("tokens", Some("377B"))],
    );
    for passage in [
        "Kite attains 49% MFU (58% HFU) on 112 H100-SXM5.",
        "Kite attains 49% MFU and 58% HFU on 112 H100-SXM5.",
    ] {
        gives(passage, &[("utilization", Some("0.49"))]);
    }
    let arrow = "128 A100 40GB GPUs; 21 days => 64,512 GPU-hours.";
    gives(arrow, &[("chip-hours", Some("64512"))]);
    let mut questions = read(arrow).questions.into_iter();
    assert!(
        questions.all(|question| question.key != "chip-hours"),
        "an arrow is no bound"
    );
}

#[test]
fn symbols_of_six_n_d_are_read() {
    for passage in [
        "N = 2.7B, D = 300B, so C = 6ND = 4.86e21 FLOP",
        "N=2.7e9, D=300e9, C = 6ND",
    ] {
        gives(
            passage,
            &[("parameters", Some("2.7B")), ("tokens", Some("300B"))],
        );
    }
}

#[test]
fn shares_of_a_peak_are_utilizations_in_words_too() {
    for (words, share) in [
        ("two fifths of their BF16 peak", "0.4"),
        ("40% of the dense peak", "0.4"),
        ("three tenths of peak", "0.3"),
    ] {
        let passage = format!("Kite-7B ran for 9 days on 64 H100 SXM at {words}.");
        gives(&passage, &[("utilization", Some(share))]);
    }
}

#[test]
fn what_is_planned_is_not_done_wherever_the_word_stands() {
    for passage in [
        "We used 48 cards of type A100 80GB for 16 days. The follow-up on 256 cards is planned for spring.",
        "We used 48 cards of type A100 80GB for 16 days. By 2027 the lab wants to train on 256 cards for 90 days.",
        "we used 48 A100 80GB for 16 days. next up is a run on 256 cards",
    ] {
        gives(passage, &[("chips", Some("48")), ("time", Some("16 d"))]);
    }
    let should = "A 70B model should see 1.4T tokens. We trained our 12B model on 250B tokens.";
    gives(
        should,
        &[("parameters", Some("12B")), ("tokens", Some("250B"))],
    );
    let rather = "We stopped at 310k steps rather than the 400k in the proposal; batch 1.5M tokens, 3B weights.";
    gives(rather, &[("steps", Some("310k"))]);
    let stopped =
        "Originally we planned 2T tokens but stopped at 1.3T. The model has 7B parameters.";
    gives(stopped, &[("tokens", Some("1.3T"))]);
}

#[test]
fn nothing_is_taken_where_nothing_was_trained() {
    for passage in [
        "We do not train or fine-tune any model. Llama-3.3-70B answered 18,000 questions in 26 hours on 4 H100.",
        "No model was trained for this study: 300 GPU hours on A100 went into queries of Qwen2.5-72B.",
    ] {
        assert_eq!(read(passage).fields, [], "{passage}");
        assert!(!read(passage).unused.is_empty(), "{passage}");
    }
    let some = "We do not train any tokenizer. We train Kite-7B on 2T tokens.";
    gives(some, &[("tokens", Some("2T"))]);
}

#[test]
fn words_before_brackets_are_of_what_is_in_them() {
    for head in ["Ablations", "Baselines", "Evaluation", "Inference"] {
        let passage = format!(
            "Kite-3B saw 1T tokens. {head} (10B tokens, 8 GPUs, 5 hours each) came before."
        );
        gives(
            &passage,
            &[("tokens", Some("1T")), ("chips", None), ("time", None)],
        );
    }
    let other = "Harrier-9B took 19 days on 1,024 H200, less than what Osprey-70B had cost (2.3M GPU-hours).";
    gives(other, &[("chip-hours", None), ("time", Some("19 d"))]);
}

#[test]
fn rows_of_models_are_no_periods() {
    let table = "We release loon-l.\nmodel\tparams\ttokens\tgpus\tdays\nloon-s\t160M\t100B\t8\t0.3\nloon-l\t6.9B\t300B\t128\t7.9";
    gives(
        table,
        &[
            ("fleet", None),
            ("parameters", Some("6.9B")),
            ("chips", Some("128")),
            ("time", Some("7.9 d")),
        ],
    );
}

#[test]
fn an_empty_first_cell_of_a_header_is_a_cell() {
    let table = "\\begin{tabular}{lcc}\n & Stage 1 & Stage 2 \\\\\nData (tokens) & 6.5T & 90B \\\\\nH100 hours & 402k & 9.5k \\\\\n\\end{tabular}\nPetrel has 4.1B parameters.";
    gives(
        table,
        &[
            ("tokens", Some("6.5T")),
            ("chip-hours", Some("402k")),
            ("2.tokens", Some("90B")),
            ("2.chip-hours", Some("9.5k")),
        ],
    );
}

#[test]
fn stages_stand_in_the_order_of_the_passage() {
    let passage = "After pretraining on 9T tokens the model was annealed on a further 120B tokens of good data and its context extended to 128k with 40B tokens.";
    gives(
        passage,
        &[
            ("tokens", Some("9T")),
            ("2.tokens", Some("120B")),
            ("3.tokens", Some("40B")),
        ],
    );
    let tuned = "We continue pre-training Llama-3-8B on 60B tokens for 5 days on 64 MI250X, then instruction-tune it on 200k samples for 3 epochs (8 hours on 8 MI250X).";
    gives(
        tuned,
        &[
            ("fleet", None),
            ("time", Some("5 d")),
            ("2.examples", Some("200k")),
            ("2.time", Some("8 h")),
        ],
    );
}

#[test]
fn hours_of_several_stages_together_are_asked_about() {
    let passage = "Pre-training used 1T tokens, SFT 2B tokens. Pre-training and SFT together took 12,000 H100 hours.";
    let reading = read(passage);
    assert_eq!(text(&reading, "chip-hours"), None);
    let mut questions = reading.questions.iter();
    let asked = questions.find(|question| question.key == "chip-hours");
    let choices = asked.map(|asked| asked.choices[0].text.as_str());
    assert_eq!(choices, Some("12000"), "the hours are asked about");
    let mut unused = reading.unused.iter();
    assert!(unused.any(|left| left.why == "It is the sum of several stages."));
    let total = "Pretraining: 1.1M H100-hours; context extension: 40k H100-hours; post-training: 22k H100-hours. Total: 1.162M H100-hours.";
    gives(
        total,
        &[("chip-hours", Some("1.1M")), ("2.chip-hours", Some("40k"))],
    );
}

#[test]
fn an_evaluation_that_follows_leaves_the_recipe() {
    for (passage, prompts) in [
        (
            "We train with GRPO for 640 steps of 128 prompts and 8 samples per prompt, and evaluate on AIME.",
            "prompts=640*128&samples=8",
        ),
        (
            "We train with GSPO on 30k problems for 400 steps (256 prompts per step, 8 rollouts each), and evaluate on LiveCodeBench.",
            "prompts=400*256&samples=8",
        ),
        (
            "With CISPO, 512 prompts per batch and 16 responses per prompt, we run 5,000 steps and then evaluate on MATH.",
            "prompts=5000*512&samples=16",
        ),
    ] {
        let recipe = read(passage).recipe.expect(passage);
        assert!(
            recipe.link.contains(prompts),
            "{} of: {passage}",
            recipe.link
        );
    }
}

#[test]
fn every_method_of_reinforcement_learning_is_a_stage() {
    for method in [
        "GRPO", "RLOO", "DAPO", "GSPO", "CISPO", "VAPO", "RLVR", "RLHF",
    ] {
        let passage = format!(
            "Kite-7B was pretrained on 2T tokens in 9 days on 64 H100 SXM. {method} took 3 days on 32 H100 SXM."
        );
        gives(&passage, &[("tokens", Some("2T")), ("2.time", Some("3 d"))]);
        let named = format!("Kite-7B was pretrained on 2T tokens. {method} followed.");
        let reading = read(&named);
        let mut unused = reading.unused.iter();
        assert!(unused.any(|left| left.phrase == method), "{named}");
    }
}

#[test]
fn adapters_that_may_be_added_are_not_trained() {
    for offer in [
        "LoRA adapters are supported.",
        "LoRA adapters can be trained on top.",
        "The code supports LoRA adapters.",
        "LoRA adapters of others are available.",
    ] {
        let reading = read(&format!("We train a 7B model on 2T tokens. {offer}"));
        assert_eq!(text(&reading, "stage"), None, "{offer}");
        assert_eq!(reading.questions, [], "{offer}");
    }
    let used = read("We use LoRA adapters on an 8B model, on 94M tokens.");
    assert_eq!(text(&used, "stage"), Some("LoRA fine-tuning"));
}

#[test]
fn epochs_and_samples_of_one_update_are_no_data() {
    for passage in [
        "The agent trains with PPO on one RTX 4090 for 52 hours; each update uses 4 epochs over 32,768 transitions.",
        "PPO ran for 31 hours on 4 RTX 6000 Ada. An iteration uses 5 epochs of mini-batches of 16,384.",
    ] {
        gives(passage, &[("epochs", None), ("examples", None)]);
    }
}

#[test]
fn machines_and_units_count_their_chips() {
    for (passage, chips) in [
        (
            "Pretrained on 8 nodes of ml.p4d.24xlarge for 19 days.",
            "64",
        ),
        ("Training took 4 days on 16 Cerebras CS-3 systems.", "16"),
        (
            "Hardware: NVIDIA H100 SXM, 6 144 units. Duration: 44 days.",
            "6144",
        ),
        (
            "Number and type of hardware units: 2,048 (NVIDIA H100 SXM). Duration of training: 31 days.",
            "2048",
        ),
        (
            "The center houses 8,000 B200 processors, 2,048 of which were used for seven weeks.",
            "2048",
        ),
        (
            "The system consists of 1,120 A100 GPUs, of which 280 were used for 34 days.",
            "280",
        ),
    ] {
        gives(passage, &[("chips", Some(chips))]);
    }
}

#[test]
fn dates_of_begin_and_end_are_a_time() {
    for (dates, days) in [
        ("started on March 3 and finished on April 11, 2025", "39 d"),
        ("ran from 2 Jan to 30 Jan", "28 d"),
    ] {
        let passage = format!("Training {dates}, 720B tokens. We used 512 H100 SXM.");
        gives(&passage, &[("time", Some(days))]);
    }
}

#[test]
fn sentences_in_small_letters_end_at_points() {
    let post = "just finished my 350M rwkv on 12B tokens. two 4090s, 6 days, bf16. next up is a 1B on 50B tokens";
    gives(
        post,
        &[
            ("parameters", Some("350M")),
            ("tokens", Some("12B")),
            ("chips", Some("2")),
        ],
    );
}
