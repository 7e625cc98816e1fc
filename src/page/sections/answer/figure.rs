//! The headline, in FLOP and pfs-days, and its 90% range.

use super::headline;
use crate::estimate::Figures;
use crate::page::parts::erased::Derived;
use crate::page::parts::text;
use crate::quantity::{Flop, write};
use leptos::prelude::*;

/// The headline, in FLOP and pfs-days. The texts change in place, because some change at each key.
#[component]
pub(super) fn Figure(total: Derived<Figures>) -> impl IntoView {
    let of = move |figure: fn(Flop) -> String, none: &'static str| {
        text(move || total.with(headline).map_or(none.into(), figure))
    };
    let flop = of(|flop| write::people(flop.median()), "–");
    let pfs_days = of(|flop| write::people(flop.pfs_days().median()), "–");
    // Chip-hours can be known before there is a figure, and are useful without one.
    let hours = text(move || {
        let hours = total.with(|t| t.chip_hours);
        hours.map_or(String::new(), |hours| {
            format!(" · {} chip-hours", write::in_words(hours.median()))
        })
    });
    let range = of(
        |flop| {
            if !flop.0.is_range() {
                return String::new();
            }
            format!(
                "90% range {} FLOP ({})",
                write::short_range(flop.0),
                write::around(flop.0)
            )
        },
        "",
    );
    view! {
        <p class="headline">
            <span class="number">{flop}</span>
            " "
            <span class="unit">"FLOP"</span>
        </p>
        <p class="pfs-days">
            <span class="number">{pfs_days}</span>
            " "
            <abbr title="petaFLOP/s-days, 8.64 × 10¹⁹ FLOP each">"pfs-days"</abbr>
            <span class="hours">{hours}</span>
        </p>
        <p class="range">{range}</p>
    }
}
