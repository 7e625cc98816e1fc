//! Reader of the utilization: a share of the peak, or the speed that was reached.

use super::{Given, Reader};
use crate::answer::format::OtherFormat;
use crate::answer::{Choice, Severity};
use crate::draft::Key;
use crate::quantity::{self, Dimension, FlopPerSecond, Ratio, ReadError, Rules, excerpt};

/// The least plausible utilization; of whole runs, 10% is already little.
const LEAST_UTILIZATION: f64 = 0.01;

impl Reader<'_> {
    pub(super) fn utilization(&mut self, peak: Option<FlopPerSecond>) -> Given<Ratio> {
        if let Given::Value(text) = self.text(Key::Utilization)
            && let Some((message, choice)) = self.unlike_a_share(text, peak)
        {
            let choices = choice.into_iter().collect();
            self.ask(Key::Utilization, Severity::Error, message, choices);
            return Given::Bad;
        }
        let utilization = self.number(Key::Utilization).map(Ratio);
        if let Some(warning) = utilization.value().and_then(too_low) {
            self.note(Key::Utilization, Severity::Warning, warning);
        }
        utilization
    }

    /// Returns why a text is not a share: it is a speed, or more than 100% because of the number format.
    fn unlike_a_share(
        &self,
        text: &str,
        peak: Option<FlopPerSecond>,
    ) -> Option<(String, Option<Choice>)> {
        if let Some(reached) = speed_reached(text, self.draft.rules()) {
            let share = peak.map(|peak| reached.median() / peak.median());
            let other = share.and_then(|share| self.other_format(share));
            return Some((
                share_of_peak(text, reached, peak),
                other.map(OtherFormat::choice),
            ));
        }
        let other = self.other_format_typed(text)?;
        Some((other.message(), Some(other.choice_with_share())))
    }

    /// Returns the format that explains a share above 100%, if one does.
    fn other_format(&self, share: f64) -> Option<OtherFormat> {
        let share = Some(share).filter(|share| *share > 1.0)?;
        OtherFormat::for_share(self.draft, self.stage, share)
    }

    /// Returns the format that explains a typed percentage above 100%. Of `33` a percentage was meant.
    fn other_format_typed(&self, text: &str) -> Option<OtherFormat> {
        let rules = self.draft.rules();
        let refused = rules.read(text, Dimension::Share).err();
        refused.filter(|error| *error == ReadError::AboveOne(None))?;
        let percent = rules.read(&text.replace('%', ""), Dimension::Ratio).ok()?;
        self.other_format(percent.median() / 100.0)
    }
}

/// Reads the speed that each chip reached, which papers have in place of a utilization.
fn speed_reached(text: &str, rules: Rules) -> Option<FlopPerSecond> {
    let is_share = rules.read(text, Dimension::Share).is_ok();
    let speed = rules.read(text, Dimension::Speed).ok()?;
    let has_unit = text
        .bytes()
        .any(|byte| byte == b'/' || byte == b'F' || byte == b'f');
    (!is_share && has_unit).then_some(FlopPerSecond(speed))
}

fn share_of_peak(text: &str, reached: FlopPerSecond, peak: Option<FlopPerSecond>) -> String {
    let Some(peak) = peak else {
        return format!(
            "“{}” is a speed, not a share of the peak: fill in the hardware and its format, or the peak.",
            excerpt(text)
        );
    };
    let share = reached.median() / peak.median();
    let (percent, peak) = (
        quantity::write::percent(share),
        quantity::write::reading(peak.0, Dimension::Speed),
    );
    match share <= 1.0 {
        true => format!(
            "“{}” on each chip is {percent} of its peak of {peak}: type {percent}. It is a hardware utilization (HFU) if recomputed operations were counted.",
            excerpt(text)
        ),
        false => format!(
            "“{}” on each chip is more than its peak of {peak}: check the hardware and its format.",
            excerpt(text)
        ),
    }
}

/// Returns the warning for a utilization that looks like a slip.
pub(super) fn too_low(share: Ratio) -> Option<String> {
    let read = quantity::write::percent(share.median());
    (share.median() < LEAST_UTILIZATION).then(|| format!("{read} is far below what published runs reached: type a percentage as 33%, or a share as 0.33."))
}
