//! Tools that print one line with both totals.
//!
//! - torchreid and its relatives (`compute_model_complexity`, torchreid/utils/model_complexity.py):
//!   a multiply-add is one of its flops, norms and activations are in.
//! - paddle.flops (python/paddle/hapi/dynamic_flops.py): the same, with biases.
//! - TensorFlow's profiler (`float_operation`, the `flops` statistics of its operations): 2 for a
//!   multiply-add, biases and norms too.

use super::number::{Unit, figure, figure_after};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "a total",
    is: |report| totals(report).is_some() || root(report).is_some(),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    let Some((flops, parameters)) = totals(report) else {
        let flop = root(report).unwrap_or(0);
        let has_gradients = report.has("gradients/") || report.has("_grad/");
        let forward = if has_gradients { flop / 3 } else { flop };
        let mut import = import_count(
            "TensorFlow’s profiler counts 2 FLOP for a multiply-add, biases, norms and pooling too.",
            some("TensorFlow’s profiler", forward.div_ceil(2))?,
            1,
        );
        if has_gradients {
            import.warning("Gradients are in the graph, so the total is of both passes: a third is taken. Profile the graph without them to be sure.");
        }
        import.info(ONE_EXAMPLE);
        return Ok(import);
    };
    let shape = report.after("complexity with input size (");
    let batch = shape.and_then(|shape| shape.split(',').next()?.trim().parse().ok());
    let batch = batch.filter(|batch: &u64| *batch > 0);
    let mut import = import_count(
        "Tools that print such a line (torchreid’s, paddle.flops) take a multiply-add for one flop, in the forward pass alone, and count biases, norms and activations too.",
        some("such a tool", flops)?,
        batch.unwrap_or(1),
    );
    say_batch(batch, &mut import);
    import.warning("Layers were counted, and no products between them: of a transformer, attention is not in the figure.");
    import.parameters = Some(parameters).filter(|all| *all > 0);
    Ok(import)
}

/// `Total (params=23,512,130, flops=4,142,910,978)`, `Total Flops: 347560     Total Params: 61610`
fn totals(report: &Report) -> Option<(u128, u128)> {
    let mut lines = report.lines().filter_map(|line| after(line, "Total "));
    lines.find_map(|line| {
        let of = |name: &str| Some(figure_after(after(line, name)?)?.value);
        let is_one = line.starts_with("(params=") || line.starts_with("Flops:");
        Some((of("flops").filter(|_| is_one)?, of("params")?))
    })
}

/// `_TFProfRoot (--/7.75b flops)`
fn root(report: &Report) -> Option<u128> {
    let (_, total) = report.after("_TFProfRoot (")?.split_once('/')?;
    let total = total.to_ascii_uppercase();
    let found = figure(&total).filter(|found| found.unit == Unit::Flops)?;
    Some(found.value)
}
