//! The agreement of the methods, and doubts about the figures.

use crate::estimate::{Agreement, Compatible, Figures, Utilization};
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use leptos::prelude::*;

/// The ratio of the methods, and the utilization that the operations imply.
#[component]
pub(super) fn AgreementText(total: Derived<Figures>) -> impl IntoView {
    let of = move |words: fn(Agreement) -> String| {
        text(move || total.with(|t| t.agreement).map_or(String::new(), words))
    };
    let class = of(|agreement| {
        let class = match (agreement.utilization(), agreement.within_claimed_factor()) {
            (Utilization::Impossible, _) => "agreement impossible",
            (Utilization::Usual, Some(true)) if agreement.compatible != Compatible::No => {
                "agreement good"
            }
            _ => "agreement doubtful",
        };
        class.into()
    });
    let verdict = of(|agreement| {
        agreement
            .comparison()
            .map_or(String::new(), |(verdict, _)| verdict.into())
    });
    let comparison = of(|agreement| match agreement.comparison() {
        Some((_, ratio)) => format!(": {ratio} {agreement}"),
        None => agreement.to_string(),
    });
    let has_agreement = Derived::new(move || total.with(|t| t.agreement.is_some()));
    part(move || {
        has_agreement.get().then(|| {
            view! {
                <p class=class>
                    <strong>{verdict}</strong>
                    {comparison}
                </p>
            }
        })
    })
}

/// Doubts about the figures, except the one that [`AgreementText`] shows.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let page = use_page();
    let findings = Derived::new(move || {
        page.answer.with(|a| {
            let agreement_text = a
                .outcome
                .total
                .agreement
                .map(|agreement| agreement.to_string());
            let has_several_stages = a.outcome.stages.len() > 1;
            let others = a
                .findings
                .iter()
                .filter(|finding| Some(&finding.message) != agreement_text.as_ref());
            let stage = |stage: u16| {
                if has_several_stages {
                    format!("Stage {stage}: ")
                } else {
                    String::new()
                }
            };
            others
                .map(|f| stage(f.field.stage) + &f.message)
                .collect::<Vec<_>>()
        })
    });
    part(move || {
        let findings = findings.get().into_iter();
        findings
            .map(|finding| view! { <p class="agreement doubtful">{finding}</p> })
            .collect_view()
    })
}

