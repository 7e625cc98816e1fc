//! The panel that puts the estimate beside up to three others: links, worked examples and published systems.

mod add;
mod table;

use super::Action;
use super::parts::plain_box;
use super::piece::{Control, Element, On, Piece, fold, pieces};
use super::press::{Look, Press, button};
use crate::answer::Evaluation;
use crate::catalog::{Group, examples};
use crate::compare::{Column, Compare, LETTERS, columns, encode, figures, inputs, ratios};
use crate::draft::link;
use crate::report::{TableFormat, side_by_side};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The panel's own settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The fragments of the other estimates.
    others: Vec<String>,
    /// The text of the box that adds one.
    typed: String,
    /// Why that text added none.
    refusal: &'static str,
    format: TableFormat,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            others: Vec::new(),
            typed: String::new(),
            refusal: "",
            format: TableFormat::Markdown,
        }
    }
}

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareAction {
    /// Types into the box that adds an estimate.
    Type(String),
    /// Adds the estimate that was typed.
    Add,
    /// Adds the estimate with this fragment.
    AddLink(String),
    /// Takes an estimate out, by its place among the others.
    Remove(usize),
    /// Chooses the format of the table to copy.
    Format(TableFormat),
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: CompareAction) {
    match action {
        CompareAction::Type(text) => {
            settings.typed = text;
            settings.refusal = "";
        }
        CompareAction::Add => match add::read(&settings.typed) {
            Ok(link) => {
                settings.typed.clear();
                settings.add(link);
            }
            Err(refusal) => settings.refusal = refusal,
        },
        CompareAction::AddLink(link) => {
            settings.typed.clear();
            settings.add(link);
        }
        CompareAction::Remove(place) => {
            if place < settings.others.len() {
                settings.others.remove(place);
            }
        }
        CompareAction::Format(format) => settings.format = format,
    }
}

impl Settings {
    /// Returns the settings with these estimates beside the present one.
    pub fn of(mut others: Vec<String>) -> Self {
        others.truncate(LETTERS.len() - 1);
        Self {
            others,
            ..Self::default()
        }
    }

    fn add(&mut self, link: String) {
        self.refusal = "";
        if !link.is_empty() && !self.is_full() {
            self.others.push(link);
        }
    }

    fn is_full(&self) -> bool {
        self.others.len() + 1 >= LETTERS.len()
    }
}

/// Draws the panel for a draft and the address of the page that shows it.
pub fn draw(evaluation: &Evaluation, address: &str, settings: &Settings) -> Vec<Piece> {
    let mut estimates = vec![link::encode(evaluation.draft())];
    estimates.extend(settings.others.iter().cloned());
    let columns = columns(&estimates);
    let page = address.split('#').next().unwrap_or_default();
    let compared = (columns.len() > 1).then(|| {
        let compare = Compare { estimates };
        pieces![
            html! { @for sentence in ratios(&columns) { p { (sentence) } } },
            others(&columns),
            table::draw(&columns, &figures(&columns), &inputs(&columns)),
            link_of_all(&format!("{page}#{}", encode(&compare))),
            copy(&columns, page, settings.format)
        ]
    });
    pieces![Element::of_class("div", "side-by-side").holding(pieces![adding(settings), compared])]
}

/// Draws the box and the list that add an estimate.
fn adding(settings: &Settings) -> Vec<Piece> {
    if settings.is_full() {
        return pieces![
            html! { p.hint { "Four estimates are as many as fit. Take one out to add another." } }
        ];
    }
    let on = On::new(|text| Action::Compare(CompareAction::Type(text)));
    let mut field = plain_box(&settings.typed, on)
        .id("compare-add")
        .with("aria-describedby", "compare-add-about");
    if !settings.refusal.is_empty() {
        field = field.with("aria-invalid", "true");
    }
    let add = button(
        Action::Compare(CompareAction::Add),
        Look::of("button"),
        html! { "Add" },
    );
    let row = Element::of_class("p", "row").holding(pieces![field, add]);
    let about = html! {
        label for="compare-add" { "Add an estimate" }
        p.hint #compare-add-about {
            @if settings.refusal.is_empty() {
                "Paste its link, or type the name of a published system: GPT-3."
            } @else {
                span class="problem error" role="alert" { (settings.refusal) }
            }
        }
    };
    let offer = |offer: add::Offer| {
        let action = Action::Compare(CompareAction::AddLink(offer.link));
        Piece::Element(button(
            action,
            Look::of("suggestion"),
            html! { (offer.name) },
        ))
    };
    let offers = Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Published systems of this name")
        .holding(
            add::offers(&settings.typed)
                .into_iter()
                .map(offer)
                .collect(),
        );
    let options = html! {
        option value="" { "Choose…" }
        @for example in examples().iter().filter(|example| example.group == Group::Gallery) {
            option value=(example.link) { (example.system) " (" (example.year) ")" }
        }
    };
    let chosen = On::new(|link| Action::Compare(CompareAction::AddLink(link)));
    let list = Element::new("select")
        .id("compare-example")
        .read(options)
        .acting(Control::Choose(String::new(), chosen));
    let label = html! { label for="compare-example" { "Or a worked example" } };
    pieces![
        Element::of_class("div", "field").holding(pieces![about, row, offers]),
        Element::of_class("div", "field").holding(pieces![label, list])
    ]
}

/// Draws a button for each other estimate, which takes it out.
fn others(columns: &[Column]) -> Box<Element> {
    let take_out = |(place, column): (usize, &Column)| {
        let name = format!("Take out {}", column.name);
        let look = Look {
            name: Some(&name),
            ..Look::of("suggestion")
        };
        let action = Action::Compare(CompareAction::Remove(place));
        Piece::Element(button(action, look, html! { (column.name) " ✕" }))
    };
    let others = columns.iter().skip(1).enumerate().map(take_out);
    Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Estimates beside this one")
        .holding(others.collect())
}

fn link_of_all(address: &str) -> Vec<Piece> {
    let copy = Press::Copy("compare-link").button(Look::of("button"), html! { "Copy" });
    let shown: Markup = html! {
        h4 { "Link of this comparison" }
        p.link-shown { code #compare-link { (address) } }
    };
    pieces![
        shown,
        Element::of_class("p", "row").holding(pieces![
            copy,
            html! { span.visually-hidden role="status" {} }
        ])
    ]
}

/// Draws the table as a text to copy or download.
fn copy(columns: &[Column], page: &str, chosen: TableFormat) -> Box<Element> {
    let choice = |format: TableFormat| {
        let action = Action::Compare(CompareAction::Format(format));
        let choice = button(action, Look::default(), html! { (format.name()) });
        Piece::Element(choice.with("aria-pressed", (chosen == format).to_string()))
    };
    let formats = Element::of_class("div", "formats")
        .with("role", "group")
        .with("aria-label", "Format of the table")
        .holding(TableFormat::ALL.into_iter().map(choice).collect());
    let text = side_by_side(chosen, columns, page);
    let data = utf8_percent_encode(&text, NON_ALPHANUMERIC);
    let copy = Press::Copy("compare-text").button(Look::of("button"), html! { "Copy" });
    let download = Element::of_class("a", "button")
        .with("download", chosen.file())
        .with("href", format!("data:text/plain;charset=utf-8,{data}"))
        .read(html! { "Download " (chosen.file()) });
    let shown = html! {
        pre #compare-text tabindex="0" role="region" aria-label=(chosen.name()) { (text) }
    };
    let row = pieces![
        copy,
        html! { span.visually-hidden role="status" {} },
        download
    ];
    fold(
        "compare-copy",
        "Copy or download the table",
        pieces![formats, shown, Element::of_class("p", "row").holding(row)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    const OWN: &str = "v=1&title=Mine&parameters=7e9&tokens=2e12";

    fn drawn(actions: &[CompareAction]) -> String {
        let mut settings = Settings::default();
        for action in actions {
            act(&mut settings, action.clone());
        }
        let evaluation = Evaluation::of(decode(OWN).draft);
        html_of(&draw(
            &evaluation,
            "https://petaday.example/#v=1",
            &settings,
        ))
    }

    fn typed(text: &str) -> Vec<CompareAction> {
        vec![CompareAction::Type(text.into()), CompareAction::Add]
    }

    fn expect(html: &str, texts: &[&str]) {
        for text in texts {
            assert!(html.contains(text), "{text}");
        }
    }

    #[test]
    fn a_link_and_a_published_system_stand_beside_the_estimate() {
        let mut actions =
            typed("https://elsewhere.example/x/#v=1&title=Other&parameters=70e9&tokens=2e12");
        actions.extend(typed("GPT-3 175B (davinci)"));
        let html = drawn(&actions);
        expect(
            &html,
            &[
                "Other took 10 × Mine.",
                "8.4 × 10²³",
                "3.14 × 10²³",
                "Take out Other",
                "#view=compare&amp;a=v=1%26title=Mine",
                "| Training compute (FLOP) |",
            ],
        );
    }

    #[test]
    fn what_is_no_estimate_is_refused_and_stays_typed() {
        let html = drawn(&typed("an unheard-of system"));
        expect(&html, &["value=\"an unheard-of system\"", "role=\"alert\""]);
        assert!(!html.contains("<table"));
        let html = drawn(&typed("   "));
        expect(&html, &["role=\"alert\""]);
    }

    #[test]
    fn four_fit_and_any_but_the_first_can_be_taken_out() {
        let mut actions = Vec::new();
        for _ in 0..5 {
            actions.extend(typed("PaLM (540B)"));
        }
        let html = drawn(&actions);
        expect(&html, &["Four estimates are as many as fit."]);
        assert_eq!(html.matches("aria-label=\"Take out").count(), 3);
        actions.extend([CompareAction::Remove(0), CompareAction::Remove(7)]);
        let html = drawn(&actions);
        assert_eq!(html.matches("aria-label=\"Take out").count(), 2);
    }

    #[test]
    fn a_link_of_the_view_puts_its_estimates_beside_the_present_one() {
        let settings = Settings::of(vec!["v=1&title=A&tokens=1".to_owned(); 9]);
        let evaluation = Evaluation::of(decode(OWN).draft);
        let html = html_of(&draw(&evaluation, "https://petaday.example/", &settings));
        assert_eq!(html.matches("aria-label=\"Take out").count(), 3);
    }
}
