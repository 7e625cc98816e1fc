//! A view in place of the calculator. Its code and its style are loaded when it is opened.

use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The view, while it is open.
#[component]
pub(super) fn OpenView() -> impl IntoView {
    let page = use_page();
    // The name of the view: a change of the other keys is the view's own business.
    let name = Derived::new(move || {
        page.view.with(|open| {
            let fragment = &open.as_ref()?.fragment;
            Some(fragment.split('&').next().unwrap_or_default().to_owned())
        })
    });
    part(move || {
        let Some(name) = name.get() else {
            return ().into_any();
        };
        let lazy = page.view_part(&name);
        lazy.track();
        if let Some(views) = lazy.ask(|part| part.0) {
            return untrack(|| views.view(page));
        }
        let has_failed = lazy.has_failed();
        let content = has_failed.then(|| {
            view! {
                <p class="problem error">{NOT_LOADED}</p>
                <p>
                    <button type="button" class="button" on:click=move |_| lazy.retry()>
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
