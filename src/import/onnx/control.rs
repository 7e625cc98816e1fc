//! Graphs within graphs: branches and loops.

use super::attributes::{Node, operator, title};
use super::tensor::{Size, Tensor, common};
use super::walk::{Walk, counter};
use super::weights::Value;
use crate::import::FileError;
use rten_onnx::onnx::GraphProto;

/// Walks an `If`: walks the branch that is taken, if the graph itself tells; else both, of which the larger
/// counts. The parameters of both belong to the model.
pub(super) fn branches<'m>(
    walk: &mut Walk<'m, '_>,
    inputs: &[Option<Value>],
    yes: &'m GraphProto,
    no: &'m GraphProto,
) -> Result<Vec<Value>, FileError> {
    let condition = inputs
        .first()
        .and_then(|value| value.as_ref()?.tensor.single());
    if let Some(condition) = condition {
        return walk.graph(if condition != 0 { yes } else { no }, Vec::new());
    }
    let start = walk.rows.len();
    let of_yes = walk.graph(yes, Vec::new())?;
    let middle = walk.rows.len();
    let of_no = walk.graph(no, Vec::new())?;
    let cost = |rows: &[crate::import::Row]| {
        let each = rows.iter().map(|row| row.multiply_adds);
        each.fold(0_u128, u128::saturating_add)
    };
    let (then, otherwise) = (cost(&walk.rows[start..middle]), cost(&walk.rows[middle..]));
    let takes_then = then >= otherwise;
    if then != otherwise {
        walk.left_out
            .further("The graph branches (“If”): the branch with more multiply-adds is counted.");
    }
    let skipped = if takes_then {
        middle..walk.rows.len()
    } else {
        start..middle
    };
    for row in &mut walk.rows[skipped] {
        row.multiply_adds = 0;
    }
    let holds_nothing = |row: &crate::import::Row| row.multiply_adds == 0 && row.parameters == 0;
    let mut kept = walk.rows.split_off(start);
    kept.retain(|row| !holds_nothing(row));
    walk.rows.append(&mut kept);
    let (taken, other) = if takes_then {
        (of_yes, of_no)
    } else {
        (of_no, of_yes)
    };
    let mut other = other.into_iter();
    let chosen = |mut value: Value| {
        let other = other.next().unwrap_or_default();
        // The branches may give different numbers.
        value.tensor.values = None;
        value.parts = None;
        if value.tensor.sizes.is_none() {
            value.tensor.sizes = other.tensor.sizes;
        } else if value.tensor.sizes != other.tensor.sizes && other.tensor.sizes.is_some() {
            value.tensor.is_at_most = true;
            larger(&mut value.tensor, &other.tensor);
        }
        value
    };
    Ok(taken.into_iter().map(chosen).collect())
}

/// `Loop`: inputs are the number of rounds, a condition, and values handed from round to round. The
/// body takes the round, the condition and these values, and returns the condition, the values, and
/// collected outputs.
pub(super) fn repeated<'m>(
    walk: &mut Walk<'m, '_>,
    node: &Node<'m>,
    inputs: &[Option<Value>],
    body: &'m GraphProto,
) -> Result<Vec<Value>, FileError> {
    let rounds = inputs
        .first()
        .and_then(|value| value.as_ref()?.tensor.single());
    let rounds = rounds
        .and_then(|rounds| u64::try_from(rounds).ok())
        .filter(|rounds| *rounds < 1 << 40);
    let given = || {
        inputs
            .iter()
            .skip(2)
            .map(|value| value.clone().unwrap_or_default())
    };
    let mut carried: Vec<Value> = given().collect();
    for value in &mut carried {
        value.tensor.values = None;
        value.parts = None;
    }
    let around = |carried: &[Value]| -> Vec<Value> {
        let mut all = vec![counter(), counter()];
        all.extend(carried.iter().cloned());
        all
    };
    // A value that grows from round to round has no fixed size.
    let of_first = trial(walk, body, around(&carried))?;
    for (value, after) in carried.iter_mut().zip(of_first.iter().skip(1)) {
        value.tensor.sizes = common(&value.tensor, &after.tensor);
    }
    let made = run(walk, body, around(&carried), rounds, node)?;
    let count = carried.len();
    let collect = |(index, mut value): (usize, Value)| {
        value.tensor.values = None;
        if index >= count
            && let Some(sizes) = &mut value.tensor.sizes
        {
            sizes.insert(0, rounds);
        }
        value
    };
    Ok(made.into_iter().skip(1).enumerate().map(collect).collect())
}

/// `Scan`: inputs are states, and sequences that are split step by step.
pub(super) fn scanned<'m>(
    walk: &mut Walk<'m, '_>,
    node: &Node<'m>,
    inputs: &[Option<Value>],
    body: &'m GraphProto,
) -> Result<Vec<Value>, FileError> {
    let scanned = node
        .int("num_scan_inputs")
        .and_then(|count| usize::try_from(count).ok());
    let states = inputs.len().saturating_sub(scanned.unwrap_or(inputs.len()));
    let axis = |name: &str, index: usize, rank: usize| {
        let axis = node
            .ints(name)
            .and_then(|axes| axes.get(index).copied())
            .unwrap_or(0);
        let axis = if axis < 0 {
            axis.saturating_add(rank as i64)
        } else {
            axis
        };
        usize::try_from(axis).ok().filter(|axis| *axis < rank)
    };
    let mut steps: Size = None;
    let mut given = Vec::new();
    for (index, value) in inputs.iter().enumerate() {
        let mut value = value.clone().unwrap_or_default();
        value.tensor.values = None;
        if let (true, Some(sizes)) = (index >= states, &mut value.tensor.sizes)
            && let Some(axis) = axis("scan_input_axes", index - states, sizes.len())
        {
            steps = steps.or(sizes.remove(axis));
        }
        given.push(value);
    }
    let made = run(walk, body, given, steps, node)?;
    let collect = |(index, mut value): (usize, Value)| {
        value.tensor.values = None;
        if let (true, Some(sizes)) = (index >= states, &mut value.tensor.sizes)
            && let Some(axis) = axis("scan_output_axes", index - states, sizes.len() + 1)
        {
            sizes.insert(axis, steps);
        }
        value
    };
    Ok(made.into_iter().enumerate().map(collect).collect())
}

/// Takes the larger size of each dimension, if both tensors have equally many.
fn larger(tensor: &mut Tensor, other: &Tensor) {
    if let (Some(sizes), Some(others)) = (&mut tensor.sizes, &other.sizes)
        && sizes.len() == others.len()
    {
        let pairs = sizes.iter_mut().zip(others);
        pairs.for_each(|(size, other)| *size = size.zip(*other).map(|(a, b)| a.max(b)));
    }
}

/// Walks one round for its sizes alone.
fn trial<'m>(
    walk: &mut Walk<'m, '_>,
    body: &'m GraphProto,
    given: Vec<Value>,
) -> Result<Vec<Value>, FileError> {
    let was = std::mem::replace(&mut walk.is_trial, true);
    let made = walk.graph(body, named(body, given));
    walk.is_trial = was;
    made
}

/// Walks one round, counted as often as there are rounds.
fn run<'m>(
    walk: &mut Walk<'m, '_>,
    body: &'m GraphProto,
    given: Vec<Value>,
    rounds: Size,
    node: &Node<'_>,
) -> Result<Vec<Value>, FileError> {
    let times = walk.times;
    let start = walk.rows.len();
    walk.times = times.saturating_mul(rounds.unwrap_or(1).into());
    let made = walk.graph(body, named(body, given))?;
    walk.times = times;
    let costs = walk.rows[start..].iter().any(|row| row.multiply_adds > 0);
    if rounds.is_none() && costs && !walk.is_trial {
        walk.left_out.endless(operator(node).1, title(node));
    }
    Ok(made)
}

fn named(body: &GraphProto, given: Vec<Value>) -> Vec<(&str, Value)> {
    let names = body
        .input
        .iter()
        .map(|input| input.name.as_deref().unwrap_or_default());
    names.zip(given).collect()
}
