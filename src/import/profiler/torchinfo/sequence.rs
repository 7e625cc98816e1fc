//! Layers over a sequence. `calculate_macs` of torchinfo/layer_info.py counts a linear layer once
//! for each example, however many positions its output has; versions after 1.8.0 count each
//! position. Every other layer with weights is counted once as well, and so is an embedding, which
//! only looks up. The shapes of a row tell how it was counted, so the count can be corrected.

use super::table::{Line, Table};

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
    let lines = table.lines.iter().enumerate();
    lines
        .filter_map(|(at, line)| row(table, at, line))
        .collect()
}

fn row(table: &Table<'_>, at: usize, line: &Line<'_>) -> Option<Counted> {
    let printed = line.number(table.mult_adds);
    let parameters = line.number(table.parameters);
    let plain = |count: u128| Counted {
        at,
        old: count,
        new: count,
        right: count,
    };
    let Some(shape) = line.shape(table.output).filter(|shape| !shape.is_empty()) else {
        return printed.map(plain);
    };
    let product = |sizes: &[u128]| {
        sizes
            .iter()
            .fold(1u128, |all, size| all.saturating_mul(*size))
    };
    let (first, last) = (shape[0], shape[shape.len() - 1]);
    let positions = product(&shape[..shape.len() - 1]);
    let class = line.class();
    // transformers' Conv1D is a linear layer, which torchinfo takes for a convolution.
    let is_linear = class.contains("Linear") || class == "Conv1D";
    if is_linear && shape.len() > 2 {
        let times = if class == "Conv1D" {
            first.saturating_mul(product(shape.get(2..)?))
        } else {
            first
        };
        // A layer that is used again has no parameters in its row.
        let weights = parameters.or_else(|| Some(printed? / times.max(1)))?;
        let old = weights.saturating_mul(times);
        let new = weights.saturating_mul(positions);
        let sizes = line.shape(table.kernel).map(|kernel| product(&kernel));
        let input = line
            .shape(table.input)
            .and_then(|input| input.last().copied());
        let matrix = sizes.or_else(|| input.map(|input| input.saturating_mul(last)));
        // The weights have a bias or not; another size is of another layer.
        let is_matrix =
            |matrix: &u128| weights == *matrix || weights == matrix.saturating_add(last);
        let right = matrix
            .filter(is_matrix)
            .unwrap_or(weights)
            .saturating_mul(positions);
        return Some(match printed {
            Some(printed) if printed == new => plain(printed),
            Some(printed) if printed != old => plain(printed),
            _ => Counted {
                at,
                old,
                new,
                right,
            },
        });
    }
    let count = match printed {
        Some(printed) => printed,
        None if class.contains("Conv") => parameters?
            .saturating_mul(first)
            .saturating_mul(product(shape.get(2..).unwrap_or(&[]))),
        None if matches!(class, "LSTM" | "GRU" | "RNN") => {
            parameters?.saturating_mul(product(shape.get(..2)?))
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
