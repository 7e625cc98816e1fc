//! A passage as read: fields with their phrases, what was left out, questions, and what does not fit.

mod digits;
mod explained;
mod questions;
mod title;
mod unread;
mod writer;

use super::assign::assign;
use super::clean;
use super::gather::Passage;
use super::recipe::Recipe;
use super::rules::facts;
use crate::draft::Draft;
use crate::quantity::write;
use serde::Serialize;
use writer::Writer;

/// A field of the form, and the words that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadField {
    /// The number of the stage, from 1.
    pub stage: u16,
    /// The key of the field.
    pub key: &'static str,
    /// The text that goes into the form.
    pub text: String,
    /// Its value in base units; a slug, a format or a name.
    pub value: Value,
    /// The lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Whether a utilization is of the operations that the hardware did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hfu: bool,
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
    /// The name of the rule that read them.
    pub rule: &'static str,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number in base units.
    Number(f64),
    /// A slug, a format, a name, or periods.
    Text(String),
}

/// An amount that no field takes, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unused {
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
    /// The reason, as a sentence.
    pub why: String,
}

/// Something that the passage leaves open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// The number of the stage, from 1.
    pub stage: u16,
    /// The key of the field.
    pub key: &'static str,
    /// The question.
    pub message: String,
    /// Answers: texts for the field.
    pub choices: Vec<Answer>,
}

/// An answer to a question, and the words that speak for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The text for the field.
    pub text: String,
    /// The words of the passage.
    pub phrase: String,
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
}

/// A passage as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// The canonical link of the draft that the fields make.
    pub link: String,
    /// The fields, in the order of the form.
    pub fields: Vec<ReadField>,
    /// Amounts that no field takes.
    pub unused: Vec<Unused>,
    /// The questions that the passage leaves open.
    pub questions: Vec<Question>,
    /// Sentences on figures that do not fit together.
    pub problems: Vec<String>,
    /// The recipe of reinforcement learning that the passage gives numbers of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe: Option<Recipe>,
    #[serde(skip)]
    draft: Draft,
}

impl Reading {
    /// Returns the draft that the fields make.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

/// Reads a passage.
pub fn read(text: &str) -> Reading {
    let chars: Vec<char> = text.chars().take(clean::MOST_CHARS).collect();
    let passage = Passage::of(text);
    let decided = assign(&passage, facts(&passage));
    let mut writer = Writer {
        passage: &passage,
        chars: &chars,
        reading: Reading::default(),
    };
    writer.all(&decided);
    writer.recipe();
    if text.chars().nth(clean::MOST_CHARS).is_some() {
        writer.reading.problems.push(format!("Only the first {} characters were read: paste the paragraph that says how the model was trained.", write::people(clean::MOST_CHARS as f64)));
    }
    writer.finish()
}
