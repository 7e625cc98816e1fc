//! The picture, and one element that moves over it: to the system that a pointer or the keyboard is at.

use super::state::Trends;
use super::{download, embed, walk, zoom};
use crate::catalog::notable::ATTRIBUTION;
use crate::page::parts::erased::{Derived, Kept};
use crate::page::parts::{part, text};
use crate::picture::theme::Theme;
use crate::picture::trend::{At, Chart};
use crate::trend::Point;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

pub(super) fn view(trends: Trends) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let measure = move || {
        if let Some(area) = area.get_untracked() {
            let width = f64::from(area.client_width());
            if width > 0.0 && (width - trends.width.get_untracked()).abs() >= 1.0 {
                trends.at.set(At::Nowhere);
                trends.width.set(width);
            }
        }
    };
    // Once it is on the page, and whenever the window has another size.
    let soon = Kept::new(Some(Timeout::new(0, measure)));
    let resized = EventListener::new(&window(), "resize", move |_| measure());
    let listener = Kept::new(Some(resized));
    on_cleanup(move || {
        drop(soon.take());
        drop(listener.take());
    });
    // A pointer that only passes by leaves no system pointed at; a press does.
    let is_pressed = Kept::new(false);
    let zoom = zoom::Zoom::new(trends, area);
    let at = move |event: &PointerEvent| {
        // The description has a link and a button: it stays while the pointer is in it.
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| matches!(target.closest(".tip"), Ok(Some(_)))) {
            return walk::mark(trends);
        }
        let area = area.get_untracked()?;
        let rect = area.get_bounding_client_rect();
        let (x, y) = (
            f64::from(event.client_x()) - rect.left(),
            f64::from(event.client_y()) - rect.top(),
        );
        trends.chart.with_untracked(|chart| chart.nearest(x, y))
    };
    let point = move |mark: Option<usize>| {
        // A pointer that finds no system leaves the keyboard on its line.
        if walk::mark(trends) != mark {
            trends.at.set(mark.map_or(At::Nowhere, At::System));
        }
    };
    let svg = text(move || {
        trends
            .chart
            .with(|chart| chart.svg(Theme::Light).into_string())
    });
    view! {
        <figure class="picture">
            <div class="over">{legend(trends)} {zoom.buttons()}</div>
            <div
                class="area"
                id="chart"
                tabindex="0"
                role="application"
                aria-roledescription="chart"
                aria-label="Chart of the systems. Left and right arrow: by date. Up and down: by compute. Enter: its source. C: compare it. L: walk along the lines. Plus, minus and zero: enlarge; Shift and an arrow: move."
                class:zoomed=move || trends.view.with(|view| view.window.is_some())
                node_ref=area
                on:wheel=move |event| zoom.wheel(&event)
                on:pointermove=move |event| {
                    if !zoom.moved(&event) && !is_pressed.get() {
                        point(at(&event));
                    }
                }
                on:pointerdown=move |event| {
                    zoom.pressed(&event);
                    let mark = at(&event);
                    is_pressed.set(mark.is_some());
                    point(mark);
                }
                on:pointerup=move |event| zoom.released(&event)
                on:pointercancel=move |event| zoom.released(&event)
                on:pointerleave=move |_| {
                    if !is_pressed.get() {
                        point(None);
                    }
                }
                on:keydown=move |event| {
                    let is_own = event.target() == event.current_target();
                    if is_own && (zoom.key(&event) || walk::key(trends, &event)) {
                        is_pressed.set(walk::mark(trends).is_some());
                        event.prevent_default();
                    }
                }
            >
                <div class="plot">
                    <div inner_html=svg style:transform=zoom.transform()></div>
                </div>
                {pointed(trends)}
            </div>
            <p class="visually-hidden" role="status" id="pointed">
                {text(move || walk::words(trends))}
            </p>
            <figcaption>
                "FLOP of the training, logarithmic, by date of publication. The band is the interval of the line, and a dashed part continues it."
            </figcaption>
            {added(trends)}
            {download::view(trends)}
            {embed::view(trends)}
        </figure>
    }
}

/// Draws the groups of the colours with their numbers. A press selects a group of domains.
fn legend(trends: Trends) -> impl IntoView {
    let counts = Derived::new(move || {
        let mut counts = [0_usize; 4];
        trends.chart.with(|chart| {
            for mark in &chart.marks {
                if let Some(count) = counts.get_mut(mark.group) {
                    *count += 1;
                }
            }
        });
        counts
    });
    part(move || {
        let colour = trends.settings.with(|view| view.colour);
        let counts = counts.get();
        let groups = colour.groups().into_iter().zip(counts).enumerate();
        let items: Vec<_> = groups
            .map(|(group, (name, count))| {
                let (key, value) = colour.filter(group);
                let is_on = trends
                    .settings
                    .with(|view| crate::trend::text_of(view, key) == value);
                let press = move |_| {
                    let text = if is_on { "" } else { value.as_str() };
                    // The words are those of links: nothing can be wrong with them.
                    let _ = trends.set_text(key, text);
                };
                view! {
                    <li>
                        <button
                            type="button"
                            class="key"
                            aria-pressed=is_on.to_string()
                            on:click=press
                        >
                            <span inner_html=Chart::key(group).into_string()></span>
                            {name}
                            " "
                            <span class="quiet">{count}</span>
                        </button>
                    </li>
                }
            })
            .collect();
        let own = trends.own.with(Option::is_some).then(|| {
            view! {
                <li class="own-key">
                    <span class="dot" aria-hidden="true"></span>
                    "Your estimate"
                </li>
            }
        });
        view! {
            <ul class="legend" aria-label="Colours. A press shows a group alone.">
                {items}
                {own}
            </ul>
        }
    })
}

/// Draws the point under the pointer, and a ring around it.
fn pointed(trends: Trends) -> impl IntoView {
    part(move || {
        let spot = walk::spot(trends).filter(|spot| spot.is_shown)?;
        let (is_right, is_low) = trends.chart.with_untracked(|chart| spot.halves(chart));
        let place = |value: f64| format!("{value:.0}px");
        let (x, y) = zoom::carried(trends, (spot.x, spot.y));
        let system = walk::system(trends).map(|(at, point)| about(trends, at, point));
        Some(view! {
            <span class="ring" style:left=place(x) style:top=place(y)></span>
            <div
                class="tip"
                class:before=is_right
                class:over=is_low
                style:left=place(x)
                style:top=place(y)
            >
                <strong>{spot.name}</strong>
                <span class="number">{spot.figures}</span>
                {system}
            </div>
        })
    })
}

/// More of a system that is pointed at, and what can be done with it.
fn about(trends: Trends, at: usize, point: Point) -> impl IntoView {
    let link = point.link.clone();
    let source = (!link.is_empty()).then(|| {
        view! {
            <a href=link target="_blank" rel="noopener noreferrer">
                "Source"
            </a>
        }
    });
    view! {
        <span class="quiet">{point.about()}</span>
        <span class="acts">
            {source}
            <button
                type="button"
                class="link"
                on:click=move |_| {
                    compare(trends);
                }
            >
                "Compare"
            </button>
        </span>
        {part(move || { (trends.added_of.get() == Some(at)).then(|| said(trends)) })}
    }
}

/// Adds the system that is pointed at to the comparison.
pub(super) fn compare(trends: Trends) -> bool {
    let Some((at, point)) = untrack(|| walk::system(trends)) else {
        return false;
    };
    let source = match untrack(|| trends.is_own_table()) {
        true => trends.file.get_untracked(),
        false => ATTRIBUTION.into(),
    };
    trends.page.compare(point.estimate(&source), move |said| {
        trends.added.set(said);
        trends.added_of.set(Some(at));
    });
    true
}

/// Says what was added to the comparison: in the description of the system, or under the picture once that is closed.
fn added(trends: Trends) -> impl IntoView {
    let is_described = Derived::new(move || {
        let added = trends.added_of.get();
        added.is_some() && walk::system(trends).map(|(at, _)| at) == added
    });
    let line = part(move || {
        let is_shown = !is_described.get() && trends.added.with(|said| !said.is_empty());
        is_shown.then(|| view! { <p>{said(trends)}</p> })
    });
    view! {
        <p class="visually-hidden" role="status">
            {text(move || trends.added.get())}
        </p>
        {line}
    }
}

/// Draws the words on what was added, with the way there.
fn said(trends: Trends) -> impl IntoView {
    view! {
        <span class="added">
            {trends.added} " "
            <button type="button" class="link" on:click=move |_| trends.page.show_comparison()>
                "See the comparison"
            </button>
        </span>
    }
}
