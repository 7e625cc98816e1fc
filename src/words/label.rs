//! The label of each key, as it stands in a sentence or a list.

use crate::draft::Key;

/// A field in plain words, as it stands within a sentence: `training tokens`.
pub const fn label(key: Key) -> &'static str {
    match key {
        Key::Data => "edition of the data",
        Key::Title => "title",
        Key::Headline => "method of the headline",
        // As an input, it is what GPU time is taken to be good for.
        Key::Uncertainty => "GPU time’s factor of 2",
        Key::Scope => "what is counted",
        Key::Date => "date",
        Key::Stage => "name of the stage",
        Key::Connections => "connections",
        Key::Forward => "FLOP of a forward pass",
        Key::MultiplyAdds => "multiply-adds of a forward pass",
        Key::Parameters => "parameters",
        Key::Model => "layers of the network",
        Key::Examples => "training examples",
        Key::Tokens => "training tokens",
        Key::Epochs => "epochs",
        Key::Steps => "steps",
        Key::Batch => "batch",
        Key::Timesteps => "time steps",
        Key::Backward => "backward : forward",
        Key::Trainable => "share of the weights that train",
        Key::Frozen => "frozen share of the forward pass",
        Key::Runs => "runs",
        Key::Time => "training time",
        Key::Chips => "chips",
        Key::ChipHours => "chip-hours",
        Key::Fleet => "periods of the fleet",
        Key::Hardware => "hardware",
        Key::Format => "number format",
        Key::Peak => "peak of one chip",
        Key::Utilization => "utilization",
        Key::Goal => "operations to reach",
        Key::Power => "power of a chip",
        Key::Host => "server over chips",
        Key::Pue => "PUE",
        Key::Grid => "grid",
        Key::Price => "price of a chip-hour",
        Key::Role => "role of the stage",
        Key::Compute => "published compute",
        Key::Note => "note",
    }
}
