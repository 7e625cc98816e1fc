//! The line at the edge of the window that says what was done, with “Undo”. There is one at a time. It stays until it is
//! closed, taken back, or replaced by the next one, and leaves by itself when nobody points at it.

use super::erased::Kept;
use crate::page::browser::{self, Timeout};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How long the line stays, in milliseconds.
const STAY_MS: u32 = 20_000;

/// Makes the line.
pub(crate) fn toast(
    what: String,
    undo: impl FnMut(MouseEvent) + 'static,
    // A button for another way to go on.
    more: Option<AnyView>,
    close: Callback<()>,
) -> AnyView {
    browser::mark_toast(true);
    on_cleanup(|| browser::mark_toast(false));
    close_later(Kept::new(None), close);
    view! {
        <p class="toast">
            <span>{what}</span>
            " "
            <button type="button" class="link" on:click=undo>
                "Undo"
            </button>
            " "
            {more}
            " "
            <button
                type="button"
                class="link"
                aria-label="Close"
                on:click=move |_| {
                    close.try_run(());
                }
            >
                "✕"
            </button>
        </p>
    }
    .into_any()
}

/// Closes the line after a while, but not while the pointer or the focus is in it.
fn close_later(pending: Kept<Option<Timeout>>, close: Callback<()>) {
    let later = Timeout::new(STAY_MS, move || match browser::is_in_toast() {
        true => close_later(pending, close),
        false => {
            close.try_run(());
        }
    });
    pending.set(Some(later));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn the_line_leaves_after_a_while_but_not_from_under_a_hand() {
        browser::open("");
        let owner = Owner::new();
        let closed = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&closed);
        let closed = || closed.load(Ordering::Relaxed);
        owner.with(|| {
            let close = Callback::new(move |()| {
                count.fetch_add(1, Ordering::Relaxed);
            });
            close_later(Kept::new(None), close);
        });
        browser::pass(STAY_MS - 1);
        assert_eq!(closed(), 0, "it stays for 20 s");
        browser::point_at_toast(true);
        browser::pass(STAY_MS * 3);
        assert_eq!(closed(), 0, "it stays while the pointer is in it");
        browser::point_at_toast(false);
        browser::pass(STAY_MS);
        assert_eq!(closed(), 1, "it leaves");
        browser::pass(STAY_MS * 3);
        assert_eq!(closed(), 1, "it leaves once");
    }

    #[test]
    fn a_line_whose_part_of_the_page_is_gone_closes_nothing() {
        browser::open("");
        let owner = Owner::new();
        let gone = owner.with(Owner::new);
        let close = gone.with(|| Callback::new(|()| panic!("its part is gone")));
        owner.with(|| close_later(Kept::new(None), close));
        gone.cleanup();
        browser::pass(STAY_MS * 2);
    }

    #[test]
    fn a_line_that_is_replaced_closes_nothing() {
        browser::open("");
        let owner = Owner::new();
        owner.with(|| {
            let close = Callback::new(|()| panic!("another line is there"));
            close_later(Kept::new(None), close);
        });
        drop(owner);
        browser::pass(STAY_MS * 2);
    }
}
