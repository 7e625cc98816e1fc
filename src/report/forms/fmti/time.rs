//! The indicators on time and hardware: days, chip-hours, and the chips with their number.

use crate::report::forms::facts::{Facts, HOURS};
use crate::report::forms::figures::{in_full, one_figure};
use crate::report::forms::sheet::Filled;
use crate::report::record::Known;

/// Writes the days and the chip-hours, as far as they are known.
pub(super) fn duration(facts: &Facts) -> Filled {
    let how = "type training time and chips.";
    let is_alone = facts.own().count() == 1;
    let days = facts.days().map(|known| {
        let several = match is_alone || !(known.gap.is_none() || known.gap.has_several()) {
            true => "",
            false => ", one stage after another",
        };
        let of = known.gap.of();
        known.map(|days| match days >= 1.0 {
            true => format!("{}{of}{several}", one_and_full(days, "days")),
            false => format!("{}{of}{several}", one_and_full(days * 24.0, "hours")),
        })
    });
    let hours = facts.hours().map(|known| {
        let of = known.gap.of();
        known.map(|hours| {
            let each: Vec<String> = hours
                .iter()
                .map(|of| one_and_full(of.hours, format!("{} chip-hours", of.chip).trim_start()))
                .collect();
            each.join(" and ") + &of
        })
    });
    // Says which stages lack it or, if none does, which they are.
    let end = |lacks: &[String], subject: &str| match lacks {
        [] => format!("{subject} of {}.", facts.covers()),
        lacks => format!("{}.", lacks.join("; ")),
    };
    match (days, hours) {
        (None, None) => Filled::Missing(how.into()),
        (Some(days), Some(hours)) => {
            let lacks = Facts::lacks(&days.gap, &hours.gap);
            let end = end(&lacks, "The duration is that");
            let text = format!("{}, using {}. {end}", days.value, hours.value);
            Filled::Given(text).of_part(hours.gap.or(&days.gap), how)
        }
        (Some(days), None) => {
            let lack: Vec<String> = days.gap.lack("training time").into_iter().collect();
            Filled::Given(format!(
                "{}. Hardware hours are not disclosed. {}",
                days.value,
                end(&lack, "The duration is that")
            ))
            .of_part(&days.gap, how)
            .with_note(Some("for hardware hours, type the number of chips."))
        }
        (None, Some(hours)) => {
            let lack: Vec<String> = hours.gap.lack(HOURS).into_iter().collect();
            Filled::Given(format!(
                "{}. The continuous duration is not disclosed. {}",
                hours.value,
                end(&lack, "The hours are those")
            ))
            .of_part(&hours.gap, how)
            .with_note(Some(
                "for the duration, type training time and chips in place of chip-hours.",
            ))
        }
    }
}

/// Writes a number in one figure, beside all of them: `30 days (26)`, `300,000 chip-hours (319,488)`.
fn one_and_full(value: f64, unit: &str) -> String {
    let (one, full) = (one_figure(value), in_full(value));
    match one == full {
        true => format!("{one} {unit}"),
        false => format!("{one} {unit} ({full})"),
    }
}

/// Writes the chips of each stage with their number.
pub(super) fn hardware(facts: &Facts) -> Filled {
    let how = match facts.hardware() {
        Some(known) if known.gap.is_none() => {
            "type the number of chips, with time in place of chip-hours. The index gives no point for the hardware alone."
        }
        _ => {
            "choose the hardware, and type the number of chips. The index gives no point for one of the two alone."
        }
    };
    let known = facts.counted_hardware();
    let known = known.map(|known| Known {
        value: format!("{}.", known.words("hardware with a number of chips")),
        gap: known.gap,
    });
    match known {
        Some(known) => Filled::Given(known.value).of_part(&known.gap, how),
        None => Filled::Missing(how.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{BARE, FULL, says};

    #[test]
    fn duration_is_in_time_and_in_hardware_hours() {
        let name = "Development duration for final training run";
        says(
            BARE,
            name,
            &["Not disclosed. To fill this in: type training time and chips"],
        );
        let run = "parameters=70e9&tokens=2e12&hardware=nvidia-h100-sxm&format=bf16";
        says(
            &format!("{run}&time=93d&chips=400"),
            name,
            &["90 days (93), using 900,000 NVIDIA H100 SXM chip-hours (892,800)."],
        );
        says(
            &format!("{run}&chip-hours=832102"),
            name,
            &[
                "800,000 NVIDIA H100 SXM chip-hours (832,102).",
                "The continuous duration is not disclosed. The hours are",
            ],
        );
        says(
            &format!("{run}&time=10h"),
            name,
            &["10 hours. Hardware hours are not disclosed"],
        );
        says(
            FULL,
            name,
            &["one stage after another", "of Pre-training and Fine-tuning"],
        );
    }

    #[test]
    fn hardware_has_its_amount() {
        let name = "Compute hardware for final training run";
        says(
            BARE,
            name,
            &["Not disclosed. To fill this in: choose the hardware"],
        );
        says(FULL, name, &["512 × NVIDIA A100"]);
        says(
            "chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4",
            name,
            &["Not disclosed"],
        );
    }
}
