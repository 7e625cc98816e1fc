//! Rules for the training time: durations, dates, and times of an epoch or a step.

mod dates;
mod duration;
mod rate;

use super::Rule;
use dates::dates;
use duration::duration;
use rate::{of_epochs, of_steps};

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "duration",
        reads: "how long the training took",
        example: (
            "Training took three and a half days on 8 V100 GPUs.",
            &[("time", "3.5 d"), ("chips", "8")],
        ),
        run: duration,
    },
    Rule {
        name: "time of an epoch",
        reads: "the time of an epoch, times the epochs",
        example: (
            "An epoch takes 30 minutes on a single RTX 3090, and we train for 100 epochs.",
            &[("time", "50 h"), ("chips", "1"), ("epochs", "100")],
        ),
        run: of_epochs,
    },
    Rule {
        name: "time of a step",
        reads: "the time of a step, or the steps of a second, times the steps",
        example: (
            "A step takes 2 seconds on 64 A100 40GB, and we train for 90,000 steps.",
            &[("time", "50 h"), ("chips", "64"), ("steps", "90,000")],
        ),
        run: of_steps,
    },
    Rule {
        name: "dates",
        reads: "the dates between which the training ran",
        example: (
            "Training ran from 3 March 2024 to 21 March 2024 on 16 H100 SXM.",
            &[("time", "18 d"), ("chips", "16")],
        ),
        run: dates,
    },
];

/// The shortest and the longest training that a passage may speak of, in seconds.
const TRAININGS: std::ops::Range<f64> = 100.0..1e8;
