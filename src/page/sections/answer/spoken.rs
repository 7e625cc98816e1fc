//! The answer for screen readers.

use super::headline;
use crate::answer::Answer;
use crate::page::parts::erased::Kept;
use crate::page::parts::follow;
use crate::page::state::use_page;
use crate::quantity::{PfsDays, write};
use crate::words::basis;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which screen readers announce the answer.
const SPEAK_AFTER_MS: u32 = 800;

/// The answer for screen readers, announced politely once typing rests.
#[component]
pub(super) fn Spoken() -> impl IntoView {
    let page = use_page();
    let announcement = RwSignal::new(String::new());
    let pending = Kept::new(None::<Timeout>);
    let is_open = Kept::new(false);
    follow(move || {
        let answer = page.answer.with(|a| headline(&a.outcome.total));
        if !is_open.get() {
            // The answer that the page opens with can be read; announcing it would interrupt.
            return is_open.set(true);
        }
        let without = page.lost_method().map(|(method, field)| {
            let place = page.place(field);
            let method = basis::method(method);
            format!(" Without {method}: {place} cannot be used as typed.")
        });
        let sentence = match answer {
            Some(flop) => {
                let PfsDays(pfs_days) = flop.pfs_days();
                let (flop, pfs_days) = (
                    write::people(flop.median()),
                    write::people(pfs_days.median()),
                );
                write::spoken(&format!(
                    "Training compute {flop} FLOP, {pfs_days} petaflop per second days.{}",
                    without.unwrap_or_default()
                ))
            }
            None => {
                let gravest = |a: &Answer| {
                    a.problems
                        .iter()
                        .max_by_key(|p| p.severity)
                        .map(|p| p.message.clone())
                };
                format!(
                    "No figure yet. {}",
                    page.answer.with_untracked(gravest).unwrap_or_default()
                )
            }
        };
        pending.set(Some(Timeout::new(SPEAK_AFTER_MS, move || {
            announcement.set(sentence)
        })));
    });
    view! {
        <p class="visually-hidden" role="status" id="spoken">
            {announcement}
        </p>
    }
}
