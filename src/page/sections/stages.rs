//! The stages of a run: chooses the one that is shown; adds, removes and reorders them.

use crate::answer::role;
use crate::draft::Key;
use crate::estimate::Role;
use crate::page::parts::choice::{Option, Switch};
use crate::page::parts::erased::Derived;
use crate::page::parts::field::{ProblemText, TextField};
use crate::page::parts::fold::Fold;
use crate::page::parts::panel::{Drawer, Panel};
use crate::page::parts::{part, text};
use crate::page::state::{Page, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// The section above the form. Of several stages the form shows one.
#[component]
pub(super) fn Stages() -> impl IntoView {
    let page = use_page();
    // Most keystrokes change neither a stage nor its name.
    let stages = Derived::new(move || {
        let numbers = page.stages();
        numbers
            .into_iter()
            .zip(page.stage_names())
            .collect::<Vec<_>>()
    });
    let several = part(move || {
        let stages = stages.get();
        (stages.len() > 1).then(|| {
            let options = stages
                .into_iter()
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
                <BaseModel />
                <TextField key=Key::Compute />
                <TextField key=Key::Note />
                <Panel panel=PanelId::Base class="drawn" />
            </Fold>
        </section>
    }
}

/// The checkbox that says whether the stage that is shown is the base model.
#[component]
fn BaseModel() -> impl IntoView {
    let page = use_page();
    let is_base = page.derive(|draft, stage| role(draft, stage) != Role::Training);
    let is_on = Signal::derive(move || is_base.get());
    let change = Callback::new(move |is_base| {
        let role = if is_base { "base" } else { "" };
        page.set_value(Key::Role, role.into());
    });
    view! {
        <Switch
            id="base-role"
            is_on
            change
            label="This stage is the base model that the others started from"
        />
        <ProblemText key=Key::Role />
    }
}

/// Draws the name of the stage that is shown, for paper, where nothing else says it; nothing if there is only one.
pub(super) fn name_on_paper(page: Page) -> AnyView {
    let name = text(move || match page.stages().len() {
        1 => String::new(),
        _ => page.stage_name(page.stage.get()),
    });
    view! {
        <p class="print-only" hidden=move || name.with(String::is_empty)>
            {name}
        </p>
    }
    .into_any()
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
