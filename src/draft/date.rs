//! The date of a report, as typed: the program has no clock.

use crate::quantity::days_in;

/// Reads a calendar day as ISO 8601 writes it: `2026-11-22`.
pub fn date(text: &str) -> Option<&str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let is_shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let is_day = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    (year > 0 && is_day).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for good in ["2026-11-22", " 2024-02-29 ", "2000-02-29", "0001-01-01"] {
            assert_eq!(date(good), Some(good.trim()));
        }
        for bad in [
            "",
            "today",
            "2026-11-31",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-10",
            "22.11.2026",
            "2026-11-22T10",
            "٢٠٢٦-11-22",
            "0000-01-01",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }
}
