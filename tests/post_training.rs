//! Post-training held against what developers and others print of it. docs/post-training.md has the same figures.

use petaday::catalog::{Format, chip};
use petaday::inference::Forward;
use petaday::post_training::{Reinforcement, Sampling, Sequences, Stage, preference, supervised};

fn total(stages: &[Stage]) -> f64 {
    stages.iter().map(Stage::flop).sum()
}

#[track_caller]
fn close(ours: f64, printed: f64, within: f64) {
    assert!(
        (ours / printed - 1.0).abs() < within,
        "{ours:e} {printed:e}"
    );
}

/// Chip-hours of a chip at its peak, in FLOP.
fn at_peak(slug: &str, chip_hours: f64) -> f64 {
    let chip = chip(slug).expect("a chip of the catalog");
    chip.peak(Format::Bf16).expect("a peak").median() * 3600.0 * chip_hours
}

/// Samples without prompts, all as long as they may be.
fn longest(prompts: f64, samples: f64, response: f64) -> Sampling {
    Sampling {
        prompts,
        samples,
        prompt: 0.0,
        response: Sequences::of_length(1.0, response),
        discarded: 0.0,
    }
}

/// Reinforcement learning by rules, on each text once, without recomputed probabilities.
fn by_rules(sampling: Sampling, parameters: f64, references: f64) -> Reinforcement {
    Reinforcement {
        sampling,
        policy: Forward::of_token(2.0 * parameters),
        rescoring: 0.0,
        references,
        reward: None,
        value: None,
        epochs: 1.0,
    }
}

/// Olmo 3 Think 32B, <https://arxiv.org/abs/2512.13961v2>, Table 49: 750 steps of 128 prompts × 8 samples of at most
/// 32,768 tokens, without a reference. The thread at <https://github.com/marin-community/marin/issues/7673> works out at
/// most 25.2 billion tokens of responses, and about 6.4e21 FLOP for generation and one pass of the learner.
#[test]
fn olmo_3_think_is_as_much_reinforcement_learning_as_marins_table_says() {
    let sampling = longest(750.0 * 128.0, 8.0, 32_768.0);
    close(sampling.texts().tokens(), 25.2e9, 2e-3);
    let stages = by_rules(sampling, 32e9, 0.0).stages();
    close(total(&stages), 6.4e21, 1e-2);
    // Some 5 days on 224 GPUs: below their peak, as it has to be.
    let share = total(&stages) / at_peak("nvidia-h100-sxm", 5.0 * 24.0 * 224.0);
    assert!((0.05..0.08).contains(&share), "{share}");
}

/// Table 47 of the same report, and its section 2.4: 45.2 billion tokens in all, and 36 hours on 256 GPUs for one
/// learning rate.
#[test]
fn olmo_3_think_has_a_usual_utilization_in_fine_tuning() {
    let stages = supervised(
        Forward::of_token(2.0 * 32.2e9),
        Sequences::of_length(45.2e9 / 32_768.0, 32_768.0),
        1.0,
    );
    close(total(&stages), 8.73e21, 1e-3);
    let share = total(&stages) / at_peak("nvidia-h100-sxm", 36.0 * 256.0);
    assert!((0.25..0.29).contains(&share), "{share}");
}

/// Table 48: 200,000 pairs of at most 8,192 tokens; about 18 hours for a sweep, on 64 GPUs for each run.
#[test]
fn olmo_3_think_can_have_been_optimized_in_its_hours() {
    let texts = Sequences::of_length(200e3, 8192.0);
    let most = total(&preference(
        Forward::of_token(2.0 * 32.2e9),
        texts,
        1.0,
        1.0,
    ));
    close(most, 8.44e20, 1e-3);
    let share = most / at_peak("nvidia-h100-sxm", 18.0 * 64.0);
    assert!(share < 0.25, "{share}");
}

/// DeepSeek-R1-Zero, <https://doi.org/10.1038/s41586-025-09422-z>, its methods and supplementary section 2.4.4: 10,400
/// steps of 32 questions × 16 samples, of at most 32,768 tokens in the first 8,200 steps and 65,536 after, with a
/// reference; 64 × 8 H800 for 198 hours.
#[test]
fn deepseek_r1_zero_can_have_been_trained_in_its_hours() {
    let hours = 64.0 * 8.0 * 198.0;
    close(hours, 101e3, 5e-3);
    let peak = at_peak("nvidia-h800-sxm", hours);
    let first = by_rules(longest(8_200.0 * 32.0, 16.0, 32_768.0), 37e9, 1.0);
    let rest = by_rules(longest(2_200.0 * 32.0, 16.0, 65_536.0), 37e9, 1.0);
    let most = total(&first.stages()) + total(&rest.stages());
    close(most, 7.8e22, 1e-2);
    assert!(most / peak < 0.22, "{}", most / peak);
    // Each 1,000 tokens that a sample has on average.
    let thousand = by_rules(longest(10_400.0 * 32.0, 16.0, 1_000.0), 37e9, 1.0);
    close(total(&thousand.stages()), 1.97e21, 1e-2);
    close(total(&thousand.stages()) / peak, 0.00546, 1e-2);
}

/// DeepSeek-R1, Table 4 of the same supplement: 64 × 8 H800 for some 80 hours, printed as 41,000 GPU-hours, and 5,000 for
/// the data of its fine-tuning. Its steps are not printed, so only the chips say something: what they can do at their peak.
#[test]
fn deepseek_r1_is_bounded_by_its_hours_alone() {
    let hours = 64.0 * 8.0 * 80.0;
    close(hours, 41e3, 5e-3);
    let most = at_peak("nvidia-h800-sxm", hours);
    close(most, 1.46e23, 5e-3);
    close(at_peak("nvidia-h800-sxm", 5e3), 1.78e22, 5e-3);
}

/// MAI-Thinking-1 in the same thread: some 1.8 trillion packed tokens, 35 billion active parameters, and 3.8e23 FLOP of
/// policy updates alone.
#[test]
fn marins_reconstruction_of_mai_thinking_is_six_n_d() {
    let packed = Sequences::of_length(1.8e12 / 65_536.0, 65_536.0);
    let stages = supervised(Forward::of_token(2.0 * 35e9), packed, 1.0);
    close(total(&stages), 3.8e23, 1e-2);
}

/// The same thread on Trinity Large: 17 trillion tokens, 13 billion active parameters, 1.33e24 FLOP; and 1,152 H100 for
/// 60 days, which are 5.9e24 FLOP at their peak.
#[test]
fn marins_figures_of_trinity_are_what_they_say() {
    let stages = supervised(
        Forward::of_token(2.0 * 13e9),
        Sequences::of_length(17e12 / 8192.0, 8192.0),
        1.0,
    );
    close(total(&stages), 1.33e24, 5e-3);
    close(
        at_peak("nvidia-h100-sxm", 1_152.0 * 60.0 * 24.0),
        5.9e24,
        5e-3,
    );
}
