//! The systems that a model can start from, of both tables of Epoch AI, with no more of each than a
//! search shows and the form takes.

use super::notable::{self, NO_CHIP, number};
use super::pack;
use super::systems::{self, CONFIDENCES, METHODS};

/// How far 6 × parameters × data may be from the compute of a system for which the form takes both.
const TOLERANCE: f64 = 0.1;

/// Returns the text that `src/catalog/bases.rs` unpacks: a line for each system, cells ended by tabs.
pub(crate) fn packed(systems: &[systems::Row], notable: &[notable::Row]) -> String {
    let sources = systems::sources(systems);
    let of_systems = systems.iter().map(|row| {
        let source = sources.iter().position(|source| *source == row.source);
        line(
            [&row.name, &row.date, &row.organization],
            row.flop,
            [&row.method, &row.confidence],
            source.unwrap_or_default(),
            notable.iter().find(|other| other.slug == row.slug),
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
            Some(row),
        )
    });
    of_systems.chain(of_others).collect::<Vec<_>>().join("\n")
}

fn line(
    texts: [&str; 3],
    flop: f64,
    [method, confidence]: [&str; 2],
    source: usize,
    row: Option<&notable::Row>,
) -> String {
    let numbers = [
        pack::number(flop),
        pack::index(&METHODS, method),
        pack::index(&CONFIDENCES, confidence),
        source.to_string(),
    ];
    let line = format!("{}\t{}", texts.join("\t"), numbers.join("\t"));
    let training = row.map_or(String::new(), training);
    format!("{line}\t{training}").trim_end_matches('\t').into()
}

/// Returns the fields of the form that a system's training fills: parameters, data and passes over them; chips, their number,
/// their hours and their number format.
fn training(row: &notable::Row) -> String {
    let [parameters, data, epochs] = counted(row).map(number);
    let hardware = match (row.hardware.as_slice(), row.chips.as_slice()) {
        ([name], [slug]) if slug == NO_CHIP => name,
        ([_], [slug]) => slug,
        // With several kinds of chips nobody says how many there were of each.
        _ => return [parameters, data, epochs].join("\t"),
    };
    let [quantity, hours] = [row.quantity, row.hours].map(number);
    let format = row.format.clone();
    [
        parameters,
        data,
        epochs,
        hardware.clone(),
        quantity,
        hours,
        format,
    ]
    .join("\t")
}

/// Parameters, data and epochs of a language model, if 6 × their product is its compute. Elsewhere the data
/// may be words or documents, the parameters may be those of all experts, or the rule may not hold.
fn counted(row: &notable::Row) -> [Option<f64>; 3] {
    let is_language = row.domains.iter().any(|domain| domain == "Language");
    let (Some(parameters), Some(data), true) = (row.parameters, row.data, is_language) else {
        return [None; 3];
    };
    let fits = |passes: f64| (6.0 * parameters * data * passes / row.flop - 1.0).abs() < TOLERANCE;
    match row.epochs {
        _ if fits(1.0) => [Some(parameters), Some(data), None],
        Some(epochs) if fits(epochs) => [Some(parameters), Some(data), Some(epochs)],
        _ => [None; 3],
    }
}

/// Organizations in a line: three of them where there are more than four.
fn few(organizations: &[String]) -> String {
    match organizations {
        [a, b, c, _, _, ..] => format!("{a}, {b}, {c} and others"),
        few => few.join(", "),
    }
}
