//! Hours as text, exactly from whole seconds and without floating point.

use crate::quantity::write::whole;

/// Seconds in an hour.
pub(super) const HOUR: u128 = 3_600;

/// Writes a fraction as a decimal, rounded to at most `places` (18 at most), with thousands in
/// groups: `1,600.5`. The denominator is a small number, and not 0.
pub(super) fn decimal(numerator: u128, denominator: u128, places: u32) -> String {
    let scale = 10_u128.pow(places.min(18));
    let denominator = denominator.max(1);
    let (mut integer, rest) = (numerator / denominator, numerator % denominator);
    let mut fraction = (rest * scale + denominator / 2) / denominator;
    if fraction == scale {
        (integer, fraction) = (integer.saturating_add(1), 0);
    }
    let mut text = whole(integer);
    if fraction > 0 {
        // The leading 1 keeps the zeros after the point.
        let digits = (scale + fraction).to_string();
        text.push('.');
        text.push_str(digits[1..].trim_end_matches('0'));
    }
    text
}

/// Writes hours for a list: two decimals, four below one hour, none from 10,000 hours.
pub(super) fn hours_for_list(seconds: u128) -> String {
    let places = match seconds / HOUR {
        0 => 4,
        1..10_000 => 2,
        _ => 0,
    };
    decimal(seconds, HOUR, places)
}

/// Writes hours for a field with thirteen digits, so that reading them back is exact to 10⁻¹².
pub(super) fn fraction_for_field(numerator: u128, denominator: u128) -> String {
    let integer = numerator / denominator.max(1);
    let places = match integer {
        // Four zeros may follow the point.
        0 => 17,
        _ => 12_u32.saturating_sub(integer.ilog10()),
    };
    decimal(numerator, denominator, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Dimension, read};

    #[test]
    fn a_fraction_is_rounded_and_its_zeros_are_left_out() {
        for (numerator, denominator, places, text) in [
            (0, 3_600, 2, "0"),
            (1, 3_600, 4, "0.0003"),
            (1, 3_600, 2, "0"),
            (1_800, 3_600, 2, "0.5"),
            (3_599, 3_600, 2, "1"),
            (3_600 * 1_234_567 + 36, 3_600, 2, "1,234,567.01"),
            (7, 0, 2, "7"),
            (
                u128::MAX,
                1,
                2,
                "340,282,366,920,938,463,463,374,607,431,768,211,455",
            ),
        ] {
            assert_eq!(decimal(numerator, denominator, places), text);
        }
        assert_eq!(hours_for_list(3_600 * 64 * 24), "1,536");
        assert_eq!(hours_for_list(100), "0.0278");
        assert_eq!(hours_for_list(5_761_800), "1,600.5");
        assert_eq!(hours_for_list(57_618_000), "16,005");
    }

    #[test]
    fn hours_in_a_field_are_read_back_exactly() {
        let mut seconds: u128 = 1;
        while seconds < 10_u128.pow(33) {
            let text = fraction_for_field(seconds, HOUR * 8);
            let value = read(&text, Dimension::ChipHours).map(|hours| hours.median());
            let right = seconds as f64 / 28_800.0;
            assert!(
                value
                    .as_ref()
                    .is_ok_and(|value| (value / right - 1.0).abs() < 1e-12),
                "{seconds} s, “{text}”: {value:?}, not {right}"
            );
            seconds = seconds * 7 / 3 + 1;
        }
        assert_eq!(fraction_for_field(5_761_800, HOUR), "1,600.5");
    }
}
