//! One forward pass of a network that is spelled in a draft.
//!
//! The page counts networks in its worker, so as not to make every visitor download what few need:
//! [`answer_with`](super::answer_with) is therefore told how.

use crate::architecture::{self, Count, Per};

/// What is known of a network's forward pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// It was counted.
    Pass(ForwardPass),
    /// It cannot be, and why, for the visitor.
    Refused(String),
    /// It is being counted.
    Waiting,
}

/// A forward pass, and on what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForwardPass {
    /// Multiply-adds on one example, token or time step; 2 FLOP each.
    pub multiply_adds: f64,
    /// What the pass is on.
    pub per: Per,
    /// Tokens of a sequence.
    pub sequence: Option<u64>,
}

/// Whoever counts networks.
pub type Counter<'a> = &'a dyn Fn(&str) -> Counted;

/// Counts a network here and now.
pub fn counted(text: &str) -> Counted {
    counted_from(&architecture::count_text(text))
}

/// What a network's count says of a forward pass.
pub fn counted_from(count: &Result<Count, architecture::Error>) -> Counted {
    match count {
        Ok(count) if count.multiply_adds == 0 => Counted::Refused(
            "No layer of this network multiplies anything: add a convolution, a linear layer or attention.".into(),
        ),
        Ok(count) => Counted::Pass(ForwardPass {
            multiply_adds: count.forward_multiply_adds(),
            per: count.per,
            sequence: count.sequence,
        }),
        Err(error) => Counted::Refused(error.to_string()),
    }
}
