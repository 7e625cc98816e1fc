//! The dates between which the training ran.

use super::TRAININGS;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::rules::Fact;
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;
use crate::quantity::{self, Dimension};

/// Finds `from 3 March 2024 to 21 March 2024`, `2024-03-03 – 2024-03-21` and the like.
pub(in crate::import::passage) fn dates(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let doc = &passage.doc;
    for sentence in &doc.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(first) = date_end(doc, at, sentence.end) else {
                at += 1;
                continue;
            };
            let joins = matches!(doc.word(first), "to" | "until" | "till" | "and" | "through")
                || doc.sign(first, '–')
                || doc.sign(first, '-');
            let second = joins
                .then(|| date_end(doc, first + 1, sentence.end))
                .flatten();
            let Some(end) = second else {
                at = first;
                continue;
            };
            let spell = |range: std::ops::Range<usize>| -> String {
                doc.tokens[range]
                    .iter()
                    .map(|token| {
                        if token.glued {
                            token.text.clone()
                        } else {
                            format!(" {}", token.text)
                        }
                    })
                    .collect()
            };
            let text = format!("{} to {}", spell(at..first), spell(first + 1..end));
            let judge = passage.judge_of();
            let reasons = judge.reasons(at);
            if let Ok(read) = quantity::read_counted(text.trim(), Dimension::Time)
                && TRAININGS.contains(&read.value.median())
                && reasons
                    .iter()
                    .all(|why| matches!(why, Why::Project | Why::Owned))
            {
                let mut fact = Fact::at(Key::Time, at..end, read.value.median(), 70, rule);
                fact.stage = passage.stage_at(at);
                out.push(fact);
            }
            at = end;
        }
    }
}

/// Returns the end of a date at a token, which has a month or is written `2024-03-21`.
fn date_end(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let token = doc.get(at).filter(|_| at < end)?;
    let month = |at: usize| {
        doc.get(at)
            .is_some_and(|token| token.text.starts_with(char::is_uppercase))
            && doc.word(at).len() < 10
            && MONTHS.iter().any(|month| doc.word(at).starts_with(month))
    };
    let number = |at: usize, digits: usize| {
        doc.get(at).is_some_and(|token| {
            token.is_number()
                && token.text.len() <= digits
                && token.text.bytes().all(|b| b.is_ascii_digit())
        })
    };
    if token.is_number()
        && token.text.len() == 4
        && doc.sign(at + 1, '-')
        && number(at + 2, 2)
        && doc.sign(at + 3, '-')
        && number(at + 4, 2)
    {
        return Some(at + 5);
    }
    let mut next = at;
    let mut has_month = false;
    while next < end && next < at + 6 {
        if month(next) && !has_month {
            has_month = true;
        } else if number(next, 2) || number(next, 4) {
            // A number of another thing follows: `21 March 16 GPUs`.
        } else if matches!(doc.word(next), "st" | "nd" | "rd" | "th")
            || doc.sign(next, ',') && number(next + 1, 4)
            || doc.sign(next, '.') && next > at && (month(next - 1) || month(next + 1))
        {
        } else {
            break;
        }
        next += 1;
    }
    (has_month && next > at + 1).then_some(next)
}
