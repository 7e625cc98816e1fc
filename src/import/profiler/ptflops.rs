//! ptflops (sovrasov/flops-counter.pytorch): a Mac is a multiply-add, per example of the batch,
//! forward alone; its `pytorch` backend counts norms, activations and pooling too, `aten` does not.

use super::attention::{Products, is_transformer};
use super::number::{Unit, figure_after};
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "ptflops",
    is: |report| {
        let figure = report
            .after("Computational complexity:")
            .and_then(figure_after);
        figure.is_some() || lone(report).is_some()
    },
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    let modules = modules::read(report);
    let printed = report
        .after("Computational complexity:")
        .and_then(figure_after)
        .filter(|figure| figure.whole);
    let unit = printed.as_ref().map_or(Unit::Macs, |figure| figure.unit);
    let macs = printed
        .map(|figure| figure.value)
        .or(modules.whole.map(|(_, macs)| macs))
        .or_else(|| lone(report))
        .ok_or_else(|| lacks("ptflops", "the line “Computational complexity”"))?;
    let mut import = import_count(
        "ptflops calls a multiply-add a Mac and counts the forward pass of one example; with its pytorch backend also norms, activations and pooling.",
        some("ptflops", macs)?,
        1,
    );
    if unit == Unit::Flops {
        import.warning("The figure is labelled FLOP, which ptflops itself does not do. It was read as multiply-adds; if the script doubled them, halve it.");
    }
    let zero: Vec<&str> = report
        .every("Warning: module ")
        .filter(|rest| rest.contains("is treated as a zero-op"))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect();
    let parts = ["attention", "lstm", "gru", "linear", "conv", "rnn"];
    let heavy = zero.iter().find(|module| {
        let module = module.to_ascii_lowercase();
        parts.iter().any(|part| module.contains(part))
    });
    if let Some(module) = heavy {
        import.warning(format!(
            "ptflops does not know the module {} and may not have counted what it does.",
            tally::shown(module)
        ));
    }
    attention(report, &modules, macs, &mut import);
    import.name = modules.name;
    import.parameters = report
        .after("Number of parameters:")
        .and_then(figure_after)
        .map(|figure| figure.value)
        .or(modules.whole.map(|(parameters, _)| parameters))
        .filter(|all| *all > 0);
    import.rows = modules.rows;
    Ok(import)
}

/// With the `aten` backend fused attention has no rule; with `pytorch` products between modules are
/// in the total and in no module, and those of nn.MultiheadAttention and timm's Attention in theirs.
fn attention(report: &Report, modules: &modules::Modules, macs: u128, import: &mut Import) {
    let is_zero = |line: &str| line.contains("scaled_dot_product") && line.contains("zero-op");
    let in_modules = modules.whole.map_or(0, |(_, whole)| whole);
    let is_in_modules = macs.saturating_sub(in_modules) <= macs / 1000;
    let left_out = modules.products == Products::LeftOut && is_in_modules;
    let is_named = || report.every("Module:").any(is_transformer);
    let products = if left_out || report.lines().any(is_zero) {
        Products::LeftOut
    } else if report.has("aten.addmm:") && !report.has("bmm:") && is_named() {
        Products::Unknown
    } else {
        Products::None
    };
    products.warn(
        "ptflops has no rule for scaled_dot_product_attention; as modules its pytorch backend counts nn.MultiheadAttention and timm’s Attention.",
        import,
    );
}

/// `4.12 GMac`, wherever it stands: no other tool writes its unit so.
fn lone(report: &Report) -> Option<u128> {
    report.lines().find_map(|line| {
        ["GMac", "MMac", "KMac"].iter().find_map(|unit| {
            let (before, rest) = line.split_once(unit)?;
            let digits = before
                .trim_end()
                .rsplit([' ', ':', '=', '\'', '"', '('])
                .next()?;
            let figure = format!("{digits} {unit}");
            let own = !rest.starts_with(char::is_alphabetic);
            number::figure(&figure)
                .filter(|_| own)
                .map(|figure| figure.value)
        })
    })
}
