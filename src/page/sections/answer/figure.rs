//! The headline, in FLOP and pfs-days, and its 90% range.

use super::headline;
use crate::estimate::Figures;
use crate::page::parts::erased::Derived;
use crate::page::parts::text;
use crate::quantity::{Flop, write};
use leptos::prelude::*;

/// The terms of the answer, in a popover. The browser opens it at a press, and closes it at Escape. The button behind the
/// terms is as large as the window: a press beside them closes them, and nothing else.
const TERMS: &str = "<button type=\"button\" popovertarget=\"terms\" popovertargetaction=\"hide\" tabindex=\"-1\" aria-label=\"Close\"></button><span><strong>FLOP</strong>: a floating-point operation; a multiply-add is 2.<br><strong>pfs-day</strong>: petaFLOP/s-day, 10¹⁵ FLOP/s for a day, 8.64 × 10¹⁹ FLOP.<br><strong>Chip-hour</strong>: one chip, such as a GPU, for an hour.<br><strong>90% range</strong>: holds the true number with a probability of 90%.<br><strong>MFU</strong>: model FLOP utilization, the share of the dense peak that the forward and backward passes took.<br><strong>Dense peak</strong>: the speed of a chip without sparsity.<br><strong>Active parameters</strong>: those that one token uses.</span>";

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
            match write::in_words(hours.median()).as_str() {
                "1" => " · 1 chip-hour".into(),
                many => format!(" · {many} chip-hours"),
            }
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
                write::around_unbroken(flop.0)
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
            "pfs-days"
            <span class="hours">{hours}</span>
            " "
            <button
                type="button"
                class="term"
                popovertarget="terms"
                aria-label="Explain these terms"
            >
                "?"
            </button>
            <span id="terms" popover="auto" inner_html=TERMS></span>
        </p>
        <p class="range">{range}</p>
    }
}
