//! Ranges that are typed by their middle: `400 */ 1.5` and `15 ± 5`. Each is rewritten as the text of
//! its two ends and read as such, so both spellings give the same numbers to the last bit.

use super::grammar::{End, Part};
use super::read::amount;
use super::worked::DIGITS;
use super::{Dimension, ReadError, write};

/// Rewrites `x */ f` as `x/f` to `x*f`.
pub(super) fn factor(center: &End, factor: &End) -> Result<Vec<char>, ReadError> {
    // The middle is one number with a unit, and the factor is plain; the unit may follow the
    // factor.
    let ([center], [factor]) = (center.as_slice(), factor.as_slice()) else {
        return Err(ReadError::Factor);
    };
    let (x, f) = (center.value(0), factor.value(0));
    let has_two_units = !(center.words.is_empty() || factor.words.is_empty());
    if has_two_units || factor.percent || !(1.0..=1e300).contains(&f) {
        return Err(ReadError::Factor);
    }
    let (low, high) = (x / f, x * f);
    if !high.is_finite() {
        return Err(ReadError::TooLarge);
    }
    if x > 0.0 && !low.is_normal() {
        return Err(ReadError::TooSmall);
    }
    Ok(text(
        &write::exact(low),
        &write::exact(high),
        center.percent,
        [center, factor],
    ))
}

/// Rewrites `x ± d` as `x - d` to `x + d`. A percentage `d` is a share of x, unless x is a percentage
/// itself.
pub(super) fn plus_minus(
    center: &End,
    spread: &End,
    dimension: Dimension,
) -> Result<Vec<char>, ReadError> {
    let ([x], [d]) = (center.as_slice(), spread.as_slice()) else {
        return in_base_units(center, spread, dimension);
    };
    let is_of_center = d.percent && dimension != Dimension::Share;
    if is_of_center && x.percent {
        return Err(ReadError::Percent);
    }
    let has_two_units = !(x.words.is_empty() || d.words.is_empty()) && x.words != d.words;
    if has_two_units {
        return in_base_units(center, spread, dimension);
    }
    let (middle, percent) = (x.value(0), !is_of_center && (x.percent || d.percent));
    let width = match is_of_center {
        true => middle * d.value(-2),
        false => d.value(0),
    };
    let (low, high) = ends(middle, width)?;
    let unit = if x.words.is_empty() { d } else { x };
    Ok(text(&low, &high, percent, [unit]))
}

/// Returns the ends of a range whose middle and distance have different units: `15 d ± 12 h`.
fn in_base_units(center: &End, spread: &End, dimension: Dimension) -> Result<Vec<char>, ReadError> {
    // Prices and shares depend on words that base units would lose.
    if matches!(dimension, Dimension::Share | Dimension::Price) {
        return Err(ReadError::PlusMinus);
    }
    if center.iter().chain(spread).any(Part::is_bare) {
        return Err(ReadError::UnitAtBothEnds);
    }
    let [middle, width] = [center, spread].map(|end| amount(end, None, dimension));
    let (low, high) = ends(middle?, width?)?;
    let unit = match dimension {
        Dimension::Time => " s",
        _ => "",
    };
    Ok(format!("{low}..{high}{unit}").chars().collect())
}

fn ends(middle: f64, width: f64) -> Result<(String, String), ReadError> {
    let (low, high) = (middle - width, middle + width);
    if !high.is_finite() {
        return Err(ReadError::TooLarge);
    }
    if !(low > 0.0 && low.is_normal()) {
        return Err(ReadError::BelowZero);
    }
    // Rounded to these digits, 1.4 − 0.1 is 1.3.
    Ok((write::rounded(low, DIGITS), write::rounded(high, DIGITS)))
}

/// Spells both ends, each with its unit.
fn text<const N: usize>(low: &str, high: &str, percent: bool, of: [&Part; N]) -> Vec<char> {
    let mut text = format!("{low}..{high}");
    if percent {
        text.push('%');
    }
    for word in of.iter().flat_map(|part| &part.words) {
        text.push(' ');
        text.push_str(word);
    }
    text.chars().collect()
}
