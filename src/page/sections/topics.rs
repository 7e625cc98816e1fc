//! The list below the form: uncertainty, thresholds, scope, report and sharing, each with its content in
//! one line. src/panel draws what they open.

use super::costs::Costs;
use crate::draft::Key;
use crate::page::parts::field::TextField;
use crate::page::parts::panel::Drawer;
use crate::page::parts::text;
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::quantity::write;
use crate::words::comparison;
use leptos::prelude::*;

/// The list.
#[component]
pub(super) fn Topics() -> impl IntoView {
    let page = use_page();
    let flop = move || {
        let total = page.answer.with(|answer| answer.outcome.total.headline);
        total.map(|(flop, _)| flop)
    };
    let uncertainty = text(move || match flop() {
        Some(flop) if flop.0.is_range() => {
            format!(
                "{} ({})",
                write::short_range(flop.0),
                write::around_unbroken(flop.0)
            )
        }
        _ => "No range yet: type one, such as 30–40%, or add the typical one".into(),
    });
    let thresholds = text(move || match flop() {
        Some(flop) => {
            let lacks_base = page.answer.with(|answer| answer.outcome.lacks_base());
            comparison::laws(flop, lacks_base)
        }
        None => "The EU, California, New York, Illinois, South Korea".into(),
    });
    view! {
        <section class="topics" aria-label="More about this estimate">
            <Drawer panel=PanelId::Uncertainty topic="Uncertainty" digest=uncertainty>
                <div class="pair">
                    <TextField key=Key::OperationsWithin />
                    <TextField key=Key::GpuTimeWithin />
                </div>
            </Drawer>
            <Costs />
            <Drawer panel=PanelId::Thresholds topic="Thresholds" digest=thresholds />
            <Drawer
                panel=PanelId::Compare
                topic="Compare"
                digest="Beside a published system, an example, or a link"
            />
            <Drawer
                panel=PanelId::Studies
                topic="Studies"
                digest="The best model for this compute, use, progress, trends"
            />
            <Drawer
                panel=PanelId::Scope
                topic="Scope"
                digest="What the figure includes, and what it leaves out"
            />
            <Drawer
                panel=PanelId::Report
                topic="Report"
                digest="A sentence, LaTeX, a checklist item, a model card, CSV …"
            >
                <TextField key=Key::Date />
            </Drawer>
            <Drawer
                panel=PanelId::Share
                topic="Share or embed"
                digest="A link, a picture, a card for your page"
            />
        </section>
    }
}
