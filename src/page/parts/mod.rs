//! What the parts of the page share.

pub(super) mod choice;
pub(super) mod copy;
pub(super) mod erased;
pub(super) mod field;
pub(super) mod fold;
pub(super) mod formula;
pub(super) mod panel;
pub(super) mod panel_events;

use leptos::prelude::*;

/// A part of the page that is drawn anew when something that it reads has changed.
///
/// All of them have one type, as all texts are [`Signal`]s of strings: for every closure with a
/// type of its own the download would hold another copy of the renderer.
pub(super) type Part = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a [`Part`].
pub(super) fn part<V: IntoAny>(draw: impl Fn() -> V + Send + 'static) -> Part {
    Box::new(move || draw().into_any())
}

/// Does something once the page is drawn, and again when something that it reads has changed. One
/// type again: the download holds one effect.
pub(super) fn follow(what: impl Fn() + 'static) {
    let what: Box<dyn Fn()> = Box::new(what);
    Effect::new(move |_| what());
}

/// A text, or an attribute, that changes with what it reads.
pub(super) fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}
