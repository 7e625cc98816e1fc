//! Number formats: their bits, the units that compute in them, and the defaults of programs.

use crate::catalog::tera;
use crate::catalog::{Chip, Format, Units};
use crate::draft::Key;
use crate::panel::parts::{link, set};
use crate::panel::piece::{Element, Piece, fold, pieces};
use maud::{Markup, html};

/// Returns the bits of sign, exponent and fraction.
fn bits(format: Format) -> &'static str {
    match format {
        Format::Fp64 => "1/11/52",
        Format::Fp32 => "1/8/23",
        Format::Tf32 => "1/8/10",
        Format::Fp16 => "1/5/10",
        Format::Bf16 => "1/8/7",
        Format::Fp8 => "1/4/3 or 1/5/2",
        Format::Fp4 => "1/2/1",
        Format::Int8 => "8",
    }
}

/// Draws the peaks of a chip.
pub(super) fn draw_chip(chip: &Chip, chosen: Option<Format>) -> Vec<Piece> {
    let row = |format: Format| {
        let button = set(Key::Format, format.key(), format.name(), None);
        let name_cell = Element::new("th").with("scope", "row");
        let figures = html! {
            td { (bits(format)) }
            td.number {
                @if let Some(peak) = chip.peak(format) { (tera(peak.median())) }
                @if let Some(units) = chip.units(format) { small { (name(units)) } }
            }
        };
        Element::new("tr")
            .with_some("class", (Some(format) == chosen).then_some("chosen"))
            .holding(pieces![name_cell.holding(pieces![button]), figures])
    };
    let rows = chip.formats().flat_map(|format| pieces![row(format)]);
    let head = html! {
        thead {
            tr {
                th scope="col" { "Format" }
                th scope="col" { "Bits" }
                th.number scope="col" { "Dense, TFLOP/s" }
            }
        }
    };
    let body = Element::new("tbody").holding(rows.collect());
    let table = Element::of_class("table", "peaks").holding(pieces![head, body]);
    pieces![table, key()]
}

/// Draws all formats, for when no chip is chosen.
pub(super) fn draw_all(chosen: Option<Format>) -> Box<Element> {
    let content = html! {
            table.peaks {
                thead {
                    tr {
                        th scope="col" { "Format" }
                        th scope="col" { "Bits" }
                        th scope="col" { "Runs on" }
                    }
                }
                tbody {
                    @for format in Format::ALL {
                        tr.chosen[Some(format) == chosen] {
                            th scope="row" { (format.name()) }
                            td { (bits(format)) }
                            td { (runs_on(format)) }
                        }
                    }
                }
            }
            (key())
    };
    fold("chip-formats", "Number formats", pieces![content])
}

fn key() -> Markup {
    html! {
        p.hint { "Bits are those of sign/exponent/fraction. An operation counts as one in every format: the format only picks the peak." }
    }
}

fn name(units: Units) -> &'static str {
    match units {
        Units::Vector => "vector units",
        Units::Matrix => "matrix units",
    }
}

/// Returns the units that usually compute in a format. [`Chip::units`] has them for a given chip.
fn runs_on(format: Format) -> &'static str {
    match format {
        Format::Fp64 | Format::Fp32 => "vector units",
        Format::Fp16 => "matrix units; on older chips, vector units",
        _ => "matrix units",
    }
}

/// Draws the format that programs use by default, by their documentation.
pub(super) fn draw_defaults() -> Box<Element> {
    let content = html! {
            p {
                "Mixed precision multiplies matrices in FP16 or BF16 and keeps weights in FP32: take FP16 or BF16. "
                "Defaults of the frameworks:"
            }
            ul {
                li {
                    "PyTorch: FP32. Matrix products are in full FP32 since version 1.12, in TF32 only if it is allowed; convolutions are in TF32 from the A100 on ("
                    (link("CUDA semantics, https://docs.pytorch.org/docs/stable/notes/cuda.html")) "). "
                    "Autocast takes FP16 on GPUs and BF16 on CPUs unless told otherwise ("
                    (link("AMP, https://docs.pytorch.org/docs/stable/amp.html")) ")."
                }
                li {
                    "JAX: FP32, of which matrix products run in BF16 on TPUs and in TF32 on recent GPUs ("
                    (link("Matmul precision, https://docs.jax.dev/en/latest/201/precision.html")) ")."
                }
                li {
                    "TensorFlow: FP32, in TF32 from the A100 on ("
                    (link("TensorFloat-32, https://www.tensorflow.org/api_docs/python/tf/config/experimental/enable_tensor_float_32_execution")) ")."
                }
            }
    };
    fold(
        "chip-defaults",
        "Which format did training use?",
        pieces![content],
    )
}
