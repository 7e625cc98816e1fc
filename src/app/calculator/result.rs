//! The answer: the figure, where it comes from, how the methods agree, and what was counted.

use crate::app::browser;
use crate::app::page::{Page, use_page};
use crate::app::parts::choice::Option as Radio;
use crate::app::parts::copy::CopyButton;
use crate::app::parts::field::input_id;
use crate::app::parts::{part, text};
use crate::draft::{Answer, Key, Problem, Severity};
use crate::estimate::{Basis, Figures, Utilization};
use crate::quantity::{ChipHours, Flop, PfsDays, write};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// A screen reader hears the answer when typing has rested this long.
const SPEAK_AFTER_MS: u32 = 800;

fn headline(figures: &Figures) -> Option<Flop> {
    figures.headline.map(|(flop, _)| flop)
}

/// The card with the answer.
#[component]
pub(super) fn ResultCard() -> impl IntoView {
    let page = use_page();
    let total = Memo::new(move |_| page.answer.with(|a| a.outcome.total));
    let figure = part(move || {
        match total.with(headline) {
        Some(flop) => figure_view(flop, total.with(|t| t.chip_hours)).into_any(),
        None => {
            view! { <p class="headline"><span class="blank">"–"</span> " " <span class="unit">"FLOP"</span></p> }
                .into_any()
        }
    }
    });
    let address = text(move || browser::address(&page.link.get()));
    // Only paper shows it: it is written when the browser is about to print.
    let printed = RwSignal::new(String::new());
    browser::before_print(move || printed.set(address.get_untracked()));
    view! {
        <section class="card result" id="result" aria-labelledby="result-title">
            <h2 id="result-title">"Training compute"</h2>
            {figure}
            <Obstacles total/>
            <Methods total/>
            <AgreementText total/>
            <Findings/>
            <p class="counted">
                "Counted: a multiply-add is 2 FLOP · forward and backward passes · recomputation of activations left out · operations of every number format alike."
            </p>
            <div class="buttons">
                <CopyButton text=address label="Copy link" done="Link copied" class="button primary"/>
            </div>
            <p class="counted">"The link holds the whole estimate; whoever opens it sees these inputs and figures."</p>
            <p class="print-only">{printed}</p>
            <Spoken/>
        </section>
    }
}

fn figure_view(flop: Flop, chip_hours: Option<ChipHours>) -> impl IntoView {
    let pfs_days = flop.pfs_days();
    let range = flop.0.is_range().then(|| {
        view! {
            <p class="range">
                "90% range "
                <span class="number">{write::people_range(flop.0)}</span>
                " FLOP, "
                <span class="number">{write::people_range(pfs_days.0)}</span>
                " pfs-days"
            </p>
        }
    });
    let hours = chip_hours.map(|hours| {
        view! {
            <span class="hours">" · " <span class="number">{write::people(hours.median())}</span> " chip-hours"</span>
        }
    });
    view! {
        <p class="headline"><span class="number">{write::people(flop.median())}</span> " " <span class="unit">"FLOP"</span></p>
        <p class="pfs-days">
            <span class="number">{write::people(pfs_days.median())}</span>
            " "
            <abbr title="petaFLOP/s-days, 8.64 × 10¹⁹ FLOP each">"pfs-days"</abbr>
            {hours}
        </p>
        {range}
    }
}

/// What is in the way of a figure, or of one method's, each item leading to its field. With a
/// figure there, what is merely missing is left to the fields.
#[component]
fn Obstacles(total: Memo<Figures>) -> impl IntoView {
    let page = use_page();
    part(move || {
        let least = match total.with(headline) {
            Some(_) => Severity::Error,
            None => Severity::Missing,
        };
        if page.is_blank.get() {
            let start = "Fill in either method. For a first look, open one of the Examples above.";
            return view! { <p class="waiting">{start}</p> }.into_any();
        }
        let items: Vec<_> = page
            .answer
            .with(|a| a.problems.clone())
            .into_iter()
            // Keys that have no field are listed above the form.
            .filter(|problem| problem.field.key >= Key::Connections)
            .filter(|problem| problem.severity >= least && problem.severity != Severity::Warning)
            .map(|problem| obstacle(page, problem))
            .collect();
        if items.is_empty() {
            return ().into_any();
        }
        view! { <ul class="waiting">{items}</ul> }.into_any()
    })
}

fn obstacle(page: Page, problem: Problem) -> impl IntoView {
    let field = problem.field;
    let go = move |_| {
        if field.stage > 0 {
            page.stage.set(field.stage);
        }
        browser::focus(input_id(field.key));
    };
    view! {
        <li class=if problem.severity == Severity::Error { "error" } else { "" }>
            <button type="button" class="link" on:click=go>{field.to_string()}</button>
            ": "
            {problem.message}
        </li>
    }
}

/// Each method's figure; where there are both, a choice of which is the headline.
#[component]
fn Methods(total: Memo<Figures>) -> impl IntoView {
    let page = use_page();
    let figures = part(move || {
        let total = total.get();
        let basis = total.headline.map(|(_, basis)| basis);
        match (total.operations, total.gpu_time, total.combined) {
            (Some(operations), Some(gpu_time), Some(combined)) => {
                let choose = move |text: &'static str| {
                    Callback::new(move |()| page.set_text(Key::Headline, text.into()))
                };
                let is = move |wanted: Basis| Signal::derive(move || basis == Some(wanted));
                let weights = (basis == Some(Basis::Combined)).then(|| {
                    view! { <p class="counted">"The geometric mean, weighted by how narrow each method’s range is; a method without a range counts as exact beside one with a range."</p> }
                });
                view! {
                    <fieldset class="methods">
                        <legend>"Headline from"</legend>
                        <Radio group="headline".into() value="operations" chosen=is(Basis::Operations) choose=choose("operations")>
                            {line("operations", "Counting operations", operations.flop)}
                        </Radio>
                        <Radio group="headline".into() value="gpu-time" chosen=is(Basis::GpuTime) choose=choose("gpu-time")>
                            {line("gpu-time", "GPU time", gpu_time.flop)}
                        </Radio>
                        <Radio group="headline".into() value="combined" chosen=is(Basis::Combined) choose=choose("combined")>
                            {line("combined", "Both, combined", combined)}
                        </Radio>
                        {weights}
                    </fieldset>
                }
                .into_any()
            }
            _ => {
                let (class, says) = match basis {
                    Some(Basis::Operations) => ("basis operations", "By counting operations."),
                    Some(Basis::GpuTime) => ("basis gpu-time", "By GPU time."),
                    Some(Basis::Mixed | Basis::Combined) => (
                        "basis",
                        "By counting operations in some stages, by GPU time in others.",
                    ),
                    None => return ().into_any(),
                };
                view! { <p class=class>{says}</p> }.into_any()
            }
        }
    });
    view! { {figures} <StageLines/> }
}

fn line(class: &'static str, name: &'static str, flop: Flop) -> impl IntoView {
    view! {
        <span class=format!("method {class}")>
            <span class="name">{name}</span>
            " "
            <span class="number">{write::people(flop.median())}</span>
        </span>
    }
}

/// Each stage's figure, where there are several.
#[component]
fn StageLines() -> impl IntoView {
    let page = use_page();
    part(move || {
        let names = page.stage_names();
        (names.len() > 1).then(|| {
            let flops = page.answer.with(|a| a.outcome.stages.iter().map(|s| headline(&s.figures)).collect::<Vec<_>>());
            let lines = names
                .into_iter()
                .zip(flops)
                .map(|(name, flop)| {
                    let flop = flop.map_or("no figure".into(), |flop| write::people(flop.median()));
                    view! { <li><span class="name">{name}</span> " " <span class="number">{flop}</span></li> }
                })
                .collect_view();
            view! { <ul class="stage-lines">{lines}</ul> }
        })
    })
}

/// The ratio of the methods, and the utilization that the operations imply.
#[component]
fn AgreementText(total: Memo<Figures>) -> impl IntoView {
    part(move || {
        let agreement = total.with(|t| t.agreement)?;
        let class = match (agreement.utilization(), agreement.within_claimed_factor()) {
            (Utilization::Impossible, _) => "agreement impossible",
            (Utilization::Usual, Some(true)) => "agreement good",
            _ => "agreement doubtful",
        };
        Some(view! {
            <p class=class>
                {agreement
                    .comparison()
                    .map(|(verdict, ratio)| view! { <strong>{verdict}</strong> ": " {ratio} " " })}
                {agreement.to_string()}
            </p>
        })
    })
}

/// What is odd about the figures and not said by [`AgreementText`] already.
#[component]
fn Findings() -> impl IntoView {
    let page = use_page();
    part(move || {
        let said = page.answer.with(|a| {
            a.outcome
                .total
                .agreement
                .map(|agreement| agreement.to_string())
        });
        let several = page.answer.with(|a| a.outcome.stages.len() > 1);
        let findings = page.answer.with(|a| a.findings.clone());
        findings
            .into_iter()
            .filter(|finding| Some(&finding.message) != said.as_ref())
            .map(|finding| {
                let stage = several.then(|| format!("Stage {}: ", finding.field.stage));
                view! { <p class="agreement doubtful">{stage} {finding.message}</p> }
            })
            .collect_view()
    })
}

/// The headline at the bottom edge of a narrow screen; leads to the answer.
#[component]
pub(super) fn Bar() -> impl IntoView {
    let page = use_page();
    let figure = move |of: fn(Flop) -> String, none: &'static str| {
        text(move || {
            page.answer
                .with(|a| headline(&a.outcome.total))
                .map_or(none.into(), of)
        })
    };
    let flop = figure(
        |flop| format!("{} FLOP", write::people(flop.median())),
        "– FLOP",
    );
    let pfs_days = figure(
        |flop| format!("{} pfs-days", write::people(flop.pfs_days().median())),
        "what is missing",
    );
    view! {
        <button type="button" class="bar" on:click=|_| browser::scroll_to("result")>
            <strong class="number">{flop}</strong>
            <span class="number">{pfs_days}</span>
        </button>
    }
}

/// The answer for screen readers: once, politely, when typing rests.
#[component]
fn Spoken() -> impl IntoView {
    let page = use_page();
    let said = RwSignal::new(String::new());
    let pending = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<()>| {
        let answer = page.answer.with(|a| headline(&a.outcome.total));
        if before.is_none() {
            // The answer that the page opens with is there to be read; nobody asked to hear it.
            return;
        }
        let sentence = match answer {
            Some(flop) => {
                let PfsDays(pfs_days) = flop.pfs_days();
                let (flop, pfs_days) = (
                    write::people(flop.median()),
                    write::people(pfs_days.median()),
                );
                write::spoken(&format!(
                    "Training compute {flop} FLOP, {pfs_days} petaflop per second days."
                ))
            }
            None => {
                let gravest = |a: &Answer| {
                    a.problems
                        .iter()
                        .max_by_key(|p| p.severity)
                        .map(|p| p.message.clone())
                };
                format!(
                    "No figure yet. {}",
                    page.answer.with_untracked(gravest).unwrap_or_default()
                )
            }
        };
        pending.set_value(Some(Timeout::new(SPEAK_AFTER_MS, move || {
            said.set(sentence)
        })));
    });
    view! { <p class="visually-hidden" role="status" id="spoken">{said}</p> }
}
