//! Keras' `model.summary()` (keras/src/utils/summary_utils.py): layers with their parameters, between
//! rules in Keras 2 and in a frame in Keras 3. It counts no operations. torchsummary prints the same
//! lines.
//!
//! The total of Keras 3 holds the optimizer's variables as well, where the model is compiled and was
//! trained; half of the parameters of BatchNormalization, its running statistics, are not trained.

use super::number::{figure, figure_after};
use super::text::Report;
use super::*;
use crate::draft::Key;

pub(super) const TOOL: Tool = Tool {
    name: "Keras",
    is: |report| {
        report.has("Total params:") && report.has("Layer (type)") && report.has("Output Shape")
    },
    read,
};

/// Layers of which a parameter is used once for a token or an example.
const ONCE: [&str; 8] = [
    "Dense",
    "EinsumDense",
    "LayerNormalization",
    "RMSNormalization",
    "BatchNormalization",
    "MultiHeadAttention",
    "GroupQueryAttention",
    "PReLU",
];

fn read(report: &Report) -> Result<Import, Error> {
    let number = |words: &str| {
        let starts = |line: &&str| line.trim_start().starts_with(words);
        let line = report.lines().find(starts)?;
        Some(figure_after(line.trim_start().get(words.len()..)?)?.value)
    };
    let total = number("Total params:");
    let trained = number("Trainable params:");
    let frozen = number("Non-trainable params:");
    let all = match (trained, frozen) {
        (Some(trained), Some(frozen)) => Some(trained.saturating_add(frozen)),
        _ => total,
    };
    let all = all.filter(|all| *all > 0);
    let all = all.ok_or_else(|| lacks("Keras", "a figure of its parameters"))?;
    let rows = rows(report);
    let of = |class: &str| {
        let rows = rows.iter().filter(|row| row.kind == class);
        rows.map(|row| row.parameters).fold(0, u128::saturating_add)
    };
    let statistics = of("BatchNormalization") / 2;
    let is_statistics = frozen == Some(statistics);
    let parameters = if is_statistics { all - statistics } else { all };
    let mut import = Import::new(Source::Profiler);
    import.parameters = Some(parameters);
    let tool = if report.has("[-1, ") {
        "torchsummary"
    } else {
        "Keras"
    };
    import.info(format!(
        "This is a summary of {tool}, which lists parameters and counts no operations."
    ));
    if is_statistics && statistics > 0 {
        import.info(format!(
            "{} running statistics of batch norms are left out: they are not trained.",
            whole(statistics)
        ));
    } else if let Some(frozen) = frozen.filter(|frozen| *frozen > 0) {
        import.info(format!(
            "{} of the parameters are not trained; they are included.",
            whole(frozen)
        ));
    }
    if total.is_some_and(|total| total > all) {
        import.info(
            "The total of the summary holds the optimizer’s variables too; they are left out.",
        );
    }
    let with = || rows.iter().filter(|row| row.parameters > 0);
    let sum = with()
        .map(|row| row.parameters)
        .fold(0, u128::saturating_add);
    let is_once = |row: &Row| ONCE.contains(&row.kind.as_str()) || is_embedding(row);
    if sum == all && with().all(is_once) {
        let embeddings = with()
            .filter(|row| is_embedding(row))
            .map(|row| row.parameters);
        let rest = parameters.saturating_sub(embeddings.fold(0, u128::saturating_add));
        import.further.push((Key::Parameters, rest.to_string()));
        import.info("2 FLOP for each parameter and token, or example, go into the form, without embeddings; attention over the context is not in that.");
    } else if tool == "torchsummary" {
        import.warning("What a forward pass takes does not follow from these parameters, because convolutions and recurrent layers use theirs many times: nothing goes into the form. torchinfo, its successor, counts mult-adds.");
    } else {
        import.warning("What a forward pass takes does not follow from these parameters: convolutions and recurrent layers use theirs many times, and of models within models the layers are not shown. Nothing goes into the form. Export the model to ONNX (tf2onnx, or model.export with format=\"onnx\"), or type its layers.");
    }
    import.name = name(report);
    import.rows = rows;
    Ok(import)
}

fn is_embedding(row: &Row) -> bool {
    row.kind.contains("Embedding")
}

/// `Model: "resnet50"`
fn name(report: &Report) -> Option<String> {
    let rest = report.after("Model: \"")?;
    Some(tally::shown(rest.split('"').next()?))
}

/// `conv1 (Conv2D)   (None, 112, 112, 64)   9472`, the last with what it is connected to; in a frame
/// the class may be on the next line.
fn rows(report: &Report) -> Vec<Row> {
    let lines = report
        .lines()
        .skip_while(|line| !line.contains("Layer (type)"))
        .skip(1)
        .take_while(|line| !line.contains("Total params"));
    let mut rows = Vec::new();
    // A layer and its parameters, until the bracket of its class is closed.
    let mut open: Option<(String, u128)> = None;
    for line in lines.take(20_000) {
        let Some(cells) = line.trim().strip_prefix('│') else {
            rows.extend(plain_row(line));
            continue;
        };
        let mut cells = cells.split('│').map(str::trim);
        let (name, parameters) = (cells.next().unwrap_or(""), cells.nth(1).and_then(figure));
        let (mut layer, parameters) = match (open.take(), parameters) {
            (_, Some(parameters)) => (String::new(), parameters.value),
            (Some(open), None) => open,
            (None, None) => continue,
        };
        layer += name.trim_start_matches(['└', ' ']);
        if layer.ends_with(')') {
            rows.extend(row(&layer, parameters));
        } else {
            open = Some((layer, parameters));
        }
    }
    rows
}

fn plain_row(line: &str) -> Option<Row> {
    let layer = line.trim().trim_start_matches(['|', '└', ' ']);
    let (_, rest) = layer.split_once(')')?;
    let parameters = figure(behind_shape(rest))?.value;
    row(layer.get(..layer.len() - rest.len())?, parameters)
}

/// `conv1 (Conv2D)`
fn row(layer: &str, parameters: u128) -> Option<Row> {
    let (name, kind) = layer.strip_suffix(')')?.split_once('(')?;
    let is_class = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!kind.is_empty() && kind.chars().all(is_class)).then(|| Row {
        name: tally::shown(name.trim()),
        kind: kind.into(),
        parameters,
        multiply_adds: 0,
    })
}

/// Behind the shape, which may be several in brackets: `[(None, 128), (None, 64)]   0`.
fn behind_shape(text: &str) -> &str {
    let start = text.rfind("None").or_else(|| text.rfind(')')).unwrap_or(0);
    let rest = text.get(start..).unwrap_or("");
    let rest = rest.split_once(')').map_or(rest, |(_, rest)| rest);
    let rest = rest.trim_start_matches([']', '}', ' ', ',', '?']);
    rest.strip_prefix("multiple").unwrap_or(rest)
}
