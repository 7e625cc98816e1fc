//! Arithmetic on the small tensors that hold shapes.

use super::attributes::{Element, Node};
use super::moving::places;
use super::tensor::{MAX_VALUES, Tensor, product};

type Number = Option<f64>;

/// Computes the numbers of a node’s output; none if the operator does not compute, or if sizes
/// differ.
pub(super) fn values(operator: &str, node: &Node<'_>, inputs: &[Option<Tensor>]) -> Option<Tensor> {
    let first = inputs.first()?.as_ref()?;
    let numbers = first.values.as_deref()?;
    // An upper bound tells nothing of a difference or a quotient.
    if inputs.iter().flatten().any(|tensor| tensor.is_at_most)
        && !matches!(
            operator,
            "Add" | "Sum" | "Mul" | "Max" | "Ceil" | "Floor" | "Where"
        )
    {
        return None;
    }
    let is_float = first.element == Element::Float;
    if let Some(one) = unary(operator) {
        let values = numbers.iter().map(|v| v.map(one)).collect();
        return Some(with_values(first, values));
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
        "Pow" => &libm::pow,
        "Min" => &f64::min,
        "Max" => &f64::max,
        "Equal" => &|a, b| truth(a == b),
        "Less" => &|a, b| truth(a < b),
        "LessOrEqual" => &|a, b| truth(a <= b),
        "Greater" => &|a, b| truth(a > b),
        "GreaterOrEqual" => &|a, b| truth(a >= b),
        "And" => &|a, b| truth(a != 0.0 && b != 0.0),
        "Or" => &|a, b| truth(a != 0.0 || b != 0.0),
        "Where" => return select_elements(inputs),
        "Clip" => return clip(node, inputs),
        "ReduceProd" | "ReduceSum" | "ReduceMax" | "ReduceMin" => {
            return reduced(operator, node, inputs, numbers);
        }
        _ => return None,
    };
    let is_truth = matches!(
        operator,
        "Equal" | "Less" | "Greater" | "LessOrEqual" | "GreaterOrEqual"
    );
    let mut all = first.clone();
    for other in inputs.get(1..)? {
        all = combine(&all, other.as_ref()?, both)?;
    }
    Some(if is_truth {
        all.of(Element::Truth)
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
        "Sign" => |v| if v == 0.0 { 0.0 } else { v.signum() },
        "Not" => |v| f64::from(u8::from(v == 0.0)),
        _ => return None,
    })
}

/// Casts numbers to another type of element.
pub(super) fn cast(tensor: &Tensor, element: Element) -> Tensor {
    let mut tensor = tensor.clone().of(element);
    let to: fn(f64) -> f64 = match element {
        Element::Integer => f64::trunc,
        Element::Truth => |v| f64::from(u8::from(v != 0.0)),
        _ => return tensor,
    };
    for value in tensor.values.iter_mut().flatten() {
        *value = value.map(to);
    }
    tensor
}

/// Clips numbers between two optional bounds, which were attributes before operator set 11.
fn clip(node: &Node<'_>, inputs: &[Option<Tensor>]) -> Option<Tensor> {
    let mut tensor = inputs.first()?.clone()?;
    let bound = |index: usize, name: &str| match inputs.get(index).and_then(Option::as_ref) {
        Some(bound) => bound.values.as_ref()?.first().copied().flatten(),
        None => {
            let none = if index == 1 { f64::MIN } else { f64::MAX };
            Some(
                node.attribute(name)
                    .and_then(|a| a.f)
                    .map_or(none, f64::from),
            )
        }
    };
    let (least, most) = (bound(1, "min")?, bound(2, "max")?);
    for value in tensor.values.iter_mut().flatten() {
        *value = value.map(|value| value.max(least).min(most));
    }
    Some(tensor)
}

fn with_values(tensor: &Tensor, values: Vec<Number>) -> Tensor {
    Tensor {
        values: Some(values),
        ..tensor.clone()
    }
}

/// Combines two tensors of the same sizes, or broadcast.
fn combine(a: &Tensor, b: &Tensor, both: &dyn Fn(f64, f64) -> f64) -> Option<Tensor> {
    let sizes = broadcast(&[a, b])?;
    let value =
        |place: Vec<u64>| Some(both(a.at(&place)?, b.at(&place)?)).filter(|v| v.is_finite());
    let values = places(&sizes).map(value).collect();
    Some(Tensor {
        sizes: Some(sizes.into_iter().map(Some).collect()),
        values: Some(values),
        element: a.element,
        ..Tensor::default()
    })
}

/// Returns the sizes that small tensors broadcast to.
fn broadcast(tensors: &[&Tensor]) -> Option<Vec<u64>> {
    let rank = tensors.iter().map(|tensor| tensor.rank()).max()??;
    let mut sizes = vec![1; rank];
    for tensor in tensors {
        tensor.values.as_ref()?;
        let known = tensor.known()?;
        let skip = rank - known.len();
        for (size, own) in sizes[skip..].iter_mut().zip(known) {
            match (*size, own) {
                (a, b) if a == b => {}
                (1, b) => *size = b,
                (_, 1) => {}
                _ => return None,
            }
        }
    }
    (product(&sizes)? <= MAX_VALUES as u128).then_some(sizes)
}

fn select_elements(inputs: &[Option<Tensor>]) -> Option<Tensor> {
    let [condition, yes, no] = [0, 1, 2].map(|i| inputs.get(i).and_then(Option::as_ref));
    let (condition, yes, no) = (condition?, yes?, no?);
    let sizes = broadcast(&[condition, yes, no])?;
    let value = |place: Vec<u64>| match condition.at(&place) {
        Some(0.0) => no.at(&place),
        Some(_) => yes.at(&place),
        None => yes.at(&place).filter(|value| Some(*value) == no.at(&place)),
    };
    let values = places(&sizes).map(value).collect();
    Some(Tensor {
        sizes: Some(sizes.into_iter().map(Some).collect()),
        values: Some(values),
        element: yes.element,
        ..Tensor::default()
    })
}

fn reduced(
    operator: &str,
    node: &Node<'_>,
    inputs: &[Option<Tensor>],
    numbers: &[Number],
) -> Option<Tensor> {
    let tensor = inputs.first()?.as_ref()?;
    let axes = node.attribute("axes").is_some() || inputs.get(1).is_some_and(Option::is_some);
    if node.flag("noop_with_empty_axes") && !axes {
        return Some(tensor.clone());
    }
    let numbers: Vec<f64> = numbers.iter().copied().collect::<Option<_>>()?;
    let value = match operator {
        "ReduceProd" => numbers.iter().product(),
        "ReduceSum" => numbers.iter().sum(),
        "ReduceMax" => numbers.iter().copied().reduce(f64::max)?,
        _ => numbers.iter().copied().reduce(f64::min)?,
    };
    // Shapes need no reduction along some of several dimensions.
    if tensor.rank()? > 1 {
        return None;
    }
    let keeps = node.int("keepdims") != Some(0) && tensor.rank() == Some(1);
    let result = if keeps {
        Tensor::vector(vec![Some(value)])
    } else {
        Tensor::scalar(Some(value))
    };
    Some(result.of(tensor.element))
}
