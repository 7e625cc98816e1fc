//! Greenhouse gas of electricity, by country.

use super::spelling::{letters, slips};
use crate::quantity::GramsPerKilowattHour;

/// The emissions of a kilowatt-hour of a country's grid, over the life of its power plants.
#[derive(Debug, PartialEq)]
pub struct Grid {
    /// ISO 3166-1 alpha-3 code; `WLD` for the world.
    pub code: &'static str,
    /// Name of the country.
    pub name: &'static str,
    /// The year of the average.
    pub year: u16,
    /// The publisher of the figure, with an address.
    pub source: &'static str,
    g_co2e_per_kwh: f64,
}

impl Grid {
    /// Returns the average over the year, in grams of CO₂ equivalent per kWh.
    pub fn intensity(&self) -> GramsPerKilowattHour {
        GramsPerKilowattHour::point(self.g_co2e_per_kwh)
    }
}

static GRIDS: &[Grid] = include!(concat!(env!("OUT_DIR"), "/grid_carbon.rs"));

/// Grids as they were in earlier editions, each with the last edition that had it.
pub(super) static FORMER: &[(&str, Grid)] =
    include!(concat!(env!("OUT_DIR"), "/grid_carbon_former.rs"));

/// Returns all grids: the world first, then countries by name.
pub fn grids() -> &'static [Grid] {
    GRIDS
}

/// Returns the grid of a country's three-letter code, in any case.
pub fn grid(code: &str) -> Option<&'static Grid> {
    GRIDS
        .iter()
        .find(|grid| grid.code.eq_ignore_ascii_case(code.trim()))
}

/// Other names of countries, and those in the table.
const ALSO: [(&str, &str); 17] = [
    ("us", "USA"),
    ("america", "USA"),
    ("unitedstatesofamerica", "USA"),
    ("uk", "GBR"),
    ("gb", "GBR"),
    ("britain", "GBR"),
    ("greatbritain", "GBR"),
    ("england", "GBR"),
    ("scotland", "GBR"),
    ("uae", "ARE"),
    ("emirates", "ARE"),
    ("korea", "KOR"),
    ("republicofkorea", "KOR"),
    ("czechrepublic", "CZE"),
    ("holland", "NLD"),
    ("thenetherlands", "NLD"),
    ("trkiye", "TUR"),
];

/// Returns the grid of a country’s three-letter code or name, in any case and punctuation.
pub fn find(text: &str) -> Option<&'static Grid> {
    let is_called = |name: &str| letters(name).eq(letters(text));
    let also = || ALSO.iter().find(|(name, _)| is_called(name));
    grid(text)
        .or_else(|| GRIDS.iter().find(|grid| is_called(grid.name)))
        .or_else(|| grid(also()?.1))
}

/// Returns the grid for “did you mean …?” if [`find`] finds none: that of the most similar name, if it
/// is similar enough.
pub fn nearest(text: &str) -> Option<&'static Grid> {
    let text: String = letters(text).take(40).collect();
    let slips_of = |name: &str| {
        let name: String = letters(name).collect();
        slips(&text, &name, (name.len() / 4).clamp(1, 3))
    };
    let near = GRIDS
        .iter()
        .filter_map(|grid| Some((slips_of(grid.name)?, grid)));
    near.min_by_key(|(slips, _)| *slips).map(|(_, grid)| grid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_is_found_by_its_code() {
        let france = grid("fra").expect("in the table");
        assert_eq!((france.name, france.intensity().median()), ("France", 41.4));
        assert_eq!(grid("XXX"), None);
        assert_eq!(grids().len(), 50);
        assert_eq!(grids()[0].code, "WLD");
        assert!(grids()[1..].is_sorted_by_key(|grid| grid.name));
    }

    #[test]
    fn a_grid_is_found_by_its_name_and_asked_about_by_a_slip() {
        let code = |grid: Option<&Grid>| grid.map_or("", |grid| grid.code);
        for grid in grids() {
            for text in [grid.code, grid.name, &grid.name.to_uppercase()] {
                assert_eq!(code(find(text)), grid.code, "{text}");
            }
        }
        for (text, expected) in [
            ("uk", "GBR"),
            ("U.S.", "USA"),
            ("south-korea", "KOR"),
            ("Türkiye", "TUR"),
        ] {
            assert_eq!(code(find(text)), expected, "{text}");
        }
        for (_, name) in ALSO {
            assert!(grid(name).is_some(), "{name}");
        }
        for (text, expected) in [
            ("Frnace", "FRA"),
            ("Swizerland", "CHE"),
            ("untied kingdom", "GBR"),
            ("Atlantis", ""),
            ("", ""),
            ("57", ""),
        ] {
            assert_eq!(code(nearest(text)), expected, "{text}");
        }
    }
}
