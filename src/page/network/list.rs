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
    // Returns whether an option was taken. The first option, “Choose…”, is none.
    let take_chosen = move || {
        let list = node.get_untracked();
        let value = list.map_or(String::new(), |list| list.value());
        let is_option = !value.is_empty();
        if is_option {
            take.try_run(value);
            untrack(show_chosen);
        }
        is_option
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
                if is_enter && take_chosen() {
                    event.prevent_default();
                }
            }
            on:change=move |_| {
                if !by_keys.get() {
                    take_chosen();
                }
            }
        >
            {children()}
        </select>
    }
}
