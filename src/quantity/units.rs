//! Quantities with their unit in the type, and the products of them that make sense.

use super::Uncertain;
use std::ops::{Div, Mul};

/// 1 petaFLOP/s for a day: 1e15 × 86,400 operations. (The posts that made the unit popular round
/// it to 1e20, 16% too much.)
pub const FLOP_PER_PFS_DAY: f64 = 8.64e19;

macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name(pub Uncertain);

        impl $name {
            /// Makes a value without a range.
            pub const fn point(value: f64) -> Self {
                Self(Uncertain::point(value))
            }
            /// Returns the 5th percentile.
            pub const fn low(self) -> f64 {
                self.0.low()
            }
            /// Returns the 50th percentile.
            pub const fn median(self) -> f64 {
                self.0.median()
            }
            /// Returns the 95th percentile.
            pub const fn high(self) -> f64 {
                self.0.high()
            }
        }
    )*};
}

quantities! {
    /// Floating-point operations; a multiply-add is two.
    Flop,
    /// Floating-point operations per second.
    FlopPerSecond,
    /// Petaflop/s-days, of 8.64e19 FLOP.
    PfsDays,
    /// Wall-clock seconds.
    Seconds,
    /// Hours × accelerators.
    ChipHours,
    /// A number of things: examples, tokens, chips, runs.
    Count,
    /// A pure number: backward over forward, a utilization.
    Ratio,
    /// Electric power of one chip.
    Watts,
    /// Electric energy.
    KilowattHours,
    /// Greenhouse gas of a kilowatt-hour, as CO₂ of the same effect.
    GramsPerKilowattHour,
    /// Greenhouse gas, as CO₂ of the same effect.
    KilogramsCo2e,
    /// Price of one chip for an hour, in the currency that it was typed in.
    PricePerChipHour,
    /// Money, in the currency of the price.
    Money,
}

macro_rules! products {
    ($($left:ident * $right:ident = $product:ident $(* $constant:expr)?;)*) => {$(
        impl Mul<$right> for $left {
            type Output = $product;
            fn mul(self, other: $right) -> $product {
                $product(self.0.times(other.0)$(.scaled($constant))?)
            }
        }
    )*};
}

products! {
    Count * Count = Count;
    Flop * Count = Flop;
    Flop * Ratio = Flop;
    ChipHours * Count = ChipHours;
    ChipHours * FlopPerSecond = Flop * 3600.0;
    ChipHours * Watts = KilowattHours * 0.001;
    KilowattHours * Ratio = KilowattHours;
    KilowattHours * GramsPerKilowattHour = KilogramsCo2e * 0.001;
    ChipHours * PricePerChipHour = Money;
}

impl Mul<Count> for Seconds {
    type Output = ChipHours;
    fn mul(self, chips: Count) -> ChipHours {
        ChipHours(self.0.times(chips.0).over(Uncertain::point(3600.0)))
    }
}

impl Div for Flop {
    type Output = Ratio;
    fn div(self, other: Self) -> Ratio {
        Ratio(self.0.over(other.0))
    }
}

impl Flop {
    /// Returns the same amount in petaflop/s-days.
    pub fn pfs_days(self) -> PfsDays {
        PfsDays(self.0.over(Uncertain::point(FLOP_PER_PFS_DAY)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_petaflop_per_second_for_a_day_is_a_pfs_day() {
        let day = Seconds::point(86_400.0) * Count::point(1.0);
        let flop = day * FlopPerSecond::point(1e15);
        assert_eq!(flop.median(), 8.64e19);
        assert!((flop.pfs_days().median() - 1.0).abs() < 1e-15);
    }
}
