//! The calculator: both methods side by side, and the answer.

mod costs;
mod examples;
mod files;
mod goal;
mod gpu_time;
mod hardware;
mod head;
mod model;
mod operations;
mod periods;
mod result;

use crate::app::page::Page;
use leptos::prelude::*;

/// The whole page.
#[component]
pub(super) fn Calculator() -> impl IntoView {
    let page = Page::new();
    provide_context(page);
    view! {
        <head::Header/>
        <main>
            <examples::Examples/>
            <head::Notices/>
            <head::Title/>
            <head::Stages/>
            <div class="columns">
                <operations::Operations/>
                <model::Layers/>
                <gpu_time::GpuTime/>
                <result::ResultCard/>
                <costs::Costs/>
            </div>
        </main>
        <result::Bar/>
        <head::Footer/>
    }
}
