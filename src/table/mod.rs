//! A table on the page: its rows, read step by step and kept compactly; sorted, filtered and shown a hundred at a time.
//!
//! A worker has the table ([`Desk`]), the page what is shown of it ([`Model`]). They exchange a [`Request`] and a
//! [`Reply`]. The figures are those of [`crate::batch`].

mod column;
mod desk;
mod link;
mod message;
mod model;
mod rows;
mod select;
mod sheet;
mod shown;
mod source;
mod words;

pub use column::{Column, Only};
pub use desk::Desk;
pub use link::{NAME, Opened, Settings, decode, encode, is_table};
pub use message::{Head, Piece, Progress, Reply, Request};
pub use model::{Model, Saving, Status};
pub use sheet::MOST_ROWS;
pub use shown::{PAGE, Shown, ShownRow};

#[cfg(test)]
mod tests;
