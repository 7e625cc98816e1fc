//! Inference of the estimate’s model, in the key `inference`: what is asked of it, and on which hardware.
//!
//! `prompt:1024;generated:128;requests:1000;chips:1;seconds:25.6`: items of the list in [`InferenceItem::ALL`], each
//! with its text. A `;` within a text is doubled. No figure of the training depends on it.

mod figures;
mod hardware;
mod operations;
mod problems;
mod texts;

pub use figures::{Inference, inference};
pub use hardware::{UnclearChip, unclear_chip};
pub use operations::Attention;
pub use problems::explain_unreadable;
pub(super) use problems::problems;
pub use texts::{InferenceItem, InferenceTexts};
