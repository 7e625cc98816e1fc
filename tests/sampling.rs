//! Sums of ranges: against plain sampling, against what is known in closed form, and what must hold
//! for any values.

// Held against a tolerance.
#![allow(clippy::disallowed_methods)]

use petaday::answer::answer;
use petaday::draft::link;
use petaday::quantity::Uncertain;
use petaday::quantity::sampling::{Draws, Sample, share_above_part, sum};
use proptest::num::f64::ANY;
use proptest::prelude::*;

/// A value known up to a factor.
fn about(median: f64, factor: f64) -> Uncertain {
    Uncertain::range(median / factor, median * factor)
}

fn point(value: f64) -> Uncertain {
    Uncertain::point(value)
}

fn parts(value: Uncertain) -> [f64; 3] {
    [value.low(), value.median(), value.high()]
}

fn bits(value: Uncertain) -> [u64; 3] {
    parts(value).map(f64::to_bits)
}

/// Normal deviates, two at a time (Box and Muller 1958), from SplitMix64 (Steele, Lea and Flood
/// 2014).
struct Normal(u64);

impl Normal {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn two(&mut self) -> [f64; 2] {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        let (sin, cos) = (std::f64::consts::TAU * self.uniform()).sin_cos();
        [radius * sin, radius * cos]
    }
}

/// The percentiles of the sum are within 1% of those of millions of plain draws: less of them
/// lie below 99% of ours, and more below 101%.
#[track_caller]
fn is_as_drawn(values: &[Uncertain], millions: usize) {
    let ours = parts(sum(values));
    let sigma = |from: f64, to: f64| (to / from).ln() / 1.644_853_626_951_472_2;
    let terms: Vec<[f64; 3]> = values
        .iter()
        .map(|v| {
            let below = sigma(v.low(), v.median());
            [v.median(), below, sigma(v.median(), v.high())]
        })
        .collect();
    let mut normal = Normal(7);
    let mut counts = [[0u32; 2]; 3];
    for _ in 0..millions * 500_000 {
        let mut sums = [0.0; 2];
        for [median, below, above] in &terms {
            if *above == 0.0 {
                sums = sums.map(|sum| sum + median);
                continue;
            }
            let two = normal.two();
            for side in 0..2 {
                let z = two[side];
                sums[side] += median * (z * if z < 0.0 { *below } else { *above }).exp();
            }
        }
        for (count, percentile) in counts.iter_mut().zip(ours) {
            for sum in sums {
                count[0] += u32::from(sum < 0.99 * percentile);
                count[1] += u32::from(sum < 1.01 * percentile);
            }
        }
    }
    for (count, share) in counts.into_iter().zip([0.05, 0.5, 0.95]) {
        let [less, more] = count.map(|count| f64::from(count) / (millions * 1_000_000) as f64);
        assert!(
            less < share && share < more,
            "{ours:?}: {less} to {more} for {share}"
        );
    }
}

#[test]
fn two_very_wide_ranges_are_as_ten_million_draws() {
    is_as_drawn(&[about(1.0, 10.0); 2], 10);
}

#[test]
fn unequal_and_very_wide_ranges_are_as_drawn() {
    is_as_drawn(&[about(1.0, 10.0), about(0.1, 10.0)], 3);
    is_as_drawn(&[about(3.0, 10.0), about(10.0, 1.3)], 3);
}

#[test]
fn narrow_ranges_are_as_drawn() {
    is_as_drawn(&[about(1.0, 1.1); 2], 1);
    is_as_drawn(&[about(1.0, 1.1), about(100.0, 1.1), about(3.0, 1.1)], 1);
    is_as_drawn(&[about(1.0, 1.1); 20], 1);
}

#[test]
fn typical_ranges_are_as_drawn() {
    is_as_drawn(&[about(1.0, 2.0); 2], 2);
    is_as_drawn(&[about(1.0, 2.0), about(0.3, 2.0), about(0.1, 3.0)], 2);
    is_as_drawn(&[1.0, 0.5, 0.25, 0.125, 0.0625].map(|m| about(m, 2.0)), 1);
}

#[test]
fn twenty_ranges_and_ranges_among_points_are_as_drawn() {
    is_as_drawn(&[about(1.0, 2.0); 20], 1);
    let unequal: Vec<Uncertain> = (0..20).map(|n| about(0.7f64.powi(n), 2.0)).collect();
    is_as_drawn(&unequal, 1);
    let mixed = [point(2.0), about(1.0, 2.0), point(0.5), about(3.0, 4.0)];
    is_as_drawn(&mixed, 2);
}

#[test]
fn ranges_that_are_skew_in_the_logarithm_are_as_drawn() {
    let skew = [
        Uncertain::from_parts(0.5, 1.0, 3.0).expect("a value"),
        about(2.0, 1.5).plus_one(),
        about(0.7, 3.0),
    ];
    is_as_drawn(&skew, 2);
}

#[test]
fn points_sum_as_numbers_do() {
    assert_eq!(sum(&[]), point(0.0));
    assert_eq!(sum(&[point(4.0), point(9.0)]), point(13.0));
    // From the first to the last.
    assert_eq!(sum(&[0.1, 0.2, 0.3].map(point)), point(0.1 + 0.2 + 0.3));
    let draws = Draws::of(&[point(4.0), point(9.0)]);
    assert_eq!([0.01, 0.5, 0.99].map(|p| draws.quantile(p)), [13.0; 3]);
    assert_eq!(
        [12.9, 13.0, 13.1].map(|x| draws.share_above(x)),
        [1.0, 0.0, 0.0]
    );
}

#[test]
fn one_range_is_moved_exactly() {
    let skew = Uncertain::from_parts(0.5, 1.0, 3.0).expect("a value");
    assert_eq!(sum(&[skew]), skew);
    let moved = Uncertain::from_parts(10.5, 11.0, 13.0).expect("a value");
    assert_eq!(sum(&[point(4.0), skew, point(6.0)]), moved);
}

/// Shares of a standard normal distribution above 0, 1, 2 and −1 standard deviations.
#[test]
fn of_one_range_shares_and_percentiles_are_those_of_the_lognormal() {
    let value = about(5.0, 4.0);
    let draws = Draws::of(&[point(2.0), value]);
    for (deviations, share) in [
        (0.0, 0.5),
        (1.0, 0.158_655_253_931_457_05),
        (2.0, 0.022_750_131_948_179_21),
        (-1.0, 0.841_344_746_068_542_9),
    ] {
        let number = 2.0 + 5.0 * (deviations * value.sigma()).exp();
        let found = draws.share_above(number);
        assert!((found / share - 1.0).abs() < 1e-12, "{found} for {share}");
        let back = draws.quantile(1.0 - share);
        assert!((back / number - 1.0).abs() < 1e-8, "{back} for {number}");
    }
    assert_eq!(draws.share_above(2.0), 1.0);
    assert_eq!(draws.share_above(f64::INFINITY), 0.0);
    assert!((draws.share_above(value.high() + 2.0) - 0.05).abs() < 1e-12);
}

/// A sum of narrow ranges is nearly normal: its median is its mean, and its relative width falls
/// with the root of their number.
#[test]
fn many_narrow_ranges_near_a_normal_distribution() {
    let term = about(1.0, 1.01);
    let total = sum(&[term; 16]);
    let mean = (term.variance() / 2.0).exp();
    assert!((total.median() / (16.0 * mean) - 1.0).abs() < 1e-5);
    let width = (total.high() - total.low()) / (2.0 * 16.0 * 1.01f64.ln());
    assert!((width - 0.25).abs() < 0.005, "{width}");
}

#[test]
fn what_is_drawn_and_what_is_summed_are_one() {
    let lists = [
        vec![point(3.0)],
        vec![point(3.0), about(1.0, 2.0)],
        vec![point(0.1), about(1.0, 2.0), about(3e5, 10.0)],
        vec![about(7e299, 1.5); 20],
    ];
    for values in lists {
        let draws = Draws::of(&values);
        let percentiles = [0.05, 0.5, 0.95].map(|share| draws.quantile(share));
        assert_eq!(percentiles, parts(sum(&values)), "{values:?}");
        if values.len() > 2 {
            for share in [0.05, 0.3, 0.5, 0.95] {
                let above = draws.share_above(draws.quantile(share));
                assert!((above - (1.0 - share)).abs() < 2e-4, "{above} for {share}");
            }
        }
    }
}

/// The lognormal of the same mean and variance (Fenton 1960) is good where ranges are narrow. Where
/// they are wide, or a wide one is added to a narrow one, it is another distribution, whose 5th
/// percentile is far too low.
#[test]
fn the_lognormal_of_the_same_moments_is_near_for_narrow_ranges_only() {
    let off = |values: &[Uncertain]| {
        let (drawn, fenton) = (parts(sum(values)), parts(Uncertain::sum(values)));
        [0, 1, 2].map(|n| (fenton[n] / drawn[n] - 1.0) * 100.0)
    };
    for narrow in [
        vec![about(1.0, 1.1); 3],
        vec![about(1.0, 1.2), about(5.0, 1.3)],
        vec![about(1.0, 1.3); 20],
    ] {
        let off = off(&narrow);
        assert!(off.iter().all(|part| part.abs() < 1.0), "{off:?} %");
    }
    let near = |off: [f64; 3], percent: [f64; 3]| {
        let is_near = off.iter().zip(percent).all(|(a, b)| (a - b).abs() < 1.0);
        assert!(is_near, "{off:?} % and not {percent:?} %");
    };
    near(off(&[about(1.0, 2.0); 3]), [-0.4, 0.1, -0.4]);
    near(off(&[about(1.0, 4.0); 3]), [-5.0, 0.0, 1.0]);
    near(off(&[about(1.0, 10.0); 2]), [-25.3, -6.6, 5.2]);
    near(
        off(&[about(10.0, 1.3), about(3.0, 10.0)]),
        [-68.9, -9.5, 30.6],
    );
}

/// The total of an estimate, by either method and as a headline.
#[test]
fn stages_with_ranges_are_summed_by_drawing() {
    let first = "v=1&forward=1..100_GFLOP&examples=1M&time=5..6d&chips=2&peak=1T&utilization=0.3";
    let second =
        "2.forward=2..300_GFLOP&2.examples=1M&2.time=9d&2.chips=2&2.peak=1T&2.utilization=0.2..0.5";
    let outcome = answer(&link::decode(&format!("{first}&{second}")).draft).outcome;
    let stages = outcome.stages.iter().map(|stage| stage.figures.operations);
    let operations: Vec<Uncertain> = stages.map(|known| known.expect("known").flop.0).collect();
    let total = outcome.total.operations.expect("known").flop.0;
    assert_eq!(bits(total), bits(sum(&operations)));
    assert_ne!(bits(total), bits(Uncertain::sum(&operations)));
    assert_eq!(outcome.total.headline.expect("known").0.0, total);
    // One of the two is certain: the other is moved.
    let hours = outcome.total.chip_hours.expect("known");
    assert_eq!(parts(hours.0)[0], (5.0 + 9.0) * 48.0);
    assert_eq!(parts(hours.0)[2], (6.0 + 9.0) * 48.0);
}

/// Any other platform must find these bits too.
#[test]
fn a_sum_has_the_same_bits_everywhere() {
    let values = [about(1e24, 2.0), about(3e23, 1.3), about(5e22, 5.0)];
    assert_eq!(
        bits(sum(&values)),
        [
            4_964_863_487_058_550_511,
            4_968_132_640_519_876_328,
            4_971_921_224_399_781_133
        ]
    );
}

/// Ordinary values from 1e-300 to 1e300, up to a factor of 1e5, or points.
fn any_value() -> impl Strategy<Value = Uncertain> {
    (-295.0..295.0f64, 0.0..5.0f64, any::<bool>()).prop_map(|(median, factor, is_point)| {
        let factor = if is_point { 0.0 } else { factor };
        about(10f64.powf(median), 10f64.powf(factor))
    })
}

/// Values of which each matters.
fn like_values() -> impl Strategy<Value = Vec<Uncertain>> {
    let value = (0.1..10.0f64, 1.0..8.0f64).prop_map(|(median, factor)| about(median, factor));
    prop::collection::vec(value, 2..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn percentiles_are_in_order_and_no_less_than_those_of_a_term(
        values in prop::collection::vec(any_value(), 1..8),
    ) {
        let total = sum(&values);
        prop_assert!(total.is_positive_and_finite());
        prop_assert!(total.low() <= total.median() && total.median() <= total.high());
        let largest = values.iter().map(|value| value.low()).fold(0.0, f64::max);
        // The approximation of deviates is good to nine digits of a factor.
        prop_assert!(total.low() >= largest * (1.0 - 1e-8), "{total:?}");
    }

    #[test]
    fn a_power_of_two_scales_a_sum_exactly(values in like_values(), exponent in -60..60i32) {
        let by = 2f64.powi(exponent);
        let scaled: Vec<Uncertain> = values.iter().map(|value| value.scaled(by)).collect();
        prop_assert_eq!(bits(sum(&scaled)), bits(sum(&values).scaled(by)));
    }

    #[test]
    fn the_order_of_ranges_makes_no_difference(values in like_values()) {
        let mut turned = values.clone();
        turned.reverse();
        prop_assert_eq!(bits(sum(&turned)), bits(sum(&values)));
        prop_assert_eq!(bits(sum(&values)), bits(sum(&values)));
        turned.rotate_left(1);
        prop_assert_eq!(bits(sum(&turned)), bits(sum(&values)));
    }

    /// Whatever the bits: values that no reader gives, and questions that make no sense.
    #[test]
    fn nothing_panics(
        numbers in prop::collection::vec((ANY, ANY, ANY), 0..5),
        question in ANY,
    ) {
        let value = |(a, b, c): &(f64, f64, f64)| {
            let (a, b) = (a.abs(), b.abs());
            Uncertain::range(a.min(b), a.max(b)).scaled(*c)
        };
        let values: Vec<Uncertain> = numbers.iter().map(value).collect();
        sum(&values);
        let draws = Draws::of(&values);
        draws.quantile(question);
        draws.share_above(question);
    }
}

/// Two million random draws of 2e23 */ 1.3 + 2e22 */ 20 over 1e24 */ 1.2 have 17.0% above a third, those of
/// 1e23 */ 2 + 1e23 */ 10 over 1e24 */ 3 have 36.1%. Two lognormals have a closed form.
#[test]
fn a_sum_over_another_is_above_a_part_of_it_as_often_as_random_draws_are() {
    let around = |median: f64, factor: f64| Uncertain::range(median / factor, median * factor);
    for (sum, of, share) in [
        (
            vec![around(2e23, 1.3), around(2e22, 20.0)],
            around(1e24, 1.2),
            0.170_5,
        ),
        (
            vec![around(1e23, 2.0), around(1e23, 10.0)],
            around(1e24, 3.0),
            0.360_9,
        ),
        (vec![around(2.8e23, 1.5)], around(1e24, 2.0), 0.360_5),
        (vec![Uncertain::point(1e23)], Uncertain::point(3.1e23), 0.0),
        (vec![Uncertain::point(1e23)], Uncertain::point(2.9e23), 1.0),
    ] {
        let is = share_above_part(&Sample::of(&sum), 1.0 / 3.0, &Sample::of(&[of]));
        let apart = (is - share).abs();
        assert!(apart < 0.005, "{is} is not {share}");
    }
}
