//! Lightning's ModelSummary (src/lightning/pytorch/utilities/model_summary): parameters in two or
//! three digits and, since 2.4, the FLOP of a forward pass on the example input, which PyTorch's
//! FlopCounterMode counts: 2 for a multiply-add.

use super::attention::{INSTEAD, is_transformer};
use super::number::figure;
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "Lightning",
    is: |report| report.lines().any(is_head) && total(report, "Total params").is_some(),
    read,
};

/// Returns the head of its table: `  | Name | Type | Params | Mode | FLOPs | In sizes | Out sizes`.
fn is_head(line: &str) -> bool {
    let has = |words| after(line, words).is_some();
    line.contains(['|', '┃']) && has("Name ") && has(" Type ") && has(" Params")
}

fn read(report: &Report) -> Result<Import, FileError> {
    let flop = total(report, "Total Flops").filter(|flop| *flop > 0);
    let mut import = match flop {
        Some(flop) => of_example(report, flop),
        None => {
            let mut import = Import::new(Source::Profiler);
            import.warning("Lightning’s summary has parameters but no operations. Since version 2.4 it counts them if example_input_array is set on the model. Nothing goes into the form, because layers may use a parameter many times. For a language model type the parameters and the tokens.");
            import
        }
    };
    import.parameters = total(report, "Total params").filter(|all| *all > 0);
    import.info("The figures are printed in two or three digits.");
    Ok(import)
}

fn of_example(report: &Report, flop: u128) -> Import {
    let rows = || report.lines().skip_while(|line| !is_head(line)).skip(1);
    let batch = rows().find_map(|line| {
        let (_, sizes) = line.split_once('[')?;
        sizes.split([',', ']']).next()?.trim().parse().ok()
    });
    let batch = batch.filter(|size: &u64| *size > 0);
    let mut import = import_count(
        "Lightning has PyTorch’s FlopCounterMode count 2 FLOP for a multiply-add, in a forward pass on the example input.",
        flop.div_ceil(2),
        batch.unwrap_or(1),
    );
    say_batch(batch, &mut import);
    if rows().any(is_transformer) {
        import.warning(format!(
            "There is attention in the model: counted on a CPU its products are not in the figure. {INSTEAD}"
        ));
    }
    import
}

/// `25.6 M    Total params`; with rich, `Total params: 25.6 M`.
fn total(report: &Report, words: &str) -> Option<u128> {
    report.lines().find_map(|line| {
        let rest = after(line, words)?;
        let text = rest.strip_prefix(':').unwrap_or(line);
        Some(figure(text)?.value)
    })
}
