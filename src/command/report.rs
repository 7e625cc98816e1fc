//! `petaday report`: an estimate as a report, and the list of formats.

use super::arguments::Report;
use super::ending::{Ending, Failure, Result};
use super::{input, print};
use crate::interface;
use crate::report::Audience;

/// Prints the report, or the list of formats. What could not be read of the link goes to standard error.
pub(super) fn run(asked: &Report) -> Result {
    if asked.list {
        print::bytes(formats().as_bytes())?;
        return Ok(Ending::Figure);
    }
    let (Some(format), Some(link)) = (asked.format, &asked.link) else {
        return Err(Failure::Wrong(
            "a report needs a format and a link: petaday report sentence 'v=1&…'".into(),
        ));
    };
    let reported = interface::report(format, &input::link(link)?, asked.provenance);
    for problem in &reported.problems {
        print::note(problem);
    }
    match reported.report {
        Ok(report) => {
            print::bytes(report.as_bytes())?;
            Ok(Ending::Figure)
        }
        Err(missing) => {
            print::note(&missing.to_string());
            Ok(Ending::NoFigure)
        }
    }
}

/// Lists the formats, each with its purpose, by who reads them.
fn formats() -> String {
    let list = |audience: Audience| {
        let formats = audience.formats();
        let lines = formats.map(|format| format!("{:14}  {}\n", format.slug(), format.purpose()));
        format!("{}:\n{}", audience.name(), lines.collect::<String>())
    };
    Audience::ALL.map(list).join("\n")
}
