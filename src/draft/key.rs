//! The vocabulary: one list of keys for the form, the permalink and the examples.
//!
//! The names are a promise to everyone who keeps a link; a key is added, never renamed.

use crate::quantity::Dimension;
use std::fmt;

/// A key of the vocabulary, in the order in which a link spells them.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Key {
    /// Edition of the data tables that the link was made with.
    Data,
    /// What the estimate is of.
    Title,
    /// Which method gives the headline.
    Headline,
    /// What figures without a range are taken to be good for.
    Uncertainty,
    /// What is counted in the figure and what is left out.
    Scope,
    /// The date that reports bear.
    Date,
    /// Name of a stage; from here on the keys belong to a stage.
    Stage,
    /// Connections of the network, 2 FLOP each in a forward pass.
    Connections,
    /// FLOP of a forward pass on one example.
    Forward,
    /// Multiply-adds of a forward pass on one example, 2 FLOP each.
    MultiplyAdds,
    /// Parameters active for one token, 2 FLOP each in a forward pass.
    Parameters,
    /// An architecture, spelled out.
    Model,
    /// Training examples in the data set.
    Examples,
    /// Training tokens.
    Tokens,
    /// Passes over the examples or tokens.
    Epochs,
    /// Optimizer steps.
    Steps,
    /// Examples or tokens in a step.
    Batch,
    /// Time steps of one example, for a recurrent network.
    Timesteps,
    /// Operations of a backward pass over those of a forward pass.
    Backward,
    /// In its place: share of the weights that train, the frozen ones throughout the network.
    Trainable,
    /// In its place: share of the forward pass below everything that trains.
    Frozen,
    /// How many times the stage was run.
    Runs,
    /// Wall-clock training time.
    Time,
    /// Accelerators used at once.
    Chips,
    /// In place of time and chips.
    ChipHours,
    /// In place of those three: periods with different counts or kinds of chip.
    Fleet,
    /// Slug of a chip of the catalog.
    Hardware,
    /// Number format of the arithmetic.
    Format,
    /// Peak of one chip, in place of hardware and format.
    Peak,
    /// Share of the peak that was reached.
    Utilization,
    /// FLOP to reach, all runs of the stage together.
    Goal,
    /// Power of one chip while it trains.
    Power,
    /// Power of a server over that of its chips.
    Host,
    /// Power of the data centre over that of its servers.
    Pue,
    /// The country whose grid the electricity is from, or what a kilowatt-hour emits.
    Grid,
    /// Of one chip for an hour.
    Price,
    /// Whether the stage is the model that the others started from.
    Role,
    /// In place of both methods: FLOP of the stage, as someone else states them.
    Compute,
    /// Where the stage's figures are from, or what is to be said of them.
    Note,
}

impl Key {
    /// Every key, in link order.
    pub const ALL: [Self; 39] = [
        Self::Data,
        Self::Title,
        Self::Headline,
        Self::Uncertainty,
        Self::Scope,
        Self::Date,
        Self::Stage,
        Self::Connections,
        Self::Forward,
        Self::MultiplyAdds,
        Self::Parameters,
        Self::Model,
        Self::Examples,
        Self::Tokens,
        Self::Epochs,
        Self::Steps,
        Self::Batch,
        Self::Timesteps,
        Self::Backward,
        Self::Trainable,
        Self::Frozen,
        Self::Runs,
        Self::Time,
        Self::Chips,
        Self::ChipHours,
        Self::Fleet,
        Self::Hardware,
        Self::Format,
        Self::Peak,
        Self::Utilization,
        Self::Goal,
        Self::Power,
        Self::Host,
        Self::Pue,
        Self::Grid,
        Self::Price,
        Self::Role,
        Self::Compute,
        Self::Note,
    ];

    /// As spelled in a link.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Title => "title",
            Self::Headline => "headline",
            Self::Uncertainty => "uncertainty",
            Self::Scope => "scope",
            Self::Date => "date",
            Self::Stage => "stage",
            Self::Connections => "connections",
            Self::Forward => "forward",
            Self::MultiplyAdds => "multiply-adds",
            Self::Parameters => "parameters",
            Self::Model => "model",
            Self::Examples => "examples",
            Self::Tokens => "tokens",
            Self::Epochs => "epochs",
            Self::Steps => "steps",
            Self::Batch => "batch",
            Self::Timesteps => "timesteps",
            Self::Backward => "backward",
            Self::Trainable => "trainable",
            Self::Frozen => "frozen",
            Self::Runs => "runs",
            Self::Time => "time",
            Self::Chips => "chips",
            Self::ChipHours => "chip-hours",
            Self::Fleet => "fleet",
            Self::Hardware => "hardware",
            Self::Format => "format",
            Self::Peak => "peak",
            Self::Utilization => "utilization",
            Self::Goal => "goal",
            Self::Power => "power",
            Self::Host => "host",
            Self::Pue => "pue",
            Self::Grid => "grid",
            Self::Price => "price",
            Self::Role => "role",
            Self::Compute => "compute",
            Self::Note => "note",
        }
    }

    /// What kind of number the key takes; none for text.
    pub const fn dimension(self) -> Option<Dimension> {
        Some(match self {
            Self::Data
            | Self::Title
            | Self::Headline
            | Self::Uncertainty
            | Self::Scope
            | Self::Date
            | Self::Role
            | Self::Note
            | Self::Stage
            | Self::Model
            | Self::Fleet
            | Self::Hardware
            | Self::Format
            | Self::Grid => return None,
            Self::Connections => Dimension::Count(&["connection", "weight"]),
            Self::Forward => Dimension::Operations,
            Self::MultiplyAdds => Dimension::MultiplyAdds,
            Self::Parameters => Dimension::Count(&["parameter", "param", "weight"]),
            Self::Examples => Dimension::Count(&[
                "example",
                "image",
                "sample",
                "sequence",
                "sentence",
                "pair",
                "datapoint",
                "episode",
            ]),
            Self::Tokens => Dimension::Count(&["token", "word", "token-seen"]),
            Self::Epochs => Dimension::Count(&["epoch", "pass", "passe"]),
            Self::Steps => Dimension::Count(&["step", "update", "iteration", "batch", "batche"]),
            Self::Batch => {
                Dimension::Count(&["example", "image", "sample", "sequence", "token", "frame"])
            }
            Self::Timesteps => Dimension::Count(&["step", "time-step", "timestep", "frame"]),
            Self::Runs => Dimension::Count(&["run", "network", "model", "restart"]),
            Self::Chips => Dimension::Chips,
            Self::Backward => Dimension::Ratio,
            Self::Time => Dimension::Time,
            Self::ChipHours => Dimension::ChipHours,
            Self::Peak => Dimension::Speed,
            Self::Utilization | Self::Trainable | Self::Frozen => Dimension::Share,
            Self::Goal | Self::Compute => Dimension::Operations,
            Self::Power => Dimension::Power,
            Self::Host | Self::Pue => Dimension::Overhead,
            Self::Price => Dimension::Price,
        })
    }

    /// Whether the key is of the whole estimate rather than of a stage.
    pub fn is_global(self) -> bool {
        self < Self::Stage
    }

    /// Whether the key is of one of the two methods.
    pub fn is_of_method(self) -> bool {
        (Self::Connections..=Self::Utilization).contains(&self) && self != Self::Runs
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// A key of one stage: `2.tokens`. The first stage has number 1 and no prefix; keys of the whole
/// estimate have number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Number of the stage, from 1; 0 for keys of the whole estimate.
    pub stage: u16,
    /// The key.
    pub key: Key,
}

impl Field {
    /// More stages than any run has; a link that names a higher one is mistaken.
    pub const MAX_STAGE: u16 = 999;

    /// The key in a stage, or of the whole estimate, whatever the stage, if that is what it is of.
    pub fn new(stage: u16, key: Key) -> Self {
        Self {
            stage: if key.is_global() { 0 } else { stage },
            key,
        }
    }

    /// The field that a link calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        let Some((prefix, key)) = name.split_once('.') else {
            return Some(Self::new(1, Key::named(name)?));
        };
        let stage = prefix.parse().ok()?;
        let key = Key::named(key).filter(|key| !key.is_global())?;
        (1..=Self::MAX_STAGE)
            .contains(&stage)
            .then_some(Self { stage, key })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.stage > 1 {
            write!(f, "{}.", self.stage)?;
        }
        f.write_str(self.key.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_every_name_leads_back() {
        assert!(Key::ALL.is_sorted());
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Some(key));
            for stage in [1, 2, 999] {
                let field = Field::new(stage, key);
                assert_eq!(Field::named(&field.to_string()), Some(field));
            }
        }
    }

    #[test]
    fn no_other_name_is_a_field() {
        for name in [
            "",
            "token",
            "2.title",
            "0.tokens",
            "1000.tokens",
            "-2.tokens",
            "2.",
            ".tokens",
            "2.3.tokens",
            "Tokens",
        ] {
            assert_eq!(Field::named(name), None, "{name}");
        }
    }
}
