//! The range of a figure as a bar, on an axis that all bars of the answer share.

use crate::estimate::Figures;
use crate::page::parts::erased::Derived;
use crate::page::parts::text;
use crate::picture::axis::{Axis, across};
use crate::quantity::Flop;
use leptos::prelude::*;

/// The room left of the least figure and right of the greatest, as a factor.
const ROOM: f64 = 1.12;

/// Returns the axis on which both methods and the headline have room.
pub(super) fn axis(total: &Figures) -> Option<Axis> {
    let all = [
        total.operations.map(|operations| operations.flop),
        total.gpu_time.map(|gpu_time| gpu_time.flop),
        total.headline.map(|(flop, _)| flop),
    ];
    let mut ends = (f64::INFINITY, 0.0f64);
    for flop in all.into_iter().flatten() {
        ends = (ends.0.min(flop.low()), ends.1.max(flop.high()));
    }
    Axis::new(ends.0 / ROOM, ends.1 * ROOM)
}

/// Draws a figure as a dot, with its 90% range as a bar.
pub(super) fn bar(axis: Derived<Option<Axis>>, flop: Derived<Option<Flop>>) -> impl IntoView {
    let place = move |of: fn(Flop) -> f64| {
        move || {
            let axis = axis.get()?;
            Some(axis.place(of(flop.get()?)))
        }
    };
    let (low, median, high) = (
        place(|flop| flop.low()),
        place(|flop| flop.median()),
        place(|flop| flop.high()),
    );
    let width = text(move || across(high().unwrap_or(0.0) - low().unwrap_or(0.0)));
    let start = text(move || across(low().unwrap_or(0.0)));
    let middle = text(move || across(median().unwrap_or(0.0)));
    view! {
        <svg class="bar-of-range" width="100%" height="14" aria-hidden="true">
            <line x1="0" x2="100%" y1="7" y2="7" />
            <rect x=start width=width y="3" height="8" rx="4" />
            <circle cx=middle cy="7" r="5.5" />
        </svg>
    }
}
