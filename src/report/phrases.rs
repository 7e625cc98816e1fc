//! The sentences that several formats of reports share.

use super::record::{Amount, Calculation, Record, Stage};
use crate::answer::Width;
use crate::answer::scope::{LedgerLine, LedgerState};
use crate::estimate::{Agreement, Basis, CHECK, Role};
use crate::quantity::{full, isolate, write};
use crate::words::basis;

/// The first sentence. Of one stage by one method the next one says which.
pub(super) fn opening(record: &Record) -> String {
    let took = took(record);
    let figure = record.total.in_full();
    let is_said_next = matches!(
        record.basis,
        Basis::Operations | Basis::GpuTime | Basis::Given
    );
    if is_said_next && !record.is_sum() {
        format!("{took} {figure}.")
    } else {
        let by = match terms(record).as_slice() {
            [_, _, ..] if record.basis == Basis::Given => "the sum of published figures".into(),
            _ => basis::by(record.basis),
        };
        format!("{took} {figure}, {by}.")
    }
}

/// The stages that the figure is the sum of.
pub(super) fn terms(record: &Record) -> Vec<&Stage> {
    let stages = record.stages.iter();
    stages
        .filter(|stage| stage.figures.headline.is_some())
        .collect()
}

/// How a sentence with the figure begins.
pub(super) fn took(record: &Record) -> String {
    let but = if is_added(record) {
        ", its base model not included,"
    } else {
        ""
    };
    format!("Training {}{but} took an estimated", of_what(record))
}

/// Whether the figure is of what was added to a base model of which nothing is known. A known one beside
/// it says which figure is which.
pub(super) fn is_added(record: &Record) -> bool {
    record.outcome().lacks_base() && record.without_base.is_none()
}

/// What the figure is of. That of a base model alone is not that of the model, and one that was
/// published is of what it was published for.
pub(super) fn of_what(record: &Record) -> String {
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

/// What the last row of a table is called; without a base model of which nothing is known it is not all.
pub(super) fn total_name(record: &Record) -> &'static str {
    if record.outcome().lacks_base() {
        "Total without the unknown base model"
    } else {
        "Total"
    }
}

/// `2 × 7.5 × 10⁸ multiply-adds × … = 4.86 × 10¹⁷ FLOP`; of several periods each.
pub(super) fn written(calculation: &Calculation) -> String {
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

/// Every calculation of a stage in sentences, the headline’s first, and what the methods say of each
/// other.
pub(super) fn calculations(stage: &Stage) -> Vec<String> {
    let mut said: Vec<String> = stage
        .calculations()
        .into_iter()
        .map(|(basis, calculation)| {
            let name = match basis {
                Basis::Operations => "Counting operations",
                Basis::GpuTime => "GPU time",
                _ => published(calculation),
            };
            format!("{name}: {}{}.", written(calculation), range(calculation))
        })
        .collect();
    if let Some(text) = stage.combination() {
        said.push(format!("Both methods combined: {text}."));
    }
    said.extend(agreement(stage.figures.agreement));
    said
}

/// A figure from elsewhere, and whether it is that of each of several runs.
pub(super) fn published(calculation: &Calculation) -> &'static str {
    match calculation.terms.as_slice() {
        [only] if only.factors.len() > 1 => "As published for one run",
        _ => "As published",
    }
}

/// The range of a method’s own figure.
fn range(calculation: &Calculation) -> String {
    let range = Amount(calculation.flop).range();
    range.map_or(String::new(), |range| format!(" ({range})"))
}

/// The methods’ ratio, and the utilization that the operations imply.
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

/// What the total is the sum of, if it is one: `7.2 × 10²³ (base) + 1.92 × 10²¹ (Tuning) = …`.
pub(super) fn sum(record: &Record) -> Option<String> {
    let terms: Vec<String> = record
        .stages
        .iter()
        .filter(|stage| stage.role != Role::UnknownBase)
        .filter_map(|stage| {
            let (flop, _) = stage.figures.headline?;
            let shown = full::digits(flop.median(), 6);
            Some(format!("{shown} ({})", stage.title()))
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

/// The figure with the base model and without it; or that the base model is in no sum.
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

/// Which inputs the range comes from: those that make up most of it.
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
    let named = |width: &Width| {
        let share = write::percent((100.0 * width.share).round() / 100.0);
        format!("{} ({share} of the variance of its logarithm)", name(width))
    };
    if first.share > 0.995 {
        return Some(format!("The range comes from {}.", name(first)));
    }
    if first.share > 0.5 {
        return Some(format!("Most of the range comes from {}.", named(first)));
    }
    let second = record.widths.get(1)?;
    Some(format!(
        "Most of the range comes from {} and {}.",
        named(first),
        named(second)
    ))
}

/// The ledger in a sentence for each state; what nothing is said of is left out.
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

/// An item of the ledger with what it took and what is said of it.
pub(super) fn item(line: &LedgerLine) -> String {
    let name = line.item.name().to_owned();
    match said_of(line) {
        said if said.is_empty() => name,
        said => format!("{name} ({said})"),
    }
}

/// What it took, and the note.
pub(super) fn said_of(line: &LedgerLine) -> String {
    let flop = line.flop.map(|flop| match flop.0.is_range() {
        true => format!("{} FLOP", write::people_range(flop.0)),
        false => Amount(flop).flop(),
    });
    // What cannot be read is at least repeated.
    let amount =
        flop.or_else(|| Some(format!("“{}”", line.typed)).filter(|_| !line.typed.is_empty()));
    let note = Some(line.note.clone()).filter(|note| !note.is_empty());
    let but = line
        .contradiction
        .map(|why| format!("so says the ledger, but {why}"));
    let said: Vec<String> = amount.into_iter().chain(note).chain(but).collect();
    said.join(", ")
}

/// Whom to ask, and where the estimate opens.
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

/// What stands before a link that has no page to open it.
pub(super) const FRAGMENT: &str = "the inputs, as a link of Petaday:";

/// Everything cited, but Petaday itself, which [`credit`] names.
pub(super) fn citations(record: &Record) -> Option<String> {
    let (_, others) = record.sources.split_last()?;
    let cited: Vec<String> = others.iter().map(|source| source.citation()).collect();
    (!cited.is_empty()).then(|| format!("Sources: {}.", cited.join("; ")))
}

/// The end of a sentence, unless it has one.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) {
        text.into()
    } else {
        format!("{text}.")
    }
}
