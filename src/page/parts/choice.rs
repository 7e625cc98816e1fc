//! Choices: a row of radio buttons, for one of a few ways to give a figure, and a checkbox.

use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The choice between the ways of a group.
#[component]
pub(crate) fn WayChoice(
    /// The group of ways.
    group: Group,
    /// The question that the buttons answer.
    legend: &'static str,
    /// Each way's leading key and its name.
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
    let class = if ways.len() == 2 {
        "choice of-two"
    } else {
        "choice"
    };
    view! {
        <fieldset class=class>
            <legend>{legend}</legend>
            <div class="options" data-options=ways.len()>
                {options}
            </div>
        </fieldset>
    }
}

/// A radio button with its label.
#[component]
pub(crate) fn Option(
    /// The name that all buttons of the row share.
    group: String,
    /// The value of this button.
    #[prop(into)]
    value: String,
    /// Whether this button is the chosen one.
    chosen: Signal<bool>,
    /// Called when the button is chosen.
    choose: Callback<()>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="option">
            // A click counts on the chosen button too: where typed fields contradict each other, it
            // puts the other ways' fields aside.
            <input
                type="radio"
                name=group
                value=value
                prop:checked=chosen
                on:change=move |_| {
                    choose.try_run(());
                }
                on:click=move |_| {
                    choose.try_run(());
                }
            />
            <span>{children()}</span>
        </label>
    }
}

/// A checkbox with its label.
#[component]
pub(crate) fn Switch(
    /// The id of the checkbox.
    id: &'static str,
    /// Whether the checkbox is ticked.
    is_on: Signal<bool>,
    /// Whether the checkbox cannot be used now.
    #[prop(optional)]
    is_disabled: Signal<bool>,
    /// Called with the new state when a person ticks the checkbox or clears it.
    change: Callback<bool>,
    /// The label.
    label: &'static str,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                id=id
                prop:checked=is_on
                disabled=is_disabled
                on:change:target=move |event| {
                    change.try_run(event.target().checked());
                }
            />
            <span>{label}</span>
        </label>
    }
}
