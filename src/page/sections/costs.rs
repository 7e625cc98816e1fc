//! The fold “Energy, carbon and cost”: its fields. src/panel/cost.rs draws its figures.

use crate::draft::Key;
use crate::page::parts::erased::Derived;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::Panel;
use crate::page::parts::text;
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::words::sums;
use leptos::prelude::*;

/// The fold in the list below the form.
#[component]
pub(super) fn Costs() -> impl IntoView {
    let page = use_page();
    let costs = Derived::new(move || page.forecast().costs);
    let digest = text(move || {
        let costs = costs.get();
        if !costs.is_empty() {
            return costs;
        }
        let names = page.stage_names();
        let hours = page.answer.with(|a| sums::hours(&names, &a.outcome));
        match hours.is_empty() {
            true => "Needs the chips and their time".into(),
            false => format!("Electricity, emissions and price of {hours}"),
        }
    });
    view! {
        <Fold
            keys=&[Key::Power, Key::Host, Key::Pue, Key::Grid, Key::Price]
            topic="Energy, carbon and cost"
            digest
            panel=PanelId::Costs
        >
            <div class="pair">
                <TextField key=Key::Power />
                <TextField key=Key::Host />
                <TextField key=Key::Pue />
                <TextField key=Key::Grid />
                <TextField key=Key::Price />
            </div>
            <Panel panel=PanelId::Costs class="drawn" />
        </Fold>
    }
}
