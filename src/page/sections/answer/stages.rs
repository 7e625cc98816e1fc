//! The figure of each stage.

use super::headline;
use crate::estimate::Figures;
use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::page::state::use_page;
use crate::quantity::write;
use leptos::prelude::*;

/// Each stage's figure, where there are several stages.
#[component]
pub(super) fn StageLines() -> impl IntoView {
    let page = use_page();
    let lines = Derived::new(move || {
        let names = page.stage_names();
        if names.len() == 1 {
            return Vec::new();
        }
        page.answer.with(|answer| {
            let outcome = &answer.outcome;
            let flop_text = |figures: &Figures| {
                headline(figures).map_or("no figure".into(), |flop| write::people(flop.median()))
            };
            let figures = outcome.stages.iter().map(|stage| flop_text(&stage.figures));
            let lines = names.into_iter().zip(figures);
            let mut lines: Vec<_> = lines.map(|(name, flop)| ("", name, flop)).collect();
            if let Some(figures) = &outcome.without_base {
                lines.push(("sum", "Without the base model".into(), flop_text(figures)));
            }
            lines
        })
    });
    part(move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let lines = lines
                .into_iter()
                .map(|(class, name, flop)| {
                    view! {
                        <li class=class>
                            <span class="name">{name}</span>
                            " "
                            <span class="number">{flop}</span>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="stage-lines">{lines}</ul> }
        })
    })
}

