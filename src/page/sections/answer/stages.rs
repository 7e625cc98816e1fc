//! The figure of each stage.

use super::headline;
use crate::answer::Answer;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::quantity::write;
use crate::words::sums;
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
        let mut lines: Vec<_> = names.into_iter().map(|name| ("", name)).collect();
        if page
            .answer
            .with(|answer| answer.outcome.without_base.is_some())
        {
            lines.push(("sum", "Without the base model".into()));
        }
        lines
    });
    let of_sum = Derived::new(move || page.answer.with(|answer| sums::of_sum(&answer.outcome)));
    let of_sum = part(move || {
        let of_sum = of_sum.get();
        (!of_sum.is_empty()).then(|| view! { <p class="basis">{of_sum}</p> })
    });
    // Figures change in place; only another list of stages is drawn anew.
    let lines = part(move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let lines = lines
                .into_iter()
                .enumerate()
                .map(|(index, (class, name))| {
                    let flop = text(move || page.answer.with(|a| flop_of_line(a, index)));
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
    });
    view! {
        {lines}
        {of_sum}
    }
}

/// Returns the figure of a line: of a stage, or after the last one of all without the base model.
fn flop_of_line(answer: &Answer, index: usize) -> String {
    let outcome = &answer.outcome;
    let figures = match outcome.stages.get(index) {
        Some(stage) => Some(&stage.figures),
        None => outcome.without_base.as_ref(),
    };
    let flop = figures.and_then(headline);
    flop.map_or("no figure".into(), |flop| write::people(flop.median()))
}
