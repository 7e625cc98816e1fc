//! Figures with fractions, as in logs: `5,361.6`, `1.249e+03`, `22.8K`.

use super::number::{decimal, exponent};

/// A figure, and the text after it.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) value: f64,
    /// The value of one in its last digit.
    pub(super) unit: f64,
    pub(super) rest: &'a str,
}

/// Reads the figure that a text begins with, after signs between words and figure: Megatron’s list
/// of arguments has a row of points. Shortened figures have a letter for thousands.
pub(super) fn figure(text: &str, is_shortened: bool) -> Option<Figure<'_>> {
    let text = text.trim_start_matches([' ', ':', '=', '\'', '"', '(', '.']);
    let (digits, places, rest) = decimal(text)?;
    let (mut power, mut rest) = exponent(rest);
    let letter = rest.bytes().next().filter(|_| is_shortened);
    let thousands = match letter {
        Some(b'K') => 3,
        Some(b'M') => 6,
        Some(b'G' | b'B') => 9,
        Some(b'T') => 12,
        _ => 0,
    };
    if thousands > 0 {
        power += thousands;
        rest = rest.get(1..)?;
    }
    let power = power - places;
    let tens = (0..power.unsigned_abs().min(60)).fold(1.0, |all: f64, _| all * 10.0);
    let digits = digits as f64;
    // A quotient is nearest to the decimal, a product with a tenth is not.
    let (value, unit) = if power < 0 {
        (digits / tens, 1.0 / tens)
    } else {
        (digits * tens, tens)
    };
    Some(Figure { value, unit, rest })
}

/// Reads the figure that a text ends with, such as the one before the unit in `| 1512.1 ms`.
pub(super) fn before(text: &str) -> Option<Figure<'_>> {
    let text = text.trim_end();
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let start = text.trim_end_matches(is_part).len();
    // A rate has no sign.
    let has_sign = text.get(..start)?.ends_with('-');
    figure(text.get(start..)?, false).filter(|_| !has_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_programs_write_them() {
        for (text, value, unit) in [
            (" 5361.6 | learning", 5361.6, 0.1),
            (": 10,050  tflops", 10_050.0, 1.0),
            (" 1.249e+03 |", 1249.0, 1.0),
            ("= 0.2489", 0.2489, 1e-4),
            (" ............ 4096", 4096.0, 1.0),
            ("243.6MODEL_TFLOP/s/GPU", 243.6, 0.1),
            ("13.99%", 13.99, 0.01),
            ("1242426587592322.2500", 1_242_426_587_592_322.2, 1e-4),
        ] {
            let figure = figure(text, false).unwrap_or_else(|| panic!("{text}"));
            assert!((figure.value / value - 1.0).abs() < 1e-15, "{text}");
            assert!((figure.unit / unit - 1.0).abs() < 1e-12, "{text}");
        }
        let shortened = figure(" 22.8K |", true).expect("a figure");
        assert_eq!((shortened.value, shortened.unit), (22_800.0, 100.0));
        let plain = figure(" 45 |", true).expect("a figure");
        assert_eq!((plain.value, plain.rest), (45.0, " |"));
        assert_eq!(before(" | 1512.1").map(|f| f.value), Some(1512.1));
        for text in ["N/A", "nan", "-100.00%", "", "inf", "e5"] {
            assert!(figure(text, false).is_none(), "{text}");
        }
        assert!(before("| -100.0").is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = (figure(&text, true).is_some(), before(&text).is_some());
        }
    }
}
