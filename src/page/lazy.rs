//! Parts of the program that are loaded when they are first needed.

use super::claims;
use super::context::KeptContext;
use super::network::{NetworkViews, Views};
use super::parts::erased::{Kept, State};
use super::passage::{self, PassageViews};
use super::pieces::{self, PanelViews};
use super::sheet::{self, Sheet};
use super::table;
use super::trends;
use super::views::PartView;
use crate::panel::{Draw, FoundPart, PanelPart};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Loads a part. The future gives `None` if the part cannot be loaded.
pub type Load<T> = fn() -> Pin<Box<dyn Future<Output = Option<Loaded<T>>>>>;

/// A part, and the views that are loaded with it.
///
/// A part is made together with the views, so that both are loaded at once.
pub struct Loaded<T: ?Sized> {
    part: Box<T>,
    panels: Option<&'static dyn PanelViews>,
    network: Option<&'static dyn NetworkViews>,
}

impl<T: ?Sized> Loaded<T> {
    /// Puts the views of panels beside a part.
    pub fn new(part: Box<T>) -> Self {
        Self {
            part,
            panels: Some(&pieces::Views),
            network: None,
        }
    }

    /// Makes a part that is only views, and has no panels.
    fn views(part: Box<T>) -> Self {
        Self {
            part,
            panels: None,
            network: None,
        }
    }
}

impl Loaded<dyn Draw> {
    /// Makes the part with studies and comparisons.
    pub fn context() -> Self {
        Self::new(Box::new(KeptContext::load()))
    }
}

impl Loaded<dyn PanelPart> {
    /// Puts the views of panels and those of a network beside a part.
    pub fn with_network(part: Box<dyn PanelPart>) -> Self {
        Self {
            network: Some(&Views),
            ..Self::new(part)
        }
    }
}

/// A view that takes the calculator's place.
pub struct ViewPart(pub(super) &'static dyn PartView);

impl Loaded<ViewPart> {
    /// Makes the view of trends.
    pub fn trends() -> Self {
        Self::views(Box::new(ViewPart(&trends::Views)))
    }

    /// Makes the view of claims.
    pub fn claims() -> Self {
        Self::views(Box::new(ViewPart(&claims::Views)))
    }

    /// Makes the view of tables.
    pub fn table() -> Self {
        Self::views(Box::new(ViewPart(&table::Views)))
    }
}

/// The reader of passages.
pub struct PassagePart(pub(super) &'static dyn PassageViews);

impl Loaded<PassagePart> {
    /// Makes the reader of passages.
    pub fn passage() -> Self {
        Self::views(Box::new(PassagePart(&passage::Views)))
    }
}

impl std::fmt::Debug for ViewPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ViewPart")
    }
}

impl std::fmt::Debug for PassagePart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassagePart")
    }
}

impl<T: ?Sized> std::fmt::Debug for Loaded<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Loaded")
    }
}

/// The functions that load the parts of the page.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// Loads the panels.
    pub panels: Load<dyn PanelPart>,
    /// Loads reports and sharing.
    pub reports: Load<dyn Draw>,
    /// Loads what puts the estimate into context: studies, and other estimates beside it.
    pub context: Load<dyn Draw>,
    /// Loads the reports that are forms.
    pub forms: Load<dyn Draw>,
    /// Loads what shows the files and jobs that the worker reads.
    pub found: Load<dyn FoundPart>,
    /// Loads the view of trends.
    pub trends: Load<ViewPart>,
    /// Loads the view of claims.
    pub claims: Load<ViewPart>,
    /// Loads the view of tables.
    pub table: Load<ViewPart>,
    /// Loads the reader of passages.
    pub passage: Load<PassagePart>,
}

/// The message that stands in the place of a part that could not be loaded.
pub(super) const NOT_LOADED: &str = "A part of the page could not be loaded. Check the connection and try again. If Petaday was updated meanwhile, reload the page.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Absent,
    Loading,
    Loaded,
    Failed,
}

/// How far a part is loaded. It is apart from the part, so that its code is in the program once and not for each part.
#[derive(Clone, Copy)]
struct Loading {
    sheet: Sheet,
    status: State<Status>,
    /// Callbacks for the moment when the part is loaded or has failed to load.
    waiting: Kept<Vec<Box<dyn FnOnce()>>>,
}

/// A part that may not be loaded yet.
pub(super) struct Lazy<T: ?Sized + 'static> {
    loader: Load<T>,
    loading: Loading,
    part: Kept<Option<Loaded<T>>>,
}

impl<T: ?Sized> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Lazy<T> {}

impl<T: ?Sized> Lazy<T> {
    pub(super) fn new(load: Load<T>, sheet: Sheet) -> Self {
        Self {
            loader: load,
            loading: Loading {
                sheet,
                status: State::new(Status::Absent),
                waiting: Kept::new(Vec::new()),
            },
            part: Kept::new(None),
        }
    }

    /// Passes a question to the part if it is loaded. Otherwise starts loading it, unless that has
    /// failed before, and returns `None`. A reactive caller runs again when the part is loaded.
    pub(super) fn ask<U>(self, question: impl FnOnce(&T) -> U) -> Option<U> {
        self.ensure();
        self.part
            .with(|loaded| loaded.as_ref().map(|loaded| question(&loaded.part)))
    }

    /// Lets the part do something if it is loaded.
    pub(super) fn update<U>(self, act: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.part
            .update(|loaded| loaded.as_mut().map(|loaded| act(&mut loaded.part)))
            .flatten()
    }

    /// Returns the views of panels, if the part is loaded.
    pub(super) fn panels(self) -> Option<&'static dyn PanelViews> {
        self.part
            .with(|loaded| loaded.as_ref().and_then(|loaded| loaded.panels))
    }

    /// Returns the views of a network if the part is loaded. Otherwise starts loading it, as
    /// [`Self::ask`] does.
    pub(super) fn network(self) -> Option<&'static dyn NetworkViews> {
        self.ensure();
        self.part.with(|loaded| loaded.as_ref()?.network)
    }

    /// Makes the reactive caller run again when the part is loaded or has failed to load.
    pub(super) fn track(self) {
        self.loading.status.track();
    }

    /// Returns whether the part is loaded.
    pub(super) fn is_loaded(self) -> bool {
        self.loading.is(Status::Loaded)
    }

    /// Returns whether the part could not be loaded.
    pub(super) fn has_failed(self) -> bool {
        self.loading.is(Status::Failed)
    }

    /// Loads the part, and calls back when it is loaded or has failed to load.
    pub(super) fn when_settled(self, then: impl FnOnce() + 'static) {
        self.load();
        self.loading.when_settled(Box::new(then));
    }

    /// Begins to load the part, unless that was begun before.
    pub(super) fn load(self) {
        untrack(|| self.ensure());
    }

    /// Tries to load the part again if it has failed to load.
    pub(super) fn retry(self) {
        if untrack(|| self.has_failed()) {
            self.start();
        }
    }

    fn ensure(self) {
        if self.loading.is(Status::Absent) {
            self.start();
        }
    }

    fn start(self) {
        self.loading.start(Box::pin(async move {
            let part = (self.loader)().await;
            let is_loaded = part.is_some();
            self.part.set(part);
            is_loaded
        }));
    }
}

impl Loading {
    fn is(self, wanted: Status) -> bool {
        self.status.with(|status| *status == wanted)
    }

    fn when_settled(self, then: Box<dyn FnOnce()>) {
        match self.status.get_untracked() {
            Status::Loaded | Status::Failed => then(),
            _ => {
                self.waiting.update(|waiting| waiting.push(then));
            }
        }
    }

    /// Runs what loads the part, unless it is being loaded already.
    fn start(self, load: Pin<Box<dyn Future<Output = bool>>>) {
        // In a task of its own: the caller may be a memo, which must not change the signals that it
        // reads.
        spawn_local(async move {
            if matches!(
                self.status.get_untracked(),
                Status::Loading | Status::Loaded
            ) {
                return;
            }
            self.status.set(Status::Loading);
            // The style comes first, so that nothing is drawn without it.
            sheet::fetch(self.sheet).await;
            self.status.set(match load.await {
                true => Status::Loaded,
                false => Status::Failed,
            });
            for then in self.waiting.take() {
                then();
            }
        });
    }
}
