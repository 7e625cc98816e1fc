//! Durations: how long the training took.

use super::TRAININGS;
use super::rate::rate_of;
use crate::draft::Key;
use crate::import::passage::gather::{Passage, is_learning, is_training_time};
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, free, says_before, says_behind, says_near};
use crate::import::passage::stage::Stage;
use crate::import::passage::why::Why;

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

pub(in crate::import::passage) fn duration(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    for (number, mention) in free(passage, |noun| matches!(noun, Noun::Time(_)), &[Why::Owned]) {
        let Noun::Time(unit) = mention.noun else {
            continue;
        };
        let seconds = mention.amount.value() * unit;
        let is_told = seconds >= 1.0 && is_training_time(&passage.doc, mention);
        if !(TRAININGS.contains(&seconds) || is_told)
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
        let is_pause = says_before(
            passage,
            mention,
            3,
            &["interrupted", "paused", "down for", "halted", "delayed"],
        );
        // `the cluster was offline for 12 days`, but not `trained offline for 12 days`
        let is_off = says_before(
            passage,
            mention,
            5,
            &[
                "was offline",
                "were offline",
                "is offline",
                "been offline",
                "went offline",
                "taken offline",
            ],
        );
        if is_pause
            || is_off
            || says_before(passage, mention, 1, &MOMENTS)
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
                "needed", "needs", "is", "was",
            ],
        ));
        score -= 6 * i32::from(mention.amount.article);
        // `the second phase needs another 2.5 days` adds to the first.
        let is_later = passage
            .stages
            .get(number)
            .is_some_and(|stage| *stage > Some(Stage::First));
        score -= 20
            * i32::from(
                !is_later && says_near(passage, mention, &["additional", "another", "extra"]),
            );
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
    // `41 days including two days of preemptions`
    let is_lost = says_behind(
        passage,
        mention,
        2,
        &[
            "of preemption*",
            "of interruption*",
            "of maintenance",
            "of restarts",
            "of outages",
        ],
    );
    // `after two weeks of scaling tests`
    let end = mention.tokens.end;
    // `21 days of training and testing`
    let doc = &passage.doc;
    let is_training = (end + 1..end + 4).any(|at| {
        is_learning(doc.word(at)) && (doc.word(at + 1) == "and" || doc.word(at - 1) == "and")
    });
    let of_tests = !is_training
        && doc.word(end) == "of"
        && says_behind(
            passage,
            mention,
            4,
            &[
                "tests",
                "testing",
                "debugging",
                "experiments",
                "preparation",
                "benchmarks",
            ],
        );
    is_lost
        || of_tests
        || says_behind(
            passage,
            mention,
            7,
            &["of transcribed", "of audio", "of speech", "hours of"],
        )
        || says_behind(
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
