//! The factor that was left empty, for a goal. What it takes is the worker's (src/panel/goal.rs).

use crate::app::drawn::Drawn;
use crate::app::page::{Place, use_page};
use crate::app::parts::fold::Fold;
use crate::app::parts::panel::Panel;
use crate::draft::Key;
use leptos::prelude::*;

/// A goal to plan for.
#[component]
pub(super) fn Goal() -> impl IntoView {
    let page = use_page();
    view! {
        <Fold keys=&[Key::Goal] summary="Solve for time, chips, peak or utilization" panel=Drawn::Goal>
            <Panel place=Place::Drawn(Drawn::Goal) html=page.drawn.html(Drawn::Goal) class="drawn"/>
        </Fold>
    }
}
