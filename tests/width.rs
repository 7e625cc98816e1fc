//! Where the width of a headline comes from, against the closed form: of a product σᵢ²/Σσ².

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::answer::{Width, answer, width};
use petaday::draft::{Draft, Key, link};
use petaday::quantity::Uncertain;
use proptest::prelude::*;

fn draft(fragment: &str) -> Draft {
    let opened = link::decode(&format!("v=1&{fragment}"));
    assert_eq!(opened.problems, [], "{fragment}");
    opened.draft
}

fn widths(draft: &Draft) -> Vec<Width> {
    width(draft, &answer(draft))
}

fn found(fragment: &str) -> Vec<(String, f64)> {
    widths(&draft(fragment))
        .iter()
        .map(|w| (w.field.to_string(), w.share))
        .collect()
}

#[track_caller]
fn expect(fragment: &str, expected: &[(&str, f64)]) {
    let found = found(fragment);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.0, expected.0, "{found:?} is not {expected:?}");
        assert!(
            (found.1 - expected.1).abs() < 1e-9,
            "{found:?} is not {expected:?}"
        );
    }
}

fn squared(factor: f64) -> f64 {
    factor.ln().powi(2)
}

const BOTH: &str = "forward=1e11..2e11&tokens=1e12..4e12&epochs=2&time=10..12d&chips=1000..1100&peak=312e12&utilization=0.25..0.5";

/// ln 4 and ln 2: four parts in five and one.
#[test]
fn in_a_product_shares_are_those_of_the_squared_widths() {
    expect(BOTH, &[("tokens", 0.8), ("forward", 0.2)]);
    let (time, chips, share) = (squared(1.2), squared(1.1), squared(2.0));
    let all = time + chips + share;
    expect(
        &format!("headline=gpu-time&{BOTH}"),
        &[
            ("utilization", share / all),
            ("time", time / all),
            ("chips", chips / all),
        ],
    );
}

/// The variance of a weighted mean of logarithms is Σ w² σ².
#[test]
fn of_both_methods_the_narrower_one_weighs_more() {
    let (forward, data) = (squared(2.0), squared(4.0));
    let (time, chips, share) = (squared(1.2), squared(1.1), squared(2.0));
    let (o, g) = (forward + data, time + chips + share);
    let weight = g / (o + g);
    let (of_o, of_g) = (weight * weight, (1.0 - weight).powi(2));
    let all = of_o * o + of_g * g;
    expect(
        &format!("headline=combined&{BOTH}"),
        &[
            ("utilization", of_g * share / all),
            ("tokens", of_o * data / all),
            ("time", of_g * time / all),
            ("forward", of_o * forward / all),
            ("chips", of_g * chips / all),
        ],
    );
}

#[test]
fn every_input_has_a_field() {
    for (fragment, field) in [
        ("parameters=7e9..8e9&tokens=1e12", "parameters"),
        ("multiply-adds=7e9..8e9&examples=1e6", "multiply-adds"),
        ("connections=7e9&examples=1e6..2e6", "examples"),
        ("connections=7e9&examples=1e6&epochs=9..10", "epochs"),
        ("connections=7e9&steps=1e6..2e6&batch=32", "steps"),
        ("connections=7e9&steps=1e6&batch=32..33", "batch"),
        ("connections=7e9&examples=1e6&timesteps=9..10", "timesteps"),
        ("connections=7e9&examples=1e6&backward=1..2", "backward"),
        (
            "connections=7e9&examples=1e6&trainable=0.1..0.2",
            "trainable",
        ),
        ("connections=7e9&examples=1e6&frozen=0.1..0.2", "frozen"),
        ("connections=7e9&examples=1e6&runs=2..4", "runs"),
        ("time=1..2d&chips=8&peak=1e15&utilization=0.4", "time"),
        ("time=1d&chips=8..9&peak=1e15&utilization=0.4", "chips"),
        (
            "time=1d&chips=4_nodes*8..9&peak=1e15&utilization=0.4",
            "chips",
        ),
        (
            "chip-hours=1e6..2e6&peak=1e15&utilization=0.4",
            "chip-hours",
        ),
        ("chip-hours=1e6&peak=1e15..2e15&utilization=0.4", "peak"),
        (
            "chip-hours=1e6&peak=1e15&utilization=0.4..0.5HFU",
            "utilization",
        ),
        ("fleet=10..20d*8;3d*4&peak=1e15&utilization=0.4", "fleet"),
        (
            "fleet=10d*8;3d*4&peak=1e15&utilization=0.4..0.5",
            "utilization",
        ),
        ("fleet=10d*8;3d*4&peak=1e15..2e15&utilization=0.4", "peak"),
        ("fleet=10d*8_@0.3..0.4;3d*4_@0.3&peak=1e15", "fleet"),
        (
            "uncertainty=typical&chip-hours=1e6&peak=1e15&utilization=0.4",
            "gpu-time-within",
        ),
        (
            "uncertainty=typical&operations-within=1&multiply-adds=0.75e9&examples=1281167&epochs=90",
            "multiply-adds",
        ),
        (
            "uncertainty=typical&multiply-adds=750000000&examples=1281167&epochs=90",
            "operations-within",
        ),
        ("compute=1e24..2e24", "compute"),
    ] {
        expect(fragment, &[(field, 1.0)]);
    }
}

/// A period's own share beside one that is the stage's: the squares of ln 2 for 8 d and of the
/// utilization for all.
#[test]
fn what_all_periods_share_is_told_from_what_they_have_of_their_own() {
    let widths = found("fleet=10..20d*8&peak=1e15&utilization=0.4..0.8");
    expect(
        "fleet=10..20d*8&peak=1e15&utilization=0.4..0.8",
        &[(&widths[0].0, 0.5), (&widths[1].0, 0.5)],
    );
    assert!(
        widths.iter().any(|(field, _)| field == "fleet"),
        "{widths:?}"
    );
}

/// A factor that both methods share does not change their weights.
#[test]
fn runs_widen_both_methods_alike() {
    let both = "headline=combined&parameters=1e9&tokens=1e12..4e12&chip-hours=1e4&peak=1e15&utilization=0.2..0.8&runs=1..4";
    // Half of each, squared, beside all of the runs.
    expect(
        both,
        &[
            ("runs", 2.0 / 3.0),
            ("utilization", 1.0 / 6.0),
            ("tokens", 1.0 / 6.0),
        ],
    );
}

#[test]
fn of_several_stages_the_largest_counts_most() {
    expect(
        "compute=1e20..2e20&2.parameters=70e9&2.tokens=10e12..20e12",
        &[("2.tokens", 1.0)],
    );
    let equal = "compute=1e24..2e24&2.compute=1e24..2e24&3.role=base&3.stage=Unknown";
    expect(equal, &[("compute", 0.5), ("2.compute", 0.5)]);
    let typical = "uncertainty=typical&chip-hours=1000&peak=1e15&utilization=0.4&2.chip-hours=1000&2.peak=1e15&2.utilization=0.4";
    let stages =
        |link: &str| -> Vec<u16> { widths(&draft(link)).iter().map(|w| w.stage).collect() };
    assert_eq!(stages(&format!("data=2026-11.3&{typical}")), [1, 2]);
    // An error that both share is named once.
    assert_eq!(stages(typical), [1]);
}

/// Stages of 2 and 1 that share an error of a factor of 1.1, and the first with tokens from 1 to 4: to a
/// first order ln² 1.1 and (2/3)² × ln² 2.
#[test]
fn a_shared_error_stands_beside_the_ranges_of_stages() {
    let (error, tokens) = (squared(1.1), 4.0 / 9.0 * squared(2.0));
    expect(
        "uncertainty=typical&parameters=1000000000&tokens=1e12..4e12&2.parameters=1000000000&2.tokens=1000000000000",
        &[
            ("tokens", tokens / (tokens + error)),
            ("operations-within", error / (tokens + error)),
        ],
    );
}

/// A stage of 1% that may be ten times as large: of the log-variance of two million draws of the sum,
/// told from their 90% interval, half is its. Of the lognormal of the same mean and variance it is 83%.
#[test]
fn of_a_sum_shares_are_those_of_the_interval_that_is_shown() {
    let found = found("compute=1e24*/1.05&2.compute=1e22*/10");
    assert_eq!(found.len(), 2);
    for (_, share) in found {
        assert!((share - 0.5).abs() < 0.03, "{share}");
    }
}

/// Links have these shares in their JSON: they stay the same to the last digit.
#[test]
fn of_a_few_stages_shares_never_change() {
    let link =
        "compute=1e24..2e24&2.compute=3e23..9e23&3.parameters=70e9..80e9&3.tokens=1e12..2e12";
    let shares: Vec<f64> = found(link).into_iter().map(|(_, share)| share).collect();
    assert_eq!(
        shares,
        [0.6427523152845992, 0.2258394707137221, 0.12726577222567761]
    );
}

/// With many stages the shares are nearly those of the variances of the terms, which add up: here the ends
/// of each are a factor apart, from 1.99 for the first to 1.43 for the last.
#[test]
fn of_many_stages_shares_are_those_of_their_sum() {
    let stages = || (1..=40).map(|n| (n, 1.0 + f64::from(n) / 100.0));
    let link: String = stages()
        .map(|(n, low)| format!("&{n}.compute={low:.2}e22..2e22"))
        .collect();
    let variance = |low: f64| {
        let (median, sigma) = ((low * 2.0).sqrt(), (2.0 / low).ln() / 2.0 / 1.644_853_6);
        (median * (sigma * sigma / 2.0).exp()).powi(2) * (sigma * sigma).exp_m1()
    };
    let all: f64 = stages().map(|(_, low)| variance(low)).sum();
    let found = found(link.trim_start_matches('&'));
    assert_eq!(found.len(), 40);
    for (n, low) in stages() {
        let field = if n == 1 {
            "compute".into()
        } else {
            format!("{n}.compute")
        };
        let (_, share) = found
            .iter()
            .find(|(known, _)| *known == field)
            .expect("a share");
        let expected = variance(low) / all;
        assert!(
            (share / expected - 1.0).abs() < 0.1,
            "{field}: {share}, not {expected}"
        );
    }
    // Two stages that matter and twenty that do not; of each stage the square of the width decides.
    let small: String = (3..=22)
        .map(|n| format!("&{n}.compute=1e20..2e20"))
        .collect();
    let two =
        "parameters=70e9..140e9&tokens=1e12..4e12&2.parameters=70e9..140e9&2.tokens=1e12..4e12";
    let two = self::found(&format!("{two}{small}"));
    assert_eq!(two.len(), 4);
    for ((_, share), expected) in two.iter().zip([0.4, 0.4, 0.1, 0.1]) {
        assert!((share - expected).abs() < 0.005, "{two:?}");
    }
}

#[test]
fn what_is_exact_has_no_width() {
    expect("parameters=70e9&tokens=2e12", &[]);
    // The headline rests on the other method.
    expect(
        "parameters=70e9&tokens=2e12&time=1..2d&chips=8&peak=1e15&utilization=0.4",
        &[],
    );
    // A tenth of a per cent beside a factor of 4 is not shown.
    expect(
        "parameters=70e9..70.07e9&tokens=1e12..4e12",
        &[(
            "tokens",
            1.0 - squared(1.001) / (squared(1.001) + squared(4.0)),
        )],
    );
    // A stage without a figure leaves no total.
    expect("parameters=70e9&tokens=1e12..4e12&2.stage=Empty", &[]);
    expect("", &[]);
}

#[test]
fn every_field_has_a_name() {
    for key in Key::ALL {
        assert!(!key.phrase().is_empty() && !key.phrase().ends_with('.'));
    }
    assert_eq!(Key::Tokens.phrase(), "training tokens");
}

/// The total is as wide as its terms say.
#[test]
fn the_terms_of_a_total_are_its_stages() {
    let link = "role=base&compute=7e23..8e23&2.parameters=8e9&2.tokens=4e10..5e10&3.role=base";
    let outcome = answer(&draft(link)).outcome;
    let total = outcome.total.headline.expect("a figure").0;
    let sum: f64 = outcome.terms().iter().map(|term| term.median()).sum();
    assert_eq!(outcome.terms().len(), 2);
    assert!((total.median() / sum - 1.0).abs() < 0.01);
    assert_eq!(outcome.terms_of_base(), [Uncertain::range(7e23, 8e23)]);
    assert_eq!(outcome.terms_without_base().len(), 1);
    assert_eq!(
        answer(&draft("compute=1e24&2.stage=Empty")).outcome.terms(),
        []
    );
}

proptest! {
    #[test]
    fn shares_add_up_and_are_ranked(
        ends in proptest::collection::vec((1.0f64..1e6, 1.0f64..30.0), 6),
        headline in prop::sample::select(vec!["operations", "gpu-time", "combined"]),
    ) {
        let range = |i: usize| format!("{}..{}", ends[i].0, ends[i].0 * ends[i].1);
        let share = 0.9 / ends[5].1;
        let link = format!(
            "headline={headline}&parameters={}&tokens={}&time={}h&chips={}&peak={}&utilization={share}..0.9&2.compute=1e3",
            range(0), range(1), range(2), range(3), range(4),
        );
        let widths = widths(&draft(&link));
        let sum: f64 = widths.iter().map(|w| w.share).sum();
        prop_assert!(widths.is_empty() || (0.97..1.0 + 1e-9).contains(&sum), "{sum}: {widths:?}");
        prop_assert!(widths.is_sorted_by(|a, b| a.share >= b.share));
        prop_assert!(widths.iter().all(|w| w.share >= 0.005));
    }
}
