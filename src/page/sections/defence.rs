//! The panels below the form: uncertainty, thresholds, scope, report and sharing. src/panel draws
//! them, except the field with the date of the report.

use crate::draft::Key;
use crate::page::parts::field::TextField;
use crate::page::parts::panel::Drawer;
use crate::page::state::use_page;
use crate::panel::PanelId;
use leptos::prelude::*;

/// The section below the form.
#[component]
pub(super) fn Defence() -> impl IntoView {
    let page = use_page();
    let has_range = Signal::derive(move || {
        let total = page.answer.with(|answer| answer.outcome.total.headline);
        total.is_some_and(|(flop, _)| flop.0.is_range())
    });
    view! {
        <section class="defence" aria-label="Uncertainty, thresholds, scope, report and sharing">
            <Drawer
                panel=PanelId::Uncertainty
                summary="How sure the figure is"
                open_when=has_range
            />
            <Drawer panel=PanelId::Thresholds summary="Thresholds of laws and guidelines" />
            <Drawer panel=PanelId::Scope summary="What is counted and what is left out" />
            <Drawer panel=PanelId::Report summary="Report: a text to paste, with this figure">
                <TextField key=Key::Date />
            </Drawer>
            <Drawer panel=PanelId::Share summary="Share: a link, a line, a card on your page" />
        </section>
    }
}
