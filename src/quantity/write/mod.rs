//! Numbers as text: three significant digits for people, every digit for machines.

mod exact;
mod range;

pub use exact::{entry, exact, rounded};
pub(super) use exact::{pointed, shortest};
pub use range::{
    around, around_unbroken, brief, ends, pair, people_range, short_range, with_units,
};

use super::{Dimension, Uncertain};

/// Significant digits of figures for people.
const DIGITS: usize = 3;

/// Writes a figure for people in three significant digits, with a real exponent if there are many
/// zeros: `4.86 × 10¹⁷`, `0.00563`, `36,900`.
pub fn people(value: f64) -> String {
    shifted(value, 0, false, DIGITS)
}

/// Writes a figure for people in this many digits.
pub fn digits(value: f64, keep: usize) -> String {
    shifted(value, 0, false, keep)
}

/// Writes a number that was typed, for people. Whole numbers below a million are shown in full: 16,384
/// chips are not 16,400.
pub fn typed(value: f64) -> String {
    shifted(value, 0, true, DIGITS)
}

/// Writes a positive value times a power of ten, for people. It is moved and rounded as a decimal, as
/// one does by hand: 0.005625 is 0.00563, and 0.33 is 33%, not 33.000000000000004%.
fn shifted(value: f64, power: i32, whole_in_full: bool, keep: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if !value.is_finite() {
        // Our figures are always positive and finite; any other value is not shown as a number.
        return "–".into();
    }
    let (mut digits, exponent) = shortest(value);
    let mut exponent = exponent + power;
    let whole = digits.len() as i32 <= exponent + 1;
    if whole_in_full && whole && exponent < 6 {
        return plain(&digits, exponent);
    }
    if round(&mut digits, keep) {
        exponent += 1;
    }
    if (-3..6).contains(&exponent) {
        return plain(&digits, exponent);
    }
    format!("{} × 10{}", pointed(&digits), superscript(exponent))
}

/// Writes every digit of a whole number, in groups of three: `124,439,808`.
pub fn whole(number: u128) -> String {
    let digits = number.to_string();
    plain(digits.as_bytes(), digits.len() as i32 - 1)
}

/// Rounds decimal digits half up, and drops zeros at their end. Returns true if the number has one more
/// digit in front: 999 becomes 1, with a zero more to follow.
pub(super) fn round(digits: &mut Vec<u8>, keep: usize) -> bool {
    let up = digits.get(keep).is_some_and(|next| *next >= b'5');
    digits.truncate(keep);
    if up {
        while digits.last() == Some(&b'9') {
            digits.pop();
        }
        match digits.last_mut() {
            Some(last) => *last += 1,
            None => {
                digits.push(b'1');
                return true;
            }
        }
    }
    while digits.len() > 1 && digits.last() == Some(&b'0') {
        digits.pop();
    }
    false
}

/// Writes digits as an ordinary number, the first of them standing for 10^exponent.
pub(super) fn plain(digits: &[u8], exponent: i32) -> String {
    let mut out = String::new();
    for place in (0..=exponent.max(0)).rev() {
        let digit = usize::try_from(exponent - place)
            .ok()
            .and_then(|i| digits.get(i));
        out.push(char::from(*digit.unwrap_or(&b'0')));
        if place > 0 && place % 3 == 0 {
            out.push(',');
        }
    }
    let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
    let fraction = digits
        .get(usize::try_from(exponent + 1).unwrap_or(0)..)
        .unwrap_or(&[]);
    if !fraction.is_empty() {
        out.push('.');
        out.extend(std::iter::repeat_n('0', zeros));
        out.extend(fraction.iter().map(|d| char::from(*d)));
    }
    out
}

/// Writes a large number with a word: `1.02 million`.
pub fn in_words(value: f64) -> String {
    with_word(value, DIGITS).unwrap_or_else(|| people(value))
}

/// Writes a number from a million to 10^15 with a word.
fn with_word(value: f64, keep: usize) -> Option<String> {
    const WORDS: [(f64, i32, &str); 3] = [
        (1e12, -12, " trillion"),
        (1e9, -9, " billion"),
        (1e6, -6, " million"),
    ];
    // 999.95 million is a billion in three digits.
    let reaches = |least: f64| value >= least * 0.9995;
    let (_, power, word) = WORDS.into_iter().find(|(least, ..)| reaches(*least))?;
    (value < 1e15).then(|| shifted(value, power, false, keep) + word)
}

/// Writes a count that was typed: `65.2 billion`, and in full up to a billion where a word would drop digits:
/// `1,022,362`.
fn count(value: f64, keep: usize) -> String {
    let (digits, exponent) = shortest(value);
    let is_whole = digits.len() as i32 <= exponent + 1;
    if is_whole && exponent < 9 && digits.len() > keep {
        return plain(&digits, exponent);
    }
    with_word(value, keep).unwrap_or_else(|| shifted(value, 0, true, keep))
}

/// Returns the words for a screen reader in place of a number written for people: it may skip raised
/// digits, so `4.86 × 10¹⁷` becomes `4.86 times 10 to the power of 17`.
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

/// Writes a share as a percentage, for people: `33%`. A small one has no power of ten: `0.000873%`.
pub fn percent(share: f64) -> String {
    let is_small = (1e-9..1e-5).contains(&share);
    let text = match is_small {
        true => {
            let (mut digits, exponent) = shortest(share);
            let is_longer = round(&mut digits, DIGITS);
            plain(&digits, exponent + 2 + i32::from(is_longer))
        }
        false => shifted(share, 2, false, DIGITS),
    };
    text + "%"
}

/// The largest share that is written as a percentage of a peak: a longer percentage says little to a reader.
pub const MOST_IN_PERCENT: f64 = 100.0;

/// Writes a share of a peak, to stand before the peak: `47.7% of`, or `74,800 ×` where it is far beyond.
pub fn of_peak(share: f64) -> String {
    match share > MOST_IN_PERCENT {
        true => format!("{} ×", people(share)),
        false => format!("{} of", percent(share)),
    }
}

/// Writes the value of a field as an echo of what was typed, counts as one says them: `65.2 billion`, `5.48 d, 90%
/// range 5 to 6 d`.
pub fn echo(value: Uncertain, dimension: Dimension) -> String {
    match dimension {
        Dimension::MultiplyAdds | Dimension::Count(_) | Dimension::Chips | Dimension::ChipHours => {
            let (_, _, unit) = unit_for(value.median(), dimension);
            with_range(value, unit, &count)
        }
        _ => reading(value, dimension),
    }
}

/// Writes the value of a field with its unit: `1.75 × 10¹¹`, `5.48 d, 90% range 5 to 6 d`.
pub fn reading(value: Uncertain, dimension: Dimension) -> String {
    let (divisor, power, unit) = unit_for(value.median(), dimension);
    with_range(value, unit, &|v, keep| {
        shifted(v / divisor, power, true, keep)
    })
}

fn with_range(value: Uncertain, unit: &str, shown: &dyn Fn(f64, usize) -> String) -> String {
    let median = shown(value.median(), DIGITS);
    match ends(value, shown) {
        Some((low, high)) => format!("{median}{unit}, 90% range {low} to {high}{unit}"),
        None => format!("{median}{unit}"),
    }
}

/// Returns the unit in which a value of this size reads well: the divisor, the power of ten to shift
/// by, and the unit's name.
fn unit_for(value: f64, dimension: Dimension) -> (f64, i32, &'static str) {
    match dimension {
        Dimension::Time if value < 60.0 => (1.0, 0, " s"),
        Dimension::Time if value < 3600.0 => (60.0, 0, " min"),
        Dimension::Time if value < 86_400.0 => (3600.0, 0, " h"),
        Dimension::Time => (86_400.0, 0, " d"),
        Dimension::Speed if value < 1e12 => (1.0, -9, " GFLOP/s"),
        Dimension::Speed if value < 1e15 => (1.0, -12, " TFLOP/s"),
        Dimension::Speed => (1.0, -15, " PFLOP/s"),
        Dimension::Operations => (1.0, 0, " FLOP"),
        Dimension::ChipHours => (1.0, 0, " chip-hours"),
        Dimension::Share => (1.0, 2, "%"),
        Dimension::Power if value < 1000.0 => (1.0, 0, " W"),
        Dimension::Power => (1.0, -3, " kW"),
        Dimension::Intensity => (1.0, 0, " g CO₂e/kWh"),
        Dimension::Price => (1.0, 0, " per chip-hour"),
        Dimension::MultiplyAdds
        | Dimension::Ratio
        | Dimension::Overhead
        | Dimension::Count(_)
        | Dimension::Chips => (1.0, 0, ""),
    }
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

pub(super) fn superscript(exponent: i32) -> String {
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
    fn whole_numbers_keep_every_digit() {
        for (number, text) in [(0, "0"), (999, "999"), (124_439_808, "124,439,808")] {
            assert_eq!(whole(number), text);
        }
        assert_eq!(whole(u128::MAX).len(), 39 + 12);
    }

    #[test]
    fn people_read_three_digits_and_real_exponents() {
        for (value, text) in [
            (4.86e17, "4.86 × 10¹⁷"),
            (175e9, "1.75 × 10¹¹"),
            (7.5e8, "7.5 × 10⁸"),
            (0.005625, "0.00563"),
            (2.7e-5, "2.7 × 10⁻⁵"),
            (50.0, "50"),
            (16_384.0, "16,400"),
            (370_000.0, "370,000"),
            (438_750.0, "439,000"),
            (1_720_320.0, "1.72 × 10⁶"),
            (263.3, "263"),
            (999.6, "1,000"),
            (9_996.5, "10,000"),
            (999_600.0, "1 × 10⁶"),
            (1_234.5, "1,230"),
            (0.333, "0.333"),
            (5.4772, "5.48"),
            (99.96, "100"),
            (9.996, "10"),
            (0.0999_6, "0.1"),
            (100.5, "101"),
            (0.001, "0.001"),
            (0.000_999_9, "0.001"),
            (0.0, "0"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(people(value), text, "{value}");
        }
    }

    #[test]
    fn large_numbers_have_a_word() {
        for (value, words) in [
            (999_400.0, "999,000"),
            (1_022_362.0, "1.02 million"),
            (999_949_999.0, "1 billion"),
            (65.2e9, "65.2 billion"),
            (1.4e12, "1.4 trillion"),
            (3e15, "3 × 10¹⁵"),
        ] {
            assert_eq!(in_words(value), words);
        }
    }

    #[test]
    fn a_count_is_echoed_as_one_says_it_and_loses_no_digit_of_a_number_in_full() {
        let echo = |value| echo(Uncertain::point(value), Dimension::ChipHours);
        for (value, text) in [
            (8.0, "8 chip-hours"),
            (0.5, "0.5 chip-hours"),
            (28_416.0, "28,416 chip-hours"),
            (1e6, "1 million chip-hours"),
            (1.28e6, "1.28 million chip-hours"),
            (1_022_362.0, "1,022,362 chip-hours"),
            (1_022_362.5, "1.02 million chip-hours"),
            (65.2e9, "65.2 billion chip-hours"),
            (65_285_660_672.0, "65.3 billion chip-hours"),
            (1.4e12, "1.4 trillion chip-hours"),
            (1.5e24, "1.5 × 10²⁴ chip-hours"),
        ] {
            assert_eq!(echo(value), text);
        }
    }

    #[test]
    fn typed_whole_numbers_are_not_rounded() {
        for (value, text) in [
            (16_384.0, "16,384"),
            (123_456.0, "123,456"),
            (1e5, "100,000"),
            (1e6, "1 × 10⁶"),
            (1_234.5, "1,230"),
            (175e9, "1.75 × 10¹¹"),
        ] {
            assert_eq!(typed(value), text, "{value}");
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
        for (share, text) in [
            (0.33, "33%"),
            (1.67e-5, "0.00167%"),
            (8.73e-6, "0.000873%"),
            (9.999e-6, "0.001%"),
            (1.234e-9, "0.000000123%"),
            (8.73e-11, "8.73 × 10⁻⁹%"),
            (0.0, "0%"),
        ] {
            assert_eq!(percent(share), text);
        }
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
}
