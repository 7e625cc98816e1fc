//! What makes a figure one that can be defended: how sure it is, what is in it, which thresholds it
//! passes, and the text to paste. All of it is the worker's (src/panel).

use crate::app::drawn::Drawn;
use crate::app::page::use_page;
use crate::app::parts::panel::Drawer;
use leptos::prelude::*;

/// Below the form.
#[component]
pub(super) fn Defence() -> impl IntoView {
    let page = use_page();
    let has_range = Signal::derive(move || {
        let total = page.answer.with(|answer| answer.outcome.total.headline);
        total.is_some_and(|(flop, _)| flop.0.is_range())
    });
    view! {
        <section class="defence" aria-label="Uncertainty, thresholds, scope, report and sharing">
            <Drawer panel=Drawn::Uncertainty summary="How sure the figure is" opens=has_range/>
            <Drawer panel=Drawn::Thresholds summary="Thresholds of laws and guidelines"/>
            <Drawer panel=Drawn::Scope summary="What is counted and what is left out"/>
            <Drawer panel=Drawn::Report summary="Report: a text to paste, with this figure"/>
            <Drawer panel=Drawn::Share summary="Share: a link, a line, a card on your page"/>
        </section>
    }
}
