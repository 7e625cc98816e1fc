//! What data centres take beyond their computers: power usage effectiveness.

use crate::quantity::Ratio;

/// A published figure.
#[derive(Debug, PartialEq)]
pub struct Pue {
    /// Its name in the table.
    pub slug: &'static str,
    /// Which data centres it is of.
    pub scope: &'static str,
    /// The year that it is of.
    pub year: u16,
    /// Who published it, with an address.
    pub source: &'static str,
    /// What one should know about it; may be empty.
    pub note: &'static str,
    pue: f64,
}

impl Pue {
    /// Power of the whole data centre over that of its computers; at least 1.
    pub fn ratio(&self) -> Ratio {
        Ratio::point(self.pue)
    }
}

static PUES: &[Pue] = include!(concat!(env!("OUT_DIR"), "/pue.rs"));

/// Every published figure of the table.
pub fn pues() -> &'static [Pue] {
    PUES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_training_clusters_are_below_the_average_of_all() {
        let of = |slug| {
            pues()
                .iter()
                .find(|p| p.slug == slug)
                .expect("in the table")
        };
        assert_eq!(of("google-2024").ratio().median(), 1.1);
        assert_eq!(of("uptime-2024").ratio().median(), 1.56);
        assert_eq!(pues().len(), 12);
    }
}
