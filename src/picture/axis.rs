//! A logarithmic axis for pictures, and places on it.
//!
//! Horizontal places are in per cent of the width and sizes in pixels, so that text stays readable
//! whether a panel is 200 pixels wide or 700.

use crate::quantity::write;
use crate::words::power::power;
use maud::PreEscaped;

/// The most tick labels that fit beside each other in the narrowest panel.
const MAX_TICKS: usize = 5;

/// An axis from one positive number to a larger one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    /// Decimal logarithms of the ends.
    low: f64,
    high: f64,
}

/// Ticks along an axis.
#[derive(Debug, PartialEq)]
pub(crate) struct Ticks {
    /// The unit that labels are multiples of. Empty if labels are the numbers themselves.
    pub unit: String,
    /// The place of each tick, from 0 to 1, and its label.
    pub marks: Vec<(f64, String)>,
}

impl Axis {
    /// Makes an axis. Returns `None` unless 0 < low < high, both of them normal numbers.
    pub(crate) fn new(low: f64, high: f64) -> Option<Self> {
        let is_valid = low.is_normal() && high.is_finite() && 0.0 < low && low < high;
        let [low, high] = [low, high].map(libm::log10);
        (is_valid && low < high).then_some(Self { low, high })
    }

    /// Returns the place of a number: 0 at the start, 1 at the end. Numbers beyond an end are at
    /// that end.
    pub(crate) fn place(self, value: f64) -> f64 {
        let place = (libm::log10(value) - self.low) / (self.high - self.low);
        place.clamp(0.0, 1.0)
    }

    /// Returns whether a number is between the ends.
    pub(crate) fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&libm::log10(value))
    }

    /// Returns the number at a place.
    pub(crate) fn value(self, place: f64) -> f64 {
        libm::exp10(self.low + place * (self.high - self.low))
    }

    /// Returns powers of ten if there are at least three of them on the axis; otherwise numbers
    /// such as 1, 2, 5; otherwise even steps.
    pub(crate) fn ticks(self) -> Ticks {
        let (first, last) = (self.low.ceil() as i32, self.high.floor() as i32);
        if last - first < 2 {
            return self.fine_ticks();
        }
        Ticks {
            unit: String::new(),
            marks: self.powers(),
        }
    }

    /// Returns powers of ten, no more than fit.
    pub(crate) fn powers(self) -> Vec<(f64, String)> {
        let (first, last) = (self.low.ceil() as i32, self.high.floor() as i32);
        // One more than the limit: powers have short labels.
        let step = (last - first) / (MAX_TICKS as i32 + 1) + 1;
        let powers = (first..=last).filter(|power| power.rem_euclid(step) == 0);
        powers.map(|p| (self.at(f64::from(p)), power(p))).collect()
    }

    fn at(self, log: f64) -> f64 {
        (log - self.low) / (self.high - self.low)
    }

    fn fine_ticks(self) -> Ticks {
        let unit = self.low.floor() as i32;
        let [low, high] = [self.low, self.high].map(|log| libm::exp10(log - f64::from(unit)));
        let numbers = match high / low {
            ratio if ratio > 40.0 => series(&[1.0, 3.0]),
            ratio if ratio > 6.0 => series(&[1.0, 2.0, 5.0]),
            ratio if ratio > 2.5 => series(&[1.0, 1.5, 2.0, 3.0, 5.0, 7.0]),
            _ => even(low, high),
        };
        // The ends themselves are on the axis, whatever the last bits of their logarithms.
        let is_on = |number: &f64| (low * 0.999_999..=high * 1.000_001).contains(number);
        let marks = numbers.into_iter().filter(|(number, _)| is_on(number));
        let log = |number: f64| libm::log10(number) + f64::from(unit);
        Ticks {
            unit: power(unit),
            marks: marks
                .map(|(number, label)| (self.at(log(number)).clamp(0.0, 1.0), label))
                .collect(),
        }
    }
}

/// Returns these numbers, times powers of ten.
fn series(numbers: &[f64]) -> Vec<(f64, String)> {
    let powers = [1.0, 10.0, 100.0, 1000.0].into_iter();
    powers
        .flat_map(|power| numbers.iter().map(move |number| number * power))
        .map(|number| (number, write::rounded(number, 2)))
        .collect()
}

/// Returns round numbers at even steps.
fn even(low: f64, high: f64) -> Vec<(f64, String)> {
    // The finest step of 1, 2 or 5 times a power of ten that leaves room for the labels.
    let widest = (high - low) / MAX_TICKS as f64;
    let places = -(libm::log10(widest).floor() as i32);
    let one = libm::exp10(f64::from(places));
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|step| step / one >= widest)
        .unwrap_or(10.0);
    let first = (low * one / step - 1e-6).ceil();
    (0..=MAX_TICKS)
        .map(|index| (first + index as f64) * step / one)
        .map(|number| (number, write::rounded(number, 9)))
        .collect()
}

/// Writes a part of the width for SVG, rounded to a tenth of a per cent.
pub(crate) fn across(part: f64) -> String {
    let tenths = (part * 1000.0).round() as u32;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Writes a coordinate rounded to a tenth of a pixel.
pub(crate) fn rounded(value: f64) -> PreEscaped<String> {
    PreEscaped(write::rounded((value * 10.0).round() / 10.0, 6))
}

/// Returns the anchor of a tick's label: inside the picture at an edge, otherwise centred under the
/// tick.
pub(crate) fn tick_anchor(part: f64) -> &'static str {
    match part {
        part if part < 0.06 => "start",
        part if part > 0.94 => "end",
        _ => "middle",
    }
}

/// Returns the anchor of a text, so that it stays inside the picture at an edge.
pub(crate) fn anchor(part: f64) -> &'static str {
    match part {
        part if part < 0.15 => "start",
        part if part > 0.85 => "end",
        _ => "middle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64) -> (String, Vec<String>) {
        let ticks = Axis::new(low, high).expect("an axis").ticks();
        (
            ticks.unit,
            ticks.marks.into_iter().map(|(_, l)| l).collect(),
        )
    }

    #[test]
    fn a_number_has_its_place_and_a_place_its_number() {
        let axis = Axis::new(1e22, 1e27).expect("an axis");
        assert_eq!(axis.place(1e22), 0.0);
        assert!((axis.place(1e25) - 0.6).abs() < 1e-12);
        assert_eq!((axis.place(1.0), axis.place(1e300)), (0.0, 1.0));
        assert!((axis.value(0.6) / 1e25 - 1.0).abs() < 1e-12);
        for (low, high) in [
            (0.0, 1.0),
            (1.0, 1.0),
            (2.0, 1.0),
            (1.0, f64::INFINITY),
            (f64::NAN, 1.0),
        ] {
            assert_eq!(Axis::new(low, high), None);
        }
    }

    #[test]
    fn long_axes_have_powers_of_ten() {
        let (unit, powers) = labels(3e22, 1e27);
        assert_eq!(
            (unit.as_str(), powers.join(" ")),
            ("", "10²³ 10²⁴ 10²⁵ 10²⁶ 10²⁷".into())
        );
        let (_, powers) = labels(3e10, 1e27);
        assert_eq!(powers.join(" "), "10¹² 10¹⁵ 10¹⁸ 10²¹ 10²⁴ 10²⁷");
    }

    #[test]
    fn short_axes_have_numbers_of_a_power() {
        let (unit, numbers) = labels(3e23, 4e24);
        assert_eq!(
            (unit.as_str(), numbers.join(" ")),
            ("10²³", "5 10 20".into())
        );
        let (unit, numbers) = labels(4.83e23, 4.89e23);
        assert_eq!(
            (unit.as_str(), numbers.join(" ")),
            ("10²³", "4.84 4.86 4.88".into())
        );
        let (_, numbers) = labels(9.79e23, 1.021e24);
        assert_eq!(numbers.join(" "), "9.8 9.9 10 10.1 10.2");
        assert_eq!(
            labels(20.0, 80.0),
            ("10".into(), ["2", "3", "5", "7"].map(String::from).into())
        );
    }

    #[test]
    fn no_axis_has_more_ticks_than_fit() {
        for exponent in 1..60 {
            for ends in [
                1.001, 1.01, 1.1, 1.5, 2.0, 3.0, 7.0, 40.0, 300.0, 900.0, 3e3, 1e7, 1e30,
            ] {
                let low = 1.37f64.powi(exponent) * 1e17;
                let ticks = Axis::new(low, low * ends).expect("an axis").ticks();
                let marks = &ticks.marks;
                assert!(
                    (2..=MAX_TICKS + 1).contains(&marks.len()),
                    "{low} {ends}: {ticks:?}"
                );
                assert!(
                    marks.is_sorted_by(|a, b| a.0 < b.0 && a.1 != b.1),
                    "{ticks:?}"
                );
                assert!(marks.iter().all(|(place, _)| (0.0..=1.0).contains(place)));
            }
        }
    }

    #[test]
    fn places_are_written_in_tenths_of_a_per_cent() {
        assert_eq!(across(0.0), "0.0%");
        assert_eq!(across(0.4042), "40.4%");
        assert_eq!(across(1.0), "100.0%");
        assert_eq!(across(f64::NAN), "0.0%");
    }
}
