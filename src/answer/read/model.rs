//! Reader of a network that is spelled out. Checks that examples or tokens go through it as it was
//! counted.

use super::{Given, Reader};
use crate::answer::{ForwardPass, NetworkPass, Severity};
use crate::architecture::Per;
use crate::draft::Key;
use crate::quantity::{Flop, write};

impl Reader<'_> {
    /// Reads the FLOP of a forward pass through the network of the field `model`.
    pub(super) fn model(&mut self) -> Given<Flop> {
        let Given::Value(text) = self.text(Key::Model) else {
            return Given::Bad;
        };
        let text = text.to_owned();
        match (self.asides.network)(&text) {
            NetworkPass::Pass(pass) => {
                self.check_passes(pass);
                // 2 FLOP each.
                Given::Value(Flop::point(2.0 * pass.multiply_adds))
            }
            NetworkPass::Refused(why) => {
                self.error(Key::Model, why);
                Given::Bad
            }
            NetworkPass::Waiting => {
                self.missing(Key::Model, "Counting the network…");
                Given::Bad
            }
        }
    }

    /// Checks that tokens go through a network that is counted per token, and examples through one that
    /// is counted per example. Otherwise the figure is off by the length of a sequence.
    fn check_passes(&mut self, pass: ForwardPass) {
        let warn = |reader: &mut Self, key, message: String| {
            reader.note(key, Severity::Warning, message);
        };
        let has_timesteps = self
            .draft
            .get(self.field(Key::Timesteps))
            .is_some_and(|text| !matches!(text.trim(), "" | "1"));
        match pass.per {
            Per::Token => {
                let length = pass.sequence.unwrap_or(1);
                let length = write::typed(length as f64);
                if self.is_filled(Key::Examples) {
                    warn(
                        self,
                        Key::Examples,
                        format!(
                            "This network is counted per token, in sequences of {length}: type the tokens instead, or multiply the examples by the tokens of each."
                        ),
                    );
                }
                if self.is_less_than_one_sequence(pass) {
                    warn(
                        self,
                        Key::Batch,
                        format!(
                            "This network is counted per token, and this batch is smaller than one sequence of {length}: type the batch in tokens."
                        ),
                    );
                }
                if has_timesteps {
                    warn(
                        self,
                        Key::Timesteps,
                        "This network is counted per token, and each token is already a time step: leave the time steps out."
                            .into(),
                    );
                }
            }
            Per::Example => {
                if self.is_filled(Key::Tokens) {
                    warn(self, Key::Tokens, "This network is counted per example: type the examples instead, or start the network with tokens(length) in place of input(…).".into());
                }
                if has_timesteps {
                    warn(self, Key::Timesteps, "This network is counted per example: leave the time steps out, or start it with step(width) in place of input(…).".into());
                }
            }
            Per::Step => {
                if self.is_filled(Key::Examples) && !has_timesteps {
                    warn(
                        self,
                        Key::Timesteps,
                        "This network is counted per time step: how many time steps does an example have?"
                            .into(),
                    );
                }
            }
        }
    }

    fn is_less_than_one_sequence(&self, pass: ForwardPass) -> bool {
        let Some(text) = self.draft.get(self.field(Key::Batch)) else {
            return false;
        };
        let batch = Key::Batch
            .dimension()
            .and_then(|d| self.draft.rules().read(text, d).ok());
        let length = pass.sequence.unwrap_or(1) as f64;
        batch.is_some_and(|batch| batch.high() < length)
    }
}
