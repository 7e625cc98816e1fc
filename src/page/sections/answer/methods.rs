//! The figure of each method, with its range as a bar.

use super::bars::bar;
use crate::draft::Key;
use crate::estimate::{Basis, Figures};
use crate::page::parts::choice::Option as Radio;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::picture::axis::Axis;
use crate::picture::bars::axis_of_methods;
use crate::quantity::{Flop, write};
use crate::words::stage;
use leptos::prelude::*;

/// Each method's figure. Where both have one, radio buttons choose the headline.
#[component]
pub(super) fn Methods(total: Derived<Figures>) -> impl IntoView {
    let page = use_page();
    let shape =
        Derived::new(move || total.with(|t| (Shape::of(t), t.headline.map(|(_, basis)| basis))));
    let axis = Derived::new(move || total.with(axis_of_methods));
    let draw = move |class: &'static str, name: &'static str, of: fn(&Figures) -> Option<Flop>| {
        line(class, name, axis, Derived::new(move || total.with(of)))
    };
    let operations = move || {
        draw("operations", "Counting operations", |t| {
            Some(t.operations?.flop)
        })
    };
    let gpu_time = move || draw("gpu-time", "GPU time", |t| Some(t.gpu_time?.flop));
    let lacking = Derived::new(move || {
        let names = page.stage_names();
        page.answer
            .with(|answer| stage::lacking(&names, &answer.outcome))
    });
    let lacking = part(move || {
        let lacking = lacking.get();
        (!lacking.is_empty()).then(|| view! { <p class="basis">{lacking}</p> })
    });
    let figures = part(move || match shape.get() {
        (Shape::Both { has_mean }, basis) => {
            let radio = move |wanted: Basis, value: &'static str, line: AnyView| {
                view! {
                    <Radio
                        group="headline".into()
                        value
                        chosen=Signal::derive(move || basis == Some(wanted))
                        choose=Callback::new(move |()| page.set_value(Key::Headline, value.into()))
                    >
                        {line}
                    </Radio>
                }
            };
            let weights = (basis == Some(Basis::Combined)).then(|| {
                view! {
                    <p class="counted">
                        "The geometric mean, weighted by how narrow each method’s range is."
                    </p>
                }
            });
            view! {
                <fieldset class="methods">
                    <legend>"Report this figure"</legend>
                    {radio(Basis::Operations, "operations", operations())}
                    {radio(Basis::GpuTime, "gpu-time", gpu_time())}
                    {has_mean
                        .then(|| {
                            let line = draw("combined", "Both methods combined", |t| t.combined);
                            radio(Basis::Combined, "combined", line)
                        })}
                    {weights}
                </fieldset>
            }
            .into_any()
        }
        (Shape::One, Some(Basis::Operations)) => {
            view! { <div class="methods">{operations()}</div> }.into_any()
        }
        (Shape::One, Some(Basis::GpuTime)) => {
            view! { <div class="methods">{gpu_time()}</div> }.into_any()
        }
        (Shape::One, Some(basis)) => {
            let text = match basis {
                Basis::Given => "As published, and not counted here.",
                _ => "The stages use different methods.",
            };
            view! { <p class="basis">{text}</p> }.into_any()
        }
        (Shape::One, None) => ().into_any(),
    });
    view! {
        {figures}
        {lacking}
    }
}

/// The methods that have a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// At most one method, or a figure that is of neither.
    One,
    /// Both methods.
    Both {
        /// Whether the mean of both is offered.
        has_mean: bool,
    },
}

impl Shape {
    fn of(total: &Figures) -> Self {
        if total.combined.is_none() {
            return Self::One;
        }
        Self::Both {
            has_mean: total.offers_mean(),
        }
    }
}

/// A method's name, its figure with the range, and the range as a bar.
fn line(
    class: &'static str,
    name: &'static str,
    axis: Derived<Option<Axis>>,
    flop: Derived<Option<Flop>>,
) -> AnyView {
    let number = text(move || {
        let flop = flop.get();
        flop.map_or(String::new(), |flop| write::people(flop.median()))
    });
    let range = text(move || {
        let range = flop.get().filter(|flop| flop.0.is_range());
        range.map_or(String::new(), |flop| {
            format!(" ({})", write::short_range(flop.0))
        })
    });
    view! {
        <span class=format!("method {class}")>
            <span class="name">{name}</span>
            " "
            <span>
                <span class="number">{number}</span>
                <span class="range">{range}</span>
            </span>
            {bar(format!("{class}-bar"), axis, flop)}
        </span>
    }
    .into_any()
}
