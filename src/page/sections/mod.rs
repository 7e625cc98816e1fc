//! The calculator: both methods side by side, and the answer.

mod answer;
mod costs;
mod examples;
mod files;
mod goal;
mod gpu_time;
mod hardware;
mod head;
mod model;
mod operations;
mod passage;
mod periods;
mod recent;
mod stages;
mod title;
mod topics;
mod undo;
mod view;

use crate::answer::is_given;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::browser;
use crate::page::lazy::Parts;
use crate::page::state::Page;
use crate::panel::PanelId;
use leptos::prelude::*;

/// The whole page.
#[component]
pub(super) fn Calculator(
    /// Loads the parts that are not in the first download.
    parts: Parts,
) -> impl IntoView {
    let page = Page::new(parts);
    provide_context(page);
    // Both methods are hidden while the stage has a figure from elsewhere, which they would
    // contradict.
    let is_given = page.derive(is_given);
    let is_given = move || is_given.get();
    let forward = page.chosen(Group::Forward);
    browser::select_at_first_press(move || page.is_example_untouched());
    view! {
        <head::Header />
        <main hidden=move || page.view.with(Option::is_some)>
            <examples::Examples />
            <head::Notices />
            <head::TableChanges />
            <answer::Answer />
            <stages::Stages />
            <div
                class="columns"
                id="form"
                tabindex="-1"
                class:folded=move || page.folded.get()
                class:given=is_given
                class:layered=move || forward.get() == Key::Model
                class:adding=move || page.panels.is_open(PanelId::Kinds)
            >
                <passage::Passage />
                <head::Lead />
                <operations::Operations />
                <model::Layers />
                <gpu_time::GpuTime />
                <stages::More />
            </div>
            <topics::Topics />
        </main>
        <view::OpenView />
        <answer::Bar />
        <undo::UndoLine />
        <head::Footer />
    }
}
