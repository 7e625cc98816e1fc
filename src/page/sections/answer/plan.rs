//! The answer to a plan: the factor that was left empty, and what the run takes.

use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::page::state::use_page;
use leptos::prelude::*;

/// Each factor that was left empty, with electricity, emissions and cost.
#[component]
pub(super) fn Plan() -> impl IntoView {
    let page = use_page();
    let forecast = Derived::new(move || page.forecast());
    part(move || {
        let forecast = forecast.get();
        let is_plan = !forecast.plan.is_empty();
        let lines: Vec<_> = forecast
            .plan
            .into_iter()
            .map(|line| {
                view! {
                    <p class="plan">
                        <span class="name">{line.label}</span>
                        " "
                        <strong class="number">{line.value}</strong>
                    </p>
                }
            })
            .collect();
        let costs = (is_plan && !forecast.costs.is_empty()).then(|| {
            view! { <p class="costs">{forecast.costs}</p> }
        });
        is_plan.then(|| view! { <div class="plans">{lines} {costs}</div> })
    })
}
