//! The formats of a report: their names, their readers and their files. [`super::write`] writes them.

mod entry;

use super::record::Record;
use crate::variants::enum_with_all;
use crate::words::text::slug;
use entry::{ENTRIES, Entry};

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

impl Format {
    fn entry(self) -> &'static Entry {
        // There is an entry for each.
        &ENTRIES[self as usize]
    }

    /// Returns the name that programs use.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// Returns the name that people read.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Says what the format is for.
    pub fn purpose(self) -> &'static str {
        self.entry().purpose
    }

    /// Returns the media type that servers use.
    pub fn media_type(self) -> &'static str {
        self.entry().media
    }

    /// Returns its readers.
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

    /// Returns whether the page’s part `forms` writes it: a form with its own fields, or the note for the EU.
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

    /// Returns whether it always says where the inputs come from.
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
        format!("petaday-{}{}", slug(&record.title), self.entry().ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_belongs_to_its_format() {
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
