//! The figure among well-known systems and thresholds of laws, on a line.

use super::headline;
use crate::catalog::marks::{LIMITS, MILESTONES, Mark};
use crate::estimate::Figures;
use crate::page::browser;
use crate::page::parts::erased::{Derived, State};
use crate::page::parts::{part, text};
use crate::panel::PanelId;
use crate::picture::axis::{across, anchor};
use crate::picture::scale::Scale;
use crate::picture::scale::draw::{Heights, caption, label, marks};
use crate::quantity::{Flop, write};
use crate::words::comparison::times;
use leptos::prelude::*;

/// The picture. Only another axis or other names draw it anew; the figure moves along it.
#[component]
pub(super) fn Picture(
    total: Derived<Figures>,
    /// The system that was chosen to compare with.
    compared: State<Option<&'static Mark>>,
) -> impl IntoView {
    let flop = Derived::new(move || total.with(headline));
    let scale = Derived::new(move || flop.get().and_then(Scale::of));
    let pressed = State::new(None);
    part(move || {
        scale.get().map(|scale| {
            view! {
                <figure class="among">
                    {line(scale, total, flop, pressed)} <Pressed pressed flop compared />
                </figure>
            }
        })
    })
}

fn line(
    scale: Scale,
    total: Derived<Figures>,
    flop: Derived<Option<Flop>>,
    pressed: State<Option<&'static Mark>>,
) -> impl IntoView {
    let heights = Heights::on_page(&scale);
    let axis = scale.axis();
    let names: Vec<&'static str> = scale
        .systems
        .iter()
        .chain(&scale.limits)
        .map(|label| label.name)
        .collect();
    let place = move || flop.get().map_or(0.0, |flop| axis.place(flop.median()));
    let range = move |end: fn(Flop) -> f64| move || flop.get().map_or(0.0, |f| axis.place(end(f)));
    let (low, high) = (range(|flop| flop.low()), range(|flop| flop.high()));
    let at = text(move || across(place()));
    // The method that is not the headline, if both have a figure.
    let other = Derived::new(move || {
        total.with(|t| {
            let (operations, gpu_time) = (t.operations?.flop, t.gpu_time?.flop);
            let is_headline = t.headline?.0 == operations;
            Some(if is_headline { gpu_time } else { operations })
        })
    });
    let other_at = text(move || {
        let place = other.get().map(|flop| axis.place(flop.median()));
        across(place.unwrap_or(0.0))
    });
    let other_size = text(move || if other.get().is_some() { "5" } else { "0" }.into());
    let number = text(move || {
        let median = flop.get().map(|flop| write::people(flop.median()));
        median.unwrap_or_default()
    });
    let class = text(move || {
        let is_time = total.with(|t| {
            let gpu_time = t.gpu_time.map(|gpu_time| gpu_time.flop);
            gpu_time.is_some() && gpu_time == t.headline.map(|(flop, _)| flop)
        });
        if is_time { "scale by-time" } else { "scale" }.into()
    });
    let described = {
        let scale = scale.clone();
        text(move || flop.get().map_or(String::new(), |flop| label(&scale, flop)))
    };
    let press = move |index: usize| {
        let name = names.get(index);
        let mark = MILESTONES
            .iter()
            .chain(LIMITS)
            .find(|mark| Some(&mark.name) == name);
        pressed.set(mark);
    };
    let handle = move |event: web_sys::Event| {
        if let Some(index) = browser::pressed_mark(&event) {
            press(index);
        }
    };
    let handle_key = handle.clone();
    let caption = caption(&scale);
    view! {
        <svg
            class=class
            role="group"
            aria-label=described
            width="100%"
            height=heights.whole.to_string()
            on:click=move |event| handle(event.into())
            on:keydown=move |event| handle_key(event.into())
        >
            // Under the names, which stay readable.
            <line class="own" x1=at x2=at y1="18" y2=heights.axis.to_string() />
            <g inner_html=marks(&scale, heights).into_string()></g>
            <rect
                class="range"
                x=text(move || across(low()))
                width=text(move || across(high() - low()))
                y=(heights.axis - 5).to_string()
                height="10"
                rx="5"
            />
            <circle class="other" cx=other_at cy=heights.axis.to_string() r=other_size />
            <circle class="own" cx=at cy=heights.axis.to_string() r="7" />
            <text class="own" x=at y="13" text-anchor=text(move || anchor(place()).into())>
                {number}
            </text>
        </svg>
        <figcaption>{caption}</figcaption>
    }
}

/// The mark that was pressed: its name, its amount, and how the figure compares.
#[component]
fn Pressed(
    pressed: State<Option<&'static Mark>>,
    flop: Derived<Option<Flop>>,
    compared: State<Option<&'static Mark>>,
) -> impl IntoView {
    let words = text(move || match (pressed.get(), flop.get()) {
        (Some(mark), Some(flop)) => describe(mark, flop),
        _ => "Press a name to see what it is and to compare.".into(),
    });
    let button = part(move || {
        let mark = pressed.get()?;
        Some(if is_law(mark) {
            view! {
                <button
                    type="button"
                    class="link"
                    on:click=|_| browser::unfold(PanelId::Thresholds.name())
                >
                    "See the thresholds"
                </button>
            }
            .into_any()
        } else if compared.get() == Some(mark) {
            view! {
                <button type="button" class="link" on:click=move |_| compared.set(None)>
                    "Compare with the nearest"
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="link" on:click=move |_| compared.set(Some(mark))>
                    "Compare"
                </button>
            }
            .into_any()
        })
    });
    view! {
        <p class="pressed">
            <span role="status">{words}</span>
            " "
            {button}
        </p>
    }
}

fn is_law(mark: &Mark) -> bool {
    LIMITS.iter().any(|law| law.name == mark.name)
}

fn describe(mark: &Mark, flop: Flop) -> String {
    let amount = write::people(mark.flop);
    let ratio = flop.median() / mark.flop;
    if is_law(mark) {
        return format!(
            "{}: {amount} FLOP. This estimate is {}.",
            mark.name,
            times(ratio, "that")
        );
    }
    format!(
        "{} ({}): {amount} FLOP. This estimate is {}.",
        mark.name,
        mark.about,
        times(ratio, mark.name)
    )
}
