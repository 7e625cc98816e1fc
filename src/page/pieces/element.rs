//! The view of an element: it stays the same element while its attributes, its content and its control change.

use super::act::act;
use super::list::{self, Source};
use crate::page::browser;
use crate::page::parts::erased::Kept;
use crate::page::parts::follow;
use crate::page::state::Page;
use crate::panel::piece::{Control, Element, Inside, Piece};
use gloo::events::EventListener;
use leptos::html::custom;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

/// Makes the view of an element.
pub(super) fn view(page: Page, piece: ArcRwSignal<Piece>, element: Element) -> AnyView {
    let inside = match element.inside {
        Inside::Pieces(_) => list::view(page, Source::Inside(piece.clone())),
        Inside::Read(_) => ().into_any(),
    };
    let events: &[&str] = match element.control {
        None => &[],
        Some(Control::Press(_)) => &["click"],
        Some(Control::Type(..)) => &["input", "change"],
        // No “change”: it comes after Enter, with the text that Enter has taken.
        Some(Control::Enter(..)) => &["input", "keydown"],
        Some(Control::Paste(_)) => &["input"],
        Some(Control::Finish(..) | Control::Tick(..) | Control::Choose(..) | Control::Pick) => {
            &["change"]
        }
    };
    let connect = move |node: web_sys::Element| connect(page, &piece, node, events);
    custom(element.tag)
        .child(inside)
        .directive(connect, ())
        .into_any()
}

/// Makes an element of the page follow a piece, and listens to its events.
fn connect(
    page: Page,
    piece: &ArcRwSignal<Piece>,
    node: web_sys::Element,
    events: &'static [&'static str],
) {
    let listen = |event: &&'static str| {
        let (piece, element) = (piece.clone(), node.clone());
        EventListener::new(&node, *event, move |event| {
            let control = piece.with_untracked(|piece| match piece {
                Piece::Element(element) => element.control.clone(),
                _ => None,
            });
            if control == Some(Control::Pick) {
                if let Some(files) = browser::take_picked_files(event) {
                    page.read_files(files);
                }
            } else if let Some(action) =
                control.and_then(|control| action_for(&control, &element, event))
            {
                act(page, action, &element);
            }
        })
    };
    Kept::new(Vec::from_iter(events.iter().map(listen)));
    let content = Kept::new(String::new());
    let piece = piece.clone();
    let show = move || {
        if let Piece::Element(element) = &*piece.read() {
            show_attributes(&node, element);
            if let Inside::Read(html) = &element.inside
                && content.with(|old| old != html)
            {
                node.set_inner_html(html);
                content.set(html.clone());
            }
            match &element.control {
                None | Some(Control::Press(_) | Control::Paste(_) | Control::Pick) => {}
                Some(control) => {
                    page.panels.follow_draws();
                    show_control(&node, control);
                }
            }
        }
    };
    untrack(&show);
    follow(show);
}

/// Returns the action for what a person did to an element.
fn action_for(
    control: &Control,
    node: &web_sys::Element,
    event: &Event,
) -> Option<crate::panel::Action> {
    let input = node.dyn_ref::<HtmlInputElement>();
    Some(match control {
        Control::Enter(_, on, enter) => match event.dyn_ref::<KeyboardEvent>() {
            // A person who composes a letter takes it with Enter.
            Some(key) if key.key() == "Enter" && !key.is_composing() => enter.clone(),
            Some(_) => return None,
            None => on.action(input?.value()),
        },
        Control::Press(action) => action.clone(),
        Control::Type(_, on) | Control::Finish(_, on) => on.action(input?.value()),
        Control::Paste(on) => on.action(node.dyn_ref::<HtmlTextAreaElement>()?.value()),
        Control::Pick => return None,
        Control::Tick(_, on) => on.action(input?.checked()),
        Control::Choose(_, on) => on.action(node.dyn_ref::<HtmlSelectElement>()?.value()),
    })
}

fn show_attributes(node: &web_sys::Element, element: &Element) {
    for (name, value) in &element.attributes {
        if node.get_attribute(name).as_ref() != Some(value) {
            let _ = node.set_attribute(name, value);
        }
    }
    for name in node.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        let is_there = element.attributes.iter().any(|(there, _)| *there == name);
        // A `details` that a person opened stays open.
        if !is_there && name != "open" {
            let _ = node.remove_attribute(&name);
        }
    }
}

/// Shows the state of a control. A box that has the focus keeps what is typed in it, unless Enter takes it.
fn show_control(node: &web_sys::Element, control: &Control) {
    let input = node.dyn_ref::<HtmlInputElement>();
    match (control, input) {
        (Control::Type(text, _) | Control::Finish(text, _), Some(input)) => {
            let has_focus = document().active_element().as_ref() == Some(node);
            if !has_focus && input.value() != *text {
                input.set_value(text);
            }
        }
        // A text that Enter has taken leaves the box, which keeps the focus.
        (Control::Enter(text, ..), Some(input)) if input.value() != *text => {
            input.set_value(text);
        }
        (Control::Tick(is_ticked, _), Some(input)) => input.set_checked(*is_ticked),
        (Control::Choose(chosen, _), _) => {
            if let Some(list) = node.dyn_ref::<HtmlSelectElement>() {
                list.set_value(chosen);
            }
        }
        _ => {}
    }
}
