//! Figures as the JSON has them.

use crate::estimate::{self, Compatible, GpuTimeFigures, OperationsFigures};
use crate::quantity::{Flop, Uncertain};
use serde::Serialize;

/// A figure with its 90% interval. A figure without a range has the same number three times.
#[derive(Serialize)]
pub(super) struct Figure {
    low: f64,
    median: f64,
    high: f64,
}

#[derive(Serialize)]
pub(super) struct Operations {
    flop: Figure,
    forward_flop: Option<Figure>,
}

#[derive(Serialize)]
pub(super) struct GpuTime {
    flop: Figure,
    chip_hours: Figure,
    peak_flop_per_s: Option<Figure>,
}

#[derive(Serialize)]
pub(super) struct Agreement {
    ratio: Option<f64>,
    implied_utilization: f64,
    compatible: Option<bool>,
}

/// A sum in both units.
#[derive(Serialize)]
pub(super) struct Amount {
    flop: Figure,
    pfs_days: Figure,
}

impl From<Uncertain> for Figure {
    fn from(value: Uncertain) -> Self {
        Self {
            low: value.low(),
            median: value.median(),
            high: value.high(),
        }
    }
}

impl From<OperationsFigures> for Operations {
    fn from(figures: OperationsFigures) -> Self {
        Self {
            flop: figures.flop.0.into(),
            forward_flop: figures.forward.map(|f| f.0.into()),
        }
    }
}

impl From<GpuTimeFigures> for GpuTime {
    fn from(figures: GpuTimeFigures) -> Self {
        Self {
            flop: figures.flop.0.into(),
            chip_hours: figures.chip_hours.0.into(),
            peak_flop_per_s: figures.peak.map(|p| p.0.into()),
        }
    }
}

impl From<estimate::Agreement> for Agreement {
    fn from(agreement: estimate::Agreement) -> Self {
        Self {
            ratio: agreement.ratio,
            implied_utilization: agreement.implied_utilization,
            compatible: match agreement.compatible {
                Compatible::Yes => Some(true),
                Compatible::No => Some(false),
                Compatible::Untold => None,
            },
        }
    }
}

impl From<Flop> for Amount {
    fn from(flop: Flop) -> Self {
        Self {
            flop: flop.0.into(),
            pfs_days: flop.pfs_days().0.into(),
        }
    }
}
