//! Pieces as HTML, and the actions of their buttons, for tests to look at.

use super::{Control, Element, Inside, Piece};
use crate::panel::Action;
use maud::Escaper;
use std::fmt::Write;

/// Returns pieces as the page shows them.
pub fn html_of(pieces: &[Piece]) -> String {
    let mut html = String::new();
    write_pieces(&mut html, pieces);
    html
}

/// Returns the actions of all buttons, in order.
pub fn presses(pieces: &[Piece]) -> Vec<Action> {
    let mut actions = Vec::new();
    for piece in pieces {
        let Piece::Element(element) = piece else {
            continue;
        };
        if let Some(Control::Press(action)) = &element.control {
            actions.push(action.clone());
        }
        if let Inside::Pieces(pieces) = &element.inside {
            actions.extend(presses(pieces));
        }
    }
    actions
}

fn write_pieces(html: &mut String, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => write_text(html, text),
            Piece::Element(element) => write_element(html, element),
        }
    }
}

fn write_element(html: &mut String, element: &Element) {
    html.push('<');
    html.push_str(&element.tag);
    for (name, value) in &element.attributes {
        write_attribute(html, name, value);
    }
    match &element.control {
        Some(Control::Type(text, _) | Control::Finish(text, _) | Control::Enter(text, ..)) => {
            write_attribute(html, "value", text)
        }
        Some(Control::Tick(true, _)) => html.push_str(" checked"),
        Some(Control::Choose(chosen, _)) => write_attribute(html, "value", chosen),
        _ => {}
    }
    html.push('>');
    if matches!(&*element.tag, "br" | "img" | "input") {
        return;
    }
    match &element.inside {
        Inside::Read(read) => html.push_str(read),
        Inside::Pieces(pieces) => write_pieces(html, pieces),
    }
    html.push_str("</");
    html.push_str(&element.tag);
    html.push('>');
}

fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    write_text(html, value);
    html.push('"');
}

fn write_text(html: &mut String, text: &str) {
    // A string takes whatever is written to it.
    let _ = Escaper::new(html).write_str(text);
}
