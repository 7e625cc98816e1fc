//! The panels of the draft: which are open, and their HTML, which follows the draft.

use super::{Page, Place};
use crate::answer::may_have_changed;
use crate::draft::alternatives::Group;
use crate::draft::{Field, Key};
use crate::page::browser;
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::{Kept, State};
use crate::page::parts::panel_events::{Memory, PanelCode};
use crate::page::sheet;
use crate::panel::{PanelId, Shown};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::{Element, Event};

/// Typing rests when no key came for this long: slow panels are drawn then.
const REST_MS: u32 = 200;

/// A bool for each panel.
type OfEach = [bool; PanelId::ALL.len()];

/// The panels, and when they are drawn next.
#[derive(Clone, Copy)]
pub(in crate::page) struct Panels {
    html: [RwSignal<String>; PanelId::ALL.len()],
    open: State<OfEach>,
    /// Changes when a panel is opened or an action changed its settings.
    asked: State<u32>,
    /// The value of `asked` that was drawn last.
    drawn: Kept<u32>,
    /// Quick panels, slow panels.
    timers: Kept<[Option<Timeout>; 2]>,
}

impl Panels {
    pub(super) fn new() -> Self {
        Self {
            html: PanelId::ALL.map(|_| RwSignal::default()),
            open: State::new([false; PanelId::ALL.len()]),
            asked: State::new(0),
            drawn: Kept::new(0),
            timers: Kept::new([None, None]),
        }
    }

    /// The HTML of a panel.
    pub(in crate::page) fn html(self, panel: PanelId) -> RwSignal<String> {
        self.html[panel as usize]
    }

    /// Whether a panel is open.
    pub(in crate::page) fn is_open(self, panel: PanelId) -> bool {
        self.open.with(|open| open[panel as usize])
    }

    /// Has all open panels drawn soon, though nothing was typed.
    pub(super) fn ask(self) {
        self.asked.update(|count| *count = count.wrapping_add(1));
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
        self.panels.ask();
    }

    /// Makes an element hold the HTML of a panel.
    pub(in crate::page) fn show_html(self, element: &Element, html: &str) {
        if let Some(code) = self.panel_code() {
            code.show(element, html);
        }
    }

    /// Applies what the user did in a panel.
    pub(in crate::page) fn hear(self, place: Place, memory: Memory, event: Event) {
        if let Some(code) = self.panel_code() {
            code.hear(self, place, memory, event);
        }
    }

    /// Wherever there is HTML of a panel, a part is here that has it.
    fn panel_code(self) -> Option<&'static dyn PanelCode> {
        self.panel_part.code().or_else(|| self.report_part.code())
    }

    /// Draws the open panels whenever the draft changes, in tasks of their own: a typed character is on the
    /// screen before them.
    pub(super) fn follow_panels(self) {
        self.form.track();
        self.stage.track();
        self.panels.open.track();
        let asked = self.panels.asked.get();
        self.panel_part.track();
        self.report_part.track();
        let is_asked = asked != self.panels.drawn.get();
        let soon = Timeout::new(0, move || self.draw(|panel| !panel.is_slow(), is_asked));
        let wait = if is_asked { 0 } else { REST_MS };
        let rested = Timeout::new(wait, move || {
            self.panels.drawn.set(asked);
            self.draw(PanelId::is_slow, is_asked);
        });
        // Replacing a timer cancels it.
        self.panels.timers.set([Some(soon), Some(rested)]);
    }

    /// Draws some of the open panels now. After an action, `always` shows one also where its HTML is the
    /// same: a box that was ticked in vain is unticked again. In a row of a network what was typed stays.
    pub(super) fn draw(self, is_drawn: impl Fn(PanelId) -> bool, always: bool) {
        let open = self.panels_in_use();
        let mut panels = PanelId::ALL
            .into_iter()
            .filter(|panel| open[*panel as usize] && is_drawn(*panel))
            .peekable();
        if panels.peek().is_none() {
            return;
        }
        let state = self.shown();
        for panel in panels {
            let (drawn, has_failed) = untrack(|| self.draw_one(panel, &state));
            let html = match drawn {
                Some(html) => html,
                // Said beside the network's text.
                None if has_failed && !panel.is_of_network() => {
                    format!("<p class=\"problem error\">{NOT_LOADED}</p>")
                }
                None => continue,
            };
            let shown = self.panels.html(panel);
            let always = always && !panel.is_of_network();
            if always || shown.with_untracked(|shown| *shown != html) {
                shown.set(html);
            }
        }
    }

    fn draw_one(self, panel: PanelId, shown: &Shown) -> (Option<String>, bool) {
        if panel.is_report() {
            let html = self.report_part.ask(|part| part.draw(panel, shown));
            (html, self.report_part.has_failed())
        } else {
            let html = self.panel_part.ask(|part| part.draw(panel, shown));
            (html, self.panel_part.has_failed())
        }
    }

    /// Which panels are to be drawn. The tables' changes are drawn where there may be some, and once more
    /// when none is left.
    fn panels_in_use(self) -> OfEach {
        let mut open = self.panels.open.get_untracked();
        let says_changes = !self
            .panels
            .html(PanelId::Edition)
            .with_untracked(String::is_empty);
        let stage = self.stage.get_untracked();
        self.form.with_untracked(|form| {
            open[PanelId::Edition as usize] = says_changes || may_have_changed(&form.draft);
            let has_network = Group::Forward.chosen(&form.draft, stage) == Key::Model;
            for panel in [PanelId::NetworkTools, PanelId::NetworkRows] {
                open[panel as usize] = has_network;
            }
        });
        open
    }

    /// The state that panels show.
    pub(super) fn shown(self) -> Shown {
        let stage = self.stage.get_untracked();
        let mut draft = self.form.with_untracked(|form| form.draft.clone());
        for group in Group::ALL {
            let lead = Field::new(stage, group.chosen(&draft, stage));
            if !draft.is_filled(lead) {
                draft.set(lead, "");
            }
        }
        Shown {
            draft,
            stage,
            address: browser::address(&self.link.get_untracked()),
        }
    }
}
