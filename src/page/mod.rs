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

pub use lazy::{Load, Parts};

use leptos::prelude::*;

/// Replaces the static text with the calculator.
pub fn start(parts: Parts) {
    console_error_panic_hook::set_once();
    browser::remove_static_text();
    mount_to_body(move || view! { <sections::Calculator parts /> });
}
