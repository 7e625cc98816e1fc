//! Ticks that do not crowd: years, and powers of ten.

use super::Frame;

/// The least distance between two years, in pixels.
const YEAR: f64 = 46.0;
/// The least distance between two powers, in pixels.
const POWER: f64 = 30.0;

/// Returns the place of each year, from the left, and its label.
pub(super) fn years(frame: &Frame) -> Vec<(f64, String)> {
    let per_year = (frame.right - frame.left) / (frame.years.1 - frame.years.0);
    let step = step(&[1, 2, 5, 10, 20, 50, 100], per_year, YEAR);
    multiples(frame.years, step)
        .map(|year| (frame.x(f64::from(year)), year.to_string()))
        .collect()
}

/// Returns the place of each power of ten, from the top, and its label.
pub(super) fn powers(frame: &Frame) -> Vec<(f64, String)> {
    let per_power = (frame.bottom - frame.top) / (frame.logs.1 - frame.logs.0);
    let step = step(&[1, 2, 3, 6, 12, 24, 48], per_power, POWER);
    multiples(frame.logs, step)
        .map(|exponent| (frame.y(f64::from(exponent)), power(exponent)))
        .collect()
}

/// Writes a power of ten with raised digits, also a small one: beside the others, `1,000` would be out of line.
fn power(exponent: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if exponent == 0 {
        return "1".into();
    }
    let sign = if exponent < 0 { "⁻" } else { "" };
    let digits = exponent.unsigned_abs().to_string();
    let raised = digits
        .bytes()
        .filter_map(|digit| RAISED.get(usize::from(digit - b'0')));
    format!("10{sign}{}", raised.collect::<String>())
}

/// Returns the smallest step that leaves room, or the largest.
fn step(steps: &[i32], pixels: f64, room: f64) -> i32 {
    let has_room = |step: &&i32| f64::from(**step) * pixels >= room;
    let step = steps.iter().find(has_room).or(steps.last());
    step.copied().unwrap_or(1)
}

/// Returns the multiples of a step between two numbers.
fn multiples((from, to): (f64, f64), step: i32) -> impl Iterator<Item = i32> {
    let first = (from / f64::from(step)).ceil() as i32;
    let last = (to / f64::from(step)).floor() as i32;
    (first..=last).map(move |at| at * step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(years: (f64, f64), logs: (f64, f64), width: f64) -> Frame {
        Frame::around(
            [(years.0, logs.0), (years.1, logs.1)].into_iter(),
            None,
            width,
        )
    }

    fn labels(ticks: Vec<(f64, String)>) -> String {
        let labels: Vec<String> = ticks.into_iter().map(|(_, label)| label).collect();
        labels.join(" ")
    }

    #[test]
    fn the_whole_table_has_round_ticks() {
        let wide = frame((1950.5, 2026.6), (1.6, 26.7), 1200.0);
        assert_eq!(
            labels(years(&wide)),
            "1950 1955 1960 1965 1970 1975 1980 1985 1990 1995 2000 2005 2010 2015 2020 2025"
        );
        let narrow = frame((1950.5, 2026.6), (1.6, 26.7), 360.0);
        assert_eq!(labels(years(&narrow)), "1960 1980 2000 2020");
        assert_eq!(
            labels(powers(&narrow)),
            "10³ 10⁶ 10⁹ 10¹² 10¹⁵ 10¹⁸ 10²¹ 10²⁴ 10²⁷"
        );
    }

    proptest! {
        #[test]
        fn ticks_are_in_order_inside_and_apart(
            year in 1900.0..2100.0f64, years_long in 0.0..200.0f64,
            log in -5.0..50.0f64, logs_long in 0.0..60.0f64, width in 280.0..1920.0f64,
        ) {
            let frame = frame((year, year + years_long), (log, log + logs_long), width);
            let across = years(&frame);
            let up = powers(&frame);
            prop_assert!(!up.is_empty());
            for pair in across.windows(2) {
                prop_assert!(pair[1].0 - pair[0].0 >= YEAR - 1e-9);
            }
            for pair in up.windows(2) {
                prop_assert!(pair[0].0 - pair[1].0 >= POWER - 1e-9);
            }
            prop_assert!(across.iter().all(|(x, _)| (frame.left..=frame.right).contains(x)));
            prop_assert!(up.iter().all(|(y, _)| (frame.top - 1e-9..=frame.bottom + 1e-9).contains(y)));
        }
    }
}
