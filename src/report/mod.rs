//! An outcome as text for somewhere else.

pub mod count_json;
pub mod echo;
pub mod energy;
pub mod fleet;
pub mod formula;
pub mod json;
pub mod layers;
pub mod network;
pub mod parts;
