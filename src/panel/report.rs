//! The report panel: the estimate as a text in a chosen format, to copy or download.

mod settings;

pub use settings::{ReportAction, Settings};

use super::Action;
use super::parts::{plain_box, switch};
use super::piece::{Element, On, Piece, fold, pieces};
use super::press::{Look, Press, button};
use crate::answer::{Evaluation, Problem, Severity, report_problems};
use crate::draft::Key;
use crate::report::{Audience, CoreRate, Format, NoFigure, Record, WaterRate};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

const LOOK: &str = "Look at this before you pass it on";

/// A box above a form, for what no estimate has.
struct Beside {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    /// The message if the text cannot be read.
    problem: &'static str,
    is_wrong: bool,
}

impl Beside {
    fn draw(&self, text: &str, on: On<String>) -> Vec<Piece> {
        let about = [self.id, "-about"].concat();
        let input = plain_box(text, on)
            .id(self.id)
            .with("inputmode", "text")
            .with("aria-invalid", self.is_wrong.to_string())
            .with("aria-describedby", about.as_str());
        let label = html! { label for=(self.id) { (self.label) } };
        let about = html! {
            @if self.is_wrong {
                p class="problem error" id=(about) role="status" { (self.problem) }
            } @else {
                p.hint id=(about) { (self.hint) " This browser keeps it; no link has it." }
            }
        };
        pieces![Element::of_class("div", "field").holding(pieces![label, input, about])]
    }
}

/// Draws the box above a form that asks for what no estimate has: the cores of a chip, or the water of a data centre.
pub fn beside(settings: &Settings) -> Vec<Piece> {
    let (cores, water) = (settings.cores.as_str(), settings.water.as_str());
    match settings.format {
        Format::Allocation => Beside {
            id: "report-cores",
            label: "Cores per chip",
            hint: "As the computing centre counts them: 16, or 128/8 for a node of 128 cores and 8 chips.",
            problem: "Type whole numbers: 16, or 128/8 for a node of 128 cores and 8 chips.",
            is_wrong: !cores.is_empty() && CoreRate::read(cores).is_none(),
        }
        .draw(cores, On::new(|text| Action::Report(ReportAction::Cores(text)))),
        Format::Fmti => Beside {
            id: "report-water",
            label: "Water of the data centre, L/kWh",
            hint: "Litres for a kilowatt-hour, the water usage effectiveness (WUE). The index’s own example takes 1.8, of the US in 2021.",
            problem: "Type litres for a kilowatt-hour: 1.8, or 0.2..1.8 for a range.",
            is_wrong: !water.is_empty() && WaterRate::read(water).is_none(),
        }
        .draw(water, On::new(|text| Action::Report(ReportAction::Water(text)))),
        _ => Vec::new(),
    }
}

/// Writes a report of a format: forms and other reports are in parts of their own.
pub type Writer = fn(Format, &Record, bool) -> String;

/// Draws the panel for a draft and the address of the page that shows it. `fields` stand above the text.
pub fn draw(
    evaluation: &Evaluation,
    address: &str,
    settings: &Settings,
    write: Writer,
    fields: Vec<Piece>,
) -> Vec<Piece> {
    let mut record = Record::of(evaluation, address);
    if let Ok(record) = &mut record {
        record.cores = CoreRate::read(&settings.cores);
        record.water = WaterRate::read(&settings.water);
    }
    let content = match &record {
        Err(missing) => pieces![nothing(missing)],
        Ok(record) => pieces![
            choices(settings),
            fields,
            look_at(record),
            text(
                record,
                settings.format,
                &write(settings.format, record, settings.provenance)
            )
        ],
    };
    pieces![Element::of_class("div", "evidence report").holding(content)]
}

/// Draws the list of formats in place of a form until the part with the forms is loaded.
pub fn wait(settings: &Settings) -> Vec<Piece> {
    let waiting = html! {
        p.problem.missing role="status" {
            "Loading this form… If it does not appear, check the connection and choose it again."
        }
    };
    let content = pieces![choices(settings), waiting];
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

/// Draws the formats by who reads them, and what the chosen one is for.
fn choices(settings: &Settings) -> Vec<Piece> {
    let chosen = settings.format;
    let choice = |format: Format| {
        let id = ["format-", format.slug()].concat();
        let look = Look {
            id: Some(&id),
            ..Look::default()
        };
        let action = Action::Report(ReportAction::Format(format));
        let choice = button(action, look, html! { (format.name()) });
        Piece::Element(choice.with("aria-pressed", (chosen == format).to_string()))
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for audience in Audience::ALL {
        let formats = Element::of_class("div", "formats")
            .with("role", "group")
            .with("aria-label", audience.name())
            .holding(audience.formats().map(choice).collect());
        pieces.extend(pieces![html! { p.hint { (audience.name()) } }, formats]);
    }
    let origins = (!chosen.has_provenance()).then(|| {
        let on = On::new(|is_on| Action::Report(ReportAction::Provenance(is_on)));
        switch(
            "report-origins",
            settings.provenance,
            "Say where each input comes from",
            on,
        )
    });
    pieces.extend(pieces![html! { p { (chosen.purpose()) } }, origins]);
    pieces
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

fn text(record: &Record, format: Format, report: &str) -> Vec<Piece> {
    let file = format.file_name(record);
    let data = utf8_percent_encode(report, NON_ALPHANUMERIC);
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
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::Field;
    use crate::draft::link::decode;
    use crate::panel::piece::{self, presses};
    use crate::report::write_with;

    const PAGE: &str = "https://petaday.example/";

    fn evaluation(link: &str) -> Evaluation {
        Evaluation::of(decode(&format!("v=1&{link}")).draft)
    }

    fn drawn(link: &str, settings: Settings) -> Vec<Piece> {
        draw(
            &evaluation(link),
            PAGE,
            &settings,
            write_with,
            beside(&settings),
        )
    }

    fn with(link: &str, settings: Settings) -> Page {
        parse(&piece::html_of(&drawn(link, settings)))
    }

    fn page(link: &str, format: Format) -> Page {
        let settings = Settings {
            format,
            ..Settings::default()
        };
        with(link, settings)
    }

    #[test]
    fn a_report_can_be_chosen_copied_and_downloaded() {
        let link = "title=A<b>&parameters=70e9&tokens=2e12";
        for format in Format::ALL {
            let panel = page(link, format);
            let mut pressed = panel.all(Role::Button);
            pressed.retain(|button| button.is_pressed());
            let pressed: Vec<String> = pressed.into_iter().map(Node::name).collect();
            assert_eq!(pressed, [format.name()]);
            let report = panel.one(Role::Region, format.name());
            assert_eq!(report.attribute("tabindex"), "0");
            assert!(panel.tags("b").is_empty(), "a title is text");
            let mut links = panel.all(Role::Link).into_iter();
            let download = links.find(|link| link.name().starts_with("Download "));
            let file = download.expect("a link").attribute("download");
            assert!(file.starts_with("petaday-a-b"), "{file}");
        }
    }

    #[test]
    fn a_format_is_chosen_by_its_button() {
        let drawn = drawn("parameters=70e9&tokens=2e12", Settings::default());
        let formats = Format::ALL.into_iter().map(ReportAction::Format);
        let mut expected: Vec<Action> = formats.map(Action::Report).collect();
        expected.push(Action::Press(Press::Copy("report-text")));
        assert_eq!(presses(&drawn), expected);
    }

    #[test]
    fn the_list_says_for_whom_each_is() {
        let panel = page("parameters=70e9&tokens=2e12", Format::Fmti);
        for audience in Audience::ALL {
            panel.one(Role::Group, audience.name());
        }
        panel.expect(Format::Fmti.purpose());
    }

    #[test]
    fn where_inputs_come_from_is_added_at_a_tick() {
        let link = "parameters=70e9&tokens=2e12";
        let said = "Where the inputs come from";
        let mut settings = Settings::default();
        assert!(!with(link, settings.clone()).says(said));
        settings = settings.after(ReportAction::Provenance(true));
        let panel = with(link, settings);
        panel.expect(said);
        panel.expect("typed as “70e9”");
        panel.one(Role::Checkbox, "Say where each input comes from");
        // A table has it in its columns.
        assert!(page(link, Format::Csv).all(Role::Checkbox).is_empty());
    }

    #[test]
    fn another_format_can_be_chosen_while_a_form_is_loaded() {
        let drawn = wait(&Settings::read("fmti"));
        assert_eq!(presses(&drawn).len(), Format::ALL.len());
        let panel = parse(&piece::html_of(&drawn));
        let status = panel.all(Role::Status)[0].text();
        assert!(status.starts_with("Loading this form…"), "{status}");
    }

    #[test]
    fn what_was_chosen_is_kept_as_a_text() {
        for format in Format::ALL {
            for (provenance, cores, water) in [
                (false, "", ""),
                (true, "", "1.8"),
                (false, "16", ""),
                (true, "128/8", "0.2..1.8"),
            ] {
                let settings = Settings {
                    format,
                    provenance,
                    cores: cores.into(),
                    water: water.into(),
                };
                assert_eq!(Settings::read(&settings.write()), settings);
            }
        }
        for text in ["", "soup", "soup origins_", " "] {
            assert_eq!(Settings::read(text), Settings::default(), "{text}");
        }
    }

    #[test]
    fn core_hours_come_out_once_the_cores_of_a_chip_are_typed() {
        let run = "chip-hours=1000&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";
        let mut settings = Settings::read("allocation");
        let panel = with(run, settings.clone());
        panel.one(Role::Textbox, "Cores per chip");
        panel.expect("Not in the estimate. To fill this in: type how many CPU cores");
        settings = settings.after(ReportAction::Cores(" 128 / 8 ".into()));
        assert_eq!(settings.write(), "allocation cores:128/8");
        let panel = with(run, settings.clone());
        panel.expect("16,000 core-hours: 1,000 GPU-hours × 128 cores ÷ 8 chips");
        settings = settings.after(ReportAction::Cores("many".into()));
        let panel = with(run, settings);
        panel.expect("Type whole numbers: 16, or 128/8");
        panel.expect("Not in the estimate. To fill this in: type how many CPU cores");
        assert!(page(run, Format::Sentence).all(Role::Textbox).is_empty());
    }

    #[test]
    fn water_comes_out_once_that_of_a_kilowatt_hour_is_typed() {
        // 1e6 h × 400 W are 400 MWh.
        let run = "chip-hours=1e6&peak=1e15&utilization=0.4&power=400_W";
        let mut settings = Settings::read("fmti");
        let panel = with(run, settings.clone());
        panel.one(Role::Textbox, "Water of the data centre, L/kWh");
        panel.expect("type the water for a kilowatt-hour above the form on the page");
        settings = settings.after(ReportAction::Water(" 1.8 L/kWh ".into()));
        assert_eq!(settings.write(), "fmti water:1.8L/kWh");
        let panel = with(run, settings.clone());
        panel.expect("0.7 ML (in three figures 0.720). Estimated as the energy above, 400 MWh, × 1.8 L/kWh of the data centre.");
        settings = settings.after(ReportAction::Water("a lot".into()));
        let panel = with(run, settings);
        panel.expect("Type litres for a kilowatt-hour: 1.8");
        panel.expect("type the water for a kilowatt-hour above the form on the page");
    }

    #[test]
    fn missing_inputs_are_listed() {
        let panel = page("parameters=70e9", Format::Sentence);
        panel.expect("There is no figure to report yet.");
        panel.expect("also needs the training examples");
        let panel = page("parameters=70e9&tokens=2e12&chips=x", Format::Eu);
        panel.expect("Look at this");
    }

    #[test]
    fn a_date_that_is_none_is_a_problem_of_its_field() {
        let of = |link: &str| problems(&evaluation(link));
        let found = of("parameters=70e9&tokens=2e12&date=2026-02-30&scope=coffee:in");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].field, Field::new(0, Key::Date));
        assert!(found[0].message.contains("“2026-02-30” is not a date"));
        assert_eq!(of("date=2026-02-28"), []);
    }

    /// An error is shown at once; a warning is folded away.
    #[test]
    fn errors_are_shown_above_the_report() {
        let panel = page("parameters=70e9&tokens=2e12&chip-hours=many", Format::Eu);
        let status = panel.all(Role::Status)[0].text();
        assert!(status.starts_with(LOOK), "{status}");
        let panel = page(
            "parameters=1e9&tokens=1e12&scope=recomputation:in",
            Format::Eu,
        );
        panel.one(Role::Group, LOOK);
        panel.expect("does not count it");
    }
}
