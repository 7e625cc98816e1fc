//! The published values of the system or network that the title names, to be filled in at a press.

mod facts;
mod filling;

pub(in crate::panel) use facts::counted;
pub use facts::{Fact, facts};

use super::base::figure;
use super::parts::{linked, sources};
use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press, button};
use super::{Action, Change, PanelInput};
use crate::catalog::bases::{ATTRIBUTION, Base};
use crate::catalog::known::{Known, named, suggest};
use crate::catalog::{Format, chip};
use crate::draft::{Draft, Field, Key, Provenance, link};
use crate::quantity::{Dimension, excerpt, read, write};
use filling::{Standing, change, standing};
use maud::{Markup, html};

/// The most names that are suggested. Further typing narrows the search.
const MAX_NAMES: usize = 8;

/// A suggested name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name.
    pub name: &'static str,
    /// The tables’ entry in short.
    pub about: String,
}

/// Suggests names for the text of a title. Suggests none for a text without a letter or digit.
pub fn suggestions(typed: &str) -> Vec<Suggestion> {
    if !typed.contains(|c: char| c.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let names = suggest(typed, MAX_NAMES).into_iter();
    let names = names.map(|known| Suggestion {
        name: known.name,
        about: about(known),
    });
    names.collect()
}

fn about(known: &Known) -> String {
    let organization = known.base.map_or("", |base| base.organization);
    let network = known.network.map_or("", |_| "layers");
    let example = known.example.map_or("", |_| "worked example");
    let parts = [organization, known.year(), network, example];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The panel's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The name for which the panel was closed.
    closed: Option<&'static str>,
}

/// A user action in the panel. A model is named by its place in the list of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamesAction {
    /// Fills in the empty fields.
    Fill,
    /// Fills in all fields, in place of what is typed.
    Replace,
    /// Takes the published figure as that of the base model.
    TakeAsBase(usize),
    /// Takes the published figure as that of the stage.
    Take(usize),
    /// Closes the panel.
    Close,
}

/// Draws the panel, or nothing if the tables do not know the title.
pub fn draw(input: &PanelInput, settings: &Settings) -> Vec<Piece> {
    let draft = input.evaluation.draft();
    let Some(known) = known_of(draft) else {
        return Vec::new();
    };
    if settings.closed == Some(known.name) {
        return Vec::new();
    }
    let facts = facts(known);
    let title = html! { h2 #names-title { "Published values of " (known.name) } };
    let values = (!facts.is_empty()).then(|| {
        pieces![
            lines(draft, input.stage, &facts),
            fill_presses(input, &facts)
        ]
    });
    let figure = known.base.map(|base| {
        pieces![
            figure_of(input, base),
            html! { p { small { (linked(ATTRIBUTION)) } } }
        ]
    });
    let close = button(
        Action::Names(NamesAction::Close),
        Look::of("link"),
        html! { "Close" },
    );
    let presses = Element::of_class("p", "presses").holding(pieces![close]);
    pieces![
        Element::of_class("div", "evidence published").holding(pieces![
            title,
            values,
            others(input, known, &facts),
            figure,
            presses
        ])
    ]
}

fn known_of(draft: &Draft) -> Option<&'static Known> {
    named(draft.get(Field::new(0, Key::Title))?)
}

/// Draws the values, those of one source in a line.
fn lines(draft: &Draft, stage: u16, facts: &[Fact]) -> Markup {
    let of_one_source = facts.chunk_by(|a, b| a.source == b.source);
    html! {
        ul.facts {
            @for facts in of_one_source {
                li {
                    @for (index, fact) in facts.iter().enumerate() {
                        @if index > 0 { " · " }
                        (fact.key.entry().heading()) ": " strong.number { (value(fact)) }
                        @if let Standing::Taken(key) = standing(draft, stage, fact) {
                            " (in the form: " (in_form(draft, stage, key, fact.key)) ")"
                        }
                    }
                    " " small { (sources(&facts[0].source)) }
                }
            }
        }
    }
}

/// Returns the text that stands in place of a value, with its label if it is of another field.
fn in_form(draft: &Draft, stage: u16, key: Key, fact: Key) -> String {
    let typed = excerpt(draft.get(Field::new(stage, key)).unwrap_or_default());
    match key == fact {
        true => format!("“{typed}”"),
        false => format!("{}, “{typed}”", key.entry().heading()),
    }
}

/// Writes a value for people.
fn value(fact: &Fact) -> String {
    let named = |format: Format| format.name().to_owned();
    match fact.key {
        Key::Hardware => chip(&fact.text).map_or(fact.text.clone(), |chip| chip.name.into()),
        Key::Format => fact.text.parse().map_or(fact.text.clone(), named),
        Key::Model => "layer by layer".into(),
        key => {
            let value = key
                .dimension()
                .and_then(|dimension| read(&fact.text, dimension).ok());
            match (key.dimension(), value) {
                (Some(Dimension::Count(_)), Some(value)) => write::in_words(value.median()),
                (Some(Dimension::Time), Some(value)) => write::reading(value, Dimension::Time),
                _ => fact.text.clone(),
            }
        }
    }
}

/// Draws the presses that fill in the values: into empty fields, and in place of what is typed.
fn fill_presses(input: &PanelInput, facts: &[Fact]) -> Box<Element> {
    let draft = input.evaluation.draft();
    let standings: Vec<_> = facts
        .iter()
        .map(|fact| standing(draft, input.stage, fact))
        .collect();
    let count = |is: fn(&Standing) -> bool| standings.iter().filter(|s| is(s)).count();
    let free = count(|standing| *standing == Standing::Free);
    let taken = count(|standing| matches!(standing, Standing::Taken(_)));
    let presses = |presses| Element::of_class("p", "presses").holding(presses);
    let fill = |caption| press(NamesAction::Fill, caption);
    if free + taken == 0 {
        let status = Element::of_class("p", "hint").with("role", "status");
        return status.read(html! { "All of it is in the form." });
    }
    let fill = match (free, taken) {
        (_, 0) => Some(fill("Fill in")),
        (0, _) => None,
        _ => Some(fill("Fill in the empty fields")),
    };
    let replace = (taken > 0).then(|| press(NamesAction::Replace, "Replace what is typed"));
    presses(pieces![fill, replace])
}

fn press(action: NamesAction, caption: &str) -> Box<Element> {
    button(
        Action::Names(action),
        Look::of("button"),
        html! { (caption) },
    )
}

/// Draws the presses for the layers and the worked example of the name.
fn others(input: &PanelInput, known: &Known, facts: &[Fact]) -> Option<Box<Element>> {
    let network = known
        .network
        .filter(|_| facts.iter().all(|fact| fact.key != Key::Model));
    let link = link::encode(input.evaluation.draft());
    let example = known.example.filter(|example| example.link != link);
    if network.is_none() && example.is_none() {
        return None;
    }
    let layers = network.map(|network| {
        let fill = Press::Fill(Key::Model, network.text.into(), Some(Provenance::Published));
        fill.button(
            Look::of("suggestion"),
            html! { "Use its layers in place of the parameters" },
        )
    });
    let open = example.map(|example| {
        let open = Press::Open(example.link.into());
        open.button(Look::of("suggestion"), html! { "Open the worked example" })
    });
    Some(Element::of_class("div", "suggestions").holding(pieces![layers, open]))
}

/// Draws the published compute, how the estimate compares with it, and the presses that use it.
fn figure_of(input: &PanelInput, base: &'static Base) -> Vec<Piece> {
    let draft = input.evaluation.draft();
    let (Some(flop), Some(place)) = (base.flop, figure::place(base)) else {
        return Vec::new();
    };
    let published = html! {
        p {
            "Published compute: " strong.number { (write::people(flop)) " FLOP" } " "
            small { (base.standing()) }
        }
    };
    if figure::has_inputs(draft, input.stage) {
        let comparison = html! { p { (figure::comparison(&input.evaluation, base)) } };
        return pieces![published, comparison];
    }
    let take = match figure::is_base(draft, input.stage) {
        true => NamesAction::TakeAsBase(place),
        false => NamesAction::Take(place),
    };
    let take = button(
        Action::Names(take),
        Look::of("suggestion"),
        html! { "Use this figure" },
    );
    let presses = Element::of_class("div", "suggestions").holding(pieces![take]);
    pieces![published, presses]
}

/// Applies a user action to the settings, or returns the change of the form.
pub fn act(settings: &mut Settings, input: &PanelInput, action: NamesAction) -> Change {
    let draft = input.evaluation.draft();
    let Some(known) = known_of(draft) else {
        return Change::default();
    };
    match action {
        NamesAction::Fill | NamesAction::Replace => change(
            &facts(known),
            draft,
            input.stage,
            action == NamesAction::Replace,
        ),
        NamesAction::Take(place) => figure::take(place, false, draft),
        NamesAction::TakeAsBase(place) => figure::take(place, true, draft),
        NamesAction::Close => {
            settings.closed = Some(known.name);
            Change::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Evaluation;
    use crate::dom::{Page, Role, parse};
    use crate::draft::link::decode;
    use crate::panel::piece;

    fn input(link: &str) -> PanelInput {
        PanelInput {
            evaluation: Evaluation::of(decode(&format!("v=1&{link}")).draft),
            stage: 1,
            ..PanelInput::default()
        }
    }

    fn drawn(link: &str) -> Page {
        let pieces = draw(&input(link), &Settings::default());
        parse(&piece::html_of(&pieces))
    }

    fn keys(change: &Change) -> Vec<&str> {
        change.facts.iter().map(|fact| fact.key.name()).collect()
    }

    #[test]
    fn what_people_type_suggests_what_the_tables_know() {
        let first = |typed| {
            suggestions(typed)
                .first()
                .map(|s| (s.name, s.about.clone()))
        };
        let llama = Some(("LLaMA-65B", "Meta AI · 2023 · worked example".to_owned()));
        for typed in ["LLaMA-65B", "llama 65", "llama-65b"] {
            assert_eq!(first(typed), llama, "{typed}");
        }
        let resnet = Some(("ResNet-50", "2015 · layers · worked example".to_owned()));
        assert_eq!(first("resnet-50"), resnet);
        assert_eq!(
            first("gpt-4").map(|(name, _)| name),
            Some("GPT-4 (Jun 2023)")
        );
        for nothing in ["", "  ", "–", "no such model at all"] {
            assert_eq!(suggestions(nothing), [], "{nothing}");
        }
        assert_eq!(suggestions("a").len(), MAX_NAMES);
    }

    #[test]
    fn each_value_is_shown_with_its_source() {
        let panel = drawn("title=llama_65b");
        for words in [
            "Published values of LLaMA-65B",
            "Parameters: 65.2 billion",
            "Training tokens: 1.4 trillion",
            "NVIDIA A100 SXM 80 GB",
            "5.5 × 10²³ FLOP",
            "CC BY 4.0",
        ] {
            panel.expect(words);
        }
        for value in ["65.2 billion", "1.4 trillion"] {
            panel.one(Role::Strong, value);
        }
        let source = panel.one(Role::Link, "the paper of LLaMA-65B");
        assert_eq!(source.attribute("href"), "https://arxiv.org/abs/2302.13971");
        for button in ["Fill in", "Open the worked example"] {
            panel.one(Role::Button, button);
        }
        for title in ["", "title=My_model", "title=LLaMA"] {
            assert_eq!(draw(&input(title), &Settings::default()), [], "{title}");
        }
    }

    #[test]
    fn the_layers_of_a_network_are_offered_where_its_parameters_are_filled_in() {
        drawn("title=ResNet-50").expect("layer by layer");
        drawn("title=Llama_2_70B").expect("Use its layers in place of the parameters");
    }

    #[test]
    fn typed_values_stay_until_a_press_that_says_so() {
        let typed = "title=LLaMA-65B&tokens=2T&epochs=90";
        let panel = drawn(typed);
        panel.expect("(in the form: “2T”)");
        panel.one(Role::Button, "Fill in the empty fields");
        panel.one(Role::Button, "Replace what is typed");
        let input = input(typed);
        let mut settings = Settings::default();
        let change = act(&mut settings, &input, NamesAction::Fill);
        assert_eq!(
            keys(&change),
            ["parameters", "chip-hours", "hardware", "format"]
        );
        assert_eq!(change.clears, crate::panel::Clearing::Nothing);
        let change = act(&mut settings, &input, NamesAction::Replace);
        assert!(keys(&change).contains(&"tokens"));
        assert!(change.fields.contains(&(Key::Epochs, String::new())));
        assert!(change.undoable);
    }

    #[test]
    fn what_is_filled_in_says_so_and_the_panel_can_be_closed() {
        let filled = "title=LLaMA-65B&parameters=65.2e9&tokens=1.4T&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb&format=bf16";
        let panel = drawn(filled);
        panel.expect("All of it is in the form.");
        panel.expect("This estimate, 5.48 × 10²³ FLOP, is 0.996 × the published figure.");
        let mut settings = Settings::default();
        act(&mut settings, &input(filled), NamesAction::Close);
        assert_eq!(draw(&input(filled), &settings), []);
        assert_ne!(draw(&input("title=ResNet-50"), &settings), []);
    }
}
