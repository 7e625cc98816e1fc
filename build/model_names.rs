//! The names of all models of the tables, a line for each, for readers of texts: `src/catalog/model_names.rs`.

use super::{notable, open_models, systems};
use std::collections::BTreeSet;

/// Returns the names, each once and in order.
pub(crate) fn text(
    systems: &[systems::Row],
    notable: &[notable::Row],
    open: &[open_models::Row],
) -> String {
    let systems = systems.iter().map(|row| row.name.as_str());
    let notable = notable.iter().map(|row| row.name.as_str());
    let open = open.iter().map(|row| row.name.as_str());
    let names: BTreeSet<&str> = systems.chain(notable).chain(open).collect();
    Vec::from_iter(names).join("\n")
}
