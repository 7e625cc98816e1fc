//! torchinfo (TylerYep/torchinfo): a mult-add is one, on the whole batch, forward alone. A
//! convolution counts its parameters for every place of the output, any other layer once per
//! example of the batch (`layer_info.py`, `calculate_macs`): a linear layer on a sequence is
//! counted once, and the products of attention are not counted at all.

use super::number::{figure, figure_after, scaled};
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "torchinfo",
    is: |report| report.has("Total mult-adds"),
    read,
};

/// Layers by which a network works on sequences, where torchinfo counts far too little.
const SEQUENCES: [&str; 4] = ["Embedding", "Attention", "Transformer", "LayerNorm"];

struct Line<'a> {
    depth: usize,
    name: &'a str,
    /// Each column's text, by the column's place.
    cells: Vec<&'a str>,
}

fn read(report: &Report) -> Result<Import, Error> {
    let printed = report
        .after("Total mult-adds")
        .and_then(total)
        .ok_or_else(|| lacks("torchinfo", "the figure of “Total mult-adds”"))?;
    let (head, lines) = table(report);
    let of_column = |name: &str| head.iter().position(|column| *column == name);
    let rows = of_column("Mult-Adds").map(|at| rows(&lines, at, of_column("Param #")));
    // The table has every digit: its sum is taken if it is what was printed, rounded.
    let sum = rows.as_ref().map(|rows| {
        rows.iter()
            .map(|row| row.multiply_adds)
            .fold(0u128, u128::saturating_add)
    });
    let exact = sum.filter(|sum| sum.abs_diff(printed.0) <= printed.1);
    let macs = some("torchinfo", exact.unwrap_or(printed.0))?;
    let batch = batch(&lines, of_column("Input Shape"), of_column("Output Shape"));
    let mut import = counted(
        "torchinfo counts a multiply-add as one mult-add, in the forward pass alone, and biases and norms by their parameters.",
        macs,
        batch.unwrap_or(1),
    );
    match batch {
        Some(1) => {}
        Some(batch) => import.info(format!(
            "The first size of the shapes, {batch}, was taken for the batch."
        )),
        None => import.info(ONE_EXAMPLE),
    }
    let on_sequences = lines
        .iter()
        .any(|line| SEQUENCES.iter().any(|part| line.name.contains(part)));
    if on_sequences {
        import.warning("torchinfo counts a linear layer once per example, however long the sequence, and leaves out the products of attention: for a transformer its figure is far too low. Give the model’s config.json or its dimensions instead.");
    }
    let number = |words| Some(figure_after(report.after(words)?)?.value);
    import.parameters = number("Total params:").filter(|all| *all > 0);
    if let Some(frozen) = number("Non-trainable params:").filter(|frozen| *frozen > 0) {
        import.info(format!(
            "{} of the parameters were frozen; they are included.",
            whole(frozen)
        ));
    }
    let top = lines.first().filter(|line| line.depth == 0);
    import.name = top.map(|line| tally::shown(line.name));
    import.rows = rows.filter(|_| exact.is_some()).unwrap_or_default();
    Ok(import)
}

/// ` (G): 4.09`, ` (Units.GIGABYTES): 4.09` of version 1.8.0 under Python 3.11, `: 544`; and by how
/// much what it was rounded from may differ.
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

/// The names of the columns, and the lines.
fn table(report: &Report) -> (Vec<&str>, Vec<Line<'_>>) {
    let mut lines = report
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("Layer (type"));
    let Some(head) = lines.next() else {
        return (Vec::new(), Vec::new());
    };
    let columns = split(head);
    let rows = lines
        .take_while(|line| !line.contains("Total params"))
        .filter(|line| !line.trim_start().starts_with("==") && !line.trim().is_empty())
        .take(20_000)
        .map(|line| {
            // `│    └─Conv2d: 2-1`, in ASCII `|    +  Conv2d: 2-1`.
            let frame = |c: char| " │├└─|+".contains(c);
            let indent = line.chars().take_while(|c| frame(*c)).count();
            let text = line.trim_start_matches(frame);
            let cells = split(text);
            Line {
                depth: indent,
                name: cells.first().copied().unwrap_or(""),
                cells,
            }
        });
    (columns, rows.collect())
}

/// Columns stand at least two spaces apart.
fn split(line: &str) -> Vec<&str> {
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

fn rows(lines: &[Line<'_>], macs: usize, parameters: Option<usize>) -> Vec<Row> {
    let number = |cell: &&str| figure(cell.trim_matches(['(', ')'])).map(|f| f.value);
    let whole = |line: &Line<'_>, at: Option<usize>| {
        let at = at?;
        line.cells.get(at).and_then(number)
    };
    let counted = lines.iter().filter_map(|line| {
        let multiply_adds = whole(line, Some(macs))?;
        let (name, kind) = named(line.name);
        Some(Row {
            name: tally::shown(name),
            kind: tally::shown(kind),
            parameters: whole(line, parameters).unwrap_or(0),
            multiply_adds,
        })
    });
    counted.take(4_000).collect()
}

/// `Conv2d: 1-1`, `Conv2d (conv1)`, `Conv2d (conv1): 1-1`: which, and what it is.
fn named(cell: &str) -> (&str, &str) {
    if let Some((kind, rest)) = cell.split_once(" (") {
        return (rest.split(')').next().unwrap_or(rest), kind);
    }
    cell.split_once(": ")
        .map_or((cell, "module"), |(kind, place)| (place, kind))
}

/// The first size of the input, or of what the whole network puts out.
fn batch(lines: &[Line<'_>], input: Option<usize>, output: Option<usize>) -> Option<u64> {
    let first = |at: Option<usize>| {
        let at = at?;
        let shape = lines.iter().find_map(|line| {
            let cell = line.cells.get(at)?;
            cell.starts_with('[').then_some(*cell)
        })?;
        let size = shape.trim_start_matches('[').split([',', ']']).next()?;
        size.trim().parse().ok().filter(|size| *size > 0)
    };
    first(input).or_else(|| first(output))
}
