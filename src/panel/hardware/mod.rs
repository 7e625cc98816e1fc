//! About the chosen chip, and what to do where none is known, or it is not in the catalog.

mod cpu;
mod formats;
mod propose;
mod released;

use super::Act;
use super::parts::{deed, sources, typed};
use crate::answer::chip_of;
use crate::catalog::tflops;
use crate::catalog::{self, Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use maud::{Markup, html};

/// What is typed in the panel itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The year, where only that is known of the chip.
    pub year: String,
    /// Cores of a CPU.
    pub cores: String,
    /// Its clock, in GHz.
    pub clock: String,
    /// What each core computes in a cycle, FLOP.
    pub per_cycle: String,
    /// What the chip is called that is to be proposed.
    pub name: String,
    /// The format that its peak is of.
    pub format: String,
}

/// The panel.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Markup {
    let text = |key| draft.get(Field::new(stage, key)).unwrap_or_default().trim();
    let chip = chip_of(draft, stage);
    let format = text(Key::Format).parse::<Format>().ok();
    let is_unknown = chip.is_none() && !text(Key::Hardware).is_empty();
    html! {
        div.evidence {
            @match chip {
                Some(chip) => (about(chip, format)),
                None => (formats::every(format)),
            }
            (formats::defaults())
            @if chip.is_none() { (released::draw(&settings.year)) }
            @if chip.is_none_or(|chip| chip.kind == catalog::ChipKind::Cpu) { (cpu::draw(settings)) }
            @if is_unknown || !text(Key::Peak).is_empty() {
                (propose::draw(settings, text(Key::Hardware), text(Key::Peak), format))
            }
        }
    }
}

/// What follows from what was done in it.
pub fn act(settings: &Settings, act: &Act) -> Settings {
    let mut settings = settings.clone();
    let value = typed(&act.value);
    match deed(&act.what) {
        "year" => settings.year = value,
        "cores" => settings.cores = value,
        "clock" => settings.clock = value,
        "per-cycle" => settings.per_cycle = value,
        "name" => settings.name = value,
        "peak-format" => settings.format = value,
        _ => {}
    }
    settings
}

fn about(chip: &Chip, format: Option<Format>) -> Markup {
    let about = catalog::about(chip.slug);
    let parts = chip.parts();
    html! {
        p.about {
            "One chip here is " (chip.unit)
            @if let Some(parts) = parts { ": " (parts.count) " " (parts.name) " are one chip" }
            ". "
            @if let Some(about) = about { (about.note) }
        }
        p.about {
            "Announced " (chip.released)
            @if let Some(power) = chip.tdp_w() { " · " (write::typed(power)) " W" }
            @if let Some(memory) = chip.memory_gb() { " · " (write::exact(memory)) " GB of memory" }
        }
        (formats::of_chip(chip, format))
        @if let Some(sparse) = chip.sparse_16bit_peak() {
            p.about {
                "With sparsity, which training does not use, FP16 and BF16 are advertised faster: if your figure is "
                (tflops(sparse.median())) ", it is the sparse one."
            }
        }
        @if let Some(about) = about {
            details.why #chip-source {
                summary { "Source of its figures" }
                p { (sources(about.source)) }
            }
        }
    }
}

/// A text field of the panel’s own.
fn field(id: &str, what: &str, label: &str, hint: &str, text: &str) -> Markup {
    html! {
        div.field {
            label for=(id) { (label) }
            p.hint id={ (id) "-hint" } { (hint) }
            input id=(id) type="text" data-do=(what) value=(text) aria-describedby={ (id) "-hint" } autocomplete="off" autocapitalize="off" spellcheck="false";
        }
    }
}
