//! Rules for the training time: durations, dates, and times of an epoch or a step.

use super::super::context::Why;
use super::super::gather::Passage;
use super::super::mention::Mention;
use super::super::noun::{Noun, noun};
use super::super::token::Doc;
use super::{Fact, Rule, free, says_before, says_near};
use crate::draft::Key;
use crate::quantity::{self, Dimension};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "duration",
        reads: "how long the training took",
        example: (
            "Training took three and a half days on 8 V100 GPUs.",
            &[("time", "3.5 d"), ("chips", "8")],
        ),
        run: duration,
    },
    Rule {
        name: "time of an epoch",
        reads: "the time of an epoch, times the epochs",
        example: (
            "An epoch takes 30 minutes on a single RTX 3090, and we train for 100 epochs.",
            &[("time", "50 h"), ("chips", "1"), ("epochs", "100")],
        ),
        run: of_epochs,
    },
    Rule {
        name: "time of a step",
        reads: "the time of a step, or the steps of a second, times the steps",
        example: (
            "A step takes 2 seconds on 64 A100 40GB, and we train for 90,000 steps.",
            &[("time", "50 h"), ("chips", "64"), ("steps", "90k")],
        ),
        run: of_steps,
    },
    Rule {
        name: "dates",
        reads: "the dates between which the training ran",
        example: (
            "Training ran from 3 March 2024 to 21 March 2024 on 16 H100 SXM.",
            &[("time", "18 d"), ("chips", "16")],
        ),
        run: dates,
    },
];

/// The shortest and the longest training that a passage may speak of, in seconds.
const TRAININGS: std::ops::Range<f64> = 100.0..1e8;

/// Words before a time that make it no duration of training.
const MOMENTS: [&str; 21] = [
    "every",
    "next",
    "ago",
    "past",
    "last",
    "age",
    "old",
    "within the first",
    "first",
    "after each",
    "timeout",
    "checkpoint every",
    "deadline",
    "maximum of",
    "idle",
    "downtime",
    "lost",
    "outage",
    "repair",
    "queue",
    "waiting",
];

fn duration(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::Time(_)), &[Why::Owned]) {
        let Noun::Time(unit) = mention.noun else {
            continue;
        };
        let seconds = mention.amount.value() * unit;
        if !TRAININGS.contains(&seconds)
            || mention.per.is_some()
            || rate_of(passage, mention).is_some()
        {
            continue;
        }
        let bounded = says_before(
            passage,
            mention,
            4,
            &[
                "at most",
                "every",
                "within the first",
                "after each",
                "maximum of",
            ],
        ) && !says_before(passage, mention, 2, &["for", "of"]);
        if says_before(passage, mention, 1, &MOMENTS)
            || bounded
            || says_behind_moment(passage, mention)
        {
            continue;
        }
        let doc = &passage.doc;
        let sentence = doc.sentence(mention.tokens.start);
        let mut score = 55;
        let has_chips = passage.mentions.iter().any(|other| {
            sentence.contains(&other.tokens.start)
                && matches!(other.noun, Noun::Chip | Noun::Node | Noun::Part | Noun::Pod)
        });
        score += 12 * i32::from(has_chips);
        score += 8 * i32::from(says_before(
            passage,
            mention,
            6,
            &[
                "for", "took", "takes", "lasted", "lasts", "over", "in", "within", "after", "ran",
                "needed", "is", "was",
            ],
        ));
        score -= 6 * i32::from(mention.amount.article);
        score -= 20
            * i32::from(says_near(
                passage,
                mention,
                &["additional", "another", "extra"],
            ));
        // The total says more than its parts.
        score += 10
            * i32::from(says_near(
                passage,
                mention,
                &["total", "in total", "altogether", "overall", "in all"],
            ));
        let mut fact = Fact::of(passage, Key::Time, number, score, rule).times(unit);
        fact.unit = Some(mention.noun);
        out.push(fact);
    }
}

fn says_behind_moment(passage: &Passage, mention: &Mention) -> bool {
    super::says_behind(
        passage,
        mention,
        7,
        &["of transcribed", "of audio", "of speech", "hours of"],
    ) || super::says_behind(
        passage,
        mention,
        2,
        &[
            "ago",
            "later",
            "old",
            "before the",
            "of audio",
            "of speech",
            "of wall-clock downtime",
            "of downtime",
            "of recordings",
            "of footage",
            "of transcribed speech",
            "forecast",
            "lead time",
            "window",
            "horizon",
        ],
    )
}

/// The unit that a time is given for: an epoch or a step.
fn rate_of(passage: &Passage, mention: &Mention) -> Option<Noun> {
    let doc = &passage.doc;
    if let Some(per) = &mention.per {
        return match noun(per) {
            Some(Noun::Epoch) => Some(Noun::Epoch),
            Some(Noun::Step | Noun::Batch) => Some(Noun::Step),
            _ => None,
        };
    }
    // `An epoch over 41,200 slices takes 38 minutes`, `each step lasts 1.2 s`, `s/step 0.4`
    let part = passage.judge_of().clause(mention.tokens.start);
    let verb = (part.start..mention.tokens.start)
        .rev()
        .take(5)
        .find(|at| {
            matches!(
                doc.word(*at),
                "takes"
                    | "took"
                    | "lasts"
                    | "lasted"
                    | "last"
                    | "needs"
                    | "needed"
                    | "take"
                    | "is"
                    | "was"
                    | "costs"
            )
        })?;
    if matches!(
        doc.word(verb.saturating_sub(1)),
        "that" | "which" | "this" | "it" | "run"
    ) {
        return None;
    }
    let seconds = match mention.noun {
        Noun::Time(unit) => mention.amount.value() * unit,
        _ => 0.0,
    };
    let subject = part.start..verb;
    let mut numbers = 0;
    for at in subject.rev() {
        numbers += usize::from(doc.get(at).is_some_and(|token| token.is_number()));
        let singular = match doc.word(at) {
            "epoch" => Noun::Epoch,
            "step" | "iteration" | "update" => Noun::Step,
            "steps" | "iterations"
                if numbers == 0
                    && seconds < 3600.0
                    && at > 0
                    && matches!(doc.word(at - 1), "its" | "their")
                    && mention.amount.value() < 100.0 =>
            {
                Noun::Step
            }
            word if matches!(noun(word), Some(Noun::Step | Noun::Epoch)) => return None,
            _ => continue,
        };
        let article = (1..=3).filter_map(|back| at.checked_sub(back)).any(|at| {
            matches!(
                doc.word(at),
                "an" | "a"
                    | "one"
                    | "each"
                    | "every"
                    | "per"
                    | "single"
                    | "its"
                    | "their"
                    | "optimizer"
                    | "optimiser"
            )
        });
        return article.then_some(singular);
    }
    None
}

fn product(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>, of: Noun, counted: Noun) {
    let key = match counted {
        Noun::Epoch => Key::Epochs,
        _ => Key::Steps,
    };
    // Rules run in the order of their table: steps and epochs are there.
    let counts = out.iter().filter(|fact| fact.key == key);
    let Some(count) = counts.max_by_key(|fact| fact.score).map(Fact::value) else {
        return;
    };
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::Time(_)), &[Why::Owned]) {
        let Noun::Time(unit) = mention.noun else {
            continue;
        };
        let total = mention.amount.value() * unit * count;
        if rate_of(passage, mention) == Some(of) && TRAININGS.contains(&total) {
            out.push(Fact::of(passage, Key::Time, number, 52, rule).times(unit * count));
        }
    }
    // `5.7 iterations per second`
    for (number, mention) in free(
        passage,
        move |noun| noun == counted,
        &[Why::Owned, Why::Inference],
    ) {
        let second = match mention.per.as_deref() {
            Some("second" | "s" | "sec") => 1.0,
            Some("minute" | "min") => 60.0,
            Some("hour" | "h") => 3600.0,
            Some("day") => 86_400.0,
            _ => continue,
        };
        let total = count / mention.amount.value() * second;
        if TRAININGS.contains(&total) {
            let mut fact = Fact::of(passage, Key::Time, number, 50, rule);
            (fact.low, fact.high) = (total, total);
            out.push(fact);
        }
    }
}

fn of_epochs(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    product(passage, rule, out, Noun::Epoch, Noun::Epoch);
}

fn of_steps(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    product(passage, rule, out, Noun::Step, Noun::Step);
}

/// Finds `from 3 March 2024 to 21 March 2024`, `2024-03-03 – 2024-03-21` and the like.
fn dates(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
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
                fact.stage = super::super::stage::of(doc, &passage.cues, &judge.clause(at), at);
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
