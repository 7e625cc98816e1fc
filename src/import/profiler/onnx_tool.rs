//! onnx-tool (ThanatosShinji/onnx-tool, `print_node_map` of onnx_tool/graph.py): a table of nodes
//! with `Forward_MACs`, or `Forward_FLOPs`, which are twice those. Every instruction is a MAC for it:
//! an exponential 32, a comparison one (`EXP_MACS` … of onnx_tool/node.py). So of its rows those are
//! summed whose operators are products; their biases are in.

use super::number::figure;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "onnx-tool",
    is: |report| report.has("Forward_MACs") || report.has("Forward_FLOPs"),
    read,
};

/// Operators that multiply and add.
const PRODUCTS: [&str; 15] = [
    "Conv",
    "ConvTranspose",
    "ConvInteger",
    "QLinearConv",
    "FusedConv",
    "DeformConv",
    "Gemm",
    "FusedGemm",
    "MatMul",
    "FusedMatMul",
    "MatMulInteger",
    "QLinearMatMul",
    "Einsum",
    "Attention",
    "MultiHeadAttention",
];

/// The same that keep a state.
const RECURRENT: [&str; 3] = ["LSTM", "GRU", "RNN"];

const CONVENTION: &str =
    "onnx-tool counts multiply-adds as MACs, in the forward pass alone, biases included.";

struct Node<'a> {
    name: &'a str,
    kind: Option<&'a str>,
    macs: u128,
    parameters: u128,
    shape: Option<&'a str>,
}

fn read(report: &Report) -> Result<Import, Error> {
    let is_flops = report.has("Forward_FLOPs");
    let nodes = nodes(report, if is_flops { 2 } else { 1 });
    let total = nodes.iter().find(|node| node.name == "Total");
    let total = total.ok_or_else(|| lacks("onnx-tool", "the row “Total”"))?;
    let inner = || nodes.iter().filter(|node| !is_sum(node.name));
    let sum = inner().map(|node| node.macs).fold(0, u128::saturating_add);
    let has_kinds = inner().all(|node| node.kind.is_some());
    let products = inner().filter(|node| node.kind.is_some_and(is_product));
    let multiply_adds = products.map(|node| node.macs).fold(0, u128::saturating_add);
    // Nodes that were left out of the table are in its total.
    let is_whole = sum.abs_diff(total.macs) <= total.macs / 1000;
    let by_kind = has_kinds && is_whole && multiply_adds > 0;
    let count = if by_kind { multiply_adds } else { total.macs };
    let first = inner().find_map(|node| node.shape);
    let batch = first.and_then(|shape| shape.split(['x', ',']).next()?.trim().parse().ok());
    let batch = batch.filter(|batch: &u64| *batch > 0);
    let mut import = counted(CONVENTION, some("onnx-tool", count)?, batch.unwrap_or(1));
    if by_kind {
        import.info(format!(
            "Of its total of {} the operators that multiply and add were taken (convolutions, matrix products, recurrent layers); the rest are single operations, of which it counts up to 47 MACs for one.",
            whole(total.macs)
        ));
    } else {
        import.warning("Single operations are in the total, an exponential as 32 MACs, and the table does not show them all, so they could not be left out. Of convolutional networks that is a few per cent to twice as much. Give the whole table, or the ONNX file.");
    }
    match batch {
        Some(1) => {}
        Some(batch) => import.info(format!(
            "The first size of the first input, {batch}, was taken for the batch."
        )),
        None => import.info(ONE_EXAMPLE),
    }
    // Shared weights are in the total once for each node.
    let once = nodes.iter().find(|node| node.name == "Dedup_Params");
    import.parameters = Some(once.unwrap_or(total).parameters).filter(|all| *all > 0);
    import.rows = inner()
        .filter(|node| node.parameters > 0 || node.kind.is_some_and(is_product))
        .take(4_000)
        .map(|node| Row {
            name: tally::shown(node.name),
            kind: tally::shown(node.kind.unwrap_or("node")),
            parameters: node.parameters,
            multiply_adds: if by_kind && !node.kind.is_some_and(is_product) {
                0
            } else {
                node.macs
            },
        })
        .collect();
    Ok(import)
}

fn is_sum(name: &str) -> bool {
    matches!(name, "Total" | "Dedup_Params")
}

fn is_product(kind: &str) -> bool {
    PRODUCTS.contains(&kind) || RECURRENT.contains(&kind)
}

/// The rows: between commas, as it writes them to a file, or two spaces apart.
fn nodes<'a>(report: &'a Report, of_mac: u128) -> Vec<Node<'a>> {
    let mut lines = report.lines().skip_while(|line| !line.contains("Forward_"));
    let Some(head) = lines.next() else {
        return Vec::new();
    };
    let is_csv = head.contains("Name,");
    let split = |line: &'a str| -> Vec<&'a str> {
        if is_csv {
            return line.split(',').map(str::trim).collect();
        }
        let cells = line.split("  ").map(str::trim);
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let head = split(head);
    let at = |name: &str| head.iter().position(|column| column.starts_with(name));
    let (kind, macs, parameters, shape) = (at("Type"), at("Forward_"), at("Params"), at("InShape"));
    let number = |text: &str| figure(text).map(|found| found.value);
    let rows = lines.take(100_000).filter_map(|line| {
        let cells = split(line);
        let cell = |at: Option<usize>| cells.get(at?).copied().filter(|cell| *cell != "_");
        // A sum of parameters alone has dashes for its operations.
        let macs = cell(macs).map_or(Some(0), number)? / of_mac;
        let parameters = cell(parameters).and_then(number);
        let name = cells.first().copied().unwrap_or("");
        let is_row = cells.len() >= head.len() || is_sum(name);
        is_row.then_some(())?;
        Some(Node {
            name,
            kind: cell(kind),
            macs,
            parameters: parameters.unwrap_or(0),
            shape: cell(shape).filter(|shape| shape.starts_with(|c: char| c.is_ascii_digit())),
        })
    });
    rows.collect()
}
