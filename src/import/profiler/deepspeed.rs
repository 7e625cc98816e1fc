//! DeepSpeed's flops profiler (deepspeed/profiling/flops_profiler): MACs are multiply-adds; its
//! flops are twice those and element-wise work and norms. The lines with `fwd` are of the forward
//! pass alone, on the whole batch of one device.

use super::attention::Products;
use super::number::figure_after;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "DeepSpeed",
    is: |report| report.has("DeepSpeed Flops Profiler") || report.has("fwd MACs per GPU"),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    // A figure that lost its prefix with the end of the text is not a figure.
    let number = |words| {
        let figure = figure_after(report.after(words)?)?;
        figure.whole.then_some(figure.value)
    };
    let modules = modules::read(report);
    // A report that lost its head still has the figures in its lists.
    let depth_0 = || {
        let line = report.after("MACs        - {'")?;
        let (_, figures) = line.split_once(':')?;
        Some(figure_after(figures)?.value)
    };
    let macs = number("fwd MACs per GPU:")
        .or_else(depth_0)
        .or(modules.whole.map(|(_, macs)| macs))
        .ok_or_else(|| lacks("DeepSpeed", "the line “fwd MACs per GPU”"))?;
    let macs = some("DeepSpeed", macs)?;
    let batch = number("batch size per GPU:").filter(|batch| *batch > 0);
    let parallel = number("model parallel size:").filter(|size| *size > 1);
    let of = batch
        .and_then(|batch| u64::try_from(batch).ok())
        .unwrap_or(1);
    let whole = macs.saturating_mul(parallel.unwrap_or(1));
    let mut import = import_count(
        "DeepSpeed counts multiply-adds as MACs, in the forward pass alone (it takes the backward pass for twice that); its “flops” are twice the MACs, with norms and element-wise work.",
        whole,
        of,
    );
    if let Some(parallel) = parallel {
        import.info(format!(
            "The model is split over {parallel} devices: the figures of one, times {parallel}."
        ));
    }
    if batch.is_none() {
        import.info(ONE_EXAMPLE);
    }
    // It counts fused attention where that is PyTorch's, in every version of today.
    if modules.products == Products::LeftOut {
        modules.products.warn(
            "DeepSpeed counts attention that is called as PyTorch’s own function or written as matrix products, not other fused kernels (flash_attn), nor in old versions the fused one of PyTorch.",
            &mut import,
        );
    }
    import.name = modules.name;
    import.parameters = number("params of model = params per GPU * mp_size:")
        .filter(|all| *all > 0)
        .or_else(|| number("params per GPU:"))
        .or(modules.whole.map(|(parameters, _)| parameters))
        .filter(|all| *all > 0);
    import.rows = modules.rows;
    Ok(import)
}
