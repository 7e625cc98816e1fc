//! The statements that the view shows, checked, filtered and searched.

use super::{Checked, Settings, Verdict};
use crate::catalog::claims::claims;

/// Checks all statements.
pub fn check_all() -> Vec<Checked> {
    claims().iter().map(Checked::of).collect()
}

/// Returns those that the settings ask for, in the order of the table.
pub fn select<'a>(all: &'a [Checked], settings: &Settings) -> Vec<&'a Checked> {
    let words: Vec<String> = settings
        .find
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    all.iter()
        .filter(|checked| match &settings.claim {
            Some(slug) => checked.claim.slug == *slug,
            None => {
                let is_of_verdict = settings.verdict.is_none_or(|v| v == checked.verdict);
                is_of_verdict && has_words(checked, &words)
            }
        })
        .collect()
}

fn has_words(checked: &Checked, words: &[String]) -> bool {
    let claim = checked.claim;
    let text = [
        claim.who,
        claim.subject,
        claim.said,
        claim.reason,
        claim.published,
    ]
    .join(" ")
    .to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Returns how many there are of each verdict, without those of which there are none.
pub fn counts(all: &[Checked]) -> Vec<(Verdict, usize)> {
    let count = |verdict| all.iter().filter(|c| c.verdict == verdict).count();
    let counts = Verdict::ALL.map(|verdict| (verdict, count(verdict)));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Says how many of all statements are shown.
pub fn count_in_words(shown: usize, all: usize) -> String {
    match shown {
        0 => "No claim has these words and this verdict.".into(),
        1 => format!("1 of {all} claims."),
        _ if shown == all => format!("{all} claims."),
        _ => format!("{shown} of {all} claims."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_is_shown_until_something_is_asked_for() {
        let all = check_all();
        assert_eq!(select(&all, &Settings::default()).len(), claims().len());
        let sum: usize = counts(&all).iter().map(|(_, count)| count).sum();
        assert_eq!(sum, claims().len());
    }

    #[test]
    fn words_are_found_in_any_order_and_case() {
        let all = check_all();
        let slugs = |find: &str| -> Vec<&str> {
            let settings = Settings {
                find: find.into(),
                ..Settings::default()
            };
            let shown = select(&all, &settings).into_iter();
            shown.map(|checked| checked.claim.slug).collect()
        };
        assert_eq!(slugs("palmyra WRITER weeks"), ["writer-palmyra-x5-time"]);
        assert!(slugs("nobody says this").is_empty());
    }

    #[test]
    fn one_claim_is_shown_alone_whatever_else_is_asked_for() {
        let all = check_all();
        let settings = Settings {
            claim: Some("gpt-3-compute".into()),
            verdict: Some(Verdict::Impossible),
            find: "meta".into(),
        };
        let shown = select(&all, &settings);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].claim.slug, "gpt-3-compute");
    }
}
