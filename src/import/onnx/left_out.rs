//! What a count lacks, with the share of the nodes that it concerns.

use crate::quantity::write::percent;
use std::collections::BTreeMap;

/// How many are named.
const SHOWN: usize = 5;

#[derive(Default)]
pub(super) struct LeftOut {
    /// All nodes there are.
    pub(super) nodes: usize,
    /// Operators that are not known, and how many nodes have them.
    unknown: BTreeMap<String, u64>,
    unclear: Nodes,
    unsized_nodes: Nodes,
    missing: Option<String>,
    further: Vec<String>,
}

#[derive(Default)]
struct Nodes {
    count: usize,
    first: Vec<String>,
}

impl Nodes {
    fn add(&mut self, operator: &str, title: &str) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push(format!("{operator} “{title}”"));
        }
    }
}

impl LeftOut {
    pub(super) fn unknown(&mut self, domain: &str, operator: &str) {
        let name = match domain {
            "" => operator.into(),
            _ => format!("{domain}.{operator}"),
        };
        *self.unknown.entry(name).or_default() += 1;
    }

    pub(super) fn unclear(&mut self, operator: &str, title: &str) {
        self.unclear.add(operator, title);
    }

    pub(super) fn unsized_node(&mut self, operator: &str, title: &str) {
        self.unsized_nodes.add(operator, title);
    }

    pub(super) fn missing(&mut self, name: &str) {
        self.missing.get_or_insert_with(|| name.into());
    }

    pub(super) fn further(&mut self, warning: impl Into<String>) {
        let warning = warning.into();
        if self.further.len() < SHOWN && !self.further.contains(&warning) {
            self.further.push(warning);
        }
    }

    pub(super) fn warnings(self) -> Vec<String> {
        let share = |count: u64| {
            let share = percent(count as f64 / self.nodes.max(1) as f64);
            format!("{count} of {} nodes ({share})", self.nodes)
        };
        let mut warnings = Vec::new();
        let unknown: u64 = self.unknown.values().sum();
        if unknown > 0 {
            let names: Vec<String> = self.unknown.keys().take(SHOWN).cloned().collect();
            warnings.push(format!(
                "{} have operators that are not known here, and are left out of the count: {}.",
                share(unknown),
                listed(&names, self.unknown.len())
            ));
        }
        let mut tell = |nodes: &Nodes, why: &str| {
            if nodes.count > 0 {
                warnings.push(format!(
                    "{} are left out of the count, as {why}: {}.",
                    share(nodes.count as u64),
                    listed(&nodes.first, nodes.count)
                ));
            }
        };
        tell(
            &self.unsized_nodes,
            "sizes that they depend on are not known, or too small for a kernel",
        );
        tell(&self.unclear, "what they multiply is not clear");
        if let Some(name) = &self.missing {
            warnings.push(format!(
                "A node takes “{name}”, which nothing in the file makes."
            ));
        }
        warnings.extend(self.further);
        warnings
    }
}

/// The first few of so many.
fn listed(names: &[String], count: usize) -> String {
    let text = names.join(", ");
    match count - names.len() {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}
