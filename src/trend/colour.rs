//! The groups by which points are coloured, four at most: more colours are not told apart.

use super::{Point, words};
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

    /// Returns the country as it stands in a sentence: `the United States`.
    pub(super) const fn place(self) -> &'static str {
        match self {
            Self::UnitedStates => "the United States",
            Self::China => "China",
            Self::UnitedKingdom => "the United Kingdom",
            Self::Other => "other countries",
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

    /// Returns the key and the text by which a link selects a group.
    pub fn filter(self, group: usize) -> (&'static str, String) {
        let word = |words: [&str; 4]| words.get(group).copied().unwrap_or_default().to_owned();
        match self {
            Self::Domain => {
                let domains: Vec<String> = domains_of(group)
                    .into_iter()
                    .map(|domain| words::domain(domain).replace(' ', "-"))
                    .collect();
                ("domain", domains.join(","))
            }
            // Whether both kinds worked together is not a selection of its own.
            Self::Organization => (
                "kind",
                word([
                    "industry",
                    "academia",
                    "industry,academia",
                    "government,collective",
                ]),
            ),
            Self::Country => ("country", word(["us", "china", "uk", "other"])),
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
fn domains_of(group: usize) -> Vec<Domain> {
    let of_group = |domain: &Domain| domain_group(*domain) == group;
    Domain::ALL.into_iter().filter(of_group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{View, with_text};

    #[test]
    fn every_group_can_be_selected_by_a_link() {
        for colour in Colour::ALL {
            for group in 0..colour.groups().len() {
                let (key, text) = colour.filter(group);
                assert!(
                    with_text(&View::default(), key, &text)
                        .is_ok_and(|view| view != View::default()),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn every_domain_is_in_one_group() {
        let count: usize = (0..4).map(|group| domains_of(group).len()).sum();
        assert_eq!(count, Domain::ALL.len());
    }
}
