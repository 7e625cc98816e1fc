//! Figures of logs: `5,361.6`, `1.249e+03`, `22.8K`.

use lexical_parse_float::FromLexical;

/// A figure, and what follows it.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) value: f64,
    /// One in its last digit.
    pub(super) unit: f64,
    pub(super) rest: &'a str,
}

/// The figure that a text begins with, behind what stands between words and their figure: in
/// Megatron's list of arguments that is a row of points. Shortened ones have a letter for thousands.
pub(super) fn figure(text: &str, is_shortened: bool) -> Option<Figure<'_>> {
    let text = text.trim_start_matches([' ', ':', '=', '\'', '"', '(', '.']);
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut digits = String::new();
    let (mut at, mut places, mut has_point) = (0, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                digits.push(char::from(*byte));
                places += i32::from(has_point);
            }
            b'.' if !has_point && is_digit(at + 1) => {
                digits.push('.');
                has_point = true;
            }
            b',' if !has_point && (1..=3).all(|i| is_digit(at + i)) && !is_digit(at + 4) => {}
            _ => break,
        }
        at += 1;
    }
    let mut rest = text.get(at..)?;
    let mut power = 0;
    if let Some(length) = exponent(rest) {
        power = rest.get(1..length)?.parse().ok()?;
        rest = rest.get(length..)?;
    } else if is_shortened && !rest.get(1..).unwrap_or("").starts_with(char::is_alphabetic) {
        power = match rest.bytes().next() {
            Some(b'K') => 3,
            Some(b'M') => 6,
            Some(b'G' | b'B') => 9,
            Some(b'T') => 12,
            _ => 0,
        };
        rest = rest.get(usize::from(power > 0)..)?;
    }
    // The reader makes the one conversion to a double.
    let read = |text: &str| f64::from_lexical(text.as_bytes()).ok();
    let value = read(&format!("{digits}e{power}"))?;
    let unit = read(&format!("1e{}", power - places))?;
    value.is_finite().then_some(Figure { value, unit, rest })
}

/// How long an exponent is that a text begins with: `e+03`.
fn exponent(text: &str) -> Option<usize> {
    let sign = text.strip_prefix(['e', 'E'])?;
    let digits = sign.trim_start_matches(['+', '-']);
    let signs = sign.len() - digits.len();
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    (signs < 2 && (1..4).contains(&length)).then_some(1 + signs + length)
}

/// The figure that a text ends with, as `| 1512.1 ms` has it before its unit.
pub(super) fn before(text: &str) -> Option<Figure<'_>> {
    let text = text.trim_end();
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let start = text.trim_end_matches(is_part).len();
    // A sign is none of a rate's.
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
