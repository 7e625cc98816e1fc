//! Periods of a training with different numbers or kinds of chips.

use super::hardware::Hardware;
use crate::quantity::write;
use std::ops::Range;

/// A period: a time on a number of chips.
#[derive(Clone, Debug)]
pub(super) struct Period {
    pub(super) seconds: f64,
    pub(super) chips: f64,
    pub(super) hardware: Option<Hardware>,
    pub(super) share: Option<f64>,
    pub(super) tokens: Range<usize>,
}

impl Period {
    /// Spells the period as the form and links read it: `1200h*6144`.
    pub(super) fn text(&self, with_hardware: bool, format: Option<&str>) -> String {
        let time = super::spell::time(self.seconds, self.seconds);
        let mut out = format!("{}*{}", time.replace(' ', ""), write::exact(self.chips));
        if let Some(chip) = self
            .hardware
            .as_ref()
            .and_then(Hardware::chip)
            .filter(|_| with_hardware)
        {
            out.push('*');
            out.push_str(chip.slug);
            if let Some(format) = format {
                out.push('@');
                out.push_str(format);
            }
        }
        if let Some(share) = self.share {
            out.push('@');
            out.push_str(&write::exact(share));
        }
        out
    }
}
