//! Greenhouse gas of electricity, by country.

use crate::quantity::GramsPerKilowattHour;

/// What a kilowatt-hour of a country's grid emits, over the life of its power plants.
#[derive(Debug, PartialEq)]
pub struct Grid {
    /// ISO 3166-1 alpha-3; `WLD` for the world.
    pub code: &'static str,
    /// Of the country.
    pub name: &'static str,
    /// The year that the average is of.
    pub year: u16,
    /// Who published the figure, with an address.
    pub source: &'static str,
    g_co2e_per_kwh: f64,
}

impl Grid {
    /// Average over the year, in grams of CO₂ equivalent per kWh.
    pub fn intensity(&self) -> GramsPerKilowattHour {
        GramsPerKilowattHour::point(self.g_co2e_per_kwh)
    }
}

static GRIDS: &[Grid] = include!(concat!(env!("OUT_DIR"), "/grid_carbon.rs"));

/// The world first, then countries by name.
pub fn grids() -> &'static [Grid] {
    GRIDS
}

/// The grid of a country's three-letter code, in any case.
pub fn grid(code: &str) -> Option<&'static Grid> {
    GRIDS
        .iter()
        .find(|grid| grid.code.eq_ignore_ascii_case(code.trim()))
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
}
