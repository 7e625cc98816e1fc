//! A figure in the words of the page.

use crate::quantity::{Flop, write};

/// Training compute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount(pub Flop);

impl Amount {
    /// Writes `4.86 × 10¹⁷ FLOP`.
    pub fn flop(self) -> String {
        format!("{} FLOP", write::people(self.0.median()))
    }

    /// Writes `0.00563 pfs-days`.
    pub fn pfs_days(self) -> String {
        format!("{} pfs-days", write::people(self.0.pfs_days().median()))
    }

    /// Writes `90% range 2 × 10²³ to 5 × 10²³ FLOP, ×/÷ 1.58`, if the figure has a range.
    pub fn range(self) -> Option<String> {
        let factor = self.factor()?;
        let range = write::people_range(self.0.0);
        Some(format!("90% range {range} FLOP, {factor}"))
    }

    /// Writes the width of the range: `×/÷ 1.58` as a factor, or `± 3%` if it is that narrow.
    pub fn factor(self) -> Option<String> {
        let flop = self.0.0;
        flop.is_range().then(|| write::around(flop))
    }

    /// Writes `4.86 × 10¹⁷ FLOP (0.00563 pfs-days)`, with its range if it has one.
    pub fn in_full(self) -> String {
        let (flop, pfs_days) = (self.flop(), self.pfs_days());
        match self.range() {
            Some(range) => {
                let of_pfs_days = write::people_range(self.0.pfs_days().0);
                format!("{flop} ({range}; {pfs_days}, {of_pfs_days})")
            }
            None => format!("{flop} ({pfs_days})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Uncertain;

    #[test]
    fn a_figure_is_what_the_page_shows() {
        let alexnet = Amount(Flop::point(4.86e17));
        assert_eq!(alexnet.in_full(), "4.86 × 10¹⁷ FLOP (0.00563 pfs-days)");
        let range = Amount(Flop(Uncertain::range(2e23, 5e23)));
        assert_eq!(
            range.in_full(),
            "3.16 × 10²³ FLOP (90% range 2 × 10²³ to 5 × 10²³ FLOP, ×/÷ 1.58; 3,660 pfs-days, 2,310 to 5,790)"
        );
        let skewed = Uncertain::from_parts(1e23, 2e23, 8e23).expect("a range");
        let factor = Amount(Flop(skewed)).factor();
        assert_eq!(factor.as_deref(), Some("÷ 2 to × 4"));
    }
}
