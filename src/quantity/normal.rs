//! The standard normal distribution.

/// The 95th percentile: a 90% interval reaches this many standard deviations to either side of the
/// median.
pub(crate) const Z_95: f64 = 1.644_853_626_951_472_2;

/// Returns the deviate below which this share of the distribution lies, to 1.15e-9 of it (Acklam 2003,
/// "An algorithm for computing the inverse normal cumulative distribution function").
pub(super) fn quantile(share: f64) -> f64 {
    const MIDDLE: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const UNDER_MIDDLE: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const TAIL: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const UNDER_TAIL: [f64; 6] = [
        0.0,
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    let polynomial = |of: &[f64; 6], x: f64| of.iter().fold(0.0, |sum, term| sum * x + term);
    if share > 0.5 {
        -quantile(1.0 - share)
    } else if share < 0.02425 {
        let x = (-2.0 * libm::log(share)).sqrt();
        polynomial(&TAIL, x) / polynomial(&UNDER_TAIL, x)
    } else {
        let x = share - 0.5;
        x * polynomial(&MIDDLE, x * x) / polynomial(&UNDER_MIDDLE, x * x)
    }
}

/// Returns the share of the distribution above a deviate.
pub(super) fn share_above(deviate: f64) -> f64 {
    libm::erfc(deviate * std::f64::consts::FRAC_1_SQRT_2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_above_a_quantile_is_the_rest() {
        assert!((quantile(0.95) / Z_95 - 1.0).abs() < 2e-9);
        assert_eq!(quantile(0.5), 0.0);
        for n in 1..10_000 {
            let share = f64::from(n) / 10_000.0;
            let rest = share_above(quantile(share));
            assert!((rest / (1.0 - share) - 1.0).abs() < 2e-8, "{share}: {rest}");
            assert_eq!(quantile(1.0 - (1.0 - share)), -quantile(1.0 - share));
        }
    }
}
