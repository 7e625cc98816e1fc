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
