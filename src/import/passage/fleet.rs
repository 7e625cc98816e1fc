//! Periods in prose: `1200 hours on 6144 chips and another 336 hours on 3072 of them`.

use super::gather::Passage;
use super::periods::Period;
use super::rules::Fact;

/// Words between two periods of one training.
const JOINS: [&str; 14] = [
    "another",
    "then",
    "further",
    "followed by",
    "plus",
    "afterwards",
    "later",
    "after that",
    "before moving",
    "moved to",
    "the remaining",
    "the rest",
    "finished on",
    "more days",
];

/// Returns the periods that one sentence or two give: pairs of a time and a number of chips.
pub(super) fn periods(passage: &Passage, times: &[Fact], counts: &[Fact]) -> Vec<Period> {
    let doc = &passage.doc;
    let mut times: Vec<&Fact> = times
        .iter()
        .filter(|fact| fact.rule == "duration" || fact.rule == "dates")
        .collect();
    let mut counts: Vec<&Fact> = counts.iter().collect();
    times.sort_by_key(|fact| fact.tokens.start);
    counts.sort_by_key(|fact| fact.tokens.start);
    counts.dedup_by(|a, b| a.tokens.start < b.tokens.end && b.tokens.start < a.tokens.end);
    if times.len() < 2 || counts.len() < 2 {
        return Vec::new();
    }
    // Each time takes the nearest count of its sentence; no count is taken twice.
    let mut out: Vec<Period> = Vec::new();
    let mut taken = Vec::new();
    for time in &times {
        let sentence = doc.sentence(time.tokens.start);
        let nearest = counts
            .iter()
            .enumerate()
            .filter(|(number, count)| {
                sentence.contains(&count.tokens.start) && !taken.contains(number)
            })
            .min_by_key(|(_, count)| time.tokens.start.abs_diff(count.tokens.start));
        let Some((number, count)) = nearest else {
            continue;
        };
        taken.push(number);
        let range =
            time.tokens.start.min(count.tokens.start)..time.tokens.end.max(count.tokens.end);
        out.push(Period {
            seconds: time.value(),
            chips: count.value(),
            hardware: passage
                .hardware_in(range.start..range.end + 1)
                .next()
                .map(|(_, found)| found.clone()),
            share: None,
            tokens: range,
        });
    }
    let (Some(first), Some(last)) = (out.first(), out.last()) else {
        return out;
    };
    let sentences = doc.sentence_of[last.tokens.start] - doc.sentence_of[first.tokens.start];
    let joined = JOINS
        .iter()
        .any(|phrase| doc.has_phrase(first.tokens.start..last.tokens.end, phrase));
    let distinct = out.windows(2).all(|pair| {
        pair[0].chips != pair[1].chips
            || pair[0].hardware.as_ref().map(|h| &h.tokens)
                != pair[1].hardware.as_ref().map(|h| &h.tokens)
    });
    if joined && distinct && sentences <= 2 && out.len() < 8 {
        out
    } else {
        Vec::new()
    }
}
