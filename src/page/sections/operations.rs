//! Method 1: counting operations.

use super::files::Files;
use super::model::Model;
use super::stages::name_on_paper;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::choice::WayChoice;
use crate::page::parts::field::TextField;
use crate::page::parts::fold::Fold;
use crate::page::parts::formula::Formula;
use crate::page::parts::panel::Drawer;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::quantity::write;
use crate::words::formula;
use crate::words::trained::trained;
use leptos::prelude::*;

/// The card of method 1.
#[component]
pub(super) fn Operations() -> impl IntoView {
    let page = use_page();
    let result =
        Signal::derive(move || Some(write::people(page.figures()?.operations?.flop.median())));
    let forward = page.chosen(Group::Forward);
    let backward = page.chosen(Group::Backward);
    let passes = page.chosen(Group::Passes);
    let trained = page.derive(trained);
    let trained = text(move || trained.get());
    view! {
        <section class="card operations" aria-labelledby="operations-title">
            <h2 id="operations-title">"Counting operations"</h2>
            {name_on_paper(page)}
            <p class="subtitle">"Method 1: model size × training data"</p>
            <Formula pieces=page.formula(formula::operations) result />
            <WayChoice
                group=Group::Forward
                legend="I know the model’s …"
                ways=&[
                    (Key::MultiplyAdds, "multiply-adds"),
                    (Key::Forward, "FLOP"),
                    (Key::Connections, "connections"),
                    (Key::Parameters, "parameters"),
                    (Key::Model, "layers"),
                ]
            />
            {part(move || forward_field(forward.get()))}
            <WayChoice
                group=Group::Passes
                legend="I know the training data in …"
                ways=&[
                    (Key::Examples, "examples × epochs"),
                    (Key::Tokens, "tokens"),
                    (Key::Steps, "steps × batch"),
                ]
            />
            <div class="pair">{part(move || passes_fields(passes.get()))}</div>
            <Fold
                keys=&[Key::Backward, Key::Trainable, Key::Frozen, Key::Timesteps, Key::Runs]
                topic="What was trained, runs"
                digest=trained
            >
                <WayChoice
                    group=Group::Backward
                    legend="What was trained?"
                    ways=&[
                        (Key::Backward, "all weights"),
                        (Key::Trainable, "LoRA adapters"),
                        (Key::Frozen, "last layers only"),
                    ]
                />
                {part(move || view! { <TextField key=backward.get() /> })}
                <Drawer
                    panel=PanelId::Backward
                    topic="Why 2?"
                    digest="What a backward pass costs, and what frozen weights save"
                />
                <div class="pair">
                    <TextField key=Key::Timesteps />
                    <TextField key=Key::Runs />
                </div>
            </Fold>
            <Files />
        </section>
    }
}

fn forward_field(lead: Key) -> AnyView {
    match lead {
        Key::Model => view! { <Model /> }.into_any(),
        _ => view! { <TextField key=lead /> }.into_any(),
    }
}

fn passes_fields(lead: Key) -> AnyView {
    let epochs = || view! { <TextField key=Key::Epochs /> };
    match lead {
        Key::Steps => view! {
            <TextField key=Key::Steps />
            <TextField key=Key::Batch />
        }
        .into_any(),
        Key::Tokens => view! {
            <TextField key=Key::Tokens />
            {epochs()}
        }
        .into_any(),
        _ => view! {
            <TextField key=Key::Examples />
            {epochs()}
        }
        .into_any(),
    }
}
