//! The part of the picture that is enlarged: years and powers of ten, in hundredths, so that a link spells them exactly.

use std::fmt;

/// The years and the powers of ten that a window may reach to, and the least that it shows of each, in hundredths.
const YEARS: (i32, i32) = (190_000, 230_000);
const LOGS: (i32, i32) = (-1_000, 10_000);
const LEAST: i32 = 50;

/// A window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    years: (i32, i32),
    logs: (i32, i32),
}

impl Window {
    /// Makes a window of years and of powers of ten, cut where the picture ends. `None` if less is left than can be
    /// shown.
    pub fn of(years: (f64, f64), logs: (f64, f64)) -> Option<Self> {
        let cut = |(from, to): (f64, f64), (least, most): (i32, i32)| {
            let hundredths = |value: f64| (value * 100.0).round() as i32;
            let (from, to) = (hundredths(from).max(least), hundredths(to).min(most));
            // The first number is cut before the difference, so that it cannot overflow.
            (from <= most && to >= least && to - from >= LEAST).then_some((from, to))
        };
        Some(Self {
            years: cut(years, YEARS)?,
            logs: cut(logs, LOGS)?,
        })
    }

    /// Reads a window as a link spells it: the years and the powers of ten, `2015,2020.5,18,24.25`.
    pub fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split(',').map(hundredths);
        let mut pair = || Some((numbers.next()??, numbers.next()??));
        let [years, logs] = [pair()?, pair()?];
        let both = |(from, to): (i32, i32)| (f64::from(from) / 100.0, f64::from(to) / 100.0);
        let window = Self::of(both(years), both(logs))?;
        let is_whole = numbers.next().is_none() && window.years == years && window.logs == logs;
        is_whole.then_some(window)
    }

    /// Returns the first and the last year, with fractions.
    pub fn years(self) -> (f64, f64) {
        (
            f64::from(self.years.0) / 100.0,
            f64::from(self.years.1) / 100.0,
        )
    }

    /// Returns the lowest and the highest power of ten.
    pub fn logs(self) -> (f64, f64) {
        (
            f64::from(self.logs.0) / 100.0,
            f64::from(self.logs.1) / 100.0,
        )
    }
}

/// Reads a number with at most two decimals as hundredths.
fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(whole, 4) || !is_number(fraction, 2) {
        return None;
    }
    let scale = if fraction.len() == 1 { 10 } else { 1 };
    let whole: i32 = whole.parse().ok()?;
    let fraction: i32 = fraction.parse().ok()?;
    Some(sign * (whole * 100 + fraction * scale))
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = [self.years.0, self.years.1, self.logs.0, self.logs.1];
        for (at, number) in numbers.into_iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let sign = if number < 0 { "-" } else { "" };
            let (whole, rest) = (number.abs() / 100, number.abs() % 100);
            write!(f, "{comma}{sign}{whole}")?;
            match rest {
                0 => {}
                rest if rest % 10 == 0 => write!(f, ".{}", rest / 10)?,
                rest => write!(f, ".{rest:02}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_window_is_spelled_as_it_was_read() {
        for text in [
            "2015,2020,18,24",
            "2015.25,2020.5,-2.05,24.1",
            "1950,2026.75,0,30",
        ] {
            let window = Window::read(text).expect(text);
            assert_eq!(window.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_window_is_refused() {
        for text in [
            "",
            "2015,2020",
            "2020,2015,18,24",
            "2015,2015.1,18,24",
            "2015,2020,18,24,1",
            "2015.123,2020,18,24",
            "15,2020,18,24",
            "2015,2020,18,1e9",
            "2015,2020,--1,24",
            "NaN,2020,1,24",
        ] {
            assert_eq!(Window::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_numbers_give_a_window_that_a_link_spells_or_none(
            from in -1e4..1e4f64, years in -10.0..500.0f64, low in -1e3..1e3f64, logs in -10.0..100.0f64,
        ) {
            if let Some(window) = Window::of((from, from + years), (low, low + logs)) {
                prop_assert_eq!(Window::read(&window.to_string()), Some(window));
            }
        }

        #[test]
        fn any_text_is_a_window_or_none(text in "[-0-9.,eN]{0,30}") {
            if let Some(window) = Window::read(&text) {
                prop_assert_eq!(Window::read(&window.to_string()), Some(window));
            }
        }
    }
}
