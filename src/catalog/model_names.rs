//! The names of all models of the tables, without the tables: the reader of passages is loaded with these alone.

static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/model_names.txt"));

/// Returns every name that a table of published systems or open models has.
pub fn model_names() -> impl Iterator<Item = &'static str> {
    NAMES.lines()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{notable, open_models, systems};

    #[test]
    fn the_list_has_the_names_of_all_three_tables() {
        let systems = systems::systems().iter().map(|row| row.name);
        let notable = notable::notable().iter().map(|row| row.name);
        let open = open_models::open_models().iter().map(|row| row.name);
        for name in systems.chain(notable).chain(open) {
            assert!(model_names().any(|other| other == name), "{name}");
        }
    }
}
