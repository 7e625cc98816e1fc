//! Tables of estimates: a row of cells becomes a draft, and its figures become further cells.
//!
//! [`Columns::of`] reads the header: keys of a link, a column `link`, or the columns of Epoch AI's tables.
//! [`Columns::evaluate`] gives a row its figures. A cell that cannot be read is a problem of its row.
//!
//! ```
//! use petaday::batch::Columns;
//!
//! let columns = Columns::of(&["who", "parameters", "tokens"]).unwrap();
//! let row = columns.evaluate(&[Some("me"), Some("70B"), Some("2T")]);
//! assert_eq!(row.figures.flop.map(|flop| flop.median()), Some(8.4e23));
//! ```

mod columns;
mod epoch;
mod experts;
mod published;
mod result;
mod row;
mod template;

pub use columns::{Columns, NoColumn};
pub use published::Comparison;
pub use result::{Cell, Figures, Row};
pub use template::TEMPLATE;
