//! Tools that print one line with both totals.
//!
//! - torchreid and its relatives (`compute_model_complexity`, torchreid/utils/model_complexity.py):
//!   a multiply-add is one of its flops, of the shape that is printed, norms and activations too.
//! - paddle.flops (python/paddle/hapi/dynamic_flops.py): the same, biases counted.
//! - TensorFlow's profiler (`float_operation`; tensorflow/python/framework/graph_util and the
//!   `flops` statistics of its operations): 2 for a multiply-add, biases and norms too.

use super::number::{figure_after, scaled};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "a total",
    is: |report| torchreid(report).is_some() || paddle(report).is_some() || root(report).is_some(),
    read,
};

fn read(report: &Report) -> Result<Import, Error> {
    if let Some(flop) = root(report) {
        let has_gradients = report.has("gradients/") || report.has("_grad/");
        let forward = if has_gradients { flop / 3 } else { flop };
        let mut import = counted(
            "TensorFlow’s profiler counts 2 FLOP for a multiply-add, in the graph that it was given, with biases, norms and pooling.",
            some("TensorFlow’s profiler", forward.div_ceil(2))?,
            1,
        );
        if has_gradients {
            import.warning("Gradients are in the graph, so the total is of both passes: a third is taken for the forward pass. Profile the graph without them to be sure.");
        }
        import.info(ONE_EXAMPLE);
        return Ok(import);
    }
    let (tool, found, batch) = match torchreid(report) {
        Some(found) => ("compute_model_complexity", found, batch(report)),
        None => {
            let found = paddle(report).ok_or_else(|| lacks("paddle.flops", "“Total Flops”"))?;
            ("paddle.flops", found, None)
        }
    };
    let convention = format!(
        "{tool} takes a multiply-add for one flop, in the forward pass alone, and counts biases, norms and activations too."
    );
    let mut import = counted(&convention, some(tool, found.0)?, batch.unwrap_or(1));
    if batch.is_none() {
        import.info(ONE_EXAMPLE);
    }
    import.warning("It counts layers that it knows, and no products between them: of a transformer, attention is not in the figure.");
    import.parameters = Some(found.1).filter(|all| *all > 0);
    Ok(import)
}

type Totals = (u128, u128);

/// `Total (params=23,512,130, flops=4,142,910,978)`
fn torchreid(report: &Report) -> Option<Totals> {
    let rest = report.after("Total (params=")?;
    let flops = figure_after(after(rest, "flops=")?)?;
    Some((flops.value, number::figure(rest)?.value))
}

/// `Model complexity with input size (1, 3, 256, 128)`
fn batch(report: &Report) -> Option<u64> {
    let rest = report.after("complexity with input size (")?;
    rest.split(',')
        .next()?
        .trim()
        .parse()
        .ok()
        .filter(|batch| *batch > 0)
}

/// `Total Flops: 347560     Total Params: 61610`
fn paddle(report: &Report) -> Option<Totals> {
    let rest = report.after("Total Flops:")?;
    let parameters = figure_after(after(rest, "Total Params:")?)?;
    Some((figure_after(rest)?.value, parameters.value))
}

/// `_TFProfRoot (--/7.75b flops)`
fn root(report: &Report) -> Option<u128> {
    let rest = report.after("_TFProfRoot (")?;
    let (_, total) = rest.split_once('/')?;
    let (digits, _) = total.split_once(" flops")?;
    let plain = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match digits.get(plain.len()..)? {
        "" => 0,
        "k" => 3,
        "m" => 6,
        "b" => 9,
        "t" => 12,
        _ => return None,
    };
    scaled(plain, power)
}
