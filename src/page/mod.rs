//! The Leptos page. It computes nothing: each view shows the engine's answer to the draft.

#![allow(
    unreachable_pub,
    reason = "the component macro makes the properties of every component public"
)]

mod browser;
mod lazy;
mod morph;
mod parts;
mod reader;
mod sections;
mod sheet;
mod state;

pub use lazy::{Load, Loaded, Parts};

use leptos::prelude::*;

/// Puts the calculator in the place of the static text.
pub fn start(parts: Parts) {
    log_panics();
    browser::remove_static_text();
    mount_to_body(move || view! { <sections::Calculator parts /> });
}

/// Names the line of a panic, which is a bug, in the console; the browser adds the stack.
pub(crate) fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
