//! Tables of chips, machines, grids, systems, laws and examples, made from assets/ when the program is
//! built. Each row has its source.
//!
//! The build refuses a table that contradicts itself (`build/chips.rs`, `build/ratios.rs`), so nothing
//! here can fail: a peak is dense, per counted chip, and positive.
//!
//! Every keystroke may need a chip, so a chip is a line of text that is unpacked when it is first asked for: half the
//! bytes of structures full of pointers. Sources and notes are a text of their own ([`about()`]). So are the other tables:
//! a program that calls none of [`utilization`], [`carbon`], [`pue`], [`systems`], [`notable`], [`open_models`] and
//! [`thresholds`] does not carry them. The page's first download has only the first visit's example, and four bytes
//! for each of the others, by which it recognizes the link of an example ([`is_example`]).

mod about;
pub mod bases;
pub mod carbon;
mod chips;
pub mod claims;
mod editions;
mod examples;
mod find;
mod format;
mod history;
pub mod known;
mod machines;
pub mod marks;
mod mistaken;
mod model_names;
mod naming;
mod networks;
pub mod notable;
pub mod open_models;
mod plain;
pub mod pue;
mod rate;
mod search;
mod spelling;
pub mod systems;
pub mod thresholds;
mod unpack;
pub mod utilization;
pub mod year;

pub use about::{About, about};
pub use chips::{Chip, ChipKind, Parts, chip, chips};
pub use editions::{EDITION, Edition, as_of};
pub use examples::{
    Example, Figure, Group, Method, example, examples, first_example, is_example, of_group,
};
pub use find::find;
pub use format::{Format, UnknownFormat};
pub use history::{Corrected, Correction, history};
pub use machines::{Machine, machine, machines};
pub use mistaken::{explain_wrong_peak, tera, tflops};
pub use model_names::model_names;
pub use naming::{
    Named, chip_name, chips_with_digits, is_shaped_slice, learn_names, may_name, near, numbered,
    resolve_name, slice,
};
pub use networks::{KnownNetwork, networks};
pub use rate::Units;
pub use search::{is_partial_name, only_match, search};
