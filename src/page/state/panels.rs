//! The panels of the draft: which are open, and their pieces, which follow the draft.

use super::Page;
use crate::answer::{Evaluation, Problem, may_have_changed};
use crate::draft::Field;
use crate::draft::alternatives::Group;
use crate::page::browser::{self, Timeout};
use crate::page::lazy::Lazy;
use crate::page::parts::erased::{Kept, State};
use crate::page::sheet;
use crate::panel::piece::Piece;
use crate::panel::{Draw, Drawn, DrawnBy, PanelId, PanelInput};
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which slow panels are drawn.
const REST_MS: u32 = 200;

/// A flag for each panel.
type PanelFlags = [bool; PanelId::ALL.len()];

/// The content of a panel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Content {
    /// Nothing, or nothing yet.
    Nothing,
    /// Nothing: the part that draws it could not be loaded.
    NotLoaded,
    /// Its pieces.
    Pieces,
}

/// The open panels, their pieces, and the timers that draw them.
#[derive(Clone, Copy)]
pub(in crate::page) struct Panels {
    content: [State<Content>; PanelId::ALL.len()],
    pieces: [State<Vec<Piece>>; PanelId::ALL.len()],
    /// Problems of fields that only the panel finds. They are from its last drawing.
    problems: [State<Vec<Problem>>; PanelId::ALL.len()],
    open: State<PanelFlags>,
    /// Counts requests to draw: a panel was opened, or an action changed its settings.
    requests: State<u32>,
    /// The value of `requests` at the last drawing of the slow panels.
    last_drawn: Kept<u32>,
    /// Counts drawings that were requested. Controls show their state again after each: a box that was ticked in
    /// vain is unticked.
    draws: State<u32>,
    /// The timers of quick panels and of slow panels.
    timers: Kept<[Option<Timeout>; 2]>,
}

impl Panels {
    pub(super) fn new() -> Self {
        Self {
            content: PanelId::ALL.map(|_| State::new(Content::Nothing)),
            pieces: PanelId::ALL.map(|_| State::new(Vec::new())),
            problems: PanelId::ALL.map(|_| State::new(Vec::new())),
            open: State::new([false; PanelId::ALL.len()]),
            requests: State::new(0),
            last_drawn: Kept::new(0),
            draws: State::new(0),
            timers: Kept::new([None, None]),
        }
    }

    /// Returns what a panel shows.
    pub(in crate::page) fn content(self, panel: PanelId) -> State<Content> {
        self.content[panel as usize]
    }

    /// Reads the pieces of a panel.
    pub(in crate::page) fn with_pieces(self, panel: PanelId, read: impl FnOnce(&[Piece])) {
        self.pieces[panel as usize].with(|pieces| read(pieces));
    }

    /// Shows the pieces of a panel.
    pub(super) fn show(self, panel: PanelId, content: Content, pieces: Vec<Piece>) {
        self.pieces[panel as usize].set(pieces);
        let signal = self.content(panel);
        if signal.get_untracked() != content {
            signal.set(content);
        }
    }

    /// Makes all controls show their state again.
    pub(super) fn show_controls(self) {
        self.draws.update(|count| *count = count.wrapping_add(1));
    }

    /// Makes the reactive caller run again after each drawing that was requested.
    pub(in crate::page) fn follow_draws(self) {
        self.draws.track();
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
            self.context_part.retry();
            self.form_part.retry();
        }
        self.panels.open.update(|all| all[panel as usize] = open);
        self.panels.request_draw();
    }

    /// Returns the view of a panel that was drawn. Whichever part drew it is loaded.
    pub(in crate::page) fn panel_view(self, panel: PanelId) -> Option<AnyView> {
        let views = self.panel_part.panels();
        let views = views.or_else(|| self.report_part.panels());
        let views = views.or_else(|| self.context_part.panels());
        let views = views.or_else(|| self.found_part.panels());
        views.map(|views| views.view(self, panel))
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
        self.context_part.track();
        self.form_part.track();
        if !self.panels_in_use().contains(&true) {
            self.panels.last_drawn.set(requests);
            return self.panels.timers.set([None, None]);
        }
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

    /// Draws some of the open panels now. If that was requested, as after an action, controls show their state again
    /// even if it is the same.
    fn draw(self, is_wanted: impl Fn(PanelId) -> bool, is_requested: bool) {
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
            // A name can be typed without them.
            if drawn.is_none() && (!has_failed || panel == PanelId::Names) {
                continue;
            }
            let content = match &drawn {
                None => Content::NotLoaded,
                Some(drawn) if drawn.pieces.is_empty() => Content::Nothing,
                Some(_) => Content::Pieces,
            };
            let Drawn {
                pieces, problems, ..
            } = drawn.unwrap_or_default();
            let found = self.panels.problems[panel as usize];
            if found.with_untracked(|old| *old != problems) {
                found.set(problems);
            }
            self.panels.show(panel, content, pieces);
        }
        if is_requested {
            self.panels.show_controls();
        }
    }

    fn draw_one(self, panel: PanelId, input: &PanelInput) -> (Option<Drawn>, bool) {
        let by = |part: Lazy<dyn Draw>| {
            let drawn = part.ask(|part| part.draw(panel, input));
            (drawn, part.has_failed())
        };
        match panel.drawn_by() {
            DrawnBy::Reports => match by(self.report_part) {
                (Some(drawn), _) if drawn.is_form => {
                    let (form, _) = by(self.form_part);
                    (Some(form.unwrap_or(drawn)), false)
                }
                drawn => drawn,
            },
            DrawnBy::Forms => by(self.form_part),
            DrawnBy::Context => by(self.context_part),
            DrawnBy::Panels => {
                let drawn = self.panel_part.ask(|part| part.draw(panel, input));
                (drawn, self.panel_part.has_failed())
            }
        }
    }

    /// Returns the panels that are to be drawn. The panel of table changes is drawn where there may
    /// be some, and once more when none are left, to empty it.
    fn panels_in_use(self) -> PanelFlags {
        let mut open = self.panels.open.get_untracked();
        let changes = self.panels.content(PanelId::Edition);
        let shows_changes = changes.get_untracked() != Content::Nothing;
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
            recents: self.recents.with_untracked(|recents| recents.list.clone()),
            report: self.report.get_untracked(),
        }
    }
}
