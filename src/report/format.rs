//! The formats of a report.

use super::record::Record;
use super::{
    bibtex, eu, footnote, forms, json, latex, markdown, neurips, paragraph, provenance, sentence,
    table,
};
use crate::variants::enum_with_all;
use crate::words::text::slug;

enum_with_all! {
    /// Who reads a report. The list shows them in this order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Audience {
        /// Authors and reviewers of papers.
        Papers,
        /// Readers of model cards and databases.
        Models,
        /// Authorities, indices and computing centres.
        Authorities,
        /// Programs.
        Programs,
    }
}

impl Audience {
    /// Returns the name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Papers => "For papers and their checklists",
            Self::Models => "For model cards and databases",
            Self::Authorities => "For authorities, indices and computing centres",
            Self::Programs => "For spreadsheets and programs",
        }
    }

    /// Returns the formats for these readers, the most used first.
    pub fn formats(self) -> impl Iterator<Item = Format> {
        let of_these = move |format: &Format| format.audience() == self;
        Format::ALL.into_iter().filter(of_these)
    }
}

enum_with_all! {
    /// A format. The list shows the formats in this order, the most used of each audience first.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Format {
        /// One sentence.
        #[default]
        Sentence,
        /// For a paper: a sentence with a footnote.
        Footnote,
        /// For the checklist of a NeurIPS paper.
        Neurips,
        /// For the checklist of an ACL paper.
        Acl,
        /// Every input and assumption, in prose.
        Paragraph,
        /// For a paper: prose and tables.
        Latex,
        /// The sources that the LaTeX cites.
        Bibtex,
        /// For the guidelines of an ICML paper.
        Icml,
        /// For a model card.
        Markdown,
        /// A row for Epoch AI’s database.
        Epoch,
        /// The EU’s Model Documentation Form.
        EuForm,
        /// A note after the guidelines of the European Commission.
        Eu,
        /// The Foundation Model Transparency Index.
        Fmti,
        /// A request for computing time.
        Allocation,
        /// Inference of the model.
        Inference,
        /// For a spreadsheet.
        Csv,
        /// For scripts.
        Json,
        /// A bill of materials in the format of CycloneDX.
        Cyclonedx,
        /// A bill of materials in the format of SPDX.
        Spdx,
    }
}

/// A format's entry in the list, and the name of its file.
struct About {
    slug: &'static str,
    name: &'static str,
    /// The end of the file’s name.
    ending: &'static str,
    /// The media type that servers use.
    media: &'static str,
    purpose: &'static str,
}

const TEXT: &str = "text/plain";
const TEX: &str = "application/x-tex";
const JSON: &str = "application/json";

const fn about(
    slug: &'static str,
    name: &'static str,
    ending: &'static str,
    media: &'static str,
    purpose: &'static str,
) -> About {
    About {
        slug,
        name,
        ending,
        media,
        purpose,
    }
}

/// In the order of [`Format::ALL`]. A table takes fewer bytes of code than an arm for each format.
static TABLE: [About; Format::ALL.len()] = [
    about(
        "sentence",
        "Sentence",
        "-sentence.txt",
        TEXT,
        "One sentence with every factor, so that readers can check it.",
    ),
    about(
        "latex-footnote",
        "LaTeX, short",
        "-footnote.tex",
        TEX,
        "For a paper: a sentence, and a footnote with every factor.",
    ),
    about(
        "neurips",
        "NeurIPS checklist",
        "-neurips.tex",
        TEX,
        "Item 8 of the checklist of a NeurIPS paper, in the commands of its template.",
    ),
    about(
        "acl",
        "ACL checklist",
        "-acl.txt",
        TEXT,
        "Item C1 of the Responsible NLP checklist, which ACL Rolling Review asks for with a paper: answer and elaboration.",
    ),
    about(
        "paragraph",
        "Paragraph",
        "-paragraph.txt",
        TEXT,
        "Every input and assumption in prose, for an appendix.",
    ),
    about(
        "latex",
        "LaTeX",
        ".tex",
        TEX,
        "For a paper: a paragraph and two tables. What it cites is in the report “BibTeX”.",
    ),
    about(
        "bibtex",
        "BibTeX",
        ".bib",
        "application/x-bibtex",
        "The sources that the LaTeX cites, and the estimate itself.",
    ),
    about(
        "icml",
        "ICML paper",
        "-icml.tex",
        TEX,
        "Compute and resources for the appendix of an ICML paper, as its paper guidelines ask. ICML has no checklist to fill in.",
    ),
    about(
        "markdown",
        "Model card",
        ".md",
        "text/markdown",
        "For a model card on Hugging Face: put it into README.md. If emissions are known, they are also in the metadata in front, in grams.",
    ),
    about(
        "epoch",
        "Epoch AI row",
        "-epoch.csv",
        "text/csv",
        "A row in the columns of Epoch AI’s table of models, with notes as its analysts write them, to send to data@epoch.ai.",
    ),
    about(
        "eu-form",
        "EU form",
        "-eu-form.txt",
        TEXT,
        "The fields on compute, time and energy of the EU’s Model Documentation Form, for national authorities and for the AI Office.",
    ),
    about(
        "eu",
        "EU note",
        "-eu.txt",
        TEXT,
        "A note in the order of Annex A of the European Commission’s guidelines, in two significant figures.",
    ),
    about(
        "fmti",
        "Transparency index",
        "-fmti.txt",
        TEXT,
        "The indicators on compute of the Foundation Model Transparency Index of December 2025, in one significant figure.",
    ),
    about(
        "allocation",
        "Computing time",
        "-allocation.txt",
        TEXT,
        "For a request for computing time: GPU-hours, FLOP at the peak, the arithmetic, and a table by stage.",
    ),
    about(
        "inference",
        "Inference",
        "-inference.txt",
        TEXT,
        "What it takes to use the model: operations, time, energy, and how they compare with its training.",
    ),
    about(
        "csv",
        "CSV",
        ".csv",
        "text/csv",
        "For a spreadsheet: a row for the total, each stage and each input, with every digit.",
    ),
    about(
        "json",
        "JSON",
        ".json",
        JSON,
        "For scripts: every figure with every digit. Its schema is published.",
    ),
    about(
        "cyclonedx",
        "CycloneDX",
        ".cdx.json",
        JSON,
        "A bill of materials in CycloneDX 1.6, also valid as 1.7: the model, its energy, and its FLOP as properties.",
    ),
    about(
        "spdx",
        "SPDX",
        ".spdx.json",
        JSON,
        "A bill of materials in SPDX 3.0.1 with the AI profile: the model, its energy, and its FLOP as properties.",
    ),
];

impl Format {
    fn about(self) -> &'static About {
        // There is a row for each.
        &TABLE[self as usize]
    }

    /// Returns the name that programs use.
    pub fn slug(self) -> &'static str {
        self.about().slug
    }

    /// Returns the name that people read.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Says what the format is for.
    pub fn purpose(self) -> &'static str {
        self.about().purpose
    }

    /// Returns the media type that servers use.
    pub fn media_type(self) -> &'static str {
        self.about().media
    }

    /// Returns who reads it.
    pub const fn audience(self) -> Audience {
        match self {
            Self::Markdown | Self::Epoch => Audience::Models,
            Self::EuForm | Self::Eu | Self::Fmti | Self::Allocation | Self::Inference => {
                Audience::Authorities
            }
            Self::Csv | Self::Json | Self::Cyclonedx | Self::Spdx => Audience::Programs,
            _ => Audience::Papers,
        }
    }

    /// Returns whether a part of the page of its own writes it: the forms with fields of their own, and the
    /// note for the EU.
    pub const fn is_form(self) -> bool {
        matches!(
            self,
            Self::Acl
                | Self::Icml
                | Self::Epoch
                | Self::EuForm
                | Self::Eu
                | Self::Fmti
                | Self::Allocation
                | Self::Inference
                | Self::Cyclonedx
                | Self::Spdx
        )
    }

    /// Returns whether it says where the inputs come from without being asked.
    pub const fn has_provenance(self) -> bool {
        matches!(
            self,
            Self::Csv | Self::Json | Self::Epoch | Self::Cyclonedx | Self::Spdx
        )
    }

    /// Returns the format with a slug.
    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.slug() == slug)
    }

    /// Returns the name of a file in this format: `petaday-alexnet.tex`.
    pub fn file_name(self, record: &Record) -> String {
        format!("petaday-{}{}", slug(&record.title), self.about().ending)
    }
}

/// Writes the whole report.
pub fn write(format: Format, record: &Record) -> String {
    write_with(format, record, false)
}

/// Writes the whole report, on request with where each of its inputs comes from.
pub fn write_with(format: Format, record: &Record, provenance: bool) -> String {
    match format.is_form() {
        true => write_form(format, record, provenance),
        false => write_text(format, record, provenance),
    }
}

/// Writes a report that is no form. Of a form the text is empty.
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

/// Writes a form. Of a report that is none the text is empty.
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

fn finish(format: Format, text: String, record: &Record, provenance: bool) -> String {
    let mut text = text.trim_end().to_owned() + "\n";
    if provenance && !format.has_provenance() {
        text.push_str(&provenance::section(format, record));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_that_of_its_format() {
        for (format, slug) in [
            (Format::Sentence, "sentence"),
            (Format::Icml, "icml"),
            (Format::EuForm, "eu-form"),
            (Format::Spdx, "spdx"),
        ] {
            assert_eq!(format.slug(), slug);
        }
        for (index, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index);
            assert_eq!(Format::named(format.slug()), Some(format));
        }
    }

    #[test]
    fn the_list_shows_every_format_once() {
        let listed: Vec<Format> = Audience::ALL
            .into_iter()
            .flat_map(Audience::formats)
            .collect();
        assert_eq!(listed, Format::ALL);
    }
}
