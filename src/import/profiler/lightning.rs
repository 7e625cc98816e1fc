//! Lightning's ModelSummary (src/lightning/pytorch/utilities/model_summary): parameters in two or
//! three digits and, since 2.4, the FLOP of a forward pass on the example input, which PyTorch's
//! FlopCounterMode counts: 2 for a multiply-add.

use super::attention::{INSTEAD, is_transformer};
use super::number::{figure, figure_after};
use super::table::cells;
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "Lightning",
    is: |report| {
        let rows = || report.lines().filter_map(header);
        rows().next().is_some() && (report.has("Total params") || report.has("Trainable params"))
    },
    read,
};

/// The head of its table: `  | Name | Type | Params | Mode | FLOPs | In sizes | Out sizes`.
fn header(line: &str) -> Option<Vec<&str>> {
    let cells = framed(line)?;
    let has = |name: &str| cells.contains(&name);
    (has("Name") && has("Type") && has("Params")).then_some(cells)
}

fn framed(line: &str) -> Option<Vec<&str>> {
    if line.contains(['┃', '│']) {
        let cells = line.split(['┃', '│']).map(str::trim).skip(2);
        return Some(cells.collect());
    }
    cells(line)
}

fn read(report: &Report) -> Result<Import, Error> {
    let parameters = total(report, "Total params").or_else(|| total(report, "Trainable params"));
    let parameters = parameters.filter(|all| *all > 0);
    let flop = total(report, "Total Flops").filter(|flop| *flop > 0);
    let mut lines = report.lines().skip_while(|line| header(line).is_none());
    let head = lines.next().and_then(header).unwrap_or_default();
    let at = |name: &str| head.iter().position(|column| *column == name);
    let rows: Vec<Vec<&str>> = lines
        .take_while(|line| !line.contains("Trainable params"))
        .filter_map(framed)
        .filter(|cells| cells.len() == head.len())
        .take(4_000)
        .collect();
    let cell =
        |row: &Vec<&'_ str>, name: &str| at(name).and_then(|at| Some(row.get(at)?.to_string()));
    let number =
        |row: &Vec<&str>, name: &str| cell(row, name).and_then(|cell| Some(figure(&cell)?.value));
    let mut import = match flop {
        Some(flop) => {
            let batch = rows.iter().find_map(|row| {
                let sizes = cell(row, "In sizes")?;
                let first = sizes.trim_start_matches('[').split([',', ']']).next()?;
                first.trim().parse().ok().filter(|size: &u64| *size > 0)
            });
            let mut import = counted(
                "Lightning has PyTorch’s FlopCounterMode count 2 FLOP for a multiply-add, in a forward pass on the example input, in two or three digits.",
                flop.div_ceil(2),
                batch.unwrap_or(1),
            );
            match batch {
                Some(1) => {}
                Some(batch) => import.info(format!(
                    "The first size of the first input, {batch}, was taken for the batch."
                )),
                None => import.info(ONE_EXAMPLE),
            }
            let names = rows.iter().flat_map(|row| row.iter().take(2));
            if names.copied().any(is_transformer) {
                import.warning(format!(
                    "There is attention in the model: counted on a CPU its products are not in the figure, because FlopCounterMode has no formula for them there. {INSTEAD}"
                ));
            }
            import
        }
        None => {
            let mut import = Import::new(Source::Profiler);
            import.warning("Lightning’s summary has the parameters, and no operations: set example_input_array on the model to have it count FLOPs (since version 2.4). Nothing goes into the form, because layers may use a parameter many times. For a language model type the parameters and the tokens.");
            import
        }
    };
    import.parameters =
        Some(parameters.ok_or_else(|| lacks("Lightning", "the figure of “Total params”"))?);
    import.info("The parameters are printed in two or three digits.");
    import.rows = rows
        .iter()
        .map(|row| Row {
            name: tally::shown(&cell(row, "Name").unwrap_or_default()),
            kind: tally::shown(&cell(row, "Type").unwrap_or_default()),
            parameters: number(row, "Params").unwrap_or(0),
            multiply_adds: number(row, "FLOPs").unwrap_or(0).div_ceil(2),
        })
        .collect();
    Ok(import)
}

/// `25.6 M    Total params`; with rich, `Total params: 25.6 M`.
fn total(report: &Report, words: &str) -> Option<u128> {
    report.lines().find_map(|line| {
        let rest = after(line, words)?;
        let start = line.get(..line.len() - rest.len() - words.len())?;
        // “Non-trainable params” has “trainable params” in it.
        if start.ends_with('-') {
            return None;
        }
        let behind = rest.strip_prefix(':').and_then(figure_after);
        Some(behind.or_else(|| figure(start.trim_start()))?.value)
    })
}
