//! The answer at the top of the page: the figure, its picture, and the verdict.

mod bar;
mod bars;
mod figure;
mod methods;
mod obstacles;
mod picture;
mod plan;
mod printed;
mod sentence;
mod spoken;
mod stages;
mod verdict;

pub(super) use bar::Bar;

use super::examples::ExampleNote;
use super::title::Title;
use crate::estimate::{Basis, Figures};
use crate::page::browser;
use crate::page::parts::copy::CopyButton;
use crate::page::parts::erased::{Derived, State};
use crate::page::parts::{follow, part, text};
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::quantity::{Flop, write};
use leptos::prelude::*;

fn headline(figures: &Figures) -> Option<Flop> {
    figures.headline.map(|(flop, _)| flop)
}

/// The section with the answer.
#[component]
pub(super) fn Answer() -> impl IntoView {
    let page = use_page();
    let total = Derived::new(move || page.answer.with(|a| a.outcome.total));
    // The system that the sentence compares with, if one was chosen.
    let compared = State::new(None);
    follow(move || {
        page.opened.track();
        compared.set(None);
    });
    let address = text(move || browser::address(&page.link.get()));
    // These are for paper only, so they are written just before printing.
    let printed_address = RwSignal::new(String::new());
    let printed_on = RwSignal::new(String::new());
    let printed_inputs = RwSignal::new(String::new());
    browser::before_print(move || {
        printed_address.set(address.get_untracked());
        printed_inputs.set(untrack(|| page.with_draft(printed::inputs)).join("\n"));
        let now = browser::date_and_time(&write::exact(browser::now()));
        printed_on.set(format!(
            "With the data of {}. Printed {now}.",
            page.edition()
        ));
    });
    view! {
        <section class="result" id="result" tabindex="-1" aria-label="Training compute">
            <div class="figures">
                <Title />
                <figure::Figure total />
                <plan::Plan />
                <methods::Methods />
                <stages::StageLines />
            </div>
            <div class="words">
                <sentence::Sentence total compared />
                <obstacles::Obstacles total />
                <verdict::AgreementText total />
                <verdict::StageAgreements />
                <verdict::Findings />
                <Counted total />
                <div class="buttons" hidden=move || page.is_blank.get()>
                    <CopyButton
                        text=address
                        label="Copy link"
                        done="Link copied"
                        class="button primary"
                    />
                    {panel_button("Report", PanelId::Report)}
                    {panel_button("Share", PanelId::Share)}
                </div>
                <ExampleNote />
            </div>
            <picture::Picture total compared />
            <p class="print-only stage-inputs">{printed_inputs}</p>
            <p class="print-only">{printed_address} <br /> {printed_on}</p>
            <spoken::Spoken />
        </section>
    }
}

/// Says in short what the figure counts, and more at a press. A figure from elsewhere has no such line.
#[component]
fn Counted(total: Derived<Figures>) -> impl IntoView {
    let is_counted = Derived::new(move || {
        let basis = total.with(|total| total.headline.map(|(_, basis)| basis));
        basis.is_some_and(|basis| basis != Basis::Given)
    });
    part(move || {
        is_counted.get().then(|| {
            view! {
                <details class="counted">
                    <summary>
                        "Counts forward and backward passes as given below; no recomputation."
                    </summary>
                    <p>
                        "A multiply-add is 2 FLOP. Recomputed activations are left out, and operations of every number format count alike. "
                        "The link contains the whole estimate."
                    </p>
                </details>
            }
        })
    })
}

/// Draws a button that opens a panel below.
fn panel_button(label: &'static str, panel: PanelId) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| browser::unfold(panel.name())>
            {label}
        </button>
    }
}
