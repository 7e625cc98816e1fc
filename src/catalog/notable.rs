//! Epoch AI's notable models with a known compute, also those that [`systems`](super::systems) leaves
//! out: for trends, and for looking a model up.

use super::Format;
use super::systems::{ComputeMethod, Confidence, standing};
use super::unpack::Cells;
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// The credit that must stand wherever figures of the table are shown, as their licence asks, with a
/// note on the changes.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; edition of August 2026, rows without a \
    compute left out, figures rounded to four digits, some names spelled out, methods read from the \
    notes.";

/// A system, with the facts that Epoch AI lists of its training. Facts that are unknown are empty or
/// `None`.
#[derive(Debug, PartialEq)]
pub struct Notable {
    /// The name in the table, for lists and links; the same as in [`systems`](super::systems) if the
    /// system is in both tables.
    pub slug: &'static str,
    /// The common name.
    pub name: &'static str,
    /// The date of publication: `2022-04-04`.
    pub date: &'static str,
    /// The organizations that trained it.
    pub organizations: Names,
    /// Their kinds, each once.
    pub kinds: Vec<OrganizationKind>,
    /// Their countries, each once.
    pub countries: Names,
    /// Its domains, in Epoch AI's order.
    pub domains: Vec<Domain>,
    /// Its tasks, in Epoch AI's words.
    pub tasks: Names,
    /// Parameters in total, with all experts; not always published by the developers.
    pub parameters: Option<f64>,
    /// Operations of the final training run, in FLOP. An addition and a multiplication count one each,
    /// whatever the number format.
    pub flop: f64,
    /// The size of the training data. The unit depends on the domain and on the system: tokens or words of
    /// text, images, residues of proteins, games. Do not compare or multiply it across domains.
    pub data: Option<f64>,
    /// Passes over the data.
    pub epochs: Option<f64>,
    /// The size of a batch, in the unit of the data: tokens for most language models.
    pub batch: Option<f64>,
    /// Duration of training in hours of the clock.
    pub hours: Option<f64>,
    /// The chips that it was trained on, by Epoch AI's names.
    pub hardware: Names,
    /// Number of chips, all kinds together.
    pub quantity: Option<f64>,
    /// MFU, a share of 1.
    pub utilization: Option<f64>,
    /// The number format of the training.
    pub format: Option<Format>,
    /// Epoch AI's confidence in the compute.
    pub confidence: Confidence,
    /// Epoch AI's method for the compute, read from its notes.
    pub method: ComputeMethod,
    /// The access to the weights.
    pub weights: Option<Weights>,
    /// Whether its compute was among the ten largest at its publication.
    pub is_frontier: bool,
    /// Epoch AI's reasons for listing it.
    pub notability: Vec<Reason>,
    /// The models that it started from; those in this table by their names here.
    pub bases: Names,
    /// The address of the paper or announcement; empty for two.
    pub link: &'static str,
    chips: Names,
}

/// A list of names, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names(&'static str);

enum_with_all! {
    /// The domain of a system.
    // The order is that of build/words.rs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[expect(missing_docs, reason = "each is called what it is")]
    pub enum Domain {
        Language,
        Vision,
        Multimodal,
        Biology,
        Games,
        Speech,
        ImageGeneration,
        Video,
        Robotics,
        EarthScience,
        Audio,
        Mathematics,
        Medicine,
        Search,
        MaterialsScience,
        Recommendation,
        Other,
    }
}

enum_with_all! {
    /// A kind of organization.
    // The order is that of build/words.rs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum OrganizationKind {
        /// A company.
        Industry,
        /// A university or an institute.
        Academia,
        /// A public body.
        Government,
        /// People who work together without being employed for it.
        Collective,
    }
}

enum_with_all! {
    /// The access to the weights of a model.
    // The order is that of build/words.rs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Weights {
        /// Everybody, for any purpose.
        Open,
        /// Everybody who keeps to rules of use.
        Restricted,
        /// Everybody, but not for business.
        NonCommercial,
        /// Nobody: they are kept, and at most there is a service.
        Closed,
    }
}

enum_with_all! {
    /// The reason why a system is notable.
    // The order is that of build/words.rs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Reason {
        /// It was the best at something.
        StateOfTheArt,
        /// It is cited often.
        Cited,
        /// It is important for history.
        Historical,
        /// It cost much to train.
        Cost,
        /// Many use it.
        Use,
        /// Epoch AI chose it.
        Discretionary,
    }
}

impl Names {
    /// Returns the names in order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(';').filter(|name| !name.is_empty())
    }
}

impl Notable {
    /// Returns the slugs of its chips in the catalog of chips, in the order of `hardware`; `None` for a
    /// name that fits not exactly one chip.
    pub fn chips(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.chips
            .iter()
            .map(|slug| Some(slug).filter(|slug| *slug != "none"))
    }

    /// Returns the method for the compute and the confidence in it: `counted, confident`.
    pub fn standing(&self) -> String {
        standing(self.method, Some(self.confidence))
    }
}

/// The table, a line for each system.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/notable.tsv"));

static NOTABLE: LazyLock<Vec<Notable>> = LazyLock::new(|| TABLE.lines().map(unpack).collect());

fn unpack(line: &'static str) -> Notable {
    let mut cells = Cells::of(line);
    let names = |cells: &mut Cells| Names(cells.text());
    // The order is that of build/notable.rs.
    let slug = cells.text();
    let name = cells.text();
    let date = cells.text();
    let organizations = names(&mut cells);
    let kinds = cells.members(&OrganizationKind::ALL);
    let countries = names(&mut cells);
    let domains = cells.members(&Domain::ALL);
    let tasks = names(&mut cells);
    let parameters = cells.optional();
    let flop = cells.number();
    let [data, epochs, batch, hours] = std::array::from_fn(|_| cells.optional());
    let hardware = names(&mut cells);
    let chips = names(&mut cells);
    let [quantity, utilization] = std::array::from_fn(|_| cells.optional());
    Notable {
        slug,
        name,
        date,
        organizations,
        kinds,
        countries,
        domains,
        tasks,
        parameters,
        flop,
        data,
        epochs,
        batch,
        hours,
        hardware,
        quantity,
        utilization,
        format: cells.member(&Format::ALL),
        confidence: cells
            .member(&Confidence::ALL)
            .unwrap_or(Confidence::Speculative),
        method: cells
            .member(&ComputeMethod::ALL)
            .unwrap_or(ComputeMethod::Unknown),
        weights: cells.member(&Weights::ALL),
        is_frontier: !cells.text().is_empty(),
        notability: cells.members(&Reason::ALL),
        bases: names(&mut cells),
        link: cells.text(),
        chips,
    }
}

/// Returns all systems, the oldest first.
pub fn notable() -> &'static [Notable] {
    &NOTABLE
}
