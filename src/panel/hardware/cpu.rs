//! A CPU's peak: cores × clock × FLOP per cycle.

use super::{HardwareAction, Settings, field};
use crate::draft::Key;
use crate::panel::parts::{link, set};
use crate::panel::piece::{Element, fold, pieces};
use crate::quantity::{Dimension, Uncertain, read, write};
use maud::{Markup, html};

pub(super) fn draw(settings: &Settings) -> Box<Element> {
    let cores = field(
        "cpu-cores",
        "Cores",
        "In one socket.",
        &settings.cores,
        HardwareAction::Cores,
    );
    let clock = field(
        "cpu-clock",
        "Clock, GHz",
        "At full vector load.",
        &settings.clock,
        HardwareAction::Clock,
    );
    let per_cycle = field(
        "cpu-per-cycle",
        "FLOP per cycle",
        "Of one core.",
        &settings.per_cycle,
        HardwareAction::PerCycle,
    );
    let pair = Element::of_class("div", "pair").holding(pieces![cores, clock, per_cycle]);
    fold(
        "chip-cpu",
        "CPU: cores × clock × FLOP per cycle",
        pieces![pair, product(settings), about()],
    )
}

fn about() -> Markup {
    html! {
            p.hint {
                "A core with two units for fused multiply-adds does 2 × 2 × as many FLOP in a cycle as fit into a vector: with AVX2 (256 bits) 16 in FP64, 32 in FP32; with AVX-512 32 and 64, or half of that where there is one such unit ("
                (link("FLOPs per cycle by processor, https://stackoverflow.com/q/15655835")) "; "
                (link("WikiChip, https://en.wikichip.org/wiki/flops")) "). "
                "The Xeon Platinum 8280 of the catalog: 28 × 2.7 GHz × 64 = 4.8384 TFLOP/s in FP32."
            }
    }
}

fn product(settings: &Settings) -> Option<Box<Element>> {
    let texts = [&settings.cores, &settings.clock, &settings.per_cycle];
    let is_blank = |text: &&String| text.trim().is_empty();
    match peak(settings) {
        Some(peak) => Some(Element::new("p").holding(pieces![
            format!("= {}. ", write::reading(peak, Dimension::Speed)),
            set(
                Key::Peak,
                &text(peak),
                &(String::from("Use ") + &text(peak)),
                None
            )
        ])),
        None if texts.iter().any(is_blank) => None,
        None => Some(Element::of_class("p", "problem error").read(html! {
            "Type three numbers above 0, such as 28, 2.7 and 64."
        })),
    }
}

fn peak(settings: &Settings) -> Option<Uncertain> {
    let clock = settings.clock.trim();
    let bare = clock.len().saturating_sub(3);
    let clock = match clock.get(bare..) {
        Some(unit) if unit.eq_ignore_ascii_case("ghz") => clock.get(..bare)?,
        _ => clock,
    };
    let number = |text: &str| read(text, Dimension::Ratio).ok();
    let peak = number(&settings.cores)?
        .times(number(clock)?)
        .times(number(&settings.per_cycle)?)
        .scaled(1e9);
    let is_positive = |value: f64| value.is_normal() && value > 0.0;
    (is_positive(peak.low()) && is_positive(peak.median()) && is_positive(peak.high()))
        .then_some(peak)
}

/// Writes a peak as it would be typed into a field.
fn text(peak: Uncertain) -> String {
    match peak.is_range() {
        true => write::rounded(peak.low(), 6) + ".." + &write::rounded(peak.high(), 6),
        false => write::rounded(peak.median(), 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Format, chip};

    fn of(cores: &str, clock: &str, per_cycle: &str) -> Option<f64> {
        let settings = Settings {
            cores: cores.into(),
            clock: clock.into(),
            per_cycle: per_cycle.into(),
            ..Settings::default()
        };
        peak(&settings).map(Uncertain::median)
    }

    #[test]
    fn the_product_gives_the_peaks_of_catalog_cpus() {
        let of_catalog = |slug, format| {
            let chip = chip(slug).expect("in the table");
            chip.peak(format).map(|peak| peak.median())
        };
        for (slug, cores, clock, per_cycle) in [
            ("intel-xeon-platinum-8280", "28", "2.7 GHz", "64"),
            ("amd-epyc-7742", "64", "2.25", "32"),
        ] {
            let product = of(cores, clock, per_cycle).expect("a product");
            let catalog_peak = of_catalog(slug, Format::Fp32).expect("a peak");
            assert!(
                (product / catalog_peak - 1.0).abs() < 1e-12,
                "{slug}: {product}"
            );
        }
    }

    #[test]
    fn no_input_causes_a_panic() {
        for (cores, clock, per_cycle) in [
            ("", "", ""),
            ("0", "2", "16"),
            ("-1", "2", "16"),
            ("x", "GHz", "16"),
            ("1e300", "1e300", "1e300"),
            ("1e-300", "1e-300", "16"),
            ("28", "é", "16"),
        ] {
            assert_eq!(of(cores, clock, per_cycle), None, "{cores}");
        }
    }
}
