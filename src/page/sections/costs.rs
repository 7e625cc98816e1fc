//! The card “Energy, carbon and cost”: its fields. src/panel/cost.rs draws its figures.

use crate::draft::Key;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::Panel;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The card below the answer.
#[component]
pub(super) fn Costs() -> impl IntoView {
    let page = use_page();
    view! {
        <section class="card costs" aria-labelledby="costs-title">
            <h2 id="costs-title">"Energy, carbon and cost"</h2>
            <p class="subtitle">
                "From the same chip-hours; the training compute does not depend on it"
            </p>
            <Fold
                keys=&[Key::Power, Key::Host, Key::Pue, Key::Grid, Key::Price]
                summary="What else these hours take"
                panel=PanelId::Costs
            >
                <div class="pair">
                    <TextField key=Key::Power />
                    <TextField key=Key::Host />
                    <TextField key=Key::Pue />
                    <TextField key=Key::Grid />
                    <TextField key=Key::Price />
                </div>
                <Panel
                    place=Place::Draft(PanelId::Costs)
                    html=page.panels.html(PanelId::Costs)
                    class="drawn"
                />
            </Fold>
        </section>
    }
}
