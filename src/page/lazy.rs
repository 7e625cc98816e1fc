//! Parts of the program that are loaded when they are first asked for.

use super::parts::erased::{Kept, State};
use super::parts::panel_events::{Events, PanelCode};
use super::sheet;
use crate::panel::{Draw, PanelPart};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Loads a part; nothing where it cannot be had.
pub type Load<T> = fn() -> Pin<Box<dyn Future<Output = Option<Loaded<T>>>>>;

/// A part, and the code that its panels need on the page. Made where a part is, so that all of it is loaded
/// with the part.
pub struct Loaded<T: ?Sized> {
    part: Box<T>,
    code: &'static dyn PanelCode,
}

impl<T: ?Sized> Loaded<T> {
    /// With the code of panels.
    pub fn new(part: Box<T>) -> Self {
        Self {
            part,
            code: &Events,
        }
    }
}

impl<T: ?Sized> std::fmt::Debug for Loaded<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Loaded")
    }
}

/// Loads the parts of the page.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// Panels.
    pub panels: Load<dyn PanelPart>,
    /// Reports and sharing.
    pub reports: Load<dyn Draw>,
}

/// Said where a part would stand that could not be loaded.
pub(super) const NOT_LOADED: &str = "A part of Petaday that is loaded when it is asked for could not be loaded, or broke off. Check the connection and try again. If Petaday was updated meanwhile, reload the page.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Absent,
    Loading,
    Loaded,
    Failed,
}

/// A part that may not be here yet.
pub(super) struct Lazy<T: ?Sized + 'static> {
    load: Load<T>,
    status: State<Status>,
    part: Kept<Option<Loaded<T>>>,
    /// Called when the part is here, or could not be loaded.
    waiting: Kept<Vec<Box<dyn FnOnce()>>>,
}

impl<T: ?Sized> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Lazy<T> {}

impl<T: ?Sized> Lazy<T> {
    pub(super) fn new(load: Load<T>) -> Self {
        Self {
            load,
            status: State::new(Status::Absent),
            part: Kept::new(None),
            waiting: Kept::new(Vec::new()),
        }
    }

    /// Asks the part, if it is here; else loads it, unless that has failed before. Whoever reads this is
    /// told when it is here.
    pub(super) fn ask<U>(self, question: impl FnOnce(&T) -> U) -> Option<U> {
        self.ensure();
        self.part
            .with(|loaded| loaded.as_ref().map(|loaded| question(&loaded.part)))
    }

    /// Has the part do something, if it is here.
    pub(super) fn update<U>(self, act: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.part
            .update(|loaded| loaded.as_mut().map(|loaded| act(&mut loaded.part)))
            .flatten()
    }

    /// The code of panels, if it is here.
    pub(super) fn code(self) -> Option<&'static dyn PanelCode> {
        self.part
            .with(|loaded| loaded.as_ref().map(|loaded| loaded.code))
    }

    /// Has whoever calls this told when the part is here, or could not be loaded.
    pub(super) fn track(self) {
        self.status.track();
    }

    /// Whether it could not be loaded.
    pub(super) fn has_failed(self) -> bool {
        self.status.with(|status| *status == Status::Failed)
    }

    /// Loads the part, and calls back when it is here, or could not be loaded.
    pub(super) fn when_settled(self, then: impl FnOnce() + 'static) {
        untrack(|| self.ensure());
        match self.status.get_untracked() {
            Status::Loaded | Status::Failed => then(),
            _ => {
                self.waiting.update(|waiting| waiting.push(Box::new(then)));
            }
        }
    }

    /// Loads the part if it could not be loaded before.
    pub(super) fn retry(self) {
        if self.status.get_untracked() == Status::Failed {
            self.status.set(Status::Absent);
            self.start();
        }
    }

    fn ensure(self) {
        if self.status.with(|status| *status == Status::Absent) {
            self.start();
        }
    }

    fn start(self) {
        // Not now: whoever asks may be a memo, which must not change what it reads.
        spawn_local(async move {
            if matches!(
                self.status.get_untracked(),
                Status::Loading | Status::Loaded
            ) {
                return;
            }
            self.status.set(Status::Loading);
            // Nothing is drawn before its style is there.
            sheet::fetch().await;
            let part = (self.load)().await;
            let status = match part {
                Some(_) => Status::Loaded,
                None => Status::Failed,
            };
            self.part.set(part);
            self.status.set(status);
            for then in self.waiting.take() {
                then();
            }
        });
    }
}
