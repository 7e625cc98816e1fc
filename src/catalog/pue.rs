//! Power usage effectiveness: the power of a data centre over that of its computers.

use crate::quantity::Ratio;

/// A published figure.
#[derive(Debug, PartialEq)]
pub struct Pue {
    /// The name in the table.
    pub slug: &'static str,
    /// The data centres that it applies to.
    pub scope: &'static str,
    /// The year that it applies to.
    pub year: u16,
    /// The publisher, with an address.
    pub source: &'static str,
    /// Further facts about it; may be empty.
    pub note: &'static str,
    pue: f64,
}

impl Pue {
    /// Returns the power of the whole data centre over that of its computers; at least 1.
    pub fn ratio(&self) -> Ratio {
        Ratio::point(self.pue)
    }
}

static PUES: &[Pue] = include!(concat!(env!("OUT_DIR"), "/pue.rs"));

/// Returns every published figure of the table.
pub fn pues() -> &'static [Pue] {
    PUES
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each as its source prints it, of the year that it is of.
    #[test]
    fn figures_are_those_of_their_sources() {
        for (slug, ratio, year, source) in [
            (
                "uptime-2023",
                1.58,
                2023,
                "intelligence.uptimeinstitute.com",
            ),
            ("uptime-2024", 1.56, 2024, "environmental-report-2025"),
            ("uptime-2025", 1.54, 2025, "thefreesheet.com"),
            ("google-2023", 1.1, 2023, "datacenterdynamics.com"),
            ("google-2024", 1.09, 2024, "environmental-report-2025"),
            (
                "google-2025",
                1.09,
                2025,
                "google-2026-environmental-report",
            ),
            ("microsoft-2024", 1.18, 2024, "datacenterdynamics.com"),
            ("microsoft-newest-2022", 1.12, 2022, "windowscentral.com"),
        ] {
            let row = pues().iter().find(|row| row.slug == slug);
            let row = row.unwrap_or_else(|| panic!("{slug} is not in the table"));
            assert_eq!((row.ratio().median(), row.year), (ratio, year), "{slug}");
            assert!(row.source.contains(source), "{slug}: {}", row.source);
        }
        assert_eq!(pues().len(), 15);
    }
}
