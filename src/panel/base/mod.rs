//! A search for published models, whose figure goes into a stage's fields.

pub(super) mod figure;

use super::parts::{action_name, linked, one_line};
use super::{Act, Change};
use crate::answer::Evaluation;
use crate::catalog::bases::{ATTRIBUTION, Base, search};
use crate::quantity::write;
use maud::{Markup, html};

/// The number of search results. Further typing narrows the search.
const MAX_RESULTS: usize = 8;

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The text to search for.
    pub search: String,
    /// The row that was pressed in a stage that has inputs.
    pub asked: Option<usize>,
    /// Whether the estimate is compared with it.
    pub is_compared: bool,
}

/// Draws the panel for a stage of a draft.
pub fn draw(evaluation: &Evaluation, stage: u16, settings: &Settings) -> Markup {
    let is_base = figure::is_base(evaluation.draft(), stage);
    let results = search(&settings.search, MAX_RESULTS);
    html! {
        div.evidence {
            @if is_base {
                p.hint { "The figures are given with the base model and without it. If its compute is not known, leave it empty: the base model is then in no sum." }
            }
            div.field {
                label for="base-search" { "Look up a published model" }
                p.hint #base-search-hint { "By its name, its developer, the year, or as Hugging Face has it: meta-llama/Llama-3.1-8B." }
                input #base-search type="text" data-do="base-search" value=(settings.search) aria-describedby="base-search-hint" autocomplete="off" autocapitalize="off" spellcheck="false";
            }
            @if results.is_empty() {
                p.problem.missing role="status" {
                    "No published model in the tables is called that: type its compute, or leave it empty if it is not known."
                }
            } @else {
                ul.systems { @for base in results { (row(base, evaluation, stage, settings)) } }
            }
            p.hint { (linked(ATTRIBUTION)) }
        }
    }
}

fn row(base: &'static Base, evaluation: &Evaluation, stage: u16, settings: &Settings) -> Markup {
    let draft = evaluation.draft();
    let is_base = figure::is_base(draft, stage);
    let has_inputs = figure::has_inputs(draft, stage);
    let action = match (has_inputs, is_base) {
        (true, _) => "ask",
        (false, true) => "base",
        (false, false) => "published",
    };
    html! {
        @if let Some(place) = figure::place(base) {
            @let is_asked = has_inputs && settings.asked == Some(place);
            li {
                button.link type="button" data-do=(action) data-row=(place)
                    aria-expanded=[has_inputs.then_some(is_asked)] { (base.name) }
                @if let Some(flop) = base.flop {
                    " " span.number { (write::people(flop)) " FLOP" }
                }
                small {
                    @if !base.organization.is_empty() { (base.organization) ", " }
                    (base.date) "; " (base.standing())
                }
                @if is_asked {
                    p.hint { "This stage has inputs already." }
                    div.suggestions role="group" aria-label="What to do with the figure" {
                        (figure::presses(base, place, is_base))
                        @if base.flop.is_some() {
                            button.suggestion type="button" data-do="compare" { "Just compare" }
                        }
                    }
                    @if settings.is_compared {
                        p role="status" { (figure::comparison(evaluation, base)) }
                    }
                }
            }
        }
    }
}

/// Applies a user action to the settings, or returns the change of the form.
pub fn act(settings: &mut Settings, act: &Act) -> Change {
    let name = action_name(&act.what);
    match name {
        "base-search" => settings.search = one_line(&act.value),
        "compare" => settings.is_compared = true,
        // A second press closes the question.
        "ask" => {
            settings.asked = Some(act.row).filter(|row| settings.asked != Some(*row));
            settings.is_compared = false;
        }
        "published" | "base" => {
            settings.asked = None;
            return figure::take(act.row, name == "base");
        }
        _ => {}
    }
    Change::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Key;
    use crate::draft::link::decode;
    use crate::panel::Clearing;

    fn html_of(link: &str, settings: &Settings) -> String {
        let draft = decode(&format!("v=1&{link}")).draft;
        draw(&Evaluation::of(draft), 1, settings).into_string()
    }

    fn press(settings: &mut Settings, what: &str, row: usize) -> Change {
        let what = what.into();
        act(
            settings,
            &Act {
                what,
                row,
                value: String::new(),
            },
        )
    }

    fn gpt_3() -> (Settings, usize) {
        let settings = Settings {
            search: "gpt-3 175b davinci".into(),
            ..Settings::default()
        };
        let row = figure::place(search("gpt-3", 1)[0]).expect("in the list");
        (settings, row)
    }

    #[test]
    fn an_empty_stage_takes_a_published_figure_at_one_press() {
        let (mut settings, row) = gpt_3();
        let html = html_of("title=A", &settings);
        assert!(
            html.contains(&format!("data-do=\"published\" data-row=\"{row}\"")),
            "{html}"
        );
        let html = html_of("role=base", &settings);
        assert!(html.contains("data-do=\"base\""), "{html}");
        let change = press(&mut settings, "base", row);
        assert!(change.undoable);
        assert_eq!(
            change.fields[0],
            (Key::Stage, "Base model: GPT-3 175B (davinci)".into())
        );
        assert_eq!(change.facts[0].text, "3.14e23");
    }

    #[test]
    fn a_stage_with_inputs_is_not_replaced_before_a_question() {
        let link = "parameters=65.2B&tokens=1.4T";
        let (mut settings, row) = gpt_3();
        assert!(!html_of(link, &settings).contains("Replace the inputs"));
        assert_eq!(press(&mut settings, "ask", row), Change::default());
        let html = html_of(link, &settings);
        for part in [
            "Replace the inputs",
            "Add as a new stage",
            "Just compare",
            "v=1&amp;stage=GPT-3_175B_(davinci)&amp;compute=3.14e23",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(press(&mut settings, "compare", 0), Change::default());
        let html = html_of(link, &settings);
        assert!(html.contains("This estimate, 5.48 × 10²³ FLOP, is 1.74 × the published figure."));
        let change = press(&mut settings, "published", row);
        assert_eq!(change.clears, Clearing::Inputs);
        assert!(change.undoable);
        // A second press at the name closes the question.
        press(&mut settings, "ask", row);
        press(&mut settings, "ask", row);
        assert!(!html_of(link, &settings).contains("Just compare"));
    }
}
