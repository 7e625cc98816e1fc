//! Quantiles of Student’s t distribution, for intervals of a slope.

/// Returns the deviate that this share of the distribution lies within, on both sides of 0: 1.96 for 95% of
/// many degrees of freedom.
pub(super) fn within(share: f64, freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while share_within(high, freedom) < share && high < 1e9 {
        high *= 2.0;
    }
    // Each step halves the interval; after 100 it is one double.
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        match share_within(middle, freedom) < share {
            true => low = middle,
            false => high = middle,
        }
    }
    (low + high) / 2.0
}

/// Returns the share of the distribution between −t and t.
fn share_within(t: f64, freedom: f64) -> f64 {
    1.0 - incomplete_beta(freedom / (freedom + t * t), freedom / 2.0, 0.5)
}

/// Returns the regularized incomplete beta function, by its continued fraction (Press et al., Numerical Recipes,
/// section 6.4).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let beta = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    let front = libm::exp(beta + a * libm::log(x) + b * libm::log1p(-x));
    match x < (a + 1.0) / (a + b + 2.0) {
        true => front * fraction(x, a, b) / a,
        false => 1.0 - front * fraction(1.0 - x, b, a) / b,
    }
}

/// Returns the continued fraction by Lentz’s method.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            change = d * c;
            result *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // Abramowitz and Stegun, table 26.10, and the normal distribution.
        for (share, freedom, t) in [
            (0.9, 1.0, 6.313_751_5),
            (0.95, 5.0, 2.570_581_8),
            (0.9, 13.0, 1.770_933_4),
            (0.95, 60.0, 2.000_297_8),
            (0.99, 10.0, 3.169_272_7),
            (0.95, 1e6, 1.959_966),
        ] {
            let found = within(share, freedom);
            assert!((found - t).abs() < 2e-6, "{share} of {freedom}: {found}");
        }
    }
}
