//! Views that several sections share.

pub(super) mod choice;
pub(super) mod combobox;
pub(super) mod copy;
pub(super) mod erased;
pub(super) mod field;
pub(super) mod fold;
pub(super) mod formula;
pub(super) mod keyed;
pub(super) mod panel;
pub(super) mod summary;
pub(super) mod toast;
pub(super) mod unread;

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};

/// A piece of the view that is redrawn when a signal it reads has changed.
///
/// All pieces have this one type, as all texts are [`Signal`]s of strings: for each closure type of
/// its own the download would hold another copy of the renderer.
pub(super) type Part = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a [`Part`].
///
/// Read a memo after what it is made of, also in [`text`] and [`follow`]. In the other order `reactive_graph` 0.2 misses a
/// change: reading the memo updates its source, and the source then looks unchanged.
pub(super) fn part<V: IntoAny>(draw: impl Fn() -> V + Send + 'static) -> Part {
    Box::new(move || {
        forget_when_gone();
        draw().into_any()
    })
}

/// Runs a function once the page is drawn, and again when a signal it reads has changed. The
/// closure is boxed so that the download holds a single effect.
pub(super) fn follow(function: impl Fn() + 'static) {
    let function: Box<dyn Fn()> = Box::new(function);
    Effect::new(move |_| {
        forget_when_gone();
        function();
    });
}

/// Makes a text or an attribute that follows the signals it reads.
pub(super) fn text(function: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || {
        forget_when_gone();
        function()
    })
}

/// Makes the signals that are read forget their reader when the view around it is drawn anew.
///
/// The library leaves that out: a signal keeps every reader there ever was, and asks all of them at each change.
fn forget_when_gone() {
    if let Some(reader) = Observer::get() {
        on_cleanup(move || reader.clear_sources(&reader));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::browser;
    use crate::page::parts::erased::{Derived, State};
    use std::sync::{Arc, Mutex};

    /// Draws a text anew as often as is said, and returns how many texts are made when the signal that it shows changes.
    fn texts_made_after(drawings: u32, show: fn(State<u32>) -> Signal<String>) -> usize {
        browser::open("");
        let owner = Owner::new();
        owner.with(|| {
            let (shape, value) = (State::new(0), State::new(0));
            let shown = show(value);
            let made = Arc::new(Mutex::new(Vec::new()));
            let log = Arc::clone(&made);
            // Each reader is kept alive, as the browser may keep it for a while.
            let kept = Arc::new(Mutex::new(Vec::new()));
            let _drawn = RenderEffect::new(move |_| {
                shape.track();
                let (log, kept) = (Arc::clone(&log), Arc::clone(&kept));
                RenderEffect::new(move |_| {
                    let reader = Observer::get().and_then(|reader| reader.1.upgrade());
                    kept.lock().expect("one thread").push(reader);
                    log.lock().expect("one thread").push(shown.get());
                })
            });
            for drawing in 1..=drawings {
                shape.set(drawing);
                browser::pass(0);
            }
            made.lock().expect("one thread").clear();
            value.set(7);
            browser::pass(0);
            made.lock().expect("one thread").len()
        })
    }

    #[test]
    fn a_view_that_is_drawn_anew_is_asked_no_more() {
        let plain = |value: State<u32>| text(move || value.get().to_string());
        assert_eq!(texts_made_after(0, plain), 1);
        assert_eq!(
            texts_made_after(5, plain),
            1,
            "texts at one change, after five drawings"
        );
        let derived = |value: State<u32>| {
            let doubled = Derived::new(move || 2 * value.get());
            text(move || doubled.get().to_string())
        };
        assert_eq!(
            texts_made_after(5, derived),
            1,
            "texts of a memo at one change"
        );
    }

    #[test]
    fn a_view_that_reads_a_memo_after_what_it_is_made_of_is_drawn_at_each_change() {
        browser::open("");
        let owner = Owner::new();
        owner.with(|| {
            let value = State::new(0);
            let shape = Derived::new(move || value.get() / 10);
            let name = Derived::new(move || match shape.get() {
                3 => "many",
                _ => "one",
            });
            let seen = Arc::new(Mutex::new(Vec::new()));
            let log = Arc::clone(&seen);
            let _drawn = RenderEffect::new(move |_| {
                forget_when_gone();
                let shape = shape.get();
                log.lock().expect("one thread").push((name.get(), shape));
            });
            for typed in [5, 10, 15, 20, 30, 0] {
                value.set(typed);
                browser::pass(0);
            }
            let expected = [("one", 0), ("one", 1), ("one", 2), ("many", 3), ("one", 0)];
            assert_eq!(*seen.lock().expect("one thread"), expected);
        });
    }
}
