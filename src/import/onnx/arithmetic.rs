//! Arithmetic on the small tensors that hold shapes.

use super::attributes::{Attributes, Element};
use super::tensor::Tensor;
use rten_onnx::onnx::NodeProto;

type Number = Option<f64>;

/// The numbers that a node makes of numbers; none where it does not, or where sizes differ.
pub(super) fn values(
    operator: &str,
    node: &NodeProto,
    inputs: &[Option<Tensor>],
) -> Option<Tensor> {
    let first = inputs.first()?.as_ref()?;
    let numbers = first.values.as_deref()?;
    let is_float = first.element == Element::Float;
    if let Some(one) = unary(operator) {
        let values = numbers.iter().map(|v| v.map(one)).collect();
        return Some(alike(first, values));
    }
    let truth = |yes: bool| f64::from(u8::from(yes));
    let both: &dyn Fn(f64, f64) -> f64 = match operator {
        "Add" | "Sum" => &|a, b| a + b,
        "Sub" => &|a, b| a - b,
        "Mul" => &|a, b| a * b,
        "Div" if is_float => &|a, b| a / b,
        "Div" => &|a, b| (a / b).trunc(),
        "Mod" if node.flag("fmod") => &|a, b| a % b,
        "Mod" => &|a, b| a - b * (a / b).floor(),
        "Pow" => &f64::powf,
        "Min" => &f64::min,
        "Max" => &f64::max,
        "Equal" => &|a, b| truth(a == b),
        "Less" => &|a, b| truth(a < b),
        "LessOrEqual" => &|a, b| truth(a <= b),
        "Greater" => &|a, b| truth(a > b),
        "GreaterOrEqual" => &|a, b| truth(a >= b),
        "And" => &|a, b| truth(a != 0.0 && b != 0.0),
        "Or" => &|a, b| truth(a != 0.0 || b != 0.0),
        "Where" => return chosen(inputs),
        "ReduceProd" | "ReduceSum" | "ReduceMax" | "ReduceMin" => {
            return reduced(operator, node, first, numbers);
        }
        _ => return None,
    };
    let is_truth = matches!(
        operator,
        "Equal" | "Less" | "Greater" | "LessOrEqual" | "GreaterOrEqual"
    );
    let mut all = first.clone();
    for other in inputs.get(1..)? {
        all = joined(&all, other.as_ref()?, both)?;
    }
    Some(if is_truth {
        all.of(Element::Other)
    } else {
        all
    })
}

fn unary(operator: &str) -> Option<fn(f64) -> f64> {
    Some(match operator {
        "Neg" => |v| -v,
        "Abs" => f64::abs,
        "Floor" => f64::floor,
        "Ceil" => f64::ceil,
        "Round" => f64::round_ties_even,
        "Sqrt" => f64::sqrt,
        "Not" => |v| f64::from(u8::from(v == 0.0)),
        _ => return None,
    })
}

/// The same numbers as another type of element.
pub(super) fn cast(tensor: &Tensor, element: Element) -> Tensor {
    let mut tensor = tensor.clone().of(element);
    if element == Element::Integer
        && let Some(values) = &mut tensor.values
    {
        values.iter_mut().for_each(|v| *v = v.map(f64::trunc));
    }
    tensor
}

fn alike(tensor: &Tensor, values: Vec<Number>) -> Tensor {
    Tensor {
        values: Some(values),
        ..tensor.clone()
    }
}

/// Two of the same length, or one of them single.
fn joined(a: &Tensor, b: &Tensor, both: &dyn Fn(f64, f64) -> f64) -> Option<Tensor> {
    let (left, right) = (a.values.as_deref()?, b.values.as_deref()?);
    let length = length(&[left.len(), right.len()])?;
    let at = |values: &[Number], index: usize| *values.get(index.min(values.len() - 1))?;
    let value = |index| Some(both(at(left, index)?, at(right, index)?)).filter(|v| v.is_finite());
    let values = (0..length).map(value).collect();
    let larger = if b.rank() > a.rank() || right.len() > left.len() {
        b
    } else {
        a
    };
    Some(alike(larger, values).of(a.element))
}

/// What lengths broadcast to.
fn length(lengths: &[usize]) -> Option<usize> {
    let longest = lengths.iter().copied().max()?;
    let fits = |length: &usize| *length == longest || *length == 1;
    (lengths.iter().all(fits) && longest > 0).then_some(longest)
}

fn chosen(inputs: &[Option<Tensor>]) -> Option<Tensor> {
    let [condition, yes, no] = [0, 1, 2].map(|i| inputs.get(i).and_then(Option::as_ref));
    let (condition, yes, no) = (condition?, yes?, no?);
    let [c, y, n] = [condition, yes, no].map(|tensor| tensor.values.as_deref());
    let (c, y, n) = (c?, y?, n?);
    let length = length(&[c.len(), y.len(), n.len()])?;
    let at = |values: &[Number], index: usize| *values.get(index.min(values.len() - 1))?;
    let value = |index| match at(c, index) {
        Some(0.0) => at(n, index),
        Some(_) => at(y, index),
        None => at(y, index).filter(|value| Some(*value) == at(n, index)),
    };
    let values = (0..length).map(value).collect();
    let of_rank = [condition, yes, no]
        .into_iter()
        .max_by_key(|t| (t.rank(), t.elements()))?;
    Some(alike(of_rank, values).of(yes.element))
}

fn reduced(
    operator: &str,
    node: &NodeProto,
    tensor: &Tensor,
    numbers: &[Number],
) -> Option<Tensor> {
    let numbers: Vec<f64> = numbers.iter().copied().collect::<Option<_>>()?;
    let value = match operator {
        "ReduceProd" => numbers.iter().product(),
        "ReduceSum" => numbers.iter().sum(),
        "ReduceMax" => numbers.iter().copied().reduce(f64::max)?,
        _ => numbers.iter().copied().reduce(f64::min)?,
    };
    let keeps = node.int("keepdims") != Some(0) && tensor.rank() == Some(1);
    let result = if keeps {
        Tensor::vector(vec![Some(value)])
    } else {
        Tensor::scalar(Some(value))
    };
    Some(result.of(tensor.element))
}
