//! What model cards say: torchvision's `_ops` (in 10⁹ multiply-adds, which it calls GFLOPS;
//! torchvision/models, `num_params`) and timm's `GMACs` (from fvcore, norms included).

use super::number::{figure, figure_after};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "a model card",
    is: |report| ops(report).is_some() || gmacs(report).is_some(),
    read,
};

fn read(report: &Report) -> Result<Import, Error> {
    if let Some(macs) = ops(report) {
        let mut import = counted(
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
    let macs = gmacs(report).ok_or_else(|| lacks("timm", "the figure of GMACs"))?;
    let mut import = counted(
        "timm’s GMACs are 10⁹ multiply-adds of the forward pass of one image, norms included.",
        some("timm", macs)?,
        1,
    );
    import.parameters = report.after("Params (M):").and_then(|rest| scaled(rest, 6));
    Ok(import)
}

fn ops(report: &Report) -> Option<u128> {
    let rest = report.after("_ops\"").or_else(|| report.after("_ops'"))?;
    scaled(rest, 9)
}

fn gmacs(report: &Report) -> Option<u128> {
    report.lines().find_map(|line| {
        let rest = after(line, "GMACs:")?;
        scaled(rest, 9)
    })
}

/// A plain number in a power of ten.
fn scaled(rest: &str, power: i32) -> Option<u128> {
    let rest = rest.trim_start_matches([' ', ':', '*', '"', '\'']);
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let digits = rest.get(..length).filter(|digits| !digits.is_empty())?;
    Some(figure(&format!("{digits}e{power}"))?.value)
}
