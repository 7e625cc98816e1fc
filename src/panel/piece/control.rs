//! Controls: what a person does to an element, and the action that follows.

use crate::panel::Action;
use std::fmt;
use std::sync::Arc;

/// A user action on an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// Presses a button.
    Press(Action),
    /// Types into a box that has this text.
    Type(String, On<String>),
    /// Types into a box that has this text; the Enter key does the action.
    Enter(String, On<String>, Action),
    /// Types into a box that has this text, and finishes it.
    Finish(String, On<String>),
    /// Pastes or types a long text, which is not shown again.
    Paste(On<String>),
    /// Picks files.
    Pick,
    /// Ticks a box, or chooses a radio button, which is ticked or not.
    Tick(bool, On<bool>),
    /// Chooses from a list the option with this value.
    Choose(String, On<String>),
}

/// Makes an action of what was typed, ticked or chosen.
pub struct On<T>(Arc<dyn Fn(T) -> Action + Send + Sync>);

impl<T> On<T> {
    /// Wraps the function that makes the action.
    pub(in crate::panel) fn new(action: impl Fn(T) -> Action + Send + Sync + 'static) -> Self {
        Self(Arc::new(action))
    }

    /// Returns the action for a value.
    pub fn action(&self, value: T) -> Action {
        (self.0)(value)
    }
}

impl<T> Clone for On<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// One element has one action, so elements differ by other things.
impl<T> PartialEq for On<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> fmt::Debug for On<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("On")
    }
}
