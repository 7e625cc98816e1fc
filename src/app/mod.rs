//! The Leptos pages. They compute nothing: each view shows what the engine says of the draft.

#![allow(
    unreachable_pub,
    reason = "the component macro makes the properties of every component public"
)]

mod browser;
mod calculator;
mod drawn;
mod fleets;
mod helper;
mod morph;
mod networks;
mod page;
mod parts;
mod sheet;
pub mod worker;

use leptos::prelude::*;

/// Puts the calculator in the place of the static text.
pub fn start() {
    console_error_panic_hook::set_once();
    browser::remove_static_text();
    mount_to_body(calculator::Calculator);
}
