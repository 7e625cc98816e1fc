//! The report panel: the estimate as a text in a chosen format, to copy or download.

use super::Act;
use super::press::{Look, Press};
use crate::answer::{Evaluation, Problem, Severity, report_problems};
use crate::draft::Key;
use crate::report::{Format, NoFigure, Record, write};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

const LOOK: &str = "Look at this before you pass it on";

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The format of the report.
    pub format: Format,
}

/// Draws the panel for a draft and the address of the page that shows it.
pub fn draw(evaluation: &Evaluation, address: &str, settings: &Settings) -> Markup {
    let record = Record::of(evaluation, address);
    html! {
        div.evidence.report {
            @match &record {
                Err(missing) => (nothing(missing)),
                Ok(record) => {
                    (choices(settings.format))
                    (look_at(record))
                    (text(record, settings.format))
                },
            }
        }
    }
}

/// Applies a user action to the settings. A button with the action `format-latex` chooses that
/// format.
pub fn act(settings: &Settings, act: &Act) -> Settings {
    let chosen = act.what.strip_prefix("format-").and_then(Format::named);
    Settings {
        format: chosen.unwrap_or(settings.format),
    }
}

fn nothing(missing: &NoFigure) -> Markup {
    html! {
        p.problem.missing { "There is no figure to report yet." }
        @if !missing.missing.is_empty() {
            ul { @for text in &missing.missing { li { (text) } } }
        }
    }
}

fn choices(chosen: Format) -> Markup {
    html! {
        div.formats role="group" aria-label="Kind of report" {
            @for format in Format::ALL {
                button #{ "format-" (format.slug()) } type="button" aria-pressed=(chosen == format)
                    data-do={ "format-" (format.slug()) } { (format.name()) }
            }
        }
        p.hint { (chosen.purpose()) }
    }
}

/// Returns the problems of the date, which only reports have.
pub fn problems(evaluation: &Evaluation) -> Vec<Problem> {
    let mut problems = report_problems(evaluation.draft());
    problems.retain(|problem| problem.field.key == Key::Date);
    problems
}

/// Draws the problems to check before the report is passed on.
fn look_at(record: &Record) -> Markup {
    let problems = record.problems();
    // Errors are shown without a fold.
    let is_wrong = problems.iter().any(|(how, _)| *how == Severity::Error);
    let list = html! {
        ul { @for (_, problem) in &problems { li { (problem) } } }
    };
    html! {
        @if is_wrong {
            div.problem.error #report-problems role="status" {
                p { strong { (LOOK) } }
                (list)
            }
        } @else if !problems.is_empty() {
            details.why #report-problems {
                summary { (LOOK) }
                (list)
            }
        }
    }
}

fn text(record: &Record, format: Format) -> Markup {
    let report = write(format, record);
    let file = format.file_name(record);
    let data = utf8_percent_encode(&report, NON_ALPHANUMERIC);
    html! {
        pre #report-text tabindex="0" role="region" aria-label=(format.name()) { (report) }
        p.row {
            (Press::Copy("report-text".into()).button(Look::of("button primary"), &html! { "Copy" }))
            span.visually-hidden role="status" {}
            a.button download=(file) href={ "data:" (format.media_type()) ";charset=utf-8," (data) } {
                "Download " (file)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Field;
    use crate::draft::link::decode;

    const PAGE: &str = "https://petaday.example/";

    fn evaluation(link: &str) -> Evaluation {
        Evaluation::of(decode(&format!("v=1&{link}")).draft)
    }

    fn html_of(link: &str, format: Format) -> String {
        draw(&evaluation(link), PAGE, &Settings { format }).into_string()
    }

    #[test]
    fn a_report_can_be_chosen_copied_and_downloaded() {
        let link = "title=A<b>&parameters=70e9&tokens=2e12";
        for format in Format::ALL {
            let html = html_of(link, format);
            let pressed = format!(
                "id=\"format-{0}\" type=\"button\" aria-pressed=\"true\" data-do=\"format-{0}\"",
                format.slug()
            );
            assert!(html.contains(&pressed), "{html}");
            assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1);
            assert!(
                html.contains("<pre id=\"report-text\" tabindex=\"0\""),
                "{html}"
            );
            assert!(!html.contains("<b>"), "{html}");
            assert!(html.contains("download=\"petaday-a-b"), "{html}");
        }
    }

    #[test]
    fn a_format_is_chosen_by_its_button() {
        let of = |what: &str| Act {
            what: what.into(),
            ..Act::default()
        };
        let chosen = act(&Settings::default(), &of("format-latex"));
        assert_eq!(chosen.format, Format::Latex);
        assert_eq!(act(&chosen, &of("format-docx")), chosen);
        assert_eq!(act(&chosen, &of("copy")), chosen);
    }

    #[test]
    fn missing_inputs_are_listed() {
        let html = html_of("parameters=70e9", Format::Sentence);
        assert!(html.contains("There is no figure to report yet."), "{html}");
        assert!(html.contains("also needs the training examples"), "{html}");
        let html = html_of("parameters=70e9&tokens=2e12&chips=x", Format::Eu);
        assert!(html.contains("Look at this"), "{html}");
    }

    #[test]
    fn a_date_that_is_none_is_a_problem_of_its_field() {
        let of = |link: &str| problems(&evaluation(link));
        let found = of("parameters=70e9&tokens=2e12&date=2026-02-30&scope=coffee:in");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].field, Field::new(0, Key::Date));
        assert!(found[0].message.contains("“2026-02-30” is no date"));
        assert_eq!(of("date=2026-02-28"), []);
    }

    /// An error is shown at once; a warning is folded away.
    #[test]
    fn errors_are_shown_above_the_report() {
        let html = html_of("parameters=70e9&tokens=2e12&chip-hours=many", Format::Eu);
        assert!(
            html.contains("<div class=\"problem error\" id=\"report-problems\""),
            "{html}"
        );
        let html = html_of(
            "parameters=1e9&tokens=1e12&scope=recomputation:in",
            Format::Eu,
        );
        assert!(
            html.contains("<details class=\"why\" id=\"report-problems\">"),
            "{html}"
        );
        assert!(html.contains("does not count it"), "{html}");
    }
}
