//! The panel of studies: small calculators of published results, which take the current estimate where that makes
//! sense. The room `study` has their formulas.

mod algorithms;
mod error;
mod inference;
mod input;
mod link;
mod optimal;
mod post_training;
mod trend;

use super::Action;
use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press, button};
use crate::answer::Evaluation;
use crate::catalog::bases::bases;
use crate::draft::link::LinkProblem;
use crate::draft::{Draft, Field, Key};
use input::Texts;
pub use input::{Input, StudyAction};
use link::{Link, Study};
use maud::{Markup, html};

/// The panel's own settings: what was typed and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    texts: Texts,
    /// The study that a link has opened; it stands first.
    first: Option<Study>,
}

/// The estimate and the inputs that studies are drawn from.
struct Shown<'a> {
    evaluation: &'a Evaluation,
    stage: u16,
    texts: &'a Texts,
    /// The address of the page, without a fragment.
    page: &'a str,
}

/// Draws the panel, for the address of the page that shows it.
pub fn draw(evaluation: &Evaluation, stage: u16, address: &str, settings: &Settings) -> Vec<Piece> {
    let shown = Shown {
        evaluation,
        stage,
        texts: &settings.texts,
        page: address.split('#').next().unwrap_or_default(),
    };
    let is_first = |study: &Study| Some(*study) == settings.first;
    let others = Study::ALL.into_iter().filter(|study| !is_first(study));
    let studies = settings.first.into_iter().chain(others);
    let studies = studies.map(|study| Piece::Element(draw_one(study, &shown)));
    let clear = (settings.texts != Texts::default()).then(|| {
        let clear = Action::Study(StudyAction::Clear);
        let clear = button(clear, Look::of("link"), html! { "Empty all inputs" });
        Element::of_class("p", "row").holding(pieces![clear])
    });
    pieces![
        Element::of_class("div", "studies")
            .holding(pieces![studies.collect::<Vec<Piece>>(), clear])
    ]
}

fn draw_one(study: Study, shown: &Shown<'_>) -> Box<Element> {
    match study {
        Study::Optimal => optimal::draw(shown),
        Study::Inference => inference::draw(shown),
        Study::PostTraining => post_training::draw(shown),
        Study::Algorithms => algorithms::draw(shown),
        Study::Trend => trend::draw(shown),
        Study::Error => error::draw(shown),
    }
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: StudyAction) {
    match action {
        StudyAction::Type(input, text) => settings.texts.set(input, text),
        StudyAction::Clear => settings.texts = Texts::default(),
    }
}

impl Settings {
    /// Opens the link of a study. Returns the estimate that it takes, and the parts that could not be read.
    pub fn open(fragment: &str) -> (Self, String, Vec<LinkProblem>) {
        let opened = link::decode(fragment);
        let settings = Self {
            texts: opened.link.texts,
            first: opened.link.study,
        };
        (settings, opened.link.estimate, opened.problems)
    }

    /// Writes the inputs as a link, to be kept until the page is loaded again. Empty if there are none.
    pub fn to_link(&self) -> String {
        match self.texts == Texts::default() {
            true => String::new(),
            false => link::encode(&Link {
                texts: self.texts.clone(),
                ..Link::default()
            }),
        }
    }

    /// Takes the inputs of others. The study that stands first stays.
    pub fn put_back(&mut self, others: Self) {
        self.texts = others.texts;
    }

    /// Reads the link that was kept.
    pub fn from_link(link: &str) -> Self {
        Self::open(link).0
    }
}

/// Draws a study: its question, its inputs, its result, and folds with its link and with its source and limits.
fn study(
    study: Study,
    question: &str,
    inputs: Vec<Piece>,
    result: Vec<Piece>,
    about: Markup,
    shown: &Shown<'_>,
) -> Box<Element> {
    let inputs = Element::of_class("div", "pair").holding(inputs);
    study_of(study, question, inputs, result, about, shown)
}

/// Draws a study whose inputs are an element.
fn study_of(
    study: Study,
    question: &str,
    inputs: Box<Element>,
    result: Vec<Piece>,
    about: Markup,
    shown: &Shown<'_>,
) -> Box<Element> {
    let title = format!("study-{}", study.name());
    let result = Element::of_class("div", "outcome")
        .with("role", "status")
        .holding(result);
    let about = super::piece::fold("", "Formula, source and limits", pieces![about]);
    Element::of_class("section", "study")
        .id(format!("{title}-section"))
        .with("aria-labelledby", &title)
        .holding(pieces![
            html! { h3 id=(title) { (question) } },
            inputs,
            result,
            about,
            link_fold(study, shown)
        ])
}

/// Draws the link of a study, to be copied.
fn link_fold(study: Study, shown: &Shown<'_>) -> Box<Element> {
    let id = match study {
        Study::Optimal => "study-link-optimal",
        Study::Inference => "study-link-inference",
        Study::PostTraining => "study-link-post-training",
        Study::Algorithms => "study-link-algorithms",
        Study::Trend => "study-link-trend",
        Study::Error => "study-link-error",
    };
    let draft = shown.evaluation.draft();
    let estimate = match draft.is_blank() {
        true => String::new(),
        false => crate::draft::link::encode(draft),
    };
    let link = link::link_of(study, shown.texts, &estimate);
    let copy = Press::Copy(id).button(Look::of("button"), html! { "Copy" });
    let row = Element::of_class("p", "row").holding(pieces![
        copy,
        html! { span.visually-hidden role="status" {} }
    ]);
    let text = html! { p.link-shown { code id=(id) { (shown.page) "#" (link) } } };
    super::piece::fold("", "Link to this study", pieces![text, row])
}

/// Draws a message in the place of a result.
fn message(text: &str) -> Vec<Piece> {
    pieces![html! { p.hint { (text) } }]
}

/// Returns the compute of the estimate in FLOP.
fn flop_of(evaluation: &Evaluation) -> Option<f64> {
    let (flop, _) = evaluation.answer().outcome.total.headline?;
    Some(flop.median())
}

/// Returns the date that the draft has for its reports, or else that of the published system of its title.
fn dated(draft: &Draft) -> &str {
    let text = |key| draft.get(Field::new(0, key)).unwrap_or_default().trim();
    let (date, title) = (text(Key::Date), text(Key::Title));
    if !date.is_empty() {
        return date;
    }
    let of_title = bases()
        .iter()
        .find(|base| base.name.eq_ignore_ascii_case(title));
    of_title.map_or("", |base| base.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    const LLAMA: &str = "v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.3";

    fn page(link: &str, typed: &[(Input, &str)]) -> Page {
        let mut settings = Settings::default();
        for (input, text) in typed {
            act(&mut settings, StudyAction::Type(*input, (*text).into()));
        }
        let evaluation = Evaluation::of(decode(link).draft);
        let address = "https://petaday.example/#v=1";
        parse(&html_of(&draw(&evaluation, 1, address, &settings)))
    }

    #[track_caller]
    fn expect(panel: &Page, texts: &[&str]) {
        for text in texts {
            panel.expect(text);
        }
    }

    #[test]
    fn every_study_takes_the_estimate() {
        expect(
            &page(LLAMA, &[(Input::Released, "2023-02")]),
            &[
                // 5.48e23 by both sets of constants.
                "70.4 billion",
                "39.4 billion",
                // 2 × 65.2e9 × 999 tokens.
                "1.3 × 10¹⁴ FLOP",
                "4.2 billion queries",
                "large scale",
                "5,790 ×",
            ],
        );
    }

    #[test]
    fn the_date_of_a_published_system_is_that_of_its_title() {
        let of = |title: &str| page(&format!("v=1&title={title}&compute=1e24"), &[]);
        let ask = "Type the date of this model.";
        for title in ["PaLM_(540B)", "palm_(540b)"] {
            let panel = of(title);
            assert!(!panel.says(ask), "{title}");
            expect(&panel, &["Nearest to the line of"]);
        }
        for title in ["", "Mine"] {
            expect(&of(title), &[ask]);
        }
    }

    #[test]
    fn nothing_filled_in_asks_for_what_is_missing() {
        let panel = page("v=1", &[]);
        expect(
            &panel,
            &["Type the compute, or fill in an estimate.", "5,790 ×"],
        );
        assert!(!panel.mentions("NaN"));
    }

    #[test]
    fn what_cannot_be_read_says_what_to_type() {
        let panel = page(
            LLAMA,
            &[
                (Input::Error, "120%"),
                (Input::Released, "soon"),
                (Input::Queries, "many"),
                (Input::Budget, "1e"),
            ],
        );
        let boxes = panel.all(Role::Textbox).into_iter();
        let refused = boxes.filter(|it| it.is_invalid()).map(Node::description);
        assert_eq!(refused.filter(|why| !why.is_empty()).count(), 4);
        expect(&panel, &["2023-02", "An error rate is between 0 and 100%"]);
    }

    #[test]
    fn an_error_rate_that_cannot_be_read_is_named_and_one_that_rises_is_refused() {
        let of = |now: &str, goal: &str| page(LLAMA, &[(Input::Error, now), (Input::Goal, goal)]);
        let (now, goal) = (
            "The error rate now cannot",
            "The error rate to reach cannot",
        );
        for (panel, has, hasnt) in [
            (of("5%", "1e"), goal, now),
            (of("much", "5%"), now, goal),
            (of("much", ""), now, goal),
        ] {
            expect(&panel, &[has, "type a share such as 10%."]);
            assert!(!panel.says(hasnt));
        }
        let both = "The error rate now and the error rate to reach cannot be read";
        expect(&of("much", "little"), &[both]);
        for goal in ["11.5%", "5%"] {
            let lower = "The error to reach must be lower than the one now.";
            expect(&of("5%", goal), &[lower]);
        }
    }

    #[test]
    fn another_budget_says_nothing_of_the_estimates_own_model() {
        let panel = page(
            LLAMA,
            &[
                (Input::Budget, "1e25"),
                (Input::Target, "1e20"),
                (Input::Released, "2023"),
            ],
        );
        assert!(!panel.says("This estimate, loss by"));
        expect(
            &panel,
            &["this is an extrapolation", "This estimate has reached that"],
        );
    }

    #[test]
    fn the_algorithms_of_another_year_ask_for_both_dates() {
        expect(&page(LLAMA, &[]), &["Type both dates."]);
        let dates = [(Input::Spent, "2012-06"), (Input::Algorithms, "2019-05")];
        let panel = page(LLAMA, &dates);
        // 2^(83 ÷ 16), and with the interval of Erdil & Besiroglu.
        expect(&panel, &["36.4 ×", "8.87 × 10²⁰ ("]);
    }

    #[test]
    fn any_text_gives_a_panel() {
        for text in [
            "", "0", "-1", "1e400", "1e-400", "∞", "%", "a..b", "1..2", "9999-99",
        ] {
            for input in Input::ALL {
                let panel = page(LLAMA, &[(input, text)]);
                assert!(!panel.mentions("NaN"), "{input:?} {text}");
            }
        }
    }

    #[test]
    fn a_network_of_tokens_is_counted_at_every_position() {
        let model = "v=1&model=tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)&tokens=10e9";
        let grown = page(model, &[(Input::Prompt, "500"), (Input::Answer, "300")]);
        expect(
            &grown,
            &[
                "Attention grows with the context",
                "Prompt: 1.28 × 10¹¹ FLOP",
            ],
        );
        // A typed number is taken in its place.
        let even = page(model, &[(Input::Forward, "1e9"), (Input::Prompt, "500")]);
        assert!(!even.says("Attention grows with the context"));
        expect(&even, &["Prompt: 5 × 10¹¹ FLOP"]);
    }

    #[test]
    fn a_link_opens_a_study_first_with_its_inputs() {
        let link =
            "view=study&study=error&law=coco-2022&error=40%25&goal=20%25&estimate=v=1%26tokens=5";
        let (settings, estimate, problems) = Settings::open(link);
        assert_eq!((estimate.as_str(), problems.len()), ("v=1&tokens=5", 0));
        let evaluation = Evaluation::of(decode(&estimate).draft);
        let address = "https://petaday.example/";
        let panel = parse(&html_of(&draw(&evaluation, 1, address, &settings)));
        let ids = panel.all(Role::Heading).into_iter();
        let ids: Vec<&str> = ids.map(|heading| heading.attribute("id")).collect();
        let place = |id: &str| ids.iter().position(|other| *other == id);
        assert_eq!(place("study-error"), Some(0), "{ids:?}");
        assert!(place("study-optimal").is_some(), "{ids:?}");
        // (40% ÷ 20%)^16.
        expect(&panel, &["65,500 ×", "Empty all inputs"]);
        let shown = format!("https://petaday.example/#{}", link);
        panel.expect(&shown);
        assert_eq!(
            Settings::from_link(&settings.to_link()).texts,
            settings.texts
        );
        assert_eq!(Settings::default().to_link(), "");
    }
}
