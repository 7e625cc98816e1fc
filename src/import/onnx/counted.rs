//! The count of a whole graph: its inputs, the walk over it, the result.

use super::functions::Function;
use super::walk::{Walk, name};
use super::weights::Value;
use crate::import::{Asked, FileError, OpenSize, Row};
use rten_onnx::onnx::{GraphProto, ValueInfoProto};
use std::collections::HashSet;

/// The count of a graph.
pub(super) struct Counted {
    pub(super) rows: Vec<Row>,
    pub(super) open: Vec<OpenSize>,
    /// Warnings on what the count lacks.
    pub(super) warnings: Vec<String>,
    /// Whether no large part is left out.
    pub(super) is_total: bool,
    pub(super) batch: u64,
    pub(super) sequence: Option<u64>,
    /// Sizes of the first input, if the first of them may be a batch.
    pub(super) unclear: Option<Vec<u64>>,
    /// The sizes of an embedding that seems to be stored twice.
    pub(super) twins: Option<[u64; 2]>,
}

pub(super) fn count(
    graph: &GraphProto,
    functions: &[Function],
    asked: &Asked,
) -> Result<Counted, FileError> {
    let mut walk = Walk::new(functions, asked);
    let initialized: HashSet<&str> = graph.initializer.iter().map(name).collect();
    // In old files every initializer is an input, too.
    let is_real =
        |input: &&ValueInfoProto| !initialized.contains(input.name.as_deref().unwrap_or_default());
    let inputs: Vec<&ValueInfoProto> = graph.input.iter().filter(is_real).collect();
    let tensors = walk.sizes.inputs(&inputs)?;
    let names = inputs
        .iter()
        .map(|input| input.name.as_deref().unwrap_or_default());
    let given = names.zip(tensors.into_iter().map(Value::of)).collect();
    walk.graph(graph, given)?;
    Ok(finish(walk))
}

fn finish(mut walk: Walk<'_, '_>) -> Counted {
    let (batch, sequence) = (walk.sizes.batch, walk.sizes.sequence);
    let unclear = walk.sizes.unclear.take();
    let open = walk.sizes.open();
    let each = walk.rows.iter().map(|row| row.multiply_adds);
    let all = each.fold(0_u128, u128::saturating_add);
    let (warnings, is_total) = walk.left_out.explain(all, !open.is_empty());
    Counted {
        rows: walk.rows,
        warnings,
        is_total,
        twins: walk.weights.twins(),
        batch,
        sequence,
        unclear,
        open,
    }
}
