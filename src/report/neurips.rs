//! Item 8 of the checklist of NeurIPS papers, on compute, in the commands of its template.
//!
//! <https://neurips.cc/public/guides/PaperChecklist> asks for the type of workers, memory and storage,
//! the time of execution, the compute of each run and of all, and whether the project took more than
//! what is reported. It does not ask for FLOP; both are given.

use super::escape::latex::{address, text};
use super::paragraph::heading;
use super::record::{Amount, Record, Stage, slug};
use super::words;
use crate::draft::scope::{Item, Line, State};
use crate::estimate::Role;
use crate::quantity::{Uncertain, full, write};

/// The answer, its justification and a table.
pub(super) fn item(record: &Record) -> String {
    let missing = missing(record);
    let answer = if missing.is_empty() { "Yes" } else { "No" };
    let mut out = String::from(
        "% NeurIPS paper checklist, item 8, “Experiments compute resources”: in place of its answer and\n% justification. For a document with \\usepackage{booktabs} and \\usepackage{hyperref}.\n"
            .replace(['“', '”'], "\"").as_str(),
    );
    for what in &missing {
        out.push_str(&format!("% Missing for “Yes”: {what}.\n").replace(['“', '”'], "\""));
    }
    out.push_str("% Not in the estimate, to be added: internal cluster or cloud provider; storage.\n");
    out.push_str(&format!("\\item[] Answer: \\answer{answer}{{}}\n\\item[] Justification: "));
    out.push_str(&justification(record));
    out.push_str(&table(record));
    out
}

/// What the item asks for and the estimate does not say.
fn missing(record: &Record) -> Vec<&'static str> {
    let lacks = |is_there: fn(&Stage) -> bool| {
        let mut trained = record.stages.iter().filter(|stage| stage.role == Role::Training);
        trained.any(|stage| !is_there(stage))
    };
    let mut missing = Vec::new();
    if lacks(|stage| !stage.chips.is_empty()) {
        missing.push("the type of workers (hardware)");
    }
    if lacks(|stage| stage.figures.chip_hours.is_some()) {
        missing.push("the time of execution (time and chips, or chip-hours)");
    }
    missing
}

fn justification(record: &Record) -> String {
    let mut said = vec![text(&format!(
        "Training {} took an estimated {}, {}.",
        record.subject(),
        record.total.in_full(),
        words::by(record.basis)
    ))];
    let trained = || record.stages.iter().filter(|stage| stage.role == Role::Training);
    let mut workers: Vec<String> = trained().filter_map(workers).collect();
    workers.dedup();
    if !workers.is_empty() {
        said.push(format!("Workers: {}.", text(&workers.join("; "))));
    }
    let mut plain = Vec::new();
    for stage in &record.stages {
        let of = if record.is_sum() { format!("{}. ", heading(stage)) } else { String::new() };
        plain.push(format!("{of}{}", words::calculations(stage).join(" ")));
    }
    plain.extend(words::base(record));
    plain.push(record.assumptions.first().cloned().unwrap_or_default());
    plain.push(overhead(record));
    said.extend(plain.iter().map(|sentence| text(sentence)));
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let link = if record.link.contains("://") {
        format!("\\href{{{}}}{{this link}}", address(&record.link))
    } else {
        text(&record.link)
    };
    said.push(format!(
        "Estimated with {}{on}; every input and assumption opens at {link}.",
        text(&record.program())
    ));
    said.join("\n") + "\n\n"
}

/// `2 × NVIDIA GeForce GTX 580 with 1.5 GB of memory each`.
fn workers(stage: &Stage) -> Option<String> {
    let hardware = stage.hardware()?;
    let memory = match stage.chips.as_slice() {
        [only] => only.memory_gb(),
        _ => None,
    };
    Some(match memory {
        Some(memory) => format!("{hardware} with {} GB of memory each", write::typed(memory)),
        None => hardware,
    })
}

/// Whether the project took more than what is reported.
fn overhead(record: &Record) -> String {
    let line = record.scope.iter().find(|line| line.item == Item::FailedRuns);
    let Some((line, Some(state))) = line.map(|line| (line, line.state)) else {
        return "How much compute preliminary and failed runs took beside these is not estimated.".into();
    };
    match state {
        State::None => "There were no preliminary or failed runs.".into(),
        State::In => "Preliminary and failed runs are counted in these figures.".into(),
        State::Out => left_out(record, line),
    }
}

fn left_out(record: &Record, line: &Line) -> String {
    let said = words::said_of(line);
    let said = if said.is_empty() { said } else { format!(" ({said})") };
    match line.flop {
        Some(flop) => {
            let all = 1.0 + flop.median() / record.total.0.median();
            format!(
                "Preliminary and failed runs are not counted in these figures{said}: with them the project took about {} times the reported compute.",
                write::people(all)
            )
        }
        None => format!("Preliminary and failed runs are not counted in these figures{said}, and how much they took is not estimated."),
    }
}

/// A row for each stage, by the run, and the total of all runs.
fn table(record: &Record) -> String {
    let line = |cells: [String; 5]| format!("    {} \\\\\n", cells.map(|cell| text(&cell)).join(" & "));
    let mut out = format!(
        "\\begin{{table}}[htbp]\n  \\centering\n  \\caption{{Compute of each run and in total, estimated.}}\n  \\label{{tab:checklist-compute-{}}}\n  \\begin{{tabular}}{{p{{0.4\\linewidth}}llll}}\n    \\toprule\n    Run & Runs & Chip-hours of each & FLOP of each & FLOP of all \\\\\n    \\midrule\n",
        slug(&record.title)
    );
    for stage in &record.stages {
        let of_each = |all: Uncertain| write::people(all.over(stage.runs).median());
        let hours = stage.figures.chip_hours.map(|hours| of_each(hours.0));
        let flop = stage.figures.headline.map(|(flop, _)| flop);
        let none = || "–".to_owned();
        out.push_str(&line([
            if record.is_sum() { heading(stage) } else { record.subject().into() },
            full::full(stage.runs),
            hours.unwrap_or_else(none),
            flop.map_or_else(none, |flop| of_each(flop.0)),
            flop.map_or_else(none, |flop| write::people(flop.median())),
        ]));
    }
    let hours = record.outcome().total.chip_hours;
    let hours = hours.map_or("–".into(), |hours| format!("{} in all", write::people(hours.median())));
    out.push_str("    \\midrule\n");
    let total = Amount(record.total.0).flop();
    let total = total.trim_end_matches(" FLOP").to_owned();
    out.push_str(&line(["Total".into(), String::new(), hours, String::new(), total]));
    out + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n"
}
