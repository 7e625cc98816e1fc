//! Numbers for machines and for fields: every digit, or as short as they can be typed.

use super::{plain, round, unit_for};
use crate::quantity::Dimension;

/// Writes a value for machines: the shortest text that reads back to the same double.
pub fn exact(value: f64) -> String {
    let (digits, exponent) = shortest(value);
    spelled(&digits, exponent)
}

/// Writes a value for a field in this many significant digits, as short as it can be typed.
pub fn rounded(value: f64, keep: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let (mut digits, mut exponent) = shortest(value);
    exponent += i32::from(round(&mut digits, keep));
    spelled(&digits, exponent)
}

/// Writes a value as one would type it into a field of this dimension: in four significant digits, and
/// a time in the unit in which it reads well.
pub fn entry(value: f64, dimension: Dimension) -> String {
    let (divisor, unit) = match dimension {
        Dimension::Time => {
            let (divisor, _, unit) = unit_for(value, dimension);
            (divisor, unit)
        }
        _ => (1.0, ""),
    };
    rounded(value / divisor, 4) + unit
}

fn spelled(digits: &[u8], exponent: i32) -> String {
    if (-3..6).contains(&exponent) {
        return plain(digits, exponent).replace(',', "");
    }
    format!("{}e{exponent}", pointed(digits))
}

/// Writes decimal digits with a point after the first.
pub(in crate::quantity) fn pointed(digits: &[u8]) -> String {
    let mut text = String::new();
    for (place, digit) in digits.iter().enumerate() {
        if place == 1 {
            text.push('.');
        }
        text.push(char::from(*digit));
    }
    text
}

/// Returns the fewest decimal digits that read back to the same double, the first of them standing for
/// 10^exponent. The value is not negative: no figure of ours is.
pub(in crate::quantity) fn shortest(value: f64) -> (Vec<u8>, i32) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format(value.abs());
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut exponent = exponent.parse().unwrap_or(0) + whole.len() as i32 - 1;
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let zeros = digits.iter().take_while(|d| **d == b'0').count();
    digits.drain(..zeros.min(digits.len().saturating_sub(1)));
    exponent -= zeros as i32;
    while digits.len() > 1 && digits.last() == Some(&b'0') {
        digits.pop();
    }
    (digits, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_read_back_the_same_double() {
        for value in [0.33, 1e24, 6.02214076e23, 1e-9, 5.5, 123_456.789, f64::MAX] {
            assert_eq!(exact(value).parse(), Ok(value));
        }
    }
}
