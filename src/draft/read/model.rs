//! An architecture that is spelled out.

use super::{Given, Reader};
use crate::architecture::{self, Per};
use crate::draft::{Key, Severity};
use crate::quantity::{Flop, Uncertain};

impl Reader<'_> {
    /// FLOP of a forward pass on whatever the architecture is counted for.
    pub(super) fn model(&mut self) -> Given<Flop> {
        let Given::Value(text) = self.text(Key::Model) else {
            return Given::Bad;
        };
        let count = match architecture::count_text(text) {
            Ok(count) => count,
            Err(error) => {
                self.error(Key::Model, error.to_string());
                return Given::Bad;
            }
        };
        let flop = count.forward_flop();
        if flop == 0.0 {
            self.error(
                Key::Model,
                "No layer of this model multiplies anything: add one that does, such as fc(10).",
            );
            return Given::Bad;
        }
        self.question_units(count.per);
        Given::Value(Flop(Uncertain::point(flop)))
    }

    /// A figure for a token times a number of images would be no figure of anything.
    fn question_units(&mut self, per: Per) {
        let (key, message) = match per {
            Per::Token if self.is_filled(Key::Examples) => (
                Key::Examples,
                "The model is counted per token: give the training tokens in place of the examples.",
            ),
            Per::Example if self.is_filled(Key::Tokens) => (
                Key::Tokens,
                "The model is counted per example, all of its input at once: give the training examples in place of the tokens.",
            ),
            Per::Example if self.is_filled(Key::Timesteps) => (
                Key::Timesteps,
                "The model is counted per example, all of its time steps at once: leave the time steps out.",
            ),
            _ => return,
        };
        self.note(key, Severity::Warning, message);
    }
}
