//! Numbers: reading them as typed, calculating with their ranges, writing them.
//!
//! [`read`] turns typed text into an [`Uncertain`] value, or into a [`ReadError`] that says what to
//! type instead. [`write`](mod@write) goes the other way, for people and for machines. The types of
//! [`units`] wrap a value so that a FLOP cannot be taken for a second.
//!
//! Reading goes in three steps: `lexer` makes tokens, `grammar` finds one value or a range (`x */ f` is read as its two
//! ends), `read` applies the units of the field's [`Dimension`] (`words` lists them). Digits and suffixes are joined to
//! one decimal before the one conversion to a double, so `33.3%` is exactly `0.333`. `spell` gives the text that a
//! link uses for the same value, to the last bit (`tests/spelled/`).
//!
//! In a time or a number of chips [`read_counted`] looks for two dates before any number (`dates`), and for products
//! of nodes and chips after one has failed (`hardware`).
//!
//! `a to b` is a 90% interval of a lognormal with median √(a·b). Medians multiply and squared log-widths add, exactly.
//! Sums are drawn ([`sampling`]).

mod around;
mod between;
mod clock;
mod dates;
mod dimension;
mod doubt;
mod error;
mod excerpt;
pub mod full;
mod grammar;
mod hardware;
mod hedge;
mod hfu;
mod lexer;
mod mixtures;
mod money;
pub(crate) mod normal;
mod normalize;
mod per_node;
mod read;
mod remedy;
mod rules;
pub mod sampling;
mod spell;
mod spoken;
mod thousands;
mod uncertain;
pub mod units;
mod unseen;
mod wording;
mod words;
mod worked;
pub mod write;

pub use dates::DateError;
pub(crate) use dates::{MONTHS, days_in};
pub use dimension::Dimension;
pub use error::ReadError;
pub use excerpt::{excerpt, plain_excerpt, short_excerpt};
pub use hardware::{ChipPart, HardwareCount, factors};
pub use hedge::{Bound, bound, hedge};
pub use hfu::{is_hfu, with_hfu};
pub use mixtures::MIXTURES;
pub(crate) use normalize::narrow;
pub(crate) use per_node::nodes_times;
pub use read::{MAX_CHARS, currency, read, read_counted, rounded};
pub use remedy::remedies;
pub use rules::Rules;
pub use spell::{misspelled, spell};
pub(crate) use spoken::is_number_word;
pub use thousands::doubtful_thousands;
pub use uncertain::Uncertain;
pub use units::{
    ChipHours, Count, Flop, FlopPerSecond, GramsPerKilowattHour, KilogramsCo2e, KilowattHours,
    Money, PfsDays, PricePerChipHour, Ratio, Seconds, Watts,
};
pub use unseen::{invisible_to_spaces, is_unseen, isolate, reveal_invisible, strip_invisible};
pub use wording::is_worded;
