//! The box and the lists that add an estimate.

use super::add::{Offer, offers};
use super::settings::{BOX, CompareAction, FULL, Settings};
use crate::catalog::{Group, examples};
use crate::draft::recent::Recent;
use crate::panel::Action;
use crate::panel::parts::plain_box;
use crate::panel::piece::{Control, Element, On, Piece, pieces};
use crate::panel::press::{Look, button};
use crate::quantity::excerpt;
use maud::{Markup, html};

/// Draws the box and the lists that add an estimate.
pub(super) fn draw(settings: &Settings, recents: &[&Recent]) -> Vec<Piece> {
    if settings.is_full() {
        return pieces![html! { p.hint { (FULL) } }];
    }
    let on = On::new(|text| Action::Compare(CompareAction::Type(text)));
    let add = Action::Compare(CompareAction::Add);
    let mut field = plain_box("", on.clone())
        .acting(Control::Enter(settings.typed.clone(), on, add.clone()))
        .id(BOX)
        .with("aria-describedby", "compare-add-about");
    if settings.refusal.is_some() {
        field = field.with("aria-invalid", "true");
    }
    let add = button(add, Look::of("button"), html! { "Add" });
    let row = Element::of_class("p", "row").holding(pieces![field, add]);
    let about = html! {
        label for=(BOX) { "Add an estimate" }
        p.hint #compare-add-about {
            @match &settings.refusal {
                None => "Paste its link, or type the name of a published system: GPT-3.",
                Some(refusal) => {
                    span class="problem error" role="alert" {
                        (refusal.message)
                        @if !refusal.readable.is_empty() { " What could be read: " (refusal.readable) "." }
                    }
                }
            }
        }
    };
    let rest = settings
        .refusal
        .as_ref()
        .filter(|refusal| !refusal.rest.is_empty());
    let rest = rest.map(|refusal| {
        let action = Action::Compare(CompareAction::AddLink(refusal.rest.clone()));
        button(
            action,
            Look::of("suggestion"),
            html! { "Add what could be read" },
        )
    });
    let offer = |offer: Offer| {
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
        .holding(offers(&settings.typed).into_iter().map(offer).collect());
    let examples = html! {
        @for example in examples().iter().filter(|example| example.group == Group::Gallery) {
            option value=(example.link) { (example.system) " (" (example.year) ")" }
        }
    };
    let recents = (!recents.is_empty()).then(|| {
        let options = html! {
            @for recent in recents {
                option value=(recent.link) {
                    @if recent.title.trim().is_empty() { "Without a title" } @else { (excerpt(recent.title.trim())) }
                    ", " (recent.figure) " FLOP"
                }
            }
        };
        list("compare-recent", "Or a recent estimate of yours", options)
    });
    pieces![
        Element::of_class("div", "field").holding(pieces![about, row, rest, offers]),
        Element::of_class("div", "pair").holding(pieces![
            list("compare-example", "Or a worked example", examples),
            recents
        ])
    ]
}

/// Draws a list whose choice is added.
fn list(id: &str, label: &str, options: Markup) -> Box<Element> {
    let options = html! {
        option value="" { "Choose…" }
        (options)
    };
    let chosen = On::new(|link| Action::Compare(CompareAction::AddLink(link)));
    let list = Element::new("select")
        .id(id)
        .read(options)
        .acting(Control::Choose(String::new(), chosen));
    let label = html! { label for=(id) { (label) } };
    Element::of_class("div", "field").holding(pieces![label, list])
}
