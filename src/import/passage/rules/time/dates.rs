//! The dates between which the training ran.

use super::TRAININGS;
use crate::draft::Key;
use crate::import::passage::gather::{Passage, is_learning};
use crate::import::passage::months::is_month;
use crate::import::passage::rules::Fact;
use crate::import::passage::token::{Doc, Token};
use crate::import::passage::why::Why;
use crate::quantity::{self, Dimension};
use std::ops::Range;

/// A year without a leap day.
const ANY_YEAR: &str = "2023";

/// Beginnings of words before the first of two dates that the training lay between.
const BEGINS: [&str; 8] = [
    "from", "between", "start", "began", "begin", "begun", "launched", "kicked",
];

/// Beginnings of words before a range of dates that has no year.
const PERIODS: [&str; 8] = [
    "train",
    "pretrain",
    "pre-train",
    "period",
    "date",
    "duration",
    "time",
    "ran",
];

/// Beginnings of words of making data, and of writing and revising a text.
const OF_DATA: [&str; 15] = [
    "collect", "gather", "crawl", "scrap", "record", "download", "annotat", "label", "survey",
    "revis", "submit", "review", "publish", "accepted", "posted",
];

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
            // `started on 3 March and finished on 11 April`
            let mut behind = first + 1;
            if doc.word(first) == "and"
                && matches!(
                    doc.word(behind),
                    "ended" | "finished" | "completed" | "stopped" | "ran" | "concluded"
                )
            {
                behind += 1 + usize::from(matches!(doc.word(behind + 1), "on" | "until" | "at"));
            }
            let second = joins.then(|| date_end(doc, behind, sentence.end)).flatten();
            let Some(end) = second else {
                at = first;
                continue;
            };
            let spell = |range: Range<usize>| -> String {
                // The hours of `4 May 08:00` change no number of days by much.
                let is_clock = |at: usize| {
                    range.contains(&(at - 1)) && range.contains(&(at + 1)) && is_clock(doc, at)
                };
                let is_hour = |at: &usize| (at.saturating_sub(1).max(1)..at + 2).any(is_clock);
                range
                    .clone()
                    .filter(|at| !is_hour(at))
                    .map(|at| &doc.tokens[at])
                    .map(|token| {
                        if token.glued {
                            token.text.clone()
                        } else {
                            format!(" {}", token.text)
                        }
                    })
                    .collect()
            };
            let (from, to) = (spell(at..first), spell(behind..end));
            // `from 2 Jan to 30 Jan`: the days between them are those of any year.
            let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            let mut words = from.split([' ', ',', '-']).chain(to.split([' ', ',', '-']));
            let has_year = words.any(is_year);
            let is_pair = doc.word(first) == "and" && behind == first + 1;
            let is_told = match is_pair {
                true => opens(doc, at, &BEGINS),
                false => has_year || opens(doc, at, &BEGINS) || opens(doc, at, &PERIODS),
            };
            if !is_told || is_of_data(doc, at, end) {
                at = end;
                continue;
            }
            let text = match has_year {
                true => format!("{from} to {to}"),
                false => format!("{} {ANY_YEAR} to {} {ANY_YEAR}", from.trim(), to.trim()),
            };
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

/// Returns whether a colon stands between two numbers without a space: `08:00`.
fn is_clock(doc: &Doc, at: usize) -> bool {
    let is_number = |at: usize| doc.get(at).is_some_and(Token::is_number);
    let is_glued = |at: usize| doc.get(at).is_some_and(|token| token.glued);
    doc.sign(at, ':')
        && at.checked_sub(1).is_some_and(is_number)
        && is_number(at + 1)
        && is_glued(at)
        && is_glued(at + 1)
}

/// Returns whether one of some beginnings of words stands shortly before a date.
fn opens(doc: &Doc, at: usize, stems: &[&str]) -> bool {
    const WORDS: usize = 4;
    let start = at.saturating_sub(WORDS).max(doc.sentence(at).start);
    (start..at).any(|at| stems.iter().any(|stem| doc.word(at).starts_with(stem)))
}

/// Returns whether two dates are of data or of a text, by the nearest word that says it: `Data was collected between 1 May
/// and 30 June`.
fn is_of_data(doc: &Doc, at: usize, end: usize) -> bool {
    let sentence = doc.sentence(at);
    let said = |at: usize| {
        let word = doc.word(at);
        let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
        match (is_learning(word), begins(&OF_DATA)) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    };
    let mut near = (sentence.start..at).rev().chain(end..sentence.end);
    near.find_map(said).unwrap_or(false)
}

/// Returns the end of a date at a token, which has a month or is written `2024-03-21`.
fn date_end(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let token = doc.get(at).filter(|_| at < end)?;
    let month = |at: usize| is_month(doc, at);
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
    let is_year = |at: usize| {
        let text = doc.get(at).map_or("", |token| token.text.as_str());
        text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
    };
    let mut next = at;
    let mut has_month = false;
    while next < end && next < at + 6 {
        if month(next) && !has_month {
            has_month = true;
        } else if has_month && number(next, 2) && is_clock(doc, next + 1) && number(next + 2, 2) {
            // `4 May 08:00`
            next += 2;
        } else if number(next, 2) || number(next, 4) {
            // A number of another thing follows: `21 March 16 GPUs`.
        } else if matches!(doc.word(next), "st" | "nd" | "rd" | "th")
            || doc.sign(next, ',') && number(next + 1, 4) && is_year(next + 1)
            || doc.sign(next, '.') && next > at && (month(next - 1) || month(next + 1))
        {
        } else {
            break;
        }
        next += 1;
    }
    (has_month && next > at + 1).then_some(next)
}
