//! A system as trends see it: a date, a compute and whatever it may be selected by.

use super::{When, domain_title};
use crate::catalog::notable::{Domain, Notable, OrganizationKind, Weights, notable};
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::write;

/// The edition of the compiled-in table, in words.
pub const EDITION: &str = "August 2026";

/// A system with a date and a compute.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The common name.
    pub name: String,
    /// The date of publication.
    pub date: When,
    /// The compute of its training in FLOP.
    pub flop: f64,
    /// Its domains, the main one first.
    pub domains: Vec<Domain>,
    /// The kinds of its organizations.
    pub kinds: Vec<OrganizationKind>,
    /// Its organizations, joined by commas.
    pub organization: String,
    /// The countries of its organizations.
    pub countries: Vec<String>,
    /// The access to its weights.
    pub weights: Option<Weights>,
    /// Whether the table calls it a frontier model.
    pub is_frontier: bool,
    /// The address of its paper or announcement; may be empty.
    pub link: String,
}

impl Point {
    /// Makes a point of a date and a compute alone.
    pub fn new(name: &str, date: When, flop: f64) -> Self {
        Self {
            name: name.into(),
            date,
            flop,
            domains: Vec::new(),
            kinds: Vec::new(),
            organization: String::new(),
            countries: Vec::new(),
            weights: None,
            is_frontier: false,
            link: String::new(),
        }
    }

    /// Returns the link of an estimate with the compute of the system alone, to be compared with others.
    pub fn estimate(&self, source: &str) -> String {
        let mut draft = Draft::default();
        draft.set(Field::new(0, Key::Title), self.name.as_str());
        draft.set(Field::new(1, Key::Compute), write::exact(self.flop));
        draft.set(Field::new(1, Key::Note), source);
        link::encode(&draft)
    }

    /// Returns the date and the compute in short: `Feb 2023, 5.48 × 10²³ FLOP`.
    pub fn figures(&self) -> String {
        format!(
            "{}, {} FLOP",
            self.date.in_short(),
            write::people(self.flop)
        )
    }

    /// Returns whose it is, and its domain: `Google, Language`.
    pub fn about(&self) -> String {
        let domain = self.domains.first().map(|domain| domain_title(*domain));
        let about: Vec<String> = [self.organization.clone(), domain.unwrap_or_default()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        about.join(" · ")
    }

    /// Returns the decimal logarithm of the compute.
    pub fn log(&self) -> f64 {
        libm::log10(self.flop)
    }

    fn of(row: &Notable) -> Option<Self> {
        let organizations: Vec<&str> = row.organizations.iter().collect();
        Some(Self {
            domains: row.domains.clone(),
            kinds: row.kinds.clone(),
            organization: organizations.join(", "),
            countries: row.countries.iter().map(String::from).collect(),
            weights: row.weights,
            is_frontier: row.is_frontier,
            link: row.link.into(),
            ..Self::new(row.name, When::read(row.date)?, row.flop)
        })
    }
}

/// Returns the compiled-in table, the oldest system first.
pub fn table_points() -> Vec<Point> {
    notable().iter().filter_map(Point::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_point() {
        let points = table_points();
        assert_eq!(points.len(), notable().len());
        assert!(points.is_sorted_by_key(|point| point.date.days()));
        assert!(points.iter().all(|point| point.flop > 0.0));
    }

    #[test]
    fn a_system_is_an_estimate_to_compare() {
        let point = Point::new("A & B", When::read("2020").expect("a year"), 3.14e23);
        let opened = link::decode(&point.estimate("A table"));
        assert_eq!(opened.problems, []);
        let text = |stage, key| opened.draft.get(Field::new(stage, key));
        assert_eq!(text(0, Key::Title), Some("A & B"));
        assert_eq!(text(1, Key::Compute), Some("3.14e23"));
    }

    #[test]
    fn the_edition_is_the_one_that_is_credited() {
        assert!(crate::catalog::notable::ATTRIBUTION.contains(EDITION));
    }
}
