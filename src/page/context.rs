//! The part with studies and comparisons, which the browser keeps until its window is closed.

use super::browser::Session;
use crate::panel::{Action, Beside, Change, Context, Draw, Drawn, PanelId, PanelInput};

/// The part, with what was in it before the page was loaded again. Only code of its part may name it. Otherwise it
/// would be loaded with the page.
#[derive(Debug)]
pub(super) struct KeptContext(Context);

impl KeptContext {
    /// Makes the part from the kept text.
    pub(super) fn load() -> Self {
        Self(Context::from_text(&Session::Context.read()))
    }

    /// Keeps it. A browser that keeps nothing loses nothing else.
    fn keep(&self) {
        Session::Context.write(&self.0.to_text());
    }
}

impl Draw for KeptContext {
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn {
        self.0.draw(panel, shown)
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        let change = self.0.act(shown, action);
        self.keep();
        change
    }

    fn open(&mut self, fragment: &str) -> Option<Beside> {
        let beside = self.0.open(fragment);
        self.keep();
        beside
    }

    fn last_change(&self) -> String {
        self.0.last_change()
    }
}
