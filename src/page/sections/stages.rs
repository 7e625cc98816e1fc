//! The stages of a run: chooses the one that is shown; adds, removes and reorders them.

use crate::draft::Key;
use crate::page::parts::choice::Option;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::{Drawer, Panel};
use crate::page::parts::{part, text};
use crate::page::state::{Page, Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The section above the form. Of several stages the form shows one.
#[component]
pub(super) fn Stages() -> impl IntoView {
    let page = use_page();
    let stages = page.derive(|draft, _| draft.stages());
    let several = part(move || {
        let stages = stages.get();
        (stages.len() > 1).then(|| {
            let options = stages
                .into_iter()
                .zip(page.stage_names())
                .map(|(stage, name)| {
                    view! {
                        <Option
                            group="stage".to_owned()
                            value=stage.to_string()
                            chosen=Signal::derive(move || page.stage.get() == stage)
                            choose=Callback::new(move |()| page.stage.set(stage))
                        >
                            {name}
                        </Option>
                    }
                })
                .collect_view();
            view! {
                <fieldset class="choice stages">
                    <legend>"Stages (the total is their sum)"</legend>
                    <div class="options">{options}</div>
                </fieldset>
            }
        })
    });
    view! {
        <section class="run" aria-label="Stages">
            {several}
            {part(move || page.has_stages.get().then(|| view! { <Tools page /> }))}
        </section>
    }
}

/// Below the form: other stages, and a figure in place of the methods.
#[component]
pub(super) fn More() -> impl IntoView {
    let page = use_page();
    view! {
        <section class="topics" aria-label="Other stages and published figures">
            <Drawer
                panel=PanelId::Kinds
                topic="Add a stage"
                digest="Fine-tuning, reinforcement learning, a base model …"
            />
            <Fold
                keys=&[Key::Role, Key::Compute, Key::Note]
                topic="Use a published figure instead"
                digest="Of a base model, or of the whole run"
                panel=PanelId::Base
            >
                <Panel
                    place=Place::Draft(PanelId::Base)
                    html=page.panels.html(PanelId::Base)
                    class="drawn"
                />
            </Fold>
        </section>
    }
}

/// The tools for the stage that is shown.
#[component]
fn Tools(page: Page) -> impl IntoView {
    let button = |label: &'static str, act: fn(Page)| {
        view! {
            <button type="button" class="button quiet" on:click=move |_| act(page)>
                {label}
            </button>
        }
    };
    let is_folded = move || page.folded.get();
    view! {
        <div class="stage-tools" role="group" aria-label="This stage">
            <TextField key=Key::Stage />
            {button("Duplicate", Page::duplicate_stage)}
            {button("Move earlier", |page| page.move_stage(true))}
            {button("Move later", |page| page.move_stage(false))}
            {button("Remove", Page::remove_stage)}
            <button
                type="button"
                class="button quiet"
                aria-expanded=text(move || (!is_folded()).to_string())
                aria-controls="form"
                on:click=move |_| page.folded.set(!untrack(is_folded))
            >
                {text(move || if is_folded() { "Show inputs" } else { "Hide inputs" }.into())}
            </button>
        </div>
    }
}
