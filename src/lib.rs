//! Petaday: how much compute training a machine-learning model took, in FLOP and petaFLOP/s-days.
//!
//! One idea holds it together: **a draft is text, everything else is derived.** A person types; a
//! [`draft::Draft`] is the list of `key = text`; [`answer::answer`] reads it into a typed
//! [`estimate::Run`], or says field by field why not, and evaluates that into an
//! [`estimate::Outcome`]; every view is a function of the outcome.
//!
//! ```
//! use petaday::{answer::answer, draft::link};
//!
//! // AlexNet as OpenAI's "AI and Compute" counts it.
//! let opened = link::decode("v=1&multiply-adds=0.75e9&examples=1.2M&epochs=90");
//! let outcome = answer(&opened.draft).outcome;
//! let (flop, _) = outcome.total.headline.expect("method 1 is filled in");
//! assert_eq!(flop.median(), 4.86e17);
//! ```

#![warn(missing_docs)]
// A figure that a test holds against a tolerance may come from the platform.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod answer;
pub mod architecture;
pub mod batch;
pub mod card;
pub mod catalog;
pub mod claim;
#[cfg(feature = "cli")]
pub mod command;
pub mod compare;
#[cfg(test)]
#[path = "../tests/parts/dom.rs"]
mod dom;
pub mod draft;
pub mod estimate;
pub mod import;
pub mod inference;
pub mod interface;
#[cfg(feature = "app")]
pub mod page;
pub mod panel;
pub mod picture;
pub mod post_training;
pub mod quantity;
pub mod report;
pub mod study;
pub mod table;
pub mod trend;
mod variants;
pub mod words;
#[cfg(feature = "app")]
pub mod worker;
