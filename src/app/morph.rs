//! HTML into the page, in place.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, Node};

/// Makes an element hold what the HTML says, and changes only what is other: what has the focus
/// keeps it, with what is typed there.
pub(super) fn morph(element: &Element, html: &str) {
    let document = leptos::prelude::document();
    if let Ok(new) = document.create_element("div") {
        new.set_inner_html(html);
        morph_children(element, &new, document.active_element().as_ref());
    }
}

fn morph_children(old: &Node, new: &Node, focused: Option<&Element>) {
    let (old_nodes, new_nodes) = (old.child_nodes(), new.child_nodes());
    // Those that are left over go, from the end; those that are new move over, which takes them out
    // of their list: hence no count of the latter.
    while old_nodes.length() > new_nodes.length() {
        if let Some(last) = old.last_child() {
            let _ = old.remove_child(&last);
        }
    }
    let shared = old_nodes.length();
    for at in 0..shared {
        if let (Some(old), Some(new)) = (old_nodes.item(at), new_nodes.item(at)) {
            morph_node(&old, &new, focused);
        }
    }
    while let Some(new) = new_nodes.item(shared) {
        let _ = old.append_child(&new);
    }
}

fn morph_node(old: &Node, new: &Node, focused: Option<&Element>) {
    let (Some(from), Some(to)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) else {
        if old.node_type() == new.node_type() {
            if old.node_value() != new.node_value() {
                old.set_node_value(new.node_value().as_deref());
            }
        } else {
            replace(old, new);
        }
        return;
    };
    if from.tag_name() != to.tag_name() || from.id() != to.id() {
        return replace(old, new);
    }
    for name in to.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        let value = to.get_attribute(&name).unwrap_or_default();
        if from.get_attribute(&name).as_ref() != Some(&value) {
            let _ = from.set_attribute(&name, &value);
        }
    }
    for name in from.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        // What a person opened stays open.
        if !to.has_attribute(&name) && name != "open" {
            let _ = from.remove_attribute(&name);
        }
    }
    if let (Some(from), Some(to)) = (
        from.dyn_ref::<HtmlInputElement>(),
        to.dyn_ref::<HtmlInputElement>(),
    ) {
        from.set_checked(to.checked());
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

/// By a copy: what is taken out of a list of nodes moves those after it up, and they are counted.
fn replace(old: &Node, new: &Node) {
    if let (Some(parent), Ok(copy)) = (old.parent_node(), new.clone_node_with_deep(true)) {
        let _ = parent.replace_child(&copy, old);
    }
}
