//! Method 1's fields.

use super::{Given, Reader};
use crate::draft::alternatives::Group;
use crate::draft::{Key, Severity};
use crate::estimate::{Operations, Passes};
use crate::quantity::{Count, Flop, Ratio};

impl Reader<'_> {
    pub(super) fn operations(&mut self) -> Option<Operations> {
        let forward = self.forward();
        let passes = self.passes();
        let backward = self.number(Key::Backward).map(Ratio).or(Ratio::point(2.0));
        let timesteps = self.count(Key::Timesteps);
        if self.is_filled(Key::Tokens) && timesteps.value().is_some_and(|t| t.high() > 1.0) {
            self.note(
                Key::Timesteps,
                Severity::Warning,
                "Tokens are multiplied by the time steps: leave the time steps out if each token is one step.",
            );
        }
        match (forward, passes) {
            (Given::Value(_), Given::Absent) => {
                self.missing(
                    Group::Passes.chosen(self.draft, self.stage),
                    "Counting operations also needs the training examples, the tokens, or the steps and batch.",
                );
            }
            (Given::Absent, Given::Value(_)) => self.missing(
                Group::Forward.chosen(self.draft, self.stage),
                "Counting operations also needs one forward pass: its multiply-adds, FLOP, connections or parameters, or the layers of the network.",
            ),
            _ => {}
        }
        Some(Operations {
            forward: forward.value()?,
            backward: backward?,
            passes: passes.value()?,
            timesteps: timesteps.or(Count::point(1.0))?,
        })
    }

    /// FLOP of one forward pass, from whichever of the five fields is filled in.
    fn forward(&mut self) -> Given<Flop> {
        let keys = [
            Key::Connections,
            Key::Forward,
            Key::MultiplyAdds,
            Key::Parameters,
            Key::Model,
        ];
        let given: Vec<Key> = keys
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        let key = match given.as_slice() {
            [] => return Given::Absent,
            [key] => *key,
            several => {
                self.contradict(Group::Forward, several);
                return Given::Bad;
            }
        };
        if key == Key::Model {
            return self.model();
        }
        // A connection, a parameter and a multiply-add are 2 FLOP each.
        let flop_each = if key == Key::Forward { 1.0 } else { 2.0 };
        self.number(key).map(|count| Flop(count.scaled(flop_each)))
    }

    fn passes(&mut self) -> Given<Passes> {
        let leads = [Key::Examples, Key::Tokens, Key::Steps];
        let mut given: Vec<Key> = leads
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        if self.is_filled(Key::Batch) && !given.contains(&Key::Steps) {
            given.push(Key::Batch);
        }
        if self.is_filled(Key::Epochs) && (given.contains(&Key::Steps) || given == [Key::Batch]) {
            given.insert(0, Key::Epochs);
        }
        let data = |size, epochs| Passes::Data { size, epochs };
        match given.as_slice() {
            [] => {
                // Epochs alone are checked, but do not yet say how often.
                self.number(Key::Epochs);
                Given::Absent
            }
            [lead @ (Key::Examples | Key::Tokens)] => {
                let size = self.count(*lead);
                let epochs = self.count(Key::Epochs).or(Count::point(1.0));
                match (size, epochs) {
                    (Given::Value(size), Some(epochs)) => Given::Value(data(size, epochs)),
                    _ => Given::Bad,
                }
            }
            [_steps_or_batch] => match (self.count(Key::Steps), self.count(Key::Batch)) {
                (Given::Value(steps), Given::Value(batch)) => {
                    Given::Value(Passes::Steps { steps, batch })
                }
                (Given::Absent, _) => {
                    self.missing(Key::Steps, "How many optimizer steps were there?");
                    Given::Bad
                }
                (_, Given::Absent) => {
                    self.missing(Key::Batch, "How many examples, or tokens, are in one step?");
                    Given::Bad
                }
                _ => Given::Bad,
            },
            several => {
                self.contradict(Group::Passes, several);
                Given::Bad
            }
        }
    }
}
