//! Reads HTML of `maud` into the elements that it consists of.

use super::{Element, Inside};

/// The elements without an end tag that panels use.
const VOID: [&str; 3] = ["br", "img", "input"];

/// Returns the outermost elements of HTML. Their content stays HTML. A picture is put into an element, because the
/// elements of pictures are made in another way.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let (mut depth, mut from, mut start, mut inside) = (0, 0, "", 0);
    for (at, _) in html.match_indices('<') {
        // `maud` escapes `>` in attributes.
        let Some((tag, _)) = html[at + 1..].split_once('>') else {
            break;
        };
        let end = at + tag.len() + 2;
        let is_end = tag.starts_with('/');
        let is_void = VOID.contains(&tag.split(' ').next().unwrap_or_default());
        if is_end {
            depth -= 1;
        }
        if depth == 0 {
            if !is_end {
                (from, start, inside) = (at, tag, end);
            }
            if is_end || is_void {
                elements.push(match start.starts_with("svg") {
                    true => element("div", html.get(from..end).unwrap_or_default()),
                    false => element(start, html.get(inside..at).unwrap_or_default()),
                });
            }
        }
        if !is_end && !is_void {
            depth += 1;
        }
    }
    elements
}

/// Makes an element of its start tag, without the brackets, and its content.
fn element(start: &str, content: &str) -> Element {
    let (tag, mut rest) = start.split_once(' ').unwrap_or((start, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let name_end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let quoted = after
            .strip_prefix("=\"")
            .and_then(|value| value.split_once('"'));
        let (value, after) = quoted.unwrap_or(("", after));
        attributes.push((String::from(name).into(), unescaped(value)));
        rest = after.trim_start();
    }
    Element {
        tag: String::from(tag).into(),
        attributes,
        inside: Inside::Read(content.into()),
        control: None,
    }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::piece::{Piece, html_of};
    use maud::html;

    #[test]
    fn each_outermost_element_is_read() {
        let html = html! {
            p.hint title="a > \"b\" &amp;" { "1 < 2" br; strong { "3" } }
            img src="x" hidden;
            ul { li { "4" } li {} }
            input id="y";
            svg viewBox="0 0 1 1" { rect width="1" {} }
        };
        let html = html.into_string();
        let elements = elements(&html);
        let tags: Vec<_> = elements.iter().map(|element| &*element.tag).collect();
        assert_eq!(tags, ["p", "img", "ul", "input", "div"]);
        assert_eq!(elements[0].attribute("title"), "a > \"b\" &amp;");
        assert_eq!(elements[0].attribute("class"), "hint");
        let again = elements.into_iter();
        let again: Vec<_> = again
            .map(|element| Piece::Element(Box::new(element)))
            .collect();
        let html = html.replace(" hidden", " hidden=\"\"");
        let html = html
            .replace("<svg", "<div><svg")
            .replace("</svg>", "</svg></div>");
        assert_eq!(html_of(&again), html);
        assert_eq!(super::elements(""), []);
    }
}
