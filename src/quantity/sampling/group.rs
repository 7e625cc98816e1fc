//! Sums whose values share an uncertain factor, such as the error of the method by which all were estimated.

use super::lattice::{DRAWS, Dimension, Lattice, factors};
use super::{Part, Sample, apart, percentiles};
use crate::quantity::Uncertain;

/// Independent values, and a factor that all of them share.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The values without the factor.
    pub values: Vec<Uncertain>,
    /// The factor; 1 if they share none.
    pub factor: Uncertain,
}

impl Group {
    /// Makes a group without a shared factor.
    pub fn independent(values: Vec<Uncertain>) -> Self {
        Self {
            values,
            factor: Uncertain::point(1.0),
        }
    }

    /// Returns the independent values that the group is the sum of, if it can do without a shared factor: a
    /// factor of one value, or of values without ranges, is part of a value.
    fn without_factor(&self) -> Option<Vec<Uncertain>> {
        if !self.factor.is_range() {
            let scaled = self
                .values
                .iter()
                .map(|value| value.scaled(self.factor.median()));
            return Some(scaled.collect());
        }
        match (self.values.as_slice(), apart(&self.values)) {
            ([only], _) => Some(vec![only.times(self.factor)]),
            (_, (certain, ranges)) if ranges.is_empty() => Some(vec![self.factor.scaled(certain)]),
            _ => None,
        }
    }
}

impl Sample {
    /// Draws the sum of groups, which are independent of each other.
    pub fn of_groups(groups: &[Group]) -> Self {
        let plain: Option<Vec<Vec<Uncertain>>> = groups.iter().map(Group::without_factor).collect();
        if let Some(plain) = plain {
            return Self::of(&plain.concat());
        }
        let medians = groups.iter().flat_map(|group| &group.values);
        let unit = medians.map(|value| value.median()).fold(0.0, f64::max);
        let mut drawn = vec![0.0; DRAWS];
        let mut dimension = Dimension::default();
        for group in groups {
            let sums = draw(group, unit, &mut dimension);
            for (sum, of_group) in drawn.iter_mut().zip(sums) {
                *sum += of_group;
            }
        }
        let value = percentiles(&mut drawn.clone(), unit);
        Self {
            value,
            certain: 0.0,
            uncertain: Part::Several { unit, drawn },
        }
    }
}

fn draw(group: &Group, unit: f64, dimension: &mut Dimension) -> Vec<f64> {
    let (certain, ranges) = apart(&group.values);
    #[cfg(test)]
    super::tally::note_sum(&ranges);
    let mut lattice = Lattice::starting(certain / unit, *dimension);
    for range in &ranges {
        lattice.add(&factors(*range), range.median() / unit);
    }
    if group.factor.is_range() {
        lattice.scale(&factors(group.factor));
    }
    *dimension = lattice.next_dimension();
    lattice.sums()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a / b - 1.0).abs() < 0.01, "{a} is not {b}");
    }

    fn within(factor: f64) -> Uncertain {
        Uncertain::from_parts(1.0 / factor, 1.0, factor).expect("a range")
    }

    /// Two runs that were timed alike are wrong alike: together they are as uncertain as each.
    #[test]
    fn values_that_share_their_error_add_up() {
        let group = Group {
            values: vec![Uncertain::point(1e24), Uncertain::point(3e24)],
            factor: within(2.0),
        };
        let sum = Sample::of_groups(&[group]).value();
        assert_eq!([sum.low(), sum.median(), sum.high()], [2e24, 4e24, 8e24]);
    }

    /// ln 2 and ln 1.5 in one value, ln 2 in the other: drawn, and held against the product of the shared
    /// factor with the sum.
    #[test]
    fn a_shared_factor_multiplies_the_sum() {
        let values = vec![Uncertain::range(1e24 / 1.5, 1.5e24), Uncertain::point(3e24)];
        let inner = Sample::of(&values).value();
        let group = Group {
            values,
            factor: within(2.0),
        };
        let sum = Sample::of_groups(&[group]).value();
        let product = inner.times(within(2.0));
        close(sum.median(), product.median());
        close(sum.low(), product.low());
        close(sum.high(), product.high());
    }

    #[test]
    fn groups_without_a_factor_are_one_sum() {
        let values = [Uncertain::range(1.0, 4.0), Uncertain::range(2.0, 3.0)];
        let groups = values.map(|value| Group::independent(vec![value]));
        assert_eq!(Sample::of_groups(&groups), Sample::of(&values));
    }
}
