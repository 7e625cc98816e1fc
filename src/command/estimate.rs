//! `petaday estimate`: the figures of a link, as JSON or for people.

use super::arguments::Estimate;
use super::ending::{Ending, Result};
use super::{input, print, text};
use crate::answer::{self, answer};
use crate::draft::link;
use crate::interface;

/// Prints the estimate.
pub(super) fn run(asked: &Estimate) -> Result {
    let link = input::link(&asked.link)?;
    let estimate = interface::estimate(&link)?;
    if asked.text {
        let opened = link::decode(&link);
        let answer = answer(&opened.draft);
        let energy = answer::energy(&opened.draft, &answer);
        print::coloured(&text::estimate(&opened, &answer, &energy))?;
    } else {
        print::line(&estimate.json)?;
    }
    Ok(Ending::of(estimate.has_figure))
}
