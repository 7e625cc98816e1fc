//! The pieces of a panel: HTML that is only read, and the elements that a person types into or presses.
//!
//! A panel makes its pieces of the draft. The page shows them, and updates those that have changed.

mod control;
mod html;
mod read;

pub use control::{Control, On};
pub use html::{html_of, presses};

use maud::Markup;
use std::borrow::Cow;

/// A piece of a panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A text.
    Text(String),
    /// An element.
    Element(Box<Element>),
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The name of its tag.
    pub tag: Cow<'static, str>,
    /// Its attributes, apart from those of its control.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Its content.
    pub inside: Inside,
    /// Its control, if a person acts on this element.
    pub control: Option<Control>,
}

/// The content of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Inside {
    /// Content that is only read, as HTML.
    Read(String),
    /// Pieces.
    Pieces(Vec<Piece>),
}

// An element is boxed, and its functions are not inlined: panels call them hundreds of times, and a pointer takes
// fewer bytes of code to pass on.
impl Element {
    /// Makes an element without content.
    #[inline(never)]
    pub(super) fn new(tag: &'static str) -> Box<Self> {
        Box::new(Self {
            tag: tag.into(),
            attributes: Vec::new(),
            inside: Inside::Read(String::new()),
            control: None,
        })
    }

    /// Makes an element of a class.
    pub(super) fn of_class(tag: &'static str, class: &str) -> Box<Self> {
        Self::new(tag).with("class", class)
    }

    /// Adds an attribute.
    pub(super) fn with(self: Box<Self>, name: &'static str, value: impl AsRef<str>) -> Box<Self> {
        self.with_text(name, value.as_ref())
    }

    #[inline(never)]
    fn with_text(mut self: Box<Self>, name: &'static str, value: &str) -> Box<Self> {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Adds an attribute if there is a value.
    pub(super) fn with_some(self: Box<Self>, name: &'static str, value: Option<&str>) -> Box<Self> {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds an id.
    pub(super) fn id(self: Box<Self>, id: impl AsRef<str>) -> Box<Self> {
        self.with("id", id)
    }

    /// Puts content that is only read into the element.
    #[inline(never)]
    pub(super) fn read(mut self: Box<Self>, content: Markup) -> Box<Self> {
        self.inside = Inside::Read(content.into_string());
        self
    }

    /// Puts pieces into the element.
    #[inline(never)]
    pub(super) fn holding(mut self: Box<Self>, pieces: Vec<Piece>) -> Box<Self> {
        self.inside = Inside::Pieces(pieces);
        self
    }

    /// Gives the element a control.
    #[inline(never)]
    pub(super) fn acting(mut self: Box<Self>, control: Control) -> Box<Self> {
        self.control = Some(control);
        self
    }

    /// Returns the value of an attribute, or an empty text.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(other, _)| *other == name);
        found.map_or("", |(_, value)| value)
    }
}

impl Piece {
    /// Returns a name that tells the piece from most of its neighbours, and that it keeps while its content
    /// changes: the id or else the class of its element.
    pub fn name(&self) -> String {
        let Self::Element(element) = self else {
            return String::new();
        };
        let holds = match element.inside {
            Inside::Read(_) => "",
            Inside::Pieces(_) => "/",
        };
        match element.attribute("id") {
            "" => [&element.tag, ".", element.attribute("class"), holds].concat(),
            id => [&element.tag, "#", id, holds].concat(),
        }
    }
}

/// A value that becomes pieces.
pub(super) trait IntoPieces {
    /// Adds the pieces to a list.
    fn add_to(self, list: &mut Vec<Piece>);
}

impl IntoPieces for Piece {
    fn add_to(self, list: &mut Vec<Piece>) {
        list.push(self);
    }
}

impl IntoPieces for Box<Element> {
    #[inline(never)]
    fn add_to(self, list: &mut Vec<Piece>) {
        list.push(Piece::Element(self));
    }
}

impl IntoPieces for String {
    fn add_to(self, list: &mut Vec<Piece>) {
        list.push(Piece::Text(self));
    }
}

impl IntoPieces for &str {
    #[inline(never)]
    fn add_to(self, list: &mut Vec<Piece>) {
        String::from(self).add_to(list);
    }
}

/// Adds each element by itself.
impl IntoPieces for Markup {
    #[inline(never)]
    fn add_to(self, list: &mut Vec<Piece>) {
        let elements = read::elements(&self.into_string());
        list.extend(
            elements
                .into_iter()
                .map(|element| Piece::Element(Box::new(element))),
        );
    }
}

impl<T: IntoPieces> IntoPieces for Option<T> {
    fn add_to(self, list: &mut Vec<Piece>) {
        if let Some(piece) = self {
            piece.add_to(list);
        }
    }
}

impl IntoPieces for Vec<Piece> {
    #[inline(never)]
    fn add_to(mut self, list: &mut Vec<Piece>) {
        list.append(&mut self);
    }
}

/// Makes a list of pieces of whatever becomes pieces.
macro_rules! pieces {
    ($($piece:expr),+ $(,)?) => {{
        let mut list = Vec::new();
        $($crate::panel::piece::IntoPieces::add_to($piece, &mut list);)*
        list
    }};
}
pub(super) use pieces;

/// Makes a fold, whose summary is a text.
#[inline(never)]
pub(super) fn fold(id: &str, summary: &str, content: Vec<Piece>) -> Box<Element> {
    let summary = Element::new("summary").read(maud::html! { (summary) });
    let details = Element::of_class("details", "why");
    let details = if id.is_empty() {
        details
    } else {
        details.id(id)
    };
    details.holding(pieces![summary, content])
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn a_piece_keeps_its_name_while_its_content_changes() {
        let name = |markup: Markup| pieces![markup].iter().map(Piece::name).collect::<Vec<_>>();
        let before = html! { p #a .hint { "1" } p.hint { "2" } div { "3" } };
        let after = html! { p #a .problem { "4" } p.hint { "5" } div title="6" { "7" } };
        assert_eq!(name(before), name(after));
        assert_eq!(
            name(html! { p.hint {} p.problem {} }),
            ["p.hint", "p.problem"]
        );
        // An element that comes to hold controls is another one.
        let holding = Element::of_class("p", "hint").holding(pieces!["8"]);
        assert_ne!(pieces![holding][0].name(), "p.hint");
    }

    #[test]
    fn whatever_is_listed_becomes_pieces_in_order() {
        let list = pieces![
            "a < b",
            None::<Vec<Piece>>,
            html! { br; i { "c" } },
            Some("d")
        ];
        assert_eq!(html_of(&list), "a &lt; b<br><i>c</i>d");
    }
}
