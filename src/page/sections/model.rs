//! The text of a network, with tools and rows that src/panel draws.

use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::field::TextArea;
use crate::page::parts::panel::Panel;
use crate::page::parts::{part, text};
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The network's field, well-known networks to start from, and its switches.
#[component]
pub(super) fn Model() -> impl IntoView {
    let page = use_page();
    view! {
        <TextArea key=Key::Model echo=text(move || page.network_words.get()) />
        <Panel
            place=Place::Draft(PanelId::NetworkTools)
            html=page.panels.html(PanelId::NetworkTools)
            class="tools"
        />
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
                <Panel
                    place=Place::Draft(PanelId::NetworkRows)
                    html=page.panels.html(PanelId::NetworkRows)
                    labelled="layers-title"
                    class="card layers"
                />
            }
        })
    })
}
