//! The report panel: the estimate as a text in a chosen format, to copy or download.

use super::Action;
use super::piece::{Element, Piece, fold, pieces};
use super::press::{Look, Press, button};
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
pub fn draw(evaluation: &Evaluation, address: &str, settings: &Settings) -> Vec<Piece> {
    let record = Record::of(evaluation, address);
    let content = match &record {
        Err(missing) => pieces![nothing(missing)],
        Ok(record) => pieces![
            choices(settings.format),
            look_at(record),
            text(record, settings.format)
        ],
    };
    pieces![Element::of_class("div", "evidence report").holding(content)]
}

fn nothing(missing: &NoFigure) -> Markup {
    html! {
        p.problem.missing { "There is no figure to report yet." }
        @if !missing.missing.is_empty() {
            ul { @for text in &missing.missing { li { (text) } } }
        }
    }
}

fn choices(chosen: Format) -> Vec<Piece> {
    let choice = |format: Format| {
        let id = ["format-", format.slug()].concat();
        let look = Look {
            id: Some(&id),
            ..Look::default()
        };
        let choice = button(Action::Report(format), look, html! { (format.name()) });
        Piece::Element(choice.with("aria-pressed", (chosen == format).to_string()))
    };
    let formats = Element::of_class("div", "formats")
        .with("role", "group")
        .with("aria-label", "Kind of report")
        .holding(Format::ALL.into_iter().map(choice).collect());
    let purpose = html! { p.hint { (chosen.purpose()) } };
    pieces![formats, purpose]
}

/// Returns the problems of the date, which only reports have.
pub fn problems(evaluation: &Evaluation) -> Vec<Problem> {
    let mut problems = report_problems(evaluation.draft());
    problems.retain(|problem| problem.field.key == Key::Date);
    problems
}

/// Draws the problems to check before the report is passed on.
fn look_at(record: &Record) -> Option<Box<Element>> {
    let problems = record.problems();
    // Errors are shown without a fold.
    let is_wrong = problems.iter().any(|(how, _)| *how == Severity::Error);
    let list = html! {
        ul { @for (_, problem) in &problems { li { (problem) } } }
    };
    if !is_wrong {
        return (!problems.is_empty()).then(|| fold("report-problems", LOOK, pieces![list]));
    }
    let errors = html! { p { strong { (LOOK) } } (list) };
    let status = Element::of_class("div", "problem error").id("report-problems");
    Some(status.with("role", "status").read(errors))
}

fn text(record: &Record, format: Format) -> Vec<Piece> {
    let report = write(format, record);
    let file = format.file_name(record);
    let data = utf8_percent_encode(&report, NON_ALPHANUMERIC);
    let shown = Element::new("pre")
        .id("report-text")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", format.name())
        .read(html! { (report) });
    let copy = Press::Copy("report-text").button(Look::of("button primary"), html! { "Copy" });
    let download = Element::of_class("a", "button")
        .with("download", file.as_str())
        .with(
            "href",
            format!("data:{};charset=utf-8,{data}", format.media_type()),
        )
        .read(html! { "Download " (file) });
    let row = pieces![
        copy,
        html! { span.visually-hidden role="status" {} },
        download
    ];
    pieces![shown, Element::of_class("p", "row").holding(row)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Field;
    use crate::draft::link::decode;
    use crate::panel::piece::{self, presses};

    const PAGE: &str = "https://petaday.example/";

    fn evaluation(link: &str) -> Evaluation {
        Evaluation::of(decode(&format!("v=1&{link}")).draft)
    }

    fn html_of(link: &str, format: Format) -> String {
        piece::html_of(&draw(&evaluation(link), PAGE, &Settings { format }))
    }

    #[test]
    fn a_report_can_be_chosen_copied_and_downloaded() {
        let link = "title=A<b>&parameters=70e9&tokens=2e12";
        for format in Format::ALL {
            let html = html_of(link, format);
            let pressed = format!(
                "id=\"format-{}\" type=\"button\" aria-pressed=\"true\"",
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
        let settings = Settings::default();
        let drawn = draw(&evaluation("parameters=70e9&tokens=2e12"), PAGE, &settings);
        let mut expected: Vec<Action> = Format::ALL.into_iter().map(Action::Report).collect();
        expected.push(Action::Press(Press::Copy("report-text")));
        assert_eq!(presses(&drawn), expected);
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
