//! Passages of papers, model cards and mails: [`read`] finds in them what the form asks for.
//!
//! The way of a passage: `clean` removes the noise of PDFs and LaTeX, `token` splits it, `hardware`,
//! `names` and `mention` find names and amounts, `context` says what speaks against each, `rules`
//! turn amounts into facts, `assign` takes one fact for a field, and `reading` writes the result. No
//! step guesses: what is not certain is left out or becomes a question.
//!
//! ```
//! let reading = petaday::import::passage::read("We train a 7B model on 2T tokens.");
//! assert!(reading.link.contains("parameters=7B&tokens=2T"));
//! ```

mod against;
mod assign;
mod calculation;
mod clean;
mod columns;
mod context;
mod denial;
#[cfg(any(feature = "app", test))]
pub mod fill;
mod fleet;
mod gather;
mod hardware;
mod heading;
#[cfg(any(feature = "app", test))]
pub mod item;
mod label;
mod latex;
#[cfg(test)]
mod linear;
#[cfg(any(feature = "app", test))]
pub mod marks;
mod mention;
mod methods;
mod months;
mod names;
mod noun;
mod number;
mod owner;
mod periods;
#[cfg(any(feature = "app", test))]
pub mod quote;
mod reading;
mod recipe;
mod rows;
mod rules;
pub mod shown;
mod spell;
mod stage;
mod strangers;
mod subject;
mod table;
mod token;
mod untrained;
mod why;

/// A rule as the docs list it.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry {
    /// Its name, which fields of a [`Reading`] bear.
    pub name: &'static str,
    /// The fact that it reads.
    pub reads: &'static str,
    /// A passage that it reads.
    pub passage: &'static str,
    /// Fields that are read from the passage, with their texts.
    pub fields: &'static [(&'static str, &'static str)],
}

/// Returns the rules, in the order in which they look at a passage.
pub fn rules() -> impl Iterator<Item = RuleEntry> {
    rules::rules().map(|rule| RuleEntry {
        name: rule.name,
        reads: rule.reads,
        passage: rule.example.0,
        fields: rule.example.1,
    })
}

pub use reading::{Answer, Question, ReadField, Reading, Unused, Value, read};
pub use recipe::{Given, Open, Opening, Recipe};
