//! The gallery of worked examples, and behind it those of each source: the printed figures beside the
//! computed ones.

use super::piece::{Element, Piece, fold, pieces};
use super::press::{Look, Press};
use crate::catalog::{Example, Figure, Group, Method, of_group};
use crate::quantity::write;
use maud::html;

/// The groups behind the gallery: the line that opens the group, and a line about it.
const GROUPS: [(Group, &str, &str); 3] = [
    (
        Group::Epoch,
        "Epoch AI’s worked examples",
        "From its table of notable models (CC BY 4.0), with the factors of its notes.",
    ),
    (
        Group::Eu,
        "The EU’s eight",
        "From the European Commission’s guidelines on general-purpose AI models, 2025, Annex A.3.",
    ),
    (
        Group::OpenAi,
        "OpenAI’s sixteen",
        "From the appendix of “AI and Compute”, 2018.",
    ),
];

/// Draws the gallery. The page opens the link of the example that is pressed.
pub fn draw() -> Vec<Piece> {
    let subtitle = html! {
        p.subtitle {
            "Published runs, each with its source. Open one and look around; your first change starts an estimate of your own. "
            "Or see " a href="#view=claims" { "what others published, checked" } "."
        }
    };
    let cards = of_group(Group::Gallery).map(|example| item(pieces![card(example)]));
    let gallery = Element::of_class("ul", "gallery").holding(cards.collect());
    let groups = GROUPS.map(|(group, title, about)| {
        let lines = of_group(group).map(|example| item(line(example)));
        let lines = Element::of_class("ul", "printed-figures").holding(lines.collect());
        let about = html! { p.subtitle { (about) } };
        Piece::Element(fold("", title, pieces![about, lines]))
    });
    pieces![subtitle, gallery, Vec::from(groups)]
}

fn item(content: Vec<Piece>) -> Piece {
    Piece::Element(Element::new("li").holding(content))
}

fn card(example: &Example) -> Box<Element> {
    // The spaces are for screen readers, which read the button as one text.
    let caption = html! {
        strong { (example.system) } " "
        span.year { (example.year) } " "
        @if let Some(figure) = example.figures.first() {
            span.figure { (write::people(figure.exact_flop().median())) " FLOP" } " "
        }
        span.shows { (example.shows) }
    };
    Press::Open(example.link.into()).button(Look::default(), caption)
}

fn line(example: &Example) -> Vec<Piece> {
    let methods: Vec<&str> = example.figures.iter().map(|f| name(f.method)).collect();
    // AlexNet has several buttons, so each one's label also names its method.
    let label = format!("{}, {}", example.system, methods.join(" and "));
    let look = Look {
        name: Some(&label),
        ..Look::of("link")
    };
    pieces![
        Press::Open(example.link.into()).button(look, html! { (example.system) }),
        format!(" ({})", example.year),
        html! {
            @for figure in example.figures { small { (in_words(figure)) } }
            small { (example.note) }
        }
    ]
}

/// Returns the printed and the computed figure as a line.
fn in_words(figure: &Figure) -> String {
    let computed = write::people(figure.exact_flop().median());
    let method = name(figure.method);
    match figure.printed() {
        Some(printed) => format!("By {method}: {computed} FLOP; printed: {printed}"),
        None => format!("By {method}: {computed} FLOP; no printed figure"),
    }
}

fn name(method: Method) -> &'static str {
    match method {
        Method::Operations => "operations",
        Method::GpuTime => "GPU time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{examples, first_example};
    use crate::dom::{Role, parse};
    use crate::panel::Action;
    use crate::panel::piece::{html_of, presses};

    #[test]
    fn every_example_has_a_button_with_its_link() {
        let presses = presses(&draw());
        assert_eq!(presses.len(), examples().len());
        for example in examples() {
            let open = Action::Press(Press::Open(example.link.into()));
            assert!(presses.contains(&open), "{}", example.link);
        }
        let panel = parse(&html_of(&draw()));
        assert!(panel.has(Role::Button, "DeepSpeech2, GPU time"));
    }

    #[test]
    fn a_card_has_the_name_the_year_the_figure_and_what_it_shows() {
        let card = parse(&html_of(&pieces![card(first_example())]));
        let words = "LLaMA-65B 2023 5.48 × 10²³ FLOP A transformer by both methods";
        let names = card.one(Role::Button, words).all(Role::Strong);
        assert_eq!(names[0].text(), "LLaMA-65B");
    }

    #[test]
    fn an_example_of_a_group_has_the_printed_figure_beside_the_computed_one() {
        let vgg = examples().iter().find(|e| e.id == "openai-vgg-gpu-time");
        let line = html_of(&line(vgg.expect("VGG")));
        let words = "By GPU time: 8.72 × 10¹⁸ FLOP; printed: 10,000 PF = 0.12 pfs-days";
        assert!(line.contains(words), "{line}");
    }
}
