//! Models to start from: published systems, notable ones and open models in one list, each once.

mod search;

pub use search::search;

use super::open_models::{Basis, OpenModel, Publisher, open_models};
use super::systems::{Confidence, Method, System, systems};
use super::unpack::Cells;
use std::sync::LazyLock;

/// What must stand wherever the list is shown: the credit that the licence of Epoch AI's figures asks
/// for, and what was changed.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; a selection, some figures rounded and \
    names spelled out. Tokens and parameters of open models are from their developers.";

/// Where the figures of notable systems are from, as it is said in a note.
const NOTABLE_SOURCE: &str = "Epoch AI, Notable AI Models, edition of August 2026 (CC BY 4.0), \
    https://epoch.ai/data/notable-ai-models";

/// Where the figures of open models are from that Epoch AI estimated.
const EPOCH_SOURCE: &str =
    "Epoch AI, Data on AI Models (CC BY 4.0), https://epoch.ai/data/ai-models";

/// A model that another one can start from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Base {
    /// Its name in its table.
    pub slug: &'static str,
    /// What it is called.
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
    Systems(&'static System),
    Notable(Method, Option<Confidence>),
    Open(&'static OpenModel),
}

impl Base {
    /// The year that it was published in.
    pub fn year(&self) -> &'static str {
        self.date.get(..4).unwrap_or_default()
    }

    /// What the figure rests on: `counted, confident`.
    pub fn standing(&self) -> String {
        match self.table {
            Table::Systems(system) => system.standing(),
            Table::Notable(method, Some(confidence)) => {
                format!("{}, {}", method.words(), confidence.words())
            }
            Table::Notable(method, None) => method.words().into(),
            Table::Open(model) => model.standing(),
        }
    }

    /// Who published what the figure is from, and where.
    pub fn source(&self) -> &'static str {
        match self.table {
            Table::Systems(system) => system.source,
            Table::Notable(..) => NOTABLE_SOURCE,
            Table::Open(model) => match model.compute().map(|compute| compute.basis) {
                Some(Basis::Published(Publisher::Epoch)) => EPOCH_SOURCE,
                _ => model.source,
            },
        }
    }
}

/// Notable systems that the other tables leave out, a line for each.
static NOTABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/notable_bases.tsv"));

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let mut bases: Vec<Base> = systems().iter().map(of_system).collect();
    bases.extend(NOTABLE.lines().map(unpack));
    for model in open_models() {
        match bases.iter_mut().find(|base| base.slug == model.slug) {
            // The figure of Epoch AI stays: the build has made sure that the tables agree.
            Some(base) => base.repository = model.repository,
            None => bases.push(of_model(model)),
        }
    }
    bases
});

fn of_system(system: &'static System) -> Base {
    Base {
        slug: system.slug,
        name: system.name,
        organization: system.organization,
        date: system.date,
        repository: "",
        flop: Some(system.flop),
        table: Table::Systems(system),
    }
}

fn of_model(model: &'static OpenModel) -> Base {
    Base {
        slug: model.slug,
        name: model.name,
        organization: model.organization,
        date: model.date,
        repository: model.repository,
        flop: model.compute().map(|compute| compute.flop),
        table: Table::Open(model),
    }
}

fn unpack(line: &'static str) -> Base {
    let mut cells = Cells::of(line);
    // In the order in which build/notable.rs writes them.
    let [slug, name, date, organization] = std::array::from_fn(|_| cells.text());
    Base {
        slug,
        name,
        organization,
        date,
        repository: "",
        flop: cells.optional(),
        table: Table::Notable(
            cells.member(&Method::ALL).unwrap_or(Method::Unknown),
            cells.member(&Confidence::ALL),
        ),
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
    use std::collections::BTreeSet;

    fn base(slug: &str) -> Base {
        let found = bases().iter().find(|base| base.slug == slug);
        *found.unwrap_or_else(|| panic!("{slug} is not in the list"))
    }

    #[test]
    fn each_model_of_the_three_tables_is_in_the_list_once() {
        let slugs: BTreeSet<&str> = bases().iter().map(|base| base.slug).collect();
        assert_eq!(slugs.len(), bases().len());
        let tables = systems().iter().map(|row| row.slug);
        let tables = tables.chain(notable().iter().map(|row| row.slug));
        let tables: BTreeSet<&str> = tables
            .chain(open_models().iter().map(|row| row.slug))
            .collect();
        assert_eq!(slugs, tables);
        let names: BTreeSet<&str> = bases().iter().map(|base| base.name).collect();
        assert_eq!(names.len(), bases().len());
    }

    #[test]
    fn a_notable_system_has_the_figure_of_its_table() {
        for row in notable() {
            let base = base(row.slug);
            assert_eq!((base.name, base.date), (row.name, row.date));
            let flop = base.flop.expect("a figure");
            assert!((flop / row.flop - 1.0).abs() < 0.006, "{}", row.slug);
            assert_eq!(base.standing(), row.standing(), "{}", row.slug);
        }
        let composer = base("composer-2.5");
        assert!(composer.source().starts_with("Epoch AI, Notable AI Models"));
        assert_eq!(composer.organization, "Cursor");
    }

    #[test]
    fn what_a_figure_rests_on_can_be_said() {
        for (slug, standing) in [
            ("llama-3.1-405b", "reported by the developers, confident"),
            ("llama-2-7b", "counted, confident"),
            (
                "qwen2.5-7b",
                "6 × 7.61e9 × 1.8e13 tokens, counted; tokens from the paper",
            ),
            ("mixtral-8x22b", "an estimate of Epoch AI"),
            (
                "mistral-7b",
                "no compute and too little to count it from is published",
            ),
        ] {
            assert_eq!(base(slug).standing(), standing, "{slug}");
        }
        // Of a system of both tables the open models add where the weights are.
        assert_eq!(base("llama-2-7b").repository, "meta-llama/Llama-2-7b-hf");
        assert_eq!(base("mistral-7b").flop, None);
        // The address is that of the figure, which the developer did not publish.
        assert!(base("mixtral-8x22b").source().starts_with("Epoch AI"));
        assert_eq!(
            base("phi-2").source(),
            "https://huggingface.co/microsoft/phi-2"
        );
    }
}
