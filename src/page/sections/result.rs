//! The answer: the figure, its basis, the agreement of the methods, and remarks.

use crate::answer::{Answer, Problem, Severity};
use crate::draft::Key;
use crate::estimate::{Agreement, Basis, Compatible, Figures, Utilization};
use crate::page::browser;
use crate::page::parts::choice::Option as Radio;
use crate::page::parts::copy::CopyButton;
use crate::page::parts::erased::{Derived, Kept};
use crate::page::parts::field::{input_id, presses};
use crate::page::parts::{follow, part, text};
use crate::page::state::{Page, use_page};
use crate::panel::PanelId;
use crate::quantity::{Flop, PfsDays, write};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which screen readers announce the answer.
const SPEAK_AFTER_MS: u32 = 800;

fn headline(figures: &Figures) -> Option<Flop> {
    figures.headline.map(|(flop, _)| flop)
}

/// The card with the answer.
#[component]
pub(super) fn ResultCard() -> impl IntoView {
    let page = use_page();
    let total = Derived::new(move || page.answer.with(|a| a.outcome.total));
    let address = text(move || browser::address(&page.link.get()));
    // The address is for paper only, so it is written just before printing.
    let printed_address = RwSignal::new(String::new());
    browser::before_print(move || printed_address.set(address.get_untracked()));
    view! {
        <section class="card result" id="result" aria-labelledby="result-title">
            <h2 id="result-title">"Training compute"</h2>
            <Figure total />
            <Obstacles total />
            <Methods total />
            <AgreementText total />
            <Findings />
            <p class="counted">
                "Counted: a multiply-add is 2 FLOP · forward and backward passes as given · recomputation of activations left out · operations of every number format alike."
            </p>
            <div class="buttons">
                <CopyButton
                    text=address
                    label="Copy link"
                    done="Link copied"
                    class="button primary"
                />
                {panel_button("Report", PanelId::Report)}
                {panel_button("Share", PanelId::Share)}
            </div>
            <p class="counted">
                "The link holds the whole estimate; whoever opens it sees these inputs and figures."
            </p>
            <p class="print-only">{printed_address}</p>
            <Spoken />
        </section>
    }
}

/// A button that opens a panel below.
fn panel_button(label: &'static str, panel: PanelId) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| browser::unfold(panel.name())>
            {label}
        </button>
    }
}

/// The headline, in FLOP and pfs-days. The texts change in place, because some change at each key.
#[component]
fn Figure(total: Derived<Figures>) -> impl IntoView {
    let of = move |figure: fn(Flop) -> String, none: &'static str| {
        text(move || total.with(headline).map_or(none.into(), figure))
    };
    let flop = of(|flop| write::people(flop.median()), "–");
    let pfs_days = of(|flop| write::people(flop.pfs_days().median()), "–");
    // Chip-hours can be known before there is a figure, and are useful without one.
    let hours = text(move || {
        let hours = total.with(|t| t.chip_hours);
        hours.map_or(String::new(), |hours| {
            format!(" · {} chip-hours", write::people(hours.median()))
        })
    });
    let range = of(
        |flop| {
            if !flop.0.is_range() {
                return String::new();
            }
            let around = write::around(flop.0);
            let (flop, pfs_days) = (
                write::people_range(flop.0),
                write::people_range(flop.pfs_days().0),
            );
            format!("90% range {flop} FLOP, {pfs_days} pfs-days ({around})")
        },
        "",
    );
    view! {
        <p class="headline">
            <span class="number">{flop}</span>
            " "
            <span class="unit">"FLOP"</span>
        </p>
        <p class="pfs-days">
            <span class="number">{pfs_days}</span>
            " "
            <abbr title="petaFLOP/s-days, 8.64 × 10¹⁹ FLOP each">"pfs-days"</abbr>
            <span class="hours">{hours}</span>
        </p>
        <p class="range">{range}</p>
    }
}

/// The problems that prevent a figure, or one method's. Each item links to its field. Once there is
/// a figure, missing values are shown at their fields only.
#[component]
fn Obstacles(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
    let problems = Derived::new(move || {
        let least = match total.with(headline) {
            Some(_) => Severity::Error,
            None => Severity::Missing,
        };
        let shown = |p: &&Problem| {
            // Problems of keys without a field are listed above the form.
            let has_field = p.field.key >= Key::Connections;
            has_field && p.severity >= least && p.severity.is_in_the_way() && !page.is_early(p)
        };
        page.answer
            .with(|a| a.problems.iter().filter(shown).cloned().collect::<Vec<_>>())
    });
    part(move || {
        if page.is_blank.get() {
            let start = "Fill in either method. For a first look, open one of the Examples above.";
            return view! { <p class="waiting">{start}</p> }.into_any();
        }
        let items: Vec<_> = problems
            .get()
            .into_iter()
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
    let (class, message) = match (problem.severity, field.key) {
        // The field says what is wrong with the name, and once is enough.
        (Severity::Error, Key::Hardware) => ("", "which chip is it?".into()),
        (Severity::Error, _) => ("error", problem.message),
        _ => ("", problem.message),
    };
    view! {
        <li class=class>
            <button type="button" class="link" on:click=go>
                {page.place(field)}
            </button>
            ": "
            {message}
        </li>
    }
}

/// Each method's figure. Where both have one, radio buttons choose the headline.
#[component]
fn Methods(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
    let shape = Derived::new(move || {
        total.with(|t| (t.combined.is_some(), t.headline.map(|(_, basis)| basis)))
    });
    let figures = part(move || {
        let number = move |of: fn(&Figures) -> Option<Flop>| {
            text(move || {
                total
                    .with(of)
                    .map_or(String::new(), |flop| write::people(flop.median()))
            })
        };
        match shape.get() {
            (true, basis) => {
                let choose = move |text: &'static str| {
                    Callback::new(move |()| page.set_text(Key::Headline, text.into()))
                };
                let is = move |wanted: Basis| Signal::derive(move || basis == Some(wanted));
                let weights = (basis == Some(Basis::Combined)).then(|| {
                    view! {
                        <p class="counted">
                            "The geometric mean, weighted by how narrow each method’s range is; a method without a range counts as exact beside one with a range."
                        </p>
                    }
                });
                view! {
                    <fieldset class="methods">
                        <legend>"Headline from"</legend>
                        <Radio
                            group="headline".into()
                            value="operations"
                            chosen=is(Basis::Operations)
                            choose=choose("operations")
                        >
                            {line(
                                "operations",
                                "Counting operations",
                                number(|t| Some(t.operations?.flop)),
                            )}
                        </Radio>
                        <Radio
                            group="headline".into()
                            value="gpu-time"
                            chosen=is(Basis::GpuTime)
                            choose=choose("gpu-time")
                        >
                            {line("gpu-time", "GPU time", number(|t| Some(t.gpu_time?.flop)))}
                        </Radio>
                        <Radio
                            group="headline".into()
                            value="combined"
                            chosen=is(Basis::Combined)
                            choose=choose("combined")
                        >
                            {line("combined", "Both, combined", number(|t| t.combined))}
                        </Radio>
                        {weights}
                    </fieldset>
                }
                .into_any()
            }
            (false, basis) => {
                let (class, text) = match basis {
                    Some(Basis::Operations) => ("basis operations", "By counting operations."),
                    Some(Basis::GpuTime) => ("basis gpu-time", "By GPU time."),
                    Some(Basis::Given) => ("basis", "As given, and not counted here."),
                    Some(Basis::Mixed | Basis::Combined) => {
                        ("basis", "The stages rest on different methods.")
                    }
                    None => return ().into_any(),
                };
                view! { <p class=class>{text}</p> }.into_any()
            }
        }
    });
    view! {
        {figures}
        <StageLines />
    }
}

fn line(class: &'static str, name: &'static str, flop: Signal<String>) -> impl IntoView {
    view! {
        <span class=format!("method {class}")>
            <span class="name">{name}</span>
            " "
            <span class="number">{flop}</span>
        </span>
    }
}

/// Each stage's figure, where there are several stages.
#[component]
fn StageLines() -> impl IntoView {
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

/// The ratio of the methods, and the utilization that the operations imply.
#[component]
fn AgreementText(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
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

/// Doubts about the figures, except the one that [`AgreementText`] shows.
#[component]
fn Findings() -> impl IntoView {
    let page = use_page();
    let findings = Derived::new(move || {
        page.answer.with(|a| {
            let agreement_text = a
                .outcome
                .total
                .agreement
                .map(|agreement| agreement.to_string());
            let has_several_stages = a.outcome.stages.len() > 1;
            let mut findings = a.findings.clone();
            findings.retain(|finding| Some(&finding.message) != agreement_text.as_ref());
            for finding in findings.iter_mut().filter(|_| has_several_stages) {
                finding.message = format!("Stage {}: {}", finding.field.stage, finding.message);
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

/// The headline at the bottom edge of a narrow screen. A press scrolls to the answer.
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

/// The answer for screen readers, announced politely once typing rests.
#[component]
fn Spoken() -> impl IntoView {
    let page = use_page();
    let announcement = RwSignal::new(String::new());
    let pending = Kept::new(None::<Timeout>);
    let is_open = Kept::new(false);
    follow(move || {
        let answer = page.answer.with(|a| headline(&a.outcome.total));
        if !is_open.get() {
            // The answer that the page opens with can be read; announcing it would interrupt.
            return is_open.set(true);
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
        pending.set(Some(Timeout::new(SPEAK_AFTER_MS, move || {
            announcement.set(sentence)
        })));
    });
    view! {
        <p class="visually-hidden" role="status" id="spoken">
            {announcement}
        </p>
    }
}
