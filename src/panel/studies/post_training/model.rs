//! The model that is trained: its size as typed, or that of the estimate.

use crate::answer::Evaluation;
use crate::draft::alternatives::Group;
use crate::draft::{Field, Key};
use crate::inference::{Forward, Network};
use crate::panel::studies::Input;
use crate::panel::studies::input::{Texts, Typed};
use crate::quantity::Dimension;

/// The model.
pub(super) struct Model {
    /// The box for its parameters.
    pub size: Typed,
    /// The boxes for its layers and their width.
    pub layers: Typed,
    pub width: Typed,
    /// Its parameters as text; empty if its operations come from a network, or in another way.
    pub text: String,
    /// The network of the estimate, if its operations come from one.
    network: Option<Network>,
    forward: Option<Forward>,
}

impl Model {
    /// Reads the boxes. What is not typed is that of the first stage that says what a forward pass
    /// takes.
    pub(super) fn read(evaluation: &Evaluation, texts: &Texts) -> Self {
        let count = Dimension::Count(&[]);
        let typed = texts.get(Input::Parameters);
        let counted = evaluation.forward();
        let default = counted.map(|(_, forward)| forward / 2.0);
        let size = texts.number(Input::Parameters, count, default);
        let layers = texts.number(Input::Layers, count, None);
        let width = texts.number(Input::Width, count, None);
        let token = size.value.map(|size| Forward::of_token(2.0 * size));
        let forward = match layers.value.zip(width.value) {
            Some((layers, width)) => token.map(|token| token.with_attention(layers, width)),
            None => token,
        };
        let draft = evaluation.draft();
        let of_estimate = |key| {
            let (stage, _) = counted.filter(|_| typed.is_empty())?;
            let is_chosen = Group::Forward.chosen(draft, stage) == key;
            draft.get(Field::new(stage, key)).filter(|_| is_chosen)
        };
        let text = of_estimate(Key::Parameters).unwrap_or(typed).into();
        let network = of_estimate(Key::Model).and_then(Network::of);
        Self {
            network: network.filter(|network| !network.looks_ahead()),
            size,
            layers,
            width,
            text,
            forward,
        }
    }

    /// Counts the network of the estimate, if there is one, for texts of this length. Attention in windows is counted
    /// at this length alone, and with no spread.
    pub(super) fn at(self, length: Option<f64>) -> Self {
        let counted = |network: &Network| {
            let length = length?.round();
            let mean = || Some(Forward::of_token(network.positions(length)? / length));
            network.forward(length).or_else(mean)
        };
        let counted = self.network.as_ref().and_then(counted);
        Self {
            forward: counted.or(self.forward),
            ..self
        }
    }

    /// Returns its forward pass; nothing that counts if it is not known.
    pub(super) fn forward(&self) -> Forward {
        self.forward.unwrap_or(Forward::of_token(0.0))
    }

    /// Returns its parameters.
    pub(super) fn parameters(&self) -> Option<f64> {
        self.size.value
    }
}
