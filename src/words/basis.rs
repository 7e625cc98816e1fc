//! The basis of a figure in words: a method, both methods, or a figure from elsewhere.

use crate::estimate::Basis;

/// Names the basis of a figure, to follow “by”.
pub const fn method(basis: Basis) -> &'static str {
    match basis {
        Basis::Operations => "counting operations",
        Basis::GpuTime => "GPU time",
        Basis::Combined => "both methods combined",
        Basis::Given => "a published figure",
        Basis::Mixed => "different methods for different stages",
    }
}

/// Names the basis of a whole estimate: `by counting operations`.
pub fn by(basis: Basis) -> String {
    match basis {
        Basis::Given => "as published".into(),
        basis => format!("by {}", method(basis)),
    }
}

/// Returns the same, short enough for a card, to follow “Training compute”.
pub const fn in_short(basis: Basis) -> &'static str {
    match basis {
        Basis::Operations => "by counting operations",
        Basis::GpuTime => "by GPU time",
        Basis::Combined => "by both methods combined",
        Basis::Given => "as published, not counted here",
        Basis::Mixed => "by different methods",
    }
}
