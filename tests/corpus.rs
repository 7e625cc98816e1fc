//! The corpus of links, tests/fixtures/links.csv: every version opens them all, with the same figures.

use petaday::answer::{Severity, answer};
use petaday::draft::link::{decode, encode};

const LINKS: &str = include_str!("fixtures/links.csv");

struct Row {
    what: String,
    link: String,
    /// Low, median, high.
    flop: Option<[f64; 3]>,
    problems: String,
}

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(LINKS.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        let figure = |at: usize| record[at].parse::<f64>().ok();
        Row {
            what: record[0].into(),
            link: record[1].into(),
            flop: figure(2)
                .zip(figure(3))
                .zip(figure(4))
                .map(|((low, median), high)| [low, median, high]),
            problems: record[5].into(),
        }
    });
    rows.collect()
}

#[test]
fn every_link_opens_with_its_figures() {
    assert!(rows().len() >= 95, "rows are added, and none is taken away");
    for Row {
        what, link, flop, ..
    } in rows()
    {
        let headline = answer(&decode(&link).draft).outcome.total.headline;
        let found = headline.map(|(flop, _)| [flop.0.low(), flop.0.median(), flop.0.high()]);
        let is_same = match (found, flop) {
            (Some(found), Some(flop)) => {
                let pairs = found.into_iter().zip(flop);
                pairs.into_iter().all(|(a, b)| (a / b - 1.0).abs() < 1e-9)
            }
            (found, flop) => found.is_none() && flop.is_none(),
        };
        assert!(is_same, "{what}: {link} opens with {found:?}, not {flop:?}");
    }
}

#[test]
fn every_link_says_what_is_wrong_with_it() {
    for Row {
        what,
        link,
        problems,
        ..
    } in rows()
    {
        let opened = decode(&link);
        let answer = answer(&opened.draft);
        let fields = answer.problems.iter().chain(&answer.findings);
        // A question is asked and no error, and leaves no figure either.
        let wrong = fields.filter(|problem| match problem.severity {
            Severity::Error => true,
            Severity::Missing => !problem.choices.is_empty(),
            _ => false,
        });
        let unread = opened.problems.iter().map(|problem| problem.key.clone());
        let mut said: Vec<String> = unread.chain(wrong.map(|p| p.field.to_string())).collect();
        said.dedup();
        assert_eq!(said.join("; "), problems, "{what}: {link}");
    }
}

/// A link may be spelled in many ways; as Petaday spells it, it is the same ever after.
#[test]
fn every_link_is_spelled_the_same_once_it_was_opened() {
    let mut canonical = 0;
    for Row { what, link, .. } in rows() {
        let spelled = encode(&decode(&link).draft);
        assert_eq!(encode(&decode(&spelled).draft), spelled, "{what}");
        assert_eq!(decode(&spelled).problems, [], "{what}");
        canonical += usize::from(spelled == link);
    }
    assert!(canonical >= 50, "{canonical} of them are canonical");
}

/// The links use the whole vocabulary.
#[test]
fn every_key_is_in_some_link() {
    for key in petaday::draft::Key::ALL {
        let has = |row: &Row| decode(&row.link).draft.entries().any(|(f, _)| f.key == key);
        assert!(rows().iter().any(has), "no link has {}", key.name());
    }
}
