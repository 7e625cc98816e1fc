//! The fold that solves for the factor that was left empty. src/panel/goal.rs draws the solution.

use crate::draft::Key;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::Panel;
use crate::panel::PanelId;
use leptos::prelude::*;

/// The goal to plan for.
#[component]
pub(super) fn Goal() -> impl IntoView {
    view! {
        <Fold
            keys=&[Key::Goal]
            topic="Planning?"
            digest="Solve for time, chips, peak or utilization"
            panel=PanelId::Goal
        >
            <TextField key=Key::Goal />
            <Panel panel=PanelId::Goal class="drawn" />
        </Fold>
    }
}
