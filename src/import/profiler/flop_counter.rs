//! PyTorch's FlopCounterMode (torch/utils/flop_counter.py): FLOP, 2 for a multiply-add, of matrix
//! products, convolutions and attention; causal attention is not halved. What ran inside its
//! context is in it, a backward pass too: `aten.convolution_backward`, and `aten.mm` for the
//! gradients of layers whose forward pass is `aten.addmm`.

use super::attention::{Products, is_transformer};
use super::number::figure;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "PyTorch FlopCounterMode",
    is: |report| report.lines().any(is_head),
    read,
};

const NAME: &str = "PyTorch’s FlopCounterMode";

/// A module and its operations, in FLOP.
struct Module<'a> {
    name: &'a str,
    total: u128,
    operations: Vec<(&'a str, u128)>,
}

/// The certainty of the forward pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// The table says so.
    Yes,
    /// Forward and backward pass are in one row: a third is taken.
    Third,
}

/// Whether a backward pass ran.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Backward {
    No,
    Yes,
    /// Unknown: there are matrix products alone.
    Unknown,
    /// Nothing names it, but the products have the sizes of one.
    Likely,
}

fn is_head(line: &str) -> bool {
    let mut words = line.split_whitespace().filter(|word| *word != "|");
    words.any(|word| word == "Module") && words.next() == Some("FLOP") && line.contains("% Total")
}

fn read(report: &Report) -> Result<Import, FileError> {
    let modules = modules(report);
    let whole = modules
        .first()
        .ok_or_else(|| lacks(NAME, "a row of its table"))?;
    let sum = whole.operations.iter().map(|(_, flop)| flop);
    let sum = sum.fold(0u128, |all, flop| all.saturating_add(*flop));
    // Rows are rounded; a table that was cut off lacks more, perhaps all of a backward pass.
    if sum > 0 && sum < whole.total - whole.total / 50 {
        return Err(lacks(NAME, "every row of the first module"));
    }
    let backward = backward(&whole.operations);
    let (flop, sure) = forward(whole, backward);
    let mut import = import_count(
        "PyTorch’s FlopCounterMode counts 2 FLOP for a multiply-add, of matrix products, convolutions and attention (over the full square), and nothing else.",
        some(NAME, flop.div_ceil(2))?,
        1,
    );
    match (backward, sure) {
        (Backward::No, _) => import.info("Nothing of a backward pass is in the table."),
        (Backward::Yes, Sure::Yes) => import.info(
            "A backward pass ran inside the counter; its rows are left out (aten.…_backward, and aten.mm beside aten.addmm).",
        ),
        (Backward::Yes, Sure::Third) => import.warning(
            "A backward pass ran inside the counter, and some rows hold both passes (aten.mm, aten.bmm): a third of those is taken for the forward pass. Profile model(x) alone to be sure.",
        ),
        (Backward::Likely, _) => import.warning(
            "aten.mm stands beside aten.addmm, with the size that gradients have: it was read as a backward pass and left out. If only the forward pass ran, type the total into the field for FLOP.",
        ),
        (Backward::Unknown, _) => import.warning(
            "The table does not show whether a backward pass ran inside the counter; it was read as a forward pass alone. If loss.backward() was inside, it is a third of this.",
        ),
    }
    attention(&modules, &mut import);
    import.info(ONE_EXAMPLE);
    if whole.name != "Global" {
        import.name = Some(tally::shown(whole.name));
    }
    for (i, module) in modules.iter().enumerate().skip(1) {
        let within = format!("{}.", module.name);
        let outer = modules
            .get(i + 1)
            .is_some_and(|next| next.name.starts_with(&within));
        if !outer && import.rows.len() < 4_000 {
            import.rows.push(Row {
                name: tally::shown(module.name),
                kind: "module".into(),
                parameters: 0,
                multiply_adds: forward(module, backward).0.div_ceil(2),
            });
        }
    }
    Ok(import)
}

/// A transformer without any product of attention: on a CPU the fused operation is
/// `aten._scaled_dot_product_flash_attention_for_cpu`, for which there is no formula, and in evaluation
/// nn.MultiheadAttention runs as one operation that has none either.
fn attention(modules: &[Module<'_>], import: &mut Import) {
    let named = modules.iter().any(|module| is_transformer(module.name));
    let all = || modules.iter().flat_map(|module| &module.operations);
    let has = |words: &str| all().any(|(name, _)| name.contains(words));
    // Without its rows of operations a table does not show.
    if !named || all().next().is_none() || has("attention") || has("bmm") {
        return;
    }
    Products::LeftOut.warn(
        "FlopCounterMode has no formula for the fused attention of a CPU, nor for the one that nn.MultiheadAttention takes in evaluation. Counted on a GPU, or under torch.nn.attention.sdpa_kernel(SDPBackend.MATH), they are in it.",
        import,
    );
}

fn modules(report: &Report) -> Vec<Module<'_>> {
    let mut all: Vec<Module<'_>> = Vec::new();
    let rows = report.lines().skip_while(|line| !is_head(line)).skip(1);
    for line in rows.take(100_000) {
        let Some((name, flop)) = row(line) else {
            continue;
        };
        match name.strip_prefix("- ") {
            Some(operation) => {
                // PyTorch has formulas for some twenty.
                if let Some(module) = all.last_mut().filter(|m| m.operations.len() < 100) {
                    module.operations.push((operation.trim(), flop));
                }
            }
            None => all.push(Module {
                name,
                total: flop,
                operations: Vec::new(),
            }),
        }
    }
    all
}

/// `ResNet.conv1   0.236B   2.89%`, with or without bars.
fn row(line: &str) -> Option<(&str, u128)> {
    let line = line.trim().trim_matches('|').trim();
    let (rest, percent) = line.rsplit_once([' ', '|'])?;
    let share = percent.strip_suffix('%')?.bytes();
    share.clone().next()?;
    { share }
        .all(|c| c.is_ascii_digit() || c == b'.')
        .then_some(())?;
    let (name, flop) = rest.trim_end_matches([' ', '|']).rsplit_once([' ', '|'])?;
    let flop = figure(flop).filter(|figure| figure.rest.is_empty())?.value;
    let name = name.trim_matches([' ', '|']);
    (!name.is_empty()).then_some((name, flop))
}

fn of(operations: &[(&str, u128)], name: &str) -> u128 {
    let named = operations
        .iter()
        .filter(|(operation, _)| *operation == name);
    named
        .map(|(_, flop)| flop)
        .fold(0, |all, flop| all.saturating_add(*flop))
}

/// Returns whether a backward pass ran, judged by the operations of the whole.
fn backward(operations: &[(&str, u128)]) -> Backward {
    if operations
        .iter()
        .any(|(name, _)| name.ends_with("_backward"))
    {
        return Backward::Yes;
    }
    // Convolutions and fused attention have backward operations of their own names.
    let named = |name: &&str| name.contains("convolution") || name.contains("attention");
    if operations.iter().any(|(name, _)| named(name)) {
        return Backward::No;
    }
    let (mm, addmm) = (of(operations, "aten.mm"), of(operations, "aten.addmm"));
    let bmm = of(operations, "aten.bmm");
    if addmm > 0 && mm == 0 && bmm == 0 {
        // The gradients of addmm would be mm.
        return Backward::No;
    }
    // Gradients of a layer: once its cost for the weights, once for its input, which the first
    // layer does not need.
    if addmm > 0 && mm >= addmm && mm <= addmm.saturating_mul(2) {
        return Backward::Likely;
    }
    Backward::Unknown
}

/// Returns the FLOP of the forward pass of a module.
fn forward(module: &Module<'_>, backward: Backward) -> (u128, Sure) {
    if matches!(backward, Backward::No | Backward::Unknown) || module.operations.is_empty() {
        let third = matches!(backward, Backward::Yes | Backward::Likely);
        return if third {
            (module.total / 3, Sure::Third)
        } else {
            (module.total, Sure::Yes)
        };
    }
    let mut sum = 0u128;
    let mut sure = Sure::Yes;
    for (name, flop) in &module.operations {
        // With biases (addmm, baddbmm) the products without (mm, bmm) are the gradients; where
        // there are more than those take, the rest is of layers without biases, three times over.
        let (plain, biased) = match *name {
            "aten.mm" => (*flop, of(&module.operations, "aten.addmm")),
            "aten.bmm" => (*flop, of(&module.operations, "aten.baddbmm")),
            name if name.ends_with("_backward") => continue,
            _ => {
                sum = sum.saturating_add(*flop);
                continue;
            }
        };
        let rest = plain.saturating_sub(biased.saturating_mul(2));
        // Printed figures are rounded: a hundredth over is not a layer.
        if rest > plain / 100 {
            sum = sum.saturating_add(rest / 3);
            sure = Sure::Third;
        }
    }
    (sum, sure)
}
