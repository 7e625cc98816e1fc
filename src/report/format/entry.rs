//! The list of formats: the name, the file and the purpose of each.

use super::Format;

/// A format in the list, and the name of its file.
pub(super) struct Entry {
    /// The name that programs use.
    pub(super) slug: &'static str,
    /// The name that people read.
    pub(super) name: &'static str,
    /// The end of the file’s name.
    pub(super) ending: &'static str,
    /// The media type that servers use.
    pub(super) media: &'static str,
    /// The sentence that says what the format is for.
    pub(super) purpose: &'static str,
}

const TEXT: &str = "text/plain";
const TEX: &str = "application/x-tex";
const JSON: &str = "application/json";

const fn entry(
    slug: &'static str,
    name: &'static str,
    ending: &'static str,
    media: &'static str,
    purpose: &'static str,
) -> Entry {
    Entry {
        slug,
        name,
        ending,
        media,
        purpose,
    }
}

/// The entries in the order of [`Format::ALL`]. A table takes fewer bytes of code than an arm for each format.
pub(super) static ENTRIES: [Entry; Format::ALL.len()] = [
    entry(
        "sentence",
        "Sentence",
        "-sentence.txt",
        TEXT,
        "One sentence with every factor, so that readers can check it.",
    ),
    entry(
        "latex-footnote",
        "LaTeX, short",
        "-footnote.tex",
        TEX,
        "For a paper: a sentence, and a footnote with every factor.",
    ),
    entry(
        "neurips",
        "NeurIPS checklist",
        "-neurips.tex",
        TEX,
        "Item 8 of the checklist of a NeurIPS paper, in the commands of its template.",
    ),
    entry(
        "acl",
        "ACL checklist",
        "-acl.txt",
        TEXT,
        "Item C1 of the Responsible NLP checklist, which ACL Rolling Review asks for with a paper: answer and elaboration.",
    ),
    entry(
        "paragraph",
        "Paragraph",
        "-paragraph.txt",
        TEXT,
        "Every input and assumption in prose, for an appendix.",
    ),
    entry(
        "latex",
        "LaTeX",
        ".tex",
        TEX,
        "For a paper: a paragraph and two tables. What it cites is in the report “BibTeX”.",
    ),
    entry(
        "bibtex",
        "BibTeX",
        ".bib",
        "application/x-bibtex",
        "The sources that the LaTeX cites, and the estimate itself.",
    ),
    entry(
        "icml",
        "ICML paper",
        "-icml.tex",
        TEX,
        "Compute and resources for the appendix of an ICML paper, as its paper guidelines ask. ICML has no checklist to fill in.",
    ),
    entry(
        "markdown",
        "Model card",
        ".md",
        "text/markdown",
        "For a model card on Hugging Face: put it into README.md. If emissions are known, they are also in the metadata in front, in grams.",
    ),
    entry(
        "epoch",
        "Epoch AI row",
        "-epoch.csv",
        "text/csv",
        "A row in the columns of Epoch AI’s table of models, with notes as its analysts write them, to send to data@epoch.ai.",
    ),
    entry(
        "eu-form",
        "EU form",
        "-eu-form.txt",
        TEXT,
        "The fields on compute, time and energy of the EU’s Model Documentation Form, for national authorities and for the AI Office.",
    ),
    entry(
        "eu",
        "EU note",
        "-eu.txt",
        TEXT,
        "A note in the order of Annex A of the European Commission’s guidelines, in two significant figures.",
    ),
    entry(
        "fmti",
        "Transparency index",
        "-fmti.txt",
        TEXT,
        "The indicators on compute of the Foundation Model Transparency Index of December 2025, in one significant figure.",
    ),
    entry(
        "allocation",
        "Computing time",
        "-allocation.txt",
        TEXT,
        "For a request for computing time: GPU-hours, FLOP at the peak, the arithmetic, and a table by stage.",
    ),
    entry(
        "inference",
        "Inference",
        "-inference.txt",
        TEXT,
        "What it takes to use the model: operations, time, energy, and how they compare with its training.",
    ),
    entry(
        "csv",
        "CSV",
        ".csv",
        "text/csv",
        "For a spreadsheet: a row for the total, each stage and each input, with every digit.",
    ),
    entry(
        "json",
        "JSON",
        ".json",
        JSON,
        "For scripts: every figure with every digit. Its schema is published.",
    ),
    entry(
        "cyclonedx",
        "CycloneDX",
        ".cdx.json",
        JSON,
        "A bill of materials in CycloneDX 1.6, also valid as 1.7: the model, its energy, and its FLOP as properties.",
    ),
    entry(
        "spdx",
        "SPDX",
        ".spdx.json",
        JSON,
        "A bill of materials in SPDX 3.0.1 with the AI profile: the model, its energy, and its FLOP as properties.",
    ),
];
