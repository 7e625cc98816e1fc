//! Several periods with different counts or kinds of chip, and beside them what the worker read.

use crate::app::drawn::Drawn;
use crate::app::page::{Place, use_page};
use crate::app::parts::field::TextArea;
use crate::app::parts::panel::Panel;
use crate::draft::Key;
use leptos::prelude::*;

/// A line for each period; there only while the hardware is given so.
#[component]
pub(super) fn Periods() -> impl IntoView {
    let page = use_page();
    page.drawn.set_open(Drawn::Periods, true);
    on_cleanup(move || page.drawn.set_open(Drawn::Periods, false));
    view! {
        <TextArea
            key=Key::Fleet
            label="Periods"
            hint="One on each line: 54 d × 1,024 A100 80GB bf16 at 40%, or 1.3M GPU-hours H100 SXM. What a line leaves out is taken from the fields below."
            echo=Signal::stored(String::new())
        />
        <Panel place=Place::Drawn(Drawn::Periods) html=page.drawn.html(Drawn::Periods) class="drawn evidence"/>
    }
}
