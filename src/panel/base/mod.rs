//! A search for published models, whose figure goes into a stage's fields.

pub(super) mod figure;

use super::parts::{linked, one_line, plain_box};
use super::piece::{Element, On, Piece, pieces};
use super::press::{Look, button};
use super::{Action, Change};
use crate::answer::Evaluation;
use crate::catalog::bases::{ATTRIBUTION, Base, search};
use crate::draft::Draft;
use crate::quantity::write;
use maud::html;

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

/// A user action in the panel. A model is named by its place in the list of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseAction {
    /// Types what to search for.
    Search(String),
    /// Takes a model as the base model of the stage.
    TakeAsBase(usize),
    /// Takes a model as the stage.
    Take(usize),
    /// Asks what to do with a model in a stage that has inputs. A second press closes the question.
    Ask(usize),
    /// Compares the estimate with the model.
    Compare,
}

/// Draws the panel for a stage of a draft.
pub fn draw(evaluation: &Evaluation, stage: u16, settings: &Settings) -> Vec<Piece> {
    let is_base = figure::is_base(evaluation.draft(), stage);
    let results = search(&settings.search, MAX_RESULTS);
    let intro = html! {
        @if is_base {
            p.hint { "Figures are shown with and without the base model. If you do not know its compute, leave it empty: the base model is then left out of every sum." }
        }
    };
    let on = On::new(|text| Action::Base(BaseAction::Search(text)));
    let field = Element::of_class("div", "field").holding(pieces![
        html! {
            label for="base-search" { "Look up a published model" }
            p.hint #base-search-hint { "By its name, its developer, the year, or as Hugging Face has it: meta-llama/Llama-3.1-8B." }
        },
        plain_box(&settings.search, on)
            .id("base-search")
            .with("aria-describedby", "base-search-hint")
    ]);
    let found = if results.is_empty() {
        Element::of_class("p", "problem missing")
            .with("role", "status")
            .read(html! {
                "No published model in the tables is called that: type its compute, or leave it empty if it is not known."
            })
    } else {
        let rows = results.into_iter();
        let rows = rows.filter_map(|base| row(base, evaluation, stage, settings));
        Element::of_class("ul", "systems").holding(rows.map(Piece::Element).collect())
    };
    let attribution = html! { p.hint { (linked(ATTRIBUTION)) } };
    pieces![Element::of_class("div", "evidence").holding(pieces![intro, field, found, attribution])]
}

fn row(
    base: &'static Base,
    evaluation: &Evaluation,
    stage: u16,
    settings: &Settings,
) -> Option<Box<Element>> {
    let draft = evaluation.draft();
    let is_base = figure::is_base(draft, stage);
    let has_inputs = figure::has_inputs(draft, stage);
    let place = figure::place(base)?;
    let is_asked = has_inputs && settings.asked == Some(place);
    let action = match has_inputs {
        true => BaseAction::Ask(place),
        false => figure::take_action(place, is_base),
    };
    let expanded = if is_asked { "true" } else { "false" };
    let name = button(
        Action::Base(action),
        Look::of("link"),
        html! { (base.name) },
    )
    .with_some("aria-expanded", has_inputs.then_some(expanded));
    let flop = base
        .flop
        .map(|flop| pieces![" ", html! { span.number { (write::people(flop)) " FLOP" } }]);
    let about = html! {
        small {
            @if !base.organization.is_empty() { (base.organization) ", " }
            (base.date) "; " (base.standing())
        }
    };
    let question = is_asked.then(|| question(base, place, is_base, draft));
    let comparison = html! {
        @if is_asked && settings.is_compared {
            p role="status" { (figure::comparison(evaluation, base)) }
        }
    };
    Some(Element::new("li").holding(pieces![name, flop, about, question, comparison]))
}

fn question(base: &'static Base, place: usize, is_base: bool, draft: &Draft) -> Vec<Piece> {
    let compare = || {
        button(
            Action::Base(BaseAction::Compare),
            Look::of("suggestion"),
            html! { "Just compare" },
        )
    };
    let presses = pieces![
        figure::presses(base, place, is_base, draft),
        base.flop.is_some().then(compare)
    ];
    let presses = Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "What to do with the figure")
        .holding(presses);
    pieces![
        html! { p.hint { "This stage has inputs already." } },
        presses
    ]
}

/// Applies a user action to the settings, or returns the change of the form.
pub fn act(settings: &mut Settings, draft: &Draft, action: BaseAction) -> Change {
    let (place, is_base) = match action {
        BaseAction::Search(text) => {
            settings.search = one_line(&text);
            return Change::default();
        }
        BaseAction::Compare => {
            settings.is_compared = true;
            return Change::default();
        }
        BaseAction::Ask(place) => {
            settings.asked = Some(place).filter(|place| settings.asked != Some(*place));
            settings.is_compared = false;
            return Change::default();
        }
        BaseAction::Take(place) => (place, false),
        BaseAction::TakeAsBase(place) => (place, true),
    };
    settings.asked = None;
    figure::take(place, is_base, draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::draft::{Field, Key};
    use crate::panel::piece;
    use crate::panel::{Clearing, Press};

    fn html_of(link: &str, settings: &Settings) -> String {
        let draft = decode(&format!("v=1&{link}")).draft;
        piece::html_of(&draw(&Evaluation::of(draft), 1, settings))
    }

    fn presses(link: &str, settings: &Settings) -> Vec<Action> {
        let draft = decode(&format!("v=1&{link}")).draft;
        piece::presses(&draw(&Evaluation::of(draft), 1, settings))
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
        let first = presses("title=A", &settings).swap_remove(0);
        assert_eq!(first, Action::Base(BaseAction::Take(row)));
        let first = presses("role=base", &settings).swap_remove(0);
        assert_eq!(first, Action::Base(BaseAction::TakeAsBase(row)));
        let change = act(
            &mut settings,
            &Draft::default(),
            BaseAction::TakeAsBase(row),
        );
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
        assert_eq!(
            act(&mut settings, &Draft::default(), BaseAction::Ask(row)),
            Change::default()
        );
        let html = html_of(link, &settings);
        for part in ["Replace the inputs", "Add as a new stage", "Just compare"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        let is_stage = |action: &Action| match action {
            Action::Press(Press::AddStages(added)) => added
                .link
                .starts_with("v=1&stage=GPT-3_175B_(davinci)&compute=3.14e23"),
            _ => false,
        };
        assert!(presses(link, &settings).iter().any(is_stage));
        assert_eq!(
            act(&mut settings, &Draft::default(), BaseAction::Compare),
            Change::default()
        );
        let html = html_of(link, &settings);
        assert!(html.contains("This estimate, 5.48 × 10²³ FLOP, is 1.74 × the published figure."));
        let change = act(&mut settings, &Draft::default(), BaseAction::Take(row));
        assert_eq!(change.clears, Clearing::Inputs);
        assert!(change.undoable);
        // A second press at the name closes the question.
        act(&mut settings, &Draft::default(), BaseAction::Ask(row));
        act(&mut settings, &Draft::default(), BaseAction::Ask(row));
        assert!(!html_of(link, &settings).contains("Just compare"));
    }

    /// Returns what a press at the first model found gives a stage of its own, and what it then comes to.
    fn taken(
        search_text: &str,
        link: &str,
        is_base: bool,
    ) -> (Vec<(&'static str, String)>, String) {
        let row = figure::place(search(search_text, 1)[0]).expect("in the list");
        let draft = decode(&format!("v=1&{link}")).draft;
        let action = figure::take_action(row, is_base);
        let facts = act(&mut Settings::default(), &draft, action).facts;
        let mut draft = draft;
        for fact in &facts {
            draft.set(Field::new(2, fact.key), fact.text.as_str());
        }
        if is_base {
            draft.set(Field::new(2, Key::Role), "base");
        }
        let evaluation = Evaluation::of(draft);
        let stage = &evaluation.answer().outcome.stages[1];
        let flop = stage.figures.headline.expect("a figure").0.0;
        let texts = facts.into_iter().map(|fact| (fact.key.name(), fact.text));
        (
            texts.collect(),
            format!(
                "{} to {}",
                write::people(flop.low()),
                write::people(flop.high())
            ),
        )
    }

    const LORA: &str = "uncertainty=typical&stage=LoRA&parameters=8.03B&tokens=50M";

    #[test]
    fn a_counted_base_model_has_the_range_of_counting() {
        let (texts, range) = taken("Llama 3.1 8B", LORA, true);
        let own = |key, text: &str| (key, text.to_owned());
        assert_eq!(
            texts,
            [own("parameters", "8.03e9"), own("tokens", "1.5e13")]
        );
        assert_eq!(range, "6.53 × 10²³ to 7.99 × 10²³");
        // Epoch AI's count, from its own parameters and tokens.
        let (texts, _) = taken("Llama 2 7B", LORA, true);
        assert_eq!(texts, [own("parameters", "7e9"), own("tokens", "2e12")]);
    }

    #[test]
    fn a_figure_has_the_range_of_its_method_if_ranges_are_asked_for() {
        let text = |name, link, is_base| taken(name, link, is_base).0[0].1.clone();
        // Counted, from figures that the form does not take; and from GPU time.
        assert_eq!(text("alexnet", LORA, true), "4.7e17 ×/÷ 1.1");
        assert_eq!(text("alexnet", LORA, false), "4.7e17 ×/÷ 1.1");
        assert_eq!(text("bloom-176b", LORA, true), "3.66e23 ×/÷ 2");
        let wider = format!("{LORA}&operations-within=1.3");
        assert_eq!(text("alexnet", &wider, true), "4.7e17 ×/÷ 1.3");
        let exact = LORA.replace("uncertainty=typical&", "");
        assert_eq!(text("alexnet", &exact, true), "4.7e17");
        // A figure that the developers reported stands as they wrote it.
        let reported = taken("llama 3.1 405", LORA, true).0;
        assert_eq!(reported, [("compute", "3.8e25".to_owned())]);
    }

    #[test]
    fn every_figure_is_the_one_that_the_list_shows() {
        let draft = decode(&format!("v=1&{LORA}")).draft;
        for (place, base) in crate::catalog::bases::bases().iter().enumerate() {
            for is_base in [true, false] {
                let mut stage = Draft::default();
                for fact in figure::take(place, is_base, &draft).facts {
                    stage.set(Field::new(1, fact.key), fact.text);
                }
                let outcome = &Evaluation::of(stage);
                let headline = outcome.answer().outcome.total.headline;
                let flop = headline.map(|(flop, _)| flop.median());
                let apart = flop.zip(base.flop).map(|(a, b)| (a / b - 1.0).abs());
                assert_eq!(flop.is_some(), base.flop.is_some(), "{}", base.name);
                assert!(apart.is_none_or(|apart| apart < 0.006), "{}", base.name);
            }
        }
    }
}
