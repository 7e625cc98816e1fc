//! Numbers with as many digits as a calculation by hand needs, as people write them.

use super::Uncertain;
use super::write::{plain, pointed, round, shortest, superscript};

/// Digits of numbers that nobody typed, such as the median of a range, which is a root.
const DIGITS: usize = 6;

/// A calculation needs fewer digits than this.
const MOST_DIGITS: usize = 15;

/// Writes a value in every digit that was typed, and the median of a range in six: `1,720,320`, `7.5 ×
/// 10⁸`, `5.47723`.
pub fn full(value: Uncertain) -> String {
    write_moved(value, 0)
}

/// Writes a share as a percentage, in as many digits as [`full`]: `46.2%`.
pub fn percent(share: Uncertain) -> String {
    write_moved(share, 2) + "%"
}

/// Writes a value in this many significant digits.
pub fn digits(value: f64, keep: usize) -> String {
    write_number(value, 0, keep)
}

/// Writes a value in exactly two significant digits, as Annex A of the Commission’s guidelines asks,
/// with a zero if need be: `1.8 × 10²³`, `1.0 × 10²³`. Rounds half up.
pub fn two_figures(value: f64) -> String {
    figures(value, 2)
}

/// Writes a value in exactly this many significant digits, at least two, with zeros at the end if need be: `1.080 × 10²³`.
pub fn figures(value: f64, keep: usize) -> String {
    if !value.is_normal() {
        return "–".into();
    }
    let (mut digits, mut exponent) = shortest(value);
    exponent += i32::from(round(&mut digits, keep));
    let digit = |at: usize| char::from(*digits.get(at).unwrap_or(&b'0'));
    let rest: String = (1..keep).map(digit).collect();
    format!("{}.{rest} × 10{}", digit(0), superscript(exponent))
}

/// Counts the significant digits of a number.
pub fn count(value: f64) -> usize {
    shortest(value).0.len()
}

fn write_moved(value: Uncertain, power: i32) -> String {
    let keep = if value.is_range() {
        DIGITS
    } else {
        MOST_DIGITS
    };
    write_number(value.median(), power, keep)
}

fn write_number(value: f64, power: i32, keep: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if !value.is_finite() {
        return "–".into();
    }
    let (mut digits, mut exponent) = shortest(value);
    exponent += power + i32::from(round(&mut digits, keep));
    // 1.2 × 10⁶ is shorter than 1,200,000, but 1,720,320 has no shorter form.
    let is_plain = match exponent {
        -3..6 => true,
        // The median of a range is not more exact with more digits.
        6..15 => digits.len() > 4 && keep > DIGITS,
        _ => false,
    };
    if is_plain {
        return plain(&digits, exponent);
    }
    format!("{} × 10{}", pointed(&digits), superscript(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_that_was_typed_is_lost() {
        for (value, text) in [
            (7.5e8, "7.5 × 10⁸"),
            (1.2e6, "1.2 × 10⁶"),
            (1_720_320.0, "1,720,320"),
            (124_439_808.0, "124,439,808"),
            (175e9, "1.75 × 10¹¹"),
            (0.462, "0.462"),
            (989.4e12, "9.894 × 10¹⁴"),
            (1e-5, "1 × 10⁻⁵"),
            (0.0, "0"),
        ] {
            assert_eq!(full(Uncertain::point(value)), text);
        }
        assert_eq!(full(Uncertain::range(5.0, 6.0)), "5.47723");
        assert_eq!(full(Uncertain::range(4e10, 6e10)), "4.89898 × 10¹⁰");
        assert_eq!(percent(Uncertain::point(0.33)), "33%");
        assert_eq!(percent(Uncertain::point(0.4042)), "40.42%");
        assert_eq!(percent(Uncertain::range(0.3, 0.4)), "34.641%");
        assert_eq!(digits(2.0f64.sqrt() * 1e20, 6), "1.41421 × 10²⁰");
    }

    #[test]
    fn two_figures_are_two_and_rounded() {
        for (value, text) in [
            (7.524e22, "7.5 × 10²²"),
            (1.08e23, "1.1 × 10²³"),
            (1.6632e23, "1.7 × 10²³"),
            (1.560624e23, "1.6 × 10²³"),
            (6.58674e23, "6.6 × 10²³"),
            (1e23, "1.0 × 10²³"),
            (9.96e24, "1.0 × 10²⁵"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(two_figures(value), text);
        }
    }
}
