//! A paragraph and two tables for a paper in LaTeX.

use super::escape::latex::{address, text};
use super::paragraph::{heading, shown};
use super::record::inputs::capitalized;
use super::record::{Amount, Record, slug};
use super::words;
use crate::draft::label;

/// What is to be done for it to compile.
const PREAMBLE: &str = "\
% For a document with \\usepackage{booktabs} and \\usepackage{hyperref}; before 2018 also with
% \\usepackage[utf8]{inputenc}. The keys cited are those of the report “BibTeX” of the same estimate.
";

/// The fragment.
pub(super) fn fragment(record: &Record) -> String {
    let slug = slug(&record.title);
    let title = text(record.subject());
    let mut out = format!("% Training compute of {}.\n{PREAMBLE}", comment(record.subject()));
    out.push_str(&prose(record, &slug));
    let caption = format!(
        "Estimated training compute of {title}. Figures in FLOP, a multiply-add counted as two; 1~pfs-day is $8.64\\times10^{{19}}$~FLOP."
    );
    out.push_str(&table(&caption, &format!("tab:compute-{slug}"), figures(record)));
    let caption = format!("Inputs of the estimate of {title}, as typed and as read.");
    out.push_str(&table(&caption, &format!("tab:inputs-{slug}"), inputs(record)));
    out
}

/// A comment ends with its line, and nothing in it is hidden.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c == '^' { ' ' } else { c }).collect()
}

fn prose(record: &Record, slug: &str) -> String {
    let keys: Vec<&str> = record.sources.iter().map(|source| source.key.as_str()).collect();
    let methods = match keys.split_last() {
        Some((_, others)) if !others.is_empty() => format!("~\\cite{{{}}}", others.join(",")),
        _ => String::new(),
    };
    let mut said = vec![format!(
        "Training {} took an estimated {}, {}{methods} (Table~\\ref{{tab:compute-{slug}}}).",
        text(record.subject()),
        text(&record.total.in_full()),
        text(&words::by(record.basis)),
    )];
    let mut plain = Vec::new();
    for stage in &record.stages {
        let mut of_stage = words::calculations(stage);
        if !stage.note.is_empty() {
            of_stage.push(format!("Note: {}", words::closed(&stage.note)));
        }
        if record.is_sum() {
            plain.push(format!("{}.", heading(stage)));
        }
        plain.extend(of_stage);
    }
    if record.is_sum() {
        plain.extend(words::sum(record).map(|sum| format!("Total: {sum}.")));
        plain.extend(words::agreement(record.agreement()));
    }
    plain.extend(words::base(record));
    plain.extend(record.assumptions.iter().cloned());
    plain.extend(words::widths(record));
    plain.extend(words::ledger(record));
    said.extend(plain.iter().map(|sentence| text(sentence)));
    said.push(credit(record, keys.last().copied().unwrap_or_default()));
    said.join("\n") + "\n\n"
}

fn credit(record: &Record, key: &str) -> String {
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let link = if record.link.contains("://") {
        format!("\\href{{{}}}{{this link}}", address(&record.link))
    } else {
        format!("the link \\texttt{{{}}}", breakable(&record.link))
    };
    format!(
        "Estimated with {}{on}~\\cite{{{key}}}; the inputs open at {link}.",
        text(&record.program())
    )
}

/// A table’s columns, by their letters and heads, and its rows.
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

/// A row for each stage, and one for the total.
fn figures(record: &Record) -> Rows {
    let row = |name: String, flop: Option<Amount>, by: String| {
        let figure = |of: fn(Amount) -> String| flop.map_or("--".into(), |flop| text(&of(flop)));
        vec![
            text(&name),
            figure(|flop| strip(&flop.flop(), " FLOP")),
            figure(|flop| flop.factor().unwrap_or("--".into())),
            figure(|flop| strip(&flop.pfs_days(), " pfs-days")),
            text(&by),
        ]
    };
    let body = record.stages.iter().map(|stage| {
        let name = if record.is_sum() { heading(stage) } else { capitalized(record.subject()) };
        let headline = stage.figures.headline;
        let by = headline.map_or("not known".into(), |(_, basis)| words::method(basis).into());
        row(name, headline.map(|(flop, _)| Amount(flop)), by)
    });
    let total = row("Total".into(), Some(record.total), words::method(record.basis).into());
    Rows {
        columns: "p{0.3\\linewidth}lllp{0.25\\linewidth}",
        head: vec!["Stage", "FLOP", "90\\% range", "pfs-days", "By"],
        body: body.collect(),
        total: record.is_sum().then_some(total),
    }
}

fn strip(text: &str, unit: &str) -> String {
    text.strip_suffix(unit).unwrap_or(text).into()
}

/// Every input, of several stages under their names.
fn inputs(record: &Record) -> Rows {
    let mut body = Vec::new();
    for stage in &record.stages {
        for input in shown(stage) {
            let name = match record.is_sum() {
                true => format!("{}: {}", stage.title(), label(input.key)),
                false => input.name(),
            };
            let read = input.read.as_deref().unwrap_or("cannot be read");
            body.push(vec![
                text(&name),
                breakable(input.source().trim_matches(['“', '”'])),
                text(read),
            ]);
        }
    }
    Rows {
        columns: "p{0.3\\linewidth}p{0.3\\linewidth}p{0.3\\linewidth}",
        head: vec!["Input", "As typed", "As read"],
        body,
        total: None,
    }
}

/// A long text without spaces, which may be parted behind its signs.
fn breakable(plain: &str) -> String {
    let mut out = String::new();
    for piece in plain.split_inclusive([';', ',', ')', '(', '&', '=', '/', '*', '_']) {
        out.push_str(&text(piece));
        if piece.len() < plain.len() {
            out.push_str("\\allowbreak{}");
        }
    }
    out
}
