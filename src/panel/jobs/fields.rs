//! The fields that the ticked jobs fill in.

use super::hours::{HOUR, fraction_for_field};
use super::sums::Sums;
use super::table::Table;
use crate::catalog::Chip;

/// A multiple of every number of devices that one chip can show up as.
const PARTS: u128 = 8;

/// The hours of one chip, or of GPUs whose chip is unknown.
pub(super) struct Period {
    pub(super) chip: Option<&'static Chip>,
    /// GPU-seconds as Slurm counts them.
    pub(super) gpu_seconds: u128,
}

/// Groups the ticked hours by chip, in the order of the account. Several names of one chip go
/// together.
pub(super) fn periods(table: &Table, sums: &Sums) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (kind, gpu_seconds) in table.kinds.iter().zip(&sums.by_kind) {
        if *gpu_seconds == 0 {
            continue;
        }
        let slug = |chip: Option<&'static Chip>| chip.map(|chip| chip.slug);
        let same = periods
            .iter_mut()
            .find(|period| slug(period.chip) == slug(kind.chip));
        match same {
            Some(period) => period.gpu_seconds += gpu_seconds,
            None => periods.push(Period {
                chip: kind.chip,
                gpu_seconds: *gpu_seconds,
            }),
        }
    }
    periods
}

/// Returns the number of GPUs that Slurm counts for one chip: two for a module of two dies.
pub(super) fn devices(chip: &Chip) -> u128 {
    let parts = chip.parts().filter(|parts| parts.name == "devices");
    let count = parts.map_or(1, |parts| u128::from(parts.count));
    if PARTS.is_multiple_of(count) {
        count
    } else {
        1
    }
}

impl Period {
    /// Returns the time in seconds of one chip, times [`PARTS`].
    fn parts(&self) -> u128 {
        self.gpu_seconds * (PARTS / self.chip.map_or(1, devices))
    }

    /// Returns the chip-hours with every digit that counts.
    pub(super) fn chip_hours(&self) -> String {
        fraction_for_field(self.parts(), PARTS * HOUR)
    }
}

/// Returns the chip-hours of all periods, for the field.
pub(super) fn chip_hours(periods: &[Period]) -> String {
    fraction_for_field(periods.iter().map(Period::parts).sum(), PARTS * HOUR)
}

/// Returns the chip, if all hours are of one.
pub(super) fn hardware(periods: &[Period]) -> Option<&'static Chip> {
    match periods {
        [period] => period.chip,
        _ => None,
    }
}

/// Returns the hours chip by chip, as the key `fleet` takes them. Returns `None` if there are fewer
/// than two periods, or a chip is unknown.
pub(super) fn fleet(periods: &[Period]) -> Option<String> {
    if periods.len() < 2 {
        return None;
    }
    let mut text = String::new();
    for period in periods {
        let slug = period.chip?.slug;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&period.chip_hours().replace(',', ""));
        text.push_str(" chip-hours ");
        text.push_str(slug);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{chip, chips};

    fn period(slug: &str, hours: u128) -> Period {
        Period {
            chip: chip(slug),
            gpu_seconds: hours * HOUR,
        }
    }

    #[test]
    fn a_module_of_two_gpus_is_one_chip() {
        let periods = [period("amd-mi250x", 3)];
        assert_eq!(chip_hours(&periods), "1.5");
        for chip in chips() {
            let parts = chip.parts().filter(|parts| parts.name == "devices");
            let count = parts.map_or(1, |parts| u128::from(parts.count));
            assert_eq!(devices(chip), count, "{}", chip.slug);
        }
    }

    #[test]
    fn several_known_chips_become_periods() {
        let mut periods = vec![period("nvidia-h100-sxm", 1_500), period("amd-mi250x", 1)];
        assert_eq!(
            fleet(&periods).as_deref(),
            Some("1500 chip-hours nvidia-h100-sxm\n0.5 chip-hours amd-mi250x")
        );
        assert_eq!(
            (chip_hours(&periods).as_str(), hardware(&periods)),
            ("1,500.5", None)
        );
        periods.push(period("", 1));
        assert_eq!(fleet(&periods), None);
        assert_eq!(fleet(&periods[..1]), None);
        assert_eq!(
            hardware(&periods[..1]).map(|chip| chip.slug),
            Some("nvidia-h100-sxm")
        );
    }
}
