//! Figures of model cards: torchvision’s `_ops` (in 10⁹ multiply-adds, which it calls GFLOPS;
//! torchvision/models, `num_params`), timm's `GMACs` (from fvcore, norms included), and the summary
//! of Ultralytics' YOLO (thop's multiply-adds times 2, `torch_utils.py`, `get_flops`).

use super::number::{Unit, figure, figure_after, scaled};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "a model card",
    is: |report| ops(report).is_some() || gmacs(report).is_some() || yolo(report).is_some(),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    if let Some(macs) = ops(report) {
        let mut import = import_count(
            "torchvision’s _ops are 10⁹ multiply-adds of the forward pass of one image, though it calls them GFLOPS.",
            some("torchvision", macs)?,
            1,
        );
        import.parameters = report.after("num_params").and_then(|rest| {
            let rest = rest.trim_start_matches(['"', '\'']);
            Some(figure_after(rest)?.value)
        });
        return Ok(import);
    }
    if let Some((flops, parameters)) = yolo(report) {
        let mut import = import_count(
            "Ultralytics counts 2 FLOP for a multiply-add, in the forward pass of one image, norms included.",
            some("Ultralytics", flops.div_ceil(2))?,
            1,
        );
        import.info("The image is of the size that the model was made for, mostly 640 × 640.");
        import.parameters = Some(parameters);
        return Ok(import);
    }
    let macs = gmacs(report).ok_or_else(|| lacks("timm", "the figure of GMACs"))?;
    let mut import = import_count(
        "timm’s GMACs are 10⁹ multiply-adds of the forward pass of one image, norms included.",
        some("timm", macs)?,
        1,
    );
    import.parameters = report.after("Params (M):").and_then(|rest| behind(rest, 6));
    Ok(import)
}

fn ops(report: &Report) -> Option<u128> {
    let rest = report.after("_ops\"").or_else(|| report.after("_ops'"))?;
    behind(rest, 9)
}

fn gmacs(report: &Report) -> Option<u128> {
    report.lines().find_map(|line| {
        let rest = after(line, "GMACs:")?;
        behind(rest, 9)
    })
}

/// Reads a plain number, in a power of ten, after a colon.
fn behind(rest: &str, power: i32) -> Option<u128> {
    scaled(rest.trim_start_matches([' ', ':', '*', '"', '\'']), power)
}

/// `YOLOv8n summary (fused): 168 layers, 3151904 parameters, 0 gradients, 8.7 GFLOPs`
fn yolo(report: &Report) -> Option<(u128, u128)> {
    report.lines().find_map(|line| {
        let rest = after(line, " layers, ")?;
        let parameters = figure(rest).filter(|f| f.rest.trim_start().starts_with("param"))?;
        let rest = after(parameters.rest, " gradients, ")?;
        let flops = figure(rest).filter(|f| f.unit == Unit::Flops && f.whole)?;
        Some((flops.value, parameters.value))
    })
}
