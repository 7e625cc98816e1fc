//! The number format as the cause of more than 100% of the peak, and the usual one of a chip.

use petaday::answer::{Answer, Problem, Severity, answer};
use petaday::draft::{Draft, Field, Key, link};

/// LLaMA-65B, as its paper has it, but for the format and the utilization.
const LLAMA: &str =
    "v=1&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb";

fn opened(link: &str) -> Draft {
    link::decode(link).draft
}

fn finding(draft: &Draft) -> Problem {
    let findings = answer(draft).findings;
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    finding.clone()
}

fn problem_at(answer: &Answer, key: Key) -> Problem {
    let mut problems = answer.problems_of(Field::new(1, key));
    problems.next().cloned().expect("a problem")
}

#[test]
fn a_format_that_explains_the_impossible_is_named_and_offered() {
    let mut draft = opened(&format!("{LLAMA}&format=fp32&utilization=0.33"));
    let found = finding(&draft);
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(
        found.message,
        "Impossible: 763% of the peak. Likely cause: FP32 is chosen; in BF16 this chip is 16 × faster."
    );
    let [choice] = found.choices.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(choice.label, "Use BF16");
    choice.apply(&mut draft);
    let mended = answer(&draft);
    assert!(mended.findings.is_empty(), "{:?}", mended.findings);
    let agreement = mended.outcome.total.agreement.expect("both methods");
    assert!((agreement.implied_utilization - 0.4769).abs() < 1e-3);
}

/// Sixteen bits come first, whichever the chip has; then eight.
#[test]
fn the_usual_format_comes_first() {
    for (chip, chosen, operations, expected) in [
        // The V100 has no BF16: 125e12 over 15.7e12.
        ("nvidia-v100-sxm2", "fp32", 15.7e12 * 3.0, Some("Use FP16")),
        ("nvidia-h100-sxm", "bf16", 989.4e12 * 1.05, Some("Use FP8")),
        // In no format it would be usual.
        ("nvidia-h100-sxm", "bf16", 989.4e12 * 30.0, None),
        ("nvidia-gtx-580", "fp32", 1.58e12 * 3.0, None),
        // In BF16 it would be lower than published runs.
        (
            "nvidia-a100-sxm-80gb",
            "fp32",
            19.5e12 * 1.9,
            Some("Use TF32"),
        ),
    ] {
        let examples = operations * 3600.0 / 6.0;
        let link = format!(
            "v=1&multiply-adds=1&examples={examples:e}&chip-hours=1&hardware={chip}&format={chosen}"
        );
        let found = finding(&opened(&link));
        let label = found.choices.first().map(|choice| choice.label.as_str());
        assert_eq!(label, expected, "{link}: {found:?}");
        let is_explained = found.message.contains("Likely cause");
        assert_eq!(is_explained, expected.is_some(), "{found:?}");
    }
}

#[test]
fn a_peak_or_periods_of_their_own_are_not_explained_by_the_chip() {
    for rest in [
        "peak=19.5e12",
        "fleet=1022362_h*1*312_TFLOP/s@0.3&hardware=nvidia-a100-sxm-80gb&format=fp32",
    ] {
        let link = format!("v=1&parameters=65.2e9&tokens=1.4e14&chip-hours=1022362&{rest}");
        let answer = answer(&opened(&link));
        let mut findings = answer.findings.iter();
        assert!(findings.all(|finding| finding.choices.is_empty()), "{rest}");
    }
}

#[test]
fn a_utilization_typed_above_the_peak_is_converted_at_a_press() {
    let mut draft = opened(&format!("{LLAMA}&format=fp32&utilization=763%25"));
    let problem = problem_at(&answer(&draft), Key::Utilization);
    assert_eq!(problem.severity, Severity::Error);
    assert_eq!(
        problem.message,
        "Impossible: 763% of the peak. Likely cause: FP32 is chosen; in BF16 this chip is 16 × faster."
    );
    assert_eq!(problem.choices[0].label, "Use BF16: 47.7%");
    problem.choices[0].apply(&mut draft);
    let mended = answer(&draft);
    assert!(mended.problems.is_empty(), "{:?}", mended.problems);
    // 1,022,362 h × 312e12 FLOP/s × 47.7%, as before.
    let flop = mended
        .outcome
        .total
        .gpu_time
        .expect("method 2")
        .flop
        .median();
    assert!((flop / (1_022_362.0 * 3600.0 * 312e12 * 0.477) - 1.0).abs() < 1e-12);
}

#[test]
fn other_utilizations_above_the_peak_are_told_as_before() {
    for (format, typed, says) in [
        // A percentage without its sign.
        ("fp32", "33", "type 33%"),
        ("bf16", "140%25", "type a smaller share"),
        ("fp32", "9000%25", "type a smaller share"),
    ] {
        let link = format!("{LLAMA}&format={format}&utilization={typed}");
        let problem = problem_at(&answer(&opened(&link)), Key::Utilization);
        assert!(problem.message.contains(says), "{typed}: {problem:?}");
    }
}

#[test]
fn a_speed_above_the_peak_offers_the_format_in_which_it_is_reached() {
    let mut draft = opened(&format!("{LLAMA}&format=fp32&utilization=150_TFLOP/s"));
    let problem = problem_at(&answer(&draft), Key::Utilization);
    assert!(
        problem
            .message
            .contains("more than its peak of 19.5 TFLOP/s")
    );
    assert_eq!(problem.choices[0].label, "Use BF16");
    problem.choices[0].apply(&mut draft);
    let problem = problem_at(&answer(&draft), Key::Utilization);
    assert!(
        problem
            .message
            .contains("is 48.1% of its peak of 312 TFLOP/s"),
        "{problem:?}"
    );
}

#[test]
fn a_chip_without_a_format_proposes_the_usual_one_of_its_year() {
    for (chip, label, says) in [
        (
            "nvidia-a100-sxm-80gb",
            "BF16, 312 TFLOP/s",
            "Usual on a chip of 2020: BF16.",
        ),
        (
            "nvidia-v100-sxm2",
            "FP16, 125 TFLOP/s",
            "Usual on a chip of 2017: FP16.",
        ),
        (
            "nvidia-gtx-580",
            "FP32, 1.58 TFLOP/s",
            "Usual on a chip of 2010: FP32.",
        ),
    ] {
        let mut draft = opened(&format!("v=1&chip-hours=1&hardware={chip}&utilization=0.4"));
        let problem = problem_at(&answer(&draft), Key::Format);
        assert_eq!(problem.severity, Severity::Missing);
        assert!(problem.message.ends_with(says), "{problem:?}");
        assert_eq!(problem.choices[0].label, label);
        problem.choices[0].apply(&mut draft);
        let answered = answer(&draft);
        assert!(answered.problems.is_empty(), "{:?}", answered.problems);
    }
}
