//! Ranges as text.

use super::{DIGITS, people, percent, shifted, unit_for};
use crate::quantity::{Dimension, Uncertain};

/// Writes a value or a range for people: `5 to 6`. It has more than three digits if the ends would look
/// the same in three.
pub fn people_range(value: Uncertain) -> String {
    match ends(value, &|end, keep| shifted(end, 0, false, keep)) {
        Some((low, high)) => format!("{low} to {high}"),
        None => people(value.median()),
    }
}

/// Writes a range in as few characters as possible: `5.28–5.67 × 10²³`.
pub fn short_range(value: Uncertain) -> String {
    let Some((low, high)) = ends(value, &|end, keep| shifted(end, 0, false, keep)) else {
        return people(value.median());
    };
    match (low.split_once(" × "), high.split_once(" × ")) {
        (Some((digits, power)), Some((_, other))) if power == other => format!("{digits}–{high}"),
        _ => format!("{low} – {high}"),
    }
}

/// Writes a value with its unit, and its range in brackets: `8.98 d (7.92–10.2)`.
pub fn brief(value: Uncertain, dimension: Dimension) -> String {
    let (divisor, power, unit) = unit_for(value.median(), dimension);
    let shown = |value: f64, keep| shifted(value / divisor, power, true, keep);
    let median = shown(value.median(), DIGITS);
    match ends(value, &shown) {
        Some((low, high)) => format!("{median}{unit} ({low}–{high})"),
        None => format!("{median}{unit}"),
    }
}

/// Below this factor, a percentage says more.
const NARROW: f64 = 1.05;

/// Writes a range by factors of its median: `×/÷ 1.8`, or `± 3%` if it is that narrow.
pub fn around(value: Uncertain) -> String {
    let [up, down] = [value.high() / value.median(), value.median() / value.low()];
    let (shown_up, shown_down) = (people(up), people(down));
    match (shown_up == shown_down, up < NARROW && down < NARROW) {
        (true, true) => format!("± {}", percent(up - 1.0)),
        (false, true) => format!("−{} to +{}", percent(1.0 - 1.0 / down), percent(up - 1.0)),
        (true, false) => format!("×/÷ {shown_up}"),
        (false, _) => format!("÷ {shown_down} to × {shown_up}"),
    }
}

/// Writes the ends of a range in as many digits as tell them apart; none if there is no range.
pub(super) fn ends(
    value: Uncertain,
    shown: &dyn Fn(f64, usize) -> String,
) -> Option<(String, String)> {
    let digits = (DIGITS..9).filter(|_| value.is_range());
    let both = |keep| (shown(value.low(), keep), shown(value.high(), keep));
    digits.map(both).find(|(low, high)| low != high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_a_range_reaches() {
        let around = |low, median, high| {
            Uncertain::from_parts(low, median, high).map_or(String::new(), around)
        };
        assert_eq!(around(2.0, 4.0, 8.0), "×/÷ 2");
        assert_eq!(around(1.0, 2.0, 8.0), "÷ 2 to × 4");
        assert_eq!(around(0.99, 1.0, 1.02), "−1% to +2%");
        assert_eq!(around(0.996, 1.0, 1.004), "± 0.4%");
    }

    #[test]
    fn a_narrow_range_has_the_digits_in_which_it_is_one() {
        let range = |low, high| people_range(Uncertain::range(low, high));
        assert_eq!(range(7.2e23, 7.4e23), "7.2 × 10²³ to 7.4 × 10²³");
        assert_eq!(range(7.2001e23, 7.2009e23), "7.2 × 10²³ to 7.201 × 10²³");
        assert_eq!(range(1.0, 1.0 + 1e-12), "1");
    }

    #[test]
    fn a_range_in_brackets_has_the_unit_once() {
        let days = |low: f64, high: f64| Uncertain::range(low * 86_400.0, high * 86_400.0);
        let brief = |value| brief(value, Dimension::Time);
        assert_eq!(brief(days(7.92, 10.2)), "8.99 d (7.92–10.2)");
        assert_eq!(brief(days(9.0, 9.0)), "9 d");
    }

    #[test]
    fn a_short_range_says_a_shared_power_once() {
        let short = |low, high| short_range(Uncertain::range(low, high));
        assert_eq!(short(5.28e23, 5.67e23), "5.28–5.67 × 10²³");
        assert_eq!(short(9e22, 2e23), "9 × 10²² – 2 × 10²³");
        assert_eq!(short(30.0, 40.0), "30 – 40");
        assert_eq!(short_range(Uncertain::point(5e23)), "5 × 10²³");
    }
}
