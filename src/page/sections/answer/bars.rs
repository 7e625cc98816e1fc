//! The range of a figure as a bar, on an axis that all bars of the answer share.

use crate::estimate::Figures;
use crate::page::parts::erased::Derived;
use crate::page::parts::text;
use crate::picture::axis::Axis;
use crate::picture::scale::page;
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

/// Shows a figure as a dot, with its 90% range as a bar.
pub(super) fn bar(axis: Derived<Option<Axis>>, flop: Derived<Option<Flop>>) -> impl IntoView {
    let html = text(move || {
        let drawn = axis.get().zip(flop.get());
        drawn.map_or(String::new(), |(axis, flop)| {
            page::bar(axis, flop).into_string()
        })
    });
    view! { <span class="bar-of-range" inner_html=html></span> }
}
