//! Models with open weights that others start from: what their developers publish of them, and the
//! compute that follows from it.

use super::notable::Weights;
use super::unpack::Cells;
use crate::quantity::write;
use crate::variants::enum_with_all;
use std::sync::LazyLock;

/// A model, and what is published of its training.
#[derive(Debug, PartialEq)]
pub struct OpenModel {
    /// What it is called.
    pub name: &'static str,
    /// Who trained it.
    pub organization: &'static str,
    /// When its paper, card or post came out: `2024-07-23`.
    pub date: &'static str,
    /// Where its weights are on Hugging Face: `meta-llama/Llama-3.1-8B`; empty if they are not there.
    pub repository: &'static str,
    /// Whether 6 × parameters × tokens holds for it.
    pub kind: Kind,
    /// Parameters in total, with all experts.
    pub parameters: f64,
    /// Parameters that a token passes, of a mixture of experts.
    pub active_parameters: Option<f64>,
    /// Tokens that it was trained on; of a model with a base those of its own stage.
    pub tokens: Option<f64>,
    /// Operations that somebody published, in FLOP, and who.
    pub published: Option<(f64, Publisher)>,
    /// Who may have the weights.
    pub weights: Weights,
    /// Where parameters and tokens are from.
    pub origin: Origin,
    /// The address of that.
    pub source: &'static str,
    /// Its place in the table, and that of its base model.
    row: usize,
    base: Option<usize>,
}

enum_with_all! {
    /// Whether 6 × parameters × tokens holds.
    // The order is that of the build's KINDS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// A language model in which each token passes all layers once.
        Decoder,
        /// Anything else: encoders, models of images and of sound.
        Other,
    }
}

enum_with_all! {
    /// Who published a figure of the compute.
    // The order is that of the build's PUBLISHERS.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Publisher {
        /// Those who trained the model.
        Developer,
        /// Epoch AI, in its tables of models.
        Epoch,
        /// Somebody else, whom the note names.
        ThirdParty,
    }
}

enum_with_all! {
    /// Where parameters and tokens are from.
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
        /// What the developer told the press.
        Press,
    }
}

/// The compute of a model, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Compute {
    /// In FLOP; of a model with a base that of both.
    pub flop: f64,
    /// How it was found.
    pub basis: Basis,
}

/// How the compute of a model was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    /// 6 × parameters that a token passes × tokens.
    Counted,
    /// The same for its own stage, and the compute of its base model.
    Continued,
    /// As somebody published it.
    Published(Publisher),
}

impl Publisher {
    /// As it is said after a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Developer => "published by the developers",
            Self::Epoch => "an estimate of Epoch AI",
            Self::ThirdParty => "published by others",
        }
    }
}

impl Origin {
    /// What figures are said to be from.
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
    /// Its name in the table, for lists and links; of a model that is in a table of systems the same.
    pub fn slug(&self) -> &'static str {
        line(SLUGS, self.row)
    }

    /// The model that it was continued, fine-tuned or distilled from, if the table has it.
    pub fn base(&self) -> Option<&'static Self> {
        self.base.and_then(|row| open_models().get(row))
    }

    /// The compute that follows: counted for a decoder whose tokens are published, with that of the
    /// base model if there is one; else what somebody published; else nothing.
    pub fn compute(&self) -> Option<Compute> {
        let published = self.published.map(|(flop, by)| Compute {
            flop,
            basis: Basis::Published(by),
        });
        let Some(own) = self.counted() else {
            return published;
        };
        if self.base.is_none() {
            let basis = Basis::Counted;
            return Some(Compute { flop: own, basis });
        }
        // The build has made sure that bases do not lead in a circle.
        match self.base().and_then(Self::compute) {
            Some(base) => Some(Compute {
                flop: base.flop + own,
                basis: Basis::Continued,
            }),
            None => published,
        }
    }

    /// The basis of the compute: `6 × 8.03e9 × 1.5e13 tokens, counted; tokens from the model card`.
    pub fn standing(&self) -> String {
        let counted = || {
            format!(
                "6 × {} × {} tokens, counted; tokens from {}",
                write::exact(self.passed_parameters()),
                write::exact(self.tokens.unwrap_or_default()),
                self.origin.words(),
            )
        };
        match self.compute().map(|compute| compute.basis) {
            Some(Basis::Counted) => counted(),
            Some(Basis::Continued) => {
                let base = self.base().map_or("", |base| base.name);
                format!("the compute of {base} and {}", counted())
            }
            Some(Basis::Published(by)) => by.words().into(),
            None => "no compute and too little to count it from is published".into(),
        }
    }

    /// What must be known of the figures: where sources differ, and what is in them.
    pub fn note(&self) -> &'static str {
        line(NOTES, self.row)
    }

    /// Its own stage, by 6 × parameters × tokens.
    fn counted(&self) -> Option<f64> {
        let tokens = self.tokens.filter(|_| self.kind == Kind::Decoder)?;
        Some(6.0 * self.passed_parameters() * tokens)
    }

    fn passed_parameters(&self) -> f64 {
        self.active_parameters.unwrap_or(self.parameters)
    }
}

/// The table, a line for each model.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/open_models.tsv"));

/// The slugs, a line for each model. Apart from the table, because a search needs none.
static SLUGS: &str = include_str!(concat!(env!("OUT_DIR"), "/open_models_slugs.txt"));

/// The notes, likewise.
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
    // In the order in which build/open_models.rs writes them.
    let [name, organization, date, repository] = std::array::from_fn(|_| cells.text());
    let kind = cells.member(&Kind::ALL).unwrap_or(Kind::Other);
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

/// All models, the oldest first.
pub fn open_models() -> &'static [OpenModel] {
    &MODELS
}

/// The model of a slug, spelled exactly so.
pub fn open_model(slug: &str) -> Option<&'static OpenModel> {
    let row = SLUGS.split('\n').position(|other| other == slug)?;
    open_models().get(row)
}
