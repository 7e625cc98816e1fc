//! Numbers in as many figures as a form asks for: one, two or three, in full, or rounded up to whole units.

use super::super::record::Amount;
use crate::quantity::{Uncertain, full, write};

/// Writes a number in one significant figure, as the transparency index asks: `8 × 10²³`, `90`.
pub(super) fn one_figure(value: f64) -> String {
    write::digits(value, 1)
}

/// Writes a number in two significant figures: `730`, `5.0`, and `1.0 × 10³` in place of `1,000`, which may have one.
pub(super) fn two_figures(value: f64) -> String {
    let text = write::digits(value, 2);
    match text.len() {
        1 => text + ".0",
        _ if value >= 100.0 && full::two_figures(value).contains(".0") => full::two_figures(value),
        _ if text.starts_with("0.") && full::count(value) < 2 => text + "0",
        _ => match text.split_once(" × ") {
            Some((digits, power)) if digits.len() == 1 => format!("{digits}.0 × {power}"),
            _ => text,
        },
    }
}

/// Writes a number in three significant figures, with zeros at the end if need be: `757`, `29.0`, `8.40 × 10²³`.
fn three_figures(value: f64) -> String {
    let text = write::people(value);
    let (number, power) = match text.split_once(" × ") {
        Some((number, power)) => (number, format!(" × {power}")),
        None => (text.as_str(), String::new()),
    };
    let is_figure = |c: &char| c.is_ascii_digit();
    let figures = number.trim_start_matches(['0', '.']);
    let missing = 3_usize.saturating_sub(figures.chars().filter(is_figure).count());
    if missing == 0 {
        return text;
    }
    let point = if number.contains('.') { "" } else { "." };
    format!("{number}{point}{}{power}", "0".repeat(missing))
}

/// Returns the number of whole units that are needed: 10.2 h are 11. What only the last digits of a double add is not a unit.
pub(super) fn rounded_up(value: f64) -> f64 {
    let nearest = value.round();
    match (value - nearest).abs() <= 1e-9 * value {
        true => nearest.max(1.0),
        false => value.ceil(),
    }
}

/// Writes a number in full, to the unit: `319,488`. Below a hundred it has three figures.
pub(super) fn in_full(value: f64) -> String {
    match (100.0..1e15).contains(&value) {
        true => write::whole(value.round() as u128),
        false => write::people(value),
    }
}

/// Writes a figure in one significant figure, beside three.
pub(super) fn one_and_three(value: Uncertain, unit: &str) -> String {
    let (one, three) = (one_figure(value.median()), three_figures(value.median()));
    let range = match value.is_range() {
        true => format!("; 90% range {}", write::people_range(value)),
        false => String::new(),
    };
    match one == write::people(value.median()) && range.is_empty() {
        true => format!("{one} {unit}"),
        false => format!("{one} {unit} (in three figures {three}{range})"),
    }
}

/// Writes a training compute in one significant figure.
pub(super) fn flop_in_one(amount: Amount) -> String {
    one_and_three(amount.0.0, "FLOP")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_units_are_not_rounded_down() {
        for (value, units, text) in [
            (319_488.0, 319_488.0, "319,488"),
            (319_488.000_000_01, 319_488.0, "319,488"),
            (319_488.2, 319_489.0, "319,488"),
            (0.2, 1.0, "0.2"),
            (26.25, 27.0, "26.3"),
            (1e-12, 1.0, "1 × 10⁻¹²"),
            (1e16, 1e16, "1 × 10¹⁶"),
        ] {
            assert_eq!((rounded_up(value), in_full(value).as_str()), (units, text));
        }
    }

    #[test]
    fn figures_have_as_many_digits_as_a_form_asks_for() {
        for (value, one, two) in [
            (8.4e23, "8 × 10²³", "8.4 × 10²³"),
            (3e24, "3 × 10²⁴", "3.0 × 10²⁴"),
            (90.0, "90", "90"),
            (5.0, "5", "5.0"),
            (0.5, "0.5", "0.50"),
            (0.46, "0.5", "0.46"),
            (1_720_320.0, "2 × 10⁶", "1.7 × 10⁶"),
            (757.2, "800", "760"),
            (1_038.6, "1,000", "1.0 × 10³"),
            (104.0, "100", "1.0 × 10²"),
        ] {
            assert_eq!(
                (one_figure(value).as_str(), two_figures(value).as_str()),
                (one, two)
            );
        }
        for (value, three) in [
            (757.2, "757"),
            (8.4e23, "8.40 × 10²³"),
            (29.0, "29.0"),
            (5.0, "5.00"),
            (0.5, "0.500"),
            (1_038.6, "1,040"),
            (90.0, "90.0"),
        ] {
            assert_eq!(three_figures(value), three);
        }
    }
}
