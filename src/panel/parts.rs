//! HTML, texts and controls that several panels use.

use super::piece::{Control, Element, On, pieces};
use super::press::{Look, Press};
use crate::draft::{Key, Provenance};
use crate::quantity::{Uncertain, write};
use maud::{Markup, html};

/// Draws a button with a figure. The page puts the figure into the field when it is pressed, and keeps where it
/// comes from.
pub(super) fn set(key: Key, value: &str, label: &str, from: Option<Provenance>) -> Box<Element> {
    let caption = html! {
        // Screen readers also hear “Use”, because a bare number does not tell what the button
        // does.
        @if label == value { span.visually-hidden { "Use " } }
        (label)
    };
    Press::Fill(key, value.into(), from).button(Look::of("link"), caption)
}

/// Draws a box for a text, without an id.
pub(super) fn text_box(text: &str, on: On<String>) -> Box<Element> {
    Element::new("input")
        .with("type", "text")
        .with("autocomplete", "off")
        .acting(Control::Type(text.into(), on))
}

/// Draws a box for a text that is not prose.
pub(super) fn plain_box(text: &str, on: On<String>) -> Box<Element> {
    text_box(text, on)
        .with("autocapitalize", "off")
        .with("spellcheck", "false")
}

/// Draws a checkbox with its label.
pub(super) fn switch(id: &str, is_on: bool, label: &str, on: On<bool>) -> Box<Element> {
    let check = Element::new("input")
        .id(id)
        .with("type", "checkbox")
        .acting(Control::Tick(is_on, on));
    let label = html! { span { (label) } };
    Element::of_class("label", "switch").holding(pieces![check, label])
}

/// Draws sources of the tables, `Who, https://… ; Who, https://…`, with their addresses as links.
pub(super) fn sources(text: &str) -> Markup {
    html! {
        @for (index, source) in text.split("; ").enumerate() {
            @if index > 0 { "; " }
            (link(source))
        }
    }
}

/// Draws one source. Its address may also be its first word.
pub(super) fn link(source: &str) -> Markup {
    let (who, address) = match source.find("http") {
        Some(at) => source.split_at(at),
        None => (source, ""),
    };
    let host = address.split('/').nth(2).unwrap_or_default();
    let who = who.trim_end_matches([' ', ',']);
    let label = if who.is_empty() { host } else { who };
    html! {
        @if address.is_empty() { (label) } @else { a href=(address) { (label) } }
    }
}

/// Draws a text with the addresses in it as links.
pub(super) fn linked(text: &'static str) -> Markup {
    html! {
        @for (index, word) in text.split(' ').enumerate() {
            @if index > 0 { " " }
            @if word.starts_with("https://") {
                @let address = word.trim_end_matches(['.', ',', ';']);
                a href=(address) { (address) } (word[address.len()..])
            } @else { (word) }
        }
    }
}

/// Draws a figure that never breaks at its multiplication sign.
pub(super) fn figure(value: f64) -> Markup {
    html! { span.number { (write::people(value)) } }
}

/// Draws the ends of a range or, without a range, the figure.
pub(super) fn range(value: Uncertain) -> Markup {
    html! {
        @if value.is_range() {
            (figure(value.low())) " to " (figure(value.high()))
        } @else {
            (figure(value.median()))
        }
    }
}

/// Writes a share in whole per cent: `46%`.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", (100.0 * share).round() as u32)
}

/// Limits a text typed into a panel's own field to one line of at most 100 characters.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Role, parse};

    /// Returns the text, and the links in it with their addresses.
    fn read(markup: Markup) -> (String, Vec<(String, String)>) {
        let page = parse(&markup.into_string());
        let links = page.all(Role::Link).into_iter();
        let links = links.map(|link| (link.name(), link.attribute("href").to_owned()));
        (page.text(), links.collect())
    }

    fn link_to(name: &str, address: &str) -> (String, String) {
        (name.into(), address.into())
    }

    #[test]
    fn a_source_is_linked_by_its_name_or_its_host() {
        let two = "Who 2020, https://a.example/x?y=1&z; reported at https://b.example/";
        let (text, links) = read(sources(two));
        assert_eq!(text, "Who 2020; reported at");
        let first = link_to("Who 2020", "https://a.example/x?y=1&z");
        let second = link_to("reported at", "https://b.example/");
        assert_eq!(links, [first, second]);
        let (text, links) = read(sources("https://www.example.org/a/b"));
        let bare = link_to(&text, "https://www.example.org/a/b");
        assert_eq!((text.as_str(), links), ("www.example.org", vec![bare]));
        assert_eq!(read(sources("no address")), ("no address".into(), vec![]));
    }

    #[test]
    fn addresses_in_a_text_are_links() {
        let typed = "From https://a.example/x. CC BY, https://b.example; <b>";
        let (text, links) = read(linked(typed));
        assert_eq!(text, typed);
        let addresses = ["https://a.example/x", "https://b.example"];
        assert_eq!(links, addresses.map(|address| link_to(address, address)));
    }

    #[test]
    fn typed_text_is_cut_to_one_line() {
        assert_eq!(one_line("20\n22\t\u{0}"), "2022");
        assert_eq!(one_line(&"é".repeat(1_000)).chars().count(), 100);
        assert_eq!(percent(0.4042), "40%");
    }
}
