//! The vocabulary: one entry for each key of an estimate, for the form, the link, the reports and the docs.
//!
//! The names are a promise to everyone who keeps a link: a key is added, never renamed.

use crate::quantity::Dimension;
use serde::{Deserialize, Serialize};

/// Everything that the form, the link, the reports and the docs say about a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The name in a link.
    pub name: &'static str,
    /// The kind of number that it takes; none for text.
    pub number: Option<Dimension>,
    /// The name within a sentence or a list: `training tokens`.
    pub phrase: &'static str,
    /// The label above its field; empty if it has none.
    pub label: &'static str,
    /// The line under the label: what belongs into the field.
    pub hint: &'static str,
    /// The line under the field: what holds while it is empty.
    pub when_empty: &'static str,
}

/// Defines the enum of keys and their entries from one table.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $key:ident: $name:literal, $number:expr, $phrase:literal, $label:literal, $hint:literal, $when_empty:literal;)*) => {
        /// A key of the vocabulary, in the order in which a link spells them.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Key {
            $($(#[$doc])* $key,)*
        }

        impl Key {
            /// Every key, in link order.
            pub const ALL: [Self; [$(stringify!($key)),*].len()] = [$(Self::$key),*];

            const ENTRIES: &[Entry] = &[$(Entry {
                name: $name,
                number: $number,
                phrase: $phrase,
                label: $label,
                hint: $hint,
                when_empty: $when_empty,
            }),*];
        }
    };
}

// Columns: name in a link, kind of number, phrase, label, hint, line while the field is empty.
vocabulary! {
    /// Edition of the data tables that the link was made with.
    Data: "data", None,
        "edition of the data",
        "",
        "",
        "";
    /// The model or run that is estimated.
    Title: "title", None,
        "title",
        "Training compute of",
        "",
        "";
    /// The method that gives the headline.
    Headline: "headline", None,
        "method of the headline",
        "",
        "",
        "";
    /// The accuracy that figures without a range are taken to have.
    Uncertainty: "uncertainty", None,
        "typical uncertainty",
        "",
        "",
        "";
    /// The error of counting operations, as a factor.
    OperationsWithin: "operations-within", Some(Dimension::Ratio),
        "error of counting",
        "Counted operations are good to a factor of",
        "1.1 is ±10%. Full counts are 0.99 to 1.10 × 6 × parameters × tokens (Hoffmann et al. 2022, Table A4).",
        "Default: 1.1";
    /// The accuracy of GPU time, as a factor.
    GpuTimeWithin: "gpu-time-within", Some(Dimension::Ratio),
        "accuracy of GPU time",
        "GPU time is good to a factor of",
        "Unless the utilization has a range: “can easily be off by a factor of 2” (OpenAI 2018).",
        "Default: 2";
    /// The ledger: what the figure counts and what it leaves out.
    Scope: "scope", None,
        "what is counted",
        "",
        "",
        "";
    /// The date that reports bear.
    Date: "date", None,
        "date",
        "Date of the report",
        "Year-month-day, such as 2026-11-22.",
        "Optional";
    /// Inference of the model: what is asked of it, and on which hardware.
    Inference: "inference", None,
        "inference",
        "",
        "",
        "";
    /// Name of a stage; from here on the keys belong to a stage.
    Stage: "stage", None,
        "name of the stage",
        "Name of the stage",
        "",
        "";
    /// Connections of the network, 2 FLOP each in a forward pass.
    Connections: "connections", Some(Dimension::Count(&["connection", "weight"])),
        "connections",
        "Connections of the network",
        "2 FLOP each. As many as parameters, unless weights are reused, as in convolutions.",
        "";
    /// FLOP of a forward pass on one example.
    Forward: "forward", Some(Dimension::Operations),
        "FLOP of a forward pass",
        "FLOP of one forward pass",
        "On one example. Multiplications and additions count one each.",
        "";
    /// Multiply-adds of a forward pass on one example, 2 FLOP each.
    MultiplyAdds: "multiply-adds", Some(Dimension::MultiplyAdds),
        "multiply-adds of a forward pass",
        "Multiply-adds of one forward pass",
        "On one example. Often called MACs; some papers say FLOPs for the same number.",
        "";
    /// Parameters active for one token, 2 FLOP each in a forward pass.
    Parameters: "parameters", Some(Dimension::Count(&["parameter", "param", "weight"])),
        "parameters",
        "Parameters",
        "Mixture of experts: active parameters only.",
        "";
    /// An architecture, spelled out.
    Model: "model", None,
        "layers of the network",
        "Layers of the network",
        "Layers in order, separated by semicolons. Edit them as a table below.",
        "";
    /// Training examples in the data set.
    Examples: "examples", Some(Dimension::Count(&["example", "image", "sample", "sequence", "sentence", "pair", "datapoint", "episode"])),
        "training examples",
        "Training examples",
        "In the training set.",
        "";
    /// Training tokens.
    Tokens: "tokens", Some(Dimension::Count(&["token", "word", "token-seen"])),
        "training tokens",
        "Training tokens",
        "In the training set. If the paper gives tokens seen, leave epochs empty.",
        "";
    /// Passes over the examples or tokens.
    Epochs: "epochs", Some(Dimension::Count(&["epoch", "pass", "passe"])),
        "epochs",
        "Epochs",
        "Passes over the data.",
        "Default: 1";
    /// Optimizer steps.
    Steps: "steps", Some(Dimension::Count(&["step", "update", "iteration", "batch", "batche"])),
        "steps",
        "Steps",
        "Optimizer steps.",
        "";
    /// Examples or tokens in a step.
    Batch: "batch", Some(Dimension::Count(&["example", "image", "sample", "sequence", "token", "frame"])),
        "batch",
        "Batch",
        "Examples, or tokens, in a step.",
        "";
    /// Time steps of one example, for a recurrent network.
    Timesteps: "timesteps", Some(Dimension::Count(&["step", "time-step", "timestep", "frame"])),
        "time steps",
        "Time steps",
        "Recurrent networks only: time steps per example.",
        "Default: 1";
    /// Operations of a backward pass over those of a forward pass.
    Backward: "backward", Some(Dimension::Ratio),
        "backward : forward",
        "Backward-to-forward ratio",
        "Usually 2.",
        "Default: 2 (training = 3 × forward)";
    /// In its place: share of the weights that train, the frozen ones throughout the network.
    Trainable: "trainable", Some(Dimension::Share),
        "share of the weights that train",
        "Share of the weights that train",
        "LoRA and other adapters: 1%, as PEFT prints it. Backward pass = 1 + this share.",
        "";
    /// In its place: share of the forward pass below everything that trains.
    Frozen: "frozen", Some(Dimension::Share),
        "frozen share of the forward pass",
        "Share of the network that is frozen",
        "Share of the forward pass below the layers that train: 75%. The backward pass is 2 × the rest.",
        "";
    /// How many times the stage was run.
    Runs: "runs", Some(Dimension::Count(&["run", "network", "model", "restart"])),
        "runs",
        "Runs",
        "Number of identical runs. Multiplies both methods.",
        "Default: 1";
    /// Wall-clock training time.
    Time: "time", Some(Dimension::Time),
        "training time",
        "Training time",
        "5.5 days, 132 h, or 2022-03-11 to 2022-07-06.",
        "";
    /// Accelerators used at once.
    Chips: "chips", Some(Dimension::Chips),
        "chips",
        "Chips",
        "GPUs or TPUs at once: 1,024, or 16 nodes × 8.",
        "";
    /// In place of time and chips.
    ChipHours: "chip-hours", Some(Dimension::ChipHours),
        "chip-hours",
        "Chip-hours",
        "Time × chips: 200k, or 8,000 GPU-days.",
        "";
    /// In place of those three: periods with different counts or kinds of chip.
    Fleet: "fleet", None,
        "periods of the fleet",
        "Periods",
        "One on each line: 54 d × 1,024 A100 80GB bf16 at 40%, or 1.3M GPU-hours H100 SXM. What a line leaves out is taken from the fields below.",
        "";
    /// Slug of a chip of the catalog.
    Hardware: "hardware", None,
        "hardware",
        "Hardware",
        "Start typing: H100, A100 80GB, TPU v4 …",
        "";
    /// Number format of the arithmetic.
    Format: "format", None,
        "number format",
        "Number format",
        "The precision of the matrix multiplications. Mixed precision: BF16 or FP16.",
        "";
    /// Peak of one chip, in place of hardware and format.
    Peak: "peak", Some(Dimension::Speed),
        "peak of one chip",
        "Peak of one chip",
        "Dense, in the number format used: 312 TFLOP/s. Figures with sparsity are twice too high.",
        "";
    /// Share of the peak that was reached.
    Utilization: "utilization", Some(Dimension::Share),
        "utilization",
        "Utilization (MFU)",
        "Model FLOP ÷ peak FLOP, over the whole run.",
        "";
    /// FLOP to reach, all runs of the stage together.
    Goal: "goal", Some(Dimension::Operations),
        "operations to reach",
        "Operations to reach",
        "In FLOP, 1e24, or in pfs-days: 100 pfs-days.",
        "Default: the result of method 1";
    /// Power of one chip while it trains.
    Power: "power", Some(Dimension::Power),
        "power of a chip",
        "Power of a chip",
        "As measured while it trains, such as 400 W.",
        "Default: the chip’s design power";
    /// Power of a server over that of its chips.
    Host: "host", Some(Dimension::Overhead),
        "server over chips",
        "Server overhead (host factor)",
        "Power of the whole server over that of its chips, such as 1.6.",
        "Left empty: not included";
    /// Power of the data centre over that of its servers.
    Pue: "pue", Some(Dimension::Overhead),
        "PUE",
        "PUE",
        "Power of the data centre over that of its servers, such as 1.1.",
        "Left empty: not included";
    /// The country whose grid the electricity is from, or what a kilowatt-hour emits.
    Grid: "grid", None,
        "grid",
        "Grid",
        "A country, such as France or FRA, or 57 g/kWh.",
        "";
    /// Price of one chip for an hour.
    Price: "price", Some(Dimension::Price),
        "price of a chip-hour",
        "Price of a chip-hour",
        "$2.50, 2 to 3 EUR. No default price.",
        "";
    /// Whether the stage is the model that the others started from.
    Role: "role", None,
        "role of the stage",
        "",
        "",
        "";
    /// In place of both methods: FLOP of the stage, as someone else states them.
    Compute: "compute", Some(Dimension::Operations),
        "published compute",
        "Published compute",
        "As someone else states it: 3.8e25, or 100 pfs-days.",
        "In place of both methods";
    /// Where the stage's figures are from, or what is to be said of them.
    Note: "note", None,
        "note",
        "Note",
        "Where the stage’s figures are from.",
        "";
    /// Where values come from that nobody typed.
    From: "from", None,
        "where values come from",
        "",
        "",
        "";
}

impl Entry {
    /// Returns the label, or the phrase of a key without a label.
    pub fn heading(&self) -> &'static str {
        if self.label.is_empty() {
            self.phrase
        } else {
            self.label
        }
    }
}

impl Key {
    /// Returns the entry of the key.
    pub const fn entry(self) -> &'static Entry {
        &Self::ENTRIES[self as usize]
    }

    /// Returns the name within a sentence or a list: `training tokens`.
    pub const fn phrase(self) -> &'static str {
        self.entry().phrase
    }

    /// Returns the name in a link.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// Returns the kind of number that the key takes; none for text.
    pub const fn dimension(self) -> Option<Dimension> {
        self.entry().number
    }

    /// Returns whether the key belongs to the whole estimate rather than to a stage.
    pub fn is_global(self) -> bool {
        self < Self::Stage
    }

    /// Returns whether the key is an input of one of the two methods.
    pub fn is_of_method(self) -> bool {
        (Self::Connections..=Self::Utilization).contains(&self) && self != Self::Runs
    }

    /// Returns whether a figure of the estimate may depend on the key.
    pub fn is_input(self) -> bool {
        (Self::Connections..=Self::Goal).contains(&self)
            || matches!(self, Self::Role | Self::Compute)
    }

    /// Returns the key of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_link_order_and_named_once() {
        assert!(Key::ALL.is_sorted());
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Some(key));
        }
    }

    #[test]
    fn a_field_is_called_as_in_the_form() {
        assert_eq!(Key::Tokens.entry().heading(), "Training tokens");
        assert_eq!(Key::Role.entry().heading(), "role of the stage");
    }

    #[test]
    fn a_field_with_a_hint_has_a_label_and_every_key_a_phrase() {
        for key in Key::ALL {
            let entry = key.entry();
            assert!(!entry.phrase.is_empty(), "{}", entry.name);
            assert!(!entry.heading().is_empty(), "{}", entry.name);
            assert!(
                entry.hint.is_empty() || !entry.label.is_empty(),
                "{}",
                entry.name
            );
        }
    }
}
