//! Times as clocks and schedulers print them: `36:00:00`, `3-12:00:00`, `2-06:30`.

use super::ReadError;

/// Reads a clock at the start of the text. Returns it spelled with units (`3 d 12 h`) and the number of
/// characters that it takes; `None` if the text starts with another number. Behind days, two numbers
/// are hours and minutes.
pub(super) fn take(
    chars: &[char],
    is_behind_days: bool,
) -> Result<Option<(String, usize)>, ReadError> {
    let run = |from: usize, is: fn(&char) -> bool| {
        let rest = chars.get(from..).unwrap_or_default();
        rest.iter().take_while(|c| is(c)).count()
    };
    let first = run(0, char::is_ascii_digit);
    let is_day = chars.get(first) == Some(&'-');
    let start = if is_day { first + 1 } else { 0 };
    let length = run(start, |c| c.is_ascii_digit() || *c == ':');
    let end = start + length;
    let clock = &chars[start..end];
    // `5-6:00:00` has days, `5 to 6` has none.
    if !clock.contains(&':') || is_day && run(start, char::is_ascii_digit) == 0 {
        return Ok(None);
    }
    let typed: String = chars[..end].iter().take(24).collect();
    let wrong = || ReadError::NoClock(typed.clone());
    let is_whole = !chars
        .get(end)
        .is_some_and(|c| c.is_ascii_alphanumeric() || *c == '.');
    let fields: Vec<u32> = clock
        .split(|c| *c == ':')
        .enumerate()
        .map(|(at, digits)| field(digits, at == 0))
        .collect::<Option<_>>()
        .filter(|_| is_whole)
        .ok_or_else(wrong)?;
    let days = match is_day {
        true => field(&chars[..first], true).ok_or_else(wrong)?,
        false => 0,
    };
    let parts = match fields[..] {
        [hours, minutes, seconds] => [days, hours, minutes, seconds],
        [hours, minutes] if is_day || is_behind_days => [days, hours, minutes, 0],
        [first, second] => {
            let [long, short] = [[0, first, second, 0], [0, 0, first, second]].map(spell);
            return Err(ReadError::Clock(typed, long, short));
        }
        _ => return Err(wrong()),
    };
    Ok(Some((spell(parts), end)))
}

/// Reads two digits below 60; as the first field, any number that a clock may have.
fn field(digits: &[char], is_first: bool) -> Option<u32> {
    let is_long = if is_first {
        (1..=6).contains(&digits.len())
    } else {
        digits.len() == 2
    };
    let number: u32 = digits.iter().collect::<String>().parse().ok()?;
    (is_long && (is_first || number < 60)).then_some(number)
}

/// Spells days, hours, minutes and seconds, without those that are zero.
fn spell(parts: [u32; 4]) -> String {
    let units = ["d", "h", "min", "s"];
    let named = parts.iter().zip(units).filter(|(part, _)| **part > 0);
    let named: Vec<String> = named.map(|(part, unit)| format!("{part} {unit}")).collect();
    if named.is_empty() {
        return "0 s".into();
    }
    named.join(" ")
}
