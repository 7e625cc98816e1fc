//! Configurations at their real size against the counts of transformers: parameters of families
//! that may still be refused, and multiply-adds of a forward pass. `scripts/fixtures/sizes.py` says
//! how the latter were counted.

use super::{fixture_text, import, none, rows};
use petaday::import::{Asked, FileError, Import};
use std::path::Path;

/// The same columns as parameters.csv, for families that may be refused but must not be counted
/// wrong.
const NEW: &str = include_str!("../fixtures/configs/parameters_new.csv");
const OPERATIONS: &str = include_str!("../fixtures/configs/multiply_adds.csv");

/// Returns whether a configuration is among the fixtures.
fn is_there(name: &str) -> bool {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/configs");
    Path::new(folder).join(format!("{name}.json")).exists()
}

fn counts(name: &str, sequence: Option<u64>) -> Result<Import, FileError> {
    let asked = Asked {
        sequence,
        ..Asked::default()
    };
    import(&fixture_text(name), &asked)
}

#[test]
fn a_real_size_is_counted_as_the_library_has_it_or_refused() {
    let mut faults = Vec::new();
    for row in rows(NEW) {
        let Ok(import) = counts(&row[0], None) else {
            continue;
        };
        let has = [import.parameters, import.active_parameters];
        let truth = [row[1].parse().ok(), row[2].parse().ok()];
        let is_right = match (import.between, truth[0]) {
            // A guess, which says between what.
            (Some((least, most)), Some(parameters)) => (least..=most).contains(&parameters),
            _ => has == truth,
        };
        if !is_right {
            faults.push(format!(
                "{row:?}\n    counted {has:?}, between {:?}: {:?}",
                import.between, import.model
            ));
        }
    }
    none(&faults);
}

/// Only for files that are among the fixtures and are read.
#[test]
fn operations_of_a_real_size_are_within_a_hundredth() {
    let mut faults = Vec::new();
    let mut counted = 0;
    for row in rows(OPERATIONS).iter().filter(|row| is_there(&row[0])) {
        let Ok(import) = counts(&row[0], row[1].parse().ok()) else {
            continue;
        };
        if import.between.is_some() {
            continue;
        }
        let forward = import.forward.expect("operations").multiply_adds as f64;
        let truth: f64 = row[2].parse().expect("a number");
        let off = forward / truth - 1.0;
        counted += 1;
        if off.abs() > 0.01 {
            faults.push(format!(
                "{} at {}: {forward}, not {truth}: {:+.1}%\n    {:?}",
                row[0],
                row[1],
                100.0 * off,
                import.model
            ));
        }
    }
    none(&faults);
    assert!(counted > 90, "{counted} are counted");
}
