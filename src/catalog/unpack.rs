//! Reader of the texts that the build makes of the tables (`build/pack.rs`).

/// The cells of a line; empty ones after the last.
pub(super) struct Cells(std::str::Split<'static, char>);

impl Cells {
    pub(super) fn of(line: &'static str) -> Self {
        Self(line.split('\t'))
    }

    pub(super) fn text(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    /// Reads a number; see [`number`].
    pub(super) fn number(&mut self) -> f64 {
        number(self.text())
    }

    /// Reads a position in a list; `None` for an empty text.
    pub(super) fn index(&mut self) -> Option<usize> {
        let text = self.text();
        (!text.is_empty()).then(|| digits(text) as usize)
    }

    /// Reads a positive number; `None` for an empty text.
    pub(super) fn optional(&mut self) -> Option<f64> {
        Some(self.number()).filter(|value| *value > 0.0)
    }

    /// Reads the place of a member in `all`, and returns the member.
    pub(super) fn member<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        self.index().and_then(|place| all.get(place).copied())
    }

    /// Reads places in `all`, separated by semicolons, and returns the members.
    pub(super) fn members<T: Copy>(&mut self, all: &[T]) -> Vec<T> {
        let places = self.text().split(';').filter(|place| !place.is_empty());
        places
            .filter_map(|place| all.get(digits(place) as usize).copied())
            .collect()
    }
}

/// Reads `312e12`, an integer and a power of ten; 0 for an empty text. Powers up to 10^22 are exact in
/// a double, so the one product or quotient is rounded as a decimal of that value would be.
fn number(text: &str) -> f64 {
    let (integer, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let power = (0..digits(exponent.trim_start_matches('-'))).fold(1.0, |power, _| power * 10.0);
    let integer = f64::from(digits(integer));
    if exponent.starts_with('-') {
        integer / power
    } else {
        integer * power
    }
}

fn digits(text: &str) -> u32 {
    text.bytes().fold(0, |value: u32, digit| {
        value
            .wrapping_mul(10)
            .wrapping_add(u32::from(digit.wrapping_sub(b'0')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_double_that_its_decimal_is_read_as() {
        for (text, value) in [
            ("", 0.0),
            ("80", 80.0),
            ("312e12", 312e12),
            ("100663e11", 10.0663e15),
            ("19789e11", 1978.9e12),
            ("1536e-3", 1.536),
            ("9e-1", 0.9),
            ("38000e22", 3.8e26),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
    }
}
