//! Records that programs write at the end of a run.

use super::{estimate, field, fixture, notes, pasted, says, warnings, warns};
use petaday::draft::Key;

fn meter(rest: &str) -> String {
    format!(
        "{{\n  \"N_total\": 3212749824,\n  \"N_trainable\": 2293760,\n  \"tokens_processed\": 21500000,\n  \"model_name\": \"meta-llama/Llama-3.2-3B-Instruct\",\n  \"training_duration_seconds\": 245.3,\n  \"gpu_size\": 4,\n  \"gpu_name\": \"NVIDIA A10G\",\n  {rest}\n}}\n"
    )
}

/// (4 × 3,212,749,824 + 2 × 2,293,760) × 21,500,000 = 2.76395116544 × 10¹⁷ FLOP.
#[test]
fn aws_meter_comes_out_as_it_counts() {
    let plain = "\"Flops_architecture\": \" 2.76e+17\", \"Flops_original\": null, \"exceeds_30pct\": false, \"threshold_type\": \"default_3.3e22\"";
    let import = pasted(&meter(plain));
    assert!(
        (estimate(&import) / 2.763_951_165_44e17 - 1.0).abs() < 1e-9,
        "{:e}",
        estimate(&import)
    );
    assert_eq!(
        import.name.as_deref(),
        Some("meta-llama/Llama-3.2-3B-Instruct")
    );
    for (key, text) in [
        (Key::Parameters, "3212749824"),
        (Key::Tokens, "21500000"),
        (Key::Time, "4.088 min"),
        (Key::Chips, "4"),
        (Key::Hardware, "nvidia-a10g"),
    ] {
        assert_eq!(field(&import, key).as_deref(), Some(text));
    }
    assert_eq!(field(&import, Key::Utilization), None);
    says(&import, "not over 3.3 × 10²² FLOP");
    says(&import, "a third of the original’s compute");
    assert_eq!(warnings(&import), [""; 0]);

    // The example in its readme has a comma too many, a figure of another formula, and weights in 4
    // bits.
    let readme = "\"Flops_architecture\": \"1.45e+13\", \"recipe_config\": \"hf_recipes/Llama--vanilla-peft-qlora.yaml\",";
    let import = pasted(&meter(readme));
    warns(
        &import,
        "its own formula with its parameters and tokens gives",
    );
    warns(&import, "two to an element");
    let import = pasted(&meter("\"Flops_architecture\": 0.0").replace("21500000", "0"));
    warns(&import, "It counted no tokens");
}

/// C(2025) 7719, points 63 and 64: a third of the original, else of 10²³ or 10²⁵.
#[test]
fn where_aws_verdict_is_not_the_guidelines_it_says_so() {
    let of = |tokens: &str, original: &str, exceeds: bool| {
        let rest = format!(
            "\"Flops_architecture\": \"1e20\", \"Flops_original\": {original}, \"exceeds_30pct\": {exceeds}"
        );
        pasted(&meter(&rest).replace("21500000", tokens))
    };
    // 1.2855587 × 10¹⁰ FLOP for a token; 32% of 9 × 10²³ is over 30% and not over a third.
    let import = of("22402704000000", "\" 9.00e+23\"", true);
    warns(
        &import,
        "The meter’s verdict and the guidelines’ differ here",
    );
    warns(&import, "are not above 3 × 10²³ FLOP");
    // Half of an original of 6 × 10²²: the meter holds it against 3.3 × 10²².
    warns(
        &of("2450000000000", "\" 6.00e+22\"", false),
        "are above 2 × 10²² FLOP",
    );
    // Without the original’s compute, 3.32 × 10²² is above one limit and below the other.
    warns(
        &of("2582500000000", "null", true),
        "are not above 3.33 × 10²² FLOP",
    );
    for import in [
        of("2500000000000", "null", false),
        of("40000000000000", "\" 9.00e+23\"", true),
    ] {
        assert!(
            !notes(&import).contains("differ here"),
            "{}",
            notes(&import)
        );
    }
}

#[test]
fn weights_and_biases_summary_of_a_trainer_is_read() {
    let summary = r#"{"train/loss": 1.91, "train/grad_norm": NaN, "train/epoch": 3, "train/global_step": 1500, "_timestamp": 1712345678.5, "_runtime": 5200.25, "_step": 31, "train/num_input_tokens_seen": 24576000, "train_runtime": 5123.4, "total_flos": 1.2e+18, "_wandb": {"runtime": 5201}}"#;
    let import = pasted(summary);
    assert!((estimate(&import) / 1.2e18 - 1.0).abs() < 1e-12);
    assert_eq!(field(&import, Key::Tokens).as_deref(), Some("24576000"));
    assert_eq!(field(&import, Key::Time).as_deref(), Some("1.423 h"));
    says(&import, "1,500 steps and 3 epochs");
    says(&import, "does not say how many chips there were");
    // Before it was a figure by itself; then without one.
    let older = summary
        .replace("\"total_flos\"", "\"train/total_flos\"")
        .replace("\"train_runtime\": 5123.4, ", "");
    let import = pasted(&older);
    assert!((estimate(&import) / 1.2e18 - 1.0).abs() < 1e-12);
    assert_eq!(field(&import, Key::Time).as_deref(), Some("1.445 h"));
    says(&import, "W&B’s _runtime is that of the whole program");
    let import = pasted(
        r#"{"loss": 0.1, "_runtime": 7200, "_step": 5, "_timestamp": 1.0, "_wandb": {"runtime": 7200}}"#,
    );
    assert_eq!(import.fields(), [(Key::Time, "2 h".into())]);
    warns(&import, "The file has no total_flos");
}

#[test]
fn a_trainers_time_is_read_however_it_writes_it() {
    assert_eq!(
        field(&pasted(&fixture("trainer_state.json")), Key::Time).as_deref(),
        Some("1.423 h")
    );
    for (text, time) in [
        (
            "***** train metrics *****\n  epoch                    =        3.0\n  total_flos               =  6691434GF\n  train_runtime            = 0:12:10.67\n",
            "12.18 min",
        ),
        (
            "  train_runtime            = 1 day, 2:03:04.05\n",
            "1.085 d",
        ),
        (
            "{'loss': 2.0, 'epoch': 1.0}\n{'train_runtime': 730.67, 'train_samples_per_second': 8.1, 'train_steps_per_second': 0.25, 'train_loss': 1.9, 'epoch': 3.0}\n",
            "12.18 min",
        ),
        (
            r#"{"epoch": 3.0, "total_flos": 2.5e+17, "train_loss": 0.1, "train_runtime": 730.67, "train_samples_per_second": 8.1}"#,
            "12.18 min",
        ),
    ] {
        assert_eq!(
            field(&pasted(text), Key::Time).as_deref(),
            Some(time),
            "{text}"
        );
    }
}

/// TRL’s trainer counts tokens in its own entry of the log: 2.1 × 10¹⁷ ÷ 6 over 32,768,000.
#[test]
fn trl_has_its_tokens_in_the_log() {
    let import = pasted(
        r#"{"global_step": 500, "num_input_tokens_seen": 0, "log_history": [{"num_tokens": 16384000.0, "step": 250}, {"num_tokens": 32768000.0, "step": 500}, {"step": 500, "train_runtime": 900.0}], "total_flos": 2.1e17}"#,
    );
    assert_eq!(field(&import, Key::Tokens).as_deref(), Some("32768000"));
    assert!((estimate(&import) / 2.1e17 - 1.0).abs() < 1e-9);
    says(&import, "It saw 32,768,000 tokens");
}
