//! The figure of each method, with its range as a bar.

use super::bars::bar;
use crate::draft::Key;
use crate::estimate::{Basis, Headline, Outcome};
use crate::page::parts::choice::Option as Radio;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::picture::axis::Axis;
use crate::picture::bars::axis_of;
use crate::quantity::{Flop, write};
use crate::words::sums;
use leptos::prelude::*;

/// The figure by each method: counted operations, GPU time, and the mean of both.
type ByMethod = [Option<Flop>; 3];

/// Each method's figure. Where both have one, radio buttons choose the headline.
#[component]
pub(super) fn Methods() -> impl IntoView {
    let page = use_page();
    let figures = Derived::new(move || page.answer.with(|answer| by_method(&answer.outcome)));
    let axis = Derived::new(move || {
        let headline = page
            .answer
            .with(|answer| answer.outcome.total.headline.map(|(flop, _)| flop));
        axis_of(figures.get().into_iter().chain([headline]).flatten())
    });
    let shape = Derived::new(move || page.answer.with(|answer| Shape::of(&answer.outcome)));
    let name = move |method: Headline| {
        text(move || {
            let names = page.stage_names();
            page.answer
                .with(|answer| sums::total_by(method, &names, &answer.outcome))
        })
    };
    let lacking = Derived::new(move || {
        let names = page.stage_names();
        page.answer
            .with(|answer| sums::lacking(&names, &answer.outcome))
    });
    let lacking = part(move || {
        let lacking = lacking.get();
        (!lacking.is_empty()).then(|| view! { <p class="basis">{lacking}</p> })
    });
    let draw = move |index: usize, class: &'static str, name: Signal<String>| {
        line(
            class,
            name,
            axis,
            Derived::new(move || figures.get()[index]),
        )
    };
    let operations = move || draw(0, "operations", name(Headline::Operations));
    let gpu_time = move || draw(1, "gpu-time", name(Headline::GpuTime));
    let methods = part(move || {
        let choice = |chosen: Option<Headline>, has_mean: bool| {
            let radio = |wanted: Headline, value: &'static str, line: AnyView| {
                view! {
                    <Radio
                        group="headline".into()
                        value
                        chosen=Signal::derive(move || chosen == Some(wanted))
                        choose=Callback::new(move |()| page.set_value(Key::Headline, value.into()))
                    >
                        {line}
                    </Radio>
                }
            };
            let mean = has_mean.then(|| {
                let name = text(|| "Both methods combined".into());
                let line = draw(2, "combined", name);
                radio(Headline::Combined, "combined", line)
            });
            let weights = (chosen == Some(Headline::Combined)).then(|| {
                view! {
                    <p class="counted">
                        "The geometric mean, weighted by how narrow each method’s range is."
                    </p>
                }
            });
            view! {
                <fieldset class="methods">
                    <legend>"Report this figure"</legend>
                    {radio(Headline::Operations, "operations", operations())}
                    {radio(Headline::GpuTime, "gpu-time", gpu_time())}
                    {mean}
                    {weights}
                </fieldset>
            }
            .into_any()
        };
        match shape.get() {
            Shape::Both { chosen, has_mean } => choice(chosen, has_mean),
            Shape::SomeStages(chosen) => choice(chosen, chosen == Some(Headline::Combined)),
            Shape::One(Basis::Operations) => {
                view! { <div class="methods">{operations()}</div> }.into_any()
            }
            Shape::One(Basis::GpuTime) => {
                view! { <div class="methods">{gpu_time()}</div> }.into_any()
            }
            Shape::One(basis) => {
                let text = match basis {
                    Basis::Given => "As published, and not counted here.",
                    _ => "The stages use different methods.",
                };
                view! { <p class="basis">{text}</p> }.into_any()
            }
            Shape::None => ().into_any(),
        }
    });
    view! {
        {methods}
        {lacking}
    }
}

/// The methods that have a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// No figure.
    None,
    /// One method, or a figure that is of neither.
    One(Basis),
    /// Both methods.
    Both {
        /// The method that gives the headline.
        chosen: Option<Headline>,
        /// Whether the mean of both is offered.
        has_mean: bool,
    },
    /// Both methods in some of the stages, with the one that gives the headline there.
    SomeStages(Option<Headline>),
}

impl Shape {
    fn of(outcome: &Outcome) -> Self {
        let total = &outcome.total;
        let Some((_, basis)) = total.headline else {
            return Self::None;
        };
        if total.combined.is_some() {
            return Self::Both {
                chosen: headline(basis),
                has_mean: total.offers_mean(),
            };
        }
        match outcome.choosing() {
            Some(stage) => Self::SomeStages(stage.headline.and_then(|(_, basis)| headline(basis))),
            None => Self::One(basis),
        }
    }
}

/// Returns the method that is chosen where a figure has this basis.
const fn headline(basis: Basis) -> Option<Headline> {
    match basis {
        Basis::Operations => Some(Headline::Operations),
        Basis::GpuTime => Some(Headline::GpuTime),
        Basis::Combined => Some(Headline::Combined),
        Basis::Given | Basis::Mixed => None,
    }
}

/// Returns the figure by each method. Where only some of the stages have both, each figure is the total by one of them
/// where a stage has it.
fn by_method(outcome: &Outcome) -> ByMethod {
    let total = &outcome.total;
    if matches!(Shape::of(outcome), Shape::SomeStages(_)) {
        let [operations, gpu_time] = [Headline::Operations, Headline::GpuTime]
            .map(|method| outcome.total_preferring(method));
        // Offered only where a link asks for it, and then it is the headline.
        return [operations, gpu_time, total.headline.map(|(flop, _)| flop)];
    }
    [
        total.operations.map(|operations| operations.flop),
        total.gpu_time.map(|gpu_time| gpu_time.flop),
        total.combined,
    ]
}

/// Draws a method's name, its figure with the range, and the range as a bar.
fn line(
    class: &'static str,
    name: Signal<String>,
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
