//! Shows the range of a figure as a bar.

use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::page::parts::follow;
use crate::picture::axis::Axis;
use crate::picture::bars::{Bar, SHAPE};
use crate::quantity::Flop;
use leptos::prelude::*;

/// Shows a figure as a dot, with its 90% range as a bar, on an axis that all bars of the answer share. The elements stay
/// and move: new ones at each key would cost as much as all texts of the answer.
pub(super) fn bar(
    id: String,
    axis: Derived<Option<Axis>>,
    flop: Derived<Option<Flop>>,
) -> impl IntoView {
    let moved = id.clone();
    follow(move || {
        if let (Some(axis), Some(flop)) = (axis.get(), flop.get()) {
            browser::place(&moved, Bar::of(axis, flop).places());
        }
    });
    view! { <span class="bar-of-range" id=id inner_html=SHAPE></span> }
}
