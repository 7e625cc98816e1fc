//! torchinfo (TylerYep/torchinfo): a mult-add is one, on the whole batch, forward alone. A
//! convolution counts its parameters for every place of the output, any other layer once per
//! example of the batch (`layer_info.py`, `calculate_macs`); linear layers over a sequence are set
//! right, the products of attention are not counted at all.

mod sequence;
mod table;

use super::attention::INSTEAD;
use super::number::{figure_after, scaled};
use super::text::Report;
use super::*;
use sequence::{Counted, Counting, is_linear};
use table::Table;

pub(super) const TOOL: Tool = Tool {
    name: "torchinfo",
    is: |report| report.has("Total mult-adds") || report.has("Layer (type:depth-idx)"),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    let (printed, rounding) = report
        .after("Total mult-adds")
        .and_then(total)
        .ok_or_else(|| match report.has("Total mult-adds") {
            true => lacks("torchinfo", "the figure of “Total mult-adds”"),
            false => FileError::Uncountable("This is a summary of torchinfo without mult-adds: call summary with the input_size to have them counted, as in summary(model, input_size=(1, 3, 224, 224)).".into()),
        })?;
    let table = Table::read(report);
    let (macs, counting, rows) = sequence::whole(&table, printed, rounding);
    let macs = some("torchinfo", macs)?;
    let batch = table.batch();
    let mut import = import_count(
        "torchinfo counts a multiply-add as one mult-add, in the forward pass alone, and biases and norms by their parameters.",
        macs,
        batch.unwrap_or(1),
    );
    say_batch(batch, &mut import);
    sequences(&table, counting, &mut import);
    let number = |words| Some(figure_after(report.after(words)?)?.value);
    import.parameters = number("Total params:").filter(|all| *all > 0);
    if let Some(frozen) = number("Non-trainable params:").filter(|frozen| *frozen > 0) {
        import.info(format!(
            "{} of the parameters were frozen; they are included.",
            whole(frozen)
        ));
    }
    let top = table.lines.first().filter(|line| line.depth == 0);
    import.name = top.map(|line| tally::shown(line.name));
    import.rows = complete_rows(&table, &rows, counting, macs);
    Ok(import)
}

/// Returns the rows, if they add up to the whole.
fn complete_rows(table: &Table<'_>, rows: &[Counted], counting: Counting, macs: u128) -> Vec<Row> {
    let is_right = counting == Counting::Once;
    let count = |row: &Counted| if is_right { row.right } else { row.old };
    let sum = rows.iter().map(count).fold(0, u128::saturating_add);
    if table.mult_adds.is_none() || sum != macs {
        return Vec::new();
    }
    let rows = rows.iter().filter_map(|row| {
        let line = table.lines.get(row.at)?;
        let (name, kind) = line.named();
        Some(Row {
            name: tally::shown(name),
            kind: tally::shown(kind),
            parameters: line.number(table.parameters).unwrap_or(0),
            multiply_adds: count(row),
        })
    });
    rows.take(4_000).collect()
}

/// Notes corrected layers over a sequence, and warns of those that could not be corrected.
fn sequences(table: &Table<'_>, counting: Counting, import: &mut Import) {
    let has = |part: &str| table.lines.iter().any(|line| line.name.contains(part));
    let has_attention = has("Attention") || has("Transformer") || has("attn");
    match counting {
        Counting::None
            if has("Embedding")
                || has("LayerNorm")
                || has_attention
                || is_shallow(table)
                || has_no_shapes(table) =>
        {
            import.warning("torchinfo up to 1.8.0 counts a linear layer once per example, however long the sequence, and the table does not show the layers and shapes to set that right by: for a transformer its figure is far too low. Print it with input_size, output_size and mult_adds among col_names, and a larger depth, or give the model’s config.json or its dimensions.");
        }
        Counting::None | Counting::Each => {}
        Counting::Once => import.info("torchinfo counted linear layers over a sequence once per example. Here each position that the shapes show is counted, without the biases that they show, and looking up embeddings is not."),
        Counting::Unknown => import.warning("The shapes show linear layers over a sequence, and not how torchinfo counted them: up to version 1.8.0 once per example, however long the sequence. Print it with mult_adds among col_names, or give the model’s config.json."),
    }
    if has_attention && counting != Counting::None {
        import.warning(format!(
            "The products of attention are not in the figure: torchinfo counts by parameters, and of nn.MultiheadAttention not its projections either. {INSTEAD}"
        ));
    }
    if sequence::has_unknown(table) {
        import.warning("Linear layers are used again, and the table does not show which: what they compute then may be counted once per example. Print it with mult_adds among col_names.");
    }
    if matches!(counting, Counting::Once) && is_shallow(table) {
        import.warning("Some modules over a sequence are shown without the layers within them, whose linear layers are counted once per example: print the table with a larger depth.");
    }
}

/// Returns whether the table has linear layers, and no shapes that show whether they are over a
/// sequence.
fn has_no_shapes(table: &Table<'_>) -> bool {
    let mut lines = table.lines.iter();
    lines.any(|line| {
        let shapes = [table.input, table.output].map(|at| line.shape(at));
        is_linear(line.class()) && shapes.iter().all(Option::is_none)
    })
}

/// Returns whether an innermost module of the table has parameters and three sizes, and is not a layer
/// whose counting is known.
fn is_shallow(table: &Table<'_>) -> bool {
    const KNOWN: &str = "Linear Conv LSTM GRU RNN Norm Embedding PReLU Attention";
    table.lines.iter().enumerate().any(|(at, line)| {
        let next = table.lines.get(at + 1);
        let is_inner = next.is_none_or(|next| next.depth <= line.depth);
        let shape = line.shape(table.output);
        let known = KNOWN.split(' ').any(|known| line.class().contains(known));
        is_inner
            && !known
            && shape.is_some_and(|shape| shape.len() == 3)
            && line.number(table.parameters).is_some_and(|all| all > 0)
    })
}

/// ` (G): 4.09`, ` (Units.GIGABYTES): 4.09` of version 1.8.0 under Python 3.11, `: 544`; and the
/// most that rounding may have changed it.
fn total(rest: &str) -> Option<(u128, u128)> {
    let (unit, figures) = rest.split_once(':')?;
    let unit = unit.trim_matches([' ', '(', ')', '*']);
    let power = match unit {
        "" | "Units.NONE" => 0,
        "k" | "K" | "Units.KILOBYTES" => 3,
        "M" | "Units.MEGABYTES" => 6,
        "G" | "Units.GIGABYTES" => 9,
        "T" | "Units.TERABYTES" => 12,
        _ => return None,
    };
    let digits = figures.trim().trim_start_matches(['*', ' ']);
    let value = scaled(digits, power)?;
    let places = digits.split_once('.').map_or(0, |(_, places)| {
        places.bytes().take_while(u8::is_ascii_digit).count()
    });
    let rounded = 10u128.checked_pow(u32::try_from(power - i32::try_from(places).ok()?).ok()?)?;
    Some((value, rounded.div_ceil(2)))
}
