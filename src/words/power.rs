//! Powers of ten in words: `10²⁵`.

use crate::quantity::write;

/// Returns a power of ten, to within a few last bits. Smaller than libm’s, which any exponent may be given to.
pub fn ten_to(exponent: i32) -> f64 {
    let power = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { 1.0 / power } else { power }
}

/// Writes a power of ten: `10²⁴`.
pub fn power(exponent: i32) -> String {
    let text = write::people(ten_to(exponent));
    text.strip_prefix("1 × ").map_or(text.clone(), String::from)
}

/// Writes a power of ten as `10²⁵`, and other figures as `3 × 10²⁴`.
pub fn round_figure(figure: f64) -> String {
    let text = write::people(figure);
    let exponent = libm::log10(figure).round() as i32;
    match text == write::people(ten_to(exponent)) {
        true => power(exponent),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_of_ten_has_no_factor() {
        assert_eq!(round_figure(1e25), "10²⁵");
        assert_eq!(round_figure(3e24), "3 × 10²⁴");
        assert_eq!(power(3), write::people(1000.0));
    }
}
