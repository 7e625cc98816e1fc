//! The panels that workers draw from the whole draft, while they are open.

use super::helper::Helper;
use super::parts::erased::State;
use super::sheet;
use leptos::prelude::*;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The periods of a fleet, as they were read.
    Periods,
    /// A chip, its number formats, and what to do where it is unknown.
    Hardware,
    /// What published runs reached.
    Utilization,
    /// Energy, emissions and cost.
    Costs,
    /// What a goal takes.
    Goal,
    /// The list of worked examples, which is the same of every draft.
    Examples,
    /// Stages to add.
    Kinds,
    /// A stage's figure from elsewhere, and base models to choose from.
    Base,
    /// How wide the range is, and why.
    Uncertainty,
    /// At which compute laws begin to ask something.
    Thresholds,
    /// What is counted and what is left out.
    Scope,
    /// Texts to paste.
    Report,
    /// Links, and cards for the pages of others.
    Share,
    /// What a backward pass takes.
    Backward,
    /// What has changed since the link was made.
    Edition,
}

impl Drawn {
    const ALL: [Self; 15] = [
        Self::Periods,
        Self::Hardware,
        Self::Utilization,
        Self::Costs,
        Self::Goal,
        Self::Examples,
        Self::Kinds,
        Self::Base,
        Self::Uncertainty,
        Self::Thresholds,
        Self::Scope,
        Self::Report,
        Self::Share,
        Self::Backward,
        Self::Edition,
    ];

    /// As the worker knows it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Periods => "periods",
            Self::Hardware => "hardware",
            Self::Utilization => "utilization",
            Self::Costs => "costs",
            Self::Goal => "goal",
            Self::Examples => "examples",
            Self::Kinds => "kinds",
            Self::Base => "base",
            Self::Uncertainty => "uncertainty",
            Self::Thresholds => "thresholds",
            Self::Scope => "scope",
            Self::Report => "report",
            Self::Share => "share",
            Self::Backward => "backward",
            Self::Edition => "edition",
        }
    }
}

impl Drawn {
    /// Which program draws it.
    pub(super) const fn helper(self) -> Helper {
        match self {
            Self::Report | Self::Share => Helper::Reports,
            _ => Helper::Panels,
        }
    }
}

/// What panels are drawn of.
pub(super) struct Seen {
    pub stage: u16,
    /// The whole address, because reports have it.
    pub link: String,
    /// Keys whose fields are shown and empty, which no link says.
    pub empty: String,
}

/// How they stand.
#[derive(Clone, Copy)]
pub(super) struct Drawings {
    html: [RwSignal<String>; Drawn::ALL.len()],
    open: State<[bool; Drawn::ALL.len()]>,
    /// Changes when they are to be drawn though the draft is the same.
    stale: State<u32>,
    /// Of each program.
    asking: [StoredValue<Asking>; 3],
}

/// One question at a time: what is typed meanwhile is in the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    No,
    Once,
    OnceMore,
}

impl Drawings {
    pub(super) fn new() -> Self {
        Self {
            html: Drawn::ALL.map(|_| RwSignal::default()),
            open: State::new([false; Drawn::ALL.len()]),
            stale: State::new(0),
            asking: [(); 3].map(|()| StoredValue::new(Asking::No)),
        }
    }

    /// What a panel shows.
    pub(super) fn html(self, panel: Drawn) -> RwSignal<String> {
        self.html[panel as usize]
    }

    /// Opens a panel or closes it.
    pub(super) fn set_open(self, panel: Drawn, open: bool) {
        if panel == Drawn::Share && open {
            sheet::fetch_script();
        }
        self.open.update(|all| all[panel as usize] = open);
    }

    /// Whether a panel is to be seen.
    pub(super) fn is_open(self, panel: Drawn) -> bool {
        self.open.with(|open| open[panel as usize])
    }

    /// What a panel remembers has changed.
    pub(super) fn redraw(self) {
        self.stale.update(|count| *count = count.wrapping_add(1));
    }

    /// Has what is open drawn, of what this gives; called anew whenever that changes. What has changed in
    /// the tables is drawn where something may have, and once more when nothing is left to say.
    pub(super) fn draw(self, is_of_old: bool, of: impl Fn() -> Seen) {
        self.stale.track();
        let mut open = self.open.get();
        let says_changes = !self.html(Drawn::Edition).with_untracked(String::is_empty);
        open[Drawn::Edition as usize] = is_of_old || says_changes;
        for helper in [Helper::Panels, Helper::Reports] {
            let is_drawn = move |panel: Drawn| open[panel as usize] && panel.helper() == helper;
            let panels = Drawn::ALL.into_iter().filter(|panel| is_drawn(*panel));
            let names: Vec<_> = panels.map(Drawn::name).collect();
            if !names.is_empty() {
                self.ask(helper, &names, of(), is_drawn);
            }
        }
    }

    fn ask(
        self,
        helper: Helper,
        names: &[&str],
        Seen { stage, link, empty }: Seen,
        is_drawn: impl Fn(Drawn) -> bool + 'static,
    ) {
        let asking = self.asking[helper as usize];
        if asking.get_value() != Asking::No {
            return asking.set_value(Asking::OnceMore);
        }
        asking.set_value(Asking::Once);
        let with = [
            names.join(" ").into(),
            link.into(),
            u32::from(stage).into(),
            empty.into(),
        ];
        helper.ask("draw", &with, move |answer| {
            for panel in Drawn::ALL {
                match &answer {
                    Ok(drawn) if is_drawn(panel) => {
                        self.html(panel).set(drawn.text(panel.name()));
                    }
                    Err(why) if is_drawn(panel) => {
                        let said = format!("<p class=\"problem error\">{why}</p>");
                        self.html(panel).set(said);
                    }
                    _ => {}
                }
            }
            if asking.get_value() == Asking::OnceMore {
                self.redraw();
            }
            asking.set_value(Asking::No);
        });
    }
}
