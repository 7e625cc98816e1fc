//! A list whose choice changes the network.

use crate::page::parts::erased::Kept;
use crate::page::parts::follow;
use leptos::html::Select;
use leptos::prelude::*;

/// A list of options. A pointer takes the option that it chooses, but keys take an option only at
/// Enter, because each arrow key on the way selects one.
#[component]
pub(super) fn List(
    /// The id of the list. Its hint has the same id with “-hint”.
    id: &'static str,
    /// The value of the option that is shown.
    chosen: Signal<String>,
    /// Called with the value of the option that is taken.
    take: Callback<String>,
    /// The options.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Select>::new();
    let by_keys = Kept::new(false);
    let show_chosen = move || {
        if let Some(list) = node.get() {
            list.set_value(&chosen.get());
        }
    };
    follow(show_chosen);
    let take = move || {
        let value = node
            .get_untracked()
            .map_or(String::new(), |list| list.value());
        if !value.is_empty() {
            take.run(value);
            untrack(show_chosen);
        }
    };
    view! {
        <select
            id=id
            node_ref=node
            aria-describedby=format!("{id}-hint")
            on:pointerdown=move |_| by_keys.set(false)
            on:keydown=move |event| {
                let is_enter = event.key() == "Enter";
                by_keys.set(!is_enter);
                if is_enter {
                    event.prevent_default();
                    take();
                }
            }
            on:change=move |_| {
                if !by_keys.get() {
                    take();
                }
            }
        >
            {children()}
        </select>
    }
}
