//! Reader of the typical uncertainty: gives each method the factor that it is good to.

use super::{Given, Reader};
use crate::answer::typical::{LARGEST_FACTOR, TYPICAL, accuracy, is_typical};
use crate::answer::{Choice, Severity};
use crate::draft::{Field, Key};
use crate::estimate::{GpuTime, Stage, within};
use crate::quantity::{excerpt, write};

impl Reader<'_> {
    /// Gives each method of the stages its accuracy, if the draft asks for that.
    pub(super) fn accuracy(&mut self, stages: &mut [Stage]) {
        self.check_uncertainty();
        self.check_factor(Key::OperationsWithin);
        self.check_factor(Key::GpuTimeWithin);
        if !is_typical(self.draft) {
            return;
        }
        let accuracy = accuracy(self.draft);
        for stage in stages {
            stage.operations_within = within(accuracy.operations);
            if !has_range(stage.gpu_time) {
                stage.gpu_time_within = within(accuracy.gpu_time);
            }
        }
    }

    fn check_uncertainty(&mut self) {
        if let Given::Value(text) = self.text(Key::Uncertainty)
            && text != TYPICAL
        {
            let shown = excerpt(text);
            self.error(
                Key::Uncertainty,
                format!("Petaday does not know “{shown}” here: write {TYPICAL}, or leave it out."),
            );
        }
    }

    /// Adds the problem of a factor that is typed for a method.
    fn check_factor(&mut self, key: Key) {
        let Given::Value(value) = self.number(key) else {
            return;
        };
        let (factor, field) = (value.median(), self.field(key));
        if value.is_range() {
            self.error(key, "Type one factor f: the range is from 1/f to f.");
        } else if factor < 1.0 {
            let meant = write::typed(1.0 + factor);
            let message = format!(
                "A factor is at least 1. For ±{}, type {meant}.",
                write::percent(factor)
            );
            let choices = vec![Choice::of(&meant, field, &meant)];
            self.ask(key, Severity::Error, message, choices);
        } else if factor > LARGEST_FACTOR {
            self.error(key, "No method is this far off: type a factor such as 2.");
        } else if !is_typical(self.draft) {
            let typical = Field::new(0, Key::Uncertainty);
            let message = "This changes nothing, because the typical uncertainty is off.";
            let choices = vec![Choice::of("Switch it on", typical, TYPICAL)];
            self.ask(key, Severity::Note, message, choices);
        }
    }
}

/// Returns whether the utilization of a method has a range of its own.
fn has_range(gpu_time: GpuTime) -> bool {
    match gpu_time.periods {
        Some(sum) => sum.flop.is_some_and(|flop| flop.0.is_range()),
        None => gpu_time.utilization.is_some_and(|share| share.0.is_range()),
    }
}
