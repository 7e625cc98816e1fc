//! The panels of the page, by name.

use crate::variants::enum_with_all;

enum_with_all! {
    /// A panel.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum PanelId {
        /// The periods of a fleet, as they were read.
        Periods,
        /// A chip, its number formats, and help where it is unknown.
        Hardware,
        /// Utilizations of published runs.
        Utilization,
        /// Energy, emissions and cost.
        Costs,
        /// The factor that is solved for, given a goal.
        Goal,
        /// The list of worked examples.
        Examples,
        /// Stages to add.
        Kinds,
        /// A stage's figure from elsewhere, and base models to choose from.
        Base,
        /// The width of the range, and its sources.
        Uncertainty,
        /// Thresholds of laws, in compute.
        Thresholds,
        /// The ledger of what is counted and what is left out.
        Scope,
        /// Texts to paste.
        Report,
        /// Links, and cards for other pages.
        Share,
        /// The cost of a backward pass.
        Backward,
        /// The published values of what the title names.
        Names,
        /// Other estimates beside this one.
        Compare,
        /// Calculators of published studies.
        Studies,
        /// Changes of the tables since the link was made.
        Edition,
        /// Model files, which the worker reads.
        Files,
        /// A cluster's jobs, whose accounting the worker reads.
        Jobs,
    }
}

/// A part of the program that draws panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnBy {
    /// The part with most panels.
    Panels,
    /// The part with reports and sharing, which writes texts for other places.
    Reports,
    /// The part with the forms, which draws the panel of reports while one of them is chosen.
    Forms,
    /// The part that puts the estimate into context: studies, and other estimates beside it.
    Context,
}

impl PanelId {
    /// Returns the id of the panel's element.
    pub const fn name(self) -> &'static str {
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
            Self::Names => "names",
            Self::Compare => "compare",
            Self::Studies => "studies",
            Self::Edition => "edition",
            Self::Files => "files",
            Self::Jobs => "jobs",
        }
    }

    /// Returns the part of the program that draws the panel.
    pub const fn drawn_by(self) -> DrawnBy {
        match self {
            Self::Report | Self::Share => DrawnBy::Reports,
            Self::Compare | Self::Studies => DrawnBy::Context,
            _ => DrawnBy::Panels,
        }
    }

    /// Returns whether the panel samples ranges, which takes tens of milliseconds on a phone. Such
    /// a panel is drawn when typing rests.
    pub const fn is_slow(self) -> bool {
        matches!(
            self,
            Self::Compare | Self::Costs | Self::Uncertainty | Self::Report | Self::Share
        )
    }
}
