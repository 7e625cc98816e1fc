//! Signals and memos without a copy of the reactive machinery for each type that they hold.
//!
//! Leptos compiles its signals anew for every type: some 2 KB of the download each, and the page has
//! dozens. Here all hold a box, and the type is put back on at the border. [`Text`] signals, of which
//! there are most, need no box: `RwSignal<String>` and `Signal<String>` are one type each.
//!
//! [`Text`]: super::text

use super::forget_when_gone;
use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value of any type.
type BoxedValue = Box<dyn Any + Send + Sync>;

/// A value that can be compared with another value without knowing the type of either.
trait Comparable: Any + Send + Sync {
    fn equals(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Clone)]
struct BoxedComparable(Arc<dyn Comparable>);

impl PartialEq for BoxedComparable {
    fn eq(&self, other: &Self) -> bool {
        self.0.equals(other.0.as_any())
    }
}

/// The message of a panic that cannot happen: a box always holds the type it was made for.
const OTHER_TYPE: &str = "a value of the type that was put in";

/// A value that the page changes and that views follow.
pub(crate) struct State<T>(RwSignal<BoxedValue>, PhantomData<fn() -> T>);

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T: Send + Sync + 'static> State<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(RwSignal::new(Box::new(value)), PhantomData)
    }

    pub(crate) fn with<U>(self, function: impl FnOnce(&T) -> U) -> U {
        self.0.track();
        self.with_untracked(function)
    }

    pub(crate) fn with_untracked<U>(self, function: impl FnOnce(&T) -> U) -> U {
        let value = self.0.read_untracked();
        function(value.downcast_ref().expect(OTHER_TYPE))
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Sets the value. Does nothing once the part of the page that owns it is gone.
    pub(crate) fn set(self, value: T) {
        self.0.try_set(Box::new(value));
    }

    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = self.0.try_write() {
            change(value.downcast_mut().expect(OTHER_TYPE));
        }
    }

    pub(crate) fn track(self) {
        self.0.track();
    }
}

/// A value that the page keeps. Nothing runs again when it changes. Its type may be one that must stay in
/// this thread.
pub(crate) struct Kept<T>(
    StoredValue<Box<dyn Any>, LocalStorage>,
    PhantomData<fn() -> T>,
);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T: 'static> Kept<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(StoredValue::new_local(Box::new(value)), PhantomData)
    }

    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        let held = self.0.read_value();
        read(held.downcast_ref().expect(OTHER_TYPE))
    }

    /// Changes the value. Does nothing and returns `None` once the part of the page that owns it is gone.
    pub(crate) fn update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut held = self.0.try_write_value()?;
        Some(change(held.downcast_mut().expect(OTHER_TYPE)))
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub(crate) fn set(self, value: T) {
        self.update(|held| *held = value);
    }

    /// Takes the value and leaves an empty one in its place.
    pub(crate) fn take(self) -> T
    where
        T: Default,
    {
        self.update(std::mem::take).unwrap_or_default()
    }
}

/// A value computed from other values. Its readers run again only when it differs from the last
/// one.
pub(crate) struct Derived<T>(Memo<BoxedComparable>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    pub(crate) fn new(function: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let function: Box<dyn Fn() -> BoxedComparable + Send + Sync> =
            Box::new(move || BoxedComparable(Arc::new(function())));
        let memo = Memo::new(move |_| {
            forget_when_gone();
            function()
        });
        Self(memo, PhantomData)
    }

    pub(crate) fn with<U>(self, function: impl FnOnce(&T) -> U) -> U {
        self.0.track();
        self.with_untracked(function)
    }

    pub(crate) fn with_untracked<U>(self, function: impl FnOnce(&T) -> U) -> U {
        let value = self.0.get_untracked();
        function(value.0.as_any().downcast_ref().expect(OTHER_TYPE))
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    pub(crate) fn track(self) {
        self.0.track();
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}
