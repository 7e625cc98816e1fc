//! Reader of a figure from elsewhere, which replaces both methods, and of the role of a stage.

use super::{Given, Reader};
use crate::draft::{Draft, Field, Key};
use crate::estimate::{Role, Stage};
use crate::quantity::{Flop, excerpt};

/// The role of a model that others started from.
const BASE: &str = "base";

/// Reads the role of a stage among the others.
pub fn role(draft: &Draft, stage: u16) -> Role {
    let is_filled = |key| draft.is_filled(Field::new(stage, key));
    if draft.get(Field::new(stage, Key::Role)) != Some(BASE) {
        Role::Training
    } else if is_filled(Key::Compute) || key_of_a_method(draft, stage).is_some() {
        Role::Base
    } else {
        Role::UnknownBase
    }
}

/// Returns whether a stage has a figure from elsewhere, and nothing that contradicts it.
#[cfg(feature = "app")]
pub(crate) fn is_given(draft: &Draft, stage: u16) -> bool {
    draft.is_filled(Field::new(stage, Key::Compute)) && key_of_a_method(draft, stage).is_none()
}

/// Returns the first field of either method that is filled in.
fn key_of_a_method(draft: &Draft, stage: u16) -> Option<Key> {
    let mut of_methods = Key::ALL.into_iter().filter(|key| key.is_of_method());
    of_methods.find(|key| draft.is_filled(Field::new(stage, *key)))
}

/// Returns the first stage, if the compute of every stage is unknown.
pub(super) fn only_unknown(draft: &Draft, stages: &[Stage]) -> Option<u16> {
    let is_unknown = |stage: &Stage| stage.role == Role::UnknownBase;
    stages.iter().all(is_unknown).then(|| draft.stages()[0])
}

impl Reader<'_> {
    /// Reads a figure from elsewhere, unless a method stands beside it.
    pub(super) fn read_given(&mut self) -> Given<Flop> {
        let given = self.figure(Key::Compute).map(Flop);
        let other = key_of_a_method(self.draft, self.stage);
        let (Given::Value(_), Some(other)) = (given, other) else {
            return given;
        };
        let (compute, other) = (self.field(Key::Compute), self.field(other));
        self.error(
            Key::Compute,
            format!("“{compute}” takes the place of “{other}”, and both are filled in: keep one, or put the published figure into a stage of its own."),
        );
        Given::Bad
    }

    pub(super) fn role(&mut self) -> Role {
        match self.text(Key::Role) {
            Given::Value(BASE) => role(self.draft, self.stage),
            Given::Value(other) => {
                let shown = excerpt(other);
                self.error(
                    Key::Role,
                    format!("“{shown}” is not a role of a stage: write {BASE}, or leave it out."),
                );
                Role::Training
            }
            _ => Role::Training,
        }
    }
}
