//! Several periods with different counts or kinds of chip, and beside them what the worker read.

use crate::answer::is_worded;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::field::TextArea;
use crate::page::parts::panel::Panel;
use crate::page::parts::{follow, part};
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// A line for each period; there only while the hardware is given so.
#[component]
pub(super) fn Periods() -> impl IntoView {
    view! { <TextArea key=Key::Fleet echo=Signal::stored(String::new()) /> }
}

/// What was read, where the worker read it.
#[component]
pub(super) fn ReadAs() -> impl IntoView {
    let page = use_page();
    let is_asked = page.derive(|draft, stage| {
        Group::Fleet.chosen(draft, stage) == Key::Fleet || is_worded(draft, stage)
    });
    follow(move || page.set_open(PanelId::Periods, is_asked.get()));
    part(move || {
        let html = page.panels.html(PanelId::Periods);
        is_asked
            .get()
            .then(|| view! { <Panel place=Place::Draft(PanelId::Periods) html=html class="drawn evidence" /> })
    })
}
