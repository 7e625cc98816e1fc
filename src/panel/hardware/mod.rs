//! The chosen chip's figures, and help where the chip is unknown or not in the catalog.

mod cpu;
mod formats;
mod of_year;
mod propose;

use super::Act;
use super::parts::{action_name, one_line, sources};
use crate::answer::chip_of;
use crate::catalog::tflops;
use crate::catalog::{self, Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use maud::{Markup, html};

/// The texts typed in the panel itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The year of announcement, where nothing else is known of the chip.
    pub year: String,
    /// The number of cores of a CPU.
    pub cores: String,
    /// The CPU's clock, in GHz.
    pub clock: String,
    /// The FLOP of each core in a cycle.
    pub per_cycle: String,
    /// The name of the chip to propose.
    pub name: String,
    /// The number format of the proposed chip's peak.
    pub format: String,
}

/// Draws the panel.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Markup {
    let text = |key| draft.get(Field::new(stage, key)).unwrap_or_default().trim();
    let chip = chip_of(draft, stage);
    let format = text(Key::Format).parse::<Format>().ok();
    let is_unknown = chip.is_none() && !text(Key::Hardware).is_empty();
    html! {
        div.evidence {
            @match chip {
                Some(chip) => (about(chip, format)),
                None => (formats::draw_all(format)),
            }
            (formats::draw_defaults())
            @if chip.is_none() { (of_year::draw(&settings.year)) }
            @if chip.is_none_or(|chip| chip.kind == catalog::ChipKind::Cpu) { (cpu::draw(settings)) }
            @if is_unknown || !text(Key::Peak).is_empty() {
                (propose::draw(settings, text(Key::Hardware), text(Key::Peak), format))
            }
        }
    }
}

/// Applies a user action to the settings.
pub fn act(settings: &Settings, act: &Act) -> Settings {
    let mut settings = settings.clone();
    let value = one_line(&act.value);
    match action_name(&act.what) {
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
        (formats::draw_chip(chip, format))
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

/// A text field of the panel itself, not of the draft.
fn field(id: &str, what: &str, label: &str, hint: &str, text: &str) -> Markup {
    html! {
        div.field {
            label for=(id) { (label) }
            p.hint id={ (id) "-hint" } { (hint) }
            input id=(id) type="text" data-do=(what) value=(text) aria-describedby={ (id) "-hint" } autocomplete="off" autocapitalize="off" spellcheck="false";
        }
    }
}
