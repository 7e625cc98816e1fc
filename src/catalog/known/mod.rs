//! Names that the tables know: models to start from, networks that are spelled layer by layer, and worked
//! examples, in one list, each of them once.

mod search;

pub use search::{named, suggest};

use super::bases::{Base, bases};
use super::examples::{Example, examples};
use super::networks::{KnownNetwork, networks};
use super::spelling::letters;
use std::sync::LazyLock;

/// A name, with all that the tables have under it.
#[derive(Debug, PartialEq)]
pub struct Known {
    /// The name, as the first table that has it spells it.
    pub name: &'static str,
    /// The date of publication, `2022-04-04`, or its year.
    pub date: String,
    /// The published figure of its compute.
    pub base: Option<&'static Base>,
    /// Its layers.
    pub network: Option<&'static KnownNetwork>,
    /// The first worked example of that name.
    pub example: Option<&'static Example>,
}

impl Known {
    /// Returns the year of publication.
    pub fn year(&self) -> &str {
        self.date.get(..4).unwrap_or_default()
    }

    fn has_name(&self, name: &str) -> bool {
        letters(self.name).eq(letters(name))
    }
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let of_base = |base: &'static Base| Known {
        name: base.name,
        date: base.date.into(),
        base: Some(base),
        network: None,
        example: None,
    };
    let mut all: Vec<Known> = bases().iter().map(of_base).collect();
    for network in networks() {
        entry(&mut all, network.name, network.year).network = Some(network);
    }
    for example in examples() {
        let known = entry(&mut all, example.system, example.year);
        known.example = known.example.or(Some(example));
    }
    all
});

/// Returns all names: models first, then networks and examples that are not models of the list.
pub fn all_names() -> &'static [Known] {
    &KNOWN
}

/// Returns the entry of a name. Adds it if the list does not have it.
fn entry<'a>(all: &'a mut Vec<Known>, name: &'static str, year: u16) -> &'a mut Known {
    let at = all.iter().position(|known| known.has_name(name));
    let at = at.unwrap_or_else(|| {
        all.push(Known {
            name,
            date: year.to_string(),
            base: None,
            network: None,
            example: None,
        });
        all.len() - 1
    });
    &mut all[at]
}
