//! The summary line of a fold: its topic, and its content in short.

use leptos::prelude::*;

/// Makes the line.
pub(crate) fn summary(topic: &'static str, digest: Signal<String>) -> impl IntoView {
    view! {
        <summary class="in-short">
            <span class="topic">{topic}</span>
            " "
            <span class="digest">{digest}</span>
        </summary>
    }
}
