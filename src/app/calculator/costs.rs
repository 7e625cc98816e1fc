//! What else the same inputs give: energy, emissions, cost. The figures are the worker's
//! (src/panel/cost.rs).

use crate::app::drawn::Drawn;
use crate::app::page::{Place, use_page};
use crate::app::parts::fold::Fold;
use crate::app::parts::panel::Panel;
use crate::draft::Key;
use leptos::prelude::*;

/// A card below the answer.
#[component]
pub(super) fn Costs() -> impl IntoView {
    let page = use_page();
    view! {
        <section class="card costs" aria-labelledby="costs-title">
            <h2 id="costs-title">"Energy, carbon and cost"</h2>
            <p class="subtitle">"From the same chip-hours; the training compute does not depend on it"</p>
            <Fold
                keys=&[Key::Power, Key::Host, Key::Pue, Key::Grid, Key::Price]
                summary="What else these hours take"
                panel=Drawn::Costs
            >
                <Panel place=Place::Drawn(Drawn::Costs) html=page.drawn.html(Drawn::Costs) class="drawn"/>
            </Fold>
        </section>
    }
}
