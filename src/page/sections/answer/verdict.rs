//! The agreement of the methods, and doubts about the figures.

use crate::answer::{Answer, Problem};
use crate::draft::Key;
use crate::estimate::{Agreement, Compatible, Figures, Utilization};
use crate::page::parts::erased::Derived;
use crate::page::parts::field::presses;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use leptos::prelude::*;

/// The ratio of the methods, and the utilization that the operations imply.
#[component]
pub(super) fn AgreementText(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
    let of = move |words: fn(Agreement) -> String| {
        text(move || total.with(|t| t.agreement).map_or(String::new(), words))
    };
    let class = of(|agreement| class(agreement).into());
    let verdict = of(|agreement| {
        agreement
            .comparison()
            .map_or(String::new(), |(verdict, _)| verdict.into())
    });
    // A finding may have a better sentence than the agreement.
    let has_cause = Derived::new(move || page.answer.with(Answer::has_cause));
    let comparison = text(move || {
        let Some(agreement) = total.with(|t| t.agreement) else {
            return String::new();
        };
        let remark = match has_cause.get() {
            true => String::new(),
            false => agreement.to_string(),
        };
        match agreement.comparison() {
            Some((_, ratio)) => format!(": {ratio} {remark}"),
            None => remark,
        }
    });
    let has_agreement = Derived::new(move || {
        let agreement = total.with(|t| t.agreement);
        agreement.is_some_and(|agreement| agreement.ratio.is_some() || !has_cause.get())
    });
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

fn class(agreement: Agreement) -> &'static str {
    match (agreement.utilization(), agreement.within_claimed_factor()) {
        (Utilization::Impossible, _) => "agreement impossible",
        (Utilization::Usual, Some(true)) if agreement.compatible != Compatible::No => {
            "agreement good"
        }
        _ => "agreement doubtful",
    }
}

fn disagrees(agreement: Agreement) -> bool {
    agreement.utilization() == Utilization::Impossible
        || agreement.within_claimed_factor() == Some(false)
}

/// Returns the stages that have both methods, by their place, and how these agree.
fn stage_agreements(answer: &Answer) -> impl Iterator<Item = (usize, Agreement)> {
    let stages = answer.outcome.stages.iter().enumerate();
    stages.filter_map(|(index, stage)| {
        let agreement = stage.figures.agreement?;
        agreement.ratio.map(|_| (index, agreement))
    })
}

/// The agreement of stages that have both methods, where the total has none; else of those that disagree
/// though the total may not.
#[component]
pub(super) fn StageAgreements() -> impl IntoView {
    let page = use_page();
    let agreements = Derived::new(move || {
        let names = page.stage_names();
        page.answer.with(|answer| {
            let is_checked = answer.outcome.total.agreement.is_some();
            let has_several = answer.outcome.stages.len() > 1;
            let shown = stage_agreements(answer)
                .filter(|(_, agreement)| !is_checked || has_several && disagrees(*agreement));
            let named =
                shown.filter_map(|(index, agreement)| Some((names.get(index)?.clone(), agreement)));
            named.collect::<Vec<_>>()
        })
    });
    part(move || {
        let lines = agreements.get().into_iter().filter_map(|(name, agreement)| {
            let (verdict, ratio) = agreement.comparison()?;
            Some(view! {
                <p class=class(
                    agreement,
                )>
                    {name} ": " <strong>{verdict}</strong> ": " {ratio} " " {agreement.to_string()}
                </p>
            })
        });
        lines.collect_view()
    })
}

/// Doubts about the figures, except the one that [`AgreementText`] shows.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let page = use_page();
    let findings = Derived::new(move || {
        page.answer.with(|a| {
            let shown: Vec<String> = match a.outcome.total.agreement {
                Some(agreement) => vec![agreement.to_string()],
                None => stage_agreements(a)
                    .map(|(_, agreement)| agreement.to_string())
                    .collect(),
            };
            let has_several_stages = a.outcome.stages.len() > 1;
            let mut findings = a.findings.clone();
            findings.retain(|finding| !shown.contains(&finding.message));
            let is_of_stage = |finding: &&mut Problem| {
                // The name of a stage stands for the whole estimate.
                has_several_stages && finding.field.key != Key::Stage
            };
            for finding in findings.iter_mut().filter(is_of_stage) {
                finding.message = format!(
                    "{}: {}",
                    page.stage_name(finding.field.stage),
                    finding.message
                );
            }
            findings
        })
    });
    part(move || {
        let findings = findings.get().into_iter();
        findings
            .map(|finding| {
                let class = if finding.is_of_format() {
                    "impossible"
                } else {
                    "doubtful"
                };
                view! {
                    <p class=format!("agreement {class}")>{finding.message}</p>
                    {presses(page, Key::Format, finding.choices)}
                }
            })
            .collect_view()
    })
}
