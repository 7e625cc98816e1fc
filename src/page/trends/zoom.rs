//! A part of the picture, enlarged: by the wheel with Ctrl, two fingers, dragging, keys and buttons.
//!
//! While a gesture lasts, the picture that is there is moved and enlarged as it is, which no browser finds slow. It is
//! drawn anew, and the address written, when the gesture rests. Presses that follow each other are one gesture.

use super::state::Trends;
use super::walk;
use crate::page::parts::erased::Kept;
use crate::page::parts::{part, text};
use crate::picture::trend::{At, Gesture};
use crate::trend::View;
use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

/// How much a press or a key enlarges.
const STEP: f64 = 1.5;
/// How much of the picture a key moves by.
const SHIFT: f64 = 0.2;
/// The pause after which a turn of the wheel or a row of presses is over, in milliseconds.
const REST_MS: u32 = 150;
/// How far a pointer moves before it drags, in pixels.
const SLACK: f64 = 4.0;

/// The pointers that are down: each with the place where it was first, and where it is.
type Pointers = Vec<(i32, (f64, f64), (f64, f64))>;

/// The gesture that is under way.
#[derive(Clone, Copy)]
pub(super) struct Zoom {
    trends: Trends,
    area: NodeRef<html::Div>,
    pointers: Kept<Pointers>,
    rest: Kept<Option<Timeout>>,
}

impl Zoom {
    pub(super) fn new(trends: Trends, area: NodeRef<html::Div>) -> Self {
        Self {
            trends,
            area,
            pointers: Kept::new(Vec::new()),
            rest: Kept::new(None),
        }
    }

    /// Returns a place on the screen as a place in the picture.
    fn place(self, x: i32, y: i32) -> Option<(f64, f64)> {
        let rect = self.area.get_untracked()?.get_bounding_client_rect();
        Some((f64::from(x) - rect.left(), f64::from(y) - rect.top()))
    }

    /// Enlarges at a turn of the wheel with Ctrl, as browsers also say that two fingers on a touchpad part.
    pub(super) fn wheel(self, event: &WheelEvent) {
        if !event.ctrl_key() {
            return;
        }
        event.prevent_default();
        let Some((x, y)) = self.place(event.client_x(), event.client_y()) else {
            return;
        };
        let turn = event.delta_y().clamp(-60.0, 60.0);
        let next = Gesture::around(libm::exp(-turn * 0.006), x, y);
        let gesture = self.trends.gesture.get_untracked();
        self.leave();
        self.show(gesture.map_or(next, |gesture| gesture.then(next)));
        self.settle_soon();
    }

    /// Points at nothing any more.
    fn leave(self) {
        if self.trends.at.get_untracked() != At::Nowhere {
            self.trends.at.set(At::Nowhere);
        }
    }

    fn show(self, gesture: Gesture) {
        self.trends.gesture.set(Some(gesture));
    }

    fn settle_soon(self) {
        let trends = self.trends;
        self.rest
            .set(Some(Timeout::new(REST_MS, move || settle(trends))));
    }

    /// Adds a press to the gesture. One that goes too near does nothing, and one that leaves the picture ends at its edge.
    fn press(self, next: Gesture) {
        let under_way = self.trends.gesture.get_untracked();
        let all = under_way.map_or(next, |gesture| gesture.then(next));
        let gesture = self.trends.chart.with_untracked(|chart| {
            let window = chart.frame.moved(&chart.whole, all)?;
            Some(chart.frame.toward(&chart.whole, window))
        });
        if let Some(gesture) = gesture {
            self.show(gesture);
            self.settle_soon();
        }
    }

    /// Enlarges around what is pointed at, which stays pointed at, or else around the estimate or the systems.
    fn enlarge(self, scale: f64) {
        let trends = self.trends;
        let anchor = trends
            .chart
            .with_untracked(|chart| chart.anchor(walk::mark(trends), walk::place_on_line(trends)));
        let (x, y) = carried(trends, anchor);
        self.press(Gesture::around(scale, x, y));
    }

    /// Does what a key asks for. Returns whether the key did something.
    pub(super) fn key(self, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        let (width, height) = self
            .trends
            .chart
            .with_untracked(|chart| (chart.frame.width, chart.frame.height));
        let key = event.key();
        let (x, y) = match (key.as_str(), event.shift_key()) {
            ("+" | "=", _) => {
                self.enlarge(STEP);
                return true;
            }
            ("-", _) => {
                self.enlarge(1.0 / STEP);
                return true;
            }
            ("0", _) => {
                self.show_all();
                return true;
            }
            ("ArrowRight", true) => (-SHIFT, 0.0),
            ("ArrowLeft", true) => (SHIFT, 0.0),
            ("ArrowUp", true) => (0.0, SHIFT),
            ("ArrowDown", true) => (0.0, -SHIFT),
            // It is held for the next arrow.
            ("Shift", _) => return false,
            // Other keys are for the picture as it will be.
            _ => {
                settle(self.trends);
                return false;
            }
        };
        self.leave();
        self.press(Gesture::by(x * width, y * height));
        true
    }

    fn show_all(self) {
        self.trends.gesture.set(None);
        show_window(self.trends, None);
    }

    pub(super) fn pressed(self, event: &PointerEvent) {
        if let Some(place) = self.place(event.client_x(), event.client_y()) {
            settle(self.trends);
            self.pointers.update(|pointers| {
                pointers.retain(|(id, ..)| *id != event.pointer_id());
                for (_, first, now) in pointers.iter_mut() {
                    *first = *now;
                }
                pointers.push((event.pointer_id(), place, place));
            });
        }
    }

    /// Follows a pointer that is down. Returns whether the picture is moving.
    pub(super) fn moved(self, event: &PointerEvent) -> bool {
        let Some(place) = self.place(event.client_x(), event.client_y()) else {
            return false;
        };
        self.pointers.update(|pointers| {
            // A button that was let go of outside the window.
            if event.buttons() == 0 {
                pointers.clear();
            }
            for (id, _, now) in pointers.iter_mut() {
                if *id == event.pointer_id() {
                    *now = place;
                }
            }
        });
        let is_zoomed = self
            .trends
            .view
            .with_untracked(|view| view.window.is_some());
        let gesture = self.pointers.with(|pointers| match pointers.as_slice() {
            [(_, first, now)] if is_zoomed => {
                let (x, y) = (now.0 - first.0, now.1 - first.1);
                let is_dragged = x.abs().max(y.abs()) > SLACK
                    || self.trends.gesture.with_untracked(Option::is_some);
                is_dragged.then(|| Gesture::by(x, y))
            }
            [(_, a, b), (_, c, d)] => {
                let apart = |p: &(f64, f64), q: &(f64, f64)| libm::hypot(p.0 - q.0, p.1 - q.1);
                let middle =
                    |p: &(f64, f64), q: &(f64, f64)| ((p.0 + q.0) / 2.0, (p.1 + q.1) / 2.0);
                let (from, to) = (middle(a, c), middle(b, d));
                let scale = apart(b, d).max(1.0) / apart(a, c).max(1.0);
                let moved = Gesture::by(to.0 - from.0, to.1 - from.1);
                Some(Gesture::around(scale, from.0, from.1).then(moved))
            }
            _ => None,
        });
        if let Some(gesture) = gesture {
            self.leave();
            self.show(gesture);
        }
        self.trends.gesture.with_untracked(Option::is_some)
    }

    pub(super) fn released(self, event: &PointerEvent) {
        self.pointers
            .update(|pointers| pointers.retain(|(id, ..)| *id != event.pointer_id()));
        settle(self.trends);
    }
}

/// Draws the picture as the gesture has left it. What is pointed at stays pointed at. A gesture that goes too near does
/// nothing.
fn settle(trends: Trends) {
    let Some(gesture) = trends.gesture.get_untracked() else {
        return;
    };
    trends.gesture.set(None);
    let (window, system) = trends.chart.with_untracked(|chart| {
        let mark = walk::mark(trends).and_then(|at| chart.marks.get(at));
        let window = chart.frame.moved(&chart.whole, gesture);
        (window, mark.map(|mark| mark.at))
    });
    let Some(window) = window else {
        return;
    };
    let at = trends.at.get_untracked();
    show_window(trends, window);
    let mark = trends
        .chart
        .with_untracked(|chart| system.and_then(|at| chart.mark_of(at)));
    trends.at.set(match at {
        At::System(_) => mark.map_or(At::Nowhere, At::System),
        at => at,
    });
}

fn show_window(trends: Trends, window: Option<crate::trend::Window>) {
    let view = trends.view.with_untracked(|view| View {
        window,
        ..view.clone()
    });
    trends.set(view);
}

/// Returns where a place of the picture is while a gesture lasts.
pub(super) fn carried(trends: Trends, place: (f64, f64)) -> (f64, f64) {
    let gesture = trends.gesture.get();
    gesture.map_or(place, |gesture| gesture.carry(place))
}

impl Zoom {
    /// Moves and enlarges the picture that is there, while a gesture lasts.
    pub(super) fn transform(self) -> Signal<String> {
        let trends = self.trends;
        text(move || {
            trends.gesture.get().map_or("none".into(), |by| {
                format!("translate({}px,{}px) scale({})", by.x, by.y, by.scale)
            })
        })
    }

    /// Draws the buttons, and the words that the whole picture is not shown.
    pub(super) fn buttons(self) -> impl IntoView {
        let trends = self.trends;
        let all = part(move || {
            let is_zoomed = trends.view.with(|view| view.window.is_some());
            is_zoomed.then(|| {
                view! {
                    <button type="button" aria-keyshortcuts="0" on:click=move |_| self.show_all()>
                        "All"
                    </button>
                }
            })
        });
        view! {
            <div class="zoom" role="group" aria-label="Enlarge the chart">
                {all}
                <button
                    type="button"
                    aria-label="Smaller"
                    data-says="Smaller"
                    aria-keyshortcuts="-"
                    on:click=move |_| self.enlarge(1.0 / STEP)
                >
                    "−"
                </button>
                <button
                    type="button"
                    aria-label="Larger"
                    data-says="Larger"
                    aria-keyshortcuts="+"
                    on:click=move |_| self.enlarge(STEP)
                >
                    "+"
                </button>
            </div>
        }
    }
}
