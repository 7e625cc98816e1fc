//! The table of accelerators, with the dense peaks of each.

use super::Format;
use super::unpack::Cells;
use crate::quantity::{ChipHours, ChipPart, Count, FlopPerSecond, Uncertain};
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// A chip as the table counts it: see [`unit`](Self::unit).
#[derive(Debug, PartialEq)]
pub struct Chip {
    /// The name in links: `nvidia-h100-sxm`. It never changes its meaning.
    pub slug: &'static str,
    /// The common name, with the vendor.
    pub name: &'static str,
    /// The company that makes it or has it made: NVIDIA, Google, AMD.
    pub vendor: &'static str,
    /// The use that it is made for.
    pub kind: ChipKind,
    /// The date of its announcement: `2022-09-20`, `2022-09` or `2022`. docs/gpu-time.md says more.
    pub released: &'static str,
    // The edition that added it; empty for the first.
    pub(super) since: &'static str,
    /// The unit that is counted as one: a GPU, a board with two, a chip of two cores.
    pub unit: &'static str,
    // `2 cores`; empty if nothing else is counted in place of the chip.
    parts: &'static str,
    // `cores` or `chips`; empty if slices have no names with numbers.
    named_by: &'static str,
    // Peaks, in the order of `Format::ALL`; 0 for none, here and below.
    peaks: [f64; 8],
    sparse_16bit: f64,
    tdp_w: f64,
    memory_gb: f64,
    // The last edition that had the row; empty for the present one.
    until: &'static str,
    // The line of the table; `None` for a row of an earlier edition.
    pub(super) line: Option<usize>,
}

/// Parts of a chip that are easily taken for chips: cores of a TPU, or the halves that software lists
/// as two GPUs. 128 cores of two each are 64 chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Number of parts in one chip.
    pub count: u8,
    /// Name of the parts: `cores`, or `devices` that schedulers count as GPUs.
    pub name: &'static str,
}

impl Parts {
    /// Converts a number of parts to chips.
    pub fn chips(self, parts: Count) -> Count {
        Count(parts.0.over(Uncertain::point(self.count.into())))
    }

    /// Converts hours of parts to chip-hours.
    pub fn chip_hours(self, parts: ChipHours) -> ChipHours {
        ChipHours(parts.0.over(Uncertain::point(self.count.into())))
    }
}

enum_with_all! {
    /// The use that a chip is made for.
    // The order is that of the build's KINDS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ChipKind {
        /// A GPU for servers.
        DatacentreGpu,
        /// A GPU for workstations.
        WorkstationGpu,
        /// A GPU for games or of a personal computer, often used in research.
        ConsumerGpu,
        /// One of Google's Tensor Processing Units.
        Tpu,
        /// A general processor.
        Cpu,
        /// Any other accelerator.
        Other,
    }
}

impl ChipKind {
    /// Returns whether large models are trained on such chips.
    pub const fn is_datacentre(self) -> bool {
        matches!(self, Self::DatacentreGpu | Self::Tpu | Self::Other)
    }
}

impl Chip {
    /// Returns the dense peak in a format; on tensor or matrix units if the chip has them for it.
    /// Returns `None` if the vendor gives no figure.
    pub fn peak(&self, format: Format) -> Option<FlopPerSecond> {
        if_positive(self.peaks[format as usize]).map(FlopPerSecond::point)
    }

    /// Returns the formats that the chip has a figure for, the widest first.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        Format::ALL
            .into_iter()
            .filter(|format| self.peak(*format).is_some())
    }

    /// Returns the FP16 and BF16 peak that the vendor advertises for matrices in which most numbers, or
    /// two of every four, are zero. Training does not reach it, so no estimate may use it. It serves to
    /// recognize a peak that was typed by mistake.
    pub fn sparse_16bit_peak(&self) -> Option<FlopPerSecond> {
        if_positive(self.sparse_16bit).map(FlopPerSecond::point)
    }

    /// Returns the thermal design power of one unit, W.
    pub fn tdp_w(&self) -> Option<f64> {
        if_positive(self.tdp_w)
    }

    /// Returns the memory of one unit, GB.
    pub fn memory_gb(&self) -> Option<f64> {
        if_positive(self.memory_gb)
    }

    /// Returns the parts that software, schedulers or papers may count instead of the unit.
    pub fn parts(&self) -> Option<Parts> {
        let (count, name) = self.parts.split_once(' ')?;
        let count = count.parse().ok()?;
        Some(Parts { count, name })
    }

    /// Returns whether the number in the name of a slice counts cores, as in v3-8, or chips, as in
    /// v5litepod-8. Returns `None` if slices have no such names.
    pub fn named_by_cores(&self) -> Option<bool> {
        (!self.named_by.is_empty()).then_some(self.named_by == "cores")
    }

    /// Returns the parts of the chip, if they are those that someone counted.
    pub fn parts_that_are(&self, counted: ChipPart) -> Option<Parts> {
        let name = match counted {
            ChipPart::Cores => "cores",
            ChipPart::Dies => "devices",
        };
        self.parts().filter(|parts| parts.name == name)
    }

    /// Returns the name without the vendor in front: TPU v3.
    pub fn short_name(&self) -> &'static str {
        let rest = self.name.strip_prefix(self.vendor);
        rest.and_then(|rest| rest.strip_prefix(' '))
            .unwrap_or(self.name)
    }

    /// Returns the year of announcement.
    pub fn release_year(&self) -> u16 {
        let year = self.released.get(..4).and_then(|year| year.parse().ok());
        year.unwrap_or_default()
    }
}

fn if_positive(value: f64) -> Option<f64> {
    (value > 0.0).then_some(value)
}

/// The table, a line for each chip.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/chips.tsv"));

static CHIPS: LazyLock<Vec<Chip>> = LazyLock::new(|| {
    let lines = TABLE.lines().enumerate();
    lines
        .map(|(line, cells)| unpack(cells, Some(line)))
        .collect()
});

/// Chips as they were in earlier editions, each with the last edition that had it.
static FORMER_TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/chips_former.tsv"));

static FORMER: LazyLock<Vec<Chip>> = LazyLock::new(|| {
    FORMER_TABLE
        .lines()
        .map(|cells| unpack(cells, None))
        .collect()
});

pub(super) fn former() -> impl Iterator<Item = (&'static str, &'static Chip)> {
    FORMER.iter().map(|chip| (chip.until, chip))
}

fn unpack(cells: &'static str, line: Option<usize>) -> Chip {
    let mut cells = Cells::of(cells);
    Chip {
        slug: cells.text(),
        name: cells.text(),
        vendor: cells.text(),
        kind: *(ChipKind::ALL.get(cells.number() as usize)).unwrap_or(&ChipKind::Other),
        released: cells.text(),
        since: cells.text(),
        unit: cells.text(),
        parts: cells.text(),
        named_by: cells.text(),
        peaks: std::array::from_fn(|_| cells.number()),
        sparse_16bit: cells.number(),
        tdp_w: cells.number(),
        memory_gb: cells.number(),
        until: cells.text(),
        line,
    }
}

/// Returns all chips, in the order of the table.
pub fn chips() -> &'static [Chip] {
    &CHIPS
}

/// Returns the chip of a slug, spelled exactly so.
pub fn chip(slug: &str) -> Option<&'static Chip> {
    chips().iter().find(|chip| chip.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_leads_to_its_own_row() {
        for row in chips() {
            assert!(chip(row.slug).is_some_and(|found| std::ptr::eq(found, row)));
        }
        assert_eq!(chip("NVIDIA-K80"), None);
        assert_eq!(chip(""), None);
    }

    #[test]
    fn cores_and_halves_are_turned_into_chips() {
        let parts = |slug| chip(slug).expect("in the table").parts();
        let v3 = parts("google-tpu-v3").expect("cores");
        assert_eq!((v3.name, v3.count), ("cores", 2));
        assert_eq!(v3.chips(Count::point(128.0)), Count::point(64.0));
        let k80 = parts("nvidia-k80").expect("devices");
        assert_eq!(k80.name, "devices");
        assert_eq!(
            k80.chip_hours(ChipHours::point(10.0)),
            ChipHours::point(5.0)
        );
        assert_eq!(parts("nvidia-h100-sxm"), None);
        let chip = chip("google-tpu-v3").expect("in the table");
        assert_eq!(chip.parts_that_are(ChipPart::Cores), Some(v3));
        assert_eq!(chip.parts_that_are(ChipPart::Dies), None);
        assert_eq!(chip.short_name(), "TPU v3");
    }

    #[test]
    fn a_slice_is_named_by_its_cores_or_its_chips() {
        for (slug, by_cores) in [
            ("google-tpu-v1", None),
            ("google-tpu-v2", Some(true)),
            ("google-tpu-v3", Some(true)),
            ("google-tpu-v4", Some(true)),
            ("google-tpu-v5e", Some(false)),
            ("google-tpu-v5p", Some(true)),
            ("google-tpu-v6e", Some(false)),
            ("google-tpu-v7", Some(true)),
            ("nvidia-k80", None),
        ] {
            let chip = chip(slug).expect("in the table");
            assert_eq!(chip.named_by_cores(), by_cores, "{slug}");
            // Whatever a name counts can be turned into chips.
            assert!(by_cores != Some(true) || chip.parts().is_some(), "{slug}");
        }
    }

    #[test]
    fn formats_stand_where_the_build_puts_them() {
        for (index, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index);
        }
    }

    #[test]
    fn a_format_without_a_figure_has_no_peak() {
        let gtx_580 = chip("nvidia-gtx-580").expect("in the table");
        assert_eq!(gtx_580.peak(Format::Bf16), None);
        assert_eq!(gtx_580.sparse_16bit_peak(), None);
        assert!(gtx_580.formats().eq([Format::Fp64, Format::Fp32]));
        assert_eq!(gtx_580.release_year(), 2010);
    }
}
