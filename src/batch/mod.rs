//! Tables of estimates: a row of cells becomes a draft, and its figures become further cells.
//!
//! [`Columns::of`] reads the header: keys of a link, a column `link`, or the columns of Epoch AI's tables.
//! [`Columns::evaluate`] gives a row its figures. A cell that cannot be read is a problem of its row. [`Records`] reads
//! rows as bytes come, and [`Printer`] writes them.
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
mod name;
mod print;
mod published;
mod records;
mod result;
mod row;
mod start;
mod template;

pub use columns::{Columns, NoColumn};
pub use print::Printer;
pub use published::Comparison;
pub use records::{Record, Records};
pub use result::{Cell, Figures, Row};
pub use start::{NoTable, START, separator};
pub use template::TEMPLATE;
