//! The sentence that compares the figure with systems and laws.

use super::headline;
use crate::catalog::marks::Mark;
use crate::estimate::Figures;
use crate::page::parts::erased::{Derived, State};
use crate::page::parts::text;
use crate::page::state::use_page;
use crate::words::comparison;
use leptos::prelude::*;

/// The sentence. It changes in place, and is empty while there is no figure.
#[component]
pub(super) fn Sentence(
    total: Derived<Figures>,
    /// The system to compare with. By default the nearest ones.
    compared: State<Option<&'static Mark>>,
) -> impl IntoView {
    let page = use_page();
    let sentence = text(move || {
        let lacks_base = page.answer.with(|answer| answer.outcome.lacks_base());
        total.with(headline).map_or(String::new(), |flop| {
            let systems = comparison::systems(flop, compared.get());
            format!("{systems} {}", comparison::laws(flop, lacks_base))
        })
    });
    view! { <p class="sentence">{sentence}</p> }
}
