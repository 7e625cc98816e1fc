//! Shows the range of a figure as a bar.

use crate::page::parts::erased::Derived;
use crate::page::parts::text;
use crate::picture::axis::Axis;
use crate::picture::bars;
use crate::quantity::Flop;
use leptos::prelude::*;

/// Shows a figure as a dot, with its 90% range as a bar, on an axis that all bars of the answer share.
pub(super) fn bar(axis: Derived<Option<Axis>>, flop: Derived<Option<Flop>>) -> impl IntoView {
    let html = text(move || {
        let drawn = axis.get().zip(flop.get());
        drawn.map_or(String::new(), |(axis, flop)| {
            bars::draw(axis, flop).into_string()
        })
    });
    view! { <span class="bar-of-range" inner_html=html></span> }
}
