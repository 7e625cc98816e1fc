//! The memory that a chip's names give, “80GB”: another than that of the row is another chip's name.

use super::chips::Row;

/// How far a name may round: 80 for 79.6, 144 for 141.
const ROUNDING: f64 = 0.025;

/// Names give the memory of the CPU here, which the GPU shares.
const OF_THE_CPU: (&str, f64) = ("nvidia-gh200", 480.0);

/// Returns what is wrong with the memory that names of the row give.
pub(crate) fn check(row: &Row) -> Vec<String> {
    let names = [&row.slug, &row.name].into_iter().chain(&row.aliases);
    let wrong = names.filter_map(|name| {
        let said = gigabytes(name)?;
        if (row.slug.as_str(), said) == OF_THE_CPU {
            return None;
        }
        match row.memory_gb {
            None => Some(format!(
                "“{name}” gives {said} GB, and memory_gb is empty: fill it in"
            )),
            Some(memory) if (memory / said - 1.0).abs() > ROUNDING => Some(format!(
                "“{name}” gives {said} GB, but memory_gb is {memory}: give the version with {said} GB a row of its own"
            )),
            Some(_) => None,
        }
    });
    wrong.collect()
}

/// Returns the number in front of `GB`: 80 of `A100-SXM4-80GB` and of `A100 SXM 80 GB`; none of `GB200`.
fn gigabytes(name: &str) -> Option<f64> {
    let name = name.to_ascii_lowercase();
    let (at, _) = name.match_indices("gb").find(|(at, _)| {
        let next = name[at + 2..].chars().next();
        !next.is_some_and(|c| c.is_ascii_alphanumeric())
    })?;
    let before = name[..at].trim_end_matches([' ', '-', '_']);
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    before[start.len()..].parse().ok()
}
