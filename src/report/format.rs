//! The formats of a report.

use super::record::Record;
use super::{bibtex, eu, footnote, json, latex, markdown, neurips, paragraph, sentence, table};
use crate::variants::enum_with_all;
use crate::words::text::slug;

enum_with_all! {
    /// A format. The list shows the formats in this order.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Format {
        /// One sentence.
        #[default]
        Sentence,
        /// Every input and assumption, in prose.
        Paragraph,
        /// For a paper: a sentence with a footnote.
        Footnote,
        /// For a paper: prose and tables.
        Latex,
        /// The sources that the LaTeX cites.
        Bibtex,
        /// For a model card.
        Markdown,
        /// For the checklist of a NeurIPS paper.
        Neurips,
        /// A note after the guidelines of the European Commission.
        Eu,
        /// For a spreadsheet.
        Csv,
        /// For scripts.
        Json,
    }
}

impl Format {
    /// Returns the name that programs use.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Footnote => "latex-footnote",
            Self::Latex => "latex",
            Self::Bibtex => "bibtex",
            Self::Markdown => "markdown",
            Self::Neurips => "neurips",
            Self::Eu => "eu",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Returns the name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentence => "Sentence",
            Self::Paragraph => "Paragraph",
            Self::Footnote => "LaTeX, short",
            Self::Latex => "LaTeX",
            Self::Bibtex => "BibTeX",
            Self::Markdown => "Model card",
            Self::Neurips => "NeurIPS checklist",
            Self::Eu => "EU note",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// Says what the format is for.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Sentence => "One sentence with every factor, so that readers can check it.",
            Self::Paragraph => "Every input and assumption in prose, for an appendix.",
            Self::Footnote => "For a paper: a sentence, and a footnote with every factor.",
            Self::Latex => {
                "For a paper: a paragraph and two tables. What it cites is in the report “BibTeX”."
            }
            Self::Bibtex => "The sources that the LaTeX cites, and the estimate itself.",
            Self::Markdown => {
                "For a model card on Hugging Face: put it into README.md. If emissions are known, they are also in the metadata in front, in grams."
            }
            Self::Neurips => {
                "Item 8 of the checklist of a NeurIPS paper, in the commands of its template."
            }
            Self::Eu => {
                "A note in the order of Annex A of the European Commission’s guidelines, in two significant figures."
            }
            Self::Csv => {
                "For a spreadsheet: a row for the total, each stage and each input, with every digit."
            }
            Self::Json => "For scripts: every figure with every digit. Its schema is published.",
        }
    }

    /// Returns the format with a slug.
    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.slug() == slug)
    }

    /// Returns the name of a file in this format: `petaday-alexnet.tex`.
    pub fn file_name(self, record: &Record) -> String {
        let slug = slug(&record.title);
        let rest = match self {
            Self::Sentence => "-sentence.txt",
            Self::Paragraph => "-paragraph.txt",
            Self::Footnote => "-footnote.tex",
            Self::Latex => ".tex",
            Self::Bibtex => ".bib",
            Self::Markdown => ".md",
            Self::Neurips => "-neurips.tex",
            Self::Eu => "-eu.txt",
            Self::Csv => ".csv",
            Self::Json => ".json",
        };
        format!("petaday-{slug}{rest}")
    }

    /// Returns the media type that servers use.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Sentence | Self::Paragraph | Self::Eu => "text/plain",
            Self::Footnote | Self::Latex | Self::Neurips => "application/x-tex",
            Self::Bibtex => "application/x-bibtex",
            Self::Markdown => "text/markdown",
            Self::Csv => "text/csv",
            Self::Json => "application/json",
        }
    }
}

/// Writes the whole report.
pub fn write(format: Format, record: &Record) -> String {
    let text = match format {
        Format::Sentence => sentence::sentence(record),
        Format::Paragraph => paragraph::paragraph(record),
        Format::Footnote => footnote::fragment(record),
        Format::Latex => latex::fragment(record),
        Format::Bibtex => bibtex::entries(record),
        Format::Markdown => markdown::card(record),
        Format::Neurips => neurips::item(record),
        Format::Eu => eu::note(record),
        Format::Csv => return table::table(record),
        Format::Json => json::report(record),
    };
    text.trim_end().to_owned() + "\n"
}
