//! A list of views that are told apart by keys. All lists have this one type, so that the download holds a single
//! copy of what updates them.

use leptos::prelude::*;

/// An item of a list: its key, and what makes its view.
pub(in crate::page) struct Item {
    pub(in crate::page) key: u32,
    pub(in crate::page) draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Makes the view of a list. An item keeps its view while its key stays in the list.
pub(in crate::page) fn keyed(items: impl Fn() -> Vec<Item> + Send + 'static) -> AnyView {
    let items: Box<dyn Fn() -> Vec<Item> + Send> = Box::new(items);
    view! { <For each=items key=|item| item.key children=|item| (item.draw)() /> }.into_any()
}
