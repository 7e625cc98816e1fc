//! The groups by which points are coloured, four at most: more colours are not told apart.

use super::Point;
use crate::catalog::notable::{Domain, OrganizationKind};
use crate::variants::enum_with_all;

enum_with_all! {
    /// A way to colour the points.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Colour {
        /// By domain.
        Domain,
        /// By kind of organization.
        Organization,
        /// By country.
        Country,
    }
}

enum_with_all! {
    /// A country that has many systems in the table, or another.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[expect(missing_docs, reason = "each is called what it is")]
    pub enum Country {
        UnitedStates,
        China,
        UnitedKingdom,
        Other,
    }
}

impl Country {
    /// Returns the country of a name.
    pub fn of(name: &str) -> Self {
        match name {
            "United States" | "United States of America" => Self::UnitedStates,
            "China" => Self::China,
            "United Kingdom" | "United Kingdom of Great Britain and Northern Ireland" => {
                Self::UnitedKingdom
            }
            _ => Self::Other,
        }
    }

    /// Returns the name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnitedStates => "United States",
            Self::China => "China",
            Self::UnitedKingdom => "United Kingdom",
            Self::Other => "Other countries",
        }
    }
}

impl Colour {
    /// Returns the names of the groups.
    pub const fn groups(self) -> [&'static str; 4] {
        match self {
            Self::Domain => [
                "Language, multimodal",
                "Vision, image, video",
                "Games",
                "Other domains",
            ],
            Self::Organization => [
                "Companies",
                "Universities, institutes",
                "Both together",
                "Others",
            ],
            Self::Country => [
                "United States",
                "China",
                "United Kingdom",
                "Other countries",
            ],
        }
    }

    /// Returns the name of the way.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Domain => "Domain",
            Self::Organization => "Organization",
            Self::Country => "Country",
        }
    }

    /// Returns the group of a point: a number below 4.
    pub fn group(self, point: &Point) -> usize {
        match self {
            Self::Domain => point
                .domains
                .first()
                .map_or(3, |domain| domain_group(*domain)),
            Self::Organization => {
                let has = |kind| point.kinds.contains(&kind);
                match (
                    has(OrganizationKind::Industry),
                    has(OrganizationKind::Academia),
                ) {
                    (true, false) => 0,
                    (false, true) => 1,
                    (true, true) => 2,
                    (false, false) => 3,
                }
            }
            Self::Country => {
                let country = point
                    .countries
                    .first()
                    .map_or(Country::Other, |name| Country::of(name));
                Country::ALL
                    .iter()
                    .position(|other| *other == country)
                    .unwrap_or(3)
            }
        }
    }
}

/// Returns the group of a domain.
fn domain_group(domain: Domain) -> usize {
    match domain {
        Domain::Language | Domain::Multimodal => 0,
        Domain::Vision | Domain::ImageGeneration | Domain::Video => 1,
        Domain::Games => 2,
        _ => 3,
    }
}

/// Returns the domains of a group.
pub fn domains_of(group: usize) -> Vec<Domain> {
    let of_group = |domain: &Domain| domain_group(*domain) == group;
    Domain::ALL.into_iter().filter(of_group).collect()
}
