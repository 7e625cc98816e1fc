//! All systems of Epoch AI's table of notable models that have a compute: for trends, and to look a
//! model up that [`systems`](super::systems) leaves out.

use super::Format;
use super::systems::{Confidence, Method, standing};
use super::unpack::Cells;
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// What must stand wherever figures of the table are shown: the credit that their licence asks for,
/// and what was changed.
pub const ATTRIBUTION: &str = "Epoch AI, “Parameter, Compute and Data Trends in Machine Learning”. \
    Published online at epoch.ai. Retrieved from https://epoch.ai/data/notable-ai-models. \
    CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; edition of August 2026, rows without a \
    compute left out, figures rounded to four digits, some names spelled out, methods read from the \
    notes.";

/// A system and what Epoch AI lists of its training. What is empty or `None` is not known.
#[derive(Debug, PartialEq)]
pub struct Notable {
    /// Its name in the table, for lists and links; of a system that is in both tables the same in both.
    pub slug: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// When it was published: `2022-04-04`.
    pub date: &'static str,
    /// Who trained it.
    pub organizations: Names,
    /// What they are, each kind once.
    pub kinds: Vec<Kind>,
    /// Where they are, each country once.
    pub countries: Names,
    /// Its domain, as Epoch AI orders them.
    pub domains: Vec<Domain>,
    /// Its task, in Epoch AI's words.
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
    /// How long training took, in hours of the clock.
    pub hours: Option<f64>,
    /// The chips that it was trained on, as Epoch AI calls them.
    pub hardware: Names,
    /// How many of them, all kinds together.
    pub quantity: Option<f64>,
    /// MFU, a share of 1.
    pub utilization: Option<f64>,
    /// What it computed in.
    pub format: Option<Format>,
    /// How sure Epoch AI is of the compute.
    pub confidence: Confidence,
    /// How Epoch AI found the compute, read from its notes.
    pub method: Method,
    /// Who may have the weights.
    pub weights: Option<Weights>,
    /// Whether its compute was among the ten largest when it came out.
    pub is_frontier: bool,
    /// Why Epoch AI lists it.
    pub notability: Vec<Reason>,
    /// The models that it started from; those that are in this table by the name that they have here.
    pub bases: Names,
    /// Where the paper or announcement is; empty for two.
    pub link: &'static str,
    chips: Names,
}

/// Names, in order.
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
    pub enum Kind {
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
    /// Who may have the weights.
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
    /// Why a system is notable.
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
    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(';').filter(|name| !name.is_empty())
    }
}

impl Notable {
    /// The slugs of its chips in the catalog of chips, in the order of `hardware`; `None` where a name is
    /// not that of one chip.
    pub fn chips(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.chips
            .iter()
            .map(|slug| Some(slug).filter(|slug| *slug != "none"))
    }

    /// How the compute was found and how sure it is: `counted, confident`.
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
    // In the order in which build/notable.rs writes them.
    let slug = cells.text();
    let name = cells.text();
    let date = cells.text();
    let organizations = names(&mut cells);
    let kinds = cells.members(&Kind::ALL);
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
        method: cells.member(&Method::ALL).unwrap_or(Method::Unknown),
        weights: cells.member(&Weights::ALL),
        is_frontier: !cells.text().is_empty(),
        notability: cells.members(&Reason::ALL),
        bases: names(&mut cells),
        link: cells.text(),
        chips,
    }
}

/// All systems, the oldest first.
pub fn notable() -> &'static [Notable] {
    &NOTABLE
}
