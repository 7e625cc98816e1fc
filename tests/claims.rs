//! Every published statement of assets/claims.csv, recomputed: what follows, the verdict, and docs/claims.md.

use petaday::answer::answer;
use petaday::catalog::claims::{claim, claims};
use petaday::claim::{Checked, Verdict, document};
use petaday::draft::link::{decode, encode};

/// Each claim’s result as worked out by hand: the slug, our figure, and the verdict.
const FIXTURE: &str = include_str!("fixtures/claims.csv");

#[test]
fn every_claim_comes_to_the_figure_and_the_verdict_that_were_worked_out() {
    let mut reader = csv::Reader::from_reader(FIXTURE.as_bytes());
    let mut slugs = Vec::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let (slug, ours, word, sentence) = (&row[0], &row[1], &row[2], &row[3]);
        let checked = Checked::of(claim(slug).unwrap_or_else(|| panic!("{slug} is no claim")));
        let expected: f64 = ours.parse().expect("a number");
        match checked.ours {
            Some(ours) => assert!((ours / expected - 1.0).abs() < 0.005, "{slug}: {ours}"),
            None => panic!("{slug}: its estimate has no such figure"),
        }
        assert_eq!(checked.verdict.word(), word, "{slug}");
        assert_eq!(checked.sentence, sentence, "{slug}");
        slugs.push(slug.to_owned());
    }
    let rated: Vec<&str> = claims()
        .iter()
        .filter(|claim| Checked::of(claim).verdict != Verdict::WrongUnit)
        .map(|claim| claim.slug)
        .collect();
    assert_eq!(
        slugs, rated,
        "a claim has no row in tests/fixtures/claims.csv"
    );
}

#[test]
fn there_are_claims_of_every_verdict_and_both_companies_are_among_them() {
    assert!(claims().len() >= 25);
    for verdict in Verdict::ALL {
        assert!(
            claims().iter().any(|c| Checked::of(c).verdict == verdict),
            "{verdict:?}"
        );
    }
    for who in ["Writer", "IBM"] {
        assert!(claims().iter().filter(|claim| claim.who == who).count() >= 2);
    }
}

#[test]
fn every_estimate_is_spelled_as_links_are_and_pins_its_tables() {
    let others = claims().iter().filter_map(|claim| Some(claim.other?.0));
    for link in claims().iter().map(|claim| claim.link).chain(others) {
        let opened = decode(link);
        assert_eq!(opened.problems, [], "{link}");
        assert_eq!(encode(&opened.draft), link);
        assert!(link.starts_with("v=1&data="), "{link}");
        assert!(link.contains("&title="), "{link}");
    }
}

/// A figure as it is printed can be read in its unit; only that of a wrong unit cannot.
#[test]
fn a_figure_of_a_wrong_unit_is_a_speed() {
    for claim in claims() {
        let is_speed = claim.value.contains("FLOP/s");
        let is_refused = Checked::of(claim).figure.is_none();
        assert_eq!(is_speed, is_refused, "{}", claim.slug);
    }
}

#[test]
fn what_agrees_needs_nothing_to_reconcile_it_and_all_else_does() {
    for claim in claims() {
        let checked = Checked::of(claim);
        let fits = matches!(checked.verdict, Verdict::Agrees | Verdict::Plausible);
        assert_eq!(fits, claim.reconciles.is_empty(), "{}", claim.slug);
    }
}

/// “97.9% of the peak” and “impossible” are what the page says behind the link.
#[test]
fn the_links_of_both_companies_reproduce_what_is_said_of_them() {
    let text = |link: &str| {
        let answer = answer(&decode(link).draft);
        let agreement = answer.outcome.total.agreement.expect("both methods");
        agreement.to_string()
    };
    let writer = claim("writer-palmyra-x5-time").expect("Writer");
    assert!(text(writer.link).contains("97.9%"));
    assert!(text(writer.other.expect("A100").0).contains("Impossible: 311%"));
    let ibm = claim("ibm-granite-3.0-8b-hours").expect("IBM");
    assert!(text(ibm.link).contains("19.8%, typical"));
}

#[test]
fn the_page_of_the_docs_is_made_from_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/claims.md");
    if std::env::var_os("UPDATE_CLAIMS").is_some() {
        std::fs::write(path, document()).expect("docs/claims.md can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == document(),
        "docs/claims.md is not that of assets/claims.csv: run UPDATE_CLAIMS=1 cargo test --no-default-features --test claims"
    );
}
