//! The tools beside the text of a network: known networks to start from, the switch for causal attention,
//! and the way back to the rule 6·N·D.

use super::list::List;
use crate::catalog;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::page::state::Page;
use crate::panel::network::{self, Tools};
use leptos::prelude::*;

/// Makes the view of the tools.
pub(super) fn view(page: Page) -> AnyView {
    let model = page.model();
    let tools = Derived::new(move || {
        let network = model.with(|text| page.network(text));
        network.map_or_else(Tools::default, |network| Tools::of(&network))
    });
    let has_switch = Derived::new(move || tools.with(|tools| tools.causal.is_some()));
    let has_rule = Derived::new(move || tools.with(|tools| tools.six_n.is_some()));
    view! {
        {known(page, tools)}
        {part(move || has_switch.get().then(|| switch(page, model, tools)))}
        {part(move || has_rule.get().then(|| rule(page, model, tools)))}
    }
    .into_any()
}

/// Draws the list of known networks, with the source of the chosen one.
fn known(page: Page, tools: Derived<Tools>) -> impl IntoView {
    let chosen = text(move || {
        let slug = tools.with(|tools| tools.known.map(|known| known.slug));
        slug.unwrap_or_default().into()
    });
    let take = Callback::new(move |slug: String| page.apply(network::start_from(&slug)));
    let options = || {
        catalog::networks()
            .iter()
            .map(|known| {
                view! { <option value=known.slug>{format!("{} ({})", known.name, known.year)}</option> }
            })
            .collect_view()
    };
    let source = part(move || {
        let known = tools.with(|tools| tools.known);
        known.map(|known| {
            view! { <p class="hint">{format!("{} Source of its counts: {}", known.note, known.source)}</p> }
        })
    });
    view! {
        <div class="field">
            <label for="known-network">"Start from a known network"</label>
            <p class="hint" id="known-network-hint">
                "With the keyboard, Enter takes what is chosen."
            </p>
            <List id="known-network" chosen take>
                <option value="">"Choose…"</option>
                {options()}
            </List>
            {source}
        </div>
    }
}

/// Draws the switch between attention over the whole square and over earlier positions.
fn switch(page: Page, model: Derived<String>, tools: Derived<Tools>) -> impl IntoView {
    let is_causal = Signal::derive(move || tools.with(|tools| tools.causal == Some(true)));
    let set = move |causal| {
        page.apply(model.with_untracked(|text| network::with_causal(text, causal)));
    };
    view! {
        <label class="switch">
            <input
                id="causal"
                type="checkbox"
                prop:checked=is_causal
                on:change:target=move |event| set(event.target().checked())
            />
            <span>"Count attention as causal: about half the square"</span>
        </label>
        <details class="why" id="who-counts-how">
            <summary>"Who counts how?"</summary>
            <p>
                "A language model looks only at what came before, so half of the attention square is never needed. "
                "PaLM’s appendix B, nanoGPT, calflops and PyTorch’s FlopCounterMode count the full square, as Petaday does unless this is ticked; "
                "Kaplan et al., Megatron-LM, NeMo and verl count half."
            </p>
        </details>
    }
}

/// Draws the distance from the rule 6·N·D, and a button that uses the rule.
fn rule(page: Page, model: Derived<String>, tools: Derived<Tools>) -> impl IntoView {
    let sentence = text(move || {
        tools.with(|tools| {
            let six_n = tools.six_n.as_ref();
            six_n.map_or(String::new(), |six_n| six_n.sentence.clone())
        })
    });
    let class = text(move || {
        let is_notable = tools.with(|tools| tools.six_n.as_ref().is_some_and(|s| s.is_notable));
        if is_notable {
            "problem warning".into()
        } else {
            "echo".into()
        }
    });
    let take = move |_| {
        let network = model.with_untracked(|text| page.network(text));
        if let Some(network) = network {
            page.apply(network::use_six_n(&network));
        }
    };
    view! {
        <p class=class>{sentence}</p>
        <button class="link" id="six-n" type="button" on:click=take>
            "Use 6·N·D instead"
        </button>
    }
}
