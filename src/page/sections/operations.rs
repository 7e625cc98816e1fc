//! Method 1: counting operations.

use super::files::Files;
use super::model::Model;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::parts::choice::WayChoice;
use crate::page::parts::field::TextField;
use crate::page::parts::formula::Formula;
use crate::page::parts::panel::Drawer;
use crate::page::parts::part;
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::quantity::write;
use crate::words::formula;
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
    view! {
        <section class="card operations" aria-labelledby="operations-title">
            <h2 id="operations-title">"Counting operations"</h2>
            <p class="subtitle">"Method 1: from the network and the data it saw"</p>
            <Formula pieces=page.formula(formula::operations) result />
            <WayChoice
                group=Group::Forward
                legend="One forward pass, given in"
                ways=&[
                    (Key::MultiplyAdds, "multiply-adds"),
                    (Key::Forward, "FLOP"),
                    (Key::Connections, "connections"),
                    (Key::Parameters, "parameters"),
                    (Key::Model, "layers"),
                ]
            />
            {part(move || forward_field(forward.get()))}
            <Files />
            <WayChoice
                group=Group::Backward
                legend="Backward pass, given by"
                ways=&[
                    (Key::Backward, "ratio"),
                    (Key::Trainable, "adapters (LoRA)"),
                    (Key::Frozen, "frozen first part"),
                ]
            />
            {part(move || view! { <TextField key=backward.get() /> })}
            <Drawer panel=PanelId::Backward summary="Why 2, and what frozen weights change" />
            <WayChoice
                group=Group::Passes
                legend="Passes, given in"
                ways=&[
                    (Key::Examples, "examples × epochs"),
                    (Key::Tokens, "tokens"),
                    (Key::Steps, "steps × batch"),
                ]
            />
            <div class="pair">{part(move || passes_fields(passes.get()))}</div>
            <div class="pair">
                <TextField key=Key::Timesteps />
                <TextField key=Key::Runs />
            </div>
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
