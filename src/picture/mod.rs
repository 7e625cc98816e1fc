//! The pictures of an estimate as SVG: axes, marks and text, and the charts made of them.
//!
//! A picture takes figures and gives markup. The room that shows it writes the text around it.

pub(crate) mod axis;
pub(crate) mod bars;
pub(crate) mod distribution;
pub(crate) mod dots;
pub(crate) mod limits;
pub(crate) mod power;
pub mod scale;
pub mod theme;
pub mod trend;
pub(crate) mod typeset;
