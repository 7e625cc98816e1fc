//! FLOP/s that a chip achieved, over its peak.

use crate::catalog::Format;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, chips, free, says_behind, says_near};
use crate::import::passage::why::Why;

/// Words of a speed that was measured, and of one that the maker prints.
const MEASURED: &[&str] = &[
    "each",
    "achiev*",
    "sustain*",
    "measured",
    "reach*",
    "attain*",
    "processed",
    "throughput",
    "obtain*",
    "got",
    "delivered",
    "ran at",
    "observed",
    "averag*",
    "per gpu",
    "per chip",
    "effective",
    "clocked",
    "per accelerator",
    "hit",
    "logged",
    "realized",
    "realised",
];

const PRINTED: [&str; 10] = [
    "peak*",
    "theoretical",
    "sparsity",
    "maximum",
    "advertised",
    "nominal",
    "capable",
    "rated",
    "spec",
    "data sheet",
];

pub(in crate::import::passage) fn achieved(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let doc = &passage.doc;
    // Rules run in the order of their table: the number formats are there.
    let formats = out.iter().filter(|fact| fact.key == Key::Format);
    let stated = formats
        .max_by_key(|fact| fact.score)
        .and_then(|fact| fact.text.as_deref()?.parse::<Format>().ok());
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Speed(_)),
        &[Why::Project, Why::Owned],
    ) {
        let Noun::Speed(factor) = mention.noun else {
            continue;
        };
        let at = mention.tokens.start;
        let before = at.saturating_sub(4).max(doc.sentence(at).start)..at;
        let printed = PRINTED
            .iter()
            .any(|word| doc.has_phrase(before.clone(), word))
            || says_behind(
                passage,
                mention,
                3,
                &["peak", "of peak", "with sparsity", "theoretical"],
            )
            || doc.word(at.saturating_sub(1)) == "of" && before.clone().any(|at| doc.sign(at, '%'));
        // `126, 121 and 113 TFLOP/s` are of several runs.
        let is_listed = mention.list.is_some();
        if printed || is_listed || !says_near(passage, mention, MEASURED) {
            continue;
        }
        let Some((_, chip)) = chips::nearest(passage, at) else {
            continue;
        };
        let format = stated.or_else(|| {
            [Format::Bf16, Format::Fp16, Format::Fp32]
                .into_iter()
                .find(|format| chip.peak(*format).is_some())
        });
        let Some(peak) = format.and_then(|format| chip.peak(format)) else {
            continue;
        };
        let mut speed = mention.amount.value() * factor;
        let whole = says_near(
            passage,
            mention,
            &[
                "in total",
                "total",
                "aggregate",
                "altogether",
                "overall",
                "across",
            ],
        ) || speed > peak.median();
        if whole {
            let counts = out.iter().filter(|fact| fact.key == Key::Chips);
            let count = counts.max_by_key(|fact| fact.score);
            let Some(count) = count else { continue };
            speed /= count.value();
        }
        let share = speed / peak.median();
        if (0.005..=1.0).contains(&share) {
            let mut fact = Fact::of(passage, Key::Utilization, number, 44, rule);
            (fact.low, fact.high) = (share, share);
            fact.achieved = true;
            let best = ["fastest", "best", "maximum", "highest"]
                .iter()
                .any(|word| doc.has_phrase(passage.judge_of().part(at), word));
            fact.score -= 15 * i32::from(best);
            out.push(fact);
        }
    }
}
