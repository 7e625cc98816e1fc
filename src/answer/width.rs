//! The share of each field in the width of the headline's range.

use super::Answer;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::estimate::{self, Input};
use crate::quantity::Uncertain;

/// A field, and its share of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    /// The stage: that of the field, unless the field is of the whole estimate.
    pub stage: u16,
    /// Where it is typed.
    pub field: Field,
    /// How much of the headline's log-variance is due to it: 0 to 1.
    pub share: f64,
}

/// Returns the fields that make the headline's range wide, the largest share first; none if it has no
/// range. `answer` is the answer to `draft`.
pub fn width(draft: &Draft, answer: &Answer) -> Vec<Width> {
    let stages = draft.stages();
    let mut widths: Vec<Width> = Vec::new();
    for source in estimate::width(&answer.run, &answer.outcome) {
        let Some(stage) = stages.get(source.stage) else {
            continue;
        };
        for (key, part) in keys(draft, *stage, source.input) {
            let width = Width {
                stage: *stage,
                field: Field::new(*stage, key),
                share: source.share * part,
            };
            let at = widths.partition_point(|before| before.share >= width.share);
            widths.insert(at, width);
        }
    }
    widths.retain(|width| width.share >= estimate::LEAST_SHARE);
    widths
}

/// Returns the fields in which an input is typed, each with its part of the input's share.
fn keys(draft: &Draft, stage: u16, input: Input) -> Vec<(Key, f64)> {
    let group = |group: Group| group.chosen(draft, stage);
    let key = match input {
        Input::Forward => group(Group::Forward),
        Input::Backward => group(Group::Backward),
        Input::Data => group(Group::Passes),
        Input::Epochs => Key::Epochs,
        Input::Steps => Key::Steps,
        Input::Batch => Key::Batch,
        Input::Timesteps => Key::Timesteps,
        Input::Runs => Key::Runs,
        Input::ChipHours => match group(Group::Fleet) {
            Key::Time => return time_and_chips(draft, stage),
            other => other,
        },
        Input::Peak => group(Group::Peak),
        Input::Utilization => Key::Utilization,
        Input::Periods => Key::Fleet,
        Input::Counting => Key::OperationsWithin,
        Input::Typical => Key::GpuTimeWithin,
        Input::Given => Key::Compute,
    };
    vec![(key, 1.0)]
}

/// Returns time and chips, each with its part of the sum of their variances.
fn time_and_chips(draft: &Draft, stage: u16) -> Vec<(Key, f64)> {
    let rules = draft.rules();
    let variance = |key: Key| {
        let text = draft.get(Field::new(stage, key))?;
        let dimension = key.dimension()?;
        let number = rules.read(text, dimension).ok();
        let value = number.or_else(|| Some(rules.read_counted(text, dimension).ok()?.value))?;
        Some(Uncertain::variance(value))
    };
    let [time, chips] = [Key::Time, Key::Chips].map(|key| variance(key).unwrap_or_default());
    let both = time + chips;
    if both > 0.0 {
        vec![(Key::Time, time / both), (Key::Chips, chips / both)]
    } else {
        vec![(Key::Time, 1.0)]
    }
}
