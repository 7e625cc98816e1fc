//! Ranges as text.

use super::{DIGITS, people, percent, shifted, unit_for, with_word};
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

/// Writes a value with its unit, and its range in brackets: `8.98 d (7.9–10.2)`.
pub fn brief(value: Uncertain, dimension: Dimension) -> String {
    let (divisor, power, unit) = unit_for(value.median(), dimension);
    let shown = |value: f64, keep| shifted(value / divisor, power, true, keep);
    let median = shown(value.median(), DIGITS);
    match ends(value, &shown) {
        Some((low, high)) => format!("{median}{unit} ({low}–{high})"),
        None => format!("{median}{unit}"),
    }
}

/// Writes a range as people do: `0.1% to 1%`, `5 to 6 d`, `8 to 16`. The value itself if it is none.
pub fn with_units(value: Uncertain, dimension: Dimension) -> String {
    let (divisor, power, unit) = unit_for(value.median(), dimension);
    let unit = match dimension {
        Dimension::ChipHours | Dimension::Price => "",
        _ => unit,
    };
    let shown = |value: f64, keep| match with_word(value, keep) {
        Some(words) if unit.is_empty() => words,
        _ => shifted(value / divisor, power, true, keep),
    };
    if unit == "%" && value.is_range() {
        return format!("{} to {}", percent(value.low()), percent(value.high()));
    }
    match ends(value, &shown) {
        Some((low, high)) => format!("{low} to {high}{unit}"),
        None => format!("{}{unit}", shown(value.median(), DIGITS)),
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

/// Writes the same for the page, where no line may break in it. A slash lets a line break, and a word joiner does not.
pub fn around_unbroken(value: Uncertain) -> String {
    around(value)
        .replace("/÷", "/\u{2060}÷")
        .replace(' ', "\u{a0}")
}

/// Writes the ends of a range in as many digits as tell them apart, and with the same number of decimals; none if there is
/// no range.
pub fn ends(value: Uncertain, shown: &dyn Fn(f64, usize) -> String) -> Option<(String, String)> {
    let digits = (DIGITS..9).filter(|_| value.is_range());
    let both = |keep| pair(value.low(), value.high(), keep, shown);
    digits.map(both).find(|(low, high)| low != high)
}

/// Writes two figures in up to this many digits, as one does in a table: `6.00` and `7.28`, `7.9` and `10.2`. The higher one has all digits,
/// so the lower one may lose a decimal. Figures with different powers, or far apart, have their own digits.
pub fn pair(
    low: f64,
    high: f64,
    keep: usize,
    shown: &dyn Fn(f64, usize) -> String,
) -> (String, String) {
    let (least, most) = (shown(low, keep), shown(high, keep));
    let (Some(low_place), Some(high_place)) = (first_place(&least), first_place(&most)) else {
        return (least, most);
    };
    if split(&least).1 != split(&most).1 || high_place - low_place > 1 {
        return (least, most);
    }
    // The decimals that the higher end would have without dropped zeros.
    let known = usize::try_from(keep as i32 - 1 - high_place).unwrap_or(0);
    let least = match decimals(&least) > known {
        true => shown(low, keep - 1),
        false => least,
    };
    let wanted = decimals(&least).max(decimals(&most));
    (with_decimals(&least, wanted), with_decimals(&most, wanted))
}

/// Splits a figure into its number and what follows, such as a power of ten.
fn split(text: &str) -> (&str, &str) {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    text.split_at(text.len() - text.trim_start_matches(is_of_number).len())
}

fn decimals(text: &str) -> usize {
    let number = split(text).0;
    number
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len())
}

/// Returns the place of the first digit that is not zero: 1 for tens, −1 for tenths.
fn first_place(text: &str) -> Option<i32> {
    let number = split(text).0;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    match whole {
        "" => None,
        "0" => Some(-1 - fraction.bytes().position(|digit| digit != b'0')? as i32),
        whole => Some(whole.bytes().filter(u8::is_ascii_digit).count() as i32 - 1),
    }
}

fn with_decimals(text: &str, wanted: usize) -> String {
    let (number, unit) = split(text);
    let zeros = wanted.saturating_sub(decimals(text));
    let point = if zeros == wanted && zeros > 0 {
        "."
    } else {
        ""
    };
    format!("{number}{point}{}{unit}", "0".repeat(zeros))
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
        assert_eq!(range(7.2001e23, 7.2009e23), "7.200 × 10²³ to 7.201 × 10²³");
        assert_eq!(range(1.0, 1.0 + 1e-12), "1");
    }

    #[test]
    fn both_ends_have_the_same_decimals() {
        let range = |low, high| people_range(Uncertain::range(low, high));
        for (low, high, text) in [
            (6.0, 7.28, "6.00 to 7.28"),
            (6.05, 7.0, "6.05 to 7.00"),
            (7.92, 10.2, "7.9 to 10.2"),
            (7.949, 10.0, "7.9 to 10.0"),
            (7.0, 10.0, "7 to 10"),
            (9.998, 12.3, "10.0 to 12.3"),
            (99.96, 100.4, "100.0 to 100.4"),
            (999.0, 1_234.5, "999 to 1,230"),
            (0.95, 1.2, "0.95 to 1.20"),
            (0.0512, 0.06, "0.0512 to 0.0600"),
            // Far apart, each has its own digits.
            (0.95, 12.3, "0.95 to 12.3"),
            (6e23, 7.28e23, "6.00 × 10²³ to 7.28 × 10²³"),
            (9e22, 1.25e23, "9 × 10²² to 1.25 × 10²³"),
        ] {
            assert_eq!(range(low, high), text);
        }
        assert_eq!(
            short_range(Uncertain::range(6e23, 7.28e23)),
            "6.00–7.28 × 10²³"
        );
    }

    #[test]
    fn a_range_in_brackets_has_the_unit_once() {
        let days = |low: f64, high: f64| Uncertain::range(low * 86_400.0, high * 86_400.0);
        let brief = |value| brief(value, Dimension::Time);
        assert_eq!(brief(days(7.92, 10.2)), "8.99 d (7.9–10.2)");
        assert_eq!(brief(days(9.0, 9.0)), "9 d");
    }

    #[test]
    fn a_range_has_its_units_as_people_write_them() {
        let write = |low, high, dimension| with_units(Uncertain::range(low, high), dimension);
        assert_eq!(write(0.001, 0.01, Dimension::Share), "0.1% to 1%");
        assert_eq!(write(8.0, 16.0, Dimension::Chips), "8 to 16");
        let days = 86_400.0;
        assert_eq!(write(5.0 * days, 6.0 * days, Dimension::Time), "5 to 6 d");
        assert_eq!(write(1.5e14, 3e14, Dimension::Speed), "150 to 300 TFLOP/s");
        assert_eq!(
            write(1e9, 2e9, Dimension::Count(&[])),
            "1 billion to 2 billion"
        );
        assert_eq!(write(0.4, 0.4, Dimension::Share), "40%");
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
