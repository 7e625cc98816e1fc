//! Signals and memos without a copy of the reactive machinery for each type that they hold.
//!
//! Leptos compiles its signals anew for every type: some 2 KB of the download each, and the page has
//! dozens. Here all hold a box, and the type is put back on at the border. [`Text`] signals, of which
//! there are most, need no box: `RwSignal<String>` and `Signal<String>` are one type each.
//!
//! [`Text`]: super::text

use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value of any type.
type Held = Box<dyn Any + Send + Sync>;

/// A value that can be compared with another, also where neither type is known.
trait Comparable: Any + Send + Sync {
    fn is(&self, other: &dyn Any) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

#[derive(Clone)]
struct Compared(Arc<dyn Comparable>);

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other.0.any())
    }
}

/// What a box was made to hold it holds.
const OTHER_TYPE: &str = "a value of the type that was put in";

/// A value that the page changes, and that others follow.
pub(crate) struct State<T>(RwSignal<Held>, PhantomData<fn() -> T>);

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

    pub(crate) fn with<U>(self, of: impl FnOnce(&T) -> U) -> U {
        self.0.track();
        self.with_untracked(of)
    }

    pub(crate) fn with_untracked<U>(self, of: impl FnOnce(&T) -> U) -> U {
        let held = self.0.read_untracked();
        of(held.downcast_ref().expect(OTHER_TYPE))
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

    /// Nothing happens once the part of the page that it was made for is gone.
    pub(crate) fn set(self, value: T) {
        self.0.try_set(Box::new(value));
    }

    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(mut held) = self.0.try_write() {
            change(held.downcast_mut().expect(OTHER_TYPE));
        }
    }

    pub(crate) fn track(self) {
        self.0.track();
    }
}

/// A value that the page keeps and that nothing follows, of any type, also of those that stay in this thread.
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

    pub(crate) fn with<U>(self, of: impl FnOnce(&T) -> U) -> U {
        let held = self.0.read_value();
        of(held.downcast_ref().expect(OTHER_TYPE))
    }

    /// Nothing happens, and nothing comes of it, once the part of the page that it was made for is gone.
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

    /// Takes the value and leaves an empty one.
    pub(crate) fn take(self) -> T
    where
        T: Default,
    {
        self.update(std::mem::take).unwrap_or_default()
    }
}

/// A value that follows from others; those who follow it hear of it only when it is another.
pub(crate) struct Derived<T>(Memo<Compared>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    pub(crate) fn new(of: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let of: Box<dyn Fn() -> Compared + Send + Sync> =
            Box::new(move || Compared(Arc::new(of())));
        Self(Memo::new(move |_| of()), PhantomData)
    }

    pub(crate) fn with<U>(self, of: impl FnOnce(&T) -> U) -> U {
        self.0.track();
        self.with_untracked(of)
    }

    pub(crate) fn with_untracked<U>(self, of: impl FnOnce(&T) -> U) -> U {
        let held = self.0.get_untracked();
        of(held.0.any().downcast_ref().expect(OTHER_TYPE))
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}
