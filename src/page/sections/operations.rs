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
            <Formula pieces=page.formula(formula::operations) result/>
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
            <Files/>
            <WayChoice
                group=Group::Backward
                legend="Backward pass, given by"
                ways=&[
                    (Key::Backward, "ratio"),
                    (Key::Trainable, "adapters (LoRA)"),
                    (Key::Frozen, "frozen first part"),
                ]
            />
            {part(move || backward_field(backward.get()))}
            <Drawer panel=PanelId::Backward summary="Why 2, and what frozen weights change"/>
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
                <TextField
                    key=Key::Timesteps
                    label="Time steps"
                    hint="Of an example, where a recurrent network’s pass is given for one step."
                    when_empty="1 if left empty"
                />
                <TextField
                    key=Key::Runs
                    label="Runs"
                    hint="How often all this was done. Multiplies both methods."
                    when_empty="1 if left empty"
                />
            </div>
        </section>
    }
}

fn forward_field(lead: Key) -> AnyView {
    let (label, hint) = match lead {
        Key::Forward => (
            "FLOP of one forward pass",
            "On one example. Multiplications and additions count one each.",
        ),
        Key::Connections => (
            "Connections of the network",
            "2 FLOP each. As many as parameters, unless weights are reused, as in convolutions.",
        ),
        Key::Parameters => (
            "Parameters active for one token",
            "2 FLOP each. Of a mixture of experts, only those that a token visits.",
        ),
        Key::Model => return view! { <Model/> }.into_any(),
        _ => (
            "Multiply-adds of one forward pass",
            "On one example; 2 FLOP each. Papers often call them FLOPs, or MACs.",
        ),
    };
    view! { <TextField key=lead label hint/> }.into_any()
}

fn backward_field(lead: Key) -> AnyView {
    let (label, hint, when_empty) = match lead {
        Key::Trainable => (
            "Share of the weights that train",
            "Adapters throughout a frozen network: 1%, as PEFT prints it. The backward pass is 1 + this.",
            "",
        ),
        Key::Frozen => (
            "Share of the network that is frozen",
            "Of the forward pass, below all that trains: 75%. The backward pass is 2 × the rest.",
            "",
        ),
        _ => (
            "Backward : forward",
            "Operations of a backward pass over those of a forward pass.",
            "2 if left empty, so × 3 in all",
        ),
    };
    view! { <TextField key=lead label hint when_empty/> }.into_any()
}

fn passes_fields(lead: Key) -> AnyView {
    let epochs = || view! { <TextField key=Key::Epochs label="Epochs" hint="Passes over the data." when_empty="1 if left empty"/> };
    match lead {
        Key::Steps => view! {
            <TextField key=Key::Steps label="Steps" hint="Optimizer steps."/>
            <TextField key=Key::Batch label="Batch" hint="Examples, or tokens, in a step."/>
        }
        .into_any(),
        Key::Tokens => view! {
            <TextField key=Key::Tokens label="Training tokens" hint="In the data set."/>
            {epochs()}
        }
        .into_any(),
        _ => view! {
            <TextField key=Key::Examples label="Training examples" hint="In the data set."/>
            {epochs()}
        }
        .into_any(),
    }
}
