//! The factor that was left empty, for a goal.

use crate::app::page::use_page;
use crate::app::parts::field::TextField;
use crate::app::parts::fold::Fold;
use crate::app::parts::part;
use crate::draft::Key;
use leptos::prelude::*;

/// A goal to plan for, and what it takes.
#[component]
pub(super) fn Goal() -> impl IntoView {
    let page = use_page();
    let solved = part(move || {
        let stage = page.stage.get();
        let solution = page.answer.with(|answer| {
            let mut solutions = answer.solved.iter();
            solutions.find(|s| s.stage == stage).cloned()
        })?;
        // Beside an empty field the sentence stands already. A utilization that follows from method 1
        // would make method 2 a copy of it.
        let Some(found) = solution.found else {
            return Some(view! { <p class="echo">{solution.sentence}</p> }.into_any());
        };
        let copies = !solution.is_typed && found.field.key == Key::Utilization;
        (!copies && !found.text.is_empty()).then(|| {
            let (key, text) = (found.field.key, found.text.clone());
            view! {
                <button type="button" class="button solved" on:click=move |_| page.take(key, text.clone())>
                    "Use " <strong>{found.text}</strong> " as " {found.solved.factor().name()}
                </button>
            }
            .into_any()
        })
    });
    view! {
        {solved}
        <Fold keys=&[Key::Goal] summary="Solve for a factor: leave it empty, and give a goal">
            <TextField
                key=Key::Goal
                label="Operations to reach"
                hint="Leave one of time, chips, peak and utilization empty: 1e24, or 100 pfs-days."
                when_empty="Those of method 1, if left empty"
            />
        </Fold>
    }
}
