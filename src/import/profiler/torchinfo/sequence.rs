//! Layers over a sequence. `calculate_macs` of torchinfo/layer_info.py counts a linear layer once
//! for each example, however many positions its output has; versions after 1.8.0 count each
//! position. Every other layer with weights is counted once as well, and so is an embedding, which
//! only looks up. The shapes of a row tell how it was counted, so the count can be corrected.

use super::table::{Line, Table};
use std::collections::BTreeMap;

/// A layer with weights.
pub(super) struct Counted {
    /// Index of its line.
    pub(super) at: usize,
    /// Count as printed, or as torchinfo 1.8.0 would count it.
    pub(super) old: u128,
    /// Count of later versions.
    new: u128,
    /// Count with each position, without biases if the shapes show them.
    pub(super) right: u128,
}

/// The way the table counts linear layers over a sequence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// The table has none.
    None,
    /// Once for each example: the figure has been set right.
    Once,
    /// Once for each position, as it should be.
    Each,
    /// The table does not show.
    Unknown,
}

/// Returns the whole count, and the way linear layers were counted; `printed` may be off by
/// `rounding`.
pub(super) fn whole(
    table: &Table<'_>,
    printed: u128,
    rounding: u128,
) -> (u128, Counting, Vec<Counted>) {
    let rows = rows(table);
    let sum = |of: fn(&Counted) -> u128| rows.iter().map(of).fold(0, u128::saturating_add);
    let (old, new, right) = (sum(|row| row.old), sum(|row| row.new), sum(|row| row.right));
    let is = |sum: u128| sum.abs_diff(printed) <= rounding;
    let has_column = table.mult_adds.is_some();
    let (count, counting) = if old == new {
        // If the table’s sum is what was printed, it has every digit.
        let is_exact = has_column && is(old);
        (if is_exact { old } else { printed }, Counting::None)
    } else if is(old) {
        (right, Counting::Once)
    } else if has_column || printed < new && !is(new) {
        // The rows say so, or the total is less than with each position counted.
        let missing = right.saturating_sub(old);
        (printed.saturating_add(missing), Counting::Once)
    } else if is(new) {
        (printed, Counting::Each)
    } else {
        (printed, Counting::Unknown)
    };
    (count, counting, rows)
}

fn rows(table: &Table<'_>) -> Vec<Counted> {
    let mut known = Known::new();
    let mut rows = Vec::new();
    for (at, line) in table.lines.iter().enumerate() {
        let parameters = parameters(table, line, &mut known);
        rows.extend(row(table, at, line, parameters));
    }
    rows
}

/// Parameters of layers that were seen, by class and last sizes; none where two differ.
type Known<'a> = BTreeMap<(&'a str, [Option<u128>; 2]), Option<u128>>;

/// Returns the parameters of a layer. A layer that is used again has those of the one like it.
fn parameters<'a>(table: &Table<'_>, line: &Line<'a>, known: &mut Known<'a>) -> Option<u128> {
    let last = |at| line.shape(at).and_then(|shape| shape.last().copied());
    let kind = (line.class(), [last(table.input), last(table.output)]);
    if line.is_again(table.parameters) {
        return known.get(&kind).copied().flatten();
    }
    let own = line.number(table.parameters)?;
    let seen = known.entry(kind).or_insert(Some(own));
    *seen = seen.filter(|seen| *seen == own);
    Some(own)
}

/// Returns whether a layer that is used again is not like one layer alone, so that its parameters
/// are not known.
pub(super) fn has_unknown(table: &Table<'_>) -> bool {
    let mut known = Known::new();
    table.mult_adds.is_none()
        && table.lines.iter().any(|line| {
            let found = parameters(table, line, &mut known);
            found.is_none() && line.is_again(table.parameters) && is_linear(line.class())
        })
}

fn product(sizes: &[u128]) -> u128 {
    let sizes = sizes.iter();
    sizes.fold(1, |all, size| all.saturating_mul(*size))
}

/// transformers’ Conv1D is a linear layer, which torchinfo takes for a convolution.
pub(super) fn is_linear(class: &str) -> bool {
    class.contains("Linear") || class == "Conv1D"
}

fn row(table: &Table<'_>, at: usize, line: &Line<'_>, parameters: Option<u128>) -> Option<Counted> {
    let printed = line.number(table.mult_adds);
    let plain = |count: u128| Counted {
        at,
        old: count,
        new: count,
        right: count,
    };
    let class = line.class();
    let output = line.shape(table.output).filter(|shape| !shape.is_empty());
    // All but the last size of a linear layer’s output are those of its input.
    let input = line.shape(table.input).filter(|shape| !shape.is_empty());
    let known = output
        .as_ref()
        .or(input.as_ref().filter(|_| is_linear(class)));
    let Some(shape) = known else {
        return printed.map(plain);
    };
    let first = *shape.first()?;
    if is_linear(class) && shape.len() > 2 {
        let positions = product(&shape[..shape.len() - 1]);
        let times = match class {
            "Conv1D" => first.saturating_mul(product(shape.get(2..)?)),
            _ => first,
        };
        let weights = parameters.or_else(|| Some(printed? / times.max(1)))?;
        let old = weights.saturating_mul(times);
        let new = weights.saturating_mul(positions);
        let kernel = line.shape(table.kernel).map(|kernel| product(&kernel));
        let last = |shape: &Option<Vec<u128>>| shape.as_ref()?.last().copied();
        let matrix = kernel.unwrap_or_else(|| matrix(weights, last(&input), last(&output)));
        return Some(match printed {
            Some(printed) if printed == new => plain(printed),
            Some(printed) if printed != old => plain(printed),
            _ => Counted {
                at,
                old,
                new,
                right: matrix.saturating_mul(positions),
            },
        });
    }
    let output = output?;
    let count = match printed {
        Some(printed) => printed,
        None if class.contains("Conv") => parameters?
            .saturating_mul(first)
            .saturating_mul(product(output.get(2..).unwrap_or(&[]))),
        None if matches!(class, "LSTM" | "GRU" | "RNN") => {
            parameters?.saturating_mul(product(output.get(..2)?))
        }
        None => parameters?.saturating_mul(first),
    };
    let right = if class == "Embedding" { 0 } else { count };
    Some(Counted {
        at,
        old: count,
        new: count,
        right,
    })
}

/// Returns the weights of a linear layer without its bias: by both of its sizes, or by the one that
/// is shown, where the other is a multiple of 8 with a bias and is none without.
fn matrix(weights: u128, input: Option<u128>, output: Option<u128>) -> u128 {
    let is_round = |size: u128| size.is_multiple_of(8) && size > 0;
    let found = match (input, output) {
        (Some(input), Some(output)) => {
            let matrix = input.saturating_mul(output);
            (matrix.saturating_add(output) == weights).then_some(matrix)
        }
        (Some(input), None) => {
            let output = weights.checked_div(input.saturating_add(1)).unwrap_or(0);
            let matrix = output.saturating_mul(input);
            let is_whole = matrix.saturating_add(output) == weights;
            let plain = weights.checked_div(input).unwrap_or(0);
            let is_plain = plain.saturating_mul(input) == weights && is_round(plain);
            (is_whole && is_round(output) && !is_plain).then_some(matrix)
        }
        (None, Some(output)) => {
            let input = weights.checked_div(output).unwrap_or(0);
            let is_whole = input.saturating_mul(output) == weights && input > 0;
            let has_bias = is_whole && is_round(input - 1) && !is_round(input);
            has_bias.then(|| weights - output)
        }
        (None, None) => None,
    };
    found.unwrap_or(weights)
}
