//! The chosen chip's figures, and help where the chip is unknown or not in the catalog.

mod cpu;
mod formats;
mod of_year;
mod propose;

use super::Action;
use super::parts::{one_line, plain_box, sources};
use super::piece::{Element, On, Piece, fold, pieces};
use crate::answer::chip_of;
use crate::catalog::tflops;
use crate::catalog::{self, Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use maud::html;

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

/// A user action in the panel: a text that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HardwareAction {
    /// Types the year of announcement.
    Year(String),
    /// Types the number of cores.
    Cores(String),
    /// Types the clock.
    Clock(String),
    /// Types the FLOP of each core in a cycle.
    PerCycle(String),
    /// Types the name of the chip to propose.
    Name(String),
    /// Types the number format of its peak.
    PeakFormat(String),
}

/// Draws the panel.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Vec<Piece> {
    let text = |key| draft.get(Field::new(stage, key)).unwrap_or_default().trim();
    let chip = chip_of(draft, stage);
    let format = text(Key::Format).parse::<Format>().ok();
    let is_unknown = chip.is_none() && !text(Key::Hardware).is_empty();
    let may_be_cpu = chip.is_none_or(|chip| chip.kind == catalog::ChipKind::Cpu);
    let is_proposed = is_unknown || !text(Key::Peak).is_empty();
    pieces![Element::of_class("div", "evidence").holding(pieces![
            match chip {
                Some(chip) => about(chip, format),
                None => pieces![formats::draw_all(format)],
            },
            formats::draw_defaults(),
            chip.is_none().then(|| of_year::draw(&settings.year)),
            may_be_cpu.then(|| cpu::draw(settings)),
            is_proposed.then(|| {
                propose::draw(settings, text(Key::Hardware), text(Key::Peak), format)
            }),
        ])]
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: HardwareAction) {
    let (setting, text) = match action {
        HardwareAction::Year(text) => (&mut settings.year, text),
        HardwareAction::Cores(text) => (&mut settings.cores, text),
        HardwareAction::Clock(text) => (&mut settings.clock, text),
        HardwareAction::PerCycle(text) => (&mut settings.per_cycle, text),
        HardwareAction::Name(text) => (&mut settings.name, text),
        HardwareAction::PeakFormat(text) => (&mut settings.format, text),
    };
    *setting = one_line(&text);
}

fn about(chip: &Chip, format: Option<Format>) -> Vec<Piece> {
    let about = catalog::about(chip.slug);
    let parts = chip.parts();
    let words = html! {
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
    };
    let sparse = html! {
        @if let Some(sparse) = chip.sparse_16bit_peak() {
            p.about {
                "With sparsity, which training does not use, FP16 and BF16 are advertised faster: if your figure is "
                (tflops(sparse.median())) ", it is the sparse one."
            }
        }
    };
    let source = about.map(|about| {
        let source = html! { p { (sources(about.source)) } };
        fold("chip-source", "Source of its figures", pieces![source])
    });
    pieces![words, formats::draw_chip(chip, format), sparse, source]
}

/// Draws a text field of the panel itself, not of the draft.
fn field(
    id: &str,
    label: &str,
    hint: &str,
    text: &str,
    action: fn(String) -> HardwareAction,
) -> Box<Element> {
    let hint_id = [id, "-hint"].concat();
    let on = On::new(move |text| Action::Hardware(action(text)));
    Element::of_class("div", "field").holding(pieces![
        html! {
            label for=(id) { (label) }
            p.hint id=(hint_id) { (hint) }
        },
        plain_box(text, on).id(id).with("aria-describedby", hint_id)
    ])
}
