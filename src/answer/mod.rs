//! Everything that is derived from a draft: its texts read, the estimate evaluated, and further
//! results.
//!
//! [`answer`](answer()) reads a draft into a typed run and evaluates it. Texts that cannot be read
//! become [`Problem`]s of their fields. [`energy`](energy()), [`width`](width()),
//! [`changes`](changes()) and [`report_problems`](report_problems()) compute the rest when it is needed.
//! [`Evaluation`] keeps what several readers of one draft need.
//!
//! [`answer`](answer()) also solves: where a goal is typed, or method 1 counts one, and one factor of method 2 is empty,
//! `Answer::solved` says how much it is, with a text for its field (`docs/permalink.md`). [`energy`](energy()) is not part
//! of the answer, because the grids and their sources would then be in the page's first download. A grid is read
//! there, and its problems come from there. Problems of the date and the ledger, on which no figure depends, come from
//! [`report_problems`](report_problems()).

mod asides;
mod changes;
mod edition;
mod energy;
mod evaluate;
mod evaluation;
pub mod fleet;
mod format;
mod hardware;
pub mod inference;
mod lost;
mod offers;
mod parts;
mod provenance;
mod read;
mod refusal;
mod remark;
mod report_problems;
pub mod scope;
mod solution;
mod typical;
mod width;

#[cfg(feature = "app")]
pub(crate) use asides::is_field_worded;
pub use asides::{Asides, ForwardPass, NetworkPass, Periods, count_network, network_pass, periods};
pub(crate) use asides::{is_plain, is_worded};
pub use changes::{Changes, changes};
pub(crate) use edition::chip_of;
#[cfg(feature = "app")]
pub(crate) use edition::may_have_changed;
pub(crate) use energy::energy_with;
pub use energy::{
    ChipPower, Energy, Grid, Price, StageEnergy, Totals, energy, sum_of_known, wants_costs,
};
pub use evaluate::{Answer, Choice, Problem, Severity, answer, answer_with};
pub use evaluation::Evaluation;
pub(crate) use hardware::is_unclear;
pub(crate) use hardware::number_in;
pub use offers::Offer;
pub(crate) use offers::{offers, only_offer};
pub(crate) use parts::{counted_in, in_chips};
pub use provenance::provenance;
#[cfg(feature = "app")]
pub(crate) use read::is_given;
pub use read::role;
pub use refusal::{Refusal, refusal, unfinished};
pub use remark::remarks;
pub(crate) use remark::{is_in_words, without_unit};
pub use report_problems::report_problems;
pub use solution::{Solution, SolvedFactor};
pub use typical::{Accuracy, TYPICAL, accuracy, is_typical, rounded_from};
pub use width::{Width, width};
