//! The parts that a count lacks, and whether it is still a total.
//!
//! A product that is left out may be most of a network: attention over a long sequence, the experts
//! of a layer. There is a total only if everything that multiplies is counted, or if the most that
//! can be missing is known and small. The share of the nodes tells nothing.

use crate::import::tally::shown;
use crate::quantity::write::{percent, whole};
use std::collections::BTreeMap;

/// The most nodes that a message names.
const SHOWN: usize = 5;
/// The largest share of all operations that may be missing from a total.
const MAX_SHARE: f64 = 0.1;

#[derive(Default)]
pub(super) struct LeftOut {
    /// Number of all nodes.
    pub(super) nodes: usize,
    /// Unknown operators, and the number of nodes with each.
    unknown: BTreeMap<String, u64>,
    unsized_nodes: Nodes,
    too_small: Nodes,
    misfits: Nodes,
    loops: Nodes,
    uncertain: Nodes,
    /// The most multiply-adds of the uncertain nodes.
    at_most: u128,
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
            self.first.push(format!("{operator} “{}”", shown(title)));
        }
    }
}

impl LeftOut {
    pub(super) fn unknown(&mut self, domain: &str, operator: &str) {
        let name = match domain {
            "" => shown(operator),
            _ => shown(&format!("{domain}.{operator}")),
        };
        *self.unknown.entry(name).or_default() += 1;
    }

    pub(super) fn unsized_node(&mut self, operator: &str, title: &str) {
        self.unsized_nodes.add(operator, title);
    }

    /// Records a kernel larger than its input.
    pub(super) fn too_small(&mut self, operator: &str, title: &str) {
        self.too_small.add(operator, title);
    }

    /// Records a node whose inputs do not fit.
    pub(super) fn misfit(&mut self, operator: &str, title: &str) {
        self.misfits.add(operator, title);
    }

    /// Records a loop that runs as often as its input says.
    pub(super) fn endless(&mut self, operator: &str, title: &str) {
        self.loops.add(operator, title);
    }

    /// Records a node whose work depends on the numbers in the input, with its upper bound.
    pub(super) fn uncertain(&mut self, operator: &str, title: &str, at_most: u128) {
        self.uncertain.add(operator, title);
        self.at_most = self.at_most.saturating_add(at_most);
    }

    pub(super) fn missing(&mut self, name: &str) {
        self.missing.get_or_insert_with(|| shown(name));
    }

    pub(super) fn further(&mut self, warning: impl Into<String>) {
        let warning = warning.into();
        if self.further.len() < SHOWN && !self.further.contains(&warning) {
            self.further.push(warning);
        }
    }

    /// Returns warnings, and whether the counted multiply-adds are the total.
    ///
    /// `are_open` tells whether the file leaves sizes open.
    pub(super) fn explain(self, counted: u128, are_open: bool) -> (Vec<String>, bool) {
        let mut report = Report {
            nodes: self.nodes,
            ..Report::default()
        };
        self.explain_products(are_open, &mut report);
        let missing = self.explain_uncertain(counted, &mut report);
        if let Some(name) = &self.missing {
            report.warnings.push(format!(
                "A node reads “{name}”, but nothing in the file makes it."
            ));
        }
        let is_total = report.remedies.is_empty() && missing <= MAX_SHARE;
        if !is_total {
            report.warn_of_no_total(counted);
        }
        report.warnings.extend(self.further);
        (report.warnings, is_total)
    }

    /// Warns of nodes that multiply, or may multiply, and are left out.
    fn explain_products(&self, are_open: bool, report: &mut Report) {
        let unknown: u64 = self.unknown.values().sum();
        if unknown > 0 {
            let names: Vec<String> = self.unknown.keys().take(SHOWN).cloned().collect();
            report.warnings.push(format!(
                "{} have operators that Petaday does not know, so what they multiply is left out: {}.",
                report.share(unknown),
                list_names(&names, self.unknown.len())
            ));
            report.remedies.push(
                "export the model without operators of its own, or as functions of known ones",
            );
        }
        // Nodes after one that is too small do not fit either.
        let are_small = report.warn(
            &self.too_small,
            "have a kernel larger than its input, so they are left out",
        );
        if are_small {
            report.remedies.push("give larger sizes of the input");
        }
        let are_misfits = report.warn(
            &self.misfits,
            "do not fit the sizes that they get, because others are fixed in the graph",
        );
        if are_misfits && !are_small {
            report
                .remedies
                .push("give the sizes that the graph was made with");
        }
        let are_unsized = report.warn(
            &self.unsized_nodes,
            "multiply, but the sizes of what they multiply are not known, so they are left out",
        );
        if are_unsized && report.remedies.is_empty() {
            report.remedies.push(if are_open {
                "give the sizes that the file leaves open, or export the model with fixed ones"
            } else {
                "export the model with fixed sizes, or store the sizes of its values with onnx.shape_inference"
            });
        }
        let are_loops = report.warn(
            &self.loops,
            "are loops that run as often as their input says, so one round of each is counted",
        );
        if are_loops {
            report
                .remedies
                .push("export the model with a fixed number of rounds, or one round alone");
        }
    }

    /// Warns of nodes whose work depends on the numbers in the input. Returns the largest share of all operations that
    /// they may have.
    fn explain_uncertain(&self, counted: u128, report: &mut Report) -> f64 {
        let all = counted.saturating_add(self.at_most);
        let missing = self.at_most as f64 / all.max(1) as f64;
        if self.at_most > 0 {
            report.warn(
                &self.uncertain,
                &format!(
                    "depend on the numbers in the input, so they are left out. They take at most {} multiply-adds, up to {} of all operations",
                    whole(self.at_most),
                    percent(missing)
                ),
            );
        }
        missing
    }
}

/// Warnings, and the ways to have a total in spite of them.
#[derive(Default)]
struct Report {
    /// Number of all nodes.
    nodes: usize,
    warnings: Vec<String>,
    remedies: Vec<&'static str>,
}

impl Report {
    fn share(&self, count: u64) -> String {
        let share = percent(count as f64 / self.nodes.max(1) as f64);
        format!("{count} of {} nodes ({share})", self.nodes)
    }

    /// Warns of nodes, if there are any. Returns whether there are.
    fn warn(&mut self, nodes: &Nodes, why: &str) -> bool {
        if nodes.count > 0 {
            let names = list_names(&nodes.first, nodes.count);
            let share = self.share(nodes.count as u64);
            self.warnings.push(format!("{share} {why}: {names}."));
        }
        nodes.count > 0
    }

    fn warn_of_no_total(&mut self, counted: u128) {
        let remedy = match self.remedies.is_empty() {
            true => String::new(),
            false => format!(" To have a total, {}.", self.remedies.join("; ")),
        };
        self.warnings.push(format!(
            "There is no total, because the part that is left out may be most of the operations. The rest comes to {} multiply-adds for the whole input; the parameters do not depend on it.{remedy}",
            whole(counted)
        ));
    }
}

/// Returns the first few names, and the number of the others.
fn list_names(names: &[String], count: usize) -> String {
    let text = names.join(", ");
    match count - names.len() {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}
