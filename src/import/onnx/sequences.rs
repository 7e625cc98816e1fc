//! Sequences of tensors, which exporters make of `split`, `chunk` and `unbind`, and optional
//! values.

use super::attributes::{Element, Node};
use super::moving::axis;
use super::shapes::Rules;
use super::tensor::{MAX_VALUES, Size, Tensor, common};
use super::weights::Value;
use std::rc::Rc;

/// Returns the output of an operator on sequences; none for another operator.
pub(super) fn made(node: &Node<'_>, operator: &str, inputs: &[Option<Value>]) -> Option<Value> {
    let input = |index: usize| inputs.get(index).and_then(Option::as_ref);
    let first = || input(0).cloned().unwrap_or_default();
    let number = |index: usize| input(index).and_then(|value| value.tensor.single());
    let parts = || first().parts.map(|parts| parts.to_vec());
    Some(match operator {
        "SequenceConstruct" => of(inputs.iter().flatten().map(part).collect()),
        "SequenceEmpty" => of(Vec::new()),
        "SequenceInsert" => match (parts(), input(1)) {
            (Some(mut parts), Some(value)) => match place(number(2), parts.len() + 1, input(2)) {
                Some(at) => {
                    parts.insert(at, part(value));
                    of(parts)
                }
                None => Value::default(),
            },
            _ => Value::default(),
        },
        "SequenceErase" => match parts() {
            Some(mut parts) => match place(number(1), parts.len(), input(1)) {
                Some(at) => {
                    parts.remove(at);
                    of(parts)
                }
                None => Value::default(),
            },
            None => Value::default(),
        },
        "SequenceAt" => {
            let known = first().parts.zip(number(1));
            let part = known.and_then(|(parts, at)| {
                let at = axis(at, parts.len())?;
                parts.get(at).map(|part| Value::clone(part))
            });
            part.unwrap_or_else(|| Value {
                parts: None,
                ..first()
            })
        }
        "SequenceLength" => {
            let length = first().parts.map(|parts| parts.len() as f64);
            Value::of(Tensor::scalar(length))
        }
        "SplitToSequence" => split(node, inputs),
        "ConcatFromSequence" => join_tensors(node, &first()),
        "Optional" | "OptionalGetElement" => first(),
        "OptionalHasElement" => {
            let has = f64::from(u8::from(input(0).is_some()));
            Value::of(Tensor::scalar(Some(has)).of(Element::Truth))
        }
        _ => return None,
    })
}

/// Returns a place in a sequence; by default the last one.
fn place(at: Option<i64>, places: usize, given: Option<&Value>) -> Option<usize> {
    match given {
        Some(_) => axis(at?, places),
        None => places.checked_sub(1),
    }
}

/// Returns a tensor of a sequence, which is not a sequence itself.
fn part(value: &Value) -> Rc<Value> {
    let tensor = value.clone();
    Rc::new(Value {
        parts: None,
        ..tensor
    })
}

/// Returns a sequence of these parts.
fn of(parts: Vec<Rc<Value>>) -> Value {
    let mut alike = parts.first().map(|part| part.tensor.clone());
    for part in &parts {
        if let Some(alike) = &mut alike {
            alike.sizes = common(alike, &part.tensor);
            alike.values = None;
        }
    }
    Value {
        tensor: alike.unwrap_or_default(),
        parts: (parts.len() <= MAX_VALUES).then(|| parts.into()),
        ..Value::default()
    }
}

/// Splits into pieces of one length, of listed lengths, or of one position each.
fn split(node: &Node<'_>, inputs: &[Option<Value>]) -> Value {
    let Some(Some(data)) = inputs.first() else {
        return Value::default();
    };
    let along = node.int("axis").unwrap_or(0);
    let Some(place) = data.tensor.rank().and_then(|rank| axis(along, rank)) else {
        return Value::default();
    };
    let size = data.tensor.sizes.as_ref().and_then(|sizes| sizes[place]);
    let lengths = inputs.get(1).and_then(Option::as_ref);
    let is_single = lengths.is_none_or(|lengths| lengths.tensor.rank() == Some(0));
    let lengths = match lengths {
        Some(lengths) => lengths.tensor.whole(),
        None => Some(vec![1]),
    };
    // Without lengths every piece is one position, whose dimension may be dropped.
    let goes = inputs.get(1).is_none_or(Option::is_none) && node.int("keepdims") == Some(0);
    let sized = |length: Size| {
        let mut tensor = data.tensor.clone();
        tensor.values = None;
        if let Some(sizes) = &mut tensor.sizes {
            if goes {
                sizes.remove(place);
            } else {
                sizes[place] = length;
            }
        }
        Value {
            tensor,
            parts: None,
            ..data.clone()
        }
    };
    let lengths = match (lengths.as_deref(), size) {
        (Some(&[each]), Some(size)) if is_single && each > 0 => {
            let count = size.div_ceil(each as u64);
            if count > MAX_VALUES as u64 {
                return sized(Some(each as u64).filter(|each| size % each == 0));
            }
            let length = |index: u64| (size - index * each as u64).min(each as u64);
            (0..count).map(length).collect()
        }
        (Some(lengths), _) if !is_single => {
            let whole = |length: &i64| u64::try_from(*length).ok();
            match lengths.iter().map(whole).collect::<Option<Vec<u64>>>() {
                Some(lengths) => lengths,
                None => return sized(None),
            }
        }
        (Some(&[1]), _) => return sized(Some(1)),
        _ => return sized(None),
    };
    let mut numbers = data.tensor.values.as_deref().filter(|_| !goes);
    let piece = |length: u64| {
        let mut value = sized(Some(length));
        if let (Some(all), 0, Some(1)) = (numbers, place, data.tensor.rank()) {
            let cut = usize::try_from(length)
                .ok()
                .and_then(|l| all.split_at_checked(l));
            value.tensor.values = cut.map(|(own, _)| own.to_vec());
            numbers = cut.map(|(_, rest)| rest);
        }
        Rc::new(value)
    };
    Value {
        stored: data.stored.clone(),
        ..of(lengths.into_iter().map(piece).collect())
    }
}

/// Joins the tensors of a sequence, along one of their dimensions or a new one.
fn join_tensors(node: &Node<'_>, sequence: &Value) -> Value {
    let Some(parts) = &sequence.parts else {
        return Value::default();
    };
    let mut tensors: Vec<Option<Tensor>> =
        parts.iter().map(|part| Some(part.tensor.clone())).collect();
    let is_new = node.flag("new_axis");
    if is_new {
        for tensor in tensors.iter_mut().flatten() {
            let rank = tensor.rank().map_or(0, |rank| rank + 1);
            let place = axis(node.int("axis").unwrap_or(0), rank);
            tensor.values = None;
            match (&mut tensor.sizes, place) {
                (Some(sizes), Some(place)) => sizes.insert(place, Some(1)),
                _ => tensor.sizes = None,
            }
        }
    }
    let rules = Rules {
        node,
        inputs: &tensors,
    };
    Value::of(rules.concat())
}
