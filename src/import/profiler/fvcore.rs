//! fvcore (facebookresearch/fvcore, `FlopCountAnalysis`): its “flop” is a multiply-add, as its
//! documentation says; norms and pooling are in, activations are not; the forward pass alone.

use super::attention::{Products, is_attention, is_transformer};
use super::number::figure;
use super::table::{cells, is_rule};
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "fvcore",
    is: |report| report.has("#flops"),
    read,
};

const CONVENTION: &str = "fvcore calls a multiply-add one flop, counts the forward pass alone, and counts norms and pooling too.";

/// Operators that fvcore leaves out by default although they are most of the work in some networks.
const HEAVY: [&str; 5] = [
    "scaled_dot_product_attention",
    "lstm",
    "gru",
    "conv_transpose",
    "_flash_attention",
];

struct Line<'a> {
    name: &'a str,
    parameters: u128,
    flops: Option<u128>,
}

fn read(report: &Report) -> Result<Import, FileError> {
    let (mut import, products) = match lines(report) {
        Some(lines) => (from_table(&lines)?, products(&lines)),
        None => from_list(report)?,
    };
    import.info(ONE_EXAMPLE);
    let left_out: Vec<&str> = report
        .every("Unsupported operator ")
        .filter_map(|rest| rest.split_whitespace().next())
        .filter(|operator| HEAVY.iter().any(|heavy| operator.contains(heavy)))
        .collect();
    if let Some(operator) = left_out.first() {
        import.warning(format!(
            "fvcore did not count {} (“Unsupported operator”): the figure is too low.",
            tally::shown(operator)
        ));
    } else {
        products.warn(
            "fvcore has no rule for scaled_dot_product_attention, which PyTorch’s and most models’ attention calls; it can be given one (set_op_handle).",
            &mut import,
        );
    }
    Ok(import)
}

/// Returns what the table shows of attention. It goes three modules deep, so those within attention
/// are often missing: attention’s operations per parameter are compared with those of the largest
/// module beside it, which has no products.
fn products(lines: &[Line<'_>]) -> Products {
    fn split<'a>(line: &Line<'a>) -> (&'a str, &'a str) {
        line.name.rsplit_once('.').unwrap_or(("", line.name))
    }
    let mut all = Products::None;
    for line in lines.iter().filter(|line| line.flops.is_some()) {
        let (outer, name) = split(line);
        if !is_attention(name) {
            continue;
        }
        let beside = lines.iter().filter(|other| {
            let (other_outer, other) = split(other);
            other_outer == outer && !is_attention(other)
        });
        let largest = beside.max_by_key(|other| other.parameters);
        let plain = largest.and_then(|other| {
            let product = other.flops?.checked_mul(line.parameters)?;
            product.checked_div(other.parameters)
        });
        all = all.max(Products::of(line.flops.unwrap_or(0), plain.unwrap_or(0)));
    }
    // A table that stops above attention shows its layers, or its tables and tokens.
    let is_one = |line: &Line<'_>| has_attention_within(line.name);
    match all {
        Products::None if lines.iter().any(is_one) => Products::Unknown,
        all => all,
    }
}

/// Returns whether a row is of a part that only models with attention have.
fn has_attention_within(name: &str) -> bool {
    const PARTS: [&str; 8] = [
        "encoder_layer",
        "decoder_layer",
        "class_token",
        "cls_token",
        "pos_embed",
        "position_embedding",
        "in_proj_weight",
        "query",
    ];
    is_transformer(name) || PARTS.iter().any(|part| name.contains(part))
}

/// Returns the rows of `flop_count_table`, the outermost module first.
fn lines(report: &Report) -> Option<Vec<Line<'_>>> {
    let mut rows = report.lines().filter_map(cells);
    let head = rows.find(|cells| cells.contains(&"#flops"))?;
    let flops = head.iter().position(|cell| *cell == "#flops")?;
    let parameters = head.iter().position(|cell| cell.starts_with("#param"))?;
    let whole = |text: &str| figure(text).filter(|f| f.rest.is_empty()).map(|f| f.value);
    let lines = rows
        .filter(|cells| cells.len() == head.len() && !is_rule(cells))
        .map(|cells| Line {
            name: cells[0],
            parameters: cells.get(parameters).and_then(|p| whole(p)).unwrap_or(0),
            flops: cells.get(flops).and_then(|f| whole(f)),
        });
    Some(lines.take(20_000).collect())
}

fn from_table(lines: &[Line<'_>]) -> Result<Import, FileError> {
    let first = lines
        .first()
        .ok_or_else(|| lacks("fvcore", "a row of its table"))?;
    // The first row is the whole model; a table that was cut has another first, with a dot in its
    // name or fewer operations than one below.
    let most = lines.iter().filter_map(|line| line.flops).max();
    let flops = first
        .flops
        .filter(|flops| Some(*flops) == most)
        .ok_or_else(|| lacks("fvcore", "the first row, of the whole model,"))?;
    let mut import = import_count(CONVENTION, some("fvcore", flops)?, 1);
    import.parameters = Some(first.parameters).filter(|all| *all > 0);
    if first.name != "model" {
        import.name = Some(tally::shown(first.name));
    }
    // Rows of weights have no operations; modules within others have their names before a dot.
    let modules: Vec<&Line<'_>> = lines
        .iter()
        .skip(1)
        .filter(|line| line.flops.is_some() || line.parameters > 0)
        .collect();
    for (i, line) in modules.iter().enumerate() {
        let outer = modules.get(i + 1).is_some_and(|next| {
            next.name
                .strip_prefix(line.name)
                .is_some_and(|rest| rest.starts_with('.'))
        });
        if !outer && import.rows.len() < 4_000 {
            import.rows.push(Row {
                name: tally::shown(line.name),
                kind: "module".into(),
                parameters: line.parameters,
                multiply_adds: line.flops.unwrap_or(0),
            });
        }
    }
    Ok(import)
}

/// `flop_count_str`: the module list, with `#params: 0.44K, #flops: 0.4K` in each.
fn from_list(report: &Report) -> Result<(Import, Products), FileError> {
    let modules = modules::read(report);
    let (parameters, flops) = modules
        .whole
        .ok_or_else(|| lacks("fvcore", "the figure of the whole model"))?;
    let mut import = import_count(CONVENTION, some("fvcore", flops)?, 1);
    import.name = modules.name;
    import.parameters = Some(parameters).filter(|all| *all > 0);
    import.rows = modules.rows;
    Ok((import, modules.products))
}
