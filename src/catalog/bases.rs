//! Models to start from: published systems, notable ones and open models in one list, each of them
//! once.

mod training;

pub use training::Training;

use super::known;
use super::open_models::{ComputeBasis, OpenModel, Publisher, open_models};
use super::systems::{ComputeMethod, Confidence, source, standing};
use super::unpack::Cells;
use std::sync::LazyLock;

/// The credit that must stand wherever the list is shown, as the licence of Epoch AI's figures asks,
/// with a note on the changes.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; a selection, some figures rounded and \
    names spelled out. Tokens and parameters of open models are from their developers.";

/// The source of the figures of open models that Epoch AI estimated.
const EPOCH_SOURCE: &str =
    "Epoch AI, Data on AI Models (CC BY 4.0), https://epoch.ai/data/ai-models";

/// A model that another one can start from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Base {
    /// Its name, in every table that has it.
    pub name: &'static str,
    /// The organization that trained it; empty if unknown.
    pub organization: &'static str,
    /// The date of publication: `2022-04-04`.
    pub date: &'static str,
    /// The repository of its weights on Hugging Face; empty if unknown.
    pub repository: &'static str,
    /// Operations that trained it, in FLOP; `None` if too little was published.
    pub flop: Option<f64>,
    /// The training as Epoch AI lists it.
    pub training: Training,
    /// The training as its developers published it, if its weights are open.
    pub open: Option<&'static OpenModel>,
    table: Table,
}

/// The table that a figure is from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Table {
    Epoch {
        method: ComputeMethod,
        confidence: Option<Confidence>,
        source: &'static str,
    },
    Open(&'static OpenModel),
}

impl Base {
    /// Returns the year of publication.
    pub fn year(&self) -> &'static str {
        self.date.get(..4).unwrap_or_default()
    }

    /// Returns the basis of the figure: `counted, confident`.
    pub fn standing(&self) -> String {
        match self.table {
            Table::Epoch {
                method, confidence, ..
            } => standing(method, confidence),
            Table::Open(model) => model.standing(),
        }
    }

    /// Returns the method by which the figure was found.
    pub fn method(&self) -> ComputeMethod {
        match self.table {
            Table::Epoch { method, .. } => method,
            Table::Open(model) => match model.compute().map(|compute| compute.basis) {
                Some(ComputeBasis::Counted | ComputeBasis::Continued) => ComputeMethod::Operations,
                Some(ComputeBasis::Published(Publisher::Developer)) => ComputeMethod::Reported,
                _ => ComputeMethod::Unknown,
            },
        }
    }

    /// Returns whether Epoch AI calls its figures speculative.
    pub fn is_speculative(&self) -> bool {
        let speculative = Some(Confidence::Speculative);
        matches!(self.table, Table::Epoch { confidence, .. } if confidence == speculative)
    }

    /// Returns the source of the figure, with its address.
    pub fn source(&self) -> &'static str {
        match self.table {
            Table::Epoch { source, .. } => source,
            Table::Open(model) => match model.compute().map(|compute| compute.basis) {
                Some(ComputeBasis::Published(Publisher::Epoch)) => EPOCH_SOURCE,
                _ => model.source,
            },
        }
    }
}

/// Systems of both tables of Epoch AI, a line for each, with fewer columns than
/// [`systems`](super::systems) and [`notable`](super::notable): everyone who looks a model up downloads
/// this.
static SYSTEMS: &str = include_str!(concat!(env!("OUT_DIR"), "/bases.tsv"));

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let mut bases: Vec<Base> = SYSTEMS.lines().map(unpack).collect();
    for model in open_models() {
        match bases.iter_mut().find(|base| base.name == model.name) {
            // The figure of Epoch AI stays: the build checks that the tables agree.
            Some(base) => {
                base.repository = model.repository;
                base.open = Some(model);
            }
            None => bases.push(Base {
                name: model.name,
                organization: model.organization,
                date: model.date,
                repository: model.repository,
                flop: model.compute().map(|compute| compute.flop),
                training: Training::default(),
                open: Some(model),
                table: Table::Open(model),
            }),
        }
    }
    bases
});

fn unpack(line: &'static str) -> Base {
    let mut cells = Cells::of(line);
    // The order is that of build/bases.rs.
    let [name, date, organization] = std::array::from_fn(|_| cells.text());
    Base {
        name,
        organization,
        date,
        repository: "",
        flop: cells.optional(),
        open: None,
        table: Table::Epoch {
            method: cells
                .member(&ComputeMethod::ALL)
                .unwrap_or(ComputeMethod::Unknown),
            confidence: cells.member(&Confidence::ALL),
            source: source(cells.index()),
        },
        training: Training::unpack(&mut cells),
    }
}

/// Finds models by any text, at most `limit` of them; see [`known::suggest`].
pub fn search(text: &str, limit: usize) -> Vec<&'static Base> {
    let found = known::suggest(text, usize::MAX).into_iter();
    found.filter_map(|known| known.base).take(limit).collect()
}

/// Returns all models; published systems come first, in the order of their table.
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
