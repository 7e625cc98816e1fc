//! An estimate as a short text for a terminal.

use crate::answer::{Answer, Energy};
use crate::draft::link::Opened;
use crate::draft::{Field, Key};
use crate::quantity::write::{people, people_range};
use crate::quantity::{Uncertain, isolate};
use crate::report::json::{Problem, problems};
use clap::builder::styling::{AnsiColor, Style};

/// The width of the names before the figures.
const WIDTH: usize = 18;

/// Writes the figure, its range, the methods and the problems, a line each.
pub(super) fn estimate(opened: &Opened, answer: &Answer, energy: &Energy) -> String {
    let mut text = String::new();
    let total = &answer.outcome.total;
    if let Some(title) = opened.draft.get(Field::new(0, Key::Title)) {
        text += &format!("{}\n", isolate(title.trim()));
    }
    match total.headline {
        Some((flop, _)) => {
            let bold = Style::new().bold();
            let figure = format!("{} FLOP", people(flop.median()));
            text += &line("Training compute", &format!("{bold}{figure}{bold:#}"));
            text += &line(
                "",
                &format!("{} pfs-days", people(flop.pfs_days().median())),
            );
            text += &range(flop.0);
        }
        None => text += "There is no figure.\n",
    }
    if let Some(operations) = total.operations {
        text += &line("By operations", &flop(operations.flop.0));
    }
    if let Some(gpu_time) = total.gpu_time {
        text += &line("By GPU time", &flop(gpu_time.flop.0));
    }
    if let Some(agreement) = total.agreement {
        text += &line("Check", &agreement.to_string());
    }
    for (solution, _) in answer.reachable_solutions() {
        text += &line("Solved", &solution.sentence);
    }
    for problem in problems(&opened.problems, &opened.draft, answer, &energy.problems) {
        text += &problem_lines(&problem);
    }
    text
}

fn line(name: &str, value: &str) -> String {
    format!("{name:WIDTH$}{value}\n")
}

fn flop(value: Uncertain) -> String {
    format!("{} FLOP", people_range(value))
}

fn range(value: Uncertain) -> String {
    if !value.is_range() {
        return String::new();
    }
    line("90% range", &flop(value))
}

/// Writes a problem with its choices.
fn problem_lines(problem: &Problem) -> String {
    let colour = match problem.severity {
        "error" => AnsiColor::Red.on_default(),
        "note" => Style::new(),
        _ => AnsiColor::Yellow.on_default(),
    };
    let Problem {
        key,
        severity,
        message,
        ..
    } = problem;
    format!("{colour}{severity}{colour:#} {key}: {message}\n")
}
