//! Training compute over time: which systems are selected, lines fitted to them, and an estimate among them.
//!
//! [`View`] is what a person asked for, as its link says. [`lines()`] fits to it. All of it is a function
//! of the view and a table of [`Point`]s.

mod anchors;
mod bootstrap;
mod colour;
mod csv;
mod export;
mod fit;
mod line;
mod link;
mod own;
mod place;
mod point;
mod presets;
mod rows;
mod selection;
mod sets;
mod size;
mod student;
mod summary;
mod table;
mod view;
mod when;
mod window;
mod words;

pub use colour::{Colour, Country};
pub use export::{csv as export, embedded};
pub use fit::{Fit, Interval, Month, doubling, growth};
pub use line::{Line, lines};
pub use link::{Opened, decode, encode, is_view, text_of, with_text};
#[cfg(test)]
pub(crate) use own::own_of;
pub use own::{Own, own};
pub use place::{Place, ordinal, place};
pub use point::{EDITION, Point, table_points};
pub use presets::{PRESETS, Preset, PresetLine, Printed, preset};
pub use rows::{Column, Order, Row, rows, rows_in_words, shown_rows};
pub use selection::Selection;
pub use sets::{Modest, Set, modest};
pub use size::Size;
pub use summary::summary;
pub use table::{BadRow, Table, has_columns, read_table};
pub use view::{Method, Shown, View};
pub use when::When;
pub use window::Window;
pub use words::domain_title;
