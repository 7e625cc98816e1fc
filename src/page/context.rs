//! The part with studies and comparisons, which the browser keeps until its window is closed.

use super::browser::{self, Session};
use crate::panel::{Action, Beside, Change, Context, Draw, Drawn, PanelId, PanelInput};

/// The part, with what was in it before the page was loaded again. Only code of its part may name it. Otherwise it
/// would be loaded with the page.
#[derive(Debug)]
pub(super) struct KeptContext {
    context: Context,
    /// The link of a view that was opened last. It may still be the address.
    opened: String,
    /// Whether no link was opened since the page was loaded.
    is_new: bool,
}

impl KeptContext {
    /// Makes the part from the kept text.
    pub(super) fn load() -> Self {
        let kept = Session::Context.read();
        let (context, opened) = split(&kept);
        Self {
            context: Context::from_text(context),
            opened: opened.into(),
            is_new: true,
        }
    }

    /// Keeps it. A browser that keeps nothing loses nothing else.
    fn keep(&self) {
        let text = self.context.to_text();
        Session::Context.write(&match (text.as_str(), self.opened.as_str()) {
            (_, "") => text,
            ("", opened) => format!("\n\n{opened}"),
            (_, opened) => format!("{text}\n{opened}"),
        });
    }
}

/// Splits the kept text into the two lines of the part, and the link that was opened last.
fn split(kept: &str) -> (&str, &str) {
    let ends = kept.match_indices('\n').nth(1);
    ends.map_or((kept, ""), |(end, _)| (&kept[..end], &kept[end + 1..]))
}

impl Draw for KeptContext {
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn {
        self.context.draw(panel, shown)
    }

    fn act(&mut self, shown: &PanelInput, action: Action) -> Change {
        let change = self.context.act(shown, action);
        self.keep();
        change
    }

    fn open(&mut self, fragment: &str) -> Option<Beside> {
        let is_new = std::mem::take(&mut self.is_new);
        let is_again = is_new && browser::is_revisit() && self.opened == fragment;
        let kept = is_again.then(|| self.context.to_text());
        let beside = self.context.open(fragment);
        // The address was the link when the page was loaded again: what was typed since then goes before the link.
        if let Some(kept) = kept {
            self.context.put_back(fragment, &kept);
        }
        self.opened = fragment.into();
        self.keep();
        beside
    }

    fn last_change(&self) -> String {
        self.context.last_change()
    }
}
