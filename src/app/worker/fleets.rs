//! What the periods of a fleet come to, or dates, nodes and cores.

use super::json;
use crate::answer::{self, Severity, periods};
use crate::draft::link;
use crate::quantity::Uncertain;
use serde::Serialize;

/// 5th percentile, median, 95th percentile.
type Ends = [f64; 3];

#[derive(Serialize)]
struct Fleet {
    chip_hours: Option<Ends>,
    at_peak: Option<Ends>,
    flop: Option<Ends>,
    peak: Option<Ends>,
    utilization: Option<Ends>,
    is_fleet: bool,
    is_of_one_peak: bool,
    is_of_one_utilization: bool,
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct Problem {
    key: &'static str,
    severity: &'static str,
    message: String,
    choices: Vec<Choice>,
}

/// The edits are of the first stage: each key with the text to put there.
#[derive(Serialize)]
struct Choice {
    label: String,
    edits: Vec<(&'static str, String)>,
}

impl Choice {
    fn of(choice: answer::Choice) -> Self {
        let edits = choice.edits.into_iter();
        Self {
            label: choice.label,
            edits: edits
                .map(|(field, text)| (field.key.name(), text))
                .collect(),
        }
    }
}

/// The sum of a link's first stage.
pub(super) fn sum(fragment: &str) -> String {
    let read = periods(&link::decode(fragment).draft, 1);
    let sum = read.gpu_time.periods;
    let ends = |value: Uncertain| [value.low(), value.median(), value.high()];
    json(&Fleet {
        chip_hours: read.gpu_time.chip_hours.map(|hours| ends(hours.0)),
        at_peak: sum.and_then(|sum| Some(ends(sum.at_peak?.0))),
        flop: sum.and_then(|sum| Some(ends(sum.flop?.0))),
        peak: read.gpu_time.peak.map(|peak| ends(peak.0)),
        utilization: read.gpu_time.utilization.map(|share| ends(share.0)),
        is_fleet: sum.is_some(),
        is_of_one_peak: sum.is_some_and(|sum| sum.is_of_one_peak),
        is_of_one_utilization: sum.is_some_and(|sum| sum.is_of_one_utilization),
        problems: read
            .problems
            .into_iter()
            .map(|problem| Problem {
                key: problem.field.key.name(),
                severity: match problem.severity {
                    Severity::Note => "note",
                    Severity::Missing => "missing",
                    Severity::Warning => "warning",
                    Severity::Error => "error",
                },
                message: problem.message,
                choices: problem.choices.into_iter().map(Choice::of).collect(),
            })
            .collect(),
    })
}
