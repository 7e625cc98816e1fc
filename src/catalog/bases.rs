//! Models to start from: published systems, notable ones and open models in one list, each once.

mod search;

pub use search::search;

use super::open_models::{Basis, OpenModel, Publisher, open_models};
use super::systems::{Confidence, Method, source, standing};
use super::unpack::Cells;
use std::sync::LazyLock;

/// What must stand wherever the list is shown: the credit that the licence of Epoch AI's figures asks
/// for, and what was changed.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; a selection, some figures rounded and \
    names spelled out. Tokens and parameters of open models are from their developers.";

/// Where the figures of open models are from that Epoch AI estimated.
const EPOCH_SOURCE: &str =
    "Epoch AI, Data on AI Models (CC BY 4.0), https://epoch.ai/data/ai-models";

/// A model that another one can start from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Base {
    /// What it is called, in every table that has it.
    pub name: &'static str,
    /// Who trained it; empty if unknown.
    pub organization: &'static str,
    /// When it was published: `2022-04-04`.
    pub date: &'static str,
    /// Where its weights are on Hugging Face; empty if nothing is known of that.
    pub repository: &'static str,
    /// Operations that trained it, in FLOP; `None` where nobody published enough.
    pub flop: Option<f64>,
    table: Table,
}

/// The table that a figure is from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Table {
    Epoch {
        method: Method,
        confidence: Option<Confidence>,
        source: &'static str,
    },
    Open(&'static OpenModel),
}

impl Base {
    /// The year that it was published in.
    pub fn year(&self) -> &'static str {
        self.date.get(..4).unwrap_or_default()
    }

    /// The basis of the figure: `counted, confident`.
    pub fn standing(&self) -> String {
        match self.table {
            Table::Epoch {
                method, confidence, ..
            } => standing(method, confidence),
            Table::Open(model) => model.standing(),
        }
    }

    /// Who published what the figure is from, and where.
    pub fn source(&self) -> &'static str {
        match self.table {
            Table::Epoch { source, .. } => source,
            Table::Open(model) => match model.compute().map(|compute| compute.basis) {
                Some(Basis::Published(Publisher::Epoch)) => EPOCH_SOURCE,
                _ => model.source,
            },
        }
    }
}

/// Systems of both tables of Epoch AI, a line for each: less than [`systems`](super::systems) and
/// [`notable`](super::notable) have, because whoever looks a model up downloads it.
static SYSTEMS: &str = include_str!(concat!(env!("OUT_DIR"), "/bases.tsv"));

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let mut bases: Vec<Base> = SYSTEMS.lines().map(unpack).collect();
    for model in open_models() {
        match bases.iter_mut().find(|base| base.name == model.name) {
            // The figure of Epoch AI stays: the build has made sure that the tables agree.
            Some(base) => base.repository = model.repository,
            None => bases.push(Base {
                name: model.name,
                organization: model.organization,
                date: model.date,
                repository: model.repository,
                flop: model.compute().map(|compute| compute.flop),
                table: Table::Open(model),
            }),
        }
    }
    bases
});

fn unpack(line: &'static str) -> Base {
    let mut cells = Cells::of(line);
    // In the order in which build/bases.rs writes them.
    let [name, date, organization] = std::array::from_fn(|_| cells.text());
    Base {
        name,
        organization,
        date,
        repository: "",
        flop: cells.optional(),
        table: Table::Epoch {
            method: cells.member(&Method::ALL).unwrap_or(Method::Unknown),
            confidence: cells.member(&Confidence::ALL),
            source: source(cells.index()),
        },
    }
}

/// All of them, published systems first, in the order of their table.
pub fn bases() -> &'static [Base] {
    &BASES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::notable::notable;
    use crate::catalog::systems::systems;
    use std::collections::BTreeSet;

    fn base(name: &str) -> Base {
        let found = bases().iter().find(|base| base.name == name);
        *found.unwrap_or_else(|| panic!("{name} is not in the list"))
    }

    #[test]
    fn each_model_of_the_three_tables_is_in_the_list_once() {
        let names: BTreeSet<&str> = bases().iter().map(|base| base.name).collect();
        assert_eq!(names.len(), bases().len());
        let tables = systems().iter().map(|row| row.name);
        let tables = tables.chain(notable().iter().map(|row| row.name));
        let tables = tables.chain(open_models().iter().map(|row| row.name));
        assert_eq!(names, tables.collect());
    }

    #[test]
    fn a_system_has_the_figure_of_its_table() {
        for row in notable() {
            let base = base(row.name);
            assert_eq!(base.date, row.date, "{}", row.name);
            let flop = base.flop.expect("a figure");
            assert!((flop / row.flop - 1.0).abs() < 0.006, "{}", row.name);
            assert_eq!(base.standing(), row.standing(), "{}", row.name);
        }
        for row in systems() {
            let base = base(row.name);
            assert_eq!((base.date, base.flop), (row.date, Some(row.flop)));
            assert_eq!(
                (base.organization, base.source()),
                (row.organization, row.source)
            );
            assert_eq!(base.standing(), row.standing(), "{}", row.name);
        }
        let composer = base("Composer 2.5");
        assert!(composer.source().starts_with("Epoch AI, Notable AI Models"));
        assert_eq!(composer.organization, "Cursor");
    }

    #[test]
    fn what_a_figure_rests_on_can_be_said() {
        for (name, standing) in [
            ("Llama 3.1-405B", "reported by the developers, confident"),
            ("Llama 2-7B", "counted, confident"),
            (
                "Qwen2.5-7B",
                "6 × 7.61e9 × 1.8e13 tokens, counted; tokens from the paper",
            ),
            ("Mixtral 8x22B", "an estimate of Epoch AI"),
            (
                "Mistral 7B",
                "no compute and too little to count it from is published",
            ),
        ] {
            assert_eq!(base(name).standing(), standing, "{name}");
        }
        // For a system that is in both tables, the open models say where its weights are.
        assert_eq!(base("Llama 2-7B").repository, "meta-llama/Llama-2-7b-hf");
        assert_eq!(base("Mistral 7B").flop, None);
        // The address is that of the figure, which the developer did not publish.
        assert!(base("Mixtral 8x22B").source().starts_with("Epoch AI"));
        assert_eq!(
            base("Phi-2").source(),
            "https://huggingface.co/microsoft/phi-2"
        );
    }
}
