//! A figure in the words in which the page shows it.

use crate::quantity::{Flop, write};

/// Below this a factor says less than a percentage.
const NARROW: f64 = 1.05;

/// Training compute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount(pub Flop);

impl Amount {
    /// `4.86 × 10¹⁷ FLOP`.
    pub fn flop(self) -> String {
        format!("{} FLOP", write::people(self.0.median()))
    }

    /// `0.00563 pfs-days`.
    pub fn pfs_days(self) -> String {
        format!("{} pfs-days", write::people(self.0.pfs_days().median()))
    }

    /// `90% range 2 × 10²³ to 5 × 10²³ FLOP, ×/÷ 1.58`; nothing of a figure without a range.
    pub fn range(self) -> Option<String> {
        let factor = self.factor()?;
        let range = write::people_range(self.0.0);
        Some(format!("90% range {range} FLOP, {factor}"))
    }

    /// How far the range reaches: `×/÷ 1.58` if as many times the figure as a part of it, `± 3%` where
    /// it is that narrow.
    pub fn factor(self) -> Option<String> {
        let flop = self.0;
        if !flop.0.is_range() {
            return None;
        }
        let [up, down] = [flop.high() / flop.median(), flop.median() / flop.low()];
        let (shown_up, shown_down) = (write::people(up), write::people(down));
        Some(match (shown_up == shown_down, up.max(down) < NARROW) {
            (true, true) => format!("± {}", write::percent(up - 1.0)),
            (true, false) => format!("×/÷ {shown_up}"),
            (false, _) => format!("÷ {shown_down} to × {shown_up}"),
        })
    }

    /// `4.86 × 10¹⁷ FLOP (0.00563 pfs-days)`, with its range if it has one.
    pub fn in_full(self) -> String {
        let (flop, pfs_days) = (self.flop(), self.pfs_days());
        match self.range() {
            Some(range) => format!("{flop} ({range}; {pfs_days})"),
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
            "3.16 × 10²³ FLOP (90% range 2 × 10²³ to 5 × 10²³ FLOP, ×/÷ 1.58; 3,660 pfs-days)"
        );
        let skewed = Uncertain::from_parts(1e23, 2e23, 8e23).expect("a range");
        let factor = Amount(Flop(skewed)).factor();
        assert_eq!(factor.as_deref(), Some("÷ 2 to × 4"));
    }
}
