//! A button that copies a text, or shows the text where the browser does not allow copying.

use super::{part, text as changing_text};
use crate::page::browser;
use crate::page::parts::erased::State;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copying {
    Ready,
    Copied,
    Refused,
}

/// Copies the value that `text` has at the moment of the click.
#[component]
pub(crate) fn CopyButton(
    /// The text to copy.
    #[prop(into)]
    text: Signal<String>,
    /// The caption of the button.
    label: &'static str,
    /// The caption for a moment after copying.
    done: &'static str,
    /// The class of the button.
    #[prop(default = "button")]
    class: &'static str,
) -> impl IntoView {
    let state = State::new(Copying::Ready);
    let copy = move |_| {
        spawn_local(async move {
            let copied = browser::copy(&text.get_untracked()).await;
            state.set(if copied {
                Copying::Copied
            } else {
                Copying::Refused
            });
            if copied {
                Timeout::new(2000, move || {
                    state.set(Copying::Ready);
                })
                .forget();
            }
        });
    };
    let fallback = part(move || {
        (state.get() == Copying::Refused).then(|| {
            view! {
                <label class="copy-by-hand">
                    "The browser does not let the page copy. Here it is, to copy by hand:"
                    <input
                        type="text"
                        readonly
                        prop:value=text
                        on:focus:target=|event| event.target().select()
                    />
                </label>
            }
        })
    });
    let caption = changing_text(move || {
        if state.get() == Copying::Copied {
            done
        } else {
            label
        }
        .into()
    });
    let announcement = changing_text(move || {
        if state.get() == Copying::Copied {
            done
        } else {
            ""
        }
        .into()
    });
    view! {
        <button type="button" class=class on:click=copy>
            {caption}
        </button>
        <span class="visually-hidden" role="status">
            {announcement}
        </span>
        {fallback}
    }
}
