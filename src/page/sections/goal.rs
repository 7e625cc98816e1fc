//! The fold that solves for the factor that was left empty. src/panel/goal.rs draws the solution.

use crate::draft::Key;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::Panel;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The goal to plan for.
#[component]
pub(super) fn Goal() -> impl IntoView {
    let page = use_page();
    view! {
        <Fold
            keys=&[Key::Goal]
            topic="Planning?"
            digest="Solve for time, chips, peak or utilization"
            panel=PanelId::Goal
        >
            <TextField key=Key::Goal />
            <Panel
                place=Place::Draft(PanelId::Goal)
                html=page.panels.html(PanelId::Goal)
                class="drawn"
            />
        </Fold>
    }
}
