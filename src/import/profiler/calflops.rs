//! calflops (MrYxJ/calculate-flops.pytorch): MACs are multiply-adds, FLOPs twice those and
//! element-wise work. `fwd` is the forward pass, `fwd+bwd` three times that, whatever was asked for.

use super::number::{Unit, figure_after};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "calflops",
    is: |report| {
        report.has("Calculate Flops Results")
            || report.has("fwd MACs:")
            || one_line(report).is_some()
    },
    read,
};

const CONVENTION: &str = "calflops counts multiply-adds as MACs; its FLOPs are twice those, with norms and element-wise work. The forward pass alone was read, not “fwd+bwd”.";

fn read(report: &Report) -> Result<Import, FileError> {
    // A figure that lost its prefix with the end of the text is not a figure.
    let number = |words| {
        let figure = figure_after(report.after(words)?)?;
        figure.whole.then_some(figure.value)
    };
    let modules = modules::read(report);
    let forward = number("fwd MACs:").or(modules.whole.map(|(_, macs)| macs));
    let (macs, parameters, in_doubt) = match forward {
        Some(macs) => (macs, number("Total Training Params:"), false),
        None => {
            let (macs, parameters) =
                one_line(report).ok_or_else(|| lacks("calflops", "the line “fwd MACs”"))?;
            (macs, parameters, true)
        }
    };
    let mut import = import_count(CONVENTION, some("calflops", macs)?, 1);
    if in_doubt {
        import.warning("A script printed this line from calflops’ result. If it was called with include_backPropagation=True, the figure holds the backward pass too: divide it by 3.");
    }
    modules.products.warn(
        "calflops has no rule for scaled_dot_product_attention, which PyTorch’s and most models’ attention calls.",
        &mut import,
    );
    import.info(ONE_EXAMPLE);
    import.name = modules.name;
    import.parameters = parameters.filter(|all| *all > 0);
    import.rows = modules.rows;
    Ok(import)
}

/// `Alexnet FLOPs:4.2892 GFLOPS   MACs:2.1426 GMACs   Params:61.1008 M`, as its readme has it.
fn one_line(report: &Report) -> Option<(u128, Option<u128>)> {
    report.lines().find_map(|line| {
        let flops = figure_after(after(line, "FLOPs:")?)?;
        let macs = figure_after(after(line, " MACs:")?)?;
        let parameters = after(line, "Params:").and_then(figure_after);
        (flops.unit == Unit::Flops && macs.unit == Unit::Macs)
            .then_some((macs.value, parameters.map(|p| p.value)))
    })
}
