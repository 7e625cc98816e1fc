//! A note on an estimate after Annex A of the Commission's guidelines on general-purpose AI models.
//!
//! The points ask for: 32 two significant figures and the approach; 118 to 122 what is counted; 123
//! an accuracy of 30%, assumptions and uncertainties; 125 all operations alike; 126 to 128 units ×
//! seconds × peak × utilization; 130 to 132 passes × operations of a pass. They are cited by their
//! numbers in C(2025) 7719. That text's own references to points lag behind these numbers.

use super::approaches::approaches;
use super::distances;
use super::paragraph::{heading, listed_inputs};
use super::phrases;
use super::record::{Input, Record};
use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState};
use crate::catalog::thresholds::{
    Begins, MODIFICATION_CITATION, MODIFICATION_OTHERWISE, MODIFICATION_SAYS, MODIFICATION_SHARE,
};
use crate::estimate::{ROUNDING_ALONE, Role};
use crate::quantity::{Uncertain, full, isolate, write};
use crate::words::threshold;

/// The largest deviation to either side that point 123 allows.
const ACCURACY: f64 = 0.3;

/// A tolerance, because rounding must not decide.
const SLACK: f64 = 1e-9;

/// Writes the note.
pub(super) fn note(record: &Record) -> String {
    let mut note = Note::default();
    let subject = if record.title.is_empty() {
        "a model".into()
    } else {
        isolate(&record.title)
    };
    note.line(&format!("Estimate of the training compute of {subject}"));
    note.line("");
    note.line("After Annex A of the European Commission’s guidelines on general-purpose AI models under the AI Act, C(2025) 7719 final of 19 November 2025; points are cited by their numbers there. All figures are estimated. This note is not legal advice.");
    result(record, &mut note);
    method(record, &mut note);
    note.heading("Assumptions");
    note.items(&record.assumptions);
    uncertainty(record, &mut note);
    scope(record, &mut note);
    thresholds(record, &mut note);
    provenance(record, &mut note);
    note.text.trim_end().to_owned() + "\n"
}

/// Lines under numbered headings.
#[derive(Default)]
struct Note {
    text: String,
    sections: usize,
}

impl Note {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, name: &str) {
        self.sections += 1;
        self.line("");
        self.line(&format!("{}. {name}", self.sections));
        self.line("");
    }

    fn items(&mut self, items: &[String]) {
        for item in items {
            self.line(&format!("- {item}"));
        }
    }
}

fn two(flop: f64) -> String {
    format!("{} FLOP", full::two_figures(flop))
}

/// Writes a figure with four significant digits, or with as many as round to the same two: 3.349
/// with three is 3.35, which looks like 3.4.
fn longer(flop: f64) -> String {
    let rounds_alike = |keep: &usize| {
        let rounded: Result<f64, _> = write::rounded(flop, *keep).parse();
        rounded.is_ok_and(|rounded| full::two_figures(rounded) == full::two_figures(flop))
    };
    let keep = (4..=15).find(rounds_alike).unwrap_or(15);
    let how = if keep == 4 { "in four" } else { "in more" };
    format!("{how}: {} FLOP", full::figures(flop, keep))
}

/// Writes a range with two digits, or with as many as tell its ends apart.
fn two_range(low: f64, high: f64) -> String {
    let ends = |of: &dyn Fn(f64) -> String| Some((of(low), of(high))).filter(|(a, b)| a != b);
    let more = || (3..=9).find_map(|keep| ends(&|end| full::digits(end, keep)));
    match ends(&full::two_figures).or_else(more) {
        Some((low, high)) => format!("{low} FLOP to {high} FLOP"),
        None => two(low),
    }
}

fn result(record: &Record, note: &mut Note) {
    note.heading("Result");
    let total = record.total;
    let lacks_base = record.outcome().lacks_base();
    // If a base model is missing, the figure is not cumulative.
    let what = if lacks_base {
        "Training compute without the base model, whose compute is not known"
    } else {
        "Cumulative training compute"
    };
    note.line(&format!(
        "{what}, estimated: {}, in two significant figures, rounded ({}; {}).",
        two(total.0.median()),
        longer(total.0.median()),
        total.pfs_days()
    ));
    if let Some(factor) = total.factor() {
        note.line(&format!(
            "90% range: {} ({factor}).",
            two_range(total.0.low(), total.0.high())
        ));
    }
    if let Some(without) = record.without_base {
        note.line(&format!(
            "Without the base model: {} ({}; {}).",
            two(without.0.median()),
            longer(without.0.median()),
            without.pfs_days()
        ));
        if let Some(factor) = without.factor() {
            note.line(&format!(
                "90% range without the base model: {} ({factor}).",
                two_range(without.0.low(), without.0.high())
            ));
        }
    }
    if lacks_base && record.without_base.is_some() {
        note.line("The compute of another base model is not known and in neither figure; the cumulative training compute is not known either.");
    } else if lacks_base {
        note.line("The compute of the base model is not known and not in this figure, which is that of the modification alone; the cumulative training compute is not known either.");
    }
}

fn method(record: &Record, note: &mut Note) {
    note.heading("Method and inputs");
    for stage in &record.stages {
        let is_empty = stage.calculations().is_empty()
            && stage.note.is_empty()
            && listed_inputs(stage).next().is_none();
        if record.is_sum() {
            let end = if is_empty { "." } else { ":" };
            note.line(&format!("{}{end}", heading(stage)));
        }
        note.items(&approaches(stage));
        note.items(
            &phrases::agreement(stage.figures.agreement)
                .into_iter()
                .chain(phrases::planned(stage))
                .collect::<Vec<_>>(),
        );
        let inputs: Vec<String> = listed_inputs(stage).map(Input::words).collect();
        if !inputs.is_empty() {
            note.line(&format!(
                "- Inputs, as typed (as read): {}.",
                inputs.join("; ")
            ));
        }
        if !stage.note.is_empty() {
            note.line(&format!("- Note: {}", phrases::with_full_stop(&stage.note)));
        }
    }
    if let Some(sum) = phrases::sum(record) {
        let what = if record.outcome().lacks_base() {
            "Without the base model, whose compute is not known"
        } else {
            "Cumulative"
        };
        note.line(&format!("{what}: {sum}."));
    }
}

/// Writes what the range says on point 123, and what it does not say.
fn uncertainty(record: &Record, note: &mut Note) {
    note.heading("Uncertainty (point 123)");
    let flop = record.total.0;
    note.line("Point 123 lets a provider choose any method whose estimate is, in its best judgement, accurate within 30% of the reported figure.");
    if !flop.0.is_range() {
        note.line("No input has a range, so this note says nothing about the accuracy of the figure: by itself it does not show that point 123 is met.");
    } else {
        let below = 1.0 - flop.low() / flop.median();
        let above = flop.high() / flop.median() - 1.0;
        let verdict = if below.max(above) > ACCURACY + SLACK {
            "This is wider than 30% to either side: the range does not show that point 123 is met."
        } else if record.is_rounding() {
            "The range is within 30% to either side, but by itself it does not show that point 123 is met."
        } else {
            "The range is within 30% to either side. Whether the figure itself is that accurate is for the provider to judge."
        };
        note.line(&format!(
            "The 90% range reaches from {} below the figure to {} above it. {verdict}",
            write::percent(below),
            write::percent(above)
        ));
        note.line(if record.is_typical() {
            "Inputs without a range have the typical uncertainty in it, as the assumptions say; what the typical uncertainty does not cover counts as exact."
        } else {
            "Inputs without a range count as exact in it."
        });
        if record.is_rounding() {
            note.line(ROUNDING_ALONE);
        }
    }
    let methods = phrases::agreement(record.agreement()).filter(|_| record.is_sum());
    for text in phrases::widths(record).into_iter().chain(methods) {
        note.line(&text);
    }
}

/// Writes every item of the ledger.
fn scope(record: &Record, note: &mut Note) {
    note.heading("What is counted (points 118 to 122)");
    let lines: Vec<String> = record.scope.iter().map(ledger).collect();
    note.items(&lines);
    let base = record
        .scope
        .iter()
        .find(|l| l.item == LedgerItem::BaseModel);
    let has = |role| record.stages.iter().any(|stage| stage.role == role);
    match base.and_then(|line| line.state) {
        Some(LedgerState::Out | LedgerState::None) if has(Role::Base) => {
            note.line("The scope’s entry for the base model contradicts the figure, which includes a base model as a stage.");
        }
        Some(LedgerState::In) if has(Role::UnknownBase) => {
            note.line("The scope’s entry for the base model contradicts the figure: the compute of a base model is not known.");
        }
        _ => {}
    }
    let is_open = |line: &&LedgerLine| {
        line.item.is_required() && !matches!(line.state, Some(LedgerState::In | LedgerState::None))
    };
    let open: Vec<&str> = record
        .scope
        .iter()
        .filter(is_open)
        .map(|line| line.item.name())
        .collect();
    if !open.is_empty() {
        note.line(&format!(
            "Points 120 and 121 ask to count these, and the scope does not say that this figure includes them: {}.",
            open.join("; ")
        ));
    }
}

fn ledger(line: &LedgerLine) -> String {
    let rule = if line.item.is_required() {
        "to be counted"
    } else {
        "may be left out"
    };
    let state = line.state.map_or("not stated", LedgerState::name);
    let details = phrases::item_details(line);
    let details = if details.is_empty() {
        details
    } else {
        format!(" ({details})")
    };
    format!(
        "{} (point {}, {rule}): {state}{details}",
        line.item.name(),
        line.item.point()
    )
}

/// Writes where the figure stands among the thresholds of the guidelines, and the rule for
/// modifications.
fn thresholds(record: &Record, note: &mut Note) {
    note.heading("Beside the thresholds");
    let of_eu = record
        .distances
        .iter()
        .filter(|d| d.threshold.slug.starts_with("eu-"));
    let lines: Vec<String> = of_eu
        .map(|d| format!("{} ({})", distances::line(d), d.threshold.citation))
        .collect();
    note.items(&lines);
    let Some(modification) = record.modification else {
        return;
    };
    note.line(&format!("- {MODIFICATION_SAYS} ({MODIFICATION_CITATION})."));
    note.line(&format!(
        "- Modification, all stages but the base model: {}.",
        two(modification.amount.0.median())
    ));
    match modification.of_base {
        Some(ratio) => note.line(&format!(
            "- {}",
            modification_ratio(ratio.0, modification.share_above)
        )),
        None => {
            note.line(&format!(
                "- The compute of the original is not known. {MODIFICATION_OTHERWISE}"
            ));
            let [systemic, other] = modification.limits;
            for (of, limit) in [
                ("an original with systemic risk", systemic),
                ("any other original", other),
            ] {
                let over = modification.amount.0.median() / limit;
                note.line(&format!(
                    "  - For {of}, {}: the modification is {}.",
                    two(limit),
                    threshold::position(over, Begins::MoreThan)
                ));
            }
        }
    }
}

fn modification_ratio(ratio: Uncertain, share: Option<f64>) -> String {
    let side = if ratio.median() > MODIFICATION_SHARE {
        "above"
    } else {
        "not above"
    };
    // As many digits as tell the ratio from a third.
    let percent = threshold::apart(100.0 * ratio.median(), 100.0 * MODIFICATION_SHARE);
    let mut text =
        format!("It is {percent}% of the compute of the original, {side} a third (33.3%)");
    if let Some(share) = share.filter(|_| ratio.is_range()) {
        let share = threshold::share_words(share);
        text.push_str(&format!(
            "; {share} of the distribution of this ratio lies above a third"
        ));
    }
    text + "."
}

fn provenance(record: &Record, note: &mut Note) {
    note.heading("Where this is from");
    note.line(&phrases::credit(record));
    if let Some(citations) = phrases::citations(record) {
        note.line(&citations);
    }
}
