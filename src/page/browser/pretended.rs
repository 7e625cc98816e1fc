//! A pretended browser for the tests of the page's state: an address bar with a history, a focus, a storage and a
//! clock, all in this thread. Time passes only when a test lets it.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

thread_local! {
    static BROWSER: RefCell<Browser> = RefCell::default();
    static TASKS: RefCell<Vec<PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
    static LAST_TIMER: Cell<u64> = const { Cell::new(0) };
}

#[derive(Default)]
struct Browser {
    history: Vec<String>,
    /// The entry of the history that is shown.
    at: usize,
    kept: BTreeMap<String, String>,
    keeps_nothing: bool,
    focused: String,
    query: String,
    is_in_toast: bool,
    opened: Vec<String>,
    now: f64,
    timers: Vec<Timer>,
    on_fragment_change: Vec<Box<dyn FnMut()>>,
    on_leaving: Vec<Box<dyn Fn()>>,
    on_unloading: Vec<Box<dyn Fn()>>,
    /// Whether the page is being loaded again. The address stays as it is then.
    is_unloading: bool,
    is_revisit: bool,
}

struct Timer {
    number: u64,
    due: f64,
    run: Box<dyn FnOnce()>,
}

/// How a new fragment enters the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Entry {
    /// Replaces the current entry.
    Replace,
    /// Adds an entry.
    Push,
}

/// A timer, which is cancelled when it is dropped.
pub(in crate::page) struct Timeout(u64);

impl Timeout {
    pub(in crate::page) fn new(ms: u32, run: impl FnOnce() + 'static) -> Self {
        let number = LAST_TIMER.get() + 1;
        LAST_TIMER.set(number);
        BROWSER.with_borrow_mut(|browser| {
            browser.timers.push(Timer {
                number,
                due: browser.now + f64::from(ms),
                run: Box::new(run),
            });
        });
        Self(number)
    }

    pub(in crate::page) fn forget(self) {
        std::mem::forget(self);
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        // The thread may be ending.
        let _ = BROWSER.try_with(|browser| {
            if let Ok(mut browser) = browser.try_borrow_mut() {
                browser.timers.retain(|timer| timer.number != self.0);
            }
        });
    }
}

/// Opens a browser at an address with this fragment.
pub(in crate::page) fn open(fragment: &str) {
    // Another thread may have set the functions. They call the tasks of the thread that they are called in.
    let _ = Executor::init_local_custom_executor(Tasks);
    TASKS.set(Vec::new());
    BROWSER.set(Browser {
        history: vec![fragment.to_owned()],
        ..Browser::default()
    });
}

/// Puts a text behind the `?` of the address.
pub(in crate::page) fn set_query(query: &str) {
    BROWSER.with_borrow_mut(|browser| browser.query = query.into());
}

pub(in crate::page) fn query() -> String {
    BROWSER.with_borrow(|browser| browser.query.clone())
}

/// Lets time pass: runs the timers that are due, in order, and what they set going.
pub(in crate::page) fn pass(ms: u32) {
    let end = now() + f64::from(ms);
    Tasks.poll_local();
    while let Some(timer) = next_timer(end) {
        BROWSER.with_borrow_mut(|browser| browser.now = timer.due);
        (timer.run)();
        Tasks.poll_local();
    }
    BROWSER.with_borrow_mut(|browser| browser.now = end);
}

fn next_timer(end: f64) -> Option<Timer> {
    BROWSER.with_borrow_mut(|browser| {
        let due = browser.timers.iter().filter(|timer| timer.due <= end);
        let next = due.min_by(|a, b| a.due.total_cmp(&b.due))?.number;
        let place = browser.timers.iter().position(|t| t.number == next)?;
        Some(browser.timers.remove(place))
    })
}

/// Presses Back.
pub(in crate::page) fn back() {
    BROWSER.with_borrow_mut(|browser| browser.at = browser.at.saturating_sub(1));
    tell_fragment_change();
}

/// Types a fragment into the address bar.
pub(in crate::page) fn go(fragment: &str) {
    write_fragment(fragment, Entry::Push);
    tell_fragment_change();
}

fn tell_fragment_change() {
    let mut callbacks = BROWSER.with_borrow_mut(|b| std::mem::take(&mut b.on_fragment_change));
    callbacks.iter_mut().for_each(|callback| callback());
    BROWSER.with_borrow_mut(|browser| browser.on_fragment_change = callbacks);
    Tasks.poll_local();
}

/// Moves the pointer into the line with “Undo”, or out of it.
pub(in crate::page) fn point_at_toast(is_in: bool) {
    BROWSER.with_borrow_mut(|browser| browser.is_in_toast = is_in);
}

pub(in crate::page) fn is_in_toast() -> bool {
    BROWSER.with_borrow(|browser| browser.is_in_toast)
}

/// Goes to another window.
pub(in crate::page) fn leave() {
    let callbacks = BROWSER.with_borrow_mut(|b| std::mem::take(&mut b.on_leaving));
    callbacks.iter().for_each(|callback| callback());
    BROWSER.with_borrow_mut(|browser| browser.on_leaving = callbacks);
}

/// Loads the page again, as F5 does: the page is told, and the address that it writes then is not taken.
pub(in crate::page) fn unload() {
    let callbacks = BROWSER.with_borrow_mut(|b| {
        b.is_unloading = true;
        std::mem::take(&mut b.on_unloading)
    });
    callbacks.iter().for_each(|callback| callback());
    leave();
    BROWSER.with_borrow_mut(|browser| {
        browser.is_unloading = false;
        browser.is_revisit = true;
        // The page is gone, and what it waited for with it.
        browser.on_leaving.clear();
        browser.on_fragment_change.clear();
    });
}

/// Forbids the storage, as a private window may.
pub(in crate::page) fn keep_nothing() {
    BROWSER.with_borrow_mut(|browser| browser.keeps_nothing = true);
}

/// Returns the number of entries in the history.
pub(in crate::page) fn history_len() -> usize {
    BROWSER.with_borrow(|browser| browser.history.len())
}

/// Returns the ids of the sections that were unfolded, in order.
pub(in crate::page) fn unfolded() -> Vec<String> {
    BROWSER.with_borrow(|browser| browser.opened.clone())
}

pub(in crate::page) fn fragment() -> String {
    BROWSER.with_borrow(|browser| browser.history.get(browser.at).cloned().unwrap_or_default())
}

pub(in crate::page) fn address(fragment: &str) -> String {
    format!("https://petaday.example/#{fragment}")
}

pub(in crate::page) fn write_fragment(fragment: &str, entry: Entry) {
    BROWSER.with_borrow_mut(|browser| {
        if browser.is_unloading {
            return;
        }
        if entry == Entry::Push {
            browser.at += 1;
        }
        browser.history.truncate(browser.at);
        browser.history.push(fragment.to_owned());
    });
}

pub(in crate::page) fn on_fragment_change(callback: impl FnMut() + 'static) {
    BROWSER.with_borrow_mut(|browser| browser.on_fragment_change.push(Box::new(callback)));
}

pub(in crate::page) fn on_leaving(callback: impl Fn() + Clone + 'static) {
    BROWSER.with_borrow_mut(|browser| browser.on_leaving.push(Box::new(callback)));
}

pub(in crate::page) fn is_revisit() -> bool {
    BROWSER.with_borrow(|browser| browser.is_revisit)
}

/// Follows a link from another page to this one, in the same window.
pub(in crate::page) fn arrive(fragment: &str) {
    BROWSER.with_borrow_mut(|browser| browser.is_revisit = false);
    write_fragment(fragment, Entry::Push);
}

pub(in crate::page) fn on_unloading(callback: impl Fn() + 'static) {
    BROWSER.with_borrow_mut(|browser| browser.on_unloading.push(Box::new(callback)));
}

pub(in crate::page) fn focus(id: String) {
    BROWSER.with_borrow_mut(|browser| browser.focused = id);
}

pub(in crate::page) fn return_focus(id: String) {
    focus(id);
}

pub(in crate::page) fn focused_id() -> String {
    BROWSER.with_borrow(|browser| browser.focused.clone())
}

pub(in crate::page) fn leave_row() {}

pub(in crate::page) fn unfold(id: &str) {
    BROWSER.with_borrow_mut(|browser| browser.opened.push(id.to_owned()));
}

pub(in crate::page) fn reveal_soon(_: &'static str) {}

pub(in crate::page) fn now() -> f64 {
    BROWSER.with_borrow(|browser| browser.now)
}

/// A storage of the browser. Here both are one.
#[derive(Clone, Copy)]
pub(super) enum Store {
    Visits,
    Window,
}

pub(super) fn read_kept(_: Store, name: &str) -> String {
    BROWSER.with_borrow(|browser| browser.kept.get(name).cloned().unwrap_or_default())
}

pub(super) fn write_kept(_: Store, name: &str, text: &str) -> bool {
    BROWSER.with_borrow_mut(|browser| {
        if !browser.keeps_nothing {
            browser.kept.insert(name.to_owned(), text.to_owned());
        }
        !browser.keeps_nothing
    })
}

/// Runs the tasks of this thread until all wait for something.
struct Tasks;

/// Notes that a task can go on.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl CustomExecutor for Tasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        self.spawn_local(task);
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push(task));
    }

    fn poll_local(&self) {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&woken));
        while woken.0.swap(false, Ordering::Relaxed) {
            // A task may begin others, so the list is not held while tasks run.
            let tasks = TASKS.take();
            let before = tasks.len();
            let mut waiting = Vec::with_capacity(before);
            for mut task in tasks {
                if task
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
                {
                    waiting.push(task);
                }
            }
            TASKS.with_borrow_mut(|tasks| {
                if !tasks.is_empty() {
                    woken.0.store(true, Ordering::Relaxed);
                }
                waiting.append(tasks);
                *tasks = waiting;
            });
        }
    }
}
