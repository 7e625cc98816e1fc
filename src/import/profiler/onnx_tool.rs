//! onnx-tool (ThanatosShinji/onnx-tool, `print_node_map` of onnx_tool/graph.py): a table of nodes
//! with `Forward_MACs`, or `Forward_FLOPs`, which are twice those. It counts every instruction in
//! MACs: an exponential as 32, a comparison as one (`EXP_MACS` … of onnx_tool/node.py). Only rows
//! whose operators are products are summed, with their biases.

use super::number::figure;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "onnx-tool",
    is: |report| report.has("Forward_MACs") || report.has("Forward_FLOPs"),
    read,
};

/// Parts of the names of operators that multiply and add.
const PRODUCTS: &str = "Conv Gemm MatMul Einsum Attention LSTM GRU RNN";

fn read(report: &Report) -> Result<Import, FileError> {
    let mut lines = report.lines().skip_while(|line| !line.contains("Forward_"));
    let head = lines.next().unwrap_or("");
    let is_csv = head.contains("Name,");
    // Numbers in a table have commas of their own.
    let is_end = |c: char| c == ',' && is_csv || c.is_whitespace();
    let split = |line| str::split(line, is_end).filter(|cell| !cell.is_empty());
    let at = |name: &str| split(head).position(|column| column.starts_with(name));
    let (kind, macs, parameters, shape) = (at("Type"), at("Forward_"), at("Params"), at("InShape"));
    let of_mac = if head.contains("FLOPs") { 2 } else { 1 };
    let (mut sum, mut products, mut total, mut all, mut batch) = (0u128, 0u128, None, None, None);
    for line in lines {
        let cells: Vec<&str> = split(line).collect();
        let cell = |at: Option<usize>| cells.get(at?).copied();
        let number = |at| Some(figure(cell(at)?)?.value);
        if cells.first() == Some(&"Dedup_Params") {
            // Weights that several nodes share are in the total once for each.
            all = number(parameters).or(all);
        }
        let Some(count) = number(macs) else {
            continue;
        };
        if cells.first() == Some(&"Total") {
            total = Some(count / of_mac);
            all = number(parameters);
            continue;
        }
        sum = sum.saturating_add(count / of_mac);
        let kind = cell(kind).unwrap_or("");
        if PRODUCTS.split(' ').any(|name| kind.contains(name)) {
            products = products.saturating_add(count / of_mac);
        }
        let first = || cell(shape)?.split(['x', ',']).next()?.parse().ok();
        batch = batch.or_else(first).filter(|batch: &u64| *batch > 0);
    }
    let total = total.ok_or_else(|| lacks("onnx-tool", "the row “Total”"))?;
    // Nodes that were left out of the table are in its total.
    let is_whole = products > 0 && sum.abs_diff(total) <= total / 1000;
    let mut import = import_count(
        "onnx-tool counts multiply-adds as MACs, in the forward pass alone, biases included.",
        some("onnx-tool", if is_whole { products } else { total })?,
        batch.unwrap_or(1),
    );
    if is_whole {
        import.info(format!(
            "Of its total of {} the operators that multiply and add were taken; it counts single operations as up to 47 MACs.",
            whole(total)
        ));
    } else {
        import.warning("Single operations are in the total, an exponential as 32 MACs, and the table does not show every row, so they could not be left out: up to half of the figure. Give the whole table, or the ONNX file.");
    }
    say_batch(batch, &mut import);
    import.parameters = all.filter(|all| *all > 0);
    Ok(import)
}
