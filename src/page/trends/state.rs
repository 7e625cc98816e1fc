//! The state of the view: its settings, its systems, and what follows from both.

use super::own_table;
use crate::claim::is_claims;
use crate::draft::link::LinkProblem;
use crate::page::browser::{self, Entry, Session};
use crate::page::parts::erased::{Derived, State};
use crate::page::state::Page;
use crate::page::views::follow_links;
use crate::picture::trend::{At, Chart, Gesture};
use crate::trend::{
    self, Column, Line, Order, Own, Point, Table, View, decode, encode, lines, own, table_points,
    with_text,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The state, which all pieces of the view share.
#[derive(Clone, Copy)]
pub(super) struct Trends {
    pub(super) page: Page,
    pub(super) view: State<View>,
    /// The settings without the part that is enlarged: all but the picture follows these.
    pub(super) settings: Derived<View>,
    /// The settings before a published trend took their place, to be put back.
    pub(super) before: State<Option<View>>,
    /// The parts of the link that could not be read.
    pub(super) problems: State<Vec<LinkProblem>>,
    /// The systems: those of the compiled-in table, or of one that was dropped.
    pub(super) table: State<Arc<Table>>,
    /// The name of the file with the visitor's own table; empty if there is none.
    pub(super) file: RwSignal<String>,
    /// Whether the browser keeps the visitor's own table until its window is closed.
    pub(super) is_kept: State<bool>,
    /// The message if a file could not be read.
    pub(super) refusal: RwSignal<String>,
    /// The systems that were added to the comparison, in words.
    pub(super) added: RwSignal<String>,
    /// The system that was, as its place in the table.
    pub(super) added_of: State<Option<usize>>,
    /// The width of the picture, in pixels.
    pub(super) width: State<f64>,
    /// The place that is pointed at or walked to.
    pub(super) at: State<At>,
    /// The gesture that is under way.
    pub(super) gesture: State<Option<Gesture>>,
    pub(super) order: State<Order>,
    /// The text that is searched for in the table.
    pub(super) find: RwSignal<String>,
    /// Whether all rows of the table are shown.
    pub(super) is_whole: State<bool>,
    pub(super) selected: Derived<Vec<usize>>,
    pub(super) own: Derived<Option<Own>>,
    /// All lines, that of the selection last.
    pub(super) lines: Derived<Vec<Line>>,
    pub(super) chart: Derived<Arc<Chart>>,
}

/// The width of the picture before it is measured.
const USUAL_WIDTH: f64 = 800.0;

impl Trends {
    /// Opens the link of the view that the page shows, and follows it.
    pub(super) fn new(page: Page) -> Self {
        let view = State::new(View::default());
        let table = State::new(Arc::new(compiled_in()));
        let width = State::new(USUAL_WIDTH);
        let settings = Derived::new(move || View {
            window: None,
            ..view.get()
        });
        let selected = Derived::new(move || {
            table.with(|table| settings.with(|view| view.selection.of(&table.points)))
        });
        // The form behind the view has the estimate of the view's link.
        let own = Derived::new(move || {
            let date = settings.with(|view| (!view.estimate.is_empty()).then_some(view.date))?;
            let (draft, flop) = page.estimate()?;
            Some(table.with(|table| own(&draft, flop, date, &table.points)))
        });
        let lines = Derived::new(move || {
            table.with(|table| settings.with(|view| lines(view, &table.points)))
        });
        let trends = Self {
            page,
            view,
            settings,
            before: State::new(None),
            problems: State::new(Vec::new()),
            table,
            file: RwSignal::new(String::new()),
            is_kept: State::new(true),
            refusal: RwSignal::new(String::new()),
            added: RwSignal::new(String::new()),
            added_of: State::new(None),
            width,
            at: State::new(At::Nowhere),
            gesture: State::new(None),
            order: State::new(Order {
                column: Column::Rank,
                is_reversed: false,
            }),
            find: RwSignal::new(String::new()),
            is_whole: State::new(false),
            selected,
            own,
            lines,
            chart: Derived::new(move || {
                let chart = |view: &View, points: &[Point]| {
                    lines.with(|lines| {
                        let drawn = view.drawn(lines);
                        own.with(|own| Chart::new(view, points, drawn, own.as_ref(), width.get()))
                    })
                };
                Arc::new(table.with(|table| view.with(|view| chart(view, &table.points))))
            }),
        };
        own_table::recall(trends);
        trends.open();
        follow_links(page, "trends-title", move || trends.open());
        trends
    }

    /// Opens the link of the view that the page shows.
    fn open(self) {
        let Some(open) = self.page.view.get_untracked() else {
            return;
        };
        // The view of claims is about to take this one's place.
        if is_claims(&open.fragment) {
            return;
        }
        let opened = decode(&open.fragment);
        let mut view = opened.view;
        self.problems.set(opened.problems);
        if view.estimate.is_empty() {
            view.estimate = open.from.unwrap_or_default();
        } else {
            self.page.bring(&view.estimate);
        }
        self.before.set(None);
        if view != self.view.get_untracked() {
            self.set(view);
        }
    }

    /// Shows other settings, and writes them into the address.
    pub(super) fn set(self, view: View) {
        self.show(view, Entry::Replace);
        self.before.set(None);
    }

    /// Shows settings that replace the former ones. Back and “Undo” bring those back.
    pub(super) fn replace(self, view: View) {
        let before = self.view.get_untracked();
        if view != before {
            self.show(view, Entry::Push);
            self.before.set(Some(before));
        }
    }

    /// Brings the settings back that were replaced last.
    pub(super) fn take_back(self) {
        if let Some(before) = self.before.get_untracked() {
            self.show(before, Entry::Push);
            self.before.set(None);
        }
    }

    fn show(self, view: View, entry: Entry) {
        browser::write_fragment(&encode(&view), entry);
        self.at.set(At::Nowhere);
        // A gesture was for the picture that these settings replace.
        if self.gesture.with_untracked(Option::is_some) {
            self.gesture.set(None);
        }
        self.view.set(view);
    }

    /// Reads the selected systems and the estimate.
    pub(super) fn with_selected<U>(self, read: impl FnOnce(&[&Point], Option<&Own>) -> U) -> U {
        self.table.with(|table| {
            let selected: Vec<&Point> = self.selected.with(|selected| {
                let at = selected.iter();
                at.filter_map(|at| table.points.get(*at)).collect()
            });
            self.own.with(|own| read(&selected, own.as_ref()))
        })
    }

    /// Gives a key another text. Returns the message if it cannot be read.
    pub(super) fn set_text(self, key: &str, text: &str) -> Result<(), String> {
        let view = self
            .view
            .with_untracked(|view| with_text(view, key, text))?;
        self.set(view);
        Ok(())
    }

    /// Returns whether the systems are those of the visitor's own table.
    pub(super) fn is_own_table(self) -> bool {
        !self.file.read().is_empty()
    }

    /// Shows the systems of a table in place of the compiled-in one.
    pub(super) fn show_table(self, file: String, table: Table) {
        self.at.set(At::Nowhere);
        self.added_of.set(None);
        self.file.set(file);
        self.table.set(Arc::new(table));
    }

    /// Shows the compiled-in table again.
    pub(super) fn show_compiled_in(self) {
        self.refusal.set(String::new());
        Session::Table.write("");
        self.show_table(String::new(), compiled_in());
    }

    /// Returns the caption of a downloaded picture: what stands beside each line.
    pub(super) fn caption(self) -> String {
        self.view.with_untracked(|view| {
            self.lines.with_untracked(|lines| {
                let sentences: Vec<String> = view
                    .drawn(lines)
                    .iter()
                    .enumerate()
                    .map(|(at, line)| format!("{}. {}", at + 1, line.sentence(view)))
                    .collect();
                sentences.join("\n")
            })
        })
    }
}

fn compiled_in() -> Table {
    Table {
        points: table_points(),
        ..trend::Table::default()
    }
}
