//! A permalink's estimate as a report, without a browser:
//!
//! ```text
//! cargo run -q --no-default-features --example report -- latex 'v=1&parameters=70e9&tokens=2e12'
//! ```
//!
//! Exits with 0; or with 2 where the format is unknown or there is no figure, and says what to do.
//! What could not be read of the link goes to the standard error.

use petaday::answer::{Evaluation, report_problems};
use petaday::draft::link;
use petaday::report::{Format, Record, write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(format), Some(link), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!(
            "usage: report FORMAT 'LINK-OR-FRAGMENT'   (in quotes: the shell reads & otherwise)\n{}",
            formats()
        );
        return ExitCode::from(2);
    };
    let Some(format) = Format::named(&format) else {
        eprintln!("“{format}” is no format.\n{}", formats());
        return ExitCode::from(2);
    };
    let opened = link::decode(&link);
    for problem in &opened.problems {
        eprintln!("{}: {}", problem.key, problem.message);
    }
    let evaluation = Evaluation::of(opened.draft);
    let said = report_problems(evaluation.draft());
    for problem in evaluation.answer().problems.iter().chain(&said) {
        eprintln!("{}: {}", problem.field, problem.message);
    }
    match Record::of(&evaluation, &link) {
        Ok(record) => print!("{}", write(format, &record)),
        Err(missing) => {
            eprintln!("{missing}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn formats() -> String {
    let lines = Format::ALL.map(|format| format!("  {:10} {}", format.slug(), format.purpose()));
    format!("Formats:\n{}", lines.join("\n"))
}
