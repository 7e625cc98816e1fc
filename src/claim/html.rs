//! A checked statement as HTML, and the address of a correction.

use super::{Checked, link_of};
use crate::catalog::EDITION;
use crate::catalog::claims::{Claim, Compares, Seen};
use crate::quantity::MONTHS;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The project's home.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Draws a statement: who says what, what follows, and what would reconcile the two.
pub fn card(checked: &Checked) -> Markup {
    let claim = checked.claim;
    html! {
        h2 {
            a href={ "#" (link_of(claim.slug)) } { (claim.who) ": " (claim.subject) }
            " " span.quiet { (claim.figure) }
        }
        p {
            strong.verdict.(checked.verdict.word()) { (checked.sentence) }
        }
        dl {
            dt { "Said" }
            dd {
                (claim.said) " "
                small { a href=(claim.source) { "Source" } ", " (date(claim.published)) }
            }
            dt { "Follows" }
            dd { (follows(checked)) }
            dt { "Why" }
            dd { (claim.reason) }
            @if !claim.reconciles.is_empty() {
                dt { "Would reconcile them" }
                dd { (claim.reconciles) }
            }
            @if let Some(now) = &checked.since {
                dt { "Since then" }
                dd { "By the tables of " (EDITION) ": " (now) "." }
            }
        }
        p.quiet { "Checked " (claim.checked) "; " (evidence_words(claim.seen)) "." }
    }
}

/// Says what follows from the source's own inputs.
fn follows(checked: &Checked) -> Markup {
    html! {
        @if checked.ours_in_words.is_empty() {
            "An amount of operations has no speed to be held against."
        } @else {
            strong { (checked.ours_in_words) }
            " " (against(checked.claim))
        }
    }
}

/// Says what our figure is of, in words that follow it.
pub(super) fn against(claim: &Claim) -> String {
    let figure = claim.figure;
    match claim.compares {
        Compares::Compute => format!("from the published inputs; it prints {figure}."),
        Compares::ChipHours => format!("from its own inputs; it prints {figure}."),
        Compares::Peak => format!("would have been used in {figure}."),
        Compares::Utilization => format!("over the whole run; it prints {figure}."),
        Compares::Energy => format!("for the same operations; it prints {figure}."),
        Compares::Remaining => format!("by counting; it says {figure}."),
    }
}

fn evidence_words(seen: Seen) -> &'static str {
    match seen {
        Seen::Source => "the source or a copy of it was read",
        Seen::Table => "the figures stand in this program’s tables, with their sources",
        Seen::Reported => "quoted by others, as the page could not be opened",
    }
}

/// Writes a day, a month or a year: `4 April 2022`, `April 2022`, `2022`.
pub(super) fn date(text: &str) -> String {
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| {
        let number: usize = month.parse().ok()?;
        MONTHS.get(number.checked_sub(1)?)
    });
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.into(),
    }
}

/// Returns the address of a new issue that corrects a statement.
pub fn issue(checked: &Checked) -> String {
    let claim = checked.claim;
    let text = format!(
        "**The claim**: {}, {} ({})\n\n**What Petaday says**: {}\n\n**What is right**, and where it is printed:\n",
        claim.who, claim.subject, claim.slug, checked.sentence
    );
    let title = format!("Claim {}: a correction", claim.slug);
    let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    format!(
        "{REPOSITORY}/issues/new?labels=claim&title={}&body={}",
        escaped(&title),
        escaped(&text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::claims::{claim, claims};
    use crate::dom::{Role, parse};

    fn of(slug: &str) -> Checked {
        Checked::of(claim(slug).expect("in the table"))
    }

    #[test]
    fn a_card_has_the_verdict_its_link_and_the_source() {
        let card = parse(&card(&of("writer-palmyra-x5-time")).into_string());
        assert!(card.has(Role::Strong, "More than is usual: 97.9% of the peak"));
        assert!(card.leads_to("#view=claims&claim=writer-palmyra-x5-time"));
        card.expect("December 2025");
        card.expect("Would reconcile them");
    }

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        assert_eq!(date("2022-04-04"), "4 April 2022");
        assert_eq!(date("2022-11"), "November 2022");
        assert_eq!(date("2026"), "2026");
    }

    #[test]
    fn a_correction_names_the_claim_and_breaks_no_address() {
        for claim in claims() {
            let address = issue(&Checked::of(claim));
            assert!(address.contains("labels=claim"), "{address}");
            assert!(!address.contains([' ', '#', '"', '\n']), "{address}");
        }
        assert!(issue(&of("gpt-3-compute")).contains("gpt%2D3%2Dcompute"));
    }
}
