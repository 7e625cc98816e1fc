//! Several periods with different numbers or kinds of chips, and the panel that shows how they were
//! read.

use crate::answer::is_worded;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::field::TextArea;
use crate::page::parts::panel::Panel;
use crate::page::parts::{follow, part};
use crate::page::state::use_page;
use crate::panel::PanelId;
use leptos::prelude::*;

/// The field for periods, one a line.
#[component]
pub(super) fn Periods() -> impl IntoView {
    view! { <TextArea key=Key::Fleet echo=Signal::stored(String::new()) /> }
}

/// The panel that shows how periods, or time and chips in words, were read.
#[component]
pub(super) fn ReadAs() -> impl IntoView {
    let page = use_page();
    let is_needed = page.derive(|draft, stage| {
        Group::Fleet.chosen(draft, stage) == Key::Fleet || is_worded(draft, stage)
    });
    follow(move || page.set_open(PanelId::Periods, is_needed.get()));
    part(move || {
        is_needed
            .get()
            .then(|| view! { <Panel panel=PanelId::Periods class="drawn evidence" /> })
    })
}
