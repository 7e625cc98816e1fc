//! Marks on the scale beside an estimate, under short names: well-known systems, and amounts that laws
//! name. The whole tables are [`systems`](super::systems) and [`thresholds`](super::thresholds).

/// An amount of compute with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Operations.
    pub flop: f64,
    /// The name: at most 16 characters for a system, somewhat more for a law.
    pub name: &'static str,
    /// Whether the amount of a law is an indication and sets nothing by itself.
    pub is_indicative: bool,
}

/// Well-known systems, the least compute first. The figures are Epoch AI’s estimates, so [`CREDIT`]
/// stands where they are shown.
pub const MILESTONES: &[Mark] = include!(concat!(env!("OUT_DIR"), "/milestones.rs"));

/// Amounts from which laws require something, the least first, without rescinded ones.
pub const LIMITS: &[Mark] = include!(concat!(env!("OUT_DIR"), "/limits.rs"));

/// The maker and year of each of [`MILESTONES`]. They are apart because cards do not show them.
const MAKERS: &[&str] = include!(concat!(env!("OUT_DIR"), "/makers.rs"));

/// The owner of the law of each of [`LIMITS`].
const OWNERS: &[&str] = include!(concat!(env!("OUT_DIR"), "/owners.rs"));

/// Returns the maker and year of a system, `OpenAI, 2020`, or the owner of a law’s amount, `the EU’s`.
pub fn about(mark: &Mark) -> &'static str {
    let mut systems = MILESTONES.iter().zip(MAKERS);
    let mut laws = LIMITS.iter().zip(OWNERS);
    let found = systems.find(|(other, _)| *other == mark);
    let found = found.or_else(|| laws.find(|(other, _)| *other == mark));
    found.map_or("", |(_, about)| about)
}

/// The credit in short; [`ATTRIBUTION`](super::systems::ATTRIBUTION) is the full one.
pub const CREDIT: &str = "Systems: Epoch AI, CC BY 4.0";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::systems::systems;
    use crate::catalog::thresholds::{Status, thresholds};

    #[test]
    fn milestones_are_rows_of_the_table() {
        assert!(MILESTONES.is_sorted_by(|a, b| a.flop < b.flop));
        for mark in MILESTONES {
            let is_of = |row: &&crate::catalog::systems::System| {
                row.flop == mark.flop && row.name.contains(mark.name)
            };
            assert!(systems().iter().any(|row| is_of(&row)), "{mark:?}");
        }
    }

    #[test]
    fn every_mark_has_its_maker_or_owner() {
        assert_eq!(
            (MILESTONES.len(), LIMITS.len()),
            (MAKERS.len(), OWNERS.len())
        );
        let of = |name: &str| {
            let mut all = MILESTONES.iter().chain(LIMITS);
            about(all.find(|mark| mark.name == name).expect("a mark"))
        };
        assert_eq!(of("GPT-3"), "OpenAI, 2020");
        assert_eq!(of("EU: systemic risk"), "the EU’s");
        assert_eq!(of("South Korea, California"), "South Korea’s, California’s");
    }

    #[test]
    fn limits_are_those_that_apply_or_will() {
        let names: Vec<&str> = LIMITS.iter().map(|mark| mark.name).collect();
        assert_eq!(
            names,
            [
                "EU: general-purpose AI",
                "EU: systemic risk",
                "South Korea, California",
                "New York, Illinois"
            ]
        );
        // Guidelines C(2025) 7719, section 2.1, point 17: “an indicative criterion”.
        let indicative: Vec<f64> = LIMITS
            .iter()
            .filter(|mark| mark.is_indicative)
            .map(|mark| mark.flop)
            .collect();
        assert_eq!(indicative, [1e23]);
        for row in thresholds() {
            let is_there = LIMITS.iter().any(|mark| mark.flop == row.flop);
            assert!(is_there || row.status == Status::Rescinded, "{}", row.slug);
        }
    }
}
