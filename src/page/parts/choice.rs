//! One of a few ways: a row of radio buttons.

use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::state::use_page;
use leptos::prelude::*;

/// Which way of a group is taken.
#[component]
pub(crate) fn WayChoice(
    /// The ways to choose from.
    group: Group,
    /// What is chosen.
    legend: &'static str,
    /// Each way by its leading key, with its name.
    ways: &'static [(Key, &'static str)],
) -> impl IntoView {
    let page = use_page();
    let chosen = page.chosen(group);
    let options = ways
        .iter()
        .map(|(lead, name)| {
            let lead = *lead;
            view! {
                <Option
                    group=format!("way-{}", group.ways()[0][0].name())
                    value=lead.name()
                    chosen=Signal::derive(move || chosen.get() == lead)
                    choose=Callback::new(move |()| page.choose(group, lead))
                >
                    {*name}
                </Option>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choice">
            <legend>{legend}</legend>
            <div class="options" data-options=ways.len()>
                {options}
            </div>
        </fieldset>
    }
}

/// One radio button with its name.
#[component]
pub(crate) fn Option(
    /// The name that the buttons of a row share.
    group: String,
    /// The value of this one.
    #[prop(into)]
    value: String,
    /// Whether it is the chosen one.
    chosen: Signal<bool>,
    /// Called when it is chosen.
    choose: Callback<()>,
    /// What it is called.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="option">
            // A click also where it is chosen already: of fields that contradict each other, the
            // others are then put aside.
            <input
                type="radio"
                name=group
                value=value
                prop:checked=chosen
                on:change=move |_| choose.run(())
                on:click=move |_| choose.run(())
            />
            <span>{children()}</span>
        </label>
    }
}
