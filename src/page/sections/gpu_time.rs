//! Method 2: GPU time.

use super::files::Jobs;
use super::goal::Goal;
use super::hardware::Hardware;
use super::periods::{Periods, ReadAs};
use super::stages::name_on_paper;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::estimate::{RECOMMENDED, Recommended, SEEN_IN_WORDS};
use crate::page::parts::choice::{Switch, WayChoice};
use crate::page::parts::field::TextField;
use crate::page::parts::formula::Formula;
use crate::page::parts::panel::Drawer;
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::quantity::{is_hfu, with_hfu, write};
use crate::words::{formula, parts};
use leptos::prelude::*;

/// The card of method 2.
#[component]
pub(super) fn GpuTime() -> impl IntoView {
    let page = use_page();
    let result =
        Signal::derive(move || Some(write::people(page.figures()?.gpu_time?.flop.median())));
    let fleet = page.chosen(Group::Fleet);
    let peak = page.chosen(Group::Peak);
    let parts = page.derive(move |draft, stage| {
        let key = Group::Fleet.chosen(draft, stage);
        parts::hint(
            draft,
            stage,
            if key == Key::Time { Key::Chips } else { key },
        )
    });
    let parts_of_chips = text(move || parts.get().unwrap_or_default());
    let recommended = RECOMMENDED
        .map(|Recommended { share, of }| {
            let (of, by) = of.split_once(" (").unwrap_or((of, ""));
            view! {
                <button
                    type="button"
                    class="suggestion"
                    on:click=move |_| page.recommend(Key::Utilization, share)
                >
                    <strong>{share}</strong>
                    " "
                    {of}
                    // A phone has no room for it beside the others.
                    <span class="by">" (" {by}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="card gpu-time" aria-labelledby="gpu-time-title">
            <h2 id="gpu-time-title">"GPU time"</h2>
            {name_on_paper(page)}
            <p class="subtitle">"Method 2: chips × time"</p>
            <Formula pieces=page.formula(formula::gpu_time) result />
            <WayChoice
                group=Group::Fleet
                legend="I know the hardware use as …"
                ways=&[
                    (Key::Time, "time × chips"),
                    (Key::ChipHours, "chip-hours"),
                    (Key::Fleet, "periods"),
                ]
            />
            {part(move || fleet_fields(fleet.get()))}
            <p class="echo">{parts_of_chips}</p>
            <ReadAs />
            <WayChoice
                group=Group::Peak
                legend="Chip speed from …"
                ways=&[(Key::Hardware, "hardware"), (Key::Peak, "FLOP/s")]
            />
            {part(move || match peak.get() {
                Key::Peak => view! { <TextField key=Key::Peak /> }.into_any(),
                _ => view! { <Hardware /> }.into_any(),
            })}
            <Drawer
                panel=PanelId::Hardware
                topic="Chip details"
                digest="Formats and memory · I don’t know the chip"
            />
            <TextField key=Key::Utilization />
            <div class="suggestions" role="group" aria-label="Recommended utilizations">
                {recommended}
            </div>
            <Hfu />
            <Drawer
                panel=PanelId::Utilization
                topic="What published runs reached"
                digest=SEEN_IN_WORDS.join(", ")
            />
            <Jobs />
            <Goal />
        </section>
    }
}

fn fleet_fields(lead: Key) -> AnyView {
    match lead {
        Key::ChipHours => view! { <TextField key=Key::ChipHours /> }.into_any(),
        Key::Fleet => view! { <Periods /> }.into_any(),
        _ => view! {
            <div class="pair">
                <TextField key=Key::Time />
                <TextField key=Key::Chips />
            </div>
        }
        .into_any(),
    }
}

/// The checkbox that says whether the typed utilization counts recomputation as well.
#[component]
fn Hfu() -> impl IntoView {
    let page = use_page();
    let typed = page.text(Key::Utilization);
    let is_on = Signal::derive(move || typed.with(|typed| is_hfu(typed)));
    let is_disabled = Signal::derive(move || typed.with(|typed| typed.trim().is_empty()));
    let change = Callback::new(move |is_on| {
        let text = typed.with_untracked(|typed| with_hfu(typed, is_on));
        page.set_value(Key::Utilization, text);
    });
    view! { <Switch id="hfu" is_on is_disabled change label="This is HFU (full recomputation)" /> }
}
