//! Numbers as text: three significant digits for people, every digit for machines.

use super::{Dimension, Uncertain};

/// For people: whole numbers below a million in full (`16,384`), everything else in three
/// significant digits, with a real exponent where there are many zeros: `4.86 × 10¹⁷`, `0.00563`.
pub fn people(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if !value.is_finite() {
        // No figure of ours is; should one slip through, it is not shown as a number.
        return "–".into();
    }
    if value.fract() == 0.0 && value.abs() < 1e6 {
        return grouped(value);
    }
    // Rust rounds to the nearest and tells the exponent that results: 9.996 becomes 1.00e1.
    // The nudge lets a tie that binary arithmetic has put a hair low, 0.005625, round up as it
    // does by hand.
    let rounded = format!("{:.2e}", value * (1.0 + 1e-13));
    let (digits, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-3..4).contains(&exponent) {
        let plain: f64 = rounded.parse().unwrap_or(value);
        return if exponent >= 2 {
            grouped(plain)
        } else {
            trimmed(&format!("{plain:.*}", (2 - exponent) as usize)).into()
        };
    }
    format!("{} × 10{}", trimmed(digits), superscript(exponent))
}

/// A value or a range, for people: `5 to 6`.
pub fn people_range(value: Uncertain) -> String {
    if value.is_range() {
        format!("{} to {}", people(value.low()), people(value.high()))
    } else {
        people(value.median())
    }
}

/// What a screen reader should say for a number written for people: raised digits are often
/// left out, so `4.86 × 10¹⁷` becomes `4.86 times 10 to the power of 17`.
pub fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 24);
    let mut raised = false;
    for c in text.chars() {
        let digit = SUPERSCRIPTS.iter().position(|s| *s == c);
        if (digit.is_some() || c == '⁻') && !raised {
            out.push_str(" to the power of ");
            raised = true;
        }
        match digit {
            Some(digit) => out.push_str(&digit.to_string()),
            None if c == '⁻' => out.push_str("minus "),
            None => {
                raised = false;
                match c {
                    '×' => out.push_str("times"),
                    c => out.push(c),
                }
            }
        }
    }
    out
}

/// A share as a percentage, for people: `33%`.
pub fn percent(share: f64) -> String {
    format!("{}%", people(round_noise(share * 100.0)))
}

/// What was read from a field, with its unit: `1.75 × 10¹¹`, `5.48 d (5 to 6)`.
pub fn reading(value: Uncertain, dimension: Dimension) -> String {
    let (divisor, unit) = unit_for(value.median(), dimension);
    let shown = |v: f64| people(round_noise(v / divisor));
    if value.is_range() {
        format!(
            "{}{unit}, 90% range {} to {}{unit}",
            shown(value.median()),
            shown(value.low()),
            shown(value.high())
        )
    } else {
        format!("{}{unit}", shown(value.median()))
    }
}

/// The unit in which a value of this size reads well: how many base units it is, and its name.
fn unit_for(value: f64, dimension: Dimension) -> (f64, &'static str) {
    match dimension {
        Dimension::Time if value < 60.0 => (1.0, " s"),
        Dimension::Time if value < 3600.0 => (60.0, " min"),
        Dimension::Time if value < 86_400.0 => (3600.0, " h"),
        Dimension::Time => (86_400.0, " d"),
        Dimension::Speed if value < 1e12 => (1e9, " GFLOP/s"),
        Dimension::Speed if value < 1e15 => (1e12, " TFLOP/s"),
        Dimension::Speed => (1e15, " PFLOP/s"),
        Dimension::Operations => (1.0, " FLOP"),
        Dimension::ChipHours => (1.0, " chip-hours"),
        Dimension::Share => (0.01, "%"),
        Dimension::MultiplyAdds | Dimension::Ratio | Dimension::Count(_) => (1.0, ""),
    }
}

/// For machines: the shortest text that reads back to the same double.
pub fn exact(value: f64) -> String {
    if (1e-3..1e6).contains(&value) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// 0.33 × 100 is 33.000000000000004: twelve digits are more than anyone typed.
fn round_noise(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}

fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::from(if value < 0.0 { "−" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    }
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

fn superscript(exponent: i32) -> String {
    let digits = exponent.to_string();
    digits
        .chars()
        .map(|c| c.to_digit(10).map_or('⁻', |d| SUPERSCRIPTS[d as usize]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_three_digits_and_real_exponents() {
        for (value, text) in [
            (4.86e17, "4.86 × 10¹⁷"),
            (175e9, "1.75 × 10¹¹"),
            (7.5e8, "7.5 × 10⁸"),
            (0.005625, "0.00563"),
            (2.7e-5, "2.7 × 10⁻⁵"),
            (50.0, "50"),
            (16_384.0, "16,384"),
            (370_000.0, "370,000"),
            (1_720_320.0, "1.72 × 10⁶"),
            (263.3, "263"),
            (999.6, "1,000"),
            (9_996.5, "1 × 10⁴"),
            (1_234.5, "1,230"),
            (0.333, "0.333"),
            (5.4772, "5.48"),
            (99.96, "100"),
            (9.996, "10"),
            (0.0, "0"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(people(value), text, "{value}");
        }
    }

    #[test]
    fn readings_carry_their_unit() {
        let time = Uncertain::range(5.0 * 86_400.0, 6.0 * 86_400.0);
        assert_eq!(reading(time, Dimension::Time), "5.48 d, 90% range 5 to 6 d");
        assert_eq!(
            reading(Uncertain::point(312e12), Dimension::Speed),
            "312 TFLOP/s"
        );
        assert_eq!(reading(Uncertain::point(0.33), Dimension::Share), "33%");
        assert_eq!(percent(0.33), "33%");
    }

    #[test]
    fn a_screen_reader_hears_the_exponent() {
        assert_eq!(
            spoken("4.86 × 10¹⁷ FLOP"),
            "4.86 times 10 to the power of 17 FLOP"
        );
        assert_eq!(spoken("2.7 × 10⁻⁵"), "2.7 times 10 to the power of minus 5");
        assert_eq!(spoken("0.00563"), "0.00563");
    }

    #[test]
    fn machines_read_back_the_same_double() {
        for value in [0.33, 1e24, 6.02214076e23, 1e-9, 5.5, 123_456.789, f64::MAX] {
            assert_eq!(exact(value).parse(), Ok(value));
        }
    }
}
