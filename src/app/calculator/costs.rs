//! What else the same inputs give: energy, emissions, cost. The figures are the worker's
//! (src/panel/cost.rs).

use crate::app::drawn::Drawn;
use crate::app::page::{Place, use_page};
use crate::app::parts::field::TextField;
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
                <div class="pair">
                    <TextField key=Key::Power label="Power of a chip" hint="While it trains: 400 W." when_empty="The chip’s design power, if left empty"/>
                    <TextField key=Key::Host label="Server over chips" hint="Power of the whole server over that of its chips: 1.6." when_empty="Not included, if left empty"/>
                    <TextField key=Key::Pue label="PUE" hint="Power of the data centre over that of its servers: 1.1." when_empty="Not included, if left empty"/>
                    <TextField key=Key::Grid label="Grid" hint="A country, such as France or FRA, or 57 g/kWh."/>
                    <TextField key=Key::Price label="Price of a chip-hour" hint="$2.50, 2 to 3 EUR. None is assumed."/>
                </div>
                <Panel place=Place::Drawn(Drawn::Costs) html=page.drawn.html(Drawn::Costs) class="drawn"/>
            </Fold>
        </section>
    }
}
