//! The network as text, and beside it what the worker draws of it.

use crate::app::helper::Helper;
use crate::app::page::use_page;
use crate::app::parts::field::{ProblemText, input_id, invalid};
use crate::app::parts::panel::Panel;
use crate::app::parts::{part, text};
use crate::draft::Key;
use crate::draft::alternatives::Group;
use leptos::prelude::*;

/// The field of the network, known ones to start from, and its switches.
#[component]
pub(super) fn Model() -> impl IntoView {
    let page = use_page();
    let id = input_id(Key::Model);
    let network = move |of: fn(&crate::app::networks::Network) -> &String| {
        text(move || {
            page.network
                .with(|n| n.as_ref().map_or(String::new(), |n| of(n).clone()))
        })
    };
    view! {
        <div class="field">
            <label for=id.clone()>"Layers of the network"</label>
            <p class="hint" id=format!("{id}-hint")>
                "In order, separated by ; as in input(784);fc(300);relu;fc(10). Below, row by row."
            </p>
            <textarea
                id=id.clone()
                rows="4"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=format!("{id}-hint {id}-echo {id}-problem")
                aria-invalid=invalid(Key::Model)
                prop:value=page.text(Key::Model)
                on:input:target=move |event| page.set_text(Key::Model, event.target().value())
            ></textarea>
            <p class="echo" id=format!("{id}-echo")>{network(|n| &n.reading)}</p>
            <ProblemText key=Key::Model/>
        </div>
        <Panel helper=Helper::Panels html=network(|n| &n.tools) class="tools"/>
    }
}

/// The network row by row; there only while it is given so.
#[component]
pub(super) fn Layers() -> impl IntoView {
    let page = use_page();
    let chosen = page.chosen(Group::Forward);
    part(move || {
        let rows = text(move || {
            page.network
                .with(|n| n.as_ref().map_or(String::new(), |n| n.rows.clone()))
        });
        (chosen.get() == Key::Model)
            .then(|| view! { <Panel helper=Helper::Panels html=rows labelled="layers-title" class="card layers"/> })
    })
}
