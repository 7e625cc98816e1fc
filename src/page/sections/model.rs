//! The text of a network, its tools and its rows.

use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::field::TextArea;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use leptos::prelude::*;

/// The network's field, well-known networks to start from, and its switches.
#[component]
pub(super) fn Model() -> impl IntoView {
    let page = use_page();
    view! {
        <TextArea key=Key::Model echo=text(move || page.network_words.get()) />
        <section class="tools">{part(move || page.network_tools())}</section>
    }
}

/// The network row by row, while the forward pass is given by layers.
#[component]
pub(super) fn Layers() -> impl IntoView {
    let page = use_page();
    let chosen = page.chosen(Group::Forward);
    part(move || {
        (chosen.get() == Key::Model).then(|| {
            view! {
                <section class="card layers" aria-labelledby="layers-title">
                    {part(move || page.network_rows())}
                </section>
            }
        })
    })
}
