//! The network as text, and beside it what the worker draws of it.

use crate::app::page::{Place, use_page};
use crate::app::parts::field::TextArea;
use crate::app::parts::panel::Panel;
use crate::app::parts::{part, text};
use crate::draft::Key;
use crate::draft::alternatives::Group;
use leptos::prelude::*;

/// The field of the network, known ones to start from, and its switches.
#[component]
pub(super) fn Model() -> impl IntoView {
    let page = use_page();
    let network = move |of: fn(&crate::app::networks::Network) -> &String| {
        text(move || {
            page.network
                .with(|n| n.as_ref().map_or(String::new(), |n| of(n).clone()))
        })
    };
    view! {
        <TextArea
            key=Key::Model
            label="Layers of the network"
            hint="In order, separated by ; as in input(784);fc(300);relu;fc(10). Below, row by row."
            echo=network(|n| &n.reading)
        />
        <Panel place=Place::Rows html=network(|n| &n.tools) class="tools"/>
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
            .then(|| view! { <Panel place=Place::Rows html=rows labelled="layers-title" class="card layers"/> })
    })
}
