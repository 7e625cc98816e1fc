//! OpenMMLab's `get_flops.py`: last lines with the shape of the input, and before them mmcv's list
//! of modules or mmengine's table.
//!
//! mmcv/cnn/utils/flops_counter.py is ptflops' counter: “we take a multiply-add counts as one FLOP”.
//! mmengine/analysis is fvcore's: the same. Both count the forward pass of one example.

use super::number::{Unit, figure_after};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "OpenMMLab’s get_flops",
    // With a table of fvcore's kind it is read as fvcore's.
    is: |report| (last_lines(report).is_some() || is_list(report)) && !report.has("#flops"),
    read,
};

fn read(report: &Report) -> Result<Import, Error> {
    let modules = modules::read(report);
    let last = last_lines(report);
    let is_mmcv = is_list(report) || last.is_some_and(|last| last.unit == Unit::Flops);
    // The list has more digits than the last lines.
    let listed = modules.whole.map(|(_, macs)| macs).filter(|listed| {
        last.is_none_or(|last| listed.abs_diff(last.multiply_adds) <= last.multiply_adds / 1000)
    });
    let multiply_adds = listed
        .or(last.map(|last| last.multiply_adds))
        .ok_or_else(|| lacks("mmcv", "the figure of the whole model"))?;
    let convention = if is_mmcv {
        "mmcv takes a multiply-add for one FLOP, as ptflops does, from which its counter is, and counts the forward pass of one example, with norms, activations and pooling."
    } else {
        "mmengine takes a multiply-add for one flop, as fvcore does, and counts the forward pass of one example, with norms."
    };
    let mut import = counted(convention, some("OpenMMLab’s get_flops", multiply_adds)?, 1);
    if let Some(shape) = report.after("Input shape:") {
        import.info(format!("The input is {}.", tally::shown(shape.trim())));
    }
    modules.products.warn(
        "mmcv counts modules that it knows, and nothing that is done between them; of nn.MultiheadAttention it counts nothing at all.",
        &mut import,
    );
    if !is_mmcv {
        import.info("mmengine has no rule for scaled_dot_product_attention: if the model has attention that calls it, its products are not in the figure.");
    }
    import.name = modules.name;
    // The list leaves out parameters of modules that mmcv does not know.
    let whole = modules.whole.map(|(parameters, _)| parameters);
    import.parameters = last.map(|last| last.parameters).or(whole);
    import.rows = modules.rows;
    Ok(import)
}

#[derive(Clone, Copy)]
struct Last {
    multiply_adds: u128,
    unit: Unit,
    parameters: u128,
}

/// `Input shape: (3, 1600, 900)`, `Flops: 334.7 GFLOPs`, `Params: 54.62 M`, each on a line.
fn last_lines(report: &Report) -> Option<Last> {
    let mut lines = report
        .lines()
        .skip_while(|line| after(line, "Input shape:").is_none());
    lines.next()?;
    let mut near = lines.take(3);
    let flops = near.find_map(|line| figure_after(after(line, "Flops:")?))?;
    let parameters = near.find_map(|line| figure_after(after(line, "Params:")?))?;
    Some(Last {
        multiply_adds: flops.value,
        unit: flops.unit,
        parameters: parameters.value,
    })
}

/// `32.798 M, 60.046% Params, 334.696 GFLOPs, 100.000% FLOPs,`
fn is_list(report: &Report) -> bool {
    report
        .every("% Params, ")
        .any(|rest| after(rest, "FLOPs, ").is_some_and(|rest| rest.contains("% FLOPs")))
}
