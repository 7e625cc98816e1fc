//! A paragraph and two tables for a paper in LaTeX.

use super::escape::latex::{address, is_lossy, text};
use super::paragraph::{heading, listed_inputs};
use super::phrases;
use super::record::{Amount, Kind, Record};
use crate::words::basis;
use crate::words::text::{anchor, capitalized};

/// The comment that says what the document needs.
const PREAMBLE: &str = "\
% For a document with \\usepackage{booktabs} and \\usepackage{hyperref}; before 2018 also with
% \\usepackage[utf8]{inputenc}. The keys cited are those of the report BibTeX of the same estimate.
";

/// The comment that explains question marks, so that nobody takes them for typed ones.
pub(super) const LOSSY: &str = "\
% Letters of a title, a name or a note that pdflatex does not know stand as question marks: put them in.
";

/// From this length on, a text may be too long for a line of its column.
const LONG_TEXT: usize = 24;

/// Writes the fragment.
pub(super) fn fragment(record: &Record) -> String {
    let slug = anchor(&record.title, &record.link);
    let title = text(&record.subject());
    let mut out = format!("% Training compute, estimate {slug}.\n{PREAMBLE}");
    let names = record
        .stages
        .iter()
        .flat_map(|stage| [&stage.name, &stage.note]);
    if names.chain([&record.title]).any(|name| is_lossy(name)) {
        out.push_str(LOSSY);
    }
    out.push_str(&prose(record, &slug));
    let convention = match record.outcome().is_counted() {
        true => ", a multiply-add counted as two",
        false => "",
    };
    let caption = format!(
        "Estimated training compute of {title}. Figures in FLOP{convention}; 1~pfs-day is $8.64\\times10^{{19}}$~FLOP."
    );
    out.push_str(&table(
        &caption,
        &format!("tab:compute-{slug}"),
        figures(record),
    ));
    let caption = format!("Inputs of the estimate of {title}, as typed and as read.");
    out.push_str(&table(
        &caption,
        &format!("tab:inputs-{slug}"),
        inputs(record),
    ));
    out
}

/// Writes the paragraph, with citations where they belong.
fn prose(record: &Record, slug: &str) -> String {
    let cite = |kinds: &[Kind]| cite(record, kinds);
    let opening = text(phrases::opening(record).trim_end_matches('.'));
    let methods = cite(&[Kind::Work, Kind::Utilizations]);
    let mut sentences = vec![format!(
        "{opening} (Table~\\ref{{tab:compute-{slug}}}){methods}."
    )];
    for stage in &record.stages {
        if record.is_sum() {
            sentences.push(format!("\n\\emph{{{}.}}", text(&heading(stage))));
        }
        sentences.extend(
            phrases::calculations(stage)
                .iter()
                .map(|sentence| text(sentence)),
        );
        if !stage.note.is_empty() {
            sentences.push(text(&format!(
                "Note: {}",
                phrases::with_full_stop(&stage.note)
            )));
        }
    }
    let mut plain = Vec::new();
    if record.is_sum() {
        sentences.push(String::from("\n\\emph{Total.}"));
        plain.extend(phrases::sum(record).map(|sum| format!("{sum}.")));
        plain.extend(phrases::agreement(record.agreement()));
    }
    plain.extend(phrases::base(record));
    plain.extend(phrases::widths(record));
    sentences.extend(plain.iter().map(|sentence| text(sentence)));
    sentences.push(String::from("\n\\emph{Assumptions.}"));
    let assumptions = record.assumptions.iter().cloned();
    let assumptions = assumptions.chain(phrases::ledger(record));
    sentences.extend(assumptions.map(|sentence| text(&sentence)));
    let chips = cite(&[Kind::Chip]);
    if !chips.is_empty() {
        sentences.push(format!(
            "The figures of the hardware are from its data sheets and tables{chips}."
        ));
    }
    sentences.push(String::new());
    let costs = cite(&[Kind::OfEnergy, Kind::Grid]);
    if !costs.is_empty() {
        sentences.extend(record.costs.sentences.iter().map(|sentence| text(sentence)));
        sentences.push(format!(
            "Energy and emissions follow from the hours as in the sources{costs}."
        ));
    }
    sentences.push(credit(record, &cite(&[Kind::Program])));
    sentences.join("\n") + "\n\n"
}

/// Cites the sources of some kinds: `~\cite{sevilla2022estimating,amodei2018ai}`.
fn cite(record: &Record, kinds: &[Kind]) -> String {
    let sources = record
        .sources
        .iter()
        .filter(|source| kinds.contains(&source.kind));
    let keys: Vec<&str> = sources.map(|source| source.key.as_str()).collect();
    match keys.as_slice() {
        [] => String::new(),
        some => format!("~\\cite{{{}}}", some.join(",")),
    }
}

pub(super) fn credit(record: &Record, cite: &str) -> String {
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let (program, link) = (text(&record.program()), link(record));
    if record.link.contains("://") {
        format!("Estimated{on} with {program}{cite}; every input opens at {link}.")
    } else {
        format!("Estimated{on} with {program}{cite}; {link}.")
    }
}

/// Writes a link to the estimate. A fragment without a page cannot be opened, so it is shown as
/// text.
pub(super) fn link(record: &Record) -> String {
    if record.link.contains("://") {
        format!("\\href{{{}}}{{this link}}", address(&record.link))
    } else {
        format!(
            "{} \\texttt{{{}}}",
            phrases::FRAGMENT,
            breakable(&record.link)
        )
    }
}

/// A table's columns as letters, its head and its rows.
struct Rows {
    columns: &'static str,
    head: Vec<&'static str>,
    body: Vec<Vec<String>>,
    total: Option<Vec<String>>,
}

fn table(caption: &str, label: &str, rows: Rows) -> String {
    let line = |cells: &[String]| format!("    {} \\\\\n", cells.join(" & "));
    let head: Vec<String> = rows.head.iter().map(|cell| (*cell).into()).collect();
    let mut out = format!(
        "\\begin{{table}}[htbp]\n  \\centering\n  \\caption{{{caption}}}\n  \\label{{{label}}}\n  \\begin{{tabular}}{{{}}}\n    \\toprule\n",
        rows.columns
    );
    out.push_str(&line(&head));
    out.push_str("    \\midrule\n");
    for row in &rows.body {
        out.push_str(&line(row));
    }
    if let Some(total) = rows.total {
        out.push_str("    \\midrule\n");
        out.push_str(&line(&total));
    }
    out + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n\n"
}

/// Returns a row for each stage, and one for the total.
fn figures(record: &Record) -> Rows {
    let row = |name: String, flop: Option<Amount>, by: String| {
        let figure = |of: fn(Amount) -> String| flop.map_or("--".into(), |flop| text(&of(flop)));
        vec![
            text(&name),
            figure(|flop| strip(&flop.flop(), " FLOP")),
            figure(|flop| flop.factor().unwrap_or("–".into())),
            figure(|flop| strip(&flop.pfs_days(), " pfs-days")),
            text(&by),
        ]
    };
    let body = record.stages.iter().map(|stage| {
        let name = if record.is_sum() {
            heading(stage)
        } else {
            capitalized(&record.subject())
        };
        let headline = stage.figures.headline;
        let by = headline.map_or("not known".into(), |(_, basis)| basis::method(basis).into());
        row(name, headline.map(|(flop, _)| Amount(flop)), by)
    });
    let total = row(
        phrases::total_name(record).into(),
        Some(record.total),
        basis::method(record.basis).into(),
    );
    Rows {
        columns: "p{0.22\\linewidth}lllp{0.2\\linewidth}",
        head: vec!["Stage", "FLOP", "90\\% range", "pfs-days", "By"],
        body: body.collect(),
        total: record.is_sum().then_some(total),
    }
}

fn strip(text: &str, unit: &str) -> String {
    text.strip_suffix(unit).unwrap_or(text).into()
}

/// Returns a row for each input. If there are several stages, their inputs stand under their names.
fn inputs(record: &Record) -> Rows {
    let mut body = Vec::new();
    for stage in &record.stages {
        // A stage without inputs gets no name row.
        if record.is_sum() && listed_inputs(stage).next().is_some() {
            let name = format!("\\emph{{{}}}", text(&stage.title()));
            body.push(vec![name, String::new(), String::new()]);
        }
        for input in listed_inputs(stage) {
            let read = input.read.as_deref().unwrap_or("cannot be read");
            body.push(vec![
                text(&input.name()),
                breakable(input.source().trim_matches(['“', '”'])),
                text(read),
            ]);
        }
    }
    Rows {
        columns: "p{0.27\\linewidth}p{0.27\\linewidth}p{0.33\\linewidth}",
        head: vec!["Input", "As typed", "As read"],
        body,
        total: None,
    }
}

/// Makes a long text without spaces breakable after its signs.
fn breakable(plain: &str) -> String {
    if plain.len() < LONG_TEXT {
        return text(plain);
    }
    let pieces = plain.split_inclusive([';', ',', ')', '(', '&', '=', '/', '*', '_']);
    let pieces: Vec<String> = pieces.map(text).collect();
    pieces.join("\\allowbreak{}")
}
