//! `petaday estimate`: the figures of a link, as JSON or for people.

use super::arguments::Estimate;
use super::ending::{Ending, Result};
use super::{input, print, text};
use crate::answer::{self, answer};
use crate::draft::link;
use crate::report::json;

/// Prints the estimate.
pub(super) fn run(asked: &Estimate) -> Result {
    let opened = link::decode(&input::link(&asked.link)?);
    let answer = answer(&opened.draft);
    if asked.text {
        let energy = answer::energy(&opened.draft, &answer);
        print::coloured(&text::estimate(&opened, &answer, &energy))?;
    } else {
        print::line(&json::document(&opened, &answer)?)?;
    }
    let has_figure = answer.outcome.total.headline.is_some();
    Ok(Ending::of(has_figure || answer.found().next().is_some()))
}
