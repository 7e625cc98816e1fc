//! Facts that say the same of one thing, and which of them count.

use super::beside::counts_repeats;
use super::{CLOSE, SAME, same};
use crate::catalog::Format;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Hedge;
use crate::import::passage::rules::Fact;

/// Raises the score of a fact that is said twice.
pub(in crate::import::passage) fn agree(facts: &mut [Fact]) {
    let values: Vec<(f64, usize)> = facts
        .iter()
        .map(|fact| (fact.value(), fact.tokens.start))
        .collect();
    for fact in facts
        .iter_mut()
        .filter(|fact| !matches!(fact.key, Key::Hardware | Key::Format))
    {
        let twice = values
            .iter()
            .any(|(value, at)| *at != fact.tokens.start && same(*value, fact.value()));
        fact.score += CLOSE * i32::from(twice);
    }
}

/// Makes facts as likely as each other that are told of two models without names, or as two ways: `the base model …
/// the large model`, `37 hours on 2 nodes or 53 hours on one`. Nobody says which is meant, so it is asked.
pub(in crate::import::passage) fn level(passage: &Passage, facts: &mut [Fact]) {
    let sizes: Vec<Option<&str>> = facts.iter().map(|fact| size_word(passage, fact)).collect();
    let told = || sizes.iter().flatten();
    let is_told = passage.subject.size.is_some()
        || passage.subject.name.as_ref().is_some_and(|name| {
            let key = name.key.as_str();
            told().any(|size| key.ends_with(size))
        });
    let by_size = !is_told && told().any(|size| told().next() != Some(size));
    let is_level: Vec<bool> = (0..facts.len())
        .map(|at| {
            by_size && sizes.get(at).is_some_and(Option::is_some)
                || (0..facts.len()).any(|other| {
                    facts
                        .get(at)
                        .zip(facts.get(other))
                        .is_some_and(|(fact, other)| {
                            is_or(passage, fact, other) || is_or(passage, other, fact)
                        })
                })
        })
        .collect();
    let level = || is_level.iter().copied();
    let best = facts
        .iter()
        .zip(level())
        .filter(|(_, is_level)| *is_level)
        .map(|(fact, _)| fact.score)
        .max();
    if let Some(best) = best {
        for (fact, _) in facts.iter_mut().zip(level()).filter(|(_, is)| *is) {
            fact.score = best;
        }
    }
}

/// Returns whether two facts of a sentence stand on either side of an “or”.
fn is_or(passage: &Passage, one: &Fact, other: &Fact) -> bool {
    let between = one.tokens.end..other.tokens.start;
    let doc = &passage.doc;
    between.len() < 9
        && doc.sentence_of.get(one.tokens.start) == doc.sentence_of.get(other.tokens.start)
        && between.clone().any(|at| doc.word(at) == "or")
}

/// Returns the size that the sentence of a fact gives to a model: the base of `the base model`.
fn size_word<'a>(passage: &'a Passage, fact: &Fact) -> Option<&'a str> {
    const SIZES: [&str; 10] = [
        "base", "large", "small", "medium", "big", "tiny", "larger", "smaller", "largest",
        "smallest",
    ];
    let doc = &passage.doc;
    let of = |sentence: std::ops::Range<usize>| {
        sentence
            .clone()
            .find(|at| {
                SIZES.contains(&doc.word(*at))
                    && matches!(
                        doc.word(at + 1),
                        "model" | "network" | "version" | "variant"
                    )
            })
            .map(|at| doc.word(at))
    };
    let sentence = doc.sentence(fact.tokens.start);
    let before = sentence.start.checked_sub(1);
    let goes_on = matches!(doc.word(sentence.start), "this" | "it" | "that");
    of(sentence).or_else(|| of(doc.sentence(before.filter(|_| goes_on)?)))
}

/// Keeps the tokens that were seen, where a passage has the corpus and its epochs as well. Returns whether the tokens are
/// those seen in all epochs.
pub(in crate::import::passage) fn settle_tokens(
    passage: &Passage,
    facts: Vec<Fact>,
    epochs: Option<f64>,
) -> (Vec<Fact>, bool) {
    let Some(epochs) = epochs else {
        return (facts, false);
    };
    // `trained for 4T tokens over 2 epochs` counts what was seen.
    let says_for = |fact: &Fact| {
        let before = fact.tokens.start.checked_sub(1);
        before.is_some_and(|at| passage.doc.word(at) == "for")
            && matches!(passage.doc.word(fact.tokens.end), "over" | "in" | "across")
    };
    if facts.first().is_some_and(says_for) {
        return (facts, true);
    }
    // `360B tokens (180B unique), 2 epochs`
    if facts
        .first()
        .is_some_and(|fact| counts_repeats(passage, fact))
    {
        return (facts, true);
    }
    // `3 epochs (30.6B tokens in total)`
    let says_total = |fact: &&Fact| {
        let behind = fact.tokens.end..fact.tokens.end + 3;
        let sentence = passage.doc.sentence(fact.tokens.start);
        let mut before = sentence.start..fact.tokens.start;
        passage.doc.has_phrase(behind, "in total")
            && before.any(|at| passage.doc.noun(at) == Some(Noun::Epoch))
    };
    if let Some(total) = facts.iter().find(says_total).cloned() {
        return (vec![total], true);
    }
    let seen = facts.iter().find(|fact| {
        facts.iter().any(|corpus| {
            (fact.value() / (corpus.value() * epochs) - 1.0).abs() < 0.3 && epochs > 1.4
        })
    });
    if let Some(seen) = seen.cloned() {
        return (vec![seen], true);
    }
    (facts, false)
}

/// Takes the dates of a time that is told roughly too, and the whole of a time whose parts are there.
pub(in crate::import::passage) fn settle_times(mut facts: Vec<Fact>) -> Vec<Fact> {
    let dates = facts
        .iter()
        .find(|fact| fact.rule == "dates")
        .map(Fact::value);
    let is_rough = |fact: &Fact| {
        let off = dates.map_or(0.0, |dates| (fact.value() / dates - 1.0).abs());
        off > SAME && off < 0.08
    };
    facts.retain(|fact| !is_rough(fact));
    let values: Vec<f64> = facts.iter().map(Fact::value).collect();
    let total = (0..values.len()).find(|whole| {
        let parts = values
            .iter()
            .enumerate()
            .filter(|(at, value)| at != whole && **value < values[*whole]);
        let (sum, count) = parts.fold((0.0, 0), |(sum, count), (_, value)| {
            (sum + value, count + 1)
        });
        count > 1 && same(sum, values[*whole])
    });
    if let Some(at) = total {
        let mut fact = facts.remove(at);
        fact.score += 2 * CLOSE
            + facts
                .first()
                .map_or(0, |first| (first.score - fact.score).max(0));
        facts.insert(0, fact);
    }
    facts
}

/// Puts the more exact of two names of one chip first.
pub(in crate::import::passage) fn settle_hardware(
    mut facts: Vec<Fact>,
    counted: &[&Fact],
) -> Vec<Fact> {
    // The name that stands with the number of chips is the one.
    let inside = |fact: &Fact| {
        counted
            .iter()
            .any(|count| count.tokens.contains(&fact.tokens.start))
    };
    if let Some(at) = facts.iter().position(inside) {
        let mut fact = facts.remove(at);
        fact.score = facts
            .iter()
            .map(|other| other.score)
            .fold(fact.score, i32::max)
            + CLOSE;
        facts.insert(0, fact);
    }
    let Some(best) = facts.first().cloned() else {
        return facts;
    };
    let exact = facts.iter().position(|fact| {
        fact.chips.len() < best.chips.len()
            && best.score - fact.score < 30
            && fact
                .chips
                .iter()
                .all(|chip| best.chips.iter().any(|other| other.slug == chip.slug))
    });
    if let Some(at) = exact {
        let fact = facts.remove(at);
        facts.insert(0, fact);
        if let Some(first) = facts.first_mut() {
            first.score = first.score.max(best.score);
        }
    }
    facts
}

/// Returns whether a speed is the peak of a chip that was named, in some number format.
pub(in crate::import::passage) fn is_peak(hardware: &Fact, speed: &Fact) -> bool {
    let peaks = hardware.chips.iter().flat_map(|chip| {
        Format::ALL
            .into_iter()
            .filter_map(|format| chip.peak(format))
    });
    peaks
        .into_iter()
        .any(|peak| same(speed.value(), peak.median()))
}

/// Turns examples into tokens, where the length of each stands beside them: `50k examples of 512 tokens`.
pub(in crate::import::passage) fn tokens_of(
    passage: &Passage,
    examples: &Fact,
    lengths: &[Fact],
) -> Option<Fact> {
    let doc = &passage.doc;
    let is_link = |at: usize| {
        matches!(
            doc.word(at),
            "of" | "with" | "about" | "around" | "roughly" | "each" | "averaging" | "at" | "having"
        ) || matches!(
            doc.word(at),
            "an" | "average" | "avg" | "mean" | "length" | "is" | "are"
        ) || doc.sign(at, ',')
            || doc.sign(at, '(')
            || doc.sign(at, '~')
            || doc.sign(at, '×')
    };
    let is_beside = |length: &&Fact| {
        let mut between = examples.tokens.end..length.tokens.start;
        let is_near = (1..7).contains(&between.len()) && between.all(is_link);
        is_near && length.unit == Some(Noun::Token)
    };
    let length = lengths.iter().find(is_beside)?;
    let mut tokens = examples.clone();
    (tokens.low, tokens.high) = (tokens.low * length.low, tokens.high * length.high);
    tokens.key = Key::Tokens;
    tokens.unit = Some(Noun::Token);
    tokens.tokens.end = length.tokens.end;
    // A length that all of them reach is a bound.
    tokens.hedge = match length.hedge {
        Hedge::None => examples.hedge,
        hedge => hedge,
    };
    Some(tokens.times(1.0))
}

/// Turns a batch of sequences into one of tokens, if the length is known. Returns `None` where the
/// parameters are per token and nobody says how many tokens are in a batch.
pub(in crate::import::passage) fn in_tokens(
    mut batch: Fact,
    lengths: &[Fact],
    has_parameters: bool,
    passage: &Passage,
) -> Option<Fact> {
    let speaks_of_tokens = passage
        .mentions
        .iter()
        .any(|mention| matches!(mention.noun, Noun::Token | Noun::Length));
    // `The sequence length was 128 tokens` speaks of tokens, whether or not the parameters are told.
    let in_sequences = lengths
        .iter()
        .any(|length| length.unit == Some(Noun::Token) && length.score > 60);
    let by_length = matches!(batch.unit, Some(Noun::Sequence))
        || batch.unit == Some(Noun::BatchSize)
            && (has_parameters || in_sequences)
            && batch.value() < 100_000.0
        || batch.unit == Some(Noun::Example) && has_parameters && speaks_of_tokens;
    if by_length {
        let nearest = lengths.iter().max_by_key(|length| {
            (
                length.score,
                std::cmp::Reverse(length.tokens.start.abs_diff(batch.tokens.start)),
            )
        });
        if let Some(length) = nearest {
            batch = batch.times(length.value());
            batch.unit = Some(Noun::Token);
            if length.tokens.start >= batch.tokens.end
                && length.tokens.start - batch.tokens.end < 12
            {
                batch.tokens.end = length.tokens.end;
            }
            return Some(batch);
        }
        if has_parameters && speaks_of_tokens {
            return None;
        }
        batch.unit = Some(Noun::Example);
    }
    if batch.unit == Some(Noun::BatchSize) {
        batch.unit = Some(if batch.value() >= 100_000.0 {
            Noun::Token
        } else {
            Noun::Example
        });
    }
    Some(batch)
}
