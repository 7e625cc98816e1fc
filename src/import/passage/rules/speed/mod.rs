//! Rules for the number format, and for utilization as said or as achieved FLOP/s.

mod achieved;
mod format;
mod utilization;

use super::Rule;
use achieved::achieved;
use format::format;
use utilization::utilization;

pub(in crate::import::passage) const RULES: &[Rule] = &[
    Rule {
        name: "number format",
        reads: "the number format of the arithmetic",
        example: (
            "Training took 3 days on 8 V100 SXM2 in half precision.",
            &[("time", "3 d"), ("chips", "8"), ("format", "fp16")],
        ),
        run: format,
    },
    Rule {
        name: "utilization",
        reads: "an MFU, an HFU, or a share of the peak",
        example: (
            "We trained for 10 days on 512 H100 SXM in bf16 at an MFU of 41%.",
            &[
                ("time", "10 d"),
                ("chips", "512"),
                ("format", "bf16"),
                ("utilization", "0.41"),
            ],
        ),
        run: utilization,
    },
    Rule {
        name: "achieved speed",
        reads: "FLOP/s that a chip achieved, over its peak",
        example: (
            "We trained for 10 days on 512 A100 80GB SXM in bf16 and achieved 156 TFLOP/s per GPU.",
            &[("time", "10 d"), ("chips", "512"), ("utilization", "0.5")],
        ),
        run: achieved,
    },
];
