//! A sentence for a paper in LaTeX, with a footnote that has everything needed to recompute it.

use super::escape::latex::{is_lossy, text};
use super::latex::{LOSSY, credit};
use super::record::Record;
use super::sentence::{asides, basis, figure};
use crate::words::text::capitalized;

/// The comment that says what the document needs.
const PREAMBLE: &str = "% For a document with \\usepackage{hyperref}.\n";

/// Writes the sentence and its footnote.
pub(super) fn fragment(record: &Record) -> String {
    let mut out = String::from(PREAMBLE);
    let names = record.stages.iter().map(|stage| &stage.name);
    if names.chain([&record.title]).any(|name| is_lossy(name)) {
        out.push_str(LOSSY);
    }
    let mut footnote = vec![format!("{}.", text(&capitalized(&basis(record))))];
    let asides = asides(record);
    if !asides.is_empty() {
        let counted = capitalized(&asides.join("; "));
        footnote.push(text(&format!("{counted}.")));
    }
    footnote.push(credit(record, ""));
    out.push_str(&format!(
        "{}.\\footnote{{{}}}\n",
        text(&figure(record)),
        footnote.join("\n  ")
    ));
    out
}
