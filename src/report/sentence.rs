//! One sentence that has everything needed to recompute it.

use super::phrases::{self, formula};
use super::record::{Amount, Record, Stage};
use crate::estimate::{Basis, Compatible, Figures, Role};
use crate::quantity::write;
use crate::words::basis::{by, method};
use crate::words::text::uncapitalized;

/// The most products that fit into a sentence: stages, or periods of one stage.
const MAX_TERMS: usize = 4;

/// Writes the sentence.
pub(super) fn sentence(record: &Record) -> String {
    let date = record.date.as_ref();
    let date = date.map_or(String::new(), |date| format!("{date}, "));
    let (program, link) = (record.program(), &record.link);
    let mut asides = asides(record);
    asides.push(match link.contains("://") {
        true => format!("{date}{program}: <{link}>"),
        false => format!("{date}{program}; {} <{link}>", phrases::FRAGMENT),
    });
    let (figure, basis) = (figure(record), basis(record));
    format!("{figure}, {basis} ({}).", asides.join("; "))
}

/// Writes the figure: `Training AlexNet took an estimated 4.86 × 10¹⁷ FLOP (0.00563 pfs-days)`.
pub(super) fn figure(record: &Record) -> String {
    format!(
        "{} {}",
        phrases::sentence_start(record),
        record.total.in_full()
    )
}

/// Writes how the figure was estimated: `by counting operations: 2 × …; GPU time gives …`.
pub(super) fn basis(record: &Record) -> String {
    let mut basis = String::new();
    let stages = phrases::terms(record);
    let terms: usize = stages.iter().map(|stage| terms(stage)).sum();
    match stages.as_slice() {
        [only] if terms <= MAX_TERMS => basis.push_str(&stage_text(only)),
        [_] => basis.push_str(&format!("{}, over {terms} periods", by(record.basis))),
        several if terms <= MAX_TERMS => {
            let each: Vec<String> = several
                .iter()
                .filter_map(|stage| stage_term(stage))
                .collect();
            basis.push_str(&format!("the sum of {}", listed(&each)));
        }
        several => basis.push_str(&format!("the sum of {} stages", several.len())),
    }
    basis.push_str(&check(record));
    if let Some(without) = record.without_base {
        basis.push_str(&format!("; without the base model {}", without.in_full()));
    }
    if record.stages.iter().any(|s| s.role == Role::UnknownBase) {
        basis.push_str("; the base model, whose compute is not known, is not in it");
    }
    basis
}

/// Writes texts with commas of their own as a list: `A; B; and C`.
fn listed(texts: &[String]) -> String {
    match texts {
        [most @ .., last] if !most.is_empty() => format!("{}; and {last}", most.join("; ")),
        texts => texts.concat(),
    }
}

/// Lists what the figure counts.
pub(super) fn asides(record: &Record) -> Vec<String> {
    let mut asides: Vec<String> = Vec::new();
    if record.outcome().is_counted() {
        asides.push("multiply-adds as 2 FLOP, recomputation not counted".into());
    }
    let ledger = phrases::ledger(record);
    let ledger = ledger.iter().map(|text| text.trim_end_matches('.'));
    asides.extend(ledger.map(uncapitalized));
    asides
}

/// Compares the methods in the total or, where the total has no second method, in the largest of the stages that have
/// both.
fn check(record: &Record) -> String {
    let total = comparison(&record.outcome().total);
    if let Some(comparison) = total {
        return format!("; {comparison}");
    }
    let stages = record.checked_stages().into_iter().take(MAX_TERMS);
    stages
        .filter_map(|stage| {
            let comparison = comparison(&stage.figures)?;
            Some(format!("; for {}, {comparison}", stage.title()))
        })
        .collect()
}

/// Writes the other method's figure, if it is filled in, and the agreement of both.
fn comparison(figures: &Figures) -> Option<String> {
    let agreement = figures.agreement?;
    let (_, basis) = figures.headline?;
    let mut texts = Vec::new();
    let other = match basis {
        Basis::Operations => figures.gpu_time.map(|known| (Basis::GpuTime, known.flop)),
        Basis::GpuTime => figures
            .operations
            .map(|known| (Basis::Operations, known.flop)),
        _ => None,
    };
    if let Some((basis, flop)) = other {
        texts.push(format!("{} gives {}", method(basis), Amount(flop).flop()));
    }
    if let Some(ratio) = agreement.ratio {
        let ratio = write::people(ratio);
        let ranges = match agreement.compatible {
            Compatible::No => ", and the two 90% ranges are not compatible",
            _ => "",
        };
        texts.push(format!(
            "the ratio of counted operations to GPU time is {ratio}{ranges}"
        ));
    }
    let implied = write::percent(agreement.implied_utilization);
    texts.push(format!("the implied MFU is {implied}"));
    Some(texts.join("; "))
}

fn terms(stage: &Stage) -> usize {
    let calculations = stage.calculations();
    calculations.first().map_or(1, |(_, c)| c.terms.len())
}

/// Writes `by counting operations: 2 × …`.
fn stage_text(stage: &Stage) -> String {
    if let Some(text) = stage.combination() {
        let calculations = stage.calculations();
        let each = calculations
            .iter()
            .map(|(basis, calculation)| format!("{}, {}", method(*basis), formula(calculation)));
        let each: Vec<String> = each.collect();
        return format!("{}: {text}; {}", by(Basis::Combined), each.join("; "));
    }
    match stage.calculations().first() {
        Some((Basis::Given, calculation)) => match calculation.terms.as_slice() {
            [only] if only.factors.len() > 1 => format!("{} {}", only.product(), by(Basis::Given)),
            _ => by(Basis::Given),
        },
        Some((basis, calculation)) => {
            let product = formula(calculation);
            // The sentence already has the figure.
            let product = match calculation.terms.as_slice() {
                [only] => only.product(),
                _ => product,
            };
            format!("{}: {product}", by(*basis))
        }
        None => String::new(),
    }
}

/// Writes `4 × 10²¹ FLOP for Fine-tuning, by counting operations: 2 × …`.
fn stage_term(stage: &Stage) -> Option<String> {
    let (flop, _) = stage.figures.headline?;
    let role = if stage.role == Role::Base {
        " (the base model)"
    } else {
        ""
    };
    Some(format!(
        "{} for {}{role}, {}",
        Amount(flop).flop(),
        stage.title(),
        stage_text(stage)
    ))
}
