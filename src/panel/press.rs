//! Buttons that the page itself acts on: they put a text into a field, open an example, add a stage
//! or copy a text. The attributes of a button say what it does.

use crate::draft::{Key, Provenance};
use maud::{Markup, html};

/// The action of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Puts a text into a field, in the stage that is shown, and says where the value comes from.
    Fill(Key, String, Option<Provenance>),
    /// Opens an estimate, given as a link.
    Open(String),
    /// Adds a stage, given as a link of one stage.
    AddStage(String),
    /// Copies the text of the element with this id.
    Copy(String),
}

/// The attributes of a button, apart from those of its action.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look<'a> {
    pub(super) class: &'a str,
    /// The id, if the button has one.
    pub(super) id: Option<&'a str>,
    /// The name for screen readers, if it is not the caption.
    pub(super) name: Option<&'a str>,
}

impl<'a> Look<'a> {
    pub(super) fn of(class: &'a str) -> Self {
        Self {
            class,
            ..Self::default()
        }
    }
}

// Names of actions, in `data-do`, and of the attributes with their further values.
const ACTION: &str = "data-do";
const FILL: &str = "set";
const OPEN: &str = "open";
const ADD_STAGE: &str = "add-stage";
const COPY: &str = "copy-text";

impl Press {
    /// Draws a button with this action.
    pub(super) fn button(&self, look: Look<'_>, caption: &Markup) -> Markup {
        let (action, key, value, of) = match self {
            Self::Fill(key, text, _) => (FILL, Some(key.name()), Some(text), None),
            Self::Open(link) => (OPEN, None, Some(link), None),
            Self::AddStage(link) => (ADD_STAGE, None, Some(link), None),
            Self::Copy(id) => (COPY, None, None, Some(id)),
        };
        let from = match self {
            Self::Fill(_, _, from) => from.map(Provenance::name),
            _ => None,
        };
        html! {
            button class=(look.class) id=[look.id] type="button" aria-label=[look.name]
                data-do=(action) data-key=[key] value=[value] data-of=[of] data-from=[from] { (caption) }
        }
    }

    /// Reads the action of an element from its attributes. Returns `None` if a panel acts on the
    /// element, or nothing does.
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let value = || attribute("value");
        Some(match attribute(ACTION)?.as_str() {
            FILL => Self::Fill(
                Key::named(&attribute("data-key")?)?,
                value()?,
                attribute("data-from").and_then(|name| Provenance::named(&name)),
            ),
            OPEN => Self::Open(value()?),
            ADD_STAGE => Self::AddStage(value()?),
            COPY => Self::Copy(attribute("data-of")?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the value of an attribute as a browser reads it.
    fn attribute(html: &str, name: &str) -> Option<String> {
        let (_, rest) = html.split_once(&format!(" {name}=\""))?;
        let (text, _) = rest.split_once('"')?;
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        Some(text.replace("&quot;", "\"").replace("&amp;", "&"))
    }

    fn read(html: &str) -> Option<Press> {
        Press::read(|name| attribute(html, name))
    }

    #[test]
    fn a_button_is_read_as_it_was_written() {
        let hostile = "a\" data-do=\"open\" <b>&amp;' 5..6";
        let link = "v=1&data=2026-11&title=A_%26_B&2.tokens=5";
        let fills = Key::ALL.into_iter().flat_map(|key| {
            let texts = ["", "40%", hostile];
            let froms = [
                None,
                Some(Provenance::Recommended),
                Some(Provenance::Solved),
            ];
            std::iter::zip(texts, froms)
                .map(move |(text, from)| Press::Fill(key, text.into(), from))
        });
        let others = ["share-link", link, hostile].into_iter().flat_map(|text| {
            [
                Press::Open(text.into()),
                Press::AddStage(text.into()),
                Press::Copy(text.into()),
            ]
        });
        for press in fills.chain(others) {
            for look in [
                Look::default(),
                Look {
                    class: "link",
                    id: Some("x"),
                    name: Some(hostile),
                },
            ] {
                let html = press.button(look, &html! { "caption" }).into_string();
                assert_eq!(read(&html), Some(press.clone()), "{html}");
            }
        }
    }

    #[test]
    fn other_elements_are_no_presses() {
        for html in [
            "<button type=\"button\">",
            "<button data-do=\"all\" value=\"x\">",
            "<button data-do=\"set\" value=\"40%\">",
            "<button data-do=\"set\" data-key=\"no-such\" value=\"40%\">",
            "<button data-do=\"set\" data-key=\"tokens\">",
            "<button data-do=\"open\">",
            "<button data-do=\"copy-text\">",
        ] {
            assert_eq!(read(html), None, "{html}");
        }
    }
}
