//! The panels of the draft: which are open, and their HTML, which follows the draft.

use super::{Page, Place};
use crate::answer::{Evaluation, Problem, may_have_changed};
use crate::draft::Field;
use crate::draft::alternatives::Group;
use crate::page::browser;
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::{Kept, State};
use crate::page::parts::panel_events::PanelCode;
use crate::page::sheet;
use crate::panel::{Drawn, PanelId, PanelInput};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::{Element, Event};

/// The pause in typing, in milliseconds, after which slow panels are drawn.
const REST_MS: u32 = 200;

/// A flag for each panel.
type PanelFlags = [bool; PanelId::ALL.len()];

/// The open panels, their HTML, and the timers that draw them.
#[derive(Clone, Copy)]
pub(in crate::page) struct Panels {
    html: [RwSignal<String>; PanelId::ALL.len()],
    /// Problems of fields that only the panel finds. They are from its last drawing.
    problems: [State<Vec<Problem>>; PanelId::ALL.len()],
    open: State<PanelFlags>,
    /// Counts requests to draw: a panel was opened, or an action changed its settings.
    requests: State<u32>,
    /// The value of `requests` at the last drawing of the slow panels.
    last_drawn: Kept<u32>,
    /// The timers of quick panels and of slow panels.
    timers: Kept<[Option<Timeout>; 2]>,
}

impl Panels {
    pub(super) fn new() -> Self {
        Self {
            html: PanelId::ALL.map(|_| RwSignal::default()),
            problems: PanelId::ALL.map(|_| State::new(Vec::new())),
            open: State::new([false; PanelId::ALL.len()]),
            requests: State::new(0),
            last_drawn: Kept::new(0),
            timers: Kept::new([None, None]),
        }
    }

    /// Returns the HTML of a panel.
    pub(in crate::page) fn html(self, panel: PanelId) -> RwSignal<String> {
        self.html[panel as usize]
    }

    /// Returns the problems of fields that only panels find.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems.iter().flat_map(|of| of.get()).collect()
    }

    /// Returns whether a panel is open.
    pub(in crate::page) fn is_open(self, panel: PanelId) -> bool {
        self.open.with(|open| open[panel as usize])
    }

    /// Requests that all open panels are drawn soon, though nothing was typed.
    pub(super) fn request_draw(self) {
        self.requests.update(|count| *count = count.wrapping_add(1));
    }
}

impl Page {
    /// Opens a panel or closes it.
    pub(in crate::page) fn set_open(self, panel: PanelId, open: bool) {
        if open {
            if panel == PanelId::Share {
                sheet::fetch_script();
            }
            self.panel_part.retry();
            self.report_part.retry();
        }
        self.panels.open.update(|all| all[panel as usize] = open);
        self.panels.request_draw();
    }

    /// Puts the HTML of a panel into an element.
    pub(in crate::page) fn show_html(self, element: &Element, html: &str) {
        match self.panel_code() {
            Some(code) => code.show(element, html),
            // The message that the part could not be loaded.
            None => element.set_inner_html(html),
        }
    }

    /// Handles an event in a panel.
    pub(in crate::page) fn handle_event(self, place: Place, event: Event) {
        if let Some(code) = self.panel_code() {
            code.handle(self, place, event);
        }
    }

    /// Returns the code of panels from whichever part is loaded. Where there is HTML of a panel, the part that
    /// drew it is loaded.
    fn panel_code(self) -> Option<&'static dyn PanelCode> {
        self.panel_part.code().or_else(|| self.report_part.code())
    }

    /// Draws the open panels whenever the draft changes, in tasks of their own, so that a typed
    /// character is on the screen before them.
    pub(super) fn follow_panels(self) {
        self.form.track();
        self.stage.track();
        self.panels.open.track();
        let requests = self.panels.requests.get();
        self.panel_part.track();
        self.report_part.track();
        let is_requested = requests != self.panels.last_drawn.get();
        let soon = Timeout::new(0, move || self.draw(|panel| !panel.is_slow(), is_requested));
        let wait = if is_requested { 0 } else { REST_MS };
        let rested = Timeout::new(wait, move || {
            self.panels.last_drawn.set(requests);
            self.draw(PanelId::is_slow, is_requested);
        });
        // Replacing a timer cancels it.
        self.panels.timers.set([Some(soon), Some(rested)]);
    }

    /// Draws some of the open panels now. With `always`, as after an action, a panel is set again
    /// even if its HTML is the same: a box that was ticked in vain is unticked again.
    fn draw(self, is_wanted: impl Fn(PanelId) -> bool, always: bool) {
        let open = self.panels_in_use();
        let mut panels = PanelId::ALL
            .into_iter()
            .filter(|panel| open[*panel as usize] && is_wanted(*panel))
            .peekable();
        if panels.peek().is_none() {
            return;
        }
        let input = self.panel_input();
        for panel in panels {
            let (drawn, has_failed) = untrack(|| self.draw_one(panel, &input));
            let Drawn { html, problems } = match drawn {
                Some(drawn) => drawn,
                // A name can be typed without them.
                None if has_failed && panel != PanelId::Names => Drawn {
                    html: format!("<p class=\"problem error\">{NOT_LOADED}</p>"),
                    problems: Vec::new(),
                },
                None => continue,
            };
            let found = self.panels.problems[panel as usize];
            if found.with_untracked(|old| *old != problems) {
                found.set(problems);
            }
            let signal = self.panels.html(panel);
            if always || signal.with_untracked(|old| *old != html) {
                signal.set(html);
            }
        }
    }

    fn draw_one(self, panel: PanelId, input: &PanelInput) -> (Option<Drawn>, bool) {
        if panel.is_report() {
            let drawn = self.report_part.ask(|part| part.draw(panel, input));
            (drawn, self.report_part.has_failed())
        } else {
            let drawn = self.panel_part.ask(|part| part.draw(panel, input));
            (drawn, self.panel_part.has_failed())
        }
    }

    /// Returns the panels that are to be drawn. The panel of table changes is drawn where there may
    /// be some, and once more when none are left, to empty it.
    fn panels_in_use(self) -> PanelFlags {
        let mut open = self.panels.open.get_untracked();
        let shows_changes = !self
            .panels
            .html(PanelId::Edition)
            .with_untracked(String::is_empty);
        self.form.with_untracked(|form| {
            open[PanelId::Edition as usize] = shows_changes || may_have_changed(&form.draft);
        });
        open
    }

    /// Returns the state that panels are drawn from.
    pub(super) fn panel_input(self) -> PanelInput {
        let stage = self.stage.get_untracked();
        let mut draft = self.form.with_untracked(|form| form.draft.clone());
        for group in Group::ALL {
            let lead = Field::new(stage, group.chosen(&draft, stage));
            if !draft.is_filled(lead) {
                draft.set(lead, "");
            }
        }
        PanelInput {
            evaluation: Evaluation::of(draft),
            stage,
            address: browser::address(&self.link.get_untracked()),
            example: self.untouched_example(),
        }
    }
}
