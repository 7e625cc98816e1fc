//! A network: its count, networks to start from, switches for its text, and its rows.
//!
//! All of it are functions of the text. The views in src/page/network show what they return.

mod action;
mod blocks;
mod lines;
mod rows;
mod tools;

pub use action::{RowAction, act, neighbour, row_id};
pub use blocks::BLOCKS;
pub use lines::{Line, Lines};
pub use rows::{MAX_ROWS, Row, Rows, percent, tenths_of_percent};
pub use tools::{SixN, Tools, start_from, use_six_n, with_causal};

use super::NetworkReading;
use crate::answer::network_pass;
use crate::architecture::{Count, NetworkError, count_text};
use crate::words::network as words;

/// The text of a network, and its count.
#[derive(Debug)]
pub struct Network {
    text: String,
    count: Result<Count, NetworkError>,
}

impl Network {
    /// Counts a network.
    pub fn of(text: &str) -> Self {
        Self {
            text: text.into(),
            count: count_text(text),
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the count for the estimate, also in words.
    pub(super) fn reading(&self) -> NetworkReading {
        let words = self.count.as_ref().map_or(String::new(), words::reading);
        NetworkReading {
            counted: network_pass(&self.count),
            words,
        }
    }
}
