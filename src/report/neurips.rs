//! Item 8 of the checklist of NeurIPS papers, on compute, in the commands of its template.
//!
//! <https://neurips.cc/public/guides/PaperChecklist> asks for the type of workers, memory and
//! storage, the time of execution, the compute of each run and in total, and whether the project
//! took more than is reported. It does not ask for FLOP; the report gives both.

use super::escape::latex::text;
use super::latex;
use super::paragraph::heading;
use super::phrases;
use super::record::{Record, Stage};
use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState};
use crate::quantity::{Uncertain, full, write};
use crate::words::text::{anchor, capitalized};

/// The comment that says where the item goes.
const HEAD: &str = "\
% NeurIPS paper checklist, item 8, Experiments compute resources: in place of its answer and its
% justification. For a document with \\usepackage{booktabs} and \\usepackage{hyperref}.
";

/// Writes the answer, its justification and a table.
pub(super) fn item(record: &Record) -> String {
    let missing = missing(record);
    let answer = if missing.is_empty() { "Yes" } else { "No" };
    let mut out = String::from(HEAD);
    for what in &missing {
        out.push_str(&format!("% Missing for the answer Yes: {what}.\n"));
    }
    if record.own().any(|stage| stage.plan.is_some()) {
        out.push_str(
            "% The hours are planned and not measured. Replace them by those of the run.\n",
        );
    }
    out.push_str(
        "% Not in the estimate, to be added: internal cluster or cloud provider; storage.\n",
    );
    out.push_str(&format!(
        "\\item[] Answer: \\answer{answer}{{}}\n\\item[] Justification: "
    ));
    out.push_str(&justification(record));
    out.push_str(&table(record));
    out
}

/// Lists what the item asks for and the estimate does not give.
fn missing(record: &Record) -> Vec<String> {
    if record.own().next().is_none() {
        return Vec::new();
    }
    let lacks = |what: &str, is_there: fn(&Stage) -> bool| {
        let known = record.known(|stage| is_there(stage).then_some(()));
        match known {
            None => Some(what.into()),
            Some(known) if known.gap.is_none() => None,
            Some(known) => Some(format!("{what} of {}", text(&known.gap.lacking()))),
        }
    };
    let workers = lacks("the type of workers (hardware)", |stage| {
        !stage.chips.is_empty()
    });
    let time = lacks(
        "the time of execution (time and chips, or chip-hours)",
        |stage| stage.chip_hours().is_some(),
    );
    workers.into_iter().chain(time).collect()
}

fn justification(record: &Record) -> String {
    let mut plain = vec![phrases::opening(record)];
    // Stages that took the same are all listed, because each of them took it.
    let of_stage = |stage: &Stage| {
        let words = workers(stage)?;
        Some(match record.own().count() {
            1 => words,
            _ => format!("{}: {words}", stage.title()),
        })
    };
    if let Some(workers) = record.known(of_stage) {
        let lack = workers.gap.lack("hardware and time");
        let texts: Vec<String> = workers.value.into_iter().chain(lack).collect();
        plain.push(format!("Workers and time: {}.", texts.join("; ")));
    }
    for stage in &record.stages {
        let calculations = phrases::calculations(stage).join(" ");
        plain.push(match record.is_sum() {
            true => format!("{}. {calculations}", heading(stage))
                .trim_end()
                .to_owned(),
            false => calculations,
        });
    }
    plain.extend(phrases::base(record));
    plain.extend(record.assumptions.first().cloned());
    plain.extend(phrases::ledger(record));
    plain.push(overhead(record));
    let mut sentences: Vec<String> = plain.iter().map(|sentence| text(sentence)).collect();
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let (program, link) = (text(&record.program()), latex::link(record));
    sentences.push(match record.link.contains("://") {
        true => {
            format!("Estimated{on} with {program}; every input and assumption opens at {link}.")
        }
        false => format!("Estimated{on} with {program}; {link}."),
    });
    sentences.join("\n") + "\n\n"
}

/// Writes `2 × NVIDIA GeForce GTX 580 with 1.54 GB of memory each, 264 chip-hours (2 chips × 132
/// h)`.
fn workers(stage: &Stage) -> Option<String> {
    let memory = match stage.chips.as_slice() {
        [only] => only.memory_gb(),
        _ => None,
    };
    let hardware = stage.hardware().map(|hardware| match memory {
        Some(memory) => format!("{hardware} with {} GB of memory each", write::typed(memory)),
        None => hardware,
    });
    let parts: Vec<String> = [hardware, stage.hours()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Says whether the project took more than is reported.
fn overhead(record: &Record) -> String {
    let line = record
        .scope
        .iter()
        .find(|line| line.item == LedgerItem::FailedRuns);
    let Some((line, Some(state))) = line.map(|line| (line, line.state)) else {
        return "How much compute preliminary and failed runs took beside these is not estimated."
            .into();
    };
    match state {
        LedgerState::None => "There were no preliminary or failed runs.".into(),
        LedgerState::In => "Preliminary and failed runs are counted in these figures.".into(),
        LedgerState::Out => left_out(record, line),
    }
}

fn left_out(record: &Record, line: &LedgerLine) -> String {
    let details = phrases::item_details(line);
    let details = if details.is_empty() {
        details
    } else {
        format!(" ({details})")
    };
    match line.flop {
        Some(flop) => {
            // The project's own compute: the base model was trained by somebody else.
            let (own, of) = match record.without_base {
                Some(own) => (own, " without the base model"),
                None => (record.total, ""),
            };
            let all = 1.0 + flop.median() / own.0.median();
            format!(
                "Preliminary and failed runs are not counted in these figures{details}: with them the project took about {} times the reported compute{of}.",
                write::people(all)
            )
        }
        None => format!(
            "Preliminary and failed runs are not counted in these figures{details}, and how much they took is not estimated."
        ),
    }
}

/// Writes a row for each stage, for one run and for all runs, and the total.
fn table(record: &Record) -> String {
    let line = |cells: [String; 6]| {
        let cells = cells.map(|cell| text(&cell));
        format!("    {} \\\\\n", cells.join(" & "))
    };
    let mut out = format!(
        "\\begin{{table}}[htbp]\n  \\centering\n  \\small\n  \\caption{{Compute of each run and in total, estimated.}}\n  \\label{{tab:checklist-compute-{}}}\n  \\begin{{tabular}}{{p{{0.18\\linewidth}}lllll}}\n    \\toprule\n    & & Chip-hours & Chip-hours & FLOP & FLOP \\\\\n    Stage & Runs & of each run & of all & of each run & of all \\\\\n    \\midrule\n",
        anchor(&record.title, &record.link)
    );
    let none = || "–".to_owned();
    for stage in &record.stages {
        let both = |all: Option<Uncertain>| {
            let each = all.map(|all| write::people(all.over(stage.runs).median()));
            let all = all.map(|all| write::people(all.median()));
            [each.unwrap_or_else(none), all.unwrap_or_else(none)]
        };
        let [hours, all_hours] = both(stage.chip_hours().map(|hours| hours.0));
        let [flop, all_flop] = both(stage.figures.headline.map(|(flop, _)| flop.0));
        let name = match record.is_sum() {
            true => heading(stage),
            false => capitalized(&record.subject()),
        };
        out.push_str(&line([
            name,
            full::full(stage.runs),
            hours,
            all_hours,
            flop,
            all_flop,
        ]));
    }
    let hours = record.chip_hours();
    let hours = hours.map_or_else(none, |hours| write::people(hours.median()));
    let flop = write::people(record.total.0.median());
    out.push_str("    \\midrule\n");
    let empty = String::new;
    out.push_str(&line([
        phrases::total_name(record).into(),
        empty(),
        empty(),
        hours,
        empty(),
        flop,
    ]));
    out + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n"
}
