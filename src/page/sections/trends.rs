//! The view of trends in place of the calculator. Its code and its style are loaded when it is opened.

use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The view, while it is open.
#[component]
pub(super) fn Trends() -> impl IntoView {
    let page = use_page();
    let is_open = Derived::new(move || page.view.with(Option::is_some));
    part(move || {
        if !is_open.get() {
            return ().into_any();
        }
        page.trends_part.track();
        if let Some(views) = page.trends_part.ask(|part| part.0) {
            return untrack(|| views.view(page));
        }
        let has_failed = page.trends_part.has_failed();
        let content = has_failed.then(|| {
            view! {
                <p class="problem error">{NOT_LOADED}</p>
                <p>
                    <button type="button" class="button" on:click=move |_| page.trends_part.retry()>
                        "Try again"
                    </button>
                    " "
                    <button type="button" class="button quiet" on:click=move |_| page.close_view()>
                        "Back to the calculator"
                    </button>
                </p>
            }
        });
        view! { <main aria-busy=(!has_failed).to_string()>{content}</main> }.into_any()
    })
}
