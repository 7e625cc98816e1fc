//! Labels: the words of a line, a table's header or a phrase before a number that say what it is.

use super::noun::{Noun, hours_of, noun, singular};
use super::token::{Doc, Kind};
use std::ops::Range;

/// Words of labels whose numbers no field takes.
const OTHERS: [&str; 44] = [
    "vocab*",
    "warm-up",
    "warmup",
    "layers",
    "heads",
    "width",
    "hidden",
    "dropout",
    "learning",
    "lr",
    "rate",
    "decay",
    "perplexity",
    "loss",
    "power",
    "tco2eq",
    "carbon",
    "co2",
    "price",
    "cost",
    "usd",
    "validation",
    "test",
    "eval*",
    "dev",
    "cutoff",
    "betas",
    "beta*",
    "seed",
    "rank",
    "alpha",
    "embedding",
    "embeddings",
    "d_model",
    "n_layers",
    "kv",
    "ffn",
    "experts",
    "memory",
    "energy",
    "accuracy",
    "micro-batch",
    "clipping",
    "momentum",
];

/// Phrases of labels and what they count, with the factor of their unit. The first that is found counts.
const LABELS: &[(&str, Noun, f64)] = &[
    ("hours used", Noun::ChipHours(1.0), 1.0),
    ("sequence_length", Noun::Length, 1.0),
    ("seq_length", Noun::Length, 1.0),
    ("seq-length", Noun::Length, 1.0),
    ("block_size", Noun::Length, 1.0),
    ("total_train_batch_size", Noun::BatchSize, 1.0),
    ("total_batch_size", Noun::BatchSize, 1.0),
    ("global_batch_size", Noun::BatchSize, 1.0),
    ("global-batch-size", Noun::BatchSize, 1.0),
    ("max_steps", Noun::Step, 1.0),
    ("num_steps", Noun::Step, 1.0),
    ("train_steps", Noun::Step, 1.0),
    ("num_iterations", Noun::Step, 1.0),
    ("max_iters", Noun::Step, 1.0),
    ("train-iters", Noun::Step, 1.0),
    ("train_iters", Noun::Step, 1.0),
    ("num_epochs", Noun::Epoch, 1.0),
    ("num_train_epochs", Noun::Epoch, 1.0),
    ("num_devices", Noun::Chip, 1.0),
    ("num_gpus", Noun::Chip, 1.0),
    ("sequence length", Noun::Length, 1.0),
    ("seq length", Noun::Length, 1.0),
    ("seq len", Noun::Length, 1.0),
    ("seq-len", Noun::Length, 1.0),
    ("seq_len", Noun::Length, 1.0),
    ("max_seq_len", Noun::Length, 1.0),
    ("context length", Noun::Length, 1.0),
    ("context size", Noun::Length, 1.0),
    ("context window", Noun::Length, 1.0),
    ("context", Noun::Length, 1.0),
    ("tokens per batch", Noun::BatchSize, 1.0),
    ("tokens per step", Noun::BatchSize, 1.0),
    ("tokens per update", Noun::BatchSize, 1.0),
    ("sequences per batch", Noun::BatchSize, 1.0),
    ("examples per batch", Noun::BatchSize, 1.0),
    ("samples per batch", Noun::BatchSize, 1.0),
    ("images per batch", Noun::BatchSize, 1.0),
    ("batch size", Noun::BatchSize, 1.0),
    ("batch-size", Noun::BatchSize, 1.0),
    ("bs", Noun::BatchSize, 1.0),
    ("global batch", Noun::BatchSize, 1.0),
    ("batch", Noun::BatchSize, 1.0),
    ("batches", Noun::BatchSize, 1.0),
    ("mini-batches", Noun::BatchSize, 1.0),
    ("mini-batch", Noun::BatchSize, 1.0),
    ("minibatches", Noun::BatchSize, 1.0),
    ("minibatch", Noun::BatchSize, 1.0),
    ("hfu", Noun::Hfu, 1.0),
    ("hardware flop* utili*", Noun::Hfu, 1.0),
    ("mfu", Noun::Mfu, 1.0),
    ("flop* utili*", Noun::Mfu, 1.0),
    ("params", Noun::Parameter, 1.0),
    ("parameters", Noun::Parameter, 1.0),
    ("n_params", Noun::Parameter, 1.0),
    ("n_parameters", Noun::Parameter, 1.0),
    ("weights", Noun::Parameter, 1.0),
    ("model size", Noun::Parameter, 1.0),
    ("multiply-adds", Noun::MultiplyAdd(1.0), 1.0),
    ("gmacs", Noun::MultiplyAdd(1.0), 1e9),
    ("macs", Noun::MultiplyAdd(1.0), 1.0),
    ("gflops", Noun::Flop(1.0), 1e9),
    ("flops", Noun::Flop(1.0), 1.0),
    ("flop", Noun::Flop(1.0), 1.0),
    ("tokens", Noun::Token, 1.0),
    ("token count", Noun::Token, 1.0),
    ("steps", Noun::Step, 1.0),
    ("updates", Noun::Step, 1.0),
    ("iterations", Noun::Step, 1.0),
    ("iters", Noun::Step, 1.0),
    ("epochs", Noun::Epoch, 1.0),
    ("passes", Noun::Epoch, 1.0),
    ("examples", Noun::Example, 1.0),
    ("samples", Noun::Example, 1.0),
    ("images", Noun::Example, 1.0),
    ("pairs", Noun::Example, 1.0),
    ("days", Noun::Time(86_400.0), 1.0),
    ("hours", Noun::Time(3600.0), 1.0),
    ("time h", Noun::Time(3600.0), 1.0),
    ("time ( h", Noun::Time(3600.0), 1.0),
    ("hardware units", Noun::Chip, 1.0),
    ("gpus", Noun::Chip, 1.0),
    ("tpus", Noun::Chip, 1.0),
    ("chips", Noun::Chip, 1.0),
    ("accelerators", Noun::Chip, 1.0),
    ("devices", Noun::Chip, 1.0),
    ("cards", Noun::Chip, 1.0),
    ("count", Noun::Chip, 1.0),
    ("nodes", Noun::Node, 1.0),
    ("size", Noun::Parameter, 1.0),
];

/// Units in brackets of a label: `Params (M)`, `Training tokens (billions)`.
const SCALES: [(&str, f64); 10] = [
    ("k", 1e3),
    ("thousands", 1e3),
    ("m", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("b", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("t", 1e12),
    ("trillions", 1e12),
];

/// Returns the hours of chips, nodes or cores that a label names: `GPU-days`, `A100 hours`, `compute hours`.
fn hours(doc: &Doc, label: &Range<usize>) -> Option<Noun> {
    let mut words = label.clone();
    words.find_map(|at| match doc.noun(at) {
        Some(
            found @ (Noun::ChipHours(_)
            | Noun::NodeHours(_)
            | Noun::PartHours(_)
            | Noun::HeldSpeed(_)),
        ) => Some(found),
        _ => {
            let word = doc.word(at);
            let two = (word, doc.word(at + 1));
            let (what, unit) = match word.rsplit_once('-') {
                Some(pieces) if !label.contains(&(at + 1)) || noun(two.1).is_none() => pieces,
                _ => two,
            };
            let what = if is_chip_like(what) { "gpu" } else { what };
            hours_of(what, unit)
        }
    })
}

/// Returns whether a word has the shape of a chip’s name: `a100`, `mi250x`.
fn is_chip_like(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - digits.len();
    (1..=2).contains(&letters) && digits.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 7
}

/// Returns what a label counts, and the factor of its unit.
pub(super) fn meaning(doc: &Doc, label: Range<usize>) -> Option<(Noun, f64)> {
    let words = label.clone().filter(|at| !doc.word(*at).is_empty());
    if words.count() > 9 {
        return None;
    }
    let (noun, factor) = match hours(doc, &label) {
        Some(hours) => (hours, 1.0),
        None => LABELS
            .iter()
            .find(|(phrase, ..)| doc.has_phrase(label.clone(), phrase))
            .map(|(_, noun, factor)| (*noun, *factor))?,
    };
    let is_other = OTHERS
        .iter()
        .any(|word| doc.has_phrase(label.clone(), word));
    if is_other && !matches!(noun, Noun::Length) {
        return Some((Noun::Other, 1.0));
    }
    let mut scale = 1.0;
    for at in label {
        let bracket = at > 0 && (doc.sign(at - 1, '(') || doc.sign(at - 1, '['))
            || doc.word(at.wrapping_sub(1)) == "in";
        if let Some((_, unit)) = SCALES
            .iter()
            .find(|(name, _)| *name == doc.word(at))
            .filter(|_| bracket)
        {
            scale = *unit;
        }
        if matches!(noun, Noun::MultiplyAdd(_))
            && matches!(doc.word(at), "gflops" | "gflop" | "gmacs")
            && factor == 1.0
        {
            scale = 1e9;
        }
        if bracket && doc.word(at) == "h" && noun != Noun::Token {
            return Some((Noun::Time(3600.0), 1.0));
        }
    }
    Some((noun, factor * scale))
}

/// Words that may stand between a label and its number.
fn is_between(doc: &Doc, at: usize) -> bool {
    let token = &doc.tokens[at];
    match token.kind {
        Kind::Sign(sign) => matches!(
            sign,
            ':' | '=' | '~' | '.' | '|' | '&' | '\t' | '–' | '(' | '>' | '<' | '-' | '"'
        ),
        Kind::Word => matches!(
            token.lower.as_str(),
            "of" | "between"
                | "is"
                | "was"
                | "are"
                | "were"
                | "to"
                | "at"
                | "about"
                | "around"
                | "roughly"
                | "approximately"
                | "some"
                | "a"
                | "equals"
                | "with"
                | "held"
                | "contains"
                | "has"
                | "have"
                | "holds"
                | "we"
                | "use"
                | "up"
                | "reached"
                | "reaches"
                | "came"
                | "stood"
                | "averaged"
                | "averages"
                | "average"
                | "total"
                | "put"
                | "hold"
        ),
        _ => false,
    }
}

/// Returns what a number without a noun counts, by the words before it: `batch size of 512`, `Steps: 600K`,
/// `MFU of 0.41`.
pub(super) fn before(doc: &Doc, at: usize) -> Option<(Noun, f64)> {
    let sentence = doc.sentence(at);
    let mut end = at;
    let mut equals = false;
    while end > sentence.start && at - end < 30 {
        let token = &doc.tokens[end - 1];
        // `Batch: 32 x 8 x 2 = 512`
        equals |= token.is_sign('=');
        let product = equals && (token.is_number() || token.is_sign('×') || token.lower == "x");
        if !(product || is_between(doc, end - 1)) {
            break;
        }
        end -= 1;
    }
    // `the batch size for each iteration is 512`
    let is_each = |at: usize| matches!(doc.word(at), "each" | "every");
    let is_of = |at: usize| matches!(doc.word(at), "for" | "in" | "of" | "at");
    if end > sentence.start + 3 && is_each(end - 2) && is_of(end - 3) {
        end -= 3;
    }
    let last = doc.get(end.checked_sub(1)?)?;
    if !(last.is_word() || last.is_sign(')')) || is_stop(&last.lower) {
        return None;
    }
    let mut start = end;
    while start > sentence.start && end - start < 4 {
        let token = &doc.tokens[start - 1];
        let closes = token.is_sign(')') || token.is_sign('(');
        if !(token.is_word() || closes)
            || matches!(
                token.lower.as_str(),
                "and" | "with" | "for" | "in" | "the" | "an" | "of"
            )
        {
            break;
        }
        start -= 1;
    }
    if start == end {
        return None;
    }
    // `66M parameters vs BERT's 110M`
    let is_other = |at: usize| {
        matches!(doc.word(at), "vs" | "versus" | "than") || doc.word(at).ends_with("'s")
    };
    if (start..end).any(is_other) {
        return None;
    }
    // `6 * 500k steps * 2M tokens per batch = 9.6e21` is what the product comes to.
    let is_times = |at: usize| doc.sign(at, '×') || doc.sign(at, '*');
    if equals && (sentence.start..start).any(is_times) {
        return None;
    }
    // `time per step: 1.2` says the time, `tokens per batch: 2M` the batch.
    let is_rate = end - start > 1 && doc.word(end - 2) == "per";
    if is_rate && !meaning(doc, start..end).is_some_and(|(noun, _)| noun == Noun::BatchSize) {
        return None;
    }
    // `--max_steps 1000`
    let is_flag = end == at && end - start == 1 && doc.sign(start.wrapping_sub(1), '-');
    let marked = is_flag
        || (end..at).any(|at| {
            matches!(
                doc.tokens[at].kind,
                Kind::Sign(':' | '=' | '|' | '&' | '\t')
            ) || doc.tokens[at].gap > 1
                || doc.sign(at, '.') && doc.sign(at + 1, '.')
        })
        || doc.tokens[at].gap > 1;
    let found = meaning(doc, start..end).or_else(|| {
        let last = singular(doc.word(end - 1));
        noun(last)
            .filter(|noun| matches!(noun, Noun::Step | Noun::Epoch))
            .map(|noun| (noun, 1.0))
    })?;
    let verb = end + 1 == at && matches!(doc.word(end), "is" | "was" | "are" | "were");
    let marked = marked || verb && !matches!(found.0, Noun::Chip | Noun::Example | Noun::Time(_));
    // `Params 13B`
    let marked = marked || end == at && found.0 == Noun::Parameter;
    // Without a colon only some words are labels: `batch size of 512`, but not `steps at 512`.
    (marked
        || matches!(
            found.0,
            Noun::BatchSize | Noun::Length | Noun::Mfu | Noun::Hfu
        ))
    .then_some(found)
}

/// Returns whether a word ends no label.
fn is_stop(word: &str) -> bool {
    matches!(
        word,
        "on" | "for" | "in" | "from" | "and" | "or" | "by" | "the" | "an" | "than" | "per"
    )
}
