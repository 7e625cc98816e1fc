//! OpenMMLab's `get_flops.py`: last lines with the shape of the input, and before them mmcv's list
//! of modules or mmengine's table.
//!
//! mmcv/cnn/utils/flops_counter.py is ptflops' counter: “we take a multiply-add counts as one FLOP”.
//! mmengine/analysis is fvcore's: the same. Both count the forward pass of one example.

use super::number::figure_after;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "OpenMMLab’s get_flops",
    // With a table of fvcore's kind it is read as fvcore's.
    is: |report| (last_lines(report).is_some() || is_list(report)) && !report.has("#flops"),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    let modules = modules::read(report);
    let last = last_lines(report);
    let is_mmcv = is_list(report)
        || report
            .after("Flops:")
            .is_some_and(|rest| rest.contains("FLOPs"));
    let (listed_parameters, listed) = modules.whole.unwrap_or((0, 0));
    // The list has more digits than the last lines, and lacks parameters that mmcv does not know.
    let (multiply_adds, parameters) = match last {
        Some((flops, parameters)) if listed.abs_diff(flops) <= flops / 1000 => (listed, parameters),
        Some(last) => last,
        None => (listed, listed_parameters),
    };
    let convention = if is_mmcv {
        "mmcv takes a multiply-add for one FLOP, as ptflops does, of which its counter is a copy, and counts the forward pass of one example, with norms, activations and pooling."
    } else {
        "mmengine takes a multiply-add for one flop, as fvcore does, and counts the forward pass of one example, with norms."
    };
    let mut import = import_count(convention, some("OpenMMLab’s get_flops", multiply_adds)?, 1);
    if let Some(shape) = report.after("Input shape:") {
        import.info(format!("The input is {}.", tally::shown(shape.trim())));
    }
    modules.products.warn(
        "mmcv counts the modules that it knows, and nothing between them; of nn.MultiheadAttention nothing at all.",
        &mut import,
    );
    if !is_mmcv {
        import.info("mmengine has no rule for scaled_dot_product_attention: where the model calls it, that is not in the figure.");
    }
    import.name = modules.name;
    import.parameters = Some(parameters).filter(|all| *all > 0);
    import.rows = modules.rows;
    Ok(import)
}

/// `Input shape: (3, 1600, 900)`, `Flops: 334.7 GFLOPs`, `Params: 54.62 M`, each on a line.
fn last_lines(report: &Report) -> Option<(u128, u128)> {
    report.after("Input shape:")?;
    let number = |words| Some(figure_after(report.after(words)?)?.value);
    Some((number("Flops:")?, number("Params:")?))
}

/// `32.798 M, 60.046% Params, 334.696 GFLOPs, 100.000% FLOPs,`
fn is_list(report: &Report) -> bool {
    let mut lines = report.lines();
    lines.any(|line| {
        line.contains("% Params, ") && line.contains("GFLOPs, ") && line.contains("% FLOPs")
    })
}
