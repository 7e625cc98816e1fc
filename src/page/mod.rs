//! The Leptos page. It computes nothing: each view shows the engine's answer to the draft.

#![allow(
    unreachable_pub,
    reason = "the component macro makes the properties of every component public"
)]

mod browser;
mod claims;
mod context;
mod lazy;
mod network;
mod parts;
mod passage;
mod pieces;
mod reader;
mod sections;
mod sheet;
mod state;
mod table;
mod trends;
mod views;

pub use lazy::{Load, Loaded, Parts, PassagePart, ViewPart};

use leptos::prelude::*;

/// Replaces the static text with the calculator.
pub fn start(parts: Parts) {
    log_panics();
    browser::remove_static_text();
    mount_to_body(move || view! { <sections::Calculator parts /> });
}

/// Makes the console name the line of a panic, which is always a bug. The browser adds the stack.
pub(crate) fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
