//! The problems that stand in the way of a figure, and the doubts about what it is made of.

use super::headline;
use crate::answer::{Problem, Severity};
use crate::draft::Key;
use crate::estimate::{Basis, Figures};
use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::page::state::{Page, use_page};
use leptos::prelude::*;

/// The most problems that are listed. The rest are at their fields.
const MOST: usize = 6;

/// The problems that prevent a figure, or one method's, and doubts about texts. Each item links to its field.
/// Once there is a figure, only what the other method still needs is missing.
#[component]
pub(super) fn Obstacles(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
    let problems = Derived::new(move || {
        let has_figure = total.with(headline).is_some();
        page.answer.with(|answer| {
            let shown = |p: &&Problem| {
                // Problems of keys without a field are listed above the form.
                let has_field = p.field.key >= Key::Connections;
                let is_shown = match p.severity {
                    Severity::Note => false,
                    Severity::Missing => !has_figure || answer.is_still_needed(p),
                    Severity::Warning | Severity::Error => true,
                };
                has_field && is_shown && !page.is_early(p)
            };
            let problems = answer.problems.iter().filter(shown);
            problems.cloned().collect::<Vec<_>>()
        })
    });
    part(move || {
        if page.is_blank.get() {
            let start = "Fill in either method. For a first look, open one of the Examples above.";
            return view! { <p class="waiting">{start}</p> }.into_any();
        }
        let problems = problems.get();
        let more = problems.len().saturating_sub(MOST);
        let items: Vec<_> = problems
            .into_iter()
            .take(MOST)
            .map(|problem| obstacle(page, problem))
            .collect();
        let more = (more > 0).then(|| view! { <li>"… and " {more.to_string()} " more"</li> });
        if items.is_empty() {
            return ().into_any();
        }
        // The headline is the other method's then, and would change without a word.
        let without = page.lost_method().map_or("", |(method, _)| match method {
            Basis::Operations => "Counting operations has no figure.",
            _ => "GPU time has no figure.",
        });
        view! {
            <p class="lost">{without}</p>
            <ul class="waiting">{items} {more}</ul>
        }
        .into_any()
    })
}

fn obstacle(page: Page, problem: Problem) -> impl IntoView {
    let field = problem.field;
    let has_peak = page.text(Key::Peak).with_untracked(|peak| !peak.is_empty());
    let message = match (problem.severity, field.key) {
        // The field says what is wrong with the name, and once is enough. With a peak as well, the two
        // contradict each other.
        (Severity::Error, Key::Hardware) if !has_peak => "which chip is it?".into(),
        _ => problem.message,
    };
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| page.go_to(field)>
                {page.place(field)}
            </button>
            ": "
            {message}
        </li>
    }
}
