//! The time of a job, as Slurm prints it.

/// Returns the seconds of `ElapsedRaw` (`3600`) or `Elapsed` (`[days-][hours:]minutes:seconds`).
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let (days, clock) = match text.split_once('-') {
        Some((days, clock)) => (number(days)?, clock),
        None => (0, text),
    };
    let parts: Vec<u64> = clock.split(':').map(number).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts[..] {
        // Days alone need hours with them: `1-05` is not a form of Slurm's.
        [seconds] if !text.contains('-') => return Some(seconds),
        [minutes, seconds] if !text.contains('-') => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    if minutes > 59 && parts.len() == 3 || seconds > 59 {
        return None;
    }
    let hours = days.checked_mul(24)?.checked_add(hours)?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    minutes.checked_mul(60)?.checked_add(seconds)
}

/// Reads digits without a sign, up to a billion: no job runs for 30 years.
fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.len() <= 10 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_slurm_is_read() {
        for (text, expected) in [
            ("0", 0),
            ("86400", 86_400),
            (" 3600 ", 3_600),
            ("00:00:00", 0),
            ("02:03:04", 7_384),
            ("1-02:03:04", 93_784),
            ("14-00:00:00", 1_209_600),
            ("100-23:59:59", 8_726_399),
            ("05:06", 306),
            ("36:00:00", 129_600),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_not() {
        for text in [
            "",
            "-",
            ":",
            "1-",
            "1-2",
            "1-02:03",
            "-5",
            "+5",
            "1:2:3:4",
            "00:60:00",
            "00:00:60",
            "INVALID",
            "Unknown",
            "5 days",
            "1.5",
            "99999999999",
            "٣٦٠٠",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
