//! The systems that a model can start from, of both tables of Epoch AI, with no more of each than a
//! search shows.

use super::notable;
use super::pack;
use super::systems::{self, CONFIDENCES, METHODS};

/// The text that `src/catalog/bases.rs` unpacks: a line for each system, cells ended by tabs.
pub(crate) fn packed(systems: &[systems::Row], notable: &[notable::Row]) -> String {
    let sources = systems::sources(systems);
    let of_systems = systems.iter().map(|row| {
        let source = sources.iter().position(|source| *source == row.source);
        line(
            [&row.name, &row.date, &row.organization],
            row.flop,
            [&row.method, &row.confidence],
            source.unwrap_or_default(),
        )
    });
    let others = notable
        .iter()
        .filter(|row| systems.iter().all(|system| system.slug != row.slug));
    let of_others = others.map(|row| {
        line(
            [&row.name, &row.date, &few(&row.organizations)],
            row.flop,
            [&row.method, &row.confidence],
            // Nearly all systems are of the same edition as these.
            0,
        )
    });
    of_systems.chain(of_others).collect::<Vec<_>>().join("\n")
}

fn line(texts: [&str; 3], flop: f64, [method, confidence]: [&str; 2], source: usize) -> String {
    let numbers = [
        pack::number(flop),
        pack::index(&METHODS, method),
        pack::index(&CONFIDENCES, confidence),
        source.to_string(),
    ];
    format!("{}\t{}", texts.join("\t"), numbers.join("\t"))
}

/// Organizations in a line: three of them where there are more than four.
fn few(organizations: &[String]) -> String {
    match organizations {
        [a, b, c, _, _, ..] => format!("{a}, {b}, {c} and others"),
        few => few.join(", "),
    }
}
