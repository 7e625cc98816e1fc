//! The functions that other programs call: text in, JSON or a report out.
//!
//! The command, the ES module and the Python package print or return what these functions make, so all of them give
//! the same figures.
//!
//! ```
//! let answer = petaday::interface::estimate("v=1&parameters=70e9&tokens=2e12").unwrap();
//! assert!(answer.has_figure);
//! assert!(answer.json.contains("8.4e+23"));
//! ```

mod count;
mod fields;

pub use count::{CountOptions, count};
#[cfg(feature = "cli")]
pub(crate) use count::{positive, sizes};
pub use fields::link;

use crate::answer::{Evaluation, answer, report_problems};
use crate::draft::link::decode;
use crate::import::passage;
use crate::report::{Format, NoFigure, Record, json, write_with};

/// A JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The object, indented.
    pub json: String,
    /// Whether it has a figure. If not, its problems say why.
    pub has_figure: bool,
}

/// A report, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The problems of the link and of its fields: `tokens: …`.
    pub problems: Vec<String>,
    /// The text.
    pub report: Result<String, NoFigure>,
}

impl Reported {
    /// Returns the report.
    ///
    /// # Errors
    ///
    /// Says what is missing, with the problems of the fields.
    pub fn text(self) -> Result<String, String> {
        self.report.map_err(|missing| {
            let mut told = missing.to_string();
            for problem in &self.problems {
                if !told.contains(problem.as_str()) {
                    told.push(' ');
                    told.push_str(problem);
                }
            }
            told
        })
    }
}

/// Returns the figures of a link, as docs/estimate.schema.json has them. A factor that is solved for is a figure.
///
/// # Errors
///
/// None in practice: every figure is finite.
pub fn estimate(link: &str) -> serde_json::Result<Answered> {
    let opened = decode(link);
    let answer = answer(&opened.draft);
    let has_figure =
        answer.outcome.total.headline.is_some() || answer.reachable_solutions().next().is_some();
    Ok(Answered {
        json: json::document(&opened, &answer)?,
        has_figure,
    })
}

/// Writes the report of a link, with a line for the origin of each input if that is asked for.
pub fn report(format: Format, link: &str, with_provenance: bool) -> Reported {
    let opened = decode(link);
    let evaluation = Evaluation::of(opened.draft);
    let of_link = opened.problems.iter();
    let of_link = of_link.map(|problem| format!("{}: {}", problem.key, problem.message));
    let said = report_problems(evaluation.draft());
    let of_fields = evaluation.answer().problems.iter().chain(&said);
    let of_fields = of_fields.map(|problem| format!("{}: {}", problem.field, problem.message));
    let problems = of_link.chain(of_fields).collect();
    let record = Record::of(&evaluation, link);
    Reported {
        problems,
        report: record.map(|record| write_with(format, &record, with_provenance)),
    }
}

/// Returns the format of this name.
///
/// # Errors
///
/// Lists the formats if there is none of this name.
pub fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| {
        let slugs: Vec<&str> = Format::ALL.into_iter().map(Format::slug).collect();
        format!(
            "There is no format “{name}”. The formats are {}.",
            slugs.join(", ")
        )
    })
}

/// Returns the fields that a passage fills in, with their phrases.
///
/// # Errors
///
/// None in practice: every value is finite.
pub fn read(passage: &str) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&passage::read(passage))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "v=1&title=X&parameters=70e9&tokens=2e12";

    #[test]
    fn an_estimate_without_a_figure_says_why() {
        let answer = estimate("v=1&tokens=1e").expect("JSON");
        assert!(!answer.has_figure);
        assert!(answer.json.contains("\"key\": \"tokens\""));
        assert!(estimate(LINK).expect("JSON").has_figure);
    }

    #[test]
    fn a_factor_that_is_solved_for_is_a_figure() {
        let goal = "v=1&chips=1024&peak=1e15&utilization=0.4&goal=1e24";
        assert!(estimate(goal).expect("JSON").has_figure);
    }

    #[test]
    fn a_report_is_a_text_or_says_what_is_missing() {
        let sentence = report(Format::Sentence, LINK, false).report;
        assert!(sentence.expect("a figure").contains("8.4"));
        let none = report(Format::Sentence, "v=1&tokens=1e&tokns=3", false);
        assert!(none.report.is_err());
        assert!(none.problems.iter().any(|told| told.starts_with("tokns: ")));
        assert!(
            none.problems
                .iter()
                .any(|told| told.starts_with("tokens: "))
        );
    }

    #[test]
    fn a_format_is_known_by_its_name() {
        assert_eq!(format("neurips"), Ok(Format::Neurips));
        let refused = format("NeurIPS").expect_err("a format in capitals");
        assert!(
            refused.contains("“NeurIPS”") && refused.contains("neurips,"),
            "{refused}"
        );
    }

    #[test]
    fn a_passage_is_json() {
        let read = read("We train a 7B model on 2T tokens.").expect("JSON");
        assert!(read.contains("\"phrase\": \"2T tokens\""), "{read}");
    }
}
