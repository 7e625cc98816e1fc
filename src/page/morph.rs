//! Updates an element of the page to new HTML in place.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, Node};

/// Updates the content of an element to new HTML and touches only nodes that differ. An input that
/// has the focus keeps it, with the text typed in it.
pub(super) fn morph(element: &Element, html: &str) {
    let document = leptos::prelude::document();
    if let Ok(new) = document.create_element("div") {
        new.set_inner_html(html);
        morph_children(element, &new, document.active_element().as_ref());
    }
}

fn morph_children(parent: &Node, new: &Node, focused: Option<&Element>) {
    // Copies of both lists, because moving a node removes it from its live list.
    let (old, new) = (children(parent), children(new));
    let mut at = 0;
    for (index, node) in new.iter().enumerate() {
        let Some(here) = old.get(at) else {
            let _ = parent.append_child(node);
            continue;
        };
        let rest = (old.len() - at, new.len() - index);
        if is_same(here, node) || rest.0 == rest.1 && is_alike(here, node) {
            morph_node(here, node, focused);
            at += 1;
            continue;
        }
        // Nodes were added or removed. Picks whichever explanation moves fewer nodes.
        let of_new = old[at..].iter().position(|other| is_same(other, node));
        let of_old = new[index..].iter().position(|other| is_same(here, other));
        match (of_new, of_old) {
            (Some(gone), waits) if waits.is_none_or(|came| gone <= came) => {
                for other in &old[at..at + gone] {
                    let _ = parent.remove_child(other);
                }
                morph_node(&old[at + gone], node, focused);
                at += gone + 1;
            }
            (None, None) if is_alike(here, node) => {
                morph_node(here, node, focused);
                at += 1;
            }
            (None, None) => {
                let _ = parent.replace_child(node, here);
                at += 1;
            }
            _ => {
                let _ = parent.insert_before(node, Some(here));
            }
        }
    }
    for left in old.iter().skip(at) {
        let _ = parent.remove_child(left);
    }
}

fn children(of: &Node) -> Vec<Node> {
    let nodes = of.child_nodes();
    (0..nodes.length())
        .filter_map(|at| nodes.item(at))
        .collect()
}

/// Returns whether one node can be updated to the other: two texts, or two elements with the same
/// tag and the same id, if any.
fn is_alike(old: &Node, new: &Node) -> bool {
    match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(old), Some(new)) => old.tag_name() == new.tag_name() && old.id() == new.id(),
        _ => old.node_type() == new.node_type(),
    }
}

/// Returns whether two nodes probably stand for the same thing: alike, and without an id of the
/// same class.
fn is_same(old: &Node, new: &Node) -> bool {
    let class = |node: &Node| {
        let element = node.dyn_ref::<Element>().filter(|e| e.id().is_empty())?;
        element.get_attribute("class")
    };
    is_alike(old, new) && class(old) == class(new)
}

fn morph_node(old: &Node, new: &Node, focused: Option<&Element>) {
    let (Some(from), Some(to)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) else {
        if old.node_value() != new.node_value() {
            old.set_node_value(new.node_value().as_deref());
        }
        return;
    };
    for name in to.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        let value = to.get_attribute(&name).unwrap_or_default();
        if from.get_attribute(&name).as_ref() != Some(&value) {
            let _ = from.set_attribute(&name, &value);
        }
    }
    for name in from.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        // A `details` that a person opened stays open.
        if !to.has_attribute(&name) && name != "open" {
            let _ = from.remove_attribute(&name);
        }
    }
    if let (Some(from), Some(to)) = (
        from.dyn_ref::<HtmlInputElement>(),
        to.dyn_ref::<HtmlInputElement>(),
    ) {
        if from.checked() != to.checked() {
            from.set_checked(to.checked());
        }
        if focused != Some(from) && from.value() != to.value() {
            from.set_value(&to.value());
        }
    }
    morph_children(old, new, focused);
    if let (Some(from), Some(to)) = (
        from.dyn_ref::<HtmlSelectElement>(),
        to.dyn_ref::<HtmlSelectElement>(),
    ) {
        from.set_value(&to.value());
    }
}
