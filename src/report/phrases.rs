//! Sentences that several formats of reports share.

use super::record::{Amount, Calculation, Record, Stage};
use crate::answer::Width;
use crate::answer::scope::{LedgerLine, LedgerState};
use crate::estimate::{Agreement, Basis, CHECK, Role};
use crate::quantity::{full, isolate, write};
use crate::words::basis;
use crate::words::text::uncapitalized;

/// Writes the first sentence. For one stage with one method, the next sentence names the method.
pub(super) fn opening(record: &Record) -> String {
    let start = sentence_start(record);
    let figure = record.total.in_full();
    let is_named_next = matches!(
        record.basis,
        Basis::Operations | Basis::GpuTime | Basis::Given
    );
    if is_named_next && !record.is_sum() {
        format!("{start} {figure}.")
    } else {
        let by = match terms(record).as_slice() {
            [_, _, ..] if record.basis == Basis::Given => "the sum of published figures".into(),
            _ => basis::by(record.basis),
        };
        format!("{start} {figure}, {by}.")
    }
}

/// Returns the stages that the figure is the sum of.
pub(super) fn terms(record: &Record) -> Vec<&Stage> {
    let stages = record.stages.iter();
    stages
        .filter(|stage| stage.figures.headline.is_some())
        .collect()
}

/// Begins a sentence with the figure.
pub(super) fn sentence_start(record: &Record) -> String {
    let exception = if is_of_additions(record) {
        ", its base model not included,"
    } else {
        ""
    };
    let verb = match record.own().any(|stage| stage.plan.is_some()) {
        true => "takes",
        false => "took",
    };
    format!(
        "Training {}{exception} {verb} an estimated",
        figure_subject(record)
    )
}

/// Returns whether the figure is of the additions to a base model that is unknown. If another base
/// model is known, the report says which figure is which.
pub(super) fn is_of_additions(record: &Record) -> bool {
    record.outcome().lacks_base() && record.without_base.is_none()
}

/// Says what the figure is of. The figure of a base model alone is not the model's, and a published
/// figure is of the system it was published for.
pub(super) fn figure_subject(record: &Record) -> String {
    let terms = terms(record);
    let subject = record.subject();
    match terms.as_slice() {
        [only] if only.role == Role::Base => {
            let mut what = String::from("the base model");
            if !record.title.is_empty() {
                what.push_str(&format!(" of {subject}"));
            }
            if !only.name.is_empty() {
                what.push_str(&format!(" ({})", isolate(&only.name)));
            }
            what
        }
        [only] if only.given.is_some() && !only.name.is_empty() && only.name != record.title => {
            format!("{subject} ({})", isolate(&only.name))
        }
        _ => subject,
    }
}

/// Names the last row of a table. Without the unknown base model it is not the whole total.
pub(super) fn total_name(record: &Record) -> &'static str {
    if record.outcome().lacks_base() {
        "Total without the unknown base model"
    } else {
        "Total"
    }
}

/// Writes `2 × 7.5 × 10⁸ multiply-adds × … = 4.86 × 10¹⁷ FLOP`, for each period if there are
/// several.
pub(super) fn formula(calculation: &Calculation) -> String {
    let flop = |amount| Amount(amount).flop();
    match calculation.terms.as_slice() {
        // A figure from elsewhere that was run once.
        [only] if only.factors.len() == 1 => flop(calculation.flop),
        [only] => format!("{} = {}", only.product(), flop(calculation.flop)),
        several => {
            let terms: Vec<String> = several
                .iter()
                .enumerate()
                .map(|(index, term)| {
                    let number = index + 1;
                    let (product, flop) = (term.product(), flop(term.flop));
                    format!("period {number} (“{}”), {product} = {flop}", term.of)
                })
                .collect();
            format!("{}; together {}", terms.join("; "), flop(calculation.flop))
        }
    }
}

/// Writes every calculation of a stage as a sentence, the headline's first, and the agreement of
/// the methods.
pub(super) fn calculations(stage: &Stage) -> Vec<String> {
    let mut sentences: Vec<String> = stage
        .calculations()
        .into_iter()
        .map(|(basis, calculation)| {
            let name = match basis {
                Basis::Operations => "Counting operations",
                Basis::GpuTime => "GPU time",
                _ => published(calculation),
            };
            format!("{name}: {}{}.", formula(calculation), range(calculation))
        })
        .collect();
    if let Some(text) = stage.combination() {
        sentences.push(format!("Both methods combined: {text}."));
    }
    sentences.extend(agreement(stage.figures.agreement));
    sentences.extend(planned(stage));
    sentences
}

/// Writes the plan of a stage: `Planned: the counted 1.51 × 10²³ FLOP on 512 chips of 989 TFLOP/s at 40%: 9.39 d.`
pub(super) fn planned(stage: &Stage) -> Option<String> {
    let plan = stage.plan.as_ref()?;
    Some(format!("Planned: {}", uncapitalized(&plan.sentence)))
}

/// Introduces a figure from elsewhere, which may be that of each of several runs.
pub(super) fn published(calculation: &Calculation) -> &'static str {
    match calculation.terms.as_slice() {
        [only] if only.factors.len() > 1 => "As published for one run",
        _ => "As published",
    }
}

/// Writes the range of a method's own figure.
fn range(calculation: &Calculation) -> String {
    let range = Amount(calculation.flop).range();
    range.map_or(String::new(), |range| format!(" ({range})"))
}

/// Writes the ratio of the methods, and the utilization that the operations imply.
pub(super) fn agreement(agreement: Option<Agreement>) -> Option<String> {
    let agreement = agreement?;
    Some(match agreement.comparison() {
        Some((verdict, ratio)) => {
            let ratio = ratio.trim_end_matches(CHECK).trim_end();
            format!("{verdict}: {ratio} {agreement}")
        }
        None => agreement.to_string(),
    })
}

/// Writes the sum that gives the total, if it is one: `7.2 × 10²³ (base) + 1.92 × 10²¹ (Tuning) =
/// …`.
pub(super) fn sum(record: &Record) -> Option<String> {
    let terms: Vec<String> = record
        .stages
        .iter()
        .filter(|stage| stage.role != Role::UnknownBase)
        .filter_map(|stage| {
            let (flop, _) = stage.figures.headline?;
            let digits = full::digits(flop.median(), 6);
            Some(format!("{digits} ({})", stage.title()))
        })
        .collect();
    let total = record.total.flop();
    let is_plain = !record.total.0.0.is_range();
    match terms.as_slice() {
        [] | [_] => None,
        several if is_plain => Some(format!("{} = {total}", several.join(" + "))),
        several => Some(format!(
            "{}, each by its median; the median of the sum is {total}",
            several.join(" + ")
        )),
    }
}

/// Writes the figures with and without the base model, or that the base model is in no sum.
pub(super) fn base(record: &Record) -> Option<String> {
    let has = |role| record.stages.iter().any(|stage| stage.role == role);
    match (record.without_base, has(Role::UnknownBase)) {
        (None, false) => None,
        (None, true) => Some(format!(
            "The compute of the base model is not known, and not in this figure: {} is what was added to it.",
            record.total.flop()
        )),
        (Some(without), is_part) => {
            let rest = match is_part {
                true => " The compute of another base model is not known, and in neither figure.",
                false => "",
            };
            Some(format!(
                "With the base model {}; without it {}.{rest}",
                record.total.in_full(),
                without.in_full()
            ))
        }
    }
}

/// Names the inputs that most of the range comes from.
pub(super) fn widths(record: &Record) -> Option<String> {
    let first = record.widths.first()?;
    let name = |width: &Width| {
        let stage = record.stages.iter().find(|s| s.number == width.stage);
        let of = match stage {
            Some(stage) if record.is_sum() => format!(" of {}", stage.title()),
            _ => String::new(),
        };
        format!("{}{of}", width.field.key.phrase())
    };
    let name_with_share = |width: &Width| {
        let share = write::percent((100.0 * width.share).round() / 100.0);
        format!("{} ({share} of the variance of its logarithm)", name(width))
    };
    if first.share > 0.995 {
        return Some(format!("The range comes from {}.", name(first)));
    }
    if first.share > 0.5 {
        return Some(format!(
            "Most of the range comes from {}.",
            name_with_share(first)
        ));
    }
    let second = record.widths.get(1)?;
    Some(format!(
        "Most of the range comes from {} and {}.",
        name_with_share(first),
        name_with_share(second)
    ))
}

/// Writes a sentence for each state of the ledger. Items without a state are left out.
pub(super) fn ledger(record: &Record) -> Vec<String> {
    if !record.has_scope {
        return Vec::new();
    }
    let of = |state: LedgerState, begins: &str| {
        let lines = record.scope.iter().filter(|line| line.state == Some(state));
        let items: Vec<String> = lines.map(item).collect();
        (!items.is_empty()).then(|| format!("{begins}: {}.", items.join("; ")))
    };
    [
        of(LedgerState::In, "Counted"),
        of(LedgerState::Out, "Left out"),
        of(LedgerState::None, "There were none of"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Writes an item of the ledger with its compute and note.
pub(super) fn item(line: &LedgerLine) -> String {
    let name = line.item.name().to_owned();
    match item_details(line) {
        details if details.is_empty() => name,
        details => format!("{name} ({details})"),
    }
}

/// Writes the compute and the note of an item.
pub(super) fn item_details(line: &LedgerLine) -> String {
    let flop = line.flop.map(|flop| match flop.0.is_range() {
        true => format!("{} FLOP", write::people_range(flop.0)),
        false => Amount(flop).flop(),
    });
    // A compute that cannot be read is quoted.
    let amount =
        flop.or_else(|| Some(format!("“{}”", line.typed)).filter(|_| !line.typed.is_empty()));
    let note = Some(line.note.clone()).filter(|note| !note.is_empty());
    let exception = line
        .contradiction
        .map(|why| format!("the scope says so, but {why}"));
    let details: Vec<String> = amount.into_iter().chain(note).chain(exception).collect();
    details.join(", ")
}

/// Names the program and its edition, and gives the estimate's link.
pub(super) fn credit(record: &Record) -> String {
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let (program, link) = (record.program(), &record.link);
    if link.contains("://") {
        format!("Estimated{on} with {program}; the inputs open at <{link}>.")
    } else {
        format!("Estimated{on} with {program}; {FRAGMENT} <{link}>.")
    }
}

/// The words before a link that has no page to open it.
pub(super) const FRAGMENT: &str = "the inputs, as a link of Petaday:";

/// Lists everything cited, except Petaday itself, which [`credit`] names.
pub(super) fn citations(record: &Record) -> Option<String> {
    let (_, others) = record.sources.split_last()?;
    let citations: Vec<String> = others.iter().map(|source| source.citation()).collect();
    (!citations.is_empty()).then(|| format!("Sources: {}.", citations.join("; ")))
}

/// Ends a sentence with a full stop, unless it has an end.
pub(super) fn with_full_stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) {
        text.into()
    } else {
        format!("{text}.")
    }
}
