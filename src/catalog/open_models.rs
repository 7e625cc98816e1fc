//! Models with open weights that others start from: the facts that their developers publish, and the
//! compute that results.

use super::notable::Weights;
use super::unpack::Cells;
use crate::quantity::write;
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// A model, with the published facts of its training.
#[derive(Debug, PartialEq)]
pub struct OpenModel {
    /// The common name.
    pub name: &'static str,
    /// The organization that trained it.
    pub organization: &'static str,
    /// The date of its paper, card or post: `2024-07-23`.
    pub date: &'static str,
    /// The repository of its weights on Hugging Face: `meta-llama/Llama-3.1-8B`; empty if there is
    /// none.
    pub repository: &'static str,
    /// Whether 6 × parameters × tokens holds for it.
    pub kind: ModelKind,
    /// Parameters in total, with all experts.
    pub parameters: f64,
    /// Parameters that a token passes, for a mixture of experts.
    pub active_parameters: Option<f64>,
    /// Tokens that it was trained on; for a model with a base, those of its own stage.
    pub tokens: Option<f64>,
    /// Operations that somebody published, in FLOP, and the publisher.
    pub published: Option<(f64, Publisher)>,
    /// The access to the weights.
    pub weights: Weights,
    /// The kind of source for parameters and tokens.
    pub origin: Origin,
    /// The address of that source.
    pub source: &'static str,
    /// Its place in the table, and that of its base model.
    row: usize,
    base: Option<usize>,
}

enum_with_all! {
    /// Whether 6 × parameters × tokens holds.
    // The order is that of the build's KINDS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum ModelKind {
        /// A language model in which each token passes all layers once.
        Decoder,
        /// Anything else: encoders, models of images and of sound.
        Other,
    }
}

enum_with_all! {
    /// The publisher of a figure of the compute.
    // The order is that of the build's PUBLISHERS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Publisher {
        /// The organization that trained the model.
        Developer,
        /// Epoch AI, in its tables of models.
        Epoch,
        /// Somebody else, whom the note names.
        ThirdParty,
    }
}

enum_with_all! {
    /// The kind of source that parameters and tokens are from.
    // The order is that of the build's ORIGINS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Origin {
        /// A paper or technical report.
        Paper,
        /// The model card.
        ModelCard,
        /// The post that announced the model.
        ReleasePost,
        /// The files of the model.
        Repository,
        /// An answer of a developer to a question.
        Issue,
        /// A statement of the developer to the press.
        Press,
    }
}

/// The compute of a model, and its basis.
#[derive(Clone, Debug, PartialEq)]
pub struct Compute {
    /// In FLOP; for a model with a base, that of both.
    pub flop: f64,
    /// The basis.
    pub basis: ComputeBasis,
}

/// The way in which the compute of a model was found.
#[derive(Clone, Debug, PartialEq)]
pub enum ComputeBasis {
    /// 6 × parameters that a token passes × tokens.
    Counted,
    /// The same for its own stage, and the compute of its base model.
    Continued,
    /// Published by somebody.
    Published(Publisher),
}

impl Publisher {
    /// Returns the words after a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Developer => "published by the developers",
            Self::Epoch => "an estimate of Epoch AI",
            Self::ThirdParty => "published by others",
        }
    }
}

impl Origin {
    /// Returns the words for the source of a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Paper => "the paper",
            Self::ModelCard => "the model card",
            Self::ReleasePost => "the release post",
            Self::Repository => "the repository",
            Self::Issue => "a developer’s answer",
            Self::Press => "the press",
        }
    }
}

impl OpenModel {
    /// Returns the name in the table, for lists and links; the same as in a table of systems if the
    /// model is in one.
    pub fn slug(&self) -> &'static str {
        line(SLUGS, self.row)
    }

    /// Returns the model that it was continued, fine-tuned or distilled from, if the table has it.
    pub fn base(&self) -> Option<&'static Self> {
        self.base.and_then(|row| open_models().get(row))
    }

    /// Returns the compute: counted for a decoder whose tokens are published, plus that of its base
    /// model if it has one; else the published figure; else none.
    pub fn compute(&self) -> Option<Compute> {
        let published = self.published.map(|(flop, by)| Compute {
            flop,
            basis: ComputeBasis::Published(by),
        });
        let Some(own) = self.counted() else {
            return published;
        };
        if self.base.is_none() {
            let basis = ComputeBasis::Counted;
            return Some(Compute { flop: own, basis });
        }
        // The build checks that bases do not form a circle.
        match self.base().and_then(Self::compute) {
            Some(base) => Some(Compute {
                flop: base.flop + own,
                basis: ComputeBasis::Continued,
            }),
            None => published,
        }
    }

    /// Returns the basis of the compute: `6 × 8.03e9 × 1.5e13 tokens, counted; tokens from the model
    /// card`.
    pub fn standing(&self) -> String {
        let in_words = || {
            format!(
                "6 × {} × {} tokens, counted; tokens from {}",
                write::exact(self.passed_parameters()),
                write::exact(self.tokens.unwrap_or_default()),
                self.origin.words(),
            )
        };
        match self.compute().map(|compute| compute.basis) {
            Some(ComputeBasis::Counted) => in_words(),
            Some(ComputeBasis::Continued) => {
                let base = self.base().map_or("", |base| base.name);
                format!("the compute of {base} and {}", in_words())
            }
            Some(ComputeBasis::Published(by)) => by.words().into(),
            None => "no compute and too little to count it from is published".into(),
        }
    }

    /// Returns further facts about the figures: differences between sources, and what is included.
    pub fn note(&self) -> &'static str {
        line(NOTES, self.row)
    }

    /// Counts its own stage, by 6 × parameters × tokens.
    pub fn counted(&self) -> Option<f64> {
        let tokens = self.tokens.filter(|_| self.kind == ModelKind::Decoder)?;
        Some(6.0 * self.passed_parameters() * tokens)
    }

    /// Returns the parameters that a token passes: of a mixture of experts, the active ones.
    pub fn passed_parameters(&self) -> f64 {
        self.active_parameters.unwrap_or(self.parameters)
    }
}

/// The table, a line for each model.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/open_models.tsv"));

/// The slugs, a line for each model, apart from the table because a search needs none.
static SLUGS: &str = include_str!(concat!(env!("OUT_DIR"), "/open_models_slugs.txt"));

/// The notes, a line for each model, apart from the table as well.
static NOTES: &str = include_str!(concat!(env!("OUT_DIR"), "/open_models_notes.txt"));

static MODELS: LazyLock<Vec<OpenModel>> = LazyLock::new(|| {
    let lines = TABLE.lines().enumerate();
    lines.map(|(row, line)| unpack(row, line)).collect()
});

fn line(text: &'static str, row: usize) -> &'static str {
    text.split('\n').nth(row).unwrap_or_default()
}

fn unpack(row: usize, line: &'static str) -> OpenModel {
    let mut cells = Cells::of(line);
    // The order is that of build/open_models.rs.
    let [name, organization, date, repository] = std::array::from_fn(|_| cells.text());
    let kind = cells.member(&ModelKind::ALL).unwrap_or(ModelKind::Other);
    let parameters = cells.number();
    let [active_parameters, tokens, flop] = std::array::from_fn(|_| cells.optional());
    OpenModel {
        row,
        name,
        organization,
        date,
        repository,
        kind,
        parameters,
        active_parameters,
        tokens,
        published: flop.zip(cells.member(&Publisher::ALL)),
        base: cells.index(),
        weights: cells.member(&Weights::ALL).unwrap_or(Weights::Restricted),
        origin: cells.member(&Origin::ALL).unwrap_or(Origin::Repository),
        source: cells.text(),
    }
}

/// Returns all models, the oldest first.
pub fn open_models() -> &'static [OpenModel] {
    &MODELS
}

/// Returns the model of a slug, spelled exactly so.
pub fn open_model(slug: &str) -> Option<&'static OpenModel> {
    let row = SLUGS.split('\n').position(|other| other == slug)?;
    open_models().get(row)
}
