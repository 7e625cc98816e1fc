//! Reader of the fields of method 1, counting operations.

use super::{Given, Reader};
use crate::answer::Severity;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::estimate::{Operations, Passes};
use crate::quantity::{Count, Flop, Ratio};

impl Reader<'_> {
    pub(super) fn operations(&mut self) -> Option<Operations> {
        let forward = self.forward();
        let passes = self.passes();
        let backward = self.backward();
        let timesteps = self.figure(Key::Timesteps).map(Count);
        let multiplies =
            self.is_filled(Key::Tokens) && timesteps.value().is_some_and(|t| t.high() > 1.0);
        // If the network is counted per token, its own problem says this more plainly.
        if multiplies && !self.has_problem(Key::Timesteps) {
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
            backward: backward.or(Ratio::point(2.0))?,
            passes: passes.value()?,
            timesteps: timesteps.or(Count::point(1.0))?,
        })
    }

    /// Returns the leading fields of a group that are filled in.
    fn filled_leads(&self, group: Group) -> Vec<Key> {
        let leads = group.leads().iter().copied();
        leads.filter(|key| self.is_filled(*key)).collect()
    }

    /// Reads the operations of a backward pass over those of a forward pass.
    ///
    /// In a layer that costs F forward, the gradient of its weights costs another F, and so does that
    /// of its input. The first is needed where its weights train, the second where anything below it
    /// does. So with frozen weights and adapters throughout, 1 + the share that trains; with a frozen
    /// first part, nothing there and 2 above it.
    fn backward(&mut self) -> Given<Ratio> {
        let given = self.filled_leads(Group::Backward);
        match given.as_slice() {
            [] => Given::Absent,
            [Key::Trainable] => self
                .number(Key::Trainable)
                .map(|share| Ratio(share.plus_one())),
            [Key::Frozen] => self
                .number(Key::Frozen)
                .map(|share| Ratio(share.complement().scaled(2.0))),
            [_] => self.number(Key::Backward).map(Ratio),
            several => {
                self.contradict(Group::Backward, several);
                Given::Bad
            }
        }
    }

    /// Reads the FLOP of one forward pass, from whichever of the five fields is filled in.
    pub(super) fn forward(&mut self) -> Given<Flop> {
        let given = self.filled_leads(Group::Forward);
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
        self.figure(key).map(|count| Flop(count.scaled(flop_each)))
    }

    fn passes(&mut self) -> Given<Passes> {
        let mut given = self.filled_leads(Group::Passes);
        if self.is_filled(Key::Batch) && !given.contains(&Key::Steps) {
            given.push(Key::Batch);
        }
        if self.is_filled(Key::Epochs) && (given.contains(&Key::Steps) || given == [Key::Batch]) {
            given.insert(0, Key::Epochs);
        }
        let data = |size, epochs| Passes::Data { size, epochs };
        match given.as_slice() {
            [] => {
                // Epochs alone are checked, but do not give a number of passes.
                self.figure(Key::Epochs);
                Given::Absent
            }
            [lead @ (Key::Examples | Key::Tokens)] => {
                let size = self.figure(*lead).map(Count);
                let epochs = self.figure(Key::Epochs).map(Count);
                let epochs = epochs.or(Count::point(1.0));
                match (size, epochs) {
                    (Given::Value(size), Some(epochs)) => Given::Value(data(size, epochs)),
                    _ => Given::Bad,
                }
            }
            [_steps_or_batch] => match (self.figure(Key::Steps), self.figure(Key::Batch)) {
                (Given::Value(steps), Given::Value(batch)) => Given::Value(Passes::Steps {
                    steps: Count(steps),
                    batch: Count(batch),
                }),
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
