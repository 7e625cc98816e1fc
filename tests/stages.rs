//! Runs of several stages: base models, frozen weights, figures from elsewhere, typical uncertainty.

use petaday::answer::{Answer, Severity, answer};
use petaday::draft::{Field, Key, link::decode};
use petaday::estimate::{Basis, Figures, Role};
use petaday::quantity::{Flop, Uncertain};

fn read(link: &str) -> Answer {
    let opened = decode(&format!("v=1&{link}"));
    assert_eq!(opened.problems, [], "{link}");
    answer(&opened.draft)
}

fn headline(figures: Figures) -> Flop {
    figures.headline.expect("a figure").0
}

fn total(link: &str) -> Flop {
    headline(read(link).outcome.total)
}

#[track_caller]
fn close(a: f64, b: f64) {
    assert!((a / b - 1.0).abs() < 1e-12, "{a} is not {b}");
}

#[track_caller]
fn says(link: &str, field: &str, words: &str) {
    let answer = read(link);
    let field = Field::named(field).expect("a field");
    let said: Vec<_> = answer.problems_of(field).map(|p| &p.message).collect();
    assert!(
        said.iter().any(|message| message.contains(words)),
        "“{link}” says of {field}: {said:?}, and nothing with “{words}”"
    );
}

/// Epoch AI, "Backward-forward FLOP ratio": a layer’s backward pass is one product for its weights
/// and one for its input. With all weights frozen but the adapters only the second is left.
#[test]
fn frozen_weights_take_half_the_backward_pass() {
    let all = total("parameters=8e9&tokens=1e9");
    close(all.median(), 6.0 * 8e9 * 1e9);
    let adapters = total("parameters=8e9&tokens=1e9&trainable=0.01");
    close(adapters.median(), 2.0 * 8e9 * 1e9 * (1.0 + 1.01));
    let everything = total("parameters=8e9&tokens=1e9&trainable=1");
    close(everything.median(), all.median());
}

/// Three quarters are passed through forward alone, the rest costs three times its forward pass.
#[test]
fn a_frozen_first_part_has_no_backward_pass() {
    let part = total("parameters=8e9&tokens=1e9&frozen=75%");
    close(part.median(), 2.0 * 8e9 * 1e9 * (0.75 + 0.25 * 3.0));
    let range = total("parameters=8e9&tokens=1e9&frozen=0.5..0.75");
    close(range.low(), part.low());
    close(range.high(), 2.0 * 8e9 * 1e9 * (0.5 + 0.5 * 3.0));
    close(
        total("parameters=8e9&tokens=1e9&frozen=1").median(),
        2.0 * 8e9 * 1e9,
    );
}

#[test]
fn one_way_says_what_is_frozen() {
    says(
        "parameters=8e9&tokens=1e9&trainable=0.01&backward=1",
        "backward",
        "“backward” and “trainable”",
    );
    says(
        "parameters=8e9&tokens=1e9&trainable=0.01&frozen=0.5",
        "trainable",
        "“trainable” and “frozen”",
    );
    says("parameters=8e9&tokens=1e9&trainable=1.2", "trainable", "");
}

#[test]
fn a_base_model_is_shown_with_and_without() {
    let outcome = read("stage=Llama_3.1_8B&role=base&compute=7.2e23&2.stage=Fine-tuning&2.parameters=8e9&2.tokens=40e9").outcome;
    close(headline(outcome.total).median(), 7.2e23 + 6.0 * 8e9 * 40e9);
    assert_eq!(
        outcome.total.headline.map(|(_, basis)| basis),
        Some(Basis::Mixed)
    );
    let without = outcome.without_base.expect("there is a base");
    close(headline(without).median(), 6.0 * 8e9 * 40e9);
    assert_eq!(outcome.stages[0].role, Role::Base);
    assert_eq!(read("parameters=8e9&tokens=1e9").outcome.without_base, None);
}

#[test]
fn a_base_model_of_which_nothing_is_known_is_in_no_sum() {
    let answer = read("stage=Base&role=base&2.parameters=8e9&2.tokens=40e9");
    assert_eq!(answer.problems, []);
    assert_eq!(answer.outcome.stages[0].role, Role::UnknownBase);
    close(headline(answer.outcome.total).median(), 6.0 * 8e9 * 40e9);
    // A stage that cannot be read still counts as one: the sum waits for it.
    let bad = read("role=base&compute=many&2.parameters=8e9&2.tokens=40e9");
    assert_eq!(bad.outcome.stages[0].role, Role::Base);
    assert_eq!(bad.outcome.total.headline, None);
    says(
        "role=teacher&parameters=8e9&tokens=1e9",
        "role",
        "write base",
    );
}

#[test]
fn a_figure_from_elsewhere_stands_alone() {
    let outcome = read("compute=3.8e25..5e25&runs=2&note=Meta_2024").outcome;
    let (flop, basis) = outcome.total.headline.expect("a figure");
    assert_eq!(
        (flop.low(), flop.high(), basis),
        (7.6e25, 1e26, Basis::Given)
    );
    let both = read("compute=1e24&parameters=8e9&tokens=1e9").outcome;
    assert_eq!(both.total.headline, None, "never a silent choice");
    says(
        "compute=1e24&parameters=8e9&tokens=1e9",
        "compute",
        "“compute” takes the place of “parameters”",
    );
    says(
        "compute=1e24&2.compute=1e24&2.time=5d",
        "2.compute",
        "“2.compute” takes the place of “2.time”",
    );
    close(total("compute=100_pfs-days").median(), 8.64e21);
}

#[test]
fn stages_of_points_sum_to_the_total_in_twelve_digits() {
    let outcome = read("parameters=70e9&tokens=15e12&2.parameters=70e9&2.tokens=0.8e12&3.chip-hours=12345&3.peak=989e12&3.utilization=0.37&4.compute=1.234567e22&4.runs=7&5.parameters=70e9&5.tokens=1e9&5.backward=0").outcome;
    let stages = outcome.stages.iter().map(|stage| headline(stage.figures));
    close(
        stages.map(Flop::median).sum(),
        headline(outcome.total).median(),
    );
}

/// Amodei and Hernandez 2018: GPU time "can easily be off by a factor of 2"; a count is as good as
/// its digits.
#[test]
fn typical_uncertainty_is_what_the_sources_state() {
    let link = "uncertainty=typical&multiply-adds=11.4e9&examples=1281167&epochs=90";
    let counted = total(&format!("data=2026-11.3&{link}"));
    let exact = 6.0 * 1281167.0 * 90.0;
    close(counted.low(), 11.35e9 * exact);
    close(counted.median(), 11.4e9 * exact);
    close(counted.high(), 11.45e9 * exact);
    // Since then with the error of counting: √(ln² 1.1 + ln² (11.45 / 11.4)) in the logarithm.
    let counted = total(link);
    close(counted.median(), 11.4e9 * exact);
    let squares = [1.1, 11.45 / 11.4].map(|factor: f64| libm::log(factor) * libm::log(factor));
    let width: f64 = squares.iter().sum();
    close(counted.high() / counted.median(), libm::exp(width.sqrt()));
    let wider = total(&format!("operations-within=1.5&{link}"));
    assert!(wider.high() / wider.median() > 1.5);
    let exactly = total(&format!("operations-within=1&{link}"));
    close(exactly.high(), 11.45e9 * exact);
    let timed = total("uncertainty=typical&chip-hours=1000&peak=312e12&utilization=0.4");
    let middle = 1000.0 * 3600.0 * 312e12 * 0.4;
    close(timed.low(), middle / 2.0);
    close(timed.high(), middle * 2.0);
    let surer = total(
        "uncertainty=typical&gpu-time-within=1.2&chip-hours=1000&peak=312e12&utilization=0.4",
    );
    close(surer.high(), middle * 1.2);
    // A range that was typed stands as it is.
    let typed = "chip-hours=1000&peak=312e12&utilization=0.3..0.5";
    assert_eq!(total(&format!("uncertainty=typical&{typed}")), total(typed));
    let of_fleet = total("uncertainty=typical&fleet=54d*1024&peak=312e12&utilization=0.4");
    close(of_fleet.high() / of_fleet.low(), 4.0);
    says(
        "uncertainty=large&parameters=8e9&tokens=1e9",
        "uncertainty",
        "write typical",
    );
}

/// Stages that were timed alike are wrong alike: together they are as uncertain as each, and their medians
/// add up. Links of earlier editions have an error for each stage.
#[test]
fn stages_share_the_error_of_their_method() {
    let stages = "uncertainty=typical&chip-hours=1000&peak=1e15&utilization=0.4&2.chip-hours=3000&2.peak=1e15&2.utilization=0.4";
    let both = total(stages);
    let middle = 4000.0 * 3600.0 * 1e15 * 0.4;
    close(both.low(), middle / 2.0);
    close(both.median(), middle);
    close(both.high(), middle * 2.0);
    let before = total(&format!("data=2026-11.3&{stages}"));
    assert!(before.median() > middle && before.high() < middle * 2.0);
    // Counted and timed stages are wrong each in its way.
    let mixed = total(&format!(
        "{stages}&3.parameters=1000000000&3.tokens=960000000000"
    ));
    let counted = 6.0 * 1e9 * 960e9;
    assert!(mixed.high() < 2.0 * middle + 1.1 * counted, "{mixed:?}");
    assert!(mixed.high() > 2.0 * middle + counted, "{mixed:?}");
}

/// The verdict is by the factor that GPU time is taken to be good to: 4 × apart is within a factor of 5.
#[test]
fn the_typed_accuracy_of_gpu_time_is_that_of_the_verdict() {
    let apart =
        "uncertainty=typical&parameters=1e9&tokens=2.4e12&chip-hours=1e4&peak=1e15&utilization=0.1";
    let verdict = |link: &str| {
        let agreement = read(link).outcome.total.agreement.expect("both methods");
        agreement.comparison().expect("a ratio")
    };
    assert_eq!(verdict(apart).0, "The methods differ");
    let (words, ratio) = verdict(&format!("gpu-time-within=5&{apart}"));
    assert_eq!(words, "The methods agree");
    assert!(
        ratio.ends_with("which is good to about a factor of 5."),
        "{ratio}"
    );
    // The same of two stages.
    let two = format!(
        "gpu-time-within=5&{apart}&2.parameters=1e9&2.tokens=2.4e12&2.chip-hours=1e4&2.peak=1e15&2.utilization=0.1"
    );
    assert!(verdict(&two).1.contains("a factor of 5."));
}

/// A factor that cannot be, and one without effect.
#[test]
fn factors_of_methods_are_at_least_one() {
    let counted = "parameters=70e9&tokens=2e12";
    says(
        &format!("uncertainty=typical&operations-within=0.1&{counted}"),
        "operations-within",
        "For ±10%, type 1.1.",
    );
    says(
        &format!("uncertainty=typical&gpu-time-within=1.5..2&{counted}"),
        "gpu-time-within",
        "Type one factor",
    );
    says(
        &format!("gpu-time-within=3&{counted}"),
        "gpu-time-within",
        "the typical uncertainty is off",
    );
}

#[test]
fn whoever_asks_for_nothing_has_points() {
    let answer = read("parameters=70e9&tokens=2e12");
    assert!(!headline(answer.outcome.total).0.is_range());
    assert!(
        answer
            .problems
            .iter()
            .all(|p| p.severity != Severity::Error)
    );
    assert_eq!(Field::new(7, Key::Date).stage, 0, "one date for all stages");
}

/// The browser test “the figures have the same bits as natively” has the same numbers.
#[test]
fn a_sum_of_ranges_has_the_bits_that_the_browser_finds() {
    let flop = total(
        "parameters=70e9&tokens=2e12..3e12&2.parameters=70e9&2.tokens=1e11..9e11&2.trainable=0.01..0.05&3.chip-hours=1e5..2e5&3.peak=989e12&3.utilization=0.3..0.5",
    );
    assert_eq!(
        [flop.low(), flop.median(), flop.high()],
        [
            1.1047842713243076e24,
            1.332315952667002e24,
            1.6227418204949344e24
        ]
    );
}

/// How often a stage was run is one number for both methods: it does not make either of them surer, it
/// does not average out between them, and it says nothing of whether they agree.
#[test]
fn runs_are_one_number_for_both_methods() {
    let both = "parameters=1e9&tokens=1e12..2e12&chip-hours=1e4&peak=1e15&utilization=0.2..0.4";
    let one = headline(read(&format!("headline=combined&{both}")).outcome.total);
    let several = headline(
        read(&format!("headline=combined&{both}&runs=2..8"))
            .outcome
            .total,
    );
    close(several.median(), 4.0 * one.median());
    let width = |flop: Flop| flop.0.variance();
    let runs = Flop(Uncertain::range(2.0, 8.0));
    close(width(several), width(one) + width(runs));
    // Exact but for the runs.
    let exact = "headline=combined&parameters=1e9&tokens=1e12&chip-hours=1e4&peak=1e15&utilization=0.2&runs=2..8";
    let exact = total(exact);
    close(exact.high() / exact.median(), 2.0);
    close(exact.median() / exact.low(), 2.0);
}

/// A backward pass of 0.02 to 1 forward passes keeps its ends in a product, as
/// far as another range does not reach beyond them.
#[test]
fn a_range_that_reaches_further_down_does_so_in_a_product() {
    let alone = total("parameters=1e9&tokens=1e12&frozen=0.5..0.99");
    close(alone.low(), 2e21 * 1.02);
    close(alone.high(), 2e21 * 2.0);
    let product = total("parameters=1e9&tokens=1e12..1.0001e12&frozen=0.5..0.99");
    assert!(
        (product.low() / alone.low() - 1.0).abs() < 1e-4,
        "{product:?}"
    );
    assert!(
        (product.high() / alone.high() - 1.0).abs() < 1e-3,
        "{product:?}"
    );
    // Half a unit of a single digit is as much below as above: 5e8 to 1.5e9, half and one and a half times it.
    let rounded = total("uncertainty=typical&operations-within=1&parameters=1e9&tokens=1.000e12");
    assert!((rounded.low() / 3e21 - 1.0).abs() < 1e-4, "{rounded:?}");
    assert!((rounded.high() / 9e21 - 1.0).abs() < 1e-4, "{rounded:?}");
}

/// How often is not a figure: the base model stays one of which nothing is known.
#[test]
fn a_base_model_with_nothing_but_its_runs_is_unknown() {
    let answer = read("parameters=8e9&tokens=1e9&2.role=base&2.runs=3");
    assert_eq!(answer.outcome.stages[1].role, Role::UnknownBase);
    close(headline(answer.outcome.total).median(), 4.8e19);
}

/// A share of the network is at most 1, and no share of a peak.
#[test]
fn a_share_of_the_network_is_refused_as_that() {
    let of = |key: &str, share: &str| format!("parameters=8e9&tokens=1e9&{key}={share}");
    for key in ["trainable", "frozen"] {
        says(&of(key, "150%"), key, "A share of the network is at most 1");
        says(&of(key, "15"), key, "for a percentage type 15%");
    }
}
