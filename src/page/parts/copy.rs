//! A button that copies a text, or shows it where the browser does not allow that.

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

/// Copies what `text` is at the moment of the click.
#[component]
pub(crate) fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says.
    label: &'static str,
    /// What it says for a moment afterwards.
    done: &'static str,
    /// Its class.
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
    let shown = part(move || {
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
    let said = changing_text(move || {
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
            {said}
        </span>
        {shown}
    }
}
