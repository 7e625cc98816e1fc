//! Operators whose output size depends on the numbers in the input: the most that it can be.

use super::attributes::Element;
use super::moving::axis;
use super::rules::clamp;
use super::shapes::Rules;
use super::tensor::{Size, Tensor};
use rten_shape_inference::ops;

impl Rules<'_> {
    pub(super) fn found(&self, operator: &str, first: &Tensor) -> Vec<Tensor> {
        let all = first.elements().and_then(|count| u64::try_from(count).ok());
        let place = |otherwise: i64| {
            let along = self.node.int("axis").unwrap_or(otherwise);
            axis(along, first.rank()?)
        };
        match operator {
            "NonZero" => {
                let rank = first.rank().map(|rank| rank as u64);
                let numbers = first.values.as_ref().filter(|_| !first.is_at_most);
                let numbers = numbers.and_then(|v| v.iter().copied().collect::<Option<Vec<f64>>>());
                let made = match numbers {
                    Some(numbers) => {
                        let count = numbers.iter().filter(|number| **number != 0.0).count();
                        Tensor::sized(vec![rank, Some(count as u64)])
                    }
                    None => Tensor::sized(vec![rank, all]).at_most(),
                };
                vec![made.of(Element::Integer)]
            }
            "Compress" if self.node.attribute("axis").is_some() => {
                vec![first.clone().at_most()]
            }
            "Compress" => vec![Tensor::sized(vec![all]).at_most()],
            "Unique" => {
                let along = self.node.attribute("axis").and_then(|_| place(0));
                let count: Size = match (along, &first.sizes) {
                    (Some(along), Some(sizes)) => sizes[along],
                    _ => all,
                };
                let listed = Tensor::sized(vec![count]).of(Element::Integer).at_most();
                let values = match along {
                    Some(_) => first.clone().at_most(),
                    None => Tensor::sized(vec![count]).of(first.element).at_most(),
                };
                vec![values, listed.clone(), listed.clone(), listed]
            }
            "NonMaxSuppression" => {
                let size = |input: usize, dimension: usize| {
                    *self.input(input)?.sizes.as_ref()?.get(dimension)?
                };
                let most = self
                    .input(2)
                    .and_then(|most| u64::try_from(most.single()?).ok());
                let each = size(1, 2).map(|boxes| boxes.min(most.unwrap_or(boxes)));
                let product = |a: Size, b: Size| a.zip(b).and_then(|(a, b)| a.checked_mul(b));
                let count = product(product(size(1, 0), size(1, 1)), each);
                let made = Tensor::sized(vec![count, Some(3)]).of(Element::Integer);
                vec![made.at_most()]
            }
            // TopK: as many as its input says, if that is known.
            _ => {
                let inputs = self.with_attributes(&[(1, "k")]);
                let known = inputs.get(1).and_then(|k| k.as_ref()?.single());
                if known.is_none() {
                    return vec![first.clone().at_most(), first.clone().at_most()];
                }
                let along = self.node.int("axis").map(clamp);
                super::rules::apply(&ops::TopK { axis: along }, &inputs)
            }
        }
    }
}
