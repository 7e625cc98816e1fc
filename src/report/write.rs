//! Writes a report in any format: [`write_text`] and [`write_form`] are apart, because the page loads them in two parts.

use super::format::Format;
use super::record::Record;
use super::{
    bibtex, eu, footnote, forms, json, latex, markdown, neurips, paragraph, provenance, sentence,
    table,
};

/// Writes the whole report.
pub fn write(format: Format, record: &Record) -> String {
    write_with(format, record, false)
}

/// Writes the whole report. With `provenance` it says where each input comes from.
pub fn write_with(format: Format, record: &Record, provenance: bool) -> String {
    match format.is_form() {
        true => write_form(format, record, provenance),
        false => write_text(format, record, provenance),
    }
}

/// Writes a report that is not a form. The text of a form is empty.
pub fn write_text(format: Format, record: &Record, provenance: bool) -> String {
    let text = match format {
        Format::Sentence => sentence::sentence(record),
        Format::Paragraph => paragraph::paragraph(record),
        Format::Footnote => footnote::fragment(record),
        Format::Latex => latex::fragment(record),
        Format::Bibtex => bibtex::entries(record),
        Format::Markdown => markdown::card(record),
        Format::Neurips => neurips::item(record),
        Format::Csv => return table::table(record),
        Format::Json => json::report(record),
        _ => return String::new(),
    };
    finish(format, text, record, provenance)
}

/// Writes a form. The text of any other report is empty.
pub fn write_form(format: Format, record: &Record, provenance: bool) -> String {
    if format == Format::Epoch {
        return forms::epoch::row(record);
    }
    let text = match format {
        Format::Eu => eu::note(record),
        format => forms::write(format, record),
    };
    finish(format, text, record, provenance)
}

/// Ends the text with a newline and, if it is wanted, the section on provenance.
fn finish(format: Format, text: String, record: &Record, provenance: bool) -> String {
    let mut text = text.trim_end().to_owned() + "\n";
    if provenance && !format.has_provenance() {
        text.push_str(&provenance::section(format, record));
    }
    text
}
