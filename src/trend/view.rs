//! The settings of the view: the selection, the lines, the colours and a visitor’s estimate.

use super::{Colour, Line, Month, PRESETS, Preset, Selection, When, Window};

/// The level of intervals, in per cent, if the link says none.
pub(super) const LEVEL: u8 = 90;

/// The settings, as a link spells them.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The systems that are shown.
    pub selection: Selection,
    /// The published trends that are shown.
    pub shown: Shown,
    /// The colours of the points.
    pub colour: Colour,
    /// The level of intervals, in per cent: 50 to 99.
    pub level: u8,
    /// The length of a month.
    pub month: Month,
    /// The way intervals are found.
    pub method: Method,
    /// The part of the picture that is enlarged; all of it if there is none.
    pub window: Option<Window>,
    /// The date of the estimate, where it is other than the estimate says.
    pub date: Option<When>,
    /// The estimate as a fragment; empty if there is none.
    pub estimate: String,
}

/// The published trends that are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// The three eras if all systems are shown; otherwise none.
    Usual,
    /// None: the line of the selection alone.
    Nothing,
    /// These.
    Preset(&'static Preset),
}

/// The way intervals are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// From the standard error, by Student’s t.
    #[default]
    Closed,
    /// By bootstrap.
    Bootstrap,
}

impl Method {
    /// Returns the way in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "closed form (Student’s t)",
            Self::Bootstrap => "bootstrap, 1,000 draws",
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            shown: Shown::Usual,
            colour: Colour::Domain,
            level: LEVEL,
            month: Month::default(),
            method: Method::default(),
            window: None,
            date: None,
            estimate: String::new(),
        }
    }
}

impl View {
    /// Returns the published trends to be shown.
    pub fn preset(&self) -> Option<&'static Preset> {
        match self.shown {
            Shown::Usual => PRESETS.first().filter(|_| self.selection.is_all()),
            Shown::Nothing => None,
            Shown::Preset(preset) => Some(preset),
        }
    }

    /// Returns those of the lines of the view that are drawn: the published ones, or else that of the selection.
    pub fn drawn<'a>(&self, lines: &'a [Line]) -> &'a [Line] {
        match lines.split_last() {
            Some((_, published)) if self.preset().is_some() => published,
            _ => lines,
        }
    }

    /// Returns the view with the published trends of a preset and all systems from its first year on.
    pub fn with_preset(&self, preset: &'static Preset) -> Self {
        Self {
            selection: Selection {
                from: When::read(preset.from),
                ..Selection::default()
            },
            shown: Shown::Preset(preset),
            window: None,
            ..self.clone()
        }
    }
}
