//! What a figure rests on, in words: a method, both, or a figure from elsewhere.

use crate::estimate::Basis;

/// How a figure was found: goes on after “by”.
pub const fn method(basis: Basis) -> &'static str {
    match basis {
        Basis::Operations => "counting operations",
        Basis::GpuTime => "GPU time",
        Basis::Combined => "both methods combined",
        Basis::Given => "a published figure",
        Basis::Mixed => "different methods for different stages",
    }
}

/// What a whole estimate rests on: `by counting operations`.
pub fn by(basis: Basis) -> String {
    match basis {
        Basis::Given => "as published".into(),
        basis => format!("by {}", method(basis)),
    }
}

/// The same in the little room of a card, after “Training compute”.
pub const fn in_short(basis: Basis) -> &'static str {
    match basis {
        Basis::Operations => "by counting operations",
        Basis::GpuTime => "by GPU time",
        Basis::Combined => "by both methods, combined",
        Basis::Given => "as given, not counted here",
        Basis::Mixed => "by different methods",
    }
}
