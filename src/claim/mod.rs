//! Published statements on compute, checked: each is held against the estimate that follows from its source's own inputs.
//!
//! [`Checked`] has what comes out, and its [`Verdict`] is worked out from the figures. The view of the page, its link and
//! docs/claims.md are functions of the table.

mod check;
mod document;
mod html;
mod link;
mod list;
mod verdict;

pub use check::Checked;
pub use document::document;
pub use html::{card, issue};
pub use link::{Opened, Settings, decode, encode, is_claims, link_of};
pub use list::{check_all, count_in_words, counts, select};
pub use verdict::Verdict;
