//! The answer: the figure, where it comes from, how the methods agree, and what was counted.

use crate::app::browser;
use crate::app::page::{Page, use_page};
use crate::app::parts::choice::Option as Radio;
use crate::app::parts::copy::CopyButton;
use crate::app::parts::field::input_id;
use crate::app::parts::{part, text};
use crate::draft::{Key, Problem, Severity};
use crate::estimate::{Basis, Figures, Utilization};
use crate::quantity::{ChipHours, Flop, PfsDays, Uncertain, write};
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
            <p class="print-only">{address}</p>
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
        if page.is_blank() {
            let start = "Fill in either method. For a first look, open one of the Examples above.";
            return view! { <p class="waiting">{start}</p> }.into_any();
        }
        let items: Vec<_> = page
            .answer
            .with(|a| a.problems.clone())
            .into_iter()
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
        browser::focus(&input_id(field.key));
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
        let operations = total.operations.map(|o| o.flop.0);
        let gpu_time = total.gpu_time.map(|g| g.flop.0);
        match (operations, gpu_time) {
            (None, None) => ().into_any(),
            (Some(a), Some(b)) => {
                let combined = Uncertain::combine(a, b);
                let choose = move |text: &'static str| {
                    Callback::new(move |()| page.set_text(Key::Headline, text.into()))
                };
                let basis = move |wanted: Basis| {
                    Signal::derive(move || total.headline.map(|(_, b)| b) == Some(wanted))
                };
                view! {
                    <fieldset class="methods">
                        <legend>"Headline from"</legend>
                        <Radio group="headline".into() value="operations" chosen=basis(Basis::Operations) choose=choose("operations")>
                            {line("operations", "Counting operations", a)}
                        </Radio>
                        <Radio group="headline".into() value="gpu-time" chosen=basis(Basis::GpuTime) choose=choose("gpu-time")>
                            {line("gpu-time", "GPU time", b)}
                        </Radio>
                        <Radio group="headline".into() value="combined" chosen=basis(Basis::Combined) choose=choose("combined")>
                            {line("combined", "Both, averaged", combined)}
                        </Radio>
                    </fieldset>
                }
                .into_any()
            }
            (Some(_), None) => {
                view! { <p class="basis operations">"By counting operations."</p> }.into_any()
            }
            (None, Some(_)) => view! { <p class="basis gpu-time">"By GPU time."</p> }.into_any(),
        }
    });
    view! { {figures} <StageLines/> }
}

fn line(class: &'static str, name: &'static str, flop: Uncertain) -> impl IntoView {
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
        let stages = page.answer.with(|a| a.outcome.stages.clone());
        (stages.len() > 1).then(|| {
            let lines = stages
                .into_iter()
                .enumerate()
                .map(|(i, stage)| {
                    let name = if stage.name.is_empty() { format!("Stage {}", i + 1) } else { stage.name };
                    let flop = headline(&stage.figures).map_or("no figure".into(), |flop| write::people(flop.median()));
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
        let findings = page.answer.with(|a| a.findings.clone());
        findings
            .into_iter()
            .filter(|finding| Some(&finding.message) != said.as_ref())
            .map(|finding| view! { <p class="agreement doubtful">{finding.message}</p> })
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
            None => "No figure yet.".into(),
        };
        pending.set_value(Some(Timeout::new(SPEAK_AFTER_MS, move || {
            said.set(sentence)
        })));
    });
    view! { <p class="visually-hidden" role="status" id="spoken">{said}</p> }
}
