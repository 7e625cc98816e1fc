//! Figures as profilers print them, to whole numbers: `714.19 MMACs` is 714,190,000, exactly.
//! Decimals are moved by their exponent, never multiplied as doubles.

/// The unit that a figure was printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing, or a prefix alone.
    None,
    /// MACs, Mac, MAC, mult-adds.
    Macs,
    /// FLOPS, FLOPs, flops: an amount, however it is written.
    Flops,
}

/// A figure, its unit, and the text after it.
pub(super) struct Figure<'a> {
    pub(super) value: u128,
    pub(super) unit: Unit,
    /// Whether it came with a prefix, so that it was rounded.
    pub(super) prefixed: bool,
    /// Whether no fraction of one was lost: 4.13 of nothing is not a count of operations.
    pub(super) whole: bool,
    pub(super) rest: &'a str,
}

/// Reads the figure that a text begins with; `B` is 10⁹.
pub(super) fn figure(text: &str) -> Option<Figure<'_>> {
    read(text, 9)
}

/// Reads the same for thop, whose `B` is not a prefix.
pub(super) fn thop_figure(text: &str) -> Option<Figure<'_>> {
    read(text, 0)
}

/// Reads the plain digits that a text begins with, times a power of ten from a label; none if a
/// fraction of one would be left.
pub(super) fn scaled(text: &str, power: i32) -> Option<u128> {
    let (digits, fraction, _) = decimal(text.trim_start())?;
    let (value, whole) = shift(digits, power - fraction)?;
    whole.then_some(value)
}

/// Reads the figure after a colon, an equals sign, spaces, quotation marks or asterisks.
pub(super) fn figure_after(text: &str) -> Option<Figure<'_>> {
    figure(text.trim_start_matches([' ', ':', '=', '\'', '"', '*', '`', '：']))
}

fn read(text: &str, b: i32) -> Option<Figure<'_>> {
    let text = text.trim_start();
    let (digits, fraction, rest) = decimal(text)?;
    let (exponent, rest) = exponent(rest);
    let (power, unit, rest) = scale(rest, b)?;
    let (value, whole) = shift(digits, exponent.checked_add(power)?.checked_sub(fraction)?)?;
    Some(Figure {
        value,
        unit,
        prefixed: power > 0,
        whole,
        rest,
    })
}

/// Reads digits, with commas between thousands, and returns how many of them follow the point.
pub(super) fn decimal(text: &str) -> Option<(u128, i32, &str)> {
    let bytes = text.as_bytes();
    let mut value = 0u128;
    let (mut at, mut fraction, mut any, mut point) = (0, 0, false, false);
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add((byte - b'0').into())?;
                any = true;
                fraction += i32::from(point);
            }
            b'.' if !point && (any || is_digit(at + 1)) => point = true,
            // A comma between thousands: exactly three digits follow.
            b',' if any && !point && (1..=3).all(|i| is_digit(at + i)) && !is_digit(at + 4) => {}
            _ => break,
        }
        at += 1;
    }
    any.then_some((value, fraction, text.get(at..)?))
}

/// `e+06`.
pub(super) fn exponent(text: &str) -> (i32, &str) {
    let read = || {
        let rest = text.strip_prefix(['e', 'E'])?;
        let (sign, rest) = match rest.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, rest.strip_prefix('+').unwrap_or(rest)),
        };
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits: i32 = rest.get(..length)?.parse().ok()?;
        (digits < 100).then_some((sign * digits, rest.get(length..)?))
    };
    read().unwrap_or((0, text))
}

/// Reads a prefix and a unit, with or without a space before. Other letters (`ms`, `MB`) make it no
/// count.
fn scale(text: &str, b: i32) -> Option<(i32, Unit, &str)> {
    let trimmed = text.trim_start();
    let letters = trimmed.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 && trimmed[letters..].starts_with('/') {
        // FLOP/s is a speed.
        return None;
    }
    if let Some((unit, rest)) = unit(trimmed) {
        return Some((0, unit, rest));
    }
    if let Some((power, rest)) = word(trimmed) {
        return Some((power, Unit::None, rest));
    }
    let power = match trimmed.bytes().next() {
        Some(b'K' | b'k') => 3,
        Some(b'M') => 6,
        Some(b'G') => 9,
        Some(b'B') => b,
        Some(b'T') => 12,
        Some(b'P') => 15,
        Some(b'E') => 18,
        Some(letter) if letter.is_ascii_alphabetic() => {
            // A word of its own is not of the figure; letters right at it are.
            return (trimmed.len() < text.len()).then_some((0, Unit::None, text));
        }
        _ => return Some((0, Unit::None, text)),
    };
    let rest = trimmed.get(1..)?;
    let spaced = rest.trim_start();
    if let Some((unit, rest)) = unit(spaced) {
        return Some((power, unit, rest));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Some((power, Unit::None, rest));
    }
    // A word that begins with such a letter: `22 Params`.
    (trimmed.len() < text.len()).then_some((0, Unit::None, text))
}

fn word(text: &str) -> Option<(i32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let power = match word.to_ascii_lowercase().as_str() {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    };
    Some((power, rest))
}

fn unit(text: &str) -> Option<(Unit, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let unit = match word.to_ascii_lowercase().as_str() {
        "mac" | "macs" | "madd" | "madds" => Unit::Macs,
        "flop" | "flops" => Unit::Flops,
        _ => return None,
    };
    Some((unit, rest))
}

/// Returns digits times a power of ten, rounded half up; and whether no fraction of one was lost.
fn shift(digits: u128, power: i32) -> Option<(u128, bool)> {
    let ten = 10u128.checked_pow(power.unsigned_abs());
    match ten {
        _ if digits == 0 => Some((0, true)),
        Some(ten) if power >= 0 => Some((digits.checked_mul(ten)?, true)),
        None if power >= 0 => None,
        Some(ten) => {
            let lost = digits % ten;
            Some((
                digits / ten + u128::from(lost >= ten.div_ceil(2)),
                lost == 0,
            ))
        }
        None => Some((0, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_whole_numbers_without_dust() {
        for (text, value, unit) in [
            ("714.19 MMACs", 714_190_000, Unit::Macs),
            ("4.112G", 4_112_000_000, Unit::None),
            ("3139.93 G", 3_139_930_000_000, Unit::None),
            ("4.13 GMac", 4_130_000_000, Unit::Macs),
            ("0 MACs = 0% MACs", 0, Unit::Macs),
            ("56 Mac", 56, Unit::Macs),
            ("8.178B", 8_178_000_000, Unit::None),
            ("1.13137e+06 MMACs", 1_131_370_000_000, Unit::Macs),
            ("4,089,184,256", 4_089_184_256, Unit::None),
            ("4133742592.0 25557032.0", 4_133_742_592, Unit::None),
            ("1.43 GFLOPS", 1_430_000_000, Unit::Flops),
            ("61.1 M  ", 61_100_000, Unit::None),
            ("22 Params", 22, Unit::None),
            ("336.23 M, 100.00% Params", 336_230_000, Unit::None),
            (".5K", 500, Unit::None),
            ("29.511168 billion", 29_511_168_000, Unit::None),
            ("0.4567", 0, Unit::None),
            ("1e+12", 1_000_000_000_000, Unit::None),
        ] {
            let figure = figure(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((figure.value, figure.unit), (value, unit), "{text}");
        }
        assert_eq!(thop_figure("512.00B").map(|f| f.value), Some(512));
    }

    #[test]
    fn times_bytes_speeds_and_monsters_are_no_counts() {
        for text in [
            "41.36ms",
            "1.2MB",
            "x",
            "",
            "-5",
            "99999999999999999999999999999999999999999",
            "1e99",
            "9e38",
            "34 TFLOP/s",
        ] {
            assert!(figure(text).is_none(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = (figure(&text), thop_figure(&text));
        }
    }
}
