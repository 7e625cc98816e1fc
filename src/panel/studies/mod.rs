//! The panel of studies: small calculators of published results, which take the current estimate where that makes
//! sense. The room `study` has their formulas.

mod algorithms;
mod error;
mod inference;
mod input;
mod optimal;
mod trend;

use super::piece::{Element, Piece, pieces};
use crate::answer::Evaluation;
use input::Texts;
pub use input::{Input, StudyAction};
use maud::{Markup, html};

/// The panel's own settings: what was typed and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    texts: Texts,
}

/// Draws the panel.
pub fn draw(evaluation: &Evaluation, stage: u16, settings: &Settings) -> Vec<Piece> {
    let texts = &settings.texts;
    pieces![Element::of_class("div", "studies").holding(pieces![
        optimal::draw(evaluation, stage, texts),
        inference::draw(evaluation, stage, texts),
        algorithms::draw(evaluation, texts),
        trend::draw(evaluation, texts),
        error::draw(texts),
    ])]
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: StudyAction) {
    settings.texts.set(action);
}

/// Draws a study: its question, its inputs, its result, and a fold with its source and limits.
fn study(
    name: &str,
    question: &str,
    inputs: Vec<Piece>,
    result: Vec<Piece>,
    about: Markup,
) -> Box<Element> {
    let title = format!("study-{name}");
    let inputs = Element::of_class("div", "pair").holding(inputs);
    let result = Element::of_class("div", "outcome")
        .with("role", "status")
        .holding(result);
    let about = super::piece::fold("", "Formula, source and limits", pieces![about]);
    Element::of_class("section", "study")
        .with("aria-labelledby", &title)
        .holding(pieces![
            html! { h3 id=(title) { (question) } },
            inputs,
            result,
            about
        ])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    const LLAMA: &str = "v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.3";

    fn html(link: &str, typed: &[(Input, &str)]) -> String {
        let mut settings = Settings::default();
        for (input, text) in typed {
            act(&mut settings, StudyAction(*input, (*text).into()));
        }
        let evaluation = Evaluation::of(decode(link).draft);
        html_of(&draw(&evaluation, 1, &settings))
    }

    fn expect(html: &str, texts: &[&str]) {
        for text in texts {
            assert!(html.contains(text), "{text}");
        }
    }

    #[test]
    fn every_study_takes_the_estimate() {
        expect(
            &html(LLAMA, &[(Input::Released, "2023-02")]),
            &[
                // 5.48e23 by both sets of constants.
                "70.4 billion",
                "39.4 billion",
                // 2 × 65.2e9 × 1,000 tokens.
                "1.3 × 10¹⁴ FLOP",
                "4.2 billion queries",
                "large scale",
                "5,790 ×",
            ],
        );
    }

    #[test]
    fn nothing_filled_in_asks_for_what_is_missing() {
        let html = html("v=1", &[]);
        expect(
            &html,
            &["Type the compute, or fill in an estimate.", "5,790 ×"],
        );
        assert!(!html.contains("NaN"), "{html}");
    }

    #[test]
    fn what_cannot_be_read_says_what_to_type() {
        let html = html(
            LLAMA,
            &[
                (Input::Error, "120%"),
                (Input::Released, "soon"),
                (Input::Queries, "many"),
                (Input::Budget, "1e"),
            ],
        );
        assert_eq!(html.matches("problem error").count(), 4, "{html}");
        expect(&html, &["2023-02", "An error rate is between 0 and 100%"]);
    }

    #[test]
    fn another_budget_says_nothing_of_the_estimates_own_model() {
        let html = html(
            LLAMA,
            &[
                (Input::Budget, "1e25"),
                (Input::Target, "1e20"),
                (Input::Released, "2023"),
            ],
        );
        assert!(!html.contains("This estimate, loss by"), "{html}");
        expect(
            &html,
            &["this is an extrapolation", "This estimate has reached that"],
        );
    }

    #[test]
    fn the_algorithms_of_another_year_ask_for_both_dates() {
        expect(&html(LLAMA, &[]), &["Type both dates."]);
        let dates = [(Input::Spent, "2012-06"), (Input::Algorithms, "2019-05")];
        let html = html(LLAMA, &dates);
        // 2^(83 ÷ 16), and with the interval of Erdil & Besiroglu.
        expect(&html, &["36.4 ×", "8.87 × 10²⁰ ("]);
    }

    #[test]
    fn any_text_gives_a_panel() {
        for text in [
            "", "0", "-1", "1e400", "1e-400", "∞", "%", "a..b", "1..2", "9999-99",
        ] {
            for input in Input::ALL {
                let html = html(LLAMA, &[(input, text)]);
                assert!(!html.contains("NaN"), "{input:?} {text}");
            }
        }
    }
}
