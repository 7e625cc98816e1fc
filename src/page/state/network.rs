//! The network of the stage that is shown. Its views are loaded with the panels.

use super::Page;
use crate::draft::{Field, Key};
use crate::page::parts::erased::Derived;
use crate::panel::Change;
use crate::panel::network::Network;
use leptos::prelude::AnyView;
use std::rc::Rc;

impl Page {
    /// Returns the view of the network's rows, once it is loaded. Until then the network's field
    /// says that it is being read, or why it cannot be.
    pub(in crate::page) fn network_rows(self) -> Option<AnyView> {
        self.panel_part.network().map(|views| views.rows(self))
    }

    /// Returns the view of the tools beside the network's text, once it is loaded.
    pub(in crate::page) fn network_tools(self) -> Option<AnyView> {
        self.panel_part.network().map(|views| views.tools(self))
    }

    /// Returns the text of the network.
    pub(in crate::page) fn model(self) -> Derived<String> {
        self.derive(|draft, stage| {
            let text = draft.get(Field::new(stage, Key::Model));
            text.unwrap_or_default().to_owned()
        })
    }

    /// Returns a network with its count, if the part that counts is loaded.
    pub(in crate::page) fn network(self, text: &str) -> Option<Rc<Network>> {
        self.panel_part.ask(|part| part.network(text))
    }

    /// Applies a change of the stage that is shown.
    pub(in crate::page) fn apply(self, change: Change) {
        self.apply_change(change, self.stage.get_untracked(), None);
    }
}
